"""A record: its values, and the envelope that every record has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from typing import cast

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.values import Interval, People, Person, Value, Values
from qinglian_desktop.domain.words import Reading, words


class State(Enum):
    """草稿 → 已确认 → 已上报 → 已更正 / 已作废; a draft is kept as typed, not as a record."""

    DRAFT = "草稿"
    CONFIRMED = "已确认"
    REPORTED = "已上报"
    CORRECTED = "已更正"
    VOID = "已作废"


COUNTED = (State.CONFIRMED, State.REPORTED, State.CORRECTED)
"""The states of records that measures count and returns carry."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who did something, and when."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record as kept: ``number`` runs per ledger and year (2026-003)."""

    ledger: str
    values: Values
    occurred_on: date
    entered: Stamp
    state: State = State.CONFIRMED
    number: str = ""
    id: int | None = None
    revision: int = 1

    def value(self, key: str) -> Value:
        """The value of a field; None where nothing was entered."""
        return self.values.get(key)


@dataclass(frozen=True, slots=True)
class AnswersTo:
    """A field of a record that shall link to another record, once that one is there."""

    ledger: str
    record_id: int
    field: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as typed and not yet saved: plain input by field key.

    ``is_plan``: it is for a day to come, and meant so; any other was left half done. ``told`` is
    what was printed of it, by kind of paper. Once it is saved, what it ``answers`` links to it.
    """

    ledger: str
    typed: dict[str, object] = field(default_factory=dict[str, object])
    record_id: int | None = None
    id: int | None = None
    at: datetime | None = None
    is_plan: bool = False
    told: dict[str, object] = field(default_factory=dict[str, object])
    answers: tuple[AnswersTo, ...] = ()

    @property
    def is_unfinished(self) -> bool:
        """Whether it is a new record, left half done."""
        return self.record_id is None and not self.is_plan


@dataclass(frozen=True, slots=True)
class Change:
    """A row of a record's history; before and after are plain values by field key."""

    at: datetime
    by: str
    action: str
    before: dict[str, object] | None
    after: dict[str, object] | None
    reason: str = ""


def occurred_on(ledger: Ledger, values: Values) -> date | None:
    """The day on which it happened, from the ledger's ``occurred`` field."""
    value = values.get(ledger.occurred)
    if isinstance(value, Interval):
        return value.start.date()
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def told_apart(value: Value, remarks: Mapping[int, str]) -> Value:
    """A value whose people have a remark behind the name, those of the ids that have one."""
    match value:
        case Person(name=name, id=int(at)) if at in remarks:
            return Person(f"{name}（{remarks[at]}）", at)
        case People() if remarks:
            people = (
                replace(each, person=cast("Person", told_apart(each.person, remarks)))
                for each in value.attendees
            )
            return replace(value, attendees=tuple(people))
        case _:
            return value


def title_of(ledger: Ledger, values: Values, remarks: Mapping[int, str] | None = None) -> str:
    """The words by which a record is called: its title fields, in one line of 60 characters.

    ``remarks`` tell namesakes apart, for who reads it on the screen.
    """
    told = {key: told_apart(values.get(key), remarks or {}) for key in ledger.title}
    said = (words(ledger.field(key).type, told[key], Reading.LIST) for key in ledger.title)
    line = " ".join(text.replace("\n", " ") for text in said if text)
    return line if len(line) <= 60 else line[:59] + "…"
