"""Days of a column that lack their year, and such as may have the day or the month first"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from qinglian_desktop.domain.dates import Unreadable, in_digits, read_day
from qinglian_desktop.domain.later import pattern_later
from qinglian_desktop.domain.times import read_span

_IN_WORDS = pattern_later(r"[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*[日号]")
_IN_NUMBERS = pattern_later(r"([0-9]{1,2})\s*[-./]\s*([0-9]{1,2})(?![0-9]|\s*[-./]\s*[0-9]{3})")
_EITHER_FIRST = pattern_later(
    r"\s*(?P<one>[0-9]{1,2})\s*[-/]\s*(?P<two>[0-9]{1,2})"
    r"(?:\s*[-/]\s*(?P<year>[0-9]{4}))?(?=$|\s)(?P<rest>.*)"
)
_YEAR_FIRST = re.compile("[0-9]{3}")
"""Most begin so, and need no closer look."""
_LAST_MONTH = 12


class First(Enum):
    """Which of two numbers of a column comes first."""

    MONTH = "month"
    DAY = "day"
    UNCLEAR = "unclear"
    """Each may be either: it must be asked."""
    BOTH = "both"
    """Some of the texts can only be the one, and others only the other."""


def completed(text: str, year: int) -> str | None:
    """The text of a day or a span with the year in front, where it has none; else None.

    3月5日 as 2026年3月5日, 3.5 as 2026.3.5. A day that there is not in the year is completed too,
    and told as such by who reads it.
    """
    plain = in_digits(text)
    if _IN_WORDS.match(plain):
        return f"{year}年{plain}"
    match = _IN_NUMBERS.match(plain)
    if match is None:
        return None
    sign = re.sub(r"[0-9\s]", "", match[0])
    whole = f"{year}{sign}{plain}"
    return whole if _is_read(whole) else None


def day_or_month_first(texts: Iterable[str]) -> First | None:
    """Whether 3/5 or 5/3/2026 in a column says the month first; None where none is written so."""
    pairs = {
        (int(match["one"]), int(match["two"]))
        for text in texts
        if _YEAR_FIRST.match(text) is None
        and (match := _EITHER_FIRST.fullmatch(in_digits(text))) is not None
    }
    day_first = any(one > _LAST_MONTH for one, _ in pairs)
    month_first = any(two > _LAST_MONTH for _, two in pairs)
    if day_first and month_first:
        return First.BOTH
    if day_first or month_first:
        return First.DAY if day_first else First.MONTH
    if not pairs:
        return None
    return First.MONTH if all(one == two for one, two in pairs) else First.UNCLEAR


def first_of_column(is_day_first: bool | None, texts: Iterable[str]) -> First | None:
    """Which comes first in a column's 3/5: as decided, or as its texts show."""
    found = day_or_month_first(texts)
    if found is None or is_day_first is None:
        return found
    return First.DAY if is_day_first else First.MONTH


def with_order(text: str, first: First, year: int | None = None) -> str | None:
    """The text with year, month and day in their order; None where it is not written so.

    ``first`` is what is known of its column, ``year`` the one of a text that has none.
    """
    match = _EITHER_FIRST.fullmatch(in_digits(text))
    of_year = match and (match["year"] or year)
    if match is None or of_year is None or first not in (First.MONTH, First.DAY):
        return None
    month, day = match["one"], match["two"]
    if first is First.DAY:
        month, day = day, month
    return f"{of_year}-{month}-{day}{match['rest']}"


def _is_read(text: str) -> bool:
    for read in (lambda: read_span(text), lambda: read_day(text, is_limit=True)):
        try:
            read()
        except Unreadable:
            continue
        return True
    return False
