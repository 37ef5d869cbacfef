"""Cyclic garbage is collected on the window's thread alone: it may hold widgets"""

from __future__ import annotations

import gc
from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from qinglian_desktop.own_memory import write_over_freed

EVERY = 250
"""Milliseconds between two looks at how much there is."""
MOST = 20_000
"""Objects made and not freed since the last time: a few MB, and 20 ms to look through."""
LATE = 20
"""Milliseconds that a look comes too late when the window was held up, and keys may wait."""


class Garbage(QObject):
    """Python would collect on whichever thread happens to make an object too many.

    A dead page among it would then be destroyed beside the window's thread, which may just be
    walking over all widgets: the program would crash.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._is_kept = False
        self._writing_over: Iterator[int] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(EVERY)
        self._since = QElapsedTimer()
        self._since.start()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._keep_rest)

    def collect(self) -> None:
        """Collect everything, often enough for there never to be much.

        Python would look at the young alone, and leave what a window held until it is old: then
        that of ten windows went at once, and keys waited 200 ms for it. After something long
        the keys come first.
        """
        is_late = self._since.restart() > EVERY + LATE
        if gc.get_count()[0] > (3 * MOST if is_late else MOST):
            gc.collect()

    def when_closed(self) -> None:
        """What a closed book leaves goes while the next window is only looked at."""
        QTimer.singleShot(0, self, gc.collect)
        self._rest.start(EVERY)

    def when_opened(self) -> None:
        """Modules and tables stay as long as the program: they need not be looked through again.

        When the first book was opened; 300,000 objects would take 80 ms each time.
        """
        self._rest.stop()
        self._writing_over = None
        if not self._is_kept:
            self._is_kept = True
            gc.freeze()

    def _keep_rest(self) -> None:
        """What is left once a book is closed is what was loaded while it was open: it stays, too.

        Of what was kept when the first book was opened, that book is none: it is let go of.
        """
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._writing_over = write_over_freed()
        self._write_over()

    def _write_over(self) -> None:
        """What the book left in memory, while the window has nothing to do."""
        if self._writing_over is not None and next(self._writing_over, None) is None:
            self._writing_over = None
        if self._writing_over is not None:
            QTimer.singleShot(0, self, self._write_over)

    def stop(self) -> None:
        """Leave it to Python again, when no other thread is at work any more."""
        self._timer.stop()
        self._rest.stop()
        gc.unfreeze()
        gc.enable()
