"""What a field says on paper, in the words of a paper form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    FieldType,
    Integer,
    Moment,
    Money,
    Month,
    PeopleRef,
    Span,
)
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.values import Interval, People, Value, is_blank

TICKED, OPEN = "☑", "☐"
_MOST_BOXES = 12
"""Longer lists of options are not printed as boxes."""


def words(kind: FieldType, value: Value) -> str:
    """The value as a paper form writes it; blank values are the empty text."""
    if is_blank(value):
        return ""
    match kind:
        case Integer() | Money():
            return f"{format_text(kind, value)}{kind.unit}"
        case Day():
            return _day(cast("date", value))
        case Month():
            month = cast("date", value)
            return f"{month.year}年{month.month}月"
        case Moment():
            return _moment(cast("datetime", value))
        case Span():
            return _span(cast("Interval", value))
        case PeopleRef(attendance=True):
            return _attendance(cast("People", value))
        case _:
            return format_text(kind, value)


def boxes(kind: FieldType, value: Value) -> Sequence[str] | None:
    """All options with a box each, those chosen ticked; None for what has no boxes.

    Chosen words that a unit added to the list come after it.
    """
    if not isinstance(kind, Choice | Choices) or len(kind.options) > _MOST_BOXES:
        return None
    chosen = (value,) if isinstance(value, str) else cast("tuple[str, ...]", value or ())
    added = [word for word in chosen if word and word not in kind.options]
    return [
        *(f"{TICKED if word in chosen else OPEN}{word}" for word in kind.options),
        *(f"{TICKED}{word}" for word in added),
    ]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(moment: datetime) -> str:
    return f"{_day(moment)} {moment:%H:%M}"


def _span(span: Interval) -> str:
    """The hours stay together on a line (U+00A0), so that a narrow cell breaks after the day."""
    if span.end is None:
        return _moment(span.start)
    if span.end.date() == span.start.date():
        return f"{_day(span.start)} {span.start:%H:%M}\u00a0至\u00a0{span.end:%H:%M}"
    return f"{_moment(span.start)} 至 {_moment(span.end)}"


def _attendance(people: People) -> str:
    counts = f"应到{people.due}人\u3000实到{people.present}人"
    lines = [counts]
    if people.absent:
        absent = "、".join(
            each.person.name + (f"（{each.reason}）" if each.reason else "")
            for each in people.absent
        )
        lines[0] = f"{counts}\u3000缺席：{absent}"
    present = "、".join(each.person.name for each in people.attendees if each.present)
    if present:
        lines.append(f"参加人员：{present}")
    return "\n".join(lines)
