"""Which keys of the window mean something else, or nothing, while a chart is drawn"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


def meaning_on_page(
    event: QKeyEvent,
) -> Literal["back", "save", "print", "undo", "redo", "nothing", ""]:
    """What the key means there; "" for what it means everywhere."""
    if event.key() == Qt.Key.Key_Escape:
        return "back"
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.matches(QKeySequence.StandardKey.Redo) or (
        held == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_Y
    ):
        return "redo"
    if held != Qt.KeyboardModifier.ControlModifier:
        return ""
    match event.key():
        case Qt.Key.Key_S:
            return "save"
        case Qt.Key.Key_P:
            return "print"
        case Qt.Key.Key_N | Qt.Key.Key_Return | Qt.Key.Key_Enter:
            return "nothing"
        case _:
            return ""
