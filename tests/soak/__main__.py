"""A long day at the real window, in little time: ``python3 packaging/dev.py soak --hours 8``.

Linux only: it reads there what the process takes. Each round is six minutes of a secretary's day,
by the clock that the program is given. In the morning one window stays open all the time; in the
afternoon each round leaves it twice, for other sizes and for the lock.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSettings

from qinglian_desktop.application.machine_watch import MachineWatch
from qinglian_desktop.application.sampling import fill_with_sample
from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.own_memory import wipe_what_is_freed
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.key_slots import KeyCost
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from qinglian_desktop.ui.dressing import complete, make_application
from tests.soak.gauge import Reading, kinds_of_widgets, reading
from tests.soak.judging import verdict
from tests.soak.secretary import IN_THE_WINDOW, Secretary
from tests.soak.telling import of_the_day, of_the_steps

PASSWORD = "一天口令-2026"
A_ROUND = timedelta(minutes=6)
MORNING = datetime(2026, 11, 23, 8)
_EVERY_SECONDS = 20.0


class Day:
    """The clock of the day, which goes on by rounds."""

    def __init__(self) -> None:
        self.passed = timedelta()

    def now(self) -> datetime:
        return MORNING + self.passed

    def seconds(self) -> float:
        return self.passed.total_seconds()


def main(arguments: Sequence[str]) -> int:
    if sys.platform != "linux":
        print("这个工具只能在 Linux 上运行。", file=sys.stderr)
        return 3
    parser = argparse.ArgumentParser(prog="dev.py soak", description="在真的窗口里做一整天的事")
    parser.add_argument("--hours", type=float, default=8.0, help="几个小时（默认 8）")
    chosen = parser.parse_args(arguments)
    rounds = max(8, round(timedelta(hours=chosen.hours) / A_ROUND))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wipe_what_is_freed()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        home = Path(folder).resolve()
        os.environ.update(XDG_CONFIG_HOME=str(home), XDG_STATE_HOME=str(home))
        readings, grown = worked(home, rounds)
    noon, begun = rounds // 2, warm_up(rounds)
    parts = {"上午": readings[begun:noon], "下午": readings[noon:]}
    print(of_the_day(readings, chosen.hours), of_the_steps(parts), sep="\n\n")
    if grown:
        print(f"\n上午多出来的：{dict(grown)}")
    found = verdict(parts)
    print("\n" + ("".join(found) or "内存、打开的文件、线程、窗口部件都没有长，也没有变慢。"))
    return 1 if found else 0


def warm_up(rounds: int) -> int:
    """The rounds in which everything is done for the first time."""
    return max(1, rounds // 16)


def worked(home: Path, rounds: int) -> tuple[list[Reading], Counter[str]]:
    """A reading after each round, and the widgets there were more of at noon."""
    qt, day = make_application(["soak"]), Day()
    complete(qt)
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(home))
    tools = replace(build_tools(day.now), machine_watch=MachineWatch(day.now, day.seconds))
    cheap = KeyCost(iterations=1, memory_kib=64, lanes=1)
    books = EncryptedBooks(tools.catalogue, tools.clock, tools.who, cost=cheap)
    book, _ = books.create(home / "台账库", PASSWORD)
    fill_with_sample(book, tools.catalogue, tools.resources / "sample", MORNING.year)
    (stick := home / "U盘").mkdir()
    RecentBooks().put(book.folder)
    program = Application(tools, books)
    program.open_book(book)
    secretary, readings = Secretary(program, PASSWORD, stick), list[Reading]()
    said, early, grown = time.monotonic(), Counter[str](), Counter[str]()
    for place in range(rounds):
        leaves = place < warm_up(rounds) or place >= rounds // 2
        readings.append(reading(secretary.work(only=() if leaves else IN_THE_WINDOW)))
        day.passed += A_ROUND
        if place == rounds // 4:
            early = kinds_of_widgets()
        if place == rounds // 2 - 1:
            grown = kinds_of_widgets() - early
        if time.monotonic() - said > _EVERY_SECONDS:
            said = time.monotonic()
            print(f"{day.now():%H:%M} {readings[-1].memory:.0f} MB", file=sys.stderr)
    program.close()
    return readings, grown


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
