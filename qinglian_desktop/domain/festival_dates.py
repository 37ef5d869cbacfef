"""The day of each festival, computed offline"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.festival_table import TABLE

_NO_DAY_OFF = "-----"


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
