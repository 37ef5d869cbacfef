"""The month grid in turns: weeks, months, quarters, halves and years, up to today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qinglian_desktop.application.month_grids import Grid, GridCell, GridMark
from qinglian_desktop.application.places import new_input
from qinglian_desktop.domain.field_types import Choice
from qinglian_desktop.domain.ledger import Ledger, Section
from qinglian_desktop.domain.lenses import Every, MonthGrid
from qinglian_desktop.domain.record import Draft
from tests.invented import EVERYTHING
from tests.unit.conftest import Voyage

WATCH = MonthGrid(
    "值更表",
    rows="colour",
    every=(("红", Every.WEEK), ("黄", Every.QUARTER)),
    otherwise=None,
)
TODAY = date(2026, 11, 23)


def grid(voyage: Voyage, lens: MonthGrid = WATCH, year: int = 2026) -> Grid:
    return voyage.desk.statistics.grid(EVERYTHING, lens, year)


def weeks_of(cell: GridCell) -> list[tuple[int, bool]]:
    """Day of the month of each Monday, and whether something was kept."""
    return [(week.start.day, bool(week.records)) for week in cell.weeks]


def test_words_that_are_never_due_are_not_shown(voyage: Voyage) -> None:
    assert grid(voyage).words == ("红", "黄")


def test_a_longer_turn_is_one_cell_that_stands_at_each_of_its_months(voyage: Voyage) -> None:
    kept = voyage.event(colour="黄", day="2026-05-09")
    cells = grid(voyage).cells["黄"]
    assert [cell.turn.key for cell in cells] == [
        *["2026Q1"] * 3,
        *["2026Q2"] * 3,
        *["2026Q3"] * 3,
        *["2026Q4"] * 3,
    ]
    assert [(cell.mark, cell.records) for cell in grid(voyage).turns("黄")] == [
        (GridMark.MISSING, ()),
        (GridMark.DONE, (kept,)),
        (GridMark.MISSING, ()),
        (GridMark.RUNNING, ()),
    ]


@pytest.mark.parametrize(
    ("every", "marks"),
    [
        (Every.HALF, [GridMark.MISSING, GridMark.RUNNING]),
        (Every.YEAR, [GridMark.RUNNING]),
    ],
)
def test_a_turn_that_runs_is_not_missing_yet(
    voyage: Voyage, every: Every, marks: list[GridMark]
) -> None:
    lens = MonthGrid("表", rows="tasks", every=(("补帆", every),))
    assert [cell.mark for cell in grid(voyage, lens).turns("补帆")] == marks


def test_nothing_is_missing_of_turns_from_before_the_unit_kept_its_book(voyage: Voyage) -> None:
    voyage.ship(since="2026-05-20")
    voyage.event(colour="黄", day="2026-02-09")
    quarters = grid(voyage).turns("黄")
    assert [cell.mark for cell in quarters] == [
        GridMark.DONE,
        GridMark.MISSING,
        GridMark.MISSING,
        GridMark.RUNNING,
    ]
    months = grid(voyage, MonthGrid("月表", rows="colour"))
    assert [cell.mark for cell in months.cells["红"][:5]] == [
        *[GridMark.BEFORE] * 4,
        GridMark.MISSING,
    ]
    assert (months.due(4), months.missing(4)) == ((), ())
    assert months.missing(5) == ("红", "黄", "蓝")


def test_a_longer_turn_is_due_in_its_last_month(voyage: Voyage) -> None:
    found = grid(voyage)
    assert [month for month in range(1, 13) if "黄" in found.missing(month)] == [3, 6, 9, 12]


def test_a_month_holds_the_weeks_of_its_mondays(voyage: Voyage) -> None:
    # 1 March 2026 is a Sunday: it belongs to February's last week.
    for day in ("2026-03-01", "2026-03-04", "2026-03-29", "2026-03-30"):
        voyage.event(colour="红", day=day)
    february, march = grid(voyage).cells["红"][1:3]
    assert weeks_of(february) == [(2, False), (9, False), (16, False), (23, True)]
    assert weeks_of(march) == [(2, True), (9, False), (16, False), (23, True), (30, True)]
    assert march.mark is GridMark.MISSING


def test_the_last_week_of_a_year_goes_on_in_the_next(voyage: Voyage) -> None:
    kept = voyage.event(colour="红", day="2026-01-02")
    assert grid(voyage, year=2025).cells["红"][11].weeks[-1].records == (kept,)
    assert weeks_of(grid(voyage).cells["红"][0])[0] == (5, False)


def test_a_month_is_done_when_every_week_up_to_today_has_a_record(voyage: Voyage) -> None:
    for day in ("2026-11-02", "2026-11-13", "2026-11-16"):
        voyage.event(colour="红", day=day)
    november = grid(voyage).cells["红"][10]
    assert november.mark is GridMark.RUNNING
    assert [week.start for week in november.gaps(TODAY)] == [TODAY]
    assert november.day_to_fill(TODAY) == TODAY
    voyage.event(colour="红", day="2026-11-23")
    november = grid(voyage).cells["红"][10]
    assert (november.mark, len(november.weeks)) == (GridMark.DONE, 5)


def test_a_week_that_is_over_is_filled_on_its_monday(voyage: Voyage) -> None:
    october, november = grid(voyage).cells["红"][9:11]
    # The month under way is not judged before its end.
    assert (october.mark, november.mark) == (GridMark.MISSING, GridMark.RUNNING)
    assert november.day_to_fill(TODAY) == date(2026, 11, 2)
    assert grid(voyage).cells["红"][11].mark is GridMark.AHEAD


def test_a_plan_stands_in_its_turn_and_its_week(voyage: Voyage) -> None:
    for day in ("2026-11-02", "2026-11-09", "2026-11-16"):
        voyage.event(colour="红", day=day)
    drafts = [
        voyage.desk.records.keep_draft(
            Draft(EVERYTHING.key, {"day": day, "colour": word}, is_plan=True)
        ).id
        for day, word in (("2026-11-25", "红"), ("2026-12-01", "黄"), ("2026-12-02", "黄"))
    ]
    found = grid(voyage)
    assert found.cells["红"][10].mark is GridMark.PLANNED
    last = found.cells["黄"][11]
    assert (last.mark, last.drafts) == (GridMark.PLANNED, tuple(drafts[1:]))


def test_records_count_under_the_words_of_today(voyage: Voyage) -> None:
    renamed, dropped = voyage.event(colour="红", day="2026-02-03"), voyage.event(colour="黄")
    kind = Choice(("绿", "蓝"), former=(("红", "绿"), ("黄", "")))
    ledger = altered("colour", type=kind)
    lens = MonthGrid("表", rows="colour", every=(("绿", Every.YEAR), ("蓝", Every.YEAR)))
    found = voyage.desk.statistics.grid(ledger, lens, 2026)
    assert found.words == ("绿", "蓝")
    assert found.cells["绿"][0].records == (renamed,)
    assert dropped not in [each for cell in found.cells["蓝"] for each in cell.records]


@pytest.mark.parametrize(
    ("occurred", "plain"),
    [
        ("day", "2026-07-01"),
        ("moment", "2026-07-01 09:00"),
        ("span", {"start": "2026-07-01 09:00"}),
    ],
)
def test_a_new_record_begins_with_the_word_and_a_proper_day(
    voyage: Voyage, occurred: str, plain: object
) -> None:
    ledger = altered(occurred, occurred=occurred, required=True)
    day = date(2026, 7, 1)
    given = new_input(ledger, {"colour": "黄"}, day)
    assert given == {"colour": "黄", occurred: plain}
    started = voyage.desk.records.start(ledger, given)
    assert str(day) in str(started[occurred])
    assert new_input(ledger, {"tasks": "补帆"}) == {"tasks": ["补帆"]}


def altered(key: str, *, occurred: str = "day", **changes: object) -> Ledger:
    """EVERYTHING with one field declared otherwise."""
    return replace(
        EVERYTHING,
        occurred=occurred,
        sections=tuple(
            Section(
                each.label,
                tuple(
                    replace(field, **changes) if field.key == key else field
                    for field in each.fields
                ),
            )
            for each in EVERYTHING.sections
        ),
    )
