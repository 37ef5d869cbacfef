"""The day of each festival, computed offline, and the festivals before which nothing was kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TypeAlias

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.ledger import BeforeFestivals, Ledger
from qinglian_desktop.domain.period import Days

FESTIVALS: Mapping[str, str] = {
    "元旦": "元旦",
    "春节": "春节",
    "清明": "清明节",
    "五一": "劳动节",
    "端午": "端午节",
    "中秋": "中秋节",
    "国庆": "国庆节",
}
"""The word in a ledger → the name of the day off (国务院《全国年节及纪念日放假办法》)."""

Unkept: TypeAlias = tuple[str, date]
"""A festival's word and its day."""


def days_of(year: int) -> dict[str, date]:
    """The first day of each festival in a year, by its word, in the order of the year.

    春节, 端午 and 中秋 by the lunar calendar, 清明 by the solar term; days that are off instead
    of another do not count. EnvironmentProblem for a year that the calendar does not know.
    """
    # A tenth of a second to load, and the workbench is the only one to ask.
    from holidays.countries.china import China

    if not China.start_year <= year <= China.end_year:
        raise EnvironmentProblem(
            f"节日表里没有{year}年，算不出节前提醒的日期。",
            "其他待办和已有的记录都没有受影响。",
            "请核对电脑的日期；确实是这一年的，请按日历自己记着节前提醒。",
        )
    found: dict[str, date] = {}
    for day, names in sorted(China(years=year, language="zh_CN").items()):
        for word, name in FESTIVALS.items():
            if name in names.split("; "):
                found.setdefault(word, day)
    return found


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
