"""A committee's form filled, against openpyxl reading it, setting the same cells and writing it."""

from __future__ import annotations

import gc
import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from qinglian_desktop.application.form_ports import FilledPlace, FormFilling
from qinglian_desktop.documents.filling.files import FormDocuments
from qinglian_desktop.domain.filling.seen_form import FormPlace
from tests.benchmarks.row import Row
from tests.office_pages import Page, workbook
from tests.office_sheets import OFFICE_SHEETS

ROUNDS = 15
_FORM = "工委统计表模板（待填）.xlsx"


def large_form() -> bytes:
    """Twelve sheets of 300 rows in 20 columns, each with its sums."""
    rows = [[f"项目{row}", *range(18), f"=SUM(B{row}:S{row})"] for row in range(1, 301)]
    return workbook(*(Page(rows, name=f"{month}月", styled="T300") for month in range(1, 13)))


def run() -> list[Row]:
    """The best of several rounds each, taken in turns."""
    figures = [f"{column}{row}" for column in "DEFG" for row in range(5, 15)]
    return [
        _row(
            "填工委统计表的40格 / openpyxl 读、写同样的格", OFFICE_SHEETS[_FORM](), "月报", figures
        ),
        _row("填12页、每页300行20列的表里的40格 / 同上", large_form(), "6月", figures, rounds=3),
    ]


def _row(name: str, data: bytes, table: str, cells: list[str], rounds: int = ROUNDS) -> Row:
    filling = FormFilling(tuple(FilledPlace(FormPlace(table, at), 7) for at in cells))
    files = FormDocuments()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "表.xlsx"

        def floor() -> None:
            book = load_workbook(io.BytesIO(data))
            for at in cells:
                book[table][at] = 7
            book.save(target)

        floors, values = [], []
        for _ in range(rounds):
            floors.append(_seconds(floor))
            values.append(_seconds(lambda: files.fill("表.xlsx", data, filling, target)))
    value, least = min(values), min(floors)
    return Row(name, value, least, value / least, 2)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
