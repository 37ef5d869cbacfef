"""Where in a text something is written behind its words: 填报人：____, 2026年    月, 共    人."""

from __future__ import annotations

import re
from datetime import date

from qinglian_desktop.domain.projection import CellValue, cell_text

_BLANK = r"[ \u3000\u00a0_＿]"
_AT_END = re.compile(rf"{_BLANK}*$")
_INSIDE = re.compile(r"[ \u3000\u00a0]{2,}|\u3000|[_＿]+")
_DAY = re.compile(
    rf"(?:\d{{4}}{_BLANK}*|{_BLANK}+)年{_BLANK}*(?:\d{{1,2}})?{_BLANK}*月"
    rf"(?P<day>{_BLANK}*(?:\d{{1,2}})?{_BLANK}*日)?"
)
_DAY_IN_WORDS = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")
_ASKS = ("：", ":")


def day_words(day: date) -> str:
    """2026年10月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def value_words(value: CellValue) -> str:
    """What a value says among words."""
    return day_words(value) if isinstance(value, date) else cell_text(value)


def in_blank(text: str, value: CellValue) -> tuple[int, int, str]:
    """From where to where of a text what is written: a line at its end, or the only one in it.

    A day or month goes into a place for one: 2026年    月 becomes 2026年10月.
    """
    said = value_words(value)
    if (found := _day_in_blank(text, said)) is not None:
        return found
    at_end = _AT_END.search(text)
    assert at_end is not None
    if at_end.start() < len(text) or text.endswith(_ASKS):
        return at_end.start(), len(text), said
    inside = list(_INSIDE.finditer(text))
    if len(inside) == 1 and inside[0].start() > 0:
        return inside[0].start(), inside[0].end(), said
    return len(text), len(text), said


def _day_in_blank(text: str, said: str) -> tuple[int, int, str] | None:
    """Of a day that is written 2026年10月31日, where the text has one place for it with blanks."""
    words = _DAY_IN_WORDS.fullmatch(said)
    places = [each for each in _DAY.finditer(text) if re.search(_BLANK, each[0])]
    if words is None or len(places) != 1:
        return None
    year, month, day = words.groups()
    place = places[0]
    start = place.start()
    if place["day"] and day is None:
        # The month is known, the day is left to be written by hand.
        return start, place.end(), f"{year}年{month}月{place['day']}"
    return start, place.end(), f"{year}年{month}月{f'{day}日' if place['day'] else ''}"
