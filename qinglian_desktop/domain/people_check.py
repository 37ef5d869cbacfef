"""What contradicts where a ledger declares people: the roster, the unit, and who is due."""

from __future__ import annotations

from typing import Protocol

from qinglian_desktop.domain.conditions import Condition, named_fields
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    Field,
    Integer,
    LongText,
    Name,
    PeopleRef,
    PersonRef,
    Text,
)
from qinglian_desktop.domain.ledger import Ledger, PartyLife, Roster, UnitFacts

_OFFICE = {"word": (Choice,), "charge": (Text,), "since": (Day,), "until": (Day,)}
_SEAT = {
    "office": (Text,),
    "person": (PersonRef,),
    "charge": (Text,),
    "since": (Day,),
    "phone": (Text,),
}
_GROUP = {"name": (Text,), "leader": (PersonRef,), "members": (Integer,)}


class _Needs(Protocol):
    def __call__(self, what: str, key: str, *kinds: type) -> Field: ...


class _RowsOf(Protocol):
    def __call__(self, what: str, key: str) -> dict[str, Field]: ...


class _Looks(Protocol):
    def __call__(self, what: str, condition: Condition, fields: dict[str, Field]) -> None: ...


def check_people(ledger: Ledger, needs: _Needs, rows: _RowsOf, looks: _Looks) -> None:
    """Reject what is wrong, in the words of the check of the whole ledger, whose parts it takes."""
    for field in ledger.fields:
        if isinstance(field.type, PeopleRef):
            _attendance(ledger, field, field.type, needs, looks)
    if ledger.roster is not None:
        _roster(ledger, ledger.roster, needs, rows, looks)
        if ledger.roster.life is not None:
            _life(ledger, ledger.roster.life, needs, rows, looks)
    if ledger.unit is not None:
        _unit(ledger, ledger.unit, needs, rows)


def _attendance(
    ledger: Ledger, field: Field, kind: PeopleRef, needs: _Needs, looks: _Looks
) -> None:
    what = f"field {field.key}"
    if kind.like:
        needs(f"{what} like", kind.like, Choice)
    if kind.guests:
        needs(f"{what} guests", kind.guests, PeopleRef)
    if kind.convened and not kind.attendance:
        raise BadDeclaration(f"ledger {ledger.key}: {what} convenes without attendance")
    for each in kind.convened:
        if each.when is not None:
            looks(f"condition of {what}", each.when, dict(ledger.by_key))
        if each.group:
            needs(f"{what} group", each.group, Text)


def _roster(ledger: Ledger, roster: Roster, needs: _Needs, rows: _RowsOf, looks: _Looks) -> None:
    needs("roster name", roster.name, Name)
    for key in (roster.department, roster.post, roster.left_reason):
        needs("roster", key, Text, Choice, LongText)
    for key in (roster.joined, roster.left):
        needs("roster", key, Day)
    keeps_words(ledger, "roster votes", needs("roster votes", roster.votes, Choice))
    looks("roster party", roster.party, dict(ledger.by_key))
    _of_kept_words(ledger, "roster party", roster.party)
    inner = {roster.class_word: (Choice,), roster.class_since: (Day,)}
    _row_fields(ledger, "roster", rows("roster classes", roster.classes), inner)


def _life(ledger: Ledger, life: PartyLife, needs: _Needs, rows: _RowsOf, looks: _Looks) -> None:
    for key in (life.politics, life.away):
        needs("roster life", key, Choice)
    for key in (life.since, life.full_since, life.group_since):
        needs("roster life", key, Day)
    for key in (life.group, life.away_to, life.phone):
        needs("roster life", key, Text)
    looks("roster full members", life.full, dict(ledger.by_key))
    _of_kept_words(ledger, "roster full members", life.full)
    suspended = rows("roster suspended", life.suspended)
    _row_fields(ledger, "roster", suspended, {"since": (Day,), "until": (Day,)})
    offices = rows("roster offices", life.offices)
    _row_fields(ledger, "roster", offices, _OFFICE)
    words = offices["word"].type
    if not life.beside or not isinstance(words, Choice) or set(life.beside) - {*words.options}:
        raise BadDeclaration(f"ledger {ledger.key}: {life.beside} are not offices")


def _of_kept_words(ledger: Ledger, what: str, condition: Condition) -> None:
    """Whom the book reads by it knows no words but the declared ones."""
    for leaf in named_fields(condition):
        keeps_words(ledger, what, ledger.field(leaf.field))


def keeps_words(ledger: Ledger, what: str, field: Field) -> None:
    """Reject a list that a unit may change where its words must stay."""
    if isinstance(field.type, Choice | Choices) and not field.type.fixed:
        raise BadDeclaration(f"ledger {ledger.key}: {what}: a unit may rename words of {field.key}")


def _unit(ledger: Ledger, unit: UnitFacts, needs: _Needs, rows: _RowsOf) -> None:
    for key in (unit.name, unit.code, unit.phone):
        needs("unit", key, Text)
    needs("unit head", unit.head, PersonRef)
    if unit.kind or unit.collecting:
        needs("unit kind", unit.kind, Choice)
    for key, inner in ((unit.committee, _SEAT), (unit.groups, _GROUP)):
        if key:
            _row_fields(ledger, "unit", rows("unit", key), inner)


def _row_fields(
    ledger: Ledger, what: str, fields: dict[str, Field], wanted: dict[str, tuple[type, ...]]
) -> None:
    for key, kinds in wanted.items():
        if key not in fields or not isinstance(fields[key].type, kinds):
            names = " or ".join(kind.__name__ for kind in kinds)
            raise BadDeclaration(f"ledger {ledger.key}: {what}: row field {key} is not {names}")
