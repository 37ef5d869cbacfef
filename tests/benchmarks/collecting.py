"""The returns of 48 units over a year read, checked and summed, against calamine's bare reading.

``python -m tests.benchmarks.collecting --large`` reads 12,096 and tells time and memory.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from multiprocessing import active_children
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.documents.returns.many import ManyReturns
from qinglian_desktop.documents.sheets.reader import SheetReader
from tests.benchmarks.row import Row
from tests.collected_corpus import months_of, write_corpus

UNITS, MONTHS = 48, 12
_MOST = 1.3
_TIMES = 3
_SAVED_AGAIN = 96
_FOLD = 21


def run() -> list[Row]:
    """The best of several rounds, taken in turns."""
    with tempfile.TemporaryDirectory() as folder:
        paths = _corpus(Path(folder))
        again = _saved_again(paths[:_SAVED_AGAIN], Path(folder))
        values, floors, slow, slow_floors = [], [], [], []
        for _ in range(_TIMES):
            floors.append(_seconds(lambda: _bare(paths)))
            values.append(_seconds(lambda: _summed(paths)))
            slow_floors.append(_seconds(lambda: _bare(again)))
            slow.append(_seconds(lambda: _summed(again)))
    value, floor = min(values), min(floors)
    value_again, floor_again = min(slow), min(slow_floors)
    return [
        Row(
            f"{len(paths)} 份月报读、核对、合计 / calamine 只读出格子",
            value,
            floor,
            value / floor,
            _MOST,
        ),
        Row(
            f"同上，{_SAVED_AGAIN} 份都在别的程序里另存过",
            value_again,
            floor_again,
            value_again / floor_again,
            None,
        ),
    ]


def _corpus(folder: Path) -> list[Path]:
    return write_corpus(folder, UNITS, months_of(2026, MONTHS), workers=2)


def _saved_again(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Copies that another program saved, which are compared cell by cell."""
    found: list[Path] = []
    for place, path in enumerate(paths):
        found.append(folder / f"again {place}.xlsx")
        openpyxl.load_workbook(path).save(found[-1])
    return found


def _bare(paths: Sequence[Path]) -> int:
    cells = 0
    for path in paths:
        with CalamineWorkbook.from_path(str(path)) as book:
            for name in book.sheet_names:
                cells += len(book.get_sheet_by_name(name).to_python())
    return cells


def _summed(paths: Sequence[Path], progress: Progress = no_progress) -> Counter[tuple[str, str]]:
    """The sums of all measures; every return must be sound."""
    sums: Counter[tuple[str, str]] = Counter()
    for each in ManyReturns(SheetReader()).read_all(paths, (), progress):
        assert isinstance(each.found, Verified)
        assert not each.found.findings
        for line in each.found.content.summary:
            sums[line.ledger, line.measure] += Decimal(line.month or 0)  # pyright: ignore
    return sums


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _large() -> None:
    """So many as a province has: the same files again and again, each read anew."""
    with tempfile.TemporaryDirectory() as folder:
        paths = _corpus(Path(folder))
        once = _seconds(lambda: _summed(paths))
        memory = _Memory()
        many = _seconds(lambda: _summed(paths * _FOLD, memory))
    print(f"{len(paths)} 份用 {once:.1f} 秒，{len(paths) * _FOLD} 份用 {many:.1f} 秒：", end="")
    print(f"{_FOLD} 倍的份数，{many / once:.1f} 倍的时间")
    print("内存最多（MB）：", "、".join(f"{each:.0f}" for each in memory.most.values()), end="")
    print(f"，合计 {sum(memory.most.values()):.0f}")


class _Memory:
    """Watches how much memory this process and those that read take at most, in MB."""

    def __init__(self) -> None:
        self.most: dict[int, float] = {}

    def __call__(self, done: int, total: int) -> bool:
        if done % 100 == 0:
            children = [each.pid for each in active_children()]
            for pid in filter(None, [os.getpid(), *children]):
                told = Path(f"/proc/{pid}/status").read_text()
                now = float(told.partition("VmRSS:")[2].split()[0]) / 1024
                self.most[pid] = max(now, self.most.get(pid, 0.0))
        return done <= total


if __name__ == "__main__":
    if "--large" in sys.argv[1:]:
        _large()
    else:
        for each in run():
            print(each)
