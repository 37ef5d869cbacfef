"""The backup that is under way, and what is said of its end"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from qinglian_desktop.application.backing_up import back_up_once_a_day
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import Clock, Progress
from qinglian_desktop.application.second_place import SecondBackups, SecondSpot
from qinglian_desktop.ui.long_work import LongWork
from qinglian_desktop.ui.look.sticks import find_sticks
from qinglian_desktop.ui.operations import Operations

T = TypeVar("T")
_HERE = ("正在备份…", "备份已经停下，没有留下半份。以前的备份都在。")
_THERE = (
    "正在往第二处备份…",
    "备份已经停下，没有做完的不算数，下次会先清掉。以前的备份都在。",
)
"""What is said while it is under way, and when it was given up."""


class BackingUp(LongWork):
    """Backups of one book, on its own shelf and in its second place; one at a time."""

    def __init__(self, operations: Operations, book: Book) -> None:
        super().__init__(operations, *_HERE)
        self._book = book

    def start(self) -> None:
        """Make a backup now."""

        def done(_: object) -> None:
            self.said.emit("备份做好了，已放进台账库的备份文件夹。")

        self._begin(_HERE, self._book.back_up, done, self.failed.emit)

    def start_second(self, second: SecondBackups, spot: SecondSpot) -> None:
        """Put a backup into this second place now."""

        def done(_: object) -> None:
            self.said.emit(f"第二处备份做好了，在“{spot.words}”。拔U盘以前，请先在系统里弹出。")

        def work(progress: Progress) -> object:
            return second.put(spot, progress)

        self._begin(_THERE, work, done, self.failed.emit)

    def start_of_day(self, clock: Clock, second: SecondBackups) -> None:
        """Make the backup of the day, if it is not made yet; then that of the week elsewhere.

        Of the day's nobody needs to hear.
        """

        def work(progress: Progress) -> str:
            back_up_once_a_day(self._book, clock, progress)
            return second.once_a_week(_sticks, progress)

        def done(words: str) -> None:
            if words:
                self.said.emit(words)

        def failed(problem: BaseException) -> None:
            self.said.emit(f"今天的自动备份没有做成：{problem}")

        self._begin((_HERE[0], _THERE[1]), work, done, failed)

    def _begin(
        self,
        words: tuple[str, str],
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        if self.job is None:
            self.words, self.stopped = words
        self.begin(work, done, failed)


def _sticks() -> list[SecondSpot]:
    return [SecondSpot(stick.folder, stick.name) for stick in find_sticks()]
