"""Whether anybody has touched the program lately"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from qinglian_desktop.ui.locking.lock_minutes import NEVER, lock_minutes

EVERY = 5_000
"""Milliseconds between two looks at the clock."""


def seconds_passed() -> float:
    """A clock that nobody sets, and that goes on while the machine sleeps."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Idle(QObject):
    """``over`` comes once, when nothing was touched for the minutes that are set."""

    looked = Signal()
    over = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], float] = seconds_passed) -> None:
        super().__init__(parent)
        self._clock = clock
        self._last = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def is_watching(self) -> bool:
        """Whether a book is open that would be locked."""
        return self._timer.isActive()

    def begin(self) -> None:
        """Count from now."""
        self.note()
        self._timer.start()

    def end(self) -> None:
        """There is nothing to be locked."""
        self._timer.stop()

    def note(self) -> None:
        """Somebody is there."""
        self._last = self._clock()

    def look(self) -> None:
        """Say so if it has been long enough."""
        if not self.is_watching:
            return
        self.looked.emit()
        minutes = lock_minutes()
        if minutes != NEVER and self._clock() - self._last >= minutes * 60:
            self.end()
            self.over.emit()
