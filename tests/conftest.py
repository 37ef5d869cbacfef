"""Books for tests: the sample book made once, copied for each test that wants it."""

from __future__ import annotations

import gc
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What a test starts may be looked into: by the test itself, and by a debugger.
os.environ.setdefault("QINGLIAN_OPEN_TO_DEBUGGERS", "1")

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.sampling import fill_with_sample
from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.cli.command_line import main
from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.key_slots import KeyCost

if TYPE_CHECKING:
    from tests.postgresql import Server

NOW = datetime(2026, 11, 23, 10, 5)
PASSWORD = "测试口令-2026"
YEAR = 2026
MANY = 800_000
"""Objects that tests made and did not free: then it is time to collect."""
Run: TypeAlias = Callable[..., Any]
CHEAP = KeyCost(iterations=1, memory_kib=64, lanes=1)
"""A password that is cheap to guess, and so quick to open."""

# How long an example takes is the machine's business, not the program's.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
# Nothing of what is loaded until the tests begin is garbage.
gc.disable()


def _on_audit(event: str, told: tuple[Any, ...]) -> None:
    """Nothing of the program asks for a network; what libraries in C ask for, see journeys.

    Names that end in ``.invalid`` are nobody's (RFC 6761): by them a server is missed.
    """
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        if str(told[0]).endswith(".invalid"):
            return
        raise AssertionError(f"a name of the network is looked up: {told[0]}")
    if event in ("socket.connect", "socket.bind", "socket.sendto") and isinstance(told[1], tuple):
        raise AssertionError(f"a socket into the network: {told[1]}")


sys.addaudithook(_on_audit)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a screen the tests that need one say so; dev.py brings a virtual one."""
    if not os.environ.get("DISPLAY"):
        for item in items:
            if item.get_closest_marker("xvfb"):
                item.add_marker(pytest.mark.skip(reason="没有屏幕：请用 dev.py test 运行"))


def pytest_collection_finish() -> None:
    """What was loaded stays to the end: ten thousand tests need not be looked through each time."""
    gc.freeze()


def pytest_runtest_setup() -> None:
    """Garbage is collected between tests, as the program does it: see ``ui/garbage``.

    Python would collect on whichever thread makes an object too many, and a widget that dies
    there takes the process with it, some tests later.
    """
    gc.disable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """The widgets that a test closed are gone before the next: each would be dressed again."""
    yield
    if (application := _application()) is not None:
        deferred = sys.modules["PySide6.QtCore"].QEvent.Type.DeferredDelete
        application.sendPostedEvents(None, deferred.value)
    if gc.get_count()[0] > MANY:
        gc.collect()


def pytest_sessionfinish() -> None:
    """Nothing of ours lies on the clipboard when Python ends: Qt would free it after that."""
    if (application := _application()) is not None and hasattr(application, "clipboard"):
        application.clipboard().clear()


def _application() -> Any:
    """The application of Qt, where a test made one."""
    core = sys.modules.get("PySide6.QtCore")
    return core.QCoreApplication.instance() if core else None


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings, books and logs of this process alone, never the person's own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def tools() -> Tools:
    """The program's own tools, at a fixed time."""
    return build_tools(clock=lambda: NOW)


@pytest.fixture(scope="session")
def books(tools: Tools) -> Books:
    """The program's own books, quick to open."""
    return EncryptedBooks(tools.catalogue, tools.clock, tools.who, cost=CHEAP)


@pytest.fixture(scope="session")
def sample_folder(tools: Tools, books: Books, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed sample book that nobody changes."""
    folder = tmp_path_factory.mktemp("sample") / "示例台账库"
    book, _ = books.create(folder, PASSWORD)
    try:
        fill_with_sample(book, tools.catalogue, tools.resources / "sample", YEAR)
    except ProgramBug as bug:
        # Each test that needs the book says just this, instead of how it was come upon.
        pytest.fail(str(bug), pytrace=False)
    finally:
        book.close()
    return folder


@pytest.fixture(scope="session")
def empty_folder(books: Books, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed new book that nobody changes."""
    folder = tmp_path_factory.mktemp("empty") / "空台账库"
    book, _ = books.create(folder, PASSWORD)
    book.close()
    return folder


@pytest.fixture
def sample_book(sample_folder: Path, books: Books, tmp_path: Path) -> Iterator[Book]:
    """The test's own copy of the sample book, open."""
    yield from _copied(sample_folder, books, tmp_path / "示例台账库")


@pytest.fixture
def empty_book(empty_folder: Path, books: Books, tmp_path: Path) -> Iterator[Book]:
    """The test's own new book, open."""
    yield from _copied(empty_folder, books, tmp_path / "空台账库")


@pytest.fixture
def desk(sample_book: Book, tools: Tools) -> Desk:
    """The use cases over the test's own sample book."""
    return Desk(sample_book, tools)


@pytest.fixture(scope="session")
def sample_desk(sample_folder: Path, books: Books, tools: Tools) -> Iterator[Desk]:
    """The use cases over the sample book, opened once to be read; writing there is refused."""
    book = books.open(sample_folder, PASSWORD, read_only=True)
    yield Desk(book, tools)
    book.close()


@pytest.fixture
def commanded(
    tools: Tools,
    books: Books,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Runs a command over the book in a folder; its JSON with "code", or code and what was said."""
    monkeypatch.setenv("QINGLIAN_PASSWORD", PASSWORD)

    def run(folder: Path, *words: object, says: bool = False) -> Any:
        how = () if says else ("--json",)
        code = main(["--book", str(folder), *how, *map(str, words)], tools, books)
        told = capsys.readouterr()
        return (code, told.out, told.err) if says else json.loads(told.out) | {"code": code}

    return run


@pytest.fixture
def empty_desk(empty_book: Book, tools: Tools) -> Desk:
    """The use cases over the test's own new book."""
    return Desk(empty_book, tools)


def _copied(source: Path, books: Books, target: Path) -> Iterator[Book]:
    shutil.copytree(source, target)
    book = books.open(target, PASSWORD)
    yield book
    book.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server for the tests of this process, made when the first asks for it."""
    if sys.platform != "linux":
        pytest.skip("数据库服务器的测试只在 Linux 上运行")
    # Its library is loaded only where it is wanted.
    from tests.postgresql import running_server

    with running_server() as made:
        yield made


@pytest.fixture
def database(server: Server) -> str:
    """The name of a new empty database there."""
    return server.new_database()
