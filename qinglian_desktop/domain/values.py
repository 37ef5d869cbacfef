"""The values that a field can hold, beyond text, numbers and dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeAlias

from qinglian_desktop.domain.comparing import alike
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.plain_words import Plain as Plain


@dataclass(frozen=True, slots=True)
class Person:
    """A person as named in a record; ``id`` is the roster's record, None for an outsider."""

    name: str
    id: int | None = None


def is_same(one: Person, other: Person) -> bool:
    """Whether two are one person: by the roster, or outsiders of one name."""
    if one.id is not None or other.id is not None:
        return one.id == other.id
    return alike(one.name, other.name)


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person who was due at an event; ``reason`` says why an absent one was absent."""

    person: Person
    present: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Who was due, who came, who was absent and why.

    ``due_count`` and ``present_count`` hold numbers for events whose names were not kept;
    with names they may be left out, and if given must agree. Only the absent may be named, then
    the numbers say how many came.
    """

    attendees: tuple[Attendee, ...] = ()
    due_count: int | None = None
    present_count: int | None = None

    @property
    def due(self) -> int:
        """应到: the number of people who should have come."""
        return self.due_count if self.due_count is not None else len(self.attendees)

    @property
    def present(self) -> int:
        """实到: the number of people who came; each counts one 人次."""
        if self.present_count is not None:
            return self.present_count
        if self.attendees:
            return sum(attendee.present for attendee in self.attendees)
        return self.due_count or 0

    @property
    def absent(self) -> tuple[Attendee, ...]:
        """缺席: those who were due and did not come."""
        return tuple(attendee for attendee in self.attendees if not attendee.present)

    @classmethod
    def named(cls, *people: Person) -> People:
        """All of these people, present."""
        return cls(tuple(Attendee(person) for person in people))


@dataclass(frozen=True, slots=True)
class Interval:
    """起止时间: a start and, where it was noted, an end; both to the minute.

    Where no hour was noted it is a day, or several: from midnight, to the last day's.
    """

    start: datetime
    end: datetime | None = None

    @property
    def is_whole_days(self) -> bool:
        """Whether the days alone are known, and no hour."""
        end = self.end
        ends_so = end is None or (end.time() == time() and end.date() != self.start.date())
        return self.start.time() == time() and ends_so


@dataclass(frozen=True, slots=True)
class Link:
    """Another record, with the words it was known by when it was chosen.

    ``id`` is None while the words have been read but not yet looked up.
    """

    id: int | None
    label: str


@dataclass(frozen=True, slots=True)
class StepLink:
    """A step of a flow chart, with the words it has there.

    Without an ``id`` it is words alone: of no chart, or not looked up yet. One that ``is_gone``
    was taken out of its chart, and the words are what it said.
    """

    label: str
    id: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Attached:
    """A file kept in the book; ``digest`` is the SHA-256 of the bytes kept, in hex."""

    name: str
    digest: str
    media_type: str
    size: int


Value: TypeAlias = (
    str
    | int
    | Decimal
    | date
    | datetime
    | Interval
    | Person
    | People
    | Link
    | FlowChart
    | StepLink
    | tuple[str, ...]
    | tuple[Attached, ...]
    | tuple[Mapping[str, "Value"], ...]
    | None
)
Values: TypeAlias = Mapping[str, Value]


_NOBODY = People()
_OF_PARTS = (str, tuple)


def is_blank(value: Value) -> bool:
    """Whether nothing was entered; a zero was."""
    if value is None:
        return True
    if isinstance(value, _OF_PARTS):
        return not value
    if isinstance(value, FlowChart):
        return not value.steps
    return isinstance(value, People) and value == _NOBODY
