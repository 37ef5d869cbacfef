"""When what is typed is kept: at the first pause, and never long after the first key of it"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE = 700
"""Milliseconds after the last key."""
AT_MOST = 1_500
"""Milliseconds after the first key that is not kept: who never pauses loses no more than that."""


class TypingPause(QObject):
    """``over`` comes when it is time to keep what was typed."""

    over = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pause = self._timer(PAUSE)
        self.at_most = self._timer(AT_MOST)

    def note_key(self) -> None:
        """A key was pressed."""
        self.pause.start()
        if not self.at_most.isActive():
            self.at_most.start()

    def stop(self) -> None:
        """What was typed is being kept, or nothing is to be."""
        self.pause.stop()
        self.at_most.stop()

    def _timer(self, milliseconds: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(self._on_over)
        return made

    def _on_over(self) -> None:
        self.stop()
        self.over.emit()
