"""Says when a text of several lines is another one, and not while one only composes in it"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit


class TextWatch(QObject):
    """``typed`` comes with every change of the text; Qt tells of what an input method tries, too.

    It lives as long as the text does.
    """

    typed = Signal()

    def __init__(self, edit: QPlainTextEdit | QTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._before = edit.toPlainText()
        edit.textChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        now = self._edit.toPlainText()
        if now != self._before:
            self._before = now
            self.typed.emit()
