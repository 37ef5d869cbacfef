"""Which record of the book, or of the same file, is the same thing as one that comes in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.importing.composing import ImportedRecord
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Interval, People, Person, Value, Values
from qinglian_desktop.domain.words import Reading, words


class Twins:
    """Looked up by what identifies a record, as its ledger declares."""

    def __init__(self, work: UnitOfWork, found: Understanding) -> None:
        self._ledger = ledger = found.ledger
        self._known: dict[tuple[object, ...], Record] = {}
        self._earlier: dict[tuple[object, ...], int] = {}
        if not ledger.identity:
            return
        needed = {key for keys in ledger.identity for key in keys}
        ids = work.records.ids(Query(ledger.key))
        for record in work.records.fetch(ledger, ids, needed):
            for key in _keys(ledger, record.values):
                self._known.setdefault(key, record)
        self._work = work

    def of(
        self, place: int, record: ImportedRecord, values: Values
    ) -> tuple[Record | None, int | None]:
        """The record of the book, whole, and the place of the earlier one in the file."""
        keys = list(_keys(self._ledger, values))
        twin = next((self._known[key] for key in keys if key in self._known), None)
        same = next((self._earlier[key] for key in keys if key in self._earlier), None)
        for key in keys:
            self._earlier.setdefault(key, place)
        if twin is not None and twin.id is not None:
            twin = self._work.records.get(self._ledger, twin.id)
        return twin, same


def _keys(ledger: Ledger, values: Values) -> Iterator[tuple[object, ...]]:
    """What identifies a record, in each of the ways that its ledger knows, as far as it is said."""
    for at, fields in enumerate(ledger.identity):
        said = [_compared(ledger, key, values.get(key)) for key in fields]
        if all(said):
            yield (at, *said)


def _compared(ledger: Ledger, key: str, value: Value) -> object:
    """A value as two of them are compared: of times the day, of people who they are."""
    match value:
        case None:
            return None
        case Interval(start=start):
            return start.date()
        case datetime():
            return value.date()
        case date():
            return value
        case Person():
            return _person(value)
        case People():
            return frozenset(_person(each.person) for each in value.attendees) or None
        case _:
            return folded(words(ledger.field(key).type, value, Reading.LIST))


def _person(person: Person) -> object:
    return person.id if person.id is not None else folded(person.name)
