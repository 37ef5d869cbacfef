"""What is entered long after it happened keeps both days, and says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from qinglian_desktop import RESOURCES
from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.shown_cells import ShownCells
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.form import FormPrinter
from qinglian_desktop.domain.gathering import Gathering
from qinglian_desktop.domain.late_entry import LATE_DAYS, days_late, late_entry_words
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.listed import listed_columns
from qinglian_desktop.domain.projection import Part, screen_columns
from qinglian_desktop.domain.record import Record, Stamp
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.invented import EVERYTHING, INVENTED_ROSTER

DAY = date(2026, 11, 2)
COMING = replace(EVERYTHING, gathering=Gathering("聚会"))
"""An invented ledger of what people come to."""


def entered(days: int, ledger: Ledger = COMING, *, id: int | None = 1) -> Record:
    at = datetime(2026, 11, 2, 15, 20) + timedelta(days=days)
    return Record(ledger.key, {"day": DAY}, DAY, Stamp(at, "某人"), number="2026-001", id=id)


@pytest.mark.parametrize("days", [0, 1, LATE_DAYS])
def test_what_is_written_up_in_time_says_nothing(days: int) -> None:
    assert days_late(COMING, entered(days)) == 0
    assert late_entry_words(COMING, entered(days)) == ""


def test_what_is_entered_later_says_when() -> None:
    assert late_entry_words(COMING, entered(24)) == (
        "录入时间：2026年11月26日 15:20（事后24天录入）"
    )


def test_a_person_and_what_is_no_record_yet_are_never_late() -> None:
    assert days_late(INVENTED_ROSTER, entered(400, INVENTED_ROSTER)) == 0
    assert days_late(COMING, entered(400, id=None)) == 0


def test_only_what_people_come_to_can_be_entered_late() -> None:
    late = {each.key for each in ALL_LEDGERS if days_late(each, entered(400, each))}
    assert {"meetings", "eight_ones", "talks", "education"} <= late
    assert not late & {
        "assignments",
        "tasks",
        "problems",
        "risks",
        "powers",
        "culture_sites",
        "unit",
    }


def test_its_form_prints_it_once() -> None:
    source = PaperSource("某船", lambda _: None)
    printer = FormPrinter(COMING, source, Fonts(RESOURCES / "fonts", ()))

    def said(record: Record) -> list[str]:
        texts = (text.text for sheet in printer.sheets(record) for text in sheet.texts)
        return [text for text in texts if text.startswith("录入时间")]

    assert said(entered(24)) == ["录入时间：2026年11月26日 15:20（事后24天录入）"]
    assert said(entered(1)) == []


def test_the_list_marks_it_beside_the_state_and_the_printed_list_does_not() -> None:
    cells = ShownCells(COMING, (), lambda: datetime(2026, 12, 1))
    state = screen_columns(COMING)[-1]
    assert (state.part, state.width) == (Part.STATE, 8)
    assert cells.cell(entered(24), state) == "已确认，补录"
    assert cells.cell(entered(LATE_DAYS), state) == "已确认"
    assert Part.STATE not in [part.part for each in listed_columns(COMING) for part in each.parts]


def test_every_ledger_to_whose_events_people_come_marks_it() -> None:
    for ledger in ALL_LEDGERS:
        cells = ShownCells(ledger, (), lambda: datetime(2026, 12, 1))
        said = cells.cell(entered(24, ledger), screen_columns(ledger)[-1])
        assert ("补录" in str(said)) is (ledger.gathering is not None)
