"""Small readings of what offices write into one cell: years left out, posts beside names, lists"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from qinglian_desktop.domain.chinese_numbers import counted
from qinglian_desktop.domain.dates import (
    Unreadable,
    begun_with_day,
    in_digits,
    read_day,
    read_year_month,
)
from qinglian_desktop.domain.field_types import Span
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.times import read_span
from qinglian_desktop.domain.yearless import First, completed, with_order

_MONTH = re.compile("([0-9]{1,2})\\s*月份?")
_NUMBERED = re.compile(
    r"(?:(?<=^)|(?<=[\n；;。]))\s*(?:[0-9]{1,2}\s*[.．、)）](?![0-9])|[（(][0-9]{1,2}[)）]|[①-⑳])\s*"
)
_NUMBERED_WORD = re.compile(
    r"(?:^|(?<=[\s；;、，,]))(?:[0-9]{1,2}\s*[.．、)）]|[（(][0-9]{1,2}[)）]|[①-⑳])\s*"
)
_WITH_POST = re.compile(
    r"([^（(【〔\[〈<、，,；;\n]+?)\s*[（(【〔\[〈<]([^）)】〕\]〉>]*)[）)】〕\]〉>]"
)
_GROUP = re.compile(
    r"(?:全体|全部|所有|各).*|[^、，,]*[（(][0-9０-９]+[人名位][)）]|[0-9]+[人名位]次?"
    r"|[^、，,]*(?:党员|干部|职工|人员|成员|积极分子|群众|家属|负责人|代表|班子|师生)"
    r"(?:[0-9０-９一二三四五六七八九十]{1,4}余?[人名位])?"
    r"|(?:党?支部|党委|党总支|机关)?(?:支委|委员|书记|党小组|党小组全体)(?:[0-9０-９]+[人名位])?"
)
_AND_MORE = re.compile(
    r"(?P<names>.+?)等\s*(?:(?P<count>[0-9]+|[一二三四五六七八九十]+)?\s*(?:[人名位](?:同志)?|同志)?)"
)
_OF_SO_MANY = re.compile(
    r"(?:实到)?([0-9]+)[人名位]?\s*(?:[/／]|[（(，,；;]?\s*应到)\s*([0-9]+)[人名位]?[）)]?"
    r"|应到([0-9]+)[人名位]?[/／，,；;（(]?\s*实到([0-9]+)[人名位]?[）)]?"
)
_LONG = re.compile(
    r"约?(?:(?P<hours>[0-9]+(?:\.[0-9]+)?)个?(?P<half>半)?(?:小时|h))?"
    r"(?:(?P<minutes>[0-9]{1,3})(?:分钟?|min)?)?"
)
_CLOCK = re.compile("([0-9]{1,2}):([0-9]{2})(?::00)?")
_HANZI = re.compile("[一二三四五六七八九十两]{1,3}")
_ISO = len("2026-03-05")
_HALF_DAY = re.compile("[早上中下]午|早上|晚上|全天")
_BETWEEN_THINGS = re.compile(r"[、，,；;\n](?![^（(]*[）)])")
_SUCH = "单位|支部|总支|党委|党组|党组织|部门|科室|处室|股室|机关|企业|公司|学校|街道|乡镇|社区|村"
_AND_OTHERS = re.compile(
    r"(?<![高初同])(?<!^[平中])(?<![省市县区、，,；;\s][平中])等\s*"
    r"(?:[0-9]+[^、，,；;]{0,8}"
    rf"|(?:[一二三四五六七八九十]+|多|几|若干)(?:(?:[个家所名]|{_SUCH})[^、，,；;]{{0,8}})?"
    rf"|[^、，,；;]{{0,4}}(?:{_SUCH}))?$"
)
"""等 alone, with a number, or with a word for all that are meant: 高等法院, 平等街道 are names."""
_SHARE = re.compile(
    r"(?:(?<![未没])(?:完成|办结|整改|推进|落实|进度|进展)率?[^0-9率增降比]{0,8}?|^(?=[0-9.]+%$)"
    r"|(?=[0-9.]+%已?(?:完成|办结)))(?<![0-9.])([0-9]{1,3})(?:\.0+)?%(?!的?[未没尚还])"
)
"""Of how far something is, and of nothing else: 满意率95% says nothing of that."""
_CLAUSE = re.compile(r"[，,；;。、\n]")
_MEANT = re.compile("计划|拟|预计|预期|目标|力争|确保|争取|应|将|要求|底前|不少于|不低于|以上")
"""What is to come, and not how far it is."""
_ALL_DONE = re.compile("(?:已经?|已?全部|已?按时)?(?:完成|办结|落实到位|整改到位|整改完成)")
_NOTHING_DONE = re.compile(
    "(?:尚未|暂未|未|还未|还没有?|没有)(?:启动|开展|开始|实施|落实|进行|推进)"
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


def lacks_year(text: str) -> bool:
    """Whether it is a day or a month without its year."""
    if text[:4].isdecimal():
        return False
    return completed(text, 2000) is not None or _MONTH.fullmatch(in_digits(text)) is not None


def day_and_hours(text: str) -> tuple[str, str] | None:
    """2026年3月3日15:00-16:30 as the day and the hours; None where it does not say both."""
    plain = in_digits(text)
    try:
        if (begun := begun_with_day(text, plain)) is None:
            return None
        day, end = begun
        hours = plain[end:].strip(" T,;()")
        if not _HALF_DAY.fullmatch(hours):
            read = read_span(f"{day:%Y-%m-%d} {hours}")
            if read.is_whole_days or (read.end and read.end.date() != day):
                return None
    except Unreadable:
        return None
    return f"{day:%Y-%m-%d}", hours


def things_named(text: str) -> list[str]:
    """一支部、二支部 as each of them; empty where it says only how many there are besides."""
    if _AND_OTHERS.search(text):
        return []
    pieces = (piece.strip() for piece in _BETWEEN_THINGS.split(text))
    return [piece for piece in pieces if piece]


def month_alone(text: str) -> str:
    """The month of 1974.04 or 1974年4月, where no day is said; else the empty text."""
    try:
        month = read_year_month(text)
    except Unreadable:
        return ""
    try:
        read_day(text)
    except Unreadable:
        return f"{month:%Y-%m}"
    return ""


def share_in(text: str) -> str | None:
    """The only share that a text tells, in percent: 完成90%, 已办结; None where it tells none."""
    plain = in_digits(text).replace(" ", "").replace("％", "%")
    told = (each for each in _CLAUSE.split(plain) if not _MEANT.search(each))
    shares = {share for each in told for share in _SHARE.findall(each)}
    if len(shares) == 1:
        return shares.pop()
    if shares:
        return None
    return "100" if _ALL_DONE.fullmatch(plain) else "0" if _NOTHING_DONE.fullmatch(plain) else None


def numbered(text: str) -> list[str]:
    """The entries of 1.双人审核；2.每季度公开, each without its number; else the whole."""
    marks = list(_NUMBERED.finditer(text))
    if len(marks) < 2 or marks[0].start() > 0:
        return [text] if text else []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    pieces = (text[m.end() : end].strip(" \n；;") for m, end in zip(marks, ends, strict=True))
    return [piece for piece in pieces if piece]


def numbered_by(text: str) -> dict[int, str]:
    """The entries of 1.双人审核；3.每季度公开 by number; none where they are not numbered."""
    marks = list(_NUMBERED.finditer(text))
    if len(marks) < 2 or marks[0].start() > 0:
        return {}
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found: dict[int, str] = {}
    for mark, end in zip(marks, ends, strict=True):
        entry = text[mark.end() : end].strip(" \n；;")
        number = _number_of(mark[0])
        if number in found:
            return dict(enumerate(numbered(text), 1))
        if entry:
            found[number] = entry
    return found


def without_numbers(text: str) -> str:
    """1.思想 2.家风 as a list of words; what is not numbered from 1 on as it is."""
    marks = list(_NUMBERED_WORD.finditer(text))
    if len(marks) < 2 or [_number_of(mark[0]) for mark in marks] != [*range(1, len(marks) + 1)]:
        return text
    return "、".join(
        each.strip(" ；;、，,\n") for each in _NUMBERED_WORD.split(text) if each.strip()
    )


def _number_of(mark: str) -> int:
    return int(re.sub("[^0-9]", "", unicodedata.normalize("NFKC", mark)))


def names_and_posts(text: str) -> tuple[str, str]:
    """韦䶮（党支部书记） as name and post; of several, and of a group, only the names."""
    if only_a_group(text) is not None:
        return text, ""
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


def names_and_more(text: str) -> tuple[str, int | None] | None:
    """李一、王二等3人 as the names and how many with the others; None where all are named."""
    found = _AND_MORE.fullmatch(text.strip())
    if found is None:
        return None
    count = found["count"]
    return found["names"], counted(count) if count and not count.isdecimal() else (
        int(count) if count else None
    )


def came_of_due(text: str) -> tuple[str, str] | None:
    """18/20, 实到18（应到20）: how many came, of how many; None where it does not say both."""
    found = _OF_SO_MANY.fullmatch(in_digits(text).strip())
    if found is None:
        return None
    one, two = (int(each) for each in found.groups() if each)
    if "应到" in text:
        one, two = (one, two) if found[1] else (two, one)
    else:
        one, two = sorted((one, two))
    return f"{one}", f"{two}"


def span_text(whole: str, parts: Mapping[str, str], year: int | None) -> str:
    """From what several columns say of a time one text: day, hours, beginning, end, minutes."""
    day = parts.get("day", "")
    day = _with_year(day, year) or day or whole
    start = parts.get("start", "")
    start = _with_year(start, year) or start
    text = " ".join(filter(None, (_with_start(day, start), parts.get("hours", ""))))
    if end := parts.get("end"):
        return f"{text} 至 {_with_year(end, year) or end}"
    return _lasting(text, parts.get("minutes", "")) or text


def _with_start(day: str, start: str) -> str:
    """A day and a beginning as one, where the one says in part what the other does."""
    for text in (start, f"{day[:_ISO]} {start}") if day and start else ():
        try:
            both, known = read_span(text).start, read_span(day)
        except Unreadable:
            continue
        if both == known.start or (known.is_whole_days and both.date() == known.start.date()):
            return text
    return f"{day} {start}".strip()


def _lasting(text: str, how_long: str) -> str | None:
    """The time with its end, so long after a beginning that says its hour; else None."""
    found = _LONG.fullmatch(_in_minutes(how_long)) if how_long else None
    if found is None or not (minutes := _minutes(found)):
        return None
    try:
        span = read_span(text)
    except Unreadable:
        return None
    if span.end is not None or span.is_whole_days:
        return None
    return format_text(Span(), replace(span, end=span.start + timedelta(minutes=minutes)))


def is_how_long(text: str) -> bool:
    """Whether it says in hours or minutes how long something took."""
    found = _LONG.fullmatch(_in_minutes(text))
    return found is not None and _minutes(found) > 0


def _in_minutes(text: str) -> str:
    """两小时, 一个半小时 and 1:30:00 as 2小时, 1个半小时 and 1小时30分."""
    plain = in_digits(text).replace(" ", "")
    if clock := _CLOCK.fullmatch(plain):
        return f"{int(clock[1])}小时{int(clock[2])}分"
    plain = re.sub("^(约?)半(?:个)?小时", r"\g<1>30分钟", plain)
    return _HANZI.sub(lambda one: str(counted(one[0]) or one[0]), plain)


def _minutes(found: re.Match[str]) -> int:
    hours = Decimal(found["hours"] or 0) + Decimal("0.5") * bool(found["half"])
    return int(hours * 60) + int(found["minutes"] or 0)


def _with_year(text: str, year: int | None) -> str | None:
    return completed(text, year) if text and year else None
