"""What the PC does to a book: its clock is wrong, or jumps; its folder is another PC's.

Told in words, stops nothing.

Copies are ordered by their number and the history by its rows, so nothing is lost by a wrong
clock; but days are wrong that people read, and what is due.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.moment_words import moment_words
from qinglian_desktop.files.mounts import is_remote

NOTICED = timedelta(hours=1)
"""Clocks of two PCs, and one that is put right, differ by less."""
LONG_AWAY = timedelta(days=60)
_ON_SHARE = (
    "台账库放在网络文件夹（共享）里，那里的锁和日志靠不住，"
    "断网或者两台电脑同时写，刚存的记录可能会丢。"
)


def place_words(book: Book) -> str:
    """A sentence for who checks a book that lies on another machine; "" where it does not."""
    if book.copy is not None or not is_remote(book.folder):
        return ""
    return f"{_ON_SHARE}请关上台账库，把整个文件夹复制到这台电脑上用。"


def steady_seconds() -> float:
    """Seconds that count on whatever is done to the clock, through sleep, too."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class MachineWatch:
    """Looked at by one program as long as it runs, whichever books it opens; tells nothing twice.

    ``clock`` is the PC's, ``steady`` gives seconds that no change of it touches; ``is_elsewhere``
    tells whether a folder is another machine's.
    """

    def __init__(
        self,
        clock: Clock,
        steady: Callable[[], float] = steady_seconds,
        is_elsewhere: Callable[[Path], bool] = is_remote,
    ) -> None:
        self._clock = clock
        self._steady = steady
        self._is_elsewhere = is_elsewhere
        self._began = clock(), steady()
        self._told: set[object] = set()

    def at_opening(self, book: Book) -> list[EnvironmentProblem]:
        """What somebody who opened the book should look at; of a copy nothing."""
        jumped = self.look()
        if book.copy is not None:
            return []
        doubts = list(self._doubts(book)) or ([] if jumped is None else [jumped])
        return [*self._place(book.folder), *doubts]

    def look(self) -> EnvironmentProblem | None:
        """Whether the clock jumped since it was last looked at."""
        now, seconds = self._clock(), self._steady()
        (then, before), self._began = self._began, (now, seconds)
        jump = (now - then) - timedelta(seconds=seconds - before)
        if abs(jump) <= NOTICED:
            return None
        way = "往前跳了" if jump > timedelta() else "往回退了"
        return EnvironmentProblem(
            f"电脑的时间{way}{_length(abs(jump))}，电脑现在认为是 {moment_words(now)}。",
            "保存过的记录都在，先后次序不受影响。",
            "请看看电脑的日期和时间对不对，不对请先改过来再记；是刚刚改对的，不用管。",
        )

    def _place(self, folder: Path) -> Iterator[EnvironmentProblem]:
        if folder not in self._told and self._is_elsewhere(folder):
            self._told.add(folder)
            yield EnvironmentProblem(
                _ON_SHARE,
                "台账库打开了，里面的记录没有受影响。",
                "请关上台账库，把整个文件夹复制到这台电脑上，以后打开复制出来的这一份；"
                "共享里可以放第二处备份。",
            )

    def _doubts(self, book: Book) -> Iterator[EnvironmentProblem]:
        now = self._clock()
        with book.reading() as work:
            kept = work.records.last_kept()
        backed_up = book.last_backup()
        done = [(kept, "最后一次保存"), (backed_up, "最近一份备份")]
        at, what = max(
            ((at, what) for at, what in done if at is not None), default=(now, ""), key=_first
        )
        if (book.folder, at) in self._told:
            return
        if at - now > NOTICED:
            yield EnvironmentProblem(
                f"电脑认为现在是 {moment_words(now)}，"
                f"台账库里{what}却是 {moment_words(at)}，比现在还晚。",
                "记录和备份都在，备份照常做，先后次序不受影响。",
                "请看看电脑的日期和时间对不对，不对请先改过来再记；不对的是那一次的，不用管。",
            )
        elif now - at > LONG_AWAY:
            days = (now - at).days
            yield EnvironmentProblem(
                f"电脑认为今天是 {_day(now)}，台账库里{what}是 {_day(at)}，隔了 {days} 天。",
                "记录和备份都在。",
                "真的隔了这么久，不用管；不是的话，请先把电脑的日期改过来再记。",
            )
        else:
            return
        self._told.add((book.folder, at))


def _first(done: tuple[datetime, str]) -> datetime:
    return done[0]


def _length(time: timedelta) -> str:
    return f" {time.days} 天" if time.days else f" {round(time / timedelta(hours=1))} 小时"


def _day(at: datetime) -> str:
    return f"{at.year}年{at.month}月{at.day}日"
