"""The day of each festival, computed offline, and the festivals before which nothing was kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import TypeAlias

from qinglian_desktop.application.festival_table import TABLE
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.ledger import BeforeFestivals, Ledger
from qinglian_desktop.domain.period import Days

_NO_DAY_OFF = "-----"
Unkept: TypeAlias = tuple[str, date]
"""A festival's word and its day."""


def days_of(year: int) -> dict[str, date]:
    """The first day of each festival in a year, by its word, in the order of the year.

    春节, 端午 and 中秋 by the lunar calendar, 清明 by the solar term; days that are off instead
    of another do not count. EnvironmentProblem for a year that the table does not know.
    """
    words, years = _table()
    if year not in years:
        raise EnvironmentProblem(
            f"节日表里没有{year}年，算不出节前提醒的日期。",
            "其他待办和已有的记录都没有受影响。",
            "请核对电脑的日期；确实是这一年的，请按日历自己记着节前提醒。",
        )
    dated = zip(words, years[year], strict=True)
    found = {word: date.fromisoformat(f"{year}-{day}") for word, day in dated if day != _NO_DAY_OFF}
    return dict(sorted(found.items(), key=lambda each: each[1]))


@cache
def _table() -> tuple[Sequence[str], Mapping[int, Sequence[str]]]:
    """The words of the festivals, and by year their month and day."""
    head, *lines = (line.split() for line in TABLE.splitlines())
    return head[1:], {int(year): days for year, *days in lines}


def unkept(
    work: UnitOfWork, ledger: Ledger, rule: BeforeFestivals, today: date, since: date
) -> Iterator[Unkept]:
    """The festivals at hand or past, from the day ``since`` on, for which no record was kept.

    A record kept after the festival still counts, but none from before it was asked for.
    """
    ahead = timedelta(days=rule.ahead)
    soonest = today + ahead
    asked = [
        (word, day)
        for year in sorted({today.year, soonest.year})
        for word, day in days_of(year).items()
        if since <= day <= soonest and day.year >= today.year
    ]
    if not asked:
        return
    span = Days(min(day for _, day in asked) - ahead, max(day for _, day in asked) + _A_TURN)
    kept: dict[str, list[date]] = {}
    for day, _, word in work.records.words_by_day(ledger, rule.field, span):
        kept.setdefault(word, []).append(day)
    for word, day in asked:
        if not any(day - ahead <= each < day + _A_TURN for each in kept.get(word, ())):
            yield word, day


_A_TURN = timedelta(days=330)
"""Less than from a festival's first asking to the next: what comes later keeps the next one."""
