"""Words hung below a line as one types, which never keep Enter from going on"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter


class Suggestions(QCompleter):
    """Enter takes the words that are marked, if any are, and goes on to the next field at once."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        goes_on = (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            and watched is self.popup()
        )
        done = super().eventFilter(watched, event)
        if goes_on:
            self.widget().focusNextPrevChild(True)
        return done
