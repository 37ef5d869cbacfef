"""Where the keyboard is in a window, and what a text field may take of its keys"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid


@runtime_checkable
class TakesKeys(Protocol):
    """A part of a window which knows where in it one goes on; False where it has no place now."""

    def take_keys(self) -> object:
        """Give the keyboard to that place."""
        ...


class Keyboard(QObject):
    """Follows the keyboard through the program's windows.

    Where the part that has it is hidden or rests, Qt gives it to whatever comes next; here the
    nearest part around it says where one goes on. A text field keeps undo and redo to itself only
    while it has typing of its own to undo; else they are the window's. A key pressed with Alt
    never types its sign.
    """

    def __init__(self, window: QWidget, search: QLineEdit) -> None:
        super().__init__(window)
        self._search = search
        self._watched: QWidget | None = None
        self._before: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, QApplication.focusWidget())

    def go_back(self) -> bool:
        """From the search to where one was before; whether that is still there."""
        before = self._before
        if before is None or not isValid(before) or not before.isVisible():
            return False
        if not before.isEnabled():
            return False
        before.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if _is_for_the_window(watched, event):
                event.ignore()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            with_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            return with_alt and event.text().isprintable() and bool(event.text())
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is self._search and old is not None and old is not self._search:
            self._before = old
        if old is not None and isValid(old) and _was_taken_away(old, now):
            # Whoever hid it may give the keyboard to another one himself.
            QTimer.singleShot(0, self, lambda: _hand_on(old, now))
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        is_text = isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit | QComboBox)
        self._watched = now if is_text else None
        if self._watched is not None:
            self._watched.installEventFilter(self)


def _was_taken_away(old: QWidget, now: QWidget | None) -> bool:
    """Whether nobody meant the keyboard to leave: it could not stay where it was."""
    window = old.window()
    is_there = window.isVisible() and (now is None or now.window() is window)
    return is_there and not (old.isVisible() and old.isEnabled())


def _hand_on(old: QWidget, now: QWidget | None) -> None:
    """Let the nearest part around it that is still there have the keyboard."""
    if QApplication.focusWidget() is not now or not isValid(old):
        return
    around = old.parentWidget()
    while around is not None:
        # A window that is being put away rests as a whole.
        is_there = around.isVisible() and around.isEnabled()
        if is_there and isinstance(around, TakesKeys) and around.take_keys() is not False:
            return
        around = None if around.isWindow() else around.parentWidget()


def _is_for_the_window(field: QObject | None, event: QKeyEvent) -> bool:
    """Whether the key would undo or redo and the field has nothing of its own for it."""
    undoes = event.matches(QKeySequence.StandardKey.Undo)
    redoes = event.matches(QKeySequence.StandardKey.Redo)
    if isinstance(field, QComboBox):
        # One that can be typed in gives its keys to a line of its own.
        field = field.lineEdit()
    match field:
        case QLineEdit():
            has_undo, has_redo = field.isUndoAvailable(), field.isRedoAvailable()
        case QPlainTextEdit() | QTextEdit():
            typed = field.document()
            has_undo, has_redo = typed.isUndoAvailable(), typed.isRedoAvailable()
        case _:
            return False
    return (undoes and not has_undo) or (redoes and not has_redo)
