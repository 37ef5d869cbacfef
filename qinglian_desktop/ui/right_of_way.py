"""The window's thread goes first: whoever answers questions lets it finish what it is doing"""

from __future__ import annotations

import sys
import threading
import time

from PySide6.QtCore import QObject, Qt, Signal, Slot

TURN = 0.0005
"""Seconds that a thread goes on when the window's wants to: Python's own are ten times as long."""
SLICE = 0.003
"""Seconds of work between two questions whether the window rests."""
MOST = 0.1
"""Seconds waited for the answer: a window that never rests only slows the others down."""


class RightOfWay(QObject):
    """Python runs one thread at a time, and each of four gets a quarter of it.

    A page that takes 40 ms to make would take 160 while three questions are answered.
    """

    _asked = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        sys.setswitchinterval(TURN)
        self._window = threading.get_ident()
        self._is_over = False
        self._at_work = threading.local()
        self._asked.connect(self._on_asked, Qt.ConnectionType.QueuedConnection)

    def give(self) -> None:
        """Wait until the window rests, but not for long; on the window's own thread not at all."""
        if self._is_over or threading.get_ident() == self._window:
            return
        since: float = getattr(self._at_work, "since", 0.0)
        if time.perf_counter() - since > SLICE:
            rests = threading.Event()
            self._asked.emit(rests)
            rests.wait(MOST)
            self._at_work.since = time.perf_counter()

    def end(self) -> None:
        """Nobody waits any more: the window itself is about to wait for the others."""
        self._is_over = True

    @Slot(object)
    def _on_asked(self, rests: threading.Event) -> None:
        rests.set()
