"""What stands in the place of pages that are being made: what is done, how far, and a way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QWidget

from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme


class WaitingPage(QWidget):
    """Calls ``on_cancelled`` when the user has enough of waiting."""

    def __init__(self, theme: Theme, on_cancelled: Callable[[], object]) -> None:
        super().__init__()
        self._doing = label("", "head")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(theme.px(360))
        self._bar.setTextVisible(False)
        self._cancel = button("取消", on_cancelled)
        self._cancel.setObjectName("cancel")
        rows = (row(1, each, 1) for each in (self._doing, self._bar, self._cancel))
        self.setLayout(column(1, *rows, 1, spacing=theme.px(2 * SPACE)))

    def begin(self, words: str) -> None:
        """Something is under way that says later how far it is."""
        self._doing.setText(words)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._cancel.setFocus()

    def progress(self, done: int, total: int) -> None:
        """It is so far."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def stopping(self) -> None:
        """The user was heard."""
        self._cancel.setEnabled(False)

    def end(self, words: str) -> None:
        """Nothing came of it, and nothing is under way any more."""
        self._doing.setText(words)
        self._bar.hide()
        self._cancel.hide()
