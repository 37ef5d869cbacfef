"""For tests of the window: dressed as the program is, without a screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDir, QSettings
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.ui import session as session_module
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.conftest import PASSWORD
from tests.ui.program import dialogs, running
from tests.ui.prompt_operations import PromptOperations

RESOURCES = Path(__file__).parents[2] / "resources"


OLD_SCREEN = (1014, 690)
"""What a screen of 1024×768 leaves, without the task bar, a title and frames."""


class PatientBot(QtBot):
    """Waits for a state as long as a busy machine may take, unless told otherwise."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 30_000) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's, but patient."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with the bundled fonts and icons."""
    QDir.setSearchPaths("ql", [str(RESOURCES / "icons")])
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    return qapp


@pytest.fixture
def theme(dressed: QApplication) -> Theme:
    """The light theme at 100 %, in force."""
    made = Theme()
    made.apply()
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[QSettings]:
    """This PC's settings, in a file of the test's own."""
    yield QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture(autouse=True)
def prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Changes are made at once, so that a test sees what came of a key; see ``test_operations``."""
    monkeypatch.setattr(session_module, "Operations", PromptOperations)


@pytest.fixture(scope="session")
def shared_desk(
    sample_folder: Path, books: Books, tools: Tools, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """One sample book for all tests that only read, open as a keeper's is: writing is an error."""
    folder = tmp_path_factory.mktemp("shared") / "示例台账库"
    shutil.copytree(sample_folder, folder)
    book = books.open(folder, PASSWORD)
    written: list[str] = []

    def refused(name: str) -> Callable[..., NoReturn]:
        def refuse(*_: object) -> NoReturn:
            written.append(f"{name} in {os.environ.get('PYTEST_CURRENT_TEST')}")
            raise AssertionError("written into the book that others read: mark the test `writes`")

        return refuse

    with pytest.MonkeyPatch.context() as patch:
        for name in ("writing", "back_up", "change_password", "new_recovery_code"):
            patch.setattr(book, name, refused(name))
        # A session closes its book when it ends; this one is for the next test, too.
        for name in ("close", "watch", "pace"):
            patch.setattr(book, name, leave_be)
        yield Desk(book, tools)
    book.close()
    # A page may have told of the refusal rather than failed.
    assert written == []


def leave_be(*_: object) -> None:
    """Nobody has to be told of a book in which nothing changes, and nobody closes it."""


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Desk:
    """The use cases over a sample book: the test's own, or the shared one where tests `read`."""
    marker = request.node.get_closest_marker
    shares = marker("reads") is not None and marker("writes") is None
    return request.getfixturevalue("shared_desk" if shares else "own_desk")


@pytest.fixture
def own_desk(sample_book: Book, tools: Tools) -> Desk:
    """The use cases over the test's own sample book."""
    return Desk(sample_book, tools)


@pytest.fixture
def session(desk: Desk, theme: Theme) -> Iterator[Session]:
    """What pages share, over the test's own sample book; the password was given just now."""
    made = Session(desk, theme)
    made.confirmed_at = float("inf")
    yield made
    for window in QApplication.topLevelWidgets():
        window.close()
    made.operations.wait()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """What a test opened fits an old screen in type of the usual size: else the buttons at its
    foot are out of reach.
    """
    usual = Theme().font().pixelSize()
    least = [
        f"{type(each).__name__} “{each.windowTitle()}” {size.width()}×{size.height()}"
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QDialog) and each.isVisible() and each.font().pixelSize() <= usual
        for size in [each.minimumSizeHint().expandedTo(each.minimumSize())]
        if size.width() > OLD_SCREEN[0] or size.height() > OLD_SCREEN[1]
    ]
    yield
    assert least == [], "cannot be made as small as 1024×768 less the desktop's own bars"


@pytest.fixture
def visited(session: Session) -> Callable[[], list[object]]:
    """The places that pages asked the window to open, in order."""
    places: list[object] = []
    session.place_wanted.connect(places.append)
    return lambda: list(places)


@pytest.fixture
def program(
    dressed: object, tools: Tools, books: Books, sample_folder: Path, tmp_path: Path
) -> Iterator[Application]:
    """The whole program over the test's own sample book; nobody was told of anything wrong."""
    with running(tools, books, sample_folder, tmp_path) as made:
        yield made
    assert dialogs() == []
