"""A month's return against the same cells written by bare openpyxl, and read by bare calamine."""

from __future__ import annotations

import gc
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from qinglian_desktop.application.verifying import verify
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.projection import CellValue
from qinglian_desktop.domain.return_content import LedgerSheet, ReturnContent, SummaryLine
from tests.benchmarks.row import Row

SHEETS, ROWS, COLUMNS = 8, 40, 12
ROUNDS = 15
_WORDS = "深入学习贯彻会议精神，围绕岗位职责排查廉政风险，对照典型案例查摆差距，逐人发言。"


def month() -> ReturnContent:
    """8 ledgers of 40 records in 12 columns, of numbers, days, short words and long ones."""
    chance = random.Random(7)

    def cell(row: int, column: int) -> CellValue:
        match column:
            case 0:
                return f"2026-{row:03}"
            case 1:
                return date(2026, 10, 1 + row % 28)
            case 2 | 3:
                return chance.randrange(60)
            case 4:
                return Decimal(chance.randrange(1000)) / 10
            case 5:
                return None
            case 6:
                return _WORDS * chance.randint(1, 3)
            case _:
                return _WORDS[: chance.randint(2, 12)]

    keys = tuple(f"field_{column}" for column in range(COLUMNS))
    return ReturnContent(
        unit_code="0065",
        unit_name="示例市委机关工委",
        period=Period.parse("2026-10"),
        revision=1,
        cover=tuple((f"第{place}项", "某某") for place in range(1, 8)),
        summary=tuple(
            SummaryLine("ledger", f"measure_{place}", f"指标{place}", "人次", place, 9 * place)
            for place in range(40)
        ),
        sheets=tuple(
            LedgerSheet(
                f"ledger_{place}",
                f"台账{place}",
                keys,
                tuple(f"栏目{column}" for column in range(COLUMNS)),
                (6, 6, 3, 3, 4, 6, 20, 8, 8, 8, 8, 8),
                tuple(tuple(cell(row, column) for column in range(COLUMNS)) for row in range(ROWS)),
            )
            for place in range(SHEETS)
        ),
    )


def run() -> list[Row]:
    """The best of several rounds each, taken in turns."""
    content = month()
    with tempfile.TemporaryDirectory() as folder:
        full, bare = Path(folder) / "full.xlsx", Path(folder) / "bare.xlsx"
        ReturnWorkbook().write(content, full)
        cells = {
            sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
            for sheet in load_workbook(full).worksheets
        }

        def floor() -> None:
            workbook = Workbook()
            workbook.remove(workbook.worksheets[0])
            for name, rows in cells.items():
                sheet = workbook.create_sheet(name)
                for row in rows:
                    sheet.append(row)
            workbook.save(bare)

        def cells_of() -> None:
            with CalamineWorkbook.from_path(full) as workbook:
                for name in workbook.sheet_names:
                    workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)

        files = ReturnWorkbook()
        return [
            _row(
                "一个月的月报 / 裸 openpyxl 写同样的格子",
                lambda: files.write(content, full),
                floor,
                1.3,
            ),
            _row(
                "读一份月报 / 裸 calamine 读同样的格子",
                lambda: files.read(full).content.digest,
                cells_of,
                None,
            ),
            _row("同上，连同核对", lambda: verify(files, full), cells_of, None),
        ]


def _row(
    name: str, work: Callable[[], object], floor: Callable[[], object], budget: float | None
) -> Row:
    floors, values = [], []
    for _ in range(ROUNDS):
        floors.append(_seconds(floor))
        values.append(_seconds(work))
    value, least = min(values), min(floors)
    return Row(name, value, least, value / least, budget)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
