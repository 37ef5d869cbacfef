"""Every ledger prints: its form, blank, usual and crowded, and its list."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import cast

import pytest

from qinglian_desktop.documents.paper.cells import CellMaker
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.form import BOTTOM, LEFT, TOP, WIDTH, FormPrinter
from qinglian_desktop.documents.paper.inner_tables import InnerTables
from qinglian_desktop.documents.paper.listing import WIDTH as LIST_WIDTH
from qinglian_desktop.documents.paper.listing import widths_of
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.documents.paper.sheet import A4, Sheet
from qinglian_desktop.documents.paper.text import set_text
from qinglian_desktop.domain.boxes import boxes
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Day,
    Field,
    FieldType,
    Integer,
    Name,
    PeopleRef,
    PersonRef,
    Rows,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.listed import listed_columns, paper_list, rows_of
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Attached, People, Value
from qinglian_desktop.domain.words import Reading, words
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.documents.paper_samples import (
    FONTS,
    LONG_NAME,
    SOURCE,
    crowded,
    embedded,
    record,
    said,
    squeezed,
    usual,
)

PAPER = PaperPdf(FONTS, ())
NAMING = [
    ledger
    for ledger in ALL_LEDGERS
    if any(
        ledger.paper is None or any(field.key in line for line in ledger.paper.lines)
        for field in ledger.of_type(Name, PersonRef, PeopleRef)
    )
]
every_ledger = pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)


@every_ledger
def test_the_form_says_every_value(ledger: Ledger, tmp_path: Path):
    target = tmp_path / "form.pdf"
    one = record(ledger, usual(ledger))
    PAPER.records(ledger, [one], SOURCE, target)
    text = said(target)
    assert _title(ledger, one) in text
    for field in _on_form(ledger, one):
        for label in _labels(field):
            assert squeezed(label) in text, label
        for word in _expected(field.type, one.value(field.key)):
            assert squeezed(word) in text, (field.label, word)
    assert embedded(target) == {("yes", "yes", "yes")}


@every_ledger
@pytest.mark.parametrize(
    "fill", [lambda ledger: {}, usual, crowded], ids=["blank", "usual", "crowded"]
)
def test_nothing_leaves_the_page_or_overlaps(ledger: Ledger, fill):
    printer = FormPrinter(ledger, SOURCE, Fonts(FONTS, ()))
    for sheet in printer.sheets(record(ledger, fill(ledger))):
        assert sheet.texts
        boxes_ = list(_boxes(sheet))
        for left, bottom, right, top in boxes_:
            assert left >= LEFT - 0.1
            assert right <= LEFT + WIDTH + 0.1
            assert top <= A4[1] - TOP + 0.1
            assert bottom >= BOTTOM / 2
        for one, two in combinations(boxes_, 2):
            apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
            assert apart, (one, two)


@every_ledger
def test_the_list_says_every_cell(ledger: Ledger, tmp_path: Path):
    target = tmp_path / "list.pdf"
    both = [record(ledger, usual(ledger)), record(ledger, crowded(ledger), "2026-002")]
    PAPER.listing(ledger, both, "2026年", SOURCE, target)
    text = said(target)
    listing = paper_list(ledger)
    assert listing.title in text
    for word in listing.foot:
        assert word in text
    (row,) = rows_of(listing, both[0])
    for column in listed_columns(ledger):
        assert squeezed(column.heading) in text, column.heading
        said_in_it = column.text_of_row(row) if column.of_row else column.text(both[0])
        for line in said_in_it.split("\n"):
            assert squeezed(line) in text, (column.heading, line)


@every_ledger
def test_a_list_declares_its_columns_and_its_widths_leave_them_readable(ledger: Ledger):
    """A list that is not declared would print what the screen shows, in the screen's widths."""
    assert ledger.listing is not None
    widths, size = widths_of(listed_columns(ledger), Fonts(FONTS, ())[Role.BODY])
    for column, width in zip(listed_columns(ledger), widths[1:], strict=True):
        assert width >= 2.5 * size, column.heading


@every_ledger
def test_a_day_a_name_and_a_chosen_word_stay_in_one_line_of_a_list(ledger: Ledger):
    """2026-09-29 is wider than 2026-12-11 where digits are not of one width."""
    face = Fonts(FONTS, ())[Role.BODY]
    columns = listed_columns(ledger)
    widths, size = widths_of(columns, face)
    assert sum(widths) == pytest.approx(LIST_WIDTH)
    for column, width in zip(columns, widths[1:], strict=True):
        said: list[str] = []
        match column.kind:
            case Day():
                said = ["2026-09-29", "2028-08-28", "2044-04-04"]
            case Name() | PersonRef():
                said = ["覃书宁"]
            case Choice(options):
                said = [each for each in options if len(each) <= 8]
            case _:
                pass
        for words_ in said:
            assert len(set_text(face, size, words_, width - 7)) == 1, (column.heading, words_)


@every_ledger
def test_what_is_chosen_in_a_row_stays_in_one_line_of_its_form(ledger: Ledger):
    """已落实 is not cut to 已落 and 实, nor 直接责任人 to 直接责任 and 人."""
    tables = InnerTables(Fonts(FONTS, ()), LEFT, WIDTH)
    heading = CellMaker(Fonts(FONTS, ()), LEFT, WIDTH).heading("标题")
    for field in ledger.of_type(Rows):
        kind = field.type
        assert isinstance(kind, Rows)
        for each in kind.fields:
            if isinstance(each.type, Choice) and max(map(len, each.type.options)) <= 8:
                for word in each.type.options:
                    *_, row = tables.bands(heading, kind, [{each.key: word}])
                    said = [c for c in row.cells if "".join(x.text for x in c.lines) == word]
                    assert [len(c.lines) for c in said] == [1], (field.label, word)


@every_ledger
def test_what_does_not_apply_is_not_on_paper(ledger: Ledger):
    """The kind that the title names, fields that the screen hides, and rows that are empty."""
    if ledger.paper is None:
        return
    printer = FormPrinter(ledger, SOURCE, Fonts(FONTS, ()))
    for kind in ledger.paper.kinds:
        values = {ledger.paper.kind: kind.word}
        one = record(ledger, values)
        assert printer.title(one) == kind.title
        text = "".join(written.text for sheet in printer.sheets(one) for written in sheet.texts)
        absent = {ledger.field(key) for line in ledger.paper.lines for key in line}
        absent -= {*_on_form(ledger, one)}
        shown = {label for field in _on_form(ledger, one) for label in _labels(field)}
        for field in absent:
            if not any(field.label in label for label in (*shown, kind.title)):
                assert field.label not in text, (kind.word, field.label)


@pytest.mark.parametrize("ledger", NAMING, ids=lambda ledger: ledger.key)
def test_a_name_of_fifty_characters_is_whole(ledger: Ledger, tmp_path: Path):
    target = tmp_path / "form.pdf"
    PAPER.records(ledger, [record(ledger, crowded(ledger))], SOURCE, target)
    assert LONG_NAME in said(target)


def _title(ledger: Ledger, one: Record) -> str:
    return FormPrinter(ledger, SOURCE, Fonts(FONTS, ())).title(one)


def _on_form(ledger: Ledger, one: Record) -> list[Field]:
    """The fields that the record's form has to show."""
    paper = ledger.paper
    if paper is None:
        return list(ledger.fields)
    keys = [key for line in paper.lines for key in line]
    said_by_title = paper.kind if paper.kind_of(one.values) else ""
    return [
        field
        for field in map(ledger.field, keys)
        if field.is_shown(one.values)
        and field.key != said_by_title
        and not (isinstance(field.type, Rows | Attachments) and not one.value(field.key))
        and not (field.key in paper.when_filled and one.value(field.key) is None)
    ]


def _labels(field: Field) -> tuple[str, ...]:
    if isinstance(field.type, PeopleRef) and field.type.attendance:
        return ("应到人数", "实到人数", "缺席人员及原因")
    return (field.label,)


def _expected(kind: FieldType, value: Value) -> list[str]:
    """The words of a usual value that have to be on the form."""
    if isinstance(value, People):
        return [each.person.name for each in value.attendees]
    if isinstance(kind, Rows):
        rows = cast("tuple[Mapping[str, Value], ...]", value)
        cells = ((each.type, row[each.key]) for row in rows for each in kind.fields)
        return [words(*cell, Reading.FORM) for cell in cells]
    if isinstance(kind, Attachments):
        files = cast("tuple[Attached, ...]", value)
        return [file.name for file in files if not file.media_type.startswith("image/")]
    if isinstance(kind, Integer) and kind.ordinal:
        return [f"第{value}{kind.unit}"]
    return list(boxes(kind, value) or words(kind, value, Reading.FORM).split("\n"))


def _boxes(sheet: Sheet):
    """What each text covers: left, bottom, right, top; a hair smaller than the type."""
    for text in sheet.texts:
        width = text.typeface.width(text.text, text.size) + text.stretch * (len(text.text) - 1)
        bottom = text.y - 0.12 * text.size + 0.05
        yield text.x + 0.05, bottom, text.x + width - 0.05, bottom + text.size - 0.1
