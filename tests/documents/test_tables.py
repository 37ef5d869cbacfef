"""Plain workbooks: a table a sheet, text that stays text, and no sheet longer than Excel takes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qinglian_desktop.application.document_ports import Table
from qinglian_desktop.documents import tables
from qinglian_desktop.documents.tables import TableWorkbook


def test_each_table_is_a_sheet_and_cells_are_what_they_were(tmp_path: Path) -> None:
    first = Table("名/册", ("姓名", "数"), (6, 4), iter([("=韦", 3), (None, Decimal("1.50"))]))
    second = Table("名/册", ("日期",), (6,), [(date(2026, 10, 9),), ("@x",)])
    TableWorkbook().write([first, second], tmp_path / "一本.xlsx")
    book = load_workbook(tmp_path / "一本.xlsx")
    assert book.sheetnames == ["名_册", "名_册_2"]
    one, two = book.worksheets
    assert [[cell.value for cell in row] for row in one] == [
        ["姓名", "数"],
        ["=韦", 3],
        [None, 1.5],
    ]
    assert one["A2"].data_type == "s" and one["A2"].quotePrefix
    assert two["A2"].value.date() == date(2026, 10, 9) and two["A3"].value == "@x"
    assert one.freeze_panes == "A2"


def test_what_is_too_long_for_a_sheet_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    for count, sheets in ((0, [0]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])):
        path = tmp_path / f"{count}.xlsx"
        TableWorkbook().write([Table("长", ("数",), (4,), [(n,) for n in range(count)])], path)
        book = load_workbook(path)
        assert [page.max_row - 1 for page in book.worksheets] == sheets
        said = [cell.value for page in book.worksheets for (cell,) in list(page)[1:]]
        assert said == list(range(count))
