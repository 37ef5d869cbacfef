"""Every ledger in Word: its form and its list say what the PDF says, in files that are sound."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import no_progress
from qinglian_desktop.documents.paper import form, listing
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.form import FormPrinter
from qinglian_desktop.documents.paper.listing import ListPrinter
from qinglian_desktop.documents.paper.sheet import A4, Sheet
from qinglian_desktop.documents.word.records import PaperWord
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.listed import listed_columns, paper_list, rows_of
from qinglian_desktop.domain.paper_sheets import sheets_of
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.documents.paper_samples import FONTS, SOURCE, crowded, record, squeezed, usual
from tests.documents.word_samples import cells_of, faults, word_text

WORD = PaperWord(FONTS, lambda: datetime(2026, 11, 3, 8), ())
ENDLESS = 1e6
_MOST = 3
every_ledger = pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)


@every_ledger
def test_forms_say_the_same_as_the_pdf(
    ledger: Ledger, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Of the sample book's records, of one with every field filled, and of an empty one."""
    _compare_forms(ledger, _records(ledger, desk), tmp_path, monkeypatch)


@pytest.mark.slow
@every_ledger
def test_a_crowded_form_says_the_same_as_the_pdf(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    _compare_forms(ledger, [record(ledger, crowded(ledger))], tmp_path, monkeypatch)


@every_ledger
def test_the_list_says_the_same_as_the_pdf(
    ledger: Ledger, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    _compare_lists(ledger, _records(ledger, desk), tmp_path, monkeypatch)


@pytest.mark.slow
@every_ledger
def test_a_crowded_list_says_the_same_as_the_pdf(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    _compare_lists(ledger, [record(ledger, crowded(ledger))], tmp_path, monkeypatch)


def _records(ledger: Ledger, desk: Desk) -> list[Record]:
    ids = desk.searching.ids(Query(ledger.key))[:_MOST]
    with desk.book.reading() as work:
        kept = work.records.fetch(ledger, ids)
    sheets = [sheet for each in kept for sheet in sheets_of(ledger, each)]
    return [*sheets, record(ledger, usual(ledger)), record(ledger, {}, "")]


def _compare_forms(
    ledger: Ledger, records: list[Record], folder: Path, monkeypatch: pytest.MonkeyPatch
):
    target = folder / "form.docx"
    WORD.records(ledger, records, SOURCE, target)
    assert faults(target) == []
    # On one endless page nothing is said again.
    monkeypatch.setattr(form, "A4", (A4[0], ENDLESS))
    printer = FormPrinter(ledger, SOURCE, Fonts(FONTS, ()))
    assert word_text(target) == "".join(_said(printer.sheets(one)) for one in records)


def _compare_lists(
    ledger: Ledger, records: list[Record], folder: Path, monkeypatch: pytest.MonkeyPatch
):
    target = folder / "list.docx"
    WORD.listing(ledger, records, "2026年", SOURCE, target)
    assert faults(target) == []
    heads, *rows = cells_of(target)
    columns = listed_columns(ledger)
    assert heads == ["序号", *(squeezed(column.heading) for column in columns)]
    expected: list[list[str]] = []
    for place, one in enumerate(records, 1):
        for line, row in enumerate(rows_of(paper_list(ledger), one)):
            number = "" if line else str(place)
            said = [
                squeezed(each.text_of_row(row) if each.of_row else "" if line else each.text(one))
                for each in columns
            ]
            expected.append([number, *said])
    assert rows == expected
    monkeypatch.setattr(listing, "PAGE", (A4[1], ENDLESS))
    pages = ListPrinter(ledger, SOURCE, Fonts(FONTS, ())).sheets(records, "2026年", no_progress)
    # Merged cells stand before their rows there, and row by row here.
    assert sorted(word_text(target)) == sorted(_said(pages).removesuffix("第1页共1页"))


def _said(sheets: list[Sheet]) -> str:
    (sheet,) = sheets
    return squeezed("".join(written.text for written in sheet.texts))
