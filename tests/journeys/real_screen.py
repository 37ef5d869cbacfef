"""The program itself on a virtual screen, with a keyboard and a mouse as X sends them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from devtools.checks import virtual_screen
from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from tests.conftest import PASSWORD
from tests.journeys.without_network import KILLED

ROOT = Path(__file__).parents[2]
TYPED = "keys-2026"
_PROGRAM = "^清廉机关台账$"
"""A password that a keyboard of this kind can type."""


class Screen:
    """Keys through xdotool to whatever window has the keyboard; ``environ`` names the screen."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ

    def keys(self, *keys: str) -> None:
        self._do("key", "--delay", "60", *keys, check=True)

    def type(self, text: str) -> None:
        self._do("type", "--delay", "40", text, check=True)

    @contextmanager
    def clipboard(self, text: str) -> Iterator[None]:
        """Another program has copied the text: no key of this keyboard is a Chinese character."""
        holds = (
            "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
            "app.clipboard().setText(sys.argv[1]); print('ready', flush=True); app.exec()"
        )
        words = [sys.executable, "-c", holds, text]
        other = subprocess.Popen(words, env=self.environ, stdout=subprocess.PIPE)
        assert other.stdout is not None and other.stdout.readline()
        yield
        other.kill()
        other.communicate()

    def click(self, window: str, x: int, y: int) -> None:
        """At a place within a window; a negative ``x`` is from its right edge."""
        shape = self._do("getwindowgeometry", "--shell", window, check=True).stdout
        width = int(dict(line.split("=") for line in shape.split())["WIDTH"])
        where = (str(x if x >= 0 else width + x), str(y))
        self._do("mousemove", "--window", window, *where, "click", "1", check=True)

    def windows(self, name: str) -> list[str]:
        return self._do("search", "--onlyvisible", "--name", name).stdout.split()

    def focus(self, window: str) -> None:
        self._do("windowfocus", "--sync", window)

    def _do(self, *words: str, check: bool = False) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *words],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=60,
            check=check,
        )


@pytest.fixture
def screen() -> Iterator[Screen]:
    """A virtual screen of the test's own: no other test takes the keyboard from it."""
    with virtual_screen() as display:
        assert display is not None
        yield Screen({**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"})


def until(met: Callable[[], object], otherwise: str = "the window did not come that far") -> None:
    end = time.monotonic() + 40
    while not met():
        assert time.monotonic() < end, otherwise
        time.sleep(0.1)


@contextmanager
def opened(books: Books, tools: Tools, folder: Path) -> Iterator[Desk]:
    """The book to read only, as beside the program that writes in it."""
    book = books.open(folder, TYPED, read_only=True)
    yield Desk(book, tools)
    book.close()


def started(screen: Screen, home: Path, *given: str) -> subprocess.Popen[bytes]:
    """The program, of somebody whose home this is, as the desktop starts it; without a network."""
    environment = {
        **screen.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_STATE_HOME": str(home),
        "LANG": "C.UTF-8",
    }
    watched = [str(ROOT / "tests" / "journeys" / "without_network.py"), str(ROOT / "main.py")]
    return subprocess.Popen([sys.executable, *watched, *given], env=environment)


@contextmanager
def opened_by_keys(
    screen: Screen,
    books: Books,
    sample: Path,
    home: Path,
    before: Callable[[Book], object] = lambda _: None,
) -> Iterator[tuple[Path, str]]:
    """A copy of the sample book opened in the program by its password: its folder, the window.

    ``before`` is done with the book first.
    """
    folder = home / "示例台账库"
    shutil.copytree(sample, folder)
    book = books.open(folder, PASSWORD)
    book.change_password(PASSWORD, TYPED)
    before(book)
    book.close()
    settings = QSettings(
        str(home / "qinglian" / "qinglian_desktop.conf"), QSettings.Format.IniFormat
    )
    RecentBooks(settings).put(folder)
    settings.sync()
    program = started(screen, home)
    try:
        until(lambda: screen.windows(_PROGRAM))
        asks = screen.windows(_PROGRAM)[0]
        screen.focus(asks)
        screen.type(TYPED)
        screen.keys("Return")
        # No title tells what is in the book: the next window of the program is that of the book.
        until(lambda: {*screen.windows(_PROGRAM)} - {asks})
        window = ({*screen.windows(_PROGRAM)} - {asks}).pop()
        screen.focus(window)
        yield folder, window
    finally:
        assert program.poll() != KILLED, "it opened a socket into the network"
        program.terminate()
        program.wait(20)
