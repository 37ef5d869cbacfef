"""What a form fills in by itself: how it starts, and what follows from what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import assert_never

from qinglian_desktop.application.offices import said_by_roster
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.roster import due_on
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.convening import who_is_due
from qinglian_desktop.domain.field_types import Field, FieldType, Moment, Month, PeopleRef, Span
from qinglian_desktop.domain.initial import RosterFact
from qinglian_desktop.domain.ledger import (
    Computed,
    Fixed,
    FromPerson,
    LastUsed,
    Ledger,
    NextOfYear,
    StartOfYear,
    Today,
    UnitChoice,
)
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, occurred_on
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.domain.values import Interval, People, Person, Plain, Value, Values
from qinglian_desktop.domain.wording import all_names, in_present_words


def initial_input(
    ledger: Ledger,
    given: Mapping[str, object],
    work: UnitOfWork,
    catalogue: Catalogue,
    now: datetime,
) -> dict[str, object]:
    """The plain input that a new form begins with; ``given`` goes before every default."""
    typed: dict[str, object] = {}
    newest: list[Record | None] = []
    for field in ledger.fields:
        match field.initial:
            case Fixed() | Today() | StartOfYear():
                typed[field.key] = at_start(field, now)
            case LastUsed(unit_field, ""):
                if not newest:
                    newest.append(work.records.newest(ledger))
                last = newest[0].value(field.key) if newest[0] else None
                if last is None and unit_field:
                    last = _of_unit(work, catalogue, unit_field)
                typed[field.key] = _as_input(field, last)
            case UnitChoice(word) if word:
                typed[field.key] = word
            case UnitChoice():
                newest = newest or [work.records.newest(ledger)]
                last = newest[0].value(field.key) if newest[0] else None
                typed[field.key] = _as_input(field, last)
            case LastUsed() | FromPerson() | Computed() | NextOfYear() | None:
                pass
            case _:
                assert_never(field.initial)
    typed |= given
    members = work.records.members()
    if (said := said_by_roster(catalogue, ledger, members)) is not None:
        decided = said.values.items()
        typed |= {key: to_plain(ledger.field(key).type, value) for key, value in decided}
    values, _ = read_input(ledger, typed)
    return typed | follow(ledger, values, members, set(given), work)


def at_start(field: Field, now: datetime) -> Plain:
    """The plain input that a field begins with whatever else there is."""
    match field.initial:
        case Fixed(plain):
            return plain
        case Today():
            return to_plain(field.type, _now(field.type, now))
        case StartOfYear():
            return f"{now.year}-01-01"
        case _:
            return None


def follow(
    ledger: Ledger,
    values: Values,
    members: Mapping[int, Member],
    touched: set[str],
    work: UnitOfWork | None = None,
) -> dict[str, object]:
    """Plain input for the fields that follow others: attendance, posts, classes, levels.

    Fields in ``touched`` were typed by hand and are left alone. Earlier records are looked up
    through ``work``, where it is given.
    """
    following: dict[str, object] = {}
    for field in ledger.following:
        if field.key in touched:
            continue
        if isinstance(field.type, PeopleRef) and field.type.attendance:
            day = occurred_on(ledger, values)
            if day is not None:
                asked = who_is_due(field.type.convened, values, members, day)
                due = due_on(asked.members, day)
                if not asked.is_known:
                    due = _as_last_time(ledger, field.key, field.type.like, values, work, due)
                following[field.key] = to_plain(field.type, due)
        match field.initial:
            case FromPerson(source, fact):
                following[field.key] = _fact(ledger, field, values, members, source, fact)
            case Computed(by):
                following[field.key] = _as_input(field, by(values))
            case NextOfYear(like):
                following[field.key] = _next_of_year(ledger, field.key, like, values, work)
            case LastUsed(like=like) if like and work is not None:
                newest = work.records.newest(ledger)
                is_like = newest is not None and newest.value(like) == values.get(like)
                last = newest.value(field.key) if newest is not None and is_like else None
                following[field.key] = _as_input(field, last)
            case _:
                pass
    return following


@dataclass(frozen=True, slots=True)
class _YearUpTo:
    end: date

    @property
    def start(self) -> date:
        return self.end.replace(month=1, day=1)


def _next_of_year(
    ledger: Ledger, key: str, like: str, values: Values, work: UnitOfWork | None
) -> int | None:
    """One more than the last one before it has, or than there are, where that has no number."""
    word, day = values.get(like), occurred_on(ledger, values)
    if work is None or day is None or not isinstance(word, str):
        return None
    same = all_names(ledger.field(like), (word,))
    before = Query(ledger.key, period=_YearUpTo(day), words={like: same})
    last = next((each.value(key) for each in work.records.page(before, 0, 1)), None)
    return (last if isinstance(last, int) else work.records.count(before)) + 1


def _as_last_time(
    ledger: Ledger,
    key: str,
    like: str,
    values: Values,
    work: UnitOfWork | None,
    everyone: People,
) -> People:
    """Those of them who were due at the last event of the same kind, if there was one."""
    word = values.get(like)
    if work is None or not isinstance(word, str):
        return everyone
    same = all_names(ledger.field(like), (word,))
    for record in work.records.page(Query(ledger.key, words={like: same}), 0, 1):
        last = record.value(key)
        due = last.attendees if isinstance(last, People) else ()
        ids = [each.person.id for each in due]
        again = tuple(each for each in everyone.attendees if each.person.id in ids)
        return People(again) if again else everyone
    return everyone


def computed(ledger: Ledger, typed: Mapping[str, object]) -> dict[str, object]:
    """Plain input for the fields that other fields decide, as a form would fill them."""
    values, _ = read_input(ledger, typed)
    return {
        field.key: _as_input(field, field.initial.by(values))
        for field in ledger.fields
        if isinstance(field.initial, Computed)
    }


def _as_input(field: Field, value: Value) -> Plain:
    """A value as plain input, in the words that the field's list has today."""
    return to_plain(field.type, in_present_words(field.type, value))


def _now(kind: FieldType, now: datetime) -> Value:
    hour = now.replace(minute=0 if now.minute < 30 else 30, second=0, microsecond=0)
    if isinstance(kind, Span):
        return Interval(hour - timedelta(hours=1), hour)
    if isinstance(kind, Moment):
        return hour
    return now.date().replace(day=1) if isinstance(kind, Month) else now.date()


def _of_unit(work: UnitOfWork, catalogue: Catalogue, key: str) -> Value:
    if catalogue.unit is None:
        return None
    found = work.records.page(Query(catalogue.unit.key), 0, 1)
    return found[0].value(key) if found else None


def _fact(
    ledger: Ledger,
    field: Field,
    values: Values,
    members: Mapping[int, Member],
    source: str,
    fact: RosterFact,
) -> Plain:
    value = values.get(source)
    if isinstance(value, Person):
        people = [value]
    elif isinstance(value, People):
        people = [attendee.person for attendee in value.attendees]
    else:
        people = []
    known = [members[p.id] for p in people if p.id is not None and p.id in members]
    if fact == "classes":
        day = occurred_on(ledger, values)
        words = [
            word
            for member in known
            for word in (member.classes_on(day) if day else (w for w, _ in member.classes))
        ]
        return _as_input(field, tuple(dict.fromkeys(words)))
    if not known:
        return None
    match fact:
        case "post":
            return known[0].post
        case "department":
            return known[0].department
        case "position":
            return _positions(known, alone=len(people) == 1)


def _positions(members: Iterable[Member], *, alone: bool) -> str:
    """部门及职务 of those of whom the roster tells it."""
    told = ((each.name, f"{each.department} {each.post}".strip()) for each in members)
    return "；".join(said if alone else f"{name}：{said}" for name, said in told if said)
