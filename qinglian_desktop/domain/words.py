"""What a value says to those who read it: in a list, on a paper form, in the search index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum, auto
from typing import assert_never, cast

from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    FieldType,
    Flow,
    InReturn,
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
from qinglian_desktop.domain.flow.chart_words import (
    STEP_IS_GONE,
    chart_size,
    words_looked_for,
)
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.values import (
    Attached,
    Attendee,
    Interval,
    Link,
    People,
    Person,
    StepLink,
    Value,
    Values,
    is_blank,
)


class Reading(Enum):
    """Who reads a value. Text that must be read back is ``text_form``, not one of these."""

    LIST = auto()
    """In a column or a title, beside others: short; counts without their unit, days that sort."""
    FORM = auto()
    """On a paper form, as an official writes it: 2026年10月9日, 3人次."""
    SEARCH = auto()
    """In the search index: the words that one looks for; none of counts and days."""


def words(kind: FieldType, value: Value, reading: Reading) -> str:
    """What the value says, as one text; blank values say nothing."""
    if isinstance(value, str):
        return value
    return "".join(pieces(kind, value, reading))


def pieces(kind: FieldType, value: Value, reading: Reading) -> Sequence[str]:
    """What the value says, in pieces: words found each alone, names that no line tears apart.

    A piece that ends a paragraph ends with a line break.
    """
    if isinstance(value, str):
        # Most of what is written, and of one kind only in which it is itself.
        return (value,) if value else ()
    if is_blank(value):
        return ()
    match kind:
        case Text() | LongText() | Name() | Choice():
            return (cast("str", value),)
        case PersonRef():
            return (cast("Person", value).name,)
        case RecordRef():
            return (cast("Link", value).label,)
        case Integer(ordinal=True):
            return (f"第{format_text(kind, value)}{kind.unit}",)
        case Integer() | Money():
            match reading:
                case Reading.LIST:
                    return (format_text(kind, value),)
                case Reading.FORM:
                    return (f"{format_text(kind, value)}{kind.unit}",)
                case Reading.SEARCH:
                    return ()
        case Day() | Month() | Moment() | Span():
            match reading:
                case Reading.LIST:
                    return (format_text(kind, value),)
                case Reading.FORM:
                    return (_time_on_form(kind, value),)
                case Reading.SEARCH:
                    return ()
        case Choices():
            match reading:
                case Reading.LIST | Reading.FORM:
                    return (format_text(kind, value),)
                case Reading.SEARCH:
                    return cast("tuple[str, ...]", value)
        case Attachments():
            match reading:
                case Reading.LIST | Reading.FORM:
                    return (format_text(kind, value),)
                case Reading.SEARCH:
                    return [file.name for file in cast("tuple[Attached, ...]", value)]
        case PeopleRef():
            people = cast("People", value)
            match reading:
                case Reading.LIST:
                    return (format_text(kind, people),)
                case Reading.FORM:
                    return _people_on_form(kind, people)
                case Reading.SEARCH:
                    said = ((each.person.name, each.reason) for each in people.attendees)
                    return [word for pair in said for word in pair if word]
        case Flow():
            chart = cast("FlowChart", value)
            match reading:
                case Reading.LIST:
                    return (chart_size(chart),)
                case Reading.FORM:
                    # It is drawn on pages behind the form.
                    return (f"{chart_size(chart)}，图附后",)
                case Reading.SEARCH:
                    return words_looked_for(chart)
        case StepRef():
            step = cast("StepLink", value)
            is_told = reading is Reading.SEARCH and step.is_gone
            return (step.label, STEP_IS_GONE) if is_told else (step.label,)
        case Rows():
            rows = cast("tuple[Values, ...]", value)
            match reading:
                case Reading.LIST | Reading.FORM:
                    return (_rows_text(kind, rows, reading),)
                case Reading.SEARCH:
                    cells = (
                        (field.type, row.get(field.key)) for row in rows for field in kind.fields
                    )
                    return [word for cell in cells for word in pieces(*cell, reading)]
        case _:
            assert_never(kind)


def _rows_text(kind: Rows, rows: Iterable[Values], reading: Reading) -> str:
    """A row a line, without the labels that its form has; names alone stand side by side.

    A list, as the return, has of a row only what is said in words there.
    """
    lines = (
        " ".join(
            text.replace("\n", " ")
            for field in kind.fields
            if reading is not Reading.LIST or field.in_return is InReturn.WORDS
            if (text := words(field.type, row.get(field.key), reading))
        )
        for row in rows
    )
    return ("、" if len(kind.fields) == 1 else "；\n").join(lines)


def _time_on_form(kind: Day | Month | Moment | Span, value: Value) -> str:
    match kind:
        case Day():
            return _day(cast("date", value))
        case Month():
            month = cast("date", value)
            return f"{month.year}年{month.month}月"
        case Moment():
            return _moment(cast("datetime", value))
        case Span():
            return _span(cast("Interval", value))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(moment: datetime) -> str:
    return f"{_day(moment)} {moment:%H:%M}"


def _span(span: Interval) -> str:
    """The hours stay together on a line (U+00A0), so that a narrow cell breaks after the day."""
    if span.is_whole_days:
        days = (span.start, *((span.end,) if span.end else ()))
        return " 至 ".join(map(_day, days))
    if span.end is None:
        return _moment(span.start)
    if span.end.date() == span.start.date():
        return f"{_day(span.start)} {span.start:%H:%M}\u00a0至\u00a0{span.end:%H:%M}"
    return f"{_moment(span.start)} 至 {_moment(span.end)}"


def _people_on_form(kind: PeopleRef, people: People) -> list[str]:
    """The names; of an event also how many, the absent, and in a paragraph those who came."""
    counted = people.due_count is not None or people.present_count is not None
    if not (kind.attendance or counted or people.absent):
        return _listed("", people.attendees)
    said = [f"应到{people.due}人\u3000", f"实到{people.present}人\u3000"]
    if people.absent:
        said += _listed("缺席：", people.absent)
    present = [each for each in people.attendees if each.present]
    if present:
        said[-1] += "\n"
        said += _listed("参加人员：", present)
    return said


def _listed(before: str, attendees: Sequence[Attendee]) -> list[str]:
    names = [
        each.person.name + (f"（{each.reason}）" if each.reason and not each.present else "")
        for each in attendees
    ]
    separated = [f"{name}、" for name in names[:-1]] + names[-1:]
    return [before + separated[0], *separated[1:]]
