"""What contradicts in what a ledger declares of the events to which people are called"""

from __future__ import annotations

from collections.abc import Iterator

from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import (
    Choice,
    Day,
    InReturn,
    LongText,
    PeopleRef,
    PersonRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.gathering import Gathering
from qinglian_desktop.domain.ledger import Ledger


def check_gathering(ledger: Ledger, gathering: Gathering) -> None:
    """Reject what names unknown fields, or says again what a field says already."""
    for what, key, kinds in _named(gathering):
        field = ledger.by_key.get(key)
        if field is None:
            raise _bad(ledger, f"{what} names the unknown field {key!r}")
        if not isinstance(field.type, kinds):
            raise _bad(ledger, f"{what}: {key} is {type(field.type).__name__}")
        if what == "agenda" and field.in_return is InReturn.NOTHING:
            raise _bad(ledger, f"{key} stays in the book, and no notice tells it")
    if not gathering.called:
        raise _bad(ledger, "is called nothing")
    kind = ledger.field(gathering.kind).type if gathering.kind else None
    known = kind.options if isinstance(kind, Choice) and kind.fixed else ()
    if strange := [each.word for each in gathering.kinds if each.word not in known]:
        raise _bad(ledger, f"{strange} are not words that stay as they are")
    if not ledger.is_of_events:
        raise _bad(ledger, "its records do not happen on a day")
    if gathering.hours and not isinstance(ledger.field(ledger.occurred).type, Day):
        raise _bad(ledger, f"hours are in {ledger.occurred} already")
    listed = [each for each in ledger.of_type(PeopleRef) if _is_attendance(each.type)]
    if listed and (gathering.people or gathering.circle):
        raise _bad(ledger, f"who is to come says {listed[0].key} already")
    if len(listed) > 1:
        raise _bad(ledger, "two fields say who is to come")
    said = [each.type.guests for each in listed if isinstance(each.type, PeopleRef)]
    if again := {*said} & {*gathering.guests}:
        raise _bad(ledger, f"guests are said twice: {', '.join(again)}")


def _named(gathering: Gathering) -> Iterator[tuple[str, str, tuple[type, ...]]]:
    people = (PeopleRef, PersonRef)
    named = (
        ("kind", gathering.kind, (Choice,)),
        ("hours", gathering.hours, (Text,)),
        ("place", gathering.place, (Text,)),
        ("theme", gathering.theme, (Text,)),
        ("host", gathering.host, (PersonRef, Text)),
        ("people", gathering.people, people),
        *(("guests", key, people) for key in gathering.guests),
        ("agenda", gathering.agenda, (Rows, LongText)),
    )
    return (each for each in named if each[1])


def _is_attendance(kind: object) -> bool:
    return isinstance(kind, PeopleRef) and kind.attendance


def _bad(ledger: Ledger, what: str) -> BadDeclaration:
    return BadDeclaration(f"ledger {ledger.key} gathering: {what}")
