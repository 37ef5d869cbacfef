"""署名 and 成文日期, by which an official document ends (GB/T 9704-2012, 7.3.5)"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.dates import Unreadable, read_day
from qinglian_desktop.domain.summary import Kind, Paragraph

_LONGEST_NAME = 40
_IN_SENTENCES = re.compile("[，。；：！？]")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, "" where nobody is known, and the day of the document."""

    name: str
    day: date

    @property
    def written_day(self) -> str:
        """Year, month and day in Arabic numerals, none of them with a zero before it."""
        return f"{self.day.year}年{self.day.month}月{self.day.day}日"


def signed(
    paragraphs: Sequence[Paragraph], unit_name: str, today: date
) -> tuple[tuple[Paragraph, ...], Signature]:
    """The text without its end, where it says itself who signs and when; and the signature.

    A last line that is nothing but a day is the day, a short line of no sentence above it the
    name; a last line that is the unit's name is the name. Else the unit signs today.
    """
    body = list(paragraphs)
    name, day = unit_name, today
    if (found := _day_alone(body)) is not None:
        day = found
        body.pop()
        if _is_name(body):
            name = body.pop().text.strip()
    elif len(body) > 1 and unit_name and folded(body[-1].text) == folded(unit_name):
        body.pop()
    return tuple(body), Signature(name, day)


def _day_alone(body: Sequence[Paragraph]) -> date | None:
    if len(body) < 2 or body[-1].kind is not Kind.TEXT:
        return None
    with suppress(Unreadable):
        return read_day(text) if "年" in (text := body[-1].text.strip()) else None
    return None


def _is_name(body: Sequence[Paragraph]) -> bool:
    if len(body) < 2 or body[-1].kind is not Kind.TEXT:
        return False
    text = body[-1].text.strip()
    return len(text) <= _LONGEST_NAME and _IN_SENTENCES.search(text) is None
