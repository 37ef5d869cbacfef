"""Nothing planned is ever counted, returned, listed or printed as done, in whichever ledger."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qinglian_desktop import RESOURCES
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.places import new_input
from qinglian_desktop.application.preparing import Beforehand
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft, Record, Stamp, State
from qinglian_desktop.domain.sign_in import sign_in_sheet
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.conftest import NOW

EACH = pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)
MONTHS = (Period.month_of(date(2026, 11, 1)), Period.month_of(date(2026, 12, 1)))
YEAR = Period(PeriodKind.YEAR, 2026)


def told(desk: Desk) -> dict[str, Any]:
    """All that the book says has been done."""
    figures = {
        (period.key, line.ledger.key, line.measure.key): line.figure
        for period in (*MONTHS, YEAR)
        for line in desk.statistics.figures(period)
    }
    lists = {ledger.key: desk.searching.ids(Query(ledger.key)) for ledger in desk.catalogue}
    returns = [desk.returning.preview(month) for month in MONTHS]
    return {"figures": figures, "lists": lists, "returns": returns}


def test_plans_of_all_ledgers_change_no_figure_list_or_return(
    sample_book: Book, tools: Tools
) -> None:
    desk = Desk(sample_book, tools)
    before = told(desk)
    for ledger in desk.catalogue:
        found = desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key))[:1])
        whole = desk.records.plain(ledger, found[0]) if found else {}
        for day in (date(2026, 11, 20), date(2026, 12, 5)):
            typed = {**whole, **new_input(ledger, {}, day)}
            desk.records.keep_draft(Draft(ledger.key, typed, is_plan=True))
    after = told(desk)
    assert after["figures"] == before["figures"]
    assert after["lists"] == before["lists"]
    assert after["returns"] == before["returns"]


@EACH
def test_a_draft_cannot_be_printed_as_a_record(ledger: Ledger, tmp_path: Path) -> None:
    draft = Record(ledger.key, {}, NOW.date(), Stamp(NOW, "某人"), State.DRAFT)
    paper = PaperPdf(RESOURCES / "fonts", ())
    with pytest.raises(ProgramBug):
        paper.records(ledger, [draft], PaperSource("", lambda _: None), tmp_path / "表.pdf")
    assert not list(tmp_path.iterdir())


GATHERINGS = [ledger for ledger in ALL_LEDGERS if ledger.gathering is not None]


@pytest.mark.parametrize("ledger", GATHERINGS, ids=lambda ledger: ledger.key)
def test_what_goes_out_before_an_event_says_nothing_has_happened(
    ledger: Ledger, sample_desk: Desk
) -> None:
    ledger = sample_desk.catalogue[ledger.key]
    typed = sample_desk.records.start(ledger, new_input(ledger, {}, date(2026, 12, 5)))
    for each in Beforehand:
        paper = sample_desk.preparing.prepare(ledger, typed, each)
        sheet = sign_in_sheet(paper.told, paper.today)
        signed = [sheet.title, *(text for fact in sheet.facts for text in fact)]
        signed += [text for group in sheet.groups for one in group.people for text in astuple(one)]
        said = "".join((*(part.text for part in paper.paragraphs), *signed))
        assert "2026年12月5日（星期六）" in said
        for word in ("已召开", "已开展", "参加了", "实到", "到会", "出席了"):
            assert word not in said
        assert sample_desk.preparing.pages([paper]).startswith(b"%PDF")


@pytest.mark.parametrize("ledger", GATHERINGS, ids=lambda ledger: ledger.key)
def test_nothing_typed_gives_papers_to_be_filled_by_hand(ledger: Ledger, sample_desk: Desk) -> None:
    ledger = sample_desk.catalogue[ledger.key]
    for typed in ({}, {ledger.occurred: "下周几"}):
        for each in Beforehand:
            paper = sample_desk.preparing.prepare(ledger, typed, each)
            assert paper.told.when == ""
            assert any("还没有写清是哪一天" in remark for remark in paper.remarks)
