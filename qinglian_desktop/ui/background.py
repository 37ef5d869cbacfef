"""Runs use cases off the window's thread, with progress and cancel, one result each."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from qinglian_desktop.domain.errors import Cancelled

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")


class Job(QObject):
    """Work under way, owned by the window's thread, where all its callbacks are called.

    ``progressed`` carries steps done and in all; ``ended`` comes once, after the callback.
    """

    progressed = Signal(int, int)
    ended = Signal()
    _answered = Signal(object, object)

    def __init__(
        self,
        done: Callable[[Any], Any],
        failed: Callable[[BaseException], Any],
    ) -> None:
        super().__init__()
        self._stop = threading.Event()
        self._done = done
        self._failed = failed
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def progress(self, done: int, total: int) -> bool:
        """Told by the work, on its thread; False when it should stop."""
        self.progressed.emit(done, total)
        return not self._stop.is_set()

    def answer(self, result: object, error: BaseException | None) -> None:
        """Told by the work, on its thread, when it is over."""
        self._answered.emit(result, error)

    @Slot(object, object)
    def _on_answered(self, result: object, error: BaseException | None) -> None:
        if error is None:
            self._done(result)
        elif not isinstance(error, Cancelled):
            self._failed(error)
        self.ended.emit()


class Background:
    """Two threads for use cases; every job is kept until it has answered."""

    def __init__(self) -> None:
        self._threads: ThreadPoolExecutor | None = None
        self._jobs: set[Job] = set()

    def run(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], Any],
        failed: Callable[[BaseException], Any],
    ) -> Job:
        """Start ``work(job)`` on another thread; ``done`` or ``failed`` hears what came of it.

        A cancelled job calls neither.
        """
        job = Job(done, failed)
        self._jobs.add(job)
        job.ended.connect(lambda: self._jobs.discard(job))
        if self._threads is None:
            from concurrent.futures import ThreadPoolExecutor

            self._threads = ThreadPoolExecutor(2, thread_name_prefix="work")
        self._threads.submit(_carry_out, job, work)
        return job

    @property
    def is_busy(self) -> bool:
        """Whether a job has not answered yet."""
        return bool(self._jobs)

    def close(self) -> None:
        """Cancel every job and wait until the threads are idle."""
        for job in self._jobs:
            job.cancel()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
            self._threads = None


def _carry_out(job: Job, work: Callable[[Job], object]) -> None:
    try:
        result = work(job)
    except BaseException as error:
        job.answer(None, error)
    else:
        job.answer(result, None)
