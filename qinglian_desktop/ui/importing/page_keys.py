"""Which keys of the window mean something else, or nothing, while records are brought in"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


def meaning_of(event: QKeyEvent) -> Literal["back", "keep", "nothing", ""]:
    """What the key means there; "" for what it means everywhere."""
    if event.key() == Qt.Key.Key_Escape:
        return "back"
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held != Qt.KeyboardModifier.ControlModifier:
        return ""
    if event.key() in (Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "keep"
    return "nothing" if event.key() in (Qt.Key.Key_N, Qt.Key.Key_P) else ""
