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


def run() -> list[Row]:
    """From the start of the process to the paint; the floor is taken between the others.

    The page of records comes with the book opened and its list read. The derivation of the
    key from the password, slow on purpose (0.3 s), is left out by a book whose key is cheap.
    """
    with tempfile.TemporaryDirectory() as home:
        folder = sample_book(Path(home) / "book")
        bare: list[float] = []
        first: list[float] = []
        records: list[float] = []
        workbench: list[float] = []
        for _ in range(ROUNDS):
            bare.append(seconds(home, BARE))
            first.append(seconds(home, FIRST))
            records.append(seconds(home, RECORDS, str(folder), PASSWORD))
            workbench.append(seconds(home, WORKBENCH, str(folder), PASSWORD))
    floor, window, page, desk = (
        statistics.median(each[1:]) for each in (bare, first, records, workbench)
    )
    return [
        Row("首个窗口显示 / 空的 QMainWindow", window, floor, window / floor, 1.6),
        Row("一页记录显示（开库在内）/ 空的 QMainWindow", page, floor, page / floor, 3.5),
        Row("工作台显示（开库、读完在内）/ 空的 QMainWindow", desk, floor, desk / floor, 3.5),
    ]


def sample_book(folder: Path) -> Path:
    from qinglian_desktop.application.sampling import fill_with_sample
    from qinglian_desktop.bootstrap import build_tools
    from qinglian_desktop.storage.books import EncryptedBooks
    from qinglian_desktop.storage.keys import KeyCost

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
    before = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - before
