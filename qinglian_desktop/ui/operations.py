"""The one path between the window and the book: questions and changes, off the window's thread.

Questions (``read``) are asked side by side, changes (``change``) are made one after another in
the order in which they were asked for. What is answered is heard on the window's thread, by
whoever asked, if they are still there; what a change touched is announced to everybody.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from qinglian_desktop.application.changes import Changed, together
from qinglian_desktop.ui.job import Job, nothing
from qinglian_desktop.ui.right_of_way import RightOfWay

if TYPE_CHECKING:
    # The password is asked for first; what an open book needs is loaded after that.
    from concurrent.futures import ThreadPoolExecutor

    from qinglian_desktop.application.book_ports import Book
    from qinglian_desktop.application.ports import Progress
    from qinglian_desktop.domain.errors import EnvironmentProblem

LOG = logging.getLogger(__name__)
T = TypeVar("T")
_SIDE_BY_SIDE = 3
"""Questions and long work at one time; a backup and a print leave one for what is looked at."""


class Operations(QObject):
    """Everything that is asked of one book; outlives the windows that ask.

    ``changed`` carries what was changed, after whoever asked for it has heard.
    """

    changed = Signal(object)
    _book_closed = Signal()

    def __init__(self, book: Book | None = None) -> None:
        super().__init__()
        self._book = book
        self._side: ThreadPoolExecutor | None = None
        self._line: ThreadPoolExecutor | None = None
        self._jobs: set[Job] = set()
        self._newest: dict[tuple[int, str], Job] = {}
        self._after_changes: list[tuple[QObject, Callable[[], object]]] = []
        self._after_all: Callable[[], object] | None = None
        self.untold: list[EnvironmentProblem] = []
        """What nobody saw, as it was closed or after; told once the book is open again."""
        self._is_over = False
        self._at_work = threading.local()
        self._book_closed.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._right_of_way = RightOfWay(self)
        if book is not None:
            book.watch(self._note)
            book.pace(self._right_of_way.give)

    @property
    def is_busy(self) -> bool:
        """Whether anything has not ended yet."""
        return bool(self._jobs)

    @property
    def is_changing(self) -> bool:
        """Whether a change has not ended yet."""
        return any(job.is_change for job in self._jobs)

    @property
    def is_closed(self) -> bool:
        """Whether it has been closed: nothing is asked or heard any more."""
        return self._after_all is not None

    def read(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        show: Callable[[T], object],
        failed: Callable[[BaseException], object],
        *,
        latest: str = "",
        unheard: Callable[[T], object] | None = None,
        is_lasting: bool = False,
    ) -> Job:
        """Ask ``work(progress)`` on another thread; ``show`` or ``failed`` hears the answer.

        Of several questions of one owner with the same ``latest`` only the newest is answered.
        ``unheard`` is given what would otherwise be lost: an open book, say. A lasting one, as a
        backup, is finished where there is time.
        """
        ended = self._on_ended
        job = Job(owner, show, failed, unheard, ended, is_change=False, is_lasting=is_lasting)
        if latest:
            before = self._newest.get((id(owner), latest))
            if before is not None:
                before.cancel()
            self._newest[id(owner), latest] = job
        self._begin(job, work, in_line=False)
        return job

    def change(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
        *,
        is_long: bool = False,
    ) -> Job:
        """Make a change, after those that were asked for before; ``done`` or ``failed`` hears.

        A long one (a return onto a stick) goes beside the others: saving does not wait for it.
        """
        job = Job(owner, done, failed, None, self._on_ended, is_change=True)
        self._begin(job, work, in_line=not is_long)
        return job

    def after_changes(self, owner: QObject, then: Callable[[], object]) -> None:
        """Call ``then`` once no change is under way: now, or when the last one has ended.

        Not for an owner that is gone by then.
        """
        if self.is_changing:
            self._after_changes.append((owner, then))
        elif not self.is_closed:
            then()

    def close(self, then: Callable[[], object], *, has_time: bool = False) -> None:
        """Let nobody hear anything more, finish every change, close the book, then call ``then``.

        Never waits: what is under way is asked to stop, and ``then`` comes when it has. What
        lasts is not, where one ``has_time``.
        """
        if self.is_closed:
            return
        self._after_all = then
        self._after_changes.clear()
        for job in self._jobs:
            if has_time and job.is_lasting:
                job.hush()
            else:
                job.cancel()
        if not self._jobs:
            self._close_book()

    def wait(self) -> None:
        """As ``close``, and wait on this thread until it is done.

        For the end of the program, when no window is left to be held up.
        """
        if not self.is_closed:
            self._after_all = nothing
        self._is_over = True
        self._right_of_way.end()
        for job in self._jobs:
            job.cancel()
        for pool in (self._side, self._line):
            if pool is not None:
                pool.shutdown()
        if self._book is not None:
            self._book.close()

    def _begin(self, job: Job, work: Callable[[Progress], object], *, in_line: bool) -> None:
        self._jobs.add(job)
        if self.is_closed:
            LOG.warning("asked of a book that is closed: %s", getattr(work, "__qualname__", ""))
            job.refuse()
            return

        def carry_out() -> None:
            self._at_work.job = job
            try:
                job.carry_out(lambda told: work(self._paced(told)))
            finally:
                self._at_work.job = None

        self._submit(carry_out, in_line=in_line)

    def _paced(self, told: Progress) -> Progress:
        """Steps that are no statements let the window go first, too."""

        def tell(done: int, total: int) -> bool:
            self._right_of_way.give()
            return told(done, total)

        return tell

    def _submit(self, task: Callable[[], None], *, in_line: bool) -> None:
        from concurrent.futures import ThreadPoolExecutor

        if in_line:
            if self._line is None:
                self._line = ThreadPoolExecutor(1, "change")
            self._line.submit(task)
        else:
            if self._side is None:
                self._side = ThreadPoolExecutor(_SIDE_BY_SIDE, "read")
            self._side.submit(task)

    def _note(self, changed: Changed) -> None:
        """Heard on the thread of a transaction that was kept."""
        job: Job | None = getattr(self._at_work, "job", None)
        if job is not None:
            job.touched = together((job.touched, changed))
        else:
            self.changed.emit(changed)

    def _on_ended(self, job: Job) -> None:
        self._jobs.discard(job)
        for key in [key for key, newest in self._newest.items() if newest is job]:
            del self._newest[key]
        if self.is_closed:
            if job.untold is not None:
                self.untold.append(job.untold)
            if not self._jobs:
                self._close_book()
            return
        if job.touched:
            self.changed.emit(job.touched)
        while self._after_changes and not self.is_changing:
            owner, then = self._after_changes.pop(0)
            if isValid(owner):
                then()

    def _close_book(self) -> None:
        """Off the window's thread: folding the log into the database may take a while."""
        if self._is_over:
            return
        self._is_over = True
        book = self._book
        if book is None:
            self._end()
            return

        def close() -> None:
            try:
                book.close()
            except Exception:
                LOG.exception("closing the book")
            self._book_closed.emit()

        self._submit(close, in_line=True)

    def _end(self) -> None:
        for pool in (self._side, self._line):
            if pool is not None:
                pool.shutdown(wait=False)
        if self._after_all is not None:
            self._after_all()
