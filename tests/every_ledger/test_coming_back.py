"""What the program writes as a table is understood by its own import, in every ledger."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qinglian_desktop.application.blank_sheet import REQUIRED
from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.looked_records import Looked
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.documents.sheets.cells import unmarked_text
from qinglian_desktop.domain.entry_columns import blank_columns, entry_columns
from qinglian_desktop.domain.field_types import Attachments, Flow
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.projection import Part, cell, return_columns, screen_columns
from qinglian_desktop.domain.query import Query, usual_order
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.values import Value
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.conftest import PASSWORD
from tests.every_ledger.hard_records import fill_with_hard

MOST = 4
"""Records that are copied into a blank sheet."""
EACH = pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)


@pytest.fixture(scope="session")
def desk(
    sample_folder: Path, books: Books, tools: Tools, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """The use cases over the sample book, with records that are hard to say in a table."""
    folder = tmp_path_factory.mktemp("hard") / "台账库"
    shutil.copytree(sample_folder, folder)
    book = books.open(folder, PASSWORD)
    desk = Desk(book, tools)
    fill_with_hard(desk)
    yield desk
    book.close()


def brought_in(desk: Desk, ledger: Ledger, path: Path) -> tuple[Understanding, tuple[Looked, ...]]:
    importing = desk.importing
    found = importing.understand(ledger, importing.read(path), ImportPlan())
    return found, importing.look(found)


def kept(desk: Desk, ledger: Ledger) -> tuple[Query, list[Record]]:
    query = Query(ledger.key, sort=usual_order(ledger))
    return query, list(desk.searching.fetch(ledger, desk.searching.ids(query)))


def without_files(ledger: Ledger, values: Mapping[str, Value]) -> dict[str, Value]:
    files = {each.key for each in ledger.of_type(Attachments)}
    return {key: value for key, value in values.items() if key not in files}


def as_written(ledger: Ledger, values: Mapping[str, Value]) -> dict[str, object]:
    """Without files; the steps of a chart have their ids once it is put over its twin."""
    charts = {each.key: each.type for each in ledger.of_type(Flow)}
    return {
        key: format_text(charts[key], value) if key in charts else value
        for key, value in without_files(ledger, values).items()
    }


@EACH
@pytest.mark.parametrize("name", ["全.csv", pytest.param("全.xlsx", marks=pytest.mark.slow)])
def test_all_of_it_is_understood_as_what_it_was(
    desk: Desk, ledger: Ledger, tmp_path: Path, name: str
) -> None:
    query, records = kept(desk, ledger)
    desk.sheets_out.whole(query, "", tmp_path / name)
    found, looked = brought_in(desk, ledger, tmp_path / name)
    assert [each.head for each in found.columns if not each.target] == []
    assert all(each.is_sure for each in found.columns)
    assert [each.record.number for each in looked] == [each.number for each in records]
    for record, each in zip(records, looked, strict=True):
        assert each.record.problems == ()
        assert as_written(ledger, each.values) == as_written(ledger, record.values)
        updated = each.merged[Treatment.UPDATE].values if each.twin else record.values
        assert without_files(ledger, updated) == without_files(ledger, record.values)
        assert not ledger.identity or (each.twin is not None and each.twin.id == record.id)


@EACH
def test_the_list_as_it_is_shown_shows_the_same_again(
    desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    query, records = kept(desk, ledger)
    columns = screen_columns(ledger)
    desk.sheets_out.listed(query, columns, "今年", tmp_path / "列.xlsx")
    found, looked = brought_in(desk, ledger, tmp_path / "列.xlsx")
    gone = {"", "记录状态"} | {each.label for each in ledger.of_type(Attachments)}
    # How large a chart is, it does not say by what.
    gone |= {each.heading for each in columns if each.part is Part.COUNT}
    assert {each.head for each in found.columns if not each.target} <= gone
    for record, each in zip(records, looked, strict=True):
        again = replace(record, values=each.values)
        told = [c for c in columns if c.heading not in gone]
        assert [cell(again, c) for c in told] == [cell(record, c) for c in told]
        assert [each.message for each in each.record.problems] == []


@pytest.fixture(scope="session")
def returns(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Returns in which, of every ledger that is sent, one has a sheet."""
    found: dict[str, Path] = {}
    folder = tmp_path_factory.mktemp("月报")
    for month in ("2026-04", "2026-02", "2026-01"):
        content = desk.returning.preview(Period.parse(month))
        target = folder / content.file_name
        ReturnWorkbook().write(content, target)
        for sheet in content.drawn:
            found.setdefault(sheet.ledger, target)
    return found


SENT = pytest.mark.parametrize(
    "ledger", [e for e in ALL_LEDGERS if e.in_return], ids=lambda ledger: ledger.key
)


@SENT
def test_its_sheet_of_a_return_is_chosen_and_says_the_same_again(
    desk: Desk, ledger: Ledger, returns: Mapping[str, Path]
) -> None:
    found, looked = brought_in(desk, ledger, returns[ledger.key])
    assert found.sheet.name == ledger.label and looked
    _, records = kept(desk, ledger)
    numbered = {each.number: each for each in records}
    columns = [e for e in return_columns(ledger) if e.part not in (Part.COUNT, Part.NUMBER)]
    for each in looked:
        record = numbered[each.record.number]
        again = replace(record, values=each.values)
        said = [cell(record, c) for c in columns]
        # A return has nothing but text: a ' before a figure only says so.
        said = [unmarked_text(e) if isinstance(e, str) else e for e in said]
        assert [cell(again, c) for c in columns] == said
        assert [each.message for each in each.record.problems] == []


@pytest.mark.slow
@EACH
def test_a_blank_sheet_filled_in_is_understood_without_a_question(
    sample_desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    """The first records of the book are copied into it, cell by cell; 同上 would mean as above."""
    desk = sample_desk
    query, records = kept(desk, ledger)
    desk.sheets_out.whole(query, "", tmp_path / "全.xlsx")
    desk.sheets_out.blank(ledger, tmp_path / "空白.xlsx")
    whole, book = load_workbook(tmp_path / "全.xlsx"), load_workbook(tmp_path / "空白.xlsx")
    blank = book.worksheets[0]
    _, heads, *lines = whole.worksheets[0].iter_rows(values_only=True)
    at = {str(e.value).removeprefix(REQUIRED): place for place, e in enumerate(blank[2], 1)}
    numbers = [each.number for each in records[:MOST]]
    first = list(takewhile(lambda line: line[0] in (None, *numbers), lines))
    for row, line in enumerate(first, 3):
        for head, said in zip(heads, line, strict=True):
            if str(head) in at and said is not None:
                blank.cell(row, at[str(head)], said)  # pyright: ignore[reportArgumentType]
    book.save(tmp_path / "空白.xlsx")
    found, looked = brought_in(desk, ledger, tmp_path / "空白.xlsx")
    assert found.sheet.name == ledger.label and all(each.target for each in found.columns)
    unsaid = {column.rows.key for column in entry_columns(ledger) if column.rows} - {
        column.rows.key for column in blank_columns(ledger) if column.rows
    }
    for record, each in zip(records[:MOST], looked, strict=True):
        assert each.record.problems == ()
        said, read = without_files(ledger, record.values), dict(each.values)
        assert {k: read[k] for k in read if k not in unsaid} == {
            k: said[k] for k in said if k not in unsaid
        }
