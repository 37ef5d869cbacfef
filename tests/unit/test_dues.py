"""When something of a record is overdue, and which of its days are open."""

from __future__ import annotations

from datetime import date

import pytest

from qinglian_desktop.domain.conditions import Filled
from qinglian_desktop.domain.dues import is_overdue, latest_date, months_on, open_days, told_until
from qinglian_desktop.domain.ledger import Due
from qinglian_desktop.domain.values import Values
from tests.invented import EVERYTHING

DUE = date(2026, 11, 23)
PLAN, STEP = EVERYTHING.dues
PLANNED: Values = {"plan": DUE, "colour": "红"}
STEPPED: Values = {
    "steps": ({"what": "缝", "due": DUE}, {"what": "量", "due": DUE, "done": "做完"})
}


@pytest.mark.parametrize("values", [PLANNED, STEPPED], ids=["field", "row"])
@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2026, 11, 22), False), (DUE, False), (date(2026, 11, 24), True)],
)
def test_it_is_overdue_from_the_day_after(values: Values, today: date, expected: bool) -> None:
    assert is_overdue(EVERYTHING, values, today) is expected


def test_what_is_done_is_never_overdue() -> None:
    done: Values = {"plan": DUE, "colour": "黄", "steps": ({"due": DUE, "done": "做完"},)}
    assert not is_overdue(EVERYTHING, done, date(2099, 1, 1))


def test_only_open_days_are_told() -> None:
    assert list(open_days(PLAN, PLANNED)) == [DUE]
    assert list(open_days(PLAN, {**PLANNED, "colour": "黄"})) == []
    assert list(open_days(STEP, STEPPED)) == [DUE]
    assert list(open_days(STEP, {})) == []


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 4, 20), 12, date(2027, 4, 20)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
    ],
)
def test_months_are_counted_to_the_last_day_of_a_short_one(
    day: date, months: int, later: date
) -> None:
    assert months_on(day, months) == later


def test_what_is_due_months_after_its_date_is_told_in_time() -> None:
    due = Due("full", "满期", "since", Filled("since"), months=12, ahead=30)
    assert list(open_days(due, {"since": date(2025, 12, 23)})) == [date(2026, 12, 23)]
    assert told_until(due, DUE) == date(2026, 12, 23)
    # Whatever is told of today is asked for, be the months ever so short.
    for number in range(800):
        today, since = date.fromordinal(DUE.toordinal() + number), DUE
        until = told_until(due, today)
        if months_on(since, due.months) <= until:
            assert since <= latest_date(due, today)
