"""The backup that is under way, and what is said of its end"""

from __future__ import annotations

from qinglian_desktop.application.backing_up import back_up_once_a_day, clock_doubt
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import Clock, Progress
from qinglian_desktop.ui.long_work import LongWork
from qinglian_desktop.ui.operations import Operations


class BackingUp(LongWork):
    """Backups of one book."""

    def __init__(self, operations: Operations, book: Book) -> None:
        stopped = "备份已经停下，没有留下半份。以前的备份都在。"
        super().__init__(operations, "正在备份…", stopped)
        self._book = book

    def start(self) -> None:
        """Make a backup now."""

        def done(_: object) -> None:
            self.said.emit("备份做好了，已放进台账库的备份文件夹。")

        self.begin(self._book.back_up, done, self.failed.emit)

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

        self.begin(work, done, failed)
