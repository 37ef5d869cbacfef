"""What goes out of every ledger as a table: its list, all of it, and its blank sheet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from qinglian_desktop.application.blank_sheet import REQUIRED
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.documents.blank_tables import ROWS, WORDS
from qinglian_desktop.domain.entry_columns import BETWEEN, blank_columns, entry_columns
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    PeopleRef,
    PersonRef,
    Rows,
)
from qinglian_desktop.domain.initial import Computed
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import cell, cell_text, screen_columns
from qinglian_desktop.domain.query import Query, usual_order
from qinglian_desktop.ledgers import ALL_LEDGERS

EACH = pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)
Lines = Sequence[Sequence[Any]]


def lines_of_workbook(path: Path) -> Lines:
    """The cells below caption and headings, headings first; a day is a day."""
    page = load_workbook(path).worksheets[0]
    assert page.cell(1, 1).value and page.merged_cells.ranges
    return [
        [c.value.date() if isinstance(c.value, datetime) else c.value for c in row]
        for row in page.iter_rows(min_row=2)
    ]


def lines_of_text(path: Path) -> Lines:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[each.removeprefix("'") or None for each in line] for line in csv.reader(file)]


def records_in(ledger: Ledger, lines: Lines) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Number and plain input of each record; a line without anything of its own goes on."""
    headings, *below = lines
    assert headings[0] == "编号"
    places = {heading: place for place, heading in enumerate(headings)}
    started: list[list[Sequence[Any]]] = []
    for line in below:
        if line[0]:
            started.append([])
        started[-1].append(line)
    for of_record in started:
        plain: dict[str, object] = {}
        for field in ledger.fields:
            match field.type:
                case Attachments():
                    assert field.label not in places
                case Rows(fields=inner):
                    plain[field.key] = [
                        row
                        for line in of_record
                        if any((row := row_in(field, inner, places, line)).values())
                    ]
                case _:
                    plain[field.key] = of_record[0][places[field.label]]
        yield of_record[0][0], plain


def row_in(
    field: Field, inner: Sequence[Field], places: Mapping[str, int], line: Sequence[Any]
) -> dict[str, object]:
    said = {each.key: line[places[f"{field.label}{BETWEEN}{each.label}"]] for each in inner}
    return {key: value for key, value in said.items() if value is not None}


@EACH
@pytest.mark.parametrize(
    ("name", "read"),
    [("全.xlsx", lines_of_workbook), ("全.csv", lines_of_text)],
    ids=["xlsx", "csv"],
)
def test_all_of_it_comes_in_again(
    desk: Desk, ledger: Ledger, tmp_path: Path, name: str, read: Callable[[Path], Lines]
) -> None:
    query = Query(ledger.key, sort=usual_order(ledger))
    ids = desk.searching.ids(query)
    assert desk.sheets_out.whole(query, "", tmp_path / name) == len(ids)
    kept = desk.searching.fetch(ledger, ids)
    files = {each.key for each in ledger.of_type(Attachments)}
    found = list(records_in(ledger, read(tmp_path / name)))
    assert [number for number, _ in found] == [record.number for record in kept]
    for record, (_, plain) in zip(kept, found, strict=True):
        checked = desk.records.check(ledger, plain, record.id)
        assert [p.message for p in checked.problems if not p.is_warning] == []
        said = {key: value for key, value in record.values.items() if key not in files}
        assert dict(checked.values) == said


@EACH
def test_the_list_goes_out_as_it_is_shown(desk: Desk, ledger: Ledger, tmp_path: Path) -> None:
    columns = screen_columns(ledger)[::-1]
    query = Query(ledger.key, sort=usual_order(ledger))
    target = tmp_path / "列表.xlsx"
    desk.sheets_out.listed(query, columns, "今年", target)
    book = load_workbook(target)
    (page,) = book.worksheets
    assert page["A1"].value == f"{ledger.label}（今年）"
    assert [each.value for each in page[2]] == ["编号", *(each.heading for each in columns)]
    assert page.freeze_panes == "A3" and page.print_title_rows == "$1:$2"
    assert page.page_setup.orientation == "landscape" and page.page_setup.fitToWidth == 1
    kept = desk.searching.fetch(ledger, desk.searching.ids(query))
    assert page.max_row == 2 + len(kept)
    for record, row in zip(kept, page.iter_rows(min_row=3), strict=True):
        assert row[0].value == record.number
        for column, said in zip(columns, row[1:], strict=True):
            assert said.data_type != "f"
            assert shown(said.value).startswith(cell_text(cell(record, column)).strip())


def shown(value: object) -> str:
    """What a cell says; a day as the list writes it."""
    return (
        value.date().isoformat()
        if isinstance(value, datetime)
        else ""
        if value is None
        else str(value)
    )


@EACH
def test_headings_are_the_labels_of_the_form(ledger: Ledger) -> None:
    headings = [each.heading for each in entry_columns(ledger)]
    assert len(set(headings)) == len(headings)
    whole = [f.label for f in ledger.fields if not isinstance(f.type, Rows | Attachments)]
    assert [each for each in headings if BETWEEN not in each] == whole


@EACH
def test_its_blank_sheet_is_ready_to_be_filled_in(
    desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    desk.sheets_out.blank(ledger, tmp_path / "空白.xlsx")
    book = load_workbook(tmp_path / "空白.xlsx")
    page, *others = book.worksheets
    columns = blank_columns(ledger)
    assert [(each.title, each.sheet_state) for each in others] in ([], [(WORDS, "hidden")])
    assert [each.value for each in page[2]] == [
        f"{REQUIRED}{each.heading}" if each.is_required else each.heading for each in columns
    ]
    assert page.freeze_panes == "A3" and page.print_title_rows == "$1:$2"
    assert page.max_row == 2 + ROWS
    assert all(each.value is None for row in page.iter_rows(min_row=3) for each in row)
    assert all(each.data_type != "f" for sheet in book for row in sheet for each in row)
    offered = offers(book)
    roster = [each.name for each in desk.roster.members().values() if each.left is None]
    for place, column in enumerate(columns, 1):
        kind = column.field.type
        assert page.cell(3, place).number_format == page.cell(2 + ROWS, place).number_format
        assert (page.cell(3, place).number_format == "yyyy-mm-dd") == isinstance(kind, Day)
        if isinstance(kind, Choice | Choices):
            assert offered[place] == list(kind.options)
        if isinstance(kind, PersonRef | PeopleRef):
            assert set(roster) <= set(offered[place])
        note = page.cell(2, place).comment
        assert ("必填" in note.text if note else False) == column.is_required
        if isinstance(kind, Day):
            assert note and "2026-11-23" in note.text
    computed = [e for e in columns if isinstance(e.field.initial, Computed)]
    assert not any(each.is_required for each in computed)


def offers(book: Workbook) -> Mapping[int, list[object]]:
    """By column of the sheet what its drop-down offers, all the way down."""
    page, found = book.worksheets[0], dict[int, list[object]]()
    for each in page.data_validations.dataValidation:
        (spot,) = each.sqref.ranges
        assert spot.min_row == 3 and spot.max_row >= 2 + ROWS and spot.min_col == spot.max_col
        sheet, at = str(each.formula1).split("!")
        found[spot.min_col] = [one.value for (one,) in book[sheet][at.replace("$", "")]]
    return found


def test_nothing_that_is_required_is_left_unsaid(desk: Desk) -> None:
    """What a record cannot be kept without is in its blank sheet."""
    for ledger in ALL_LEDGERS:
        fields = {(each.rows or each.field).key for each in blank_columns(ledger)}
        assert {each.key for each in ledger.fields if each.required} <= fields
