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
