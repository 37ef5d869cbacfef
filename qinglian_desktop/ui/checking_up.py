"""The check that is under way: a look at every start, a full one each month or when asked for"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.checking_up import Checkup, check_up, is_check_due, look_at
from qinglian_desktop.application.ports import Clock, Progress
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.ui.long_work import LongWork
from qinglian_desktop.ui.operations import Operations


class CheckingUp(LongWork):
    """Checks of one book; ``found`` carries the Checkup of one in which something is wrong."""

    found = Signal(object)

    def __init__(self, operations: Operations, book: Book, clock: Clock) -> None:
        super().__init__(operations, "正在检查…", "检查已经停下，台账库没有改动。")
        self._book = book
        self._clock = clock
        self._after: LongWork | None = None
        self._is_due = False
        self._is_looking = False
        self.ended.connect(self._on_look_ended)

    @property
    def is_looking(self) -> bool:
        """Whether it is only looked at what can be told in a moment."""
        return self._is_looking

    def start(self) -> None:
        """Check in full now."""
        self._check(self.failed.emit)

    def start_of_day(self, after: LongWork) -> None:
        """Look at what can be told in a moment; once a month check in full, ``after`` other work.

        Of a look that finds nothing nobody needs to hear.
        """
        if self._book.copy is not None:
            # It was checked in full before it was opened.
            return
        self._after = after

        def work(progress: Progress) -> tuple[Checkup | None, bool]:
            try:
                seen = look_at(self._book, self._clock, progress)
                return seen, is_check_due(self._book, self._clock)
            except EnvironmentProblem:
                # What stands in the way of a look, the full check knows how to tell.
                return None, True

        def done(answer: tuple[Checkup | None, bool]) -> None:
            seen, self._is_due = answer
            if seen is not None and not seen.is_sound:
                self._is_due = False
                self.found.emit(seen)

        self._is_looking = True
        self.begin(work, done, self._on_not_checked)

    def _check(self, failed: Callable[[BaseException], object]) -> None:
        def done(checkup: Checkup) -> None:
            if checkup.is_sound:
                day = checkup.day
                words = f"{day.year}年{day.month}月{day.day}日检查过，台账库完好。"
                self.said.emit(words + checkup.beside)
            else:
                self.found.emit(checkup)

        self.begin(lambda told: check_up(self._book, self._clock, told), done, failed)

    def _on_look_ended(self) -> None:
        self._is_looking = False
        if self._is_due:
            self._is_due = False
            self._when_others_ended()

    def _when_others_ended(self) -> None:
        """Two long ones at a time would leave too little room for what is looked at."""
        if self.operations.is_closed:
            return
        if self._after is not None and self._after.job is not None:
            once = Qt.ConnectionType.SingleShotConnection
            self._after.ended.connect(self._when_others_ended, once)
        else:
            self._check(self._on_not_checked)

    def _on_not_checked(self, problem: BaseException) -> None:
        self.said.emit(f"自动检查没有做成：{problem}")
