"""A secret or key that the door holds is let go of when nobody is there any more"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from qinglian_desktop.ui.locking.idle import Idle
from qinglian_desktop.ui.locking.input_watch import InputWatch
from qinglian_desktop.ui.operations import Operations

if TYPE_CHECKING:
    from qinglian_desktop.application.book_ports import Book


class LeftAlone(QObject):
    """``turn`` is given the folder of the book whose page was left as long as locks a book.

    ``before`` is the book that was open until then, whose key opens it once more: it is wiped.
    """

    def __init__(
        self, parent: QObject, operations: Operations, turn: Callable[[Path], object]
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._turn = turn
        self._page: QWidget | None = None
        self._folder = Path()
        self.before: Book | None = None
        self.idle = Idle(self)
        self._watch = InputWatch(self)
        self._watch.used.connect(self.idle.note)
        self.idle.looked.connect(self._watch.watch_all)
        self.idle.over.connect(self._on_over)

    def hold(self, page: QWidget, folder: Path, before: Book | None = None) -> None:
        """Count from now; what is held of another book is let go of."""
        if before is not self.before:
            self.forget()
        self._page, self._folder, self.before = page, folder, before
        self.idle.begin()

    def forget(self) -> None:
        """The page was left, or the book is open again."""
        self.idle.end()
        before, self.before = self.before, None
        if before is not None:
            before.forget()

    def _on_over(self) -> None:
        if self._operations.is_busy:
            # A restore is finished, whoever waits for it.
            self.idle.begin()
            return
        self.forget()
        page = self._page
        # Whoever went on to another page, one that shows a new code, say, is left there.
        if page is not None and isValid(page) and page.isVisible():
            self._turn(self._folder)
