"""How each field type is written as text, and read back from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import assert_never, cast

from qinglian_desktop.domain.comparing import folded, tidied
from qinglian_desktop.domain.dates import (
    Unreadable,
    quoted,
    read_day,
    read_year_month,
)
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    FieldType,
    Flow,
    Integer,
    LongText,
    Moment,
    Money,
    Month,
    Name,
    PeopleRef,
    PersonRef,
    RecordRef,
    Rows,
    Span,
    StepRef,
    Text,
)
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.outline_writing import write_outline
from qinglian_desktop.domain.flow.pasted_steps import read_pasted
from qinglian_desktop.domain.flow.written_ids import provisional_ids
from qinglian_desktop.domain.people_text import format_people, read_people
from qinglian_desktop.domain.times import read_moment, read_span
from qinglian_desktop.domain.values import (
    Attached,
    Interval,
    Link,
    People,
    Person,
    StepLink,
    Value,
    is_blank,
)
from qinglian_desktop.domain.written_numbers import read_integer, read_money

_LINE_END = re.compile(r"\r\n?")
_BETWEEN_WORDS = re.compile(r"[，,；;/／|｜+＋&＆\s]+|以及|和|及|与|暨")
_LONGEST_LIST = 500


def format_text(kind: FieldType, value: Value) -> str:
    """The value as one piece of text; blank values are the empty text."""
    if is_blank(value):
        return ""
    match kind:
        case Text() | LongText() | Name() | Choice():
            return cast("str", value)
        case Integer():
            return str(value)
        case Money():
            amount = cast("Decimal", value).normalize()
            return f"{amount:f}"
        case Day():
            return cast("date", value).isoformat()
        case Month():
            return f"{cast('date', value):%Y-%m}"
        case Moment():
            return _moment(cast("datetime", value))
        case Span():
            return _format_span(cast("Interval", value))
        case Choices():
            return "、".join(cast("tuple[str, ...]", value))
        case PersonRef():
            return cast("Person", value).name
        case PeopleRef():
            return format_people(cast("People", value))
        case RecordRef():
            return cast("Link", value).label
        case Flow():
            return write_outline(cast("FlowChart", value))
        case StepRef():
            return cast("StepLink", value).label
        case Rows():
            return "\n".join(
                "｜".join(
                    f"{field.label}：{_escape(format_text(field.type, row.get(field.key)))}"
                    for field in kind.fields
                    if not is_blank(row.get(field.key))
                )
                for row in cast("tuple[Mapping[str, Value], ...]", value)
            )
        case Attachments():
            return "、".join(file.name for file in cast("tuple[Attached, ...]", value))
        case _:
            assert_never(kind)


def parse_text(kind: FieldType, text: str) -> Value:
    """The value that the text means; Unreadable with a Chinese sentence if it means none.

    People and links are read by name, without an id; the caller looks them up. Signs that
    are not seen are dropped, and a text of nothing else is blank, which is None.
    ``parse_text(k, format_text(k, v)) == v`` for every valid ``v`` without ids whose absent
    people stand last.
    """
    text = tidied(text)
    if not text.strip():
        return None
    match kind:
        case LongText():
            # Windows ends a line with two signs, old files with the first of them alone.
            return _LINE_END.sub("\n", text)
        case Text() | Name():
            return _LINE_END.sub("\n", text).strip()
        case Choice():
            return _option_meant(kind, text)
        case Integer():
            return read_integer(
                text.strip().removeprefix("第") if kind.ordinal else text, kind.unit
            )
        case Money():
            return read_money(text, kind.unit)
        case Day():
            return read_day(text, is_limit=kind.may_be_future)
        case Month():
            return read_year_month(text)
        case Moment():
            return read_moment(text)
        case Span():
            return read_span(text)
        case Choices():
            return in_order(kind, _words_of(kind, text))
        case PersonRef():
            return Person(text.strip())
        case PeopleRef():
            return read_people(text)
        case RecordRef():
            return Link(None, text.strip())
        case Flow():
            return read_pasted(text, provisional_ids()).chart
        case StepRef():
            return StepLink(re.sub(r"\r\n?", "\n", text).strip())
        case Rows():
            lines = re.split(r"\r\n|\r|\n", text)
            return tuple(_read_row(kind, line) for line in lines if line.strip())
        case Attachments():
            raise Unreadable("附件不能从文字读入，请在表单里添加文件。")
        case _:
            assert_never(kind)


def in_order(kind: Choices, words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, in the order of the options; words of no option last, as they came."""
    known = {word: place for place, word in enumerate(kind.options)}
    given = dict.fromkeys(_option_meant(kind, word) for word in words if word.strip())
    return tuple(sorted(given, key=lambda word: known.get(word, len(known))))


def _words_of(kind: Choices, text: str) -> Iterable[str]:
    """The words between 、 and line ends; between other signs where each is then of the list."""
    for piece in re.split(r"[、\n]", text):
        yield from _together(kind, piece.strip()) or [piece]


def _together(kind: Choices, text: str) -> list[str]:
    """The words of the list of which the text is made, whatever parts them; none if it is not."""
    if _option_meant(kind, text) in kind.options:
        return [text]
    for between in _BETWEEN_WORDS.finditer(text) if len(text) <= _LONGEST_LIST else ():
        word, rest = text[: between.start()], text[between.end() :]
        if word and _option_meant(kind, word) not in kind.options:
            continue
        others = _together(kind, rest)
        if others or not rest:
            return [word, *others] if word else others
    return []


def _option_meant(kind: Choice | Choices, text: str) -> str:
    """The word of the list that is typed, however it is typed, or what others call it.

    As it is if it is none of them.
    """
    text = text.strip()
    if text in kind.options:
        return text
    listed = (*kind.options, *(old for old, _ in kind.former))
    if text in listed:
        return text
    for compared in (folded, _loosely):
        same = [word for word in listed if compared(word) == compared(text)]
        if len(same) == 1:
            return same[0]
    meant = {word for other, word in kind.known_as if _loosely(other) == _loosely(text)}
    return meant.pop() if len(meant) == 1 else text


def _loosely(word: str) -> str:
    """其它 as 其他, and a word in quotation marks as the word."""
    signs = folded(word).replace("其它", "其他")
    return signs[1:-1] if signs[:1] + signs[-1:] in ('""', "()") and len(signs) > 2 else signs


def _format_span(span: Interval) -> str:
    if span.is_whole_days:
        days = (span.start, *((span.end,) if span.end else ()))
        return " 至 ".join(each.date().isoformat() for each in days)
    start = _moment(span.start)
    if span.end is None:
        return start
    end = _moment(span.end)
    day, _, hours = end.partition(" ")
    return f"{start} 至 {hours if start.startswith(day) else end}"


def _moment(at: datetime) -> str:
    return at.isoformat(" ", "minutes")


def _read_row(kind: Rows, line: str) -> Mapping[str, Value]:
    by_label = {field.label: field for field in kind.fields}
    row: dict[str, Value] = {}
    for cell in re.findall(r"(?:\\.|[^\\｜]|\\$)+", line):
        label, colon, text = cell.partition("：")
        field = by_label.get(label.strip())
        if not colon or field is None:
            raise Unreadable(
                f"{quoted(cell)}看不懂，每一格请写成“名称：内容”，名称只能是"
                f"{'、'.join(by_label)}，各格用｜隔开。"
            )
        row[field.key] = parse_text(field.type, _unescape(text))
    return row


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("｜", "\\｜").replace("\n", "\\n")


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)
