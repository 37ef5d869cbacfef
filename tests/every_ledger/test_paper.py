"""Every ledger prints: its form, blank, usual and crowded, and its list."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import cast

import pytest

from qinglian_desktop.documents.paper.boxes import boxes
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.form import BOTTOM, LEFT, TOP, WIDTH, FormPrinter
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.documents.paper.sheet import A4, Sheet
from qinglian_desktop.domain.field_types import (
    Attachments,
    FieldType,
    Name,
    PeopleRef,
    PersonRef,
    Rows,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import cell, cell_text, paper_columns
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
NAMING = [ledger for ledger in ALL_LEDGERS if any(ledger.of_type(Name, PersonRef, PeopleRef))]
every_ledger = pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)


@every_ledger
def test_the_form_says_every_value(ledger: Ledger, tmp_path: Path):
    target = tmp_path / "form.pdf"
    one = record(ledger, usual(ledger))
    PAPER.records(ledger, [one], SOURCE, target)
    text = said(target)
    on_form = {key for line in ledger.paper.lines for key in line} if ledger.paper else None
    for field in ledger.fields:
        if on_form is not None and field.key not in on_form:
            continue
        assert squeezed(field.label) in text, field.label
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
    assert f"{ledger.label}一览表" in text
    for column in paper_columns(ledger):
        for line in cell_text(cell(both[0], column)).split("\n"):
            assert squeezed(line) in text, (column.heading, line)


@pytest.mark.parametrize("ledger", NAMING, ids=lambda ledger: ledger.key)
def test_a_name_of_fifty_characters_is_whole(ledger: Ledger, tmp_path: Path):
    target = tmp_path / "form.pdf"
    PAPER.records(ledger, [record(ledger, crowded(ledger))], SOURCE, target)
    assert LONG_NAME in said(target)


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
    return list(boxes(kind, value) or words(kind, value, Reading.FORM).split("\n"))


def _boxes(sheet: Sheet):
    """What each text covers: left, bottom, right, top; a hair smaller than the type."""
    for text in sheet.texts:
        width = text.typeface.width(text.text, text.size) + text.stretch * (len(text.text) - 1)
        bottom = text.y - 0.12 * text.size + 0.05
        yield text.x + 0.05, bottom, text.x + width - 0.05, bottom + text.size - 0.1
