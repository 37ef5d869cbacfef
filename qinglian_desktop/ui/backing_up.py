"""The backup that is under way: one at a time, whoever asked for it, seen from every window"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QSizePolicy

from qinglian_desktop.application.backing_up import back_up_once_a_day, clock_doubt
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import Clock, Progress
from qinglian_desktop.ui.job import Job
from qinglian_desktop.ui.look.busy import Busy
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.operations import Operations

T = TypeVar("T")
SHOWN_AFTER = 600
"""Milliseconds that a backup takes before it is shown."""


class BackingUp(QObject):
    """``began`` carries the Job, ``ended`` comes after it; ``said`` a sentence of what came of it.

    ``failed`` carries what went wrong with a backup that somebody asked for.
    """

    began = Signal(object)
    ended = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, operations: Operations, book: Book) -> None:
        super().__init__()
        self._operations = operations
        self._book = book
        self.job: Job | None = None

    def start(self) -> None:
        """Make a backup now."""

        def done(_: object) -> None:
            self.said.emit("备份做好了，已放进台账库的备份文件夹。")

        self._begin(self._book.back_up, done, self.failed.emit)

    def start_of_day(self, clock: Clock) -> None:
        """Make the backup of the day, if it is not made yet.

        Of that nobody needs to hear, unless the days do not fit together.
        """

        def work(progress: Progress) -> str:
            doubt = clock_doubt(self._book, clock())
            back_up_once_a_day(self._book, clock, progress)
            return doubt

        def done(doubt: str) -> None:
            if doubt:
                self.said.emit(doubt)

        def failed(problem: BaseException) -> None:
            self.said.emit(f"今天的自动备份没有做成：{problem}")

        self._begin(work, done, failed)

    def _begin(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        if self.job is not None:
            return
        self.job = self._operations.read(self, work, done, failed)
        self.job.ended.connect(self._on_ended)
        self.began.emit(self.job)

    def _on_ended(self) -> None:
        job, self.job = self.job, None
        if job is not None and job.is_cancelled:
            self.said.emit("备份已经停下，没有留下半份。以前的备份都在。")
        self.ended.emit()


class BackupBar(Busy):
    """How far the backup is, with a button that gives it up.

    It goes to the foot of its window when there is something to show.
    """

    def __init__(self, theme: Theme, backing_up: BackingUp, window: QMainWindow) -> None:
        super().__init__(theme)
        self.setParent(window)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._backing_up = backing_up
        backing_up.began.connect(self._on_began)
        if backing_up.job is not None:
            self._on_began(backing_up.job)

    def _on_began(self, job: Job) -> None:
        """Most are made before one looks; a bar that comes and goes would only disturb."""

        def follow() -> None:
            if self._backing_up.job is job:
                window = self.parent()
                if isinstance(window, QMainWindow):
                    window.statusBar().addPermanentWidget(self)
                self.follow(job, "正在备份…", can_cancel=True)

        QTimer.singleShot(SHOWN_AFTER, self, follow)
