"""The program's first window and a page of records, against a bare QMainWindow."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.row import Row

ROUNDS = 11
ROOT = Path(__file__).parents[2]
PASSWORD = "测量口令-2026"

# Each child ends at its first paint of what is awaited, with everything that led there loaded.
WATCH = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False

painted = Painted()
"""
BARE = (
    WATCH
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.installEventFilter(painted)
window.resize(1366, 720)
window.show()
application.exec()
"""
)
FIRST = (
    WATCH
    + """
from qinglian_desktop import bootstrap
from qinglian_desktop.ui.application import Application
welcome = Application.welcome
def watched(self):
    window = welcome(self)
    window.installEventFilter(painted)
    return window
Application.welcome = watched
bootstrap.run([])
"""
)
OPEN = (
    WATCH
    + """
import gc
gc.disable()  # As the program does before it loads its window.
from pathlib import Path
from qinglian_desktop import bootstrap
from qinglian_desktop.ui import application
made = application.make_application([])
tools = bootstrap.build_tools()
program = application.Application(tools, bootstrap.build_books(tools))
window = program.open_book(program._books.open(Path(sys.argv[1]), sys.argv[2]))
"""
)
RECORDS = (
    OPEN
    + """
page = window.show_tab("talks").page
page.table.viewport().installEventFilter(painted)
made.exec()
"""
)
# The list of what is due is shown once all that the page tells has been read.
WORKBENCH = (
    OPEN
    + """
page = window.show_tab("workbench")
page.todos.viewport().installEventFilter(painted)
made.exec()
"""
)
# The password is typed, and meanwhile all is made that needs no book; then Enter is pressed.
ENTER = """
import gc, sys, time
gc.disable()
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from qinglian_desktop import bootstrap
from qinglian_desktop.ui import application
made = application.make_application([])
tools = bootstrap.build_tools()
books = bootstrap.build_books(tools)
program = application.Application(tools, books)
program.welcome()
application.complete(made)
bootstrap.load(books)

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: (print(time.perf_counter() - begun), made.quit()))
        return False

painted = Painted()
def enter():
    global begun
    begun = time.perf_counter()
    window = program.open_book(books.open(Path(sys.argv[1]), sys.argv[2]))
    window.show_tab("workbench").todos.viewport().installEventFilter(painted)
QTimer.singleShot(300, enter)
made.exec()
program.close()
"""


def run() -> list[Row]:
    """From the start of the process to the paint; the floor is taken between the others.

    The page of records comes with the book opened and its list read. The derivation of the
    key from the password, slow on purpose (0.3 s), is left out by a book whose key is cheap.
    From Enter on the loading is left out, too: it was done while the password was typed.
    """
    with tempfile.TemporaryDirectory() as home:
        folder = sample_book(Path(home) / "book")
        bare: list[float] = []
        first: list[float] = []
        records: list[float] = []
        workbench: list[float] = []
        enter: list[float] = []
        for _ in range(ROUNDS):
            bare.append(seconds(home, BARE))
            first.append(seconds(home, FIRST))
            records.append(seconds(home, RECORDS, str(folder), PASSWORD))
            workbench.append(seconds(home, WORKBENCH, str(folder), PASSWORD))
            enter.append(float(told(home, ENTER, str(folder), PASSWORD)))
    floor, window, page, desk, entered = (
        statistics.median(each[1:]) for each in (bare, first, records, workbench, enter)
    )
    return [
        Row("首个窗口显示 / 空的 QMainWindow", window, floor, window / floor, 1.6),
        Row("一页记录显示（开库在内）/ 空的 QMainWindow", page, floor, page / floor, 5),
        Row("工作台显示（开库、读完在内）/ 空的 QMainWindow", desk, floor, desk / floor, 6),
        Row("口令按了回车到工作台显示 / 空的 QMainWindow", entered, floor, entered / floor, 2),
    ]


def sample_book(folder: Path) -> Path:
    from qinglian_desktop.application.sampling import fill_with_sample
    from qinglian_desktop.bootstrap import build_tools
    from qinglian_desktop.storage.books import EncryptedBooks
    from qinglian_desktop.storage.key_slots import KeyCost

    tools = build_tools()
    cheap = KeyCost(iterations=1, memory_kib=64, lanes=1)
    book, _ = EncryptedBooks(tools.catalogue, tools.clock, tools.who, cost=cheap).create(
        folder, PASSWORD
    )
    fill_with_sample(book, tools.catalogue, tools.resources / "sample", 2026)
    book.close()
    return folder


def seconds(home: str, code: str, *arguments: str) -> float:
    """One run in a process of its own."""
    before = time.perf_counter()
    told(home, code, *arguments)
    return time.perf_counter() - before


def told(home: str, code: str, *arguments: str) -> str:
    """What a run in a process of its own prints."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "XDG_STATE_HOME": home,
        "PYTHONPYCACHEPREFIX": home,
    }
    # The program as it is shipped holds its modules compiled; the first round does it here.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
