"""Which record of the book, or of the same file, is the same thing as one that comes in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import reduce
from typing import Generic, TypeAlias, TypeVar

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.importing.imported_record import ImportedRecord
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Interval, People, Person, Value, Values
from qinglian_desktop.domain.words import Reading, words

_MOST_ALIKE = 50
"""Of so many that could be the same thing one is looked for: of more it would be any."""

_Which = TypeVar("_Which")
_Said: TypeAlias = Mapping[str, object]


class Twins:
    """Looked up by what identifies a record, as its ledger declares."""

    def __init__(self, work: UnitOfWork, found: Understanding) -> None:
        self._work = work
        self._ledger = ledger = found.ledger
        self._known = _Seen[Record](ledger.identity)
        self._earlier = _Seen[int](ledger.identity)
        if not ledger.identity:
            return
        needed = {key for keys in ledger.identity for key in keys}
        ids = work.records.ids(Query(ledger.key))
        for record in work.records.fetch(ledger, ids, needed):
            self._known.add(_said(ledger, record.values), record)

    def of(
        self, place: int, record: ImportedRecord, values: Values
    ) -> tuple[Record | None, int | None]:
        """The record of the book, whole, and the place of the earlier one in the file."""
        said = _said(self._ledger, values)
        twin, same = self._known.same(said), self._earlier.same(said)
        self._earlier.add(said, place)
        if twin is not None and twin.id is not None:
            twin = self._work.records.get(self._ledger, twin.id)
        return twin, same


class _Seen(Generic[_Which]):
    """What was seen, by each way in which it is identified, and by what all of these share.

    Where of one name one of two says nothing else, they may be the same person, and are shown
    side by side; where they say different things they are not.
    """

    def __init__(self, identity: Sequence[Sequence[str]]) -> None:
        self._identity = identity
        sets = [frozenset(keys) for keys in identity]
        self._shared = sorted(reduce(frozenset[str].intersection, sets)) if len(sets) > 1 else []
        self._others = sorted(frozenset[str]().union(*sets) - {*self._shared})
        self._sure: dict[tuple[object, ...], _Which] = {}
        self._alike: dict[tuple[object, ...], list[tuple[_Said, _Which]]] = {}

    def add(self, said: _Said, which: _Which) -> None:
        for key in self._keys(said):
            self._sure.setdefault(key, which)
        if shared := self._in_common(said):
            alike = self._alike.setdefault(shared, [])
            if len(alike) < _MOST_ALIKE:
                alike.append((said, which))

    def same(self, said: _Said) -> _Which | None:
        for key in self._keys(said):
            if key in self._sure:
                return self._sure[key]
        shared = self._in_common(said)
        alike = self._alike.get(shared, []) if shared else []
        return next((which for other, which in alike if self._may_be(said, other)), None)

    def _keys(self, said: _Said) -> Iterator[tuple[object, ...]]:
        """Each way that is said whole: two blanks never agree."""
        for at, fields in enumerate(self._identity):
            values = [said.get(key) for key in fields]
            if all(values):
                yield (at, *values)

    def _in_common(self, said: _Said) -> tuple[object, ...]:
        values = tuple(said.get(key) for key in self._shared)
        return values if all(values) else ()

    def _may_be(self, one: _Said, other: _Said) -> bool:
        """Whether nothing that both say is different."""
        pairs = [(one.get(key), other.get(key)) for key in self._others]
        return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)


def _said(ledger: Ledger, values: Values) -> _Said:
    keys = {key for keys in ledger.identity for key in keys}
    compared = {key: _compared(ledger, key, values.get(key)) for key in keys}
    return {key: value for key, value in compared.items() if value}


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
