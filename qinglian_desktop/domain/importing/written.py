"""Small readings of what offices write into one cell: years left out, posts beside names, lists"""

from __future__ import annotations

import re
from collections.abc import Mapping

from qinglian_desktop.domain.dates import in_digits
from qinglian_desktop.domain.yearless import First, completed, with_order

_MONTH = re.compile("([0-9]{1,2})\\s*月份?")
_NUMBERED = re.compile(
    r"(?:(?<=^)|(?<=[\n；;。]))\s*(?:[0-9]{1,2}\s*[.．、)）](?![0-9])|[（(][0-9]{1,2}[)）]|[①-⑳])\s*"
)
_WITH_POST = re.compile(r"([^（(、，,；;\n]+?)\s*[（(]([^）)]*)[）)]")
_GROUP = re.compile(
    r"(?:全体|全部|所有|各).*|[^、，,]*[（(][0-9０-９]+[人名位][)）]|[0-9]+[人名位]次?"
)
_COUNT = re.compile("([0-9]+)[人名位]")


def dated(text: str, first: First | None, year: int | None) -> str | None:
    """A day, time or month with all that its column and table say of it; None where it is whole.

    ``first`` is which comes first in 3/5, ``year`` that of days without one.
    """
    if first is not None and (ordered := with_order(text, first, year)):
        return ordered
    if year is None:
        return None
    if month := _MONTH.fullmatch(in_digits(text)):
        return f"{year}年{month[1]}月"
    return completed(text, year)


def numbered(text: str) -> list[str]:
    """The entries of 1.双人审核；2.每季度公开, each without its number; else the whole."""
    marks = list(_NUMBERED.finditer(text))
    if len(marks) < 2 or marks[0].start() > 0:
        return [text] if text else []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    pieces = (text[m.end() : end].strip(" \n；;") for m, end in zip(marks, ends, strict=True))
    return [piece for piece in pieces if piece]


def names_and_posts(text: str) -> tuple[str, str]:
    """韦䶮（党支部书记） as name and post; of several only the names."""
    posts = [found[2].strip() for found in _WITH_POST.finditer(text)]
    names = _WITH_POST.sub(lambda found: found[1], text)
    return names, posts[0] if len(posts) == 1 and not re.search("[、，,；;]", names) else ""


def only_a_group(text: str) -> tuple[str, ...] | None:
    """Whether it names nobody, but says who in general: 全体党员, 重点岗位负责人（5人）.

    Then what could be kept of it: how many they are.
    """
    if _GROUP.fullmatch(text.strip()) is None:
        return None
    found = _COUNT.search(in_digits(text))
    return (f"实到{found[1]}人",) if found else ()


def span_text(whole: str, parts: Mapping[str, str], year: int | None) -> str:
    """From what several columns say of a time one text: day, hours, beginning, end, minutes."""
    day = parts.get("day", "")
    day = _with_year(day, year) or day or whole
    start = parts.get("start", "")
    start = _with_year(start, year) or start
    text = " ".join(filter(None, (day, start, parts.get("hours", ""))))
    if end := parts.get("end"):
        return f"{text} 至 {_with_year(end, year) or end}"
    if (minutes := parts.get("minutes")) and (found := re.match("[0-9]+", in_digits(minutes))):
        return f"{text} {found[0]}分钟"
    return text


def _with_year(text: str, year: int | None) -> str | None:
    return completed(text, year) if text and year else None
