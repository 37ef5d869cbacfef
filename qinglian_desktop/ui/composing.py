"""What an input method is composing in a field: it stays when one goes on without choosing"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QWindow,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLineEdit
from shiboken6 import isValid

_HELD = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
}
"""Keys that mean nothing by themselves; some of them turn an input method on and off."""


class Composing(QObject):
    """Follows the field in which one types.

    What is composed stands in the field before it is part of its text, with some input methods in
    Chinese already. Those of Linux forget it when the field is left or clicked into, and leave a
    key like Ctrl+S to the program as if it were not there. Here it becomes text first, as it
    stands, as it does on Windows; taken back by the input method itself it is gone.

    ``finish`` asks the input method to come to an end: that of Qt, unless a test plays one.
    """

    def __init__(self, parent: QObject, finish: Callable[[], object] | None = None) -> None:
        super().__init__(parent)
        self._finish = finish or QGuiApplication.inputMethod().commit
        self._field: QObject | None = None
        self._window: QWindow | None = None
        self._composed = ""
        self._dropped = ""
        self._is_over = False
        # Qt drops it and moves on in one go; the input method's own word comes by itself.
        self._is_gone = QTimer(self)
        self._is_gone.setSingleShot(True)
        self._is_gone.timeout.connect(self._forget)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusObjectChanged.connect(self._on_field)
            application.focusWindowChanged.connect(self._on_window)
            self._on_field(application.focusObject())
            self._on_window(application.focusWindow())

    def keep(self) -> None:
        """Let what is being composed be text, before anything else is done."""
        if self._composed:
            self._finish()
            self._bring_back()

    def let_go(self) -> None:
        """Follow nothing any more: the program ends."""
        self._on_field(None)
        self._on_window(None)
        self._is_over = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            if kind is QEvent.Type.MouseButtonPress or _is_for_the_program(event):
                self.keep()
        elif isinstance(event, QInputMethodEvent):
            self._note(event)
        elif isinstance(event, QInputMethodQueryEvent) and isinstance(watched, QAbstractScrollArea):
            return _answer(watched, event)
        elif kind is QEvent.Type.FocusOut:
            self._bring_back()
        return False

    def _note(self, event: QInputMethodEvent) -> None:
        before, self._composed = self._composed, event.preeditString()
        if before and not self._composed and not event.commitString():
            self._dropped = before
            self._is_gone.start(0)

    def _bring_back(self) -> None:
        """Write what was dropped a moment ago where it stood; blanks only part syllables."""
        field, text = self._field, "".join(self._dropped.split())
        self._forget()
        if not text or field is None or not isValid(field):
            return
        line = (field.lineEdit() if isinstance(field, QComboBox) else None) or field
        if isinstance(line, QLineEdit):
            # As if it had been chosen, but no list is to open over what one goes to.
            line.insert(text)
        else:
            chosen = QInputMethodEvent()
            chosen.setCommitString(text)
            QApplication.sendEvent(line, chosen)

    def _forget(self) -> None:
        self._is_gone.stop()
        self._dropped = ""

    def _on_field(self, field: QObject | None) -> None:
        if self._is_over or field is self._field:
            return
        self._bring_back()
        self._composed = ""
        self._follow(self._field, field)
        self._field = field

    def _on_window(self, window: QWindow | None) -> None:
        if self._is_over:
            return
        self._follow(self._window, window)
        self._window = window

    def _follow(self, before: QObject | None, now: QObject | None) -> None:
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)


def _is_for_the_program(event: QEvent) -> bool:
    """Whether it is a key that the input method did not want."""
    if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        return False
    return isinstance(event, QKeyEvent) and Qt.Key(event.key()) not in _HELD


def _answer(text: QAbstractScrollArea, event: QInputMethodQueryEvent) -> bool:
    """Where the caret is: Qt forgets the frame around a text of several lines, and candidates
    would cover what is composed.
    """
    text.event(event)
    caret = event.value(Qt.InputMethodQuery.ImCursorRectangle)
    if isinstance(caret, QRect | QRectF):
        moved = QRectF(caret).translated(QPointF(text.viewport().pos()))
        event.setValue(Qt.InputMethodQuery.ImCursorRectangle, moved)
    return True
