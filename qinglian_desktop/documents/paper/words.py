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
from qinglian_desktop.domain.values import Attendee, Interval, People, Value, is_blank

TICKED, OPEN = "☑", "☐"
_MOST_BOXES = 12
"""Longer lists of options are not printed as boxes."""


def words(kind: FieldType, value: Value) -> str:
    """The value as a paper form writes it; blank values are the empty text.

    People of whom several may be named are written by ``names``.
    """
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


def names(kind: PeopleRef, value: Value) -> Sequence[Sequence[str]]:
    """Paragraphs of pieces that are not cut, so that no name breaks at a line's end."""
    if is_blank(value):
        return []
    people = cast("People", value)
    counted = people.due_count is not None or people.present_count is not None
    if kind.attendance or counted or people.absent:
        return _attendance(people)
    return [_listed("", people.attendees)]


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


def _attendance(people: People) -> list[list[str]]:
    paragraphs = [[f"应到{people.due}人\u3000", f"实到{people.present}人\u3000"]]
    if people.absent:
        paragraphs[0] += _listed("缺席：", people.absent)
    present = [each for each in people.attendees if each.present]
    if present:
        paragraphs.append(_listed("参加人员：", present))
    return paragraphs


def _listed(before: str, attendees: Sequence[Attendee]) -> list[str]:
    names = [
        each.person.name + (f"（{each.reason}）" if each.reason and not each.present else "")
        for each in attendees
    ]
    pieces = [f"{name}、" for name in names[:-1]] + names[-1:]
    return [before + pieces[0], *pieces[1:]]
