"""What many ledgers declare of days: one may not come before another, and when it is done."""

from collections.abc import Iterator
from datetime import date, datetime

from qinglian_desktop.domain.conditions import Filled, Not
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Rule, Surroundings
from qinglian_desktop.domain.values import Interval, Value, Values

UNFINISHED = Not(Filled("finished_on"))
"""A row with a time limit is to be done until it says on which day it was."""


def not_before(later: str, earlier: str, sentence: str) -> Rule:
    """A problem under ``later``, told by ``sentence``, where it comes first."""

    def rule(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
        first, second = _day(values.get(earlier)), _day(values.get(later))
        if first is not None and second is not None and second < first:
            yield Problem(later, f"{sentence}（{second} 早于 {first}），请核对。")

    return rule


def _day(value: Value) -> date | None:
    if isinstance(value, Interval):
        return value.start.date()
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
