"""Long work beside all other that a window has one of: a backup, a check; and its bar"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QSizePolicy

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.ui.job import Job
from qinglian_desktop.ui.look.busy import Busy
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.operations import Operations

T = TypeVar("T")
SHOWN_AFTER = 600
"""Milliseconds that the work takes before it is shown."""


class LongWork(QObject):
    """One at a time, whoever asked for it, seen from every window over the book.

    ``began`` carries the Job, ``ended`` comes after it; ``said`` a sentence of what came of it.
    ``failed`` carries what went wrong with work that somebody asked for.
    """

    began = Signal(object)
    ended = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, operations: Operations, words: str, stopped: str) -> None:
        """``words`` are said while it is under way, ``stopped`` when it was given up."""
        super().__init__()
        self.operations = operations
        self.words = words
        self.stopped = stopped
        self.job: Job | None = None

    def begin(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Begin, unless it is under way already."""
        if self.job is not None:
            return
        self.job = self.operations.read(self, work, done, failed, is_lasting=True)
        self.job.ended.connect(self._on_ended)
        self.job.stopped.connect(self._on_stopped)
        self.began.emit(self.job)

    def _on_ended(self) -> None:
        self.job = None
        self.ended.emit()

    def _on_stopped(self) -> None:
        self.said.emit(self.stopped)


class WorkBar(Busy):
    """How far the work is, with a button that gives it up.

    It goes to the foot of its window when there is something to show, named after the work.
    """

    def __init__(self, theme: Theme, work: LongWork, window: QMainWindow) -> None:
        super().__init__(theme)
        self.setObjectName(type(work).__name__)
        self.setParent(window)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._work = work
        work.began.connect(self._on_began)
        if work.job is not None:
            self._on_began(work.job)

    def _on_began(self, job: Job) -> None:
        """Most is done before one looks; a bar that comes and goes would only disturb."""

        def follow() -> None:
            if self._work.job is job:
                window = self.parent()
                if isinstance(window, QMainWindow):
                    window.statusBar().addPermanentWidget(self)
                    window.statusBar().show()
                self.follow(job, self._work.words, can_cancel=True)

        QTimer.singleShot(SHOWN_AFTER, self, follow)
