"""The returns of 48 units over a year read, checked and summed, against calamine's bare reading.

``python -m tests.benchmarks.collecting --large`` collects the 12,096 of 1,008 units into a book,
from the files to the totals, and tells time and memory.

The processes that read load this module: what only writes returns is loaded where it is needed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineWorkbook

from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.documents.returns.many import ManyReturns
from qinglian_desktop.documents.sheets.reader import SheetReader
from tests.benchmarks.row import Row

UNITS, MONTHS = 48, 12
_MOST = 1.3
_TIMES = 3
_SAVED_AGAIN = 96


def run() -> list[Row]:
    """The best of several rounds, taken in turns."""
    with tempfile.TemporaryDirectory() as folder:
        paths = corpus(Path(folder))
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


def corpus(folder: Path) -> list[Path]:
    """The returns of all units and months."""
    from tests.collected_corpus import months_of, write_corpus

    return write_corpus(folder, UNITS, months_of(2026, MONTHS), workers=2)


def _saved_again(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Copies that another program saved, which are compared cell by cell."""
    import openpyxl

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


def _summed(paths: Sequence[Path]) -> Counter[tuple[str, str]]:
    """The sums of all measures; every return must be sound."""
    sums: Counter[tuple[str, str]] = Counter()
    for each in ManyReturns(SheetReader()).read_all(paths):
        assert isinstance(each.found, Verified)
        assert not each.found.findings
        for line in each.found.content.summary:
            sums[line.ledger, line.measure] += Decimal(line.month or 0)  # pyright: ignore
    return sums


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    if "--large" in sys.argv[1:]:
        from tests.benchmarks.collecting_many import main

        main()
    else:
        for each in run():
            print(each)
