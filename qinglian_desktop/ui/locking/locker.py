"""Asks for the open book to be locked: by key, after idle minutes, at sleep, with the screen"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from qinglian_desktop.ui.locking.away import Away
from qinglian_desktop.ui.locking.copied import Copied
from qinglian_desktop.ui.locking.idle import Idle
from qinglian_desktop.ui.locking.input_watch import InputWatch


class Locker(QObject):
    """``wanted`` asks to lock now, ``wanted_when_done`` once long work under way has ended.

    Either way the content is to be hidden at once.
    """

    wanted = Signal()
    wanted_when_done = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.watch = InputWatch(self)
        self.idle = Idle(self)
        self.away = Away(self)
        self.copied = Copied(self)
        self.watch.used.connect(self.idle.note)
        self.watch.lock_wanted.connect(self.wanted)
        self.idle.looked.connect(self.watch.watch_all)
        self.idle.over.connect(self.wanted_when_done)
        self.away.left.connect(self.wanted_when_done)
        self.away.sleeps.connect(self.wanted)

    def begin(self, is_confidential: Callable[[], bool]) -> None:
        """A book was opened; ``is_confidential`` says whether what is in front is."""
        self.watch.watch_all()
        self.idle.begin()
        self.away.begin()
        self.copied.begin(is_confidential)

    def end(self) -> None:
        """It is being closed."""
        self.idle.end()
        self.copied.end()
