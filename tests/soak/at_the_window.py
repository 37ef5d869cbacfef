"""The window of an open book as one sits before it: pages, dialogs, and waiting for them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.tab_page import TabPage

PATIENCE = 30.0
"""Seconds until what was waited for has to be there."""
PAINTING = 30
"""Milliseconds in which pages are drawn."""


@dataclass
class AtTheWindow:
    """Of a program with an open book."""

    program: Application

    @property
    def window(self) -> MainWindow:
        """The window of the open book."""
        found = self.program.window
        assert isinstance(found, MainWindow), found
        return found

    def quiet(self) -> None:
        """Until the book is asked for nothing any more and everything is laid out."""
        spin(0)
        self.until(lambda: not self.window.session.operations.is_busy)
        spin(0)

    def until(self, reached: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        late = time.monotonic() + PATIENCE
        while not reached():
            spin(2)
            assert time.monotonic() < late, f"never came; in front {_in_front()}"

    def page(self, ledger: Ledger) -> LedgerPage:
        """The page of a ledger, brought to the front."""
        tab = self.window.session.desk.catalogue.tab_of(ledger)
        assert tab is not None
        shown = self.window.show_tab(tab.key)
        assert isinstance(shown, TabPage)
        page = shown.show_ledger(ledger)
        self.quiet()
        return page

    def come_to_front(self) -> None:
        """Keys are heard by the window in front alone."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def look_at_pages(self) -> None:
        """The preview, until its pages are drawn; then it is closed."""
        self.until(lambda: any(each.is_ready for each in _previews()))
        spin(PAINTING)
        for each in _previews():
            each.reject()

    def close_dialog(self) -> None:
        """Whatever dialog comes, closed once it stands there."""
        self.until(lambda: bool(_dialogs()))
        spin(0)
        for each in _dialogs():
            each.close()

    def answer_boxes(self) -> None:
        """The box that comes, answered with its last button."""
        self.until(lambda: any(isinstance(each, QMessageBox) for each in _dialogs()))
        for each in _dialogs():
            if isinstance(each, QMessageBox):
                each.buttons()[-1].click()


def spin(milliseconds: int) -> None:
    """Let the window live for a while; 0 until it has nothing to do."""
    if not milliseconds:
        QApplication.processEvents()
        return
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _dialogs() -> list[QDialog]:
    shown = QApplication.topLevelWidgets()
    return [each for each in shown if isinstance(each, QDialog) and each.isVisible()]


def _previews() -> list[PrintPreview]:
    return [each for each in _dialogs() if isinstance(each, PrintPreview)]


def _in_front() -> str:
    said = [each.text() for each in _dialogs() if isinstance(each, QMessageBox)]
    return f"{_dialogs()} {said}"
