"""The line in which the words of a row are typed: what each key means there"""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit

RowKey: TypeAlias = Literal[
    "",
    "next",
    "branch",
    "in",
    "out",
    "up",
    "down",
    "before",
    "after",
    "remove",
    "goto",
    "swap",
    "endpoint",
    "work",
    "decision",
    "material",
    "words",
    "details",
    "same_post",
    "risk",
    "menu",
    "paste",
]
"""What a key does to the row; "" where it is for the line itself."""

_LEADS = (">", "＞", "》")
"""The sign by which a row leads elsewhere; the last is what an input method for Chinese types."""
_NO, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_BY_KEY: dict[tuple[Qt.KeyboardModifier, int], RowKey] = {
    (_NO, Qt.Key.Key_Return): "next",
    (_NO, Qt.Key.Key_Enter): "next",
    (_CONTROL, Qt.Key.Key_Return): "branch",
    (_CONTROL, Qt.Key.Key_Enter): "branch",
    (_NO, Qt.Key.Key_Tab): "in",
    (_SHIFT, Qt.Key.Key_Backtab): "out",
    (_SHIFT, Qt.Key.Key_Tab): "out",
    (_NO, Qt.Key.Key_Up): "before",
    (_NO, Qt.Key.Key_Down): "after",
    (_ALT, Qt.Key.Key_Up): "up",
    (_ALT, Qt.Key.Key_Down): "down",
    (_CONTROL, Qt.Key.Key_Delete): "remove",
    (_CONTROL, Qt.Key.Key_1): "endpoint",
    (_CONTROL, Qt.Key.Key_2): "work",
    (_CONTROL, Qt.Key.Key_3): "decision",
    (_CONTROL, Qt.Key.Key_4): "material",
    (_NO, Qt.Key.Key_F2): "words",
    (_NO, Qt.Key.Key_F4): "details",
    (_CONTROL, Qt.Key.Key_D): "same_post",
    (_NO, Qt.Key.Key_F6): "swap",
    (_NO, Qt.Key.Key_F7): "risk",
    (_NO, Qt.Key.Key_F8): "goto",
    (_NO, Qt.Key.Key_Menu): "menu",
    (_SHIFT, Qt.Key.Key_F10): "menu",
}


class OwnUndoLine(QLineEdit):
    """A line whose undo is that of the page: the chart is taken back, and with it what it says."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and _turns(event):
            event.ignore()
            return False
        return super().event(event)


class RowLine(OwnUndoLine):
    """``meant`` carries a RowKey.

    Delete takes a row out whose words one did not touch since one came to it, and an empty one;
    else it belongs to the words.
    """

    meant = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("row_line")
        self.setAccessibleName("这一步做什么")
        self.setFrame(False)
        self.is_touched = False
        """Whether one typed, or moved the caret, since one came to the row."""
        self._is_clicked = False
        self.textEdited.connect(self._touch)

    def come_to(self, words: str) -> None:
        """Another row, with its words."""
        self.setText(words)
        self.is_touched = self._is_clicked = False

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and (meaning := self._meaning_of(event)):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self.meant.emit(meaning)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._touch()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() in _LEADS and not self.text():
            self.meant.emit("goto")
        else:
            super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._is_clicked = True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.meant.emit("menu")

    def _touch(self) -> None:
        self.is_touched = True

    def _meaning_of(self, event: QKeyEvent) -> RowKey:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        found = _BY_KEY.get((held, event.key()))
        if found is not None:
            return found
        if event.matches(QKeySequence.StandardKey.Paste):
            return "paste"
        if event.text() in _LEADS and not self.text():
            return "goto"
        takes_out = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and held == _NO
        if takes_out and not event.isAutoRepeat() and not self.hasSelectedText():
            is_in_words = self.is_touched or self._is_clicked
            is_untouched = event.key() == Qt.Key.Key_Delete and not is_in_words
            if not self.text() or is_untouched:
                return "remove"
        return ""


def _turns(event: QKeyEvent) -> bool:
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    is_press = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
    return is_press and any(event.matches(key) for key in keys)
