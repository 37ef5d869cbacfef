"""A value written into a cell of a form: as the number, day or text that it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from qinglian_desktop.domain.projection import CellValue
from tests.bad_sheets import parts_of
from tests.documents.form_packages import BOOK, SHEET, filled, place, refs, shown, with_part
from tests.office_pages import Page, workbook

STYLES = "xl/styles.xml"
DAY = date(2026, 10, 31)


def cell_of(folder: Path, data: bytes, at: str = "A1") -> Cell:
    """A cell as openpyxl reads it."""
    path = folder / "read.xlsx"
    path.write_bytes(data)
    cell = load_workbook(path).worksheets[0][at]
    assert isinstance(cell, Cell)
    return cell


def one_cell(text: str | int | None = None, form: str = "General") -> bytes:
    """A sheet whose A1 has a format."""
    return workbook(Page([[text]], formats={"A1:A1": form}))


@pytest.mark.parametrize(
    ("value", "form", "kept"),
    [
        (12, "General", 12),
        (12, "0.00", 12),
        (12, "@", 12),
        (Decimal("0.10"), "General", 0.1),
        (-3, "General", -3),
        (10**15 - 1, "General", 10**15 - 1),
        (2**53 + 1, "General", str(2**53 + 1)),
        (10**15 + 1, "General", str(10**15 + 1)),
        (DAY, "@", "2026年10月31日"),
        ("=1+1", "General", "=1+1"),
        ("—", "General", "—"),
        ("a\x00\x0bb\ufffe", "General", "ab"),
        ("_x0041_", "General", "_x0041_"),
        (" 两头有空 ", "General", " 两头有空 "),
        ("<&\"'>", "General", "<&\"'>"),
        ("𬱖", "General", "𬱖"),
    ],
)
def test_a_value_is_written_as_what_it_is(
    tmp_path: Path, value: CellValue, form: str, kept: object
) -> None:
    after, told = filled(tmp_path, one_cell(form=form), place("Sheet1", "A1", value))
    assert told == []
    if value == "_x0041_":
        # openpyxl does not read what is written by number; Excel does.
        assert b"_x005F_x0041_" in parts_of(after)[SHEET]
        assert shown(after)["A1"] == kept
        return
    cell = cell_of(tmp_path, after)
    assert cell.value == kept
    assert cell.data_type == ("s" if isinstance(kept, str) else "n")
    assert cell.number_format == form


@pytest.mark.parametrize(
    ("is_percent", "form", "kept", "looks"),
    [
        (True, "0%", 0.875, "0%"),
        (True, "0.00%", 0.875, "0.00%"),
        (True, "General", 87.5, "General"),
        (True, '0.0"%"', 87.5, '0.0"%"'),
        (False, "0%", 87.5, "General"),
        (False, "0.0", 87.5, "0.0"),
    ],
)
def test_of_a_hundred_is_written_as_the_format_says(
    tmp_path: Path, is_percent: bool, form: str, kept: float, looks: str
) -> None:
    told = replace(place("Sheet1", "A1", Decimal("87.5")), is_percent=is_percent)
    after, _ = filled(tmp_path, one_cell(form=form), told)
    cell = cell_of(tmp_path, after)
    assert (cell.value, cell.number_format) == (kept, looks)


@pytest.mark.parametrize("form", ["yyyy-mm-dd", "mm-dd-yy", 'yyyy"年"m"月"d"日"', "m/d/yyyy"])
def test_a_day_keeps_the_format_of_its_cell(tmp_path: Path, form: str) -> None:
    before = one_cell(form=form)
    after, _ = filled(tmp_path, before, place("Sheet1", "A1", DAY))
    cell = cell_of(tmp_path, after)
    assert cell.is_date
    assert str(cell.value) == "2026-10-31 00:00:00"
    assert cell.number_format == form
    assert parts_of(after)[STYLES] == parts_of(before)[STYLES]


def test_a_day_in_a_cell_without_format_is_a_day_that_has_room(tmp_path: Path) -> None:
    data = workbook(Page([["甲", None, None]], merged=("B1:C1",), styled="C1"))
    after, _ = filled(tmp_path, data, place("Sheet1", "A1", DAY), place("Sheet1", "B1", DAY))
    assert shown(after) == {"A1": "2026-10-31", "B1": "2026年10月31日"}
    cell = cell_of(tmp_path, after, "B1")
    assert cell.is_date
    assert cell.border.bottom.style == "thin"


def test_a_day_counts_from_1904_where_the_workbook_does(tmp_path: Path) -> None:
    data = with_part(
        one_cell(form="yyyy-mm-dd"), BOOK, "<workbookPr/>", '<workbookPr date1904="1"/>'
    )
    after, _ = filled(tmp_path, data, place("Sheet1", "A1", DAY))
    assert shown(after)["A1"] == "2026-10-31"
    assert str(cell_of(tmp_path, after).value) == "2026-10-31 00:00:00"


def test_a_number_in_a_cell_for_days_is_seen_as_a_number(tmp_path: Path) -> None:
    after, _ = filled(tmp_path, one_cell(form="yyyy-mm-dd"), place("Sheet1", "A1", 12))
    assert shown(after)["A1"] == "12"


def test_a_text_of_several_lines_is_shown_in_several(tmp_path: Path) -> None:
    after, _ = filled(tmp_path, one_cell(), place("Sheet1", "A1", "甲\r\n乙"))
    cell = cell_of(tmp_path, after)
    assert cell.value == "甲\n乙"
    assert cell.alignment.wrap_text
    assert 'applyAlignment="1"' in parts_of(after)[STYLES].decode()


def test_what_no_cell_holds_is_told_and_not_cut(tmp_path: Path) -> None:
    after, told = filled(tmp_path, one_cell("原来的"), place("Sheet1", "A1", "字" * 32_768))
    assert told == ["Sheet1 A1：要写的文字有32768个字，Excel 的一格最多放32767个，没有写进去。"]
    assert shown(after)["A1"] == "原来的"
    after, told = filled(tmp_path, one_cell(), place("Sheet1", "A1", "字" * 32_767))
    assert told == []
    assert len(shown(after)["A1"]) == 32_767


def test_days_share_one_format_whatever_their_cells_look_like(tmp_path: Path) -> None:
    data = workbook(Page([["甲", "乙"]], styled="A1"))
    after, _ = filled(tmp_path, data, place("Sheet1", "A1", DAY), place("Sheet1", "B1", DAY))
    assert shown(after) == {"A1": "2026-10-31", "B1": "2026-10-31"}
    assert refs(after, "numFmt", "formatCode", STYLES) == ["yyyy-mm-dd"]
    again, _ = filled(tmp_path, after, place("Sheet1", "A2", DAY))
    assert refs(again, "numFmt", "formatCode", STYLES) == ["yyyy-mm-dd"]


def test_what_a_cell_was_linked_to_does_not_stay_behind_its_new_value(tmp_path: Path) -> None:
    data = with_part(one_cell(5), SHEET, '<c r="A1"', '<c vm="1" cm="2" r="A1"')
    after, _ = filled(tmp_path, data, place("Sheet1", "A1", 7))
    assert (refs(after, "c", "vm"), refs(after, "c", "cm")) == ([""], [""])


def test_a_new_cell_looks_like_its_row_or_else_its_column(tmp_path: Path) -> None:
    data = workbook(Page([["甲", "乙"]], formats={"B1:B1": "0.00"}))
    cols = '<cols><col min="3" max="3" width="9" style="1"/></cols><sheetData>'
    data = with_part(data, SHEET, "<sheetData>", cols)
    row = '<row r="2" s="1" customFormat="1" spans="1:1"/><row r="3" spans="1:1"/></sheetData>'
    data = with_part(data, SHEET, "</sheetData>", row)
    cells = ("A2", "A3", "C3")
    after, _ = filled(tmp_path, data, *(place("Sheet1", at, 7) for at in cells))
    assert [shown(after)[at] for at in cells] == ["7.00", "7", "7.00"]
    assert "1:1" not in refs(after, "row", "spans")
