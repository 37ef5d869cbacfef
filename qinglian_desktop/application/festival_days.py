"""The festivals before which nothing was kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeAlias

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.festival_dates import days_of
from qinglian_desktop.domain.ledger import BeforeFestivals, Ledger
from qinglian_desktop.domain.period import Days

Unkept: TypeAlias = tuple[str, date]
"""A festival's word and its day."""


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
