"""The words under a field that say what is wrong with it, hidden while nothing is"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from qinglian_desktop.ui.look.theme import mark


class ProblemWords(QLabel):
    """A sentence a line; red where something keeps the record from being saved."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def say(self, messages: Sequence[str] = (), *, is_wrong: bool = False) -> None:
        """Say these, or nothing any more."""
        self.setText("\n".join(messages))
        mark(self, "kind", "error" if is_wrong else "warning")
        self.setVisible(bool(messages))
