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
    Text,
)
from qinglian_desktop.domain.times import read_moment, read_span
from qinglian_desktop.domain.values import (
    Attached,
    Attendee,
    Interval,
    Link,
    People,
    Person,
    Value,
    is_blank,
)
from qinglian_desktop.domain.written_numbers import (
    begins_with_count,
    read_counts,
    read_integer,
    read_money,
)

_MOMENT = "%Y-%m-%d %H:%M"
_NOBODY = ("无", "没有", "-", "—")
_OPEN, _CLOSE = "（(【〔[", "）)】〕]"
_KINDS = ("（(）)", "（(）)", "【【】】", "〔〔〕〕", "[[]]")
_WITH_REASON = re.compile(
    rf"([^{re.escape(_OPEN)}]+)[{re.escape(_OPEN)}](.*)[{re.escape(_CLOSE)}]", re.DOTALL
)


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
            return cast("datetime", value).strftime(_MOMENT)
        case Span():
            return _format_span(cast("Interval", value))
        case Choices():
            return "、".join(cast("tuple[str, ...]", value))
        case PersonRef():
            return cast("Person", value).name
        case PeopleRef():
            return _format_people(cast("People", value))
        case RecordRef():
            return cast("Link", value).label
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
            return re.sub(r"\r\n?", "\n", text)
        case Text() | Name():
            return re.sub(r"\r\n?", "\n", text).strip()
        case Choice():
            return _option_meant(kind, text)
        case Integer():
            return read_integer(text, kind.unit)
        case Money():
            return read_money(text, kind.unit)
        case Day():
            return read_day(text)
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
            return _read_people(text)
        case RecordRef():
            return Link(None, text.strip())
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
        words = [word for word in re.split(r"[，,；;/\s]+", piece) if word]
        are_known = all(_option_meant(kind, word) in kind.options for word in words)
        yield from words if are_known else [piece]


def _option_meant(kind: Choice | Choices, text: str) -> str:
    """The word of the list that is typed, however it is typed; as it is if it is none of them."""
    text = text.strip()
    listed = (*kind.options, *(old for old, _ in kind.former))
    if text in listed:
        return text
    same = [word for word in listed if folded(word) == folded(text)]
    return same[0] if len(same) == 1 else text


def _format_span(span: Interval) -> str:
    start = span.start.strftime(_MOMENT)
    if span.end is None:
        return start
    same_day = span.end.date() == span.start.date()
    return f"{start} 至 {span.end.strftime('%H:%M' if same_day else _MOMENT)}"


def _format_people(people: People) -> str:
    parts: list[str] = []
    present = [each.person.name for each in people.attendees if each.present]
    if present:
        parts.append("、".join(present))
    if people.absent:
        absent = [
            each.person.name + (f"（{each.reason}）" if each.reason else "")
            for each in people.absent
        ]
        parts.append("缺席：" + "、".join(absent))
    if people.due_count is not None:
        parts.append(f"应到{people.due_count}人")
    if people.present_count is not None:
        parts.append(f"实到{people.present_count}人")
    return "；".join(parts)


def _read_people(text: str) -> People:
    attendees: list[Attendee] = []
    counts: dict[str, int] = {}
    for part in _split(text.strip(), "；;。\n"):
        counted = begins_with_count(part)
        absent = None if counted else re.match(r"缺席(?:及原因)?[：:]", part)
        for entry in _split(part[absent.end() :] if absent else part, "、，,/／\t"):
            named = _WITH_REASON.fullmatch(entry)
            if begins_with_count(entry):
                counts |= read_counts(entry)
            elif absent and entry in _NOBODY:
                continue
            elif absent and named:
                attendees.append(Attendee(Person(named[1].strip()), False, named[2].strip()))
            else:
                attendees.append(Attendee(Person(entry), present=not absent))
    due, present = counts.pop("应到", None), counts.pop("实到", None)
    if any(due is None or present is None or due - present != gone for gone in counts.values()):
        how = "请核对，写成 应到10人；实到8人；缺席2人 这样。"
        raise Unreadable(f"{quoted(text.strip())}里缺席的人数和应到、实到对不上，{how}")
    return People(tuple(attendees), due, present)


def _split(text: str, separators: str) -> list[str]:
    """Split at any separator that stands outside brackets; blank pieces are dropped."""
    pieces, depth, kind = [""], 0, ""
    for sign in text:
        if not depth and sign in _OPEN:
            # Within brackets those of another kind are words like any.
            kind = _KINDS[_OPEN.index(sign)]
        depth += (sign in kind[:2]) - (sign in kind[2:] and depth > 0)
        if sign in separators and not depth:
            pieces.append("")
        else:
            pieces[-1] += sign
    return [piece.strip() for piece in pieces if piece.strip()]


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
