"""Of which year a time limit is that does not say so: 国庆前, 3月底前, 春节前"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from qinglian_desktop.domain.period import Period

_IN_DOUBT = timedelta(days=45)
"""One year is to be nearer than the other by so much; else it is asked for."""


class YearInDoubt(ValueError):
    """The one year of it is as near to the list as the other: 清明前 in a list for October."""


def in_its_year(found: re.Match[str], of: Period, day_in: Callable[[int], date]) -> date:
    """The day of a time limit in the year that is said, or else in that of its list.

    What was over before the list is that of the next year where it lies in the list's own time, or
    is nearer to it: 春节前 in a list for December is, and 国庆前 in one for November is over.
    """
    said = found.groupdict()
    if said.get("year"):
        return day_in(int(said["year"]))
    if said.get("next_year"):
        return day_in(of.year + 1)
    day = day_in(of.year)
    if said.get("this_year") or day >= of.start:
        return day
    following = day_in(of.year + 1)
    over, ahead = of.start - day, following - of.end
    if ahead > timedelta() and abs(ahead - over) < _IN_DOUBT:
        raise YearInDoubt
    return following if ahead < over else day


def end_over_new_year(
    found: re.Match[str], of: Period, begins: date, ends: Callable[[int], date]
) -> date:
    """The last day of a span over new year; one that is of the list's year ``begins`` on that day.

    The one of the year before it is meant where it ends in the list's own time or was over not long
    before: 12月25日至1月5日 in a list for January. Where neither is near it is asked for.
    """
    said = found.groupdict()
    if said.get("year") or said.get("next_year") or said.get("this_year"):
        return in_its_year(found, of, lambda year: ends(year + 1))
    ahead = begins - of.end
    if ahead <= timedelta():
        return ends(of.year + 1)
    over = of.start - ends(of.year)
    if over < _IN_DOUBT:
        return ends(of.year)
    if over - ahead < _IN_DOUBT:
        raise YearInDoubt
    return ends(of.year + 1)
