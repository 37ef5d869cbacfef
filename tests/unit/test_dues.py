"""When something of a record is overdue, and which of its days are open."""

from __future__ import annotations

from datetime import date

import pytest

from qinglian_desktop.domain.dues import is_overdue, open_days
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
