"""How values are written as JSON, and the one door by which all input comes in.

A form as typed, a draft, a file for the command line, an imported sheet and a history row
are all *plain input*: JSON values, or the text form of a type.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import assert_never, cast

from qinglian_desktop.domain.dates import Unreadable
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
from qinglian_desktop.domain.flow.chart_plain import chart_from_plain, chart_to_plain
from qinglian_desktop.domain.plain_parts import (
    as_given,
    must_know_keys,
    plain_step,
    read_attached,
    read_id,
    read_line,
    read_person,
    read_step,
    read_word,
)
from qinglian_desktop.domain.problem import InRow
from qinglian_desktop.domain.text_form import format_text, in_order, parse_text
from qinglian_desktop.domain.values import (
    Attached,
    Attendee,
    Interval,
    Link,
    People,
    Person,
    Plain,
    StepLink,
    Value,
    is_blank,
)


def to_plain(kind: FieldType, value: Value) -> Plain:
    """The value as JSON; ``from_plain`` gives the same value back, ids included."""
    if is_blank(value):
        return None
    match kind:
        case Text() | LongText() | Name() | Choice():
            return cast("str", value)
        case Integer():
            return cast("int", value)
        case Money() | Day() | Month() | Moment():
            return format_text(kind, value)
        case Span():
            span = cast("Interval", value)
            # From midnight it is the day alone, and to the next one it is from day to day.
            start, _, end = format_text(Span(), span).partition(" 至 ")
            if span.end is not None and not span.is_whole_days:
                end = format_text(Moment(), span.end)
            return {"start": start, "end": end or None}
        case Choices():
            return list(cast("tuple[str, ...]", value))
        case PersonRef():
            return _person_to_plain(cast("Person", value))
        case PeopleRef():
            people = cast("People", value)
            plain: dict[str, Plain] = {
                "people": [
                    {
                        **_person_to_plain(each.person),
                        **({} if each.present else {"present": False}),
                        **({"reason": each.reason} if each.reason else {}),
                    }
                    for each in people.attendees
                ]
            }
            if people.due_count is not None:
                plain["due"] = people.due_count
            if people.present_count is not None:
                plain["present"] = people.present_count
            return plain
        case RecordRef():
            link = cast("Link", value)
            return {"id": link.id, "label": link.label}
        case Flow():
            return chart_to_plain(cast("FlowChart", value))
        case StepRef():
            return plain_step(cast("StepLink", value))
        case Rows():
            rows = cast("tuple[Mapping[str, Value], ...]", value)
            return [
                {
                    field.key: to_plain(field.type, row.get(field.key))
                    for field in kind.fields
                    if not is_blank(row.get(field.key))
                }
                for row in rows
            ]
        case Attachments():
            return [plain_file(file) for file in cast("tuple[Attached, ...]", value)]
        case _:
            assert_never(kind)


def plain_file(file: Attached) -> dict[str, Plain]:
    """The plain input that names a file kept in the book."""
    return {
        "name": file.name,
        "digest": file.digest,
        "media_type": file.media_type,
        "size": file.size,
    }


def from_plain(kind: FieldType, raw: object) -> Value:
    """The value of plain input, JSON or text; Unreadable with a Chinese sentence if none."""
    if raw is None:
        return None
    if isinstance(raw, str):
        return parse_text(kind, raw)
    match kind:
        case Integer() | Money():
            if isinstance(raw, float) and not math.isfinite(raw):
                raise Unreadable("这个数太大，请核对。")
            if isinstance(raw, int | float) and not isinstance(raw, bool):
                return parse_text(kind, f"{Decimal(repr(raw)):f}")
        case Text() | LongText() | Name() | Choice():
            if isinstance(raw, bool) and isinstance(kind, Choice):
                return parse_text(kind, str(raw))
            if isinstance(raw, int) and not isinstance(raw, bool):
                return parse_text(kind, str(raw))
        case Day() | Month():
            if isinstance(raw, datetime):
                raw = raw.date()
            if isinstance(raw, date):
                return raw if isinstance(kind, Day) else raw.replace(day=1)
            if isinstance(raw, int | float) and not isinstance(raw, bool):
                return parse_text(kind, _day_as_text(raw))
        case Moment() | Span():
            if isinstance(raw, float) and math.isfinite(raw):
                return parse_text(kind, f"{Decimal(repr(raw)):f}")
            if isinstance(raw, datetime):
                moment = raw.replace(second=0, microsecond=0)
                return Interval(moment) if isinstance(kind, Span) else moment
            if isinstance(kind, Span) and isinstance(raw, date):
                return parse_text(kind, raw.isoformat())
            if isinstance(kind, Span) and isinstance(raw, int) and not isinstance(raw, bool):
                return parse_text(kind, _day_as_text(raw))
            if isinstance(kind, Span) and isinstance(raw, Mapping):
                return _read_span(cast("Mapping[str, object]", raw))
        case Choices():
            if isinstance(raw, Sequence):
                return in_order(kind, map(read_word, cast("Sequence[object]", raw)))
        case PersonRef():
            if isinstance(raw, Mapping):
                return read_person(cast("Mapping[str, object]", raw))
        case PeopleRef():
            return _read_people(raw)
        case RecordRef():
            if isinstance(raw, Mapping):
                link = cast("Mapping[str, object]", raw)
                must_know_keys(link, {"id", "label"})
                return Link(read_id(link.get("id")), read_word(link.get("label", "")))
        case Flow():
            if isinstance(raw, Sequence):
                lines = map(read_line, cast("Sequence[object]", raw))
                return parse_text(kind, "\n".join(lines))
            if isinstance(raw, Mapping):
                return chart_from_plain(cast("Mapping[str, object]", raw))
        case StepRef():
            if isinstance(raw, Mapping):
                return read_step(cast("Mapping[str, object]", raw))
        case Rows():
            if isinstance(raw, Sequence):
                rows, unread = read_rows(kind, cast("Sequence[object]", raw))
                if unread:
                    raise Unreadable("".join(f"第 {c.row} 行：{c.message}" for c in unread))
                return rows
        case Attachments():
            if isinstance(raw, Sequence):
                return tuple(read_attached(file) for file in cast("Sequence[object]", raw))
        case _:
            assert_never(kind)
    raise Unreadable(f"这一项的写法看不懂（{as_given(raw)}）。")


def read_rows(
    kind: Rows, raw: Sequence[object]
) -> tuple[tuple[Mapping[str, Value], ...], list[InRow]]:
    """Rows as far as they can be read, and each cell that cannot; Unreadable if one is no row."""
    rows: list[Mapping[str, Value]] = []
    unread: list[InRow] = []
    for place, given in enumerate(raw, 1):
        if not isinstance(given, Mapping):
            raise Unreadable(f"“{kind.noun}”应当逐行填写（{as_given(given)}）。")
        typed = cast("Mapping[str, object]", given)
        must_know_keys(typed, {field.key for field in kind.fields})
        read: dict[str, Value] = {}
        for field in kind.fields:
            try:
                read[field.key] = from_plain(field.type, typed.get(field.key))
            except Unreadable as error:
                unread.append(InRow(place, field.key, f"{field.label}：{error}"))
        rows.append({key: value for key, value in read.items() if not is_blank(value)})
    return tuple(rows), unread


def plain_to_text(kind: FieldType, plain: object) -> str:
    """Plain input as the text of its type; as it is where it cannot be read."""
    if isinstance(plain, str):
        return plain
    try:
        return format_text(kind, from_plain(kind, plain))
    except Unreadable:
        return str(plain)


def _day_as_text(raw: float) -> str:
    """A number for a day as text: five digits are a serial number, which text says by its .0."""
    if not math.isfinite(raw) or raw != int(raw):
        raise Unreadable(f"{raw}不是日期，请写成 2026-11-23 或 2026年11月23日。")
    return f"{int(raw)}.0" if 10_000 <= raw < 100_000 else str(int(raw))


def _person_to_plain(person: Person) -> dict[str, Plain]:
    return {"name": person.name} if person.id is None else {"name": person.name, "id": person.id}


def _read_span(raw: Mapping[str, object]) -> Interval:
    must_know_keys(raw, {"start", "end"})
    begun, end = from_plain(Span(), raw.get("start")), raw.get("end")
    if not isinstance(begun, Interval) or begun.end is not None:
        raise Unreadable("缺少开始时间，请写成 2026-11-23 09:30。")
    if isinstance(end, str) and end.strip():
        # As typed: 3点 is one thing before 5点, and not clear before 下午5点.
        start = given if isinstance(given := raw["start"], str) else format_text(Span(), begun)
        return cast("Interval", parse_text(Span(), f"{start} 至 {end}"))
    ended = from_plain(Span(), end)
    return replace(begun, end=ended.start) if isinstance(ended, Interval) else begun


def _read_people(raw: object) -> People:
    if isinstance(raw, Sequence):
        given: Mapping[str, object] = {"people": cast("Sequence[object]", raw)}
    elif isinstance(raw, Mapping):
        given = cast("Mapping[str, object]", raw)
    else:
        raise Unreadable(f"人员的写法看不懂（{as_given(raw)}）。")
    must_know_keys(given, {"people", "due", "present"})
    listed = given.get("people") or ()
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        raise Unreadable("人员名单应当一人一项。")
    attendees: list[Attendee] = []
    for entry in cast("Sequence[object]", listed):
        if isinstance(entry, str):
            attendees.append(Attendee(Person(read_word(entry))))
        elif isinstance(entry, Mapping):
            one = cast("Mapping[str, object]", entry)
            person = read_person({key: one[key] for key in one if key not in _MARKS})
            present = one.get("present", True)
            if not isinstance(present, bool):
                raise Unreadable("是否到场只能填是或否。")
            attendees.append(Attendee(person, present, read_word(one.get("reason", ""))))
        else:
            raise Unreadable(f"人员的写法看不懂（{as_given(entry)}）。")
    return People(
        tuple(attendees), _read_count(given.get("due")), _read_count(given.get("present"))
    )


_MARKS = {"present", "reason"}


def _read_count(raw: object) -> int | None:
    value = from_plain(Integer(unit="人"), raw)
    return value if isinstance(value, int) else None
