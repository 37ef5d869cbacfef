"""Records as lines of a sheet: any value is read back from its cell, and nothing is said twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from qinglian_desktop.application.document_ports import Table
from qinglian_desktop.documents.tables import TableWorkbook
from qinglian_desktop.domain.entry_columns import (
    blank_columns,
    entry_columns,
    entry_lines,
    how_to_write,
)
from qinglian_desktop.domain.field_types import Attachments, Rows
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.projection import CellValue, cell_text
from qinglian_desktop.domain.values import Values
from tests.invented import EVERYTHING, INVENTED_UNIT
from tests.unit.field_values import values_of

COLUMNS = entry_columns(EVERYTHING)
ASKED = [field for field in EVERYTHING.fields if not isinstance(field.type, Attachments)]
RECORDS = st.fixed_dictionaries(
    {"line": values_of(EVERYTHING.field("line").type, ids=False)},
    optional={each.key: values_of(each.type, ids=False) for each in ASKED if each.key != "line"},
)


def read_back(lines: Sequence[Sequence[CellValue]]) -> Values:
    """One record of its lines, each cell by the type of its field."""
    values: dict[str, object] = {}
    for place, column in enumerate(COLUMNS):
        cells = [from_plain(column.field.type, _plain(line[place])) for line in lines]
        if column.rows is None:
            assert not any(cells[1:]), "said once"
            values[column.field.key] = cells[0]
            continue
        rows = values.setdefault(column.rows.key, [dict[str, object]() for _ in lines])
        for row, cell in zip(cast("list[dict[str, object]]", rows), cells, strict=True):
            row |= {} if cell is None else {column.field.key: cell}
    for field in ASKED:
        if isinstance(field.type, Rows):
            rows = cast("list[dict[str, object]]", values[field.key])
            values[field.key] = tuple(row for row in rows if row)
    return cast("Values", {key: value for key, value in values.items() if value not in (None, ())})


@settings(max_examples=30)
@given(RECORDS)
def test_any_record_is_read_back_from_its_lines(values: Values) -> None:
    assert read_back(list(entry_lines(COLUMNS, values))) == values


@settings(max_examples=15)
@given(RECORDS)
def test_any_record_is_read_back_from_a_workbook(values: Values) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "表.xlsx"
        headings = tuple(column.heading for column in COLUMNS)
        lines = [list(line) for line in entry_lines(COLUMNS, values)]
        table = Table("万事簿", headings, (6,) * len(COLUMNS), lines)
        TableWorkbook().write([table], path)
        page = load_workbook(path).worksheets[0]
        found = [[_day(c.value) for c in row] for row in page.iter_rows(min_row=2)]
    assert page.max_column == len(COLUMNS)
    assert read_back(cast("list[list[CellValue]]", found)) == values


def _plain(cell: CellValue) -> object:
    return cell_text(cell) if isinstance(cell, Decimal) else cell


def _day(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def test_a_record_takes_as_many_lines_as_it_has_rows() -> None:
    steps = ({"what": "一"}, {"what": "二", "due": date(2026, 1, 2)})
    lines = list(entry_lines(COLUMNS, {"line": "事", "steps": steps}))
    at = [column.heading for column in COLUMNS].index
    assert [line[at("一行字")] for line in lines] == ["事", None]
    assert [line[at("步骤：做什么")] for line in lines] == ["一", "二"]
    assert [line[at("步骤：时限")] for line in lines] == [None, date(2026, 1, 2)]


def test_only_what_no_record_can_do_without_is_required() -> None:
    required = {column.heading for column in COLUMNS if column.is_required}
    # A step must say what it is about, but no record needs a step.
    assert required == {"一行字", "日期"}


def test_it_is_said_how_each_is_written() -> None:
    said = {column.heading: how_to_write(column) for column in COLUMNS}
    assert said["一行字"] == "必填。"
    assert said["重量"] == "空船填 0。\n填数字，单位是斤。"
    assert said["等级"].startswith("不填的，由程序算出。")
    assert "缺席：丙（出差）" in said["应到/实到/缺席"]
    assert said["步骤：做什么"].startswith("每写一条都要填。")
    assert said["钱"].endswith("不适用的空着。")


def test_what_the_unit_takes_from_its_roster_is_not_asked_for() -> None:
    facts = INVENTED_UNIT.unit
    assert facts is not None
    asked = {column.rows.key for column in blank_columns(INVENTED_UNIT) if column.rows}
    assert not asked & {facts.committee, facts.groups}
