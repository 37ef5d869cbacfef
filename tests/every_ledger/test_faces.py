"""Every face of every ledger, with the sample book's records; no ledger is named here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import cast

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.field_types import Attachments, Day, Integer, Money, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.measures import (
    ChildRows,
    Different,
    Distinct,
    Heads,
    Measure,
    RecordCount,
    Total,
)
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.projection import (
    Part,
    all_columns,
    cell,
    export_columns,
    return_columns,
    screen_columns,
)
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, title_of
from qinglian_desktop.domain.text_form import format_text, parse_text
from qinglian_desktop.domain.values import People, Person, Values
from qinglian_desktop.ledgers import ALL_LEDGERS, TABS
from tests.conftest import NOW

EACH = pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)
YEAR = Period(PeriodKind.YEAR, 2026)


def records_of(desk: Desk, ledger: Ledger) -> list[Record]:
    return desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key)))


@EACH
def test_it_stands_on_exactly_one_tab(ledger: Ledger) -> None:
    assert [tab.key for tab in TABS if ledger.key in tab.ledgers].__len__() == 1


@EACH
def test_its_list_says_something_of_every_record(desk: Desk, ledger: Ledger) -> None:
    columns = screen_columns(ledger)
    found = records_of(desk, ledger)
    assert found, "the sample book shows every ledger"
    for record in found:
        assert any(cell(record, column) for column in columns[:-1])
        assert title_of(ledger, record.values)


@EACH
def test_what_is_kept_can_be_typed_in_again(desk: Desk, ledger: Ledger) -> None:
    """Plain input of a kept record is valid and means the same record."""
    for record in records_of(desk, ledger):
        checked = desk.records.check(ledger, desk.records.plain(ledger, record), record.id)
        assert [p.message for p in checked.problems if not p.is_warning] == []
        assert dict(checked.values) == dict(record.values)


@EACH
def test_its_text_form_reads_back(desk: Desk, ledger: Ledger) -> None:
    for record in records_of(desk, ledger):
        for column in all_columns(ledger):
            field = ledger.field(column.key)
            if isinstance(field.type, Attachments):
                continue
            text = format_text(field.type, record.value(field.key))
            assert format_text(field.type, parse_text(field.type, text)) == text


@EACH
def test_a_column_of_its_export_says_what_the_field_holds(desk: Desk, ledger: Ledger) -> None:
    """Days and numbers are such in every cell, and text is what reads back; rows have a sheet."""
    columns = [each for each in export_columns(ledger) if each.part is Part.KEPT]
    assert [each.key for each in columns] == [field.key for field in ledger.fields]
    for record, column in product(records_of(desk, ledger), columns):
        field, said = ledger.field(column.key), cell(record, column)
        value = record.value(field.key)
        if isinstance(field.type, Day | Integer | Money):
            assert said == value, (record.number, field.label)
        elif not isinstance(field.type, Rows):
            assert (said or "") == format_text(field.type, value), (record.number, field.label)


@EACH
def test_its_records_are_found_by_the_words_of_their_title(desk: Desk, ledger: Ledger) -> None:
    for record in records_of(desk, ledger)[:12]:
        for key in ledger.title:
            words = format_text(ledger.field(key).type, record.value(key)).split("、")[0][:12]
            if words.strip():
                hits = desk.searching.find(words, limit=1000)
                assert (ledger.key, record.id) in {(hit.ledger, hit.record_id) for hit in hits}


@EACH
def test_its_measures_count_what_one_counts_by_hand(desk: Desk, ledger: Ledger) -> None:
    found = records_of(desk, ledger)
    for line in desk.statistics.figures(YEAR, ledger):
        expected = by_hand(line.measure, found)
        if expected is not None:
            assert line.figure.value == expected, line.measure.label


@EACH
def test_months_of_a_measure_add_up_to_its_year(desk: Desk, ledger: Ledger) -> None:
    year = {line.measure.key: line.figure.value for line in desk.statistics.figures(YEAR, ledger)}
    sums: dict[str, int | Decimal] = dict.fromkeys(year, 0)
    for month in YEAR.months:
        for line in desk.statistics.figures(month, ledger):
            if line.measure.adds_up:
                sums[line.measure.key] += line.figure.value or 0
    for measure in ledger.measures:
        if measure.adds_up:
            assert sums[measure.key] == year[measure.key]


@pytest.mark.parametrize(
    "ledger", [each for each in ALL_LEDGERS if each.in_return], ids=lambda ledger: ledger.key
)
def test_its_sheet_of_the_return_reads_back_equal(
    desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    content = desk.returning.preview(Period.parse("2026-10"))
    target = tmp_path / content.file_name
    ReturnWorkbook().write(content, target)
    read = ReturnWorkbook().read(target)
    mine = next(sheet for sheet in content.sheets if sheet.ledger == ledger.key)
    theirs = next(sheet for sheet in read.content.sheets if sheet.ledger == ledger.key)
    assert theirs.rows == mine.rows
    # A ledger without records is named in one line, and has no sheet of its own.
    assert theirs.headings == (mine.headings if mine.rows else ())
    assert read.content.digest == content.digest


@EACH
def test_its_return_carries_no_private_field(ledger: Ledger) -> None:
    """A column of words is one that the declaration lets out; counts carry no names."""
    from qinglian_desktop.domain.field_types import InReturn

    for column in return_columns(ledger):
        if column.field is not None and column.part.value == "value":
            assert column.field.in_return is InReturn.WORDS


def by_hand(measure: Measure, records: list[Record]) -> int | Decimal | None:
    """The measure over the year in plain Python; None for a share."""
    days = {
        record.id: cast("date | None", record.value(measure.on))
        if measure.on
        else record.occurred_on
        for record in records
    }
    counted = [
        record
        for record in records
        if (day := days[record.id]) is not None and (measure.standing or YEAR.contains(day))
    ]
    if measure.where is not None:
        counted = [r for r in counted if holds(measure.where, r.values, NOW.date())]
    match measure.counts:
        case RecordCount():
            return len(counted)
        case Heads(field):
            return sum(v.present for r in counted if isinstance(v := r.value(field), People))
        case Total(field):
            numbers = [v for r in counted if isinstance(v := r.value(field), int | Decimal)]
            return sum(numbers)
        case Different(field):
            return len({(r.occurred_on.month, word) for r in counted for word in _words(r, field)})
        case Distinct(field):
            return len({name for r in counted for name in _names(r, field)})
        case ChildRows(field, where):
            rows = [row for r in counted for row in _rows(r, field)]
            return sum(where is None or holds(where, row, NOW.date()) for row in rows)
        case _:
            return None


def _words(record: Record, field: str) -> tuple[str, ...]:
    return cast("tuple[str, ...]", record.value(field) or ())


def _rows(record: Record, field: str) -> tuple[Values, ...]:
    return cast("tuple[Values, ...]", record.value(field) or ())


def _names(record: Record, field: str) -> list[object]:
    rows, dot, key = field.partition(".")
    if dot:
        return [row[key] for row in _rows(record, rows)]
    value = record.value(field)
    if isinstance(value, People):
        came = (each.person for each in value.attendees if each.present)
        return [person.id or person.name for person in came]
    named = value.id or value.name if isinstance(value, Person) else value
    return [] if named is None else [named]
