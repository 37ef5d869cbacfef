"""The months of a year: what each holds and lacks, and whether its return was sent."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from qinglian_desktop.application.year_overview import MonthOfYear
from qinglian_desktop.domain.period import Period
from tests.glances import year_of
from tests.invented import EVERYTHING, INVENTED_UNIT, TASKS, ship_input
from tests.unit.conftest import Voyage

NOVEMBER = datetime(2026, 11, 23, 10, 5)


@pytest.fixture(autouse=True)
def in_november(voyage: Voyage) -> None:
    voyage.now = NOVEMBER


def months(voyage: Voyage, year: int = 2026) -> tuple[MonthOfYear, ...]:
    return year_of(voyage.desk, year).months


def test_a_month_counts_its_records_and_what_its_grid_lacks(voyage: Voyage) -> None:
    voyage.event(day="2026-10-09", tasks="补帆、看灯")
    void = voyage.event(day="2026-10-10", tasks="唱歌")
    voyage.desk.records.void(EVERYTHING, void, "重复")
    october = months(voyage)[9]
    assert october.month == Period.parse("2026-10")
    assert (october.records, october.missing) == (1, (("万事簿", len(TASKS) - 2),))
    assert october.lacks == len(TASKS) - 2


def test_months_ahead_lack_nothing_and_the_running_one_is_not_owed(voyage: Voyage) -> None:
    october, november, december = months(voyage)[9:]
    assert [each.has_come for each in (october, november, december)] == [True, True, False]
    assert [each.is_owed for each in (october, november, december)] == [True, False, False]
    assert (november.lacks, december.lacks) == (len(TASKS), 0)


def test_months_before_the_unit_kept_its_book_are_not_owed(voyage: Voyage) -> None:
    voyage.save(ship_input() | {"since": "2026-03-15"}, INVENTED_UNIT)
    february, march = months(voyage)[1:3]
    assert (february.lacks, february.is_owed) == (0, False)
    assert (march.lacks, march.is_owed) == (len(TASKS), True)


def test_a_return_that_was_sent_is_told_with_its_revision(voyage: Voyage, tmp_path: Path) -> None:
    voyage.ship()
    voyage.event(day="2026-10-09")
    folder = tmp_path / "盘"
    folder.mkdir()
    voyage.desk.returning.deliver(Period.parse("2026-10"), folder)
    assert [each.sent for each in months(voyage)[8:11]] == [0, 1, 0]
    voyage.event(day="2026-10-12")
    voyage.desk.returning.deliver(Period.parse("2026-10"), folder)
    assert months(voyage)[9].sent == 2


def test_it_names_the_ledgers_that_hold_something_of_the_year(voyage: Voyage) -> None:
    voyage.event(day="2025-10-09")
    assert year_of(voyage.desk, 2026).kept == frozenset()
    assert year_of(voyage.desk, 2025).kept == {"everything"}
    assert {each.has_come for each in months(voyage, 2025)} == {True}
