"""The whole program over a book of a test's own, for tests of what its windows do together."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.tab_page import TabPage
from tests.conftest import PASSWORD
from tests.hands import write

PATIENCE = 30_000


@contextmanager
def running(tools: Tools, books: Books, source: Path, folder: Path) -> Iterator[Application]:
    """A program with an open copy of ``source``, which this PC remembers."""
    settings = str(folder / "settings")
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, settings)
    copy = folder / "台账库"
    shutil.copytree(source, copy)
    RecentBooks().put(copy)
    program = Application(tools, books)
    program.open_book(books.open(copy, PASSWORD))
    yield program
    program.close()
    window = program.window
    if isinstance(window, MainWindow) and isValid(window) and window.centralWidget():
        # In a process that goes on it would stay, and be dressed again with each later test.
        window.let_go()


def dialogs() -> list[str]:
    """What message boxes say just now."""
    boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
    return [f"{box.text()}{box.informativeText()}" for box in boxes if box.isVisible()]


def read_and_closed() -> list[str]:
    """What message boxes say just now; they are answered with their last button."""
    said = dialogs()
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QMessageBox) and box.isVisible():
            box.buttons()[-1].click()
    return said


def main(program: Application) -> MainWindow:
    assert isinstance(program.window, MainWindow)
    return program.window


def page_of(program: Application, key: str) -> LedgerPage:
    desk = main(program).session.desk
    ledger = desk.catalogue[key]
    tab = desk.catalogue.tab_of(ledger)
    assert tab is not None
    page = main(program).show_tab(tab.key)
    assert isinstance(page, TabPage)
    return page.show_ledger(ledger)


def quiet(qtbot: QtBot, program: Application) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not main(program).session.operations.is_busy, timeout=PATIENCE)


def locked(qtbot: QtBot, program: Application) -> UnlockPage:
    program.lock()
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow), timeout=PATIENCE)
    assert isinstance(program.window, WelcomeWindow)
    page = program.window.page
    assert isinstance(page, UnlockPage)
    return page


def unlocked(qtbot: QtBot, program: Application, page: UnlockPage) -> MainWindow:
    write(page.secret, PASSWORD)
    page.open()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=PATIENCE)
    return main(program)
