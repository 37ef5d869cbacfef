"""A box with a sentence over a window"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def message_box(over: QWidget | None, title: str, words: str) -> QMessageBox:
    """One that is gone once it is closed: its window may stay all day; still to be opened."""
    box = QMessageBox(over)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(title)
    box.setText(words)
    return box
