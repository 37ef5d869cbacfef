"""Which record of the book, or of the same file, is the same thing as one that comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import reduce
from typing import Generic, TypeAlias, TypeVar

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.field_types import Choice
from qinglian_desktop.domain.importing.imported_record import ImportedRecord
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Interval, People, Person, Value, Values
from qinglian_desktop.domain.words import Reading, words

_MOST_ALIKE = 50
"""Of so many that could be the same thing one is looked for: of more it would be any."""

_NUMBER = "#"
_HOUR = "@"
"""What is said beside the fields: the number in a table of ours, and the hour of a field."""

_Which = TypeVar("_Which")
_Said: TypeAlias = Mapping[str, object]


class Twins:
    """Looked up by what identifies a record, as its ledger declares; of our own tables by number.

    A record of the book is the twin of one of the file, and of no other.
    """

    def __init__(self, work: UnitOfWork, found: Understanding) -> None:
        self._work = work
        self._ledger = ledger = found.ledger
        self._compared = compared_fields(ledger)
        self._is_own = found.is_own
        self._known = SeenThings[Record](ledger)
        self._earlier = SeenThings[int](ledger)
        self._by_number: dict[str, tuple[_Said, Record]] = {}
        self._taken: set[int | None] = set()
        if not ledger.identity:
            return
        needed = set(self._compared)
        # Of several alike the first that was kept is that of the first in the file.
        ids = sorted(work.records.ids(Query(ledger.key)))
        for record in work.records.fetch(ledger, ids, needed):
            said = identified(ledger, self._compared, record.values)
            self._known.add(said, record)
            self._by_number[record.number] = said, record

    def of(
        self, place: int, record: ImportedRecord, values: Values, *, is_kept: bool
    ) -> tuple[Record | None, int | None]:
        """The record of the book, whole, and the place of the earlier one in the file.

        One that is neither there nor kept (``is_kept``) does not stand in the way of a later one.
        """
        said = identified(self._ledger, self._compared, values)
        twin = self._of_number(record, said) or self._known.same(said, self._is_free)
        if self._is_own and record.number:
            said = {**said, _NUMBER: record.number}
        same = self._earlier.same(said)
        if is_kept or twin is not None:
            self._earlier.add(said, place)
        if twin is None:
            return None, same
        self._taken.add(twin.id)
        return self._work.records.get(self._ledger, twin.id or 0), same

    def _is_free(self, record: Record) -> bool:
        return record.id not in self._taken

    def _of_number(self, record: ImportedRecord, said: _Said) -> Record | None:
        """Of that number, if more than a word out of a list agrees: each book counts from 1."""
        if not self._is_own or record.number not in self._by_number:
            return None
        other, twin = self._by_number[record.number]
        ledger = self._ledger
        telling = [k for k in said if k in ledger.by_key and not _is_choice(ledger, k)]
        agrees = any(said[key] == other.get(key) for key in telling)
        return twin if agrees and self._is_free(twin) else None


class SeenThings(Generic[_Which]):
    """What was seen of a ledger: by each way that identifies it, and by what all of these share.

    Where of one name one of two says nothing else, they may be the same person, and are shown
    side by side; where they say different things they are not.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._identity = identity = ledger.identity
        sets = [frozenset(keys) for keys in identity]
        self._shared = sorted(reduce(frozenset[str].intersection, sets)) if len(sets) > 1 else []
        self._others = sorted(frozenset[str]().union(*sets) - {*self._shared})
        self._apart = [_NUMBER, *ledger.apart, *(f"{key}{_HOUR}" for key in ledger.apart)]
        self._sure: dict[tuple[object, ...], list[tuple[_Said, _Which]]] = {}
        self._alike: dict[tuple[object, ...], list[tuple[_Said, _Which]]] = {}

    def add(self, said: _Said, which: _Which) -> None:
        """One more is there that says this."""
        for key in self._keys(said):
            _note(self._sure, key, said, which)
        if shared := self._in_common(said):
            _note(self._alike, shared, said, which)

    def same(
        self, said: _Said, is_free: Callable[[_Which], bool] = lambda _: True
    ) -> _Which | None:
        """The first that ``is_free`` and says the same thing; None if none does."""
        if not self._sure and not self._alike:
            return None
        for key in self._keys(said):
            for other, which in self._sure.get(key, ()):
                if is_free(which) and _agree(said, other, self._apart):
                    return which
        shared = self._in_common(said)
        alike = self._alike.get(shared, []) if shared else []
        keys = (*self._others, *self._apart)
        free = (which for other, which in alike if is_free(which) and _agree(said, other, keys))
        return next(free, None)

    def _keys(self, said: _Said) -> Iterator[tuple[object, ...]]:
        """Each way that is said whole: two blanks never agree."""
        for at, fields in enumerate(self._identity):
            values = [said.get(key) for key in fields]
            if all(values):
                yield (at, *values)

    def _in_common(self, said: _Said) -> tuple[object, ...]:
        values = tuple(said.get(key) for key in self._shared)
        return values if all(values) else ()


def _note(
    seen: dict[tuple[object, ...], list[tuple[_Said, _Which]]],
    key: tuple[object, ...],
    said: _Said,
    which: _Which,
) -> None:
    alike = seen.setdefault(key, [])
    if len(alike) < _MOST_ALIKE:
        alike.append((said, which))


def _agree(one: _Said, other: _Said, keys: Sequence[str]) -> bool:
    """Whether nothing that both say is different."""
    pairs = ((one.get(key), other.get(key)) for key in keys)
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)


def compared_fields(ledger: Ledger) -> list[str]:
    named = (key for key in ledger.title if key in ledger.by_key)
    return sorted({*named, *ledger.apart, *(key for keys in ledger.identity for key in keys)})


def _is_choice(ledger: Ledger, key: str) -> bool:
    return isinstance(ledger.by_key[key].type, Choice)


def _person(person: Person) -> object:
    return person.id if person.id is not None else folded(person.name)


def identified(
    ledger: Ledger, keys: Sequence[str], values: Values, who: Callable[[Person], object] = _person
) -> _Said:
    """What a record says of the fields by which it is told; ``who`` tells people apart."""
    compared = {key: _compared(ledger, key, values.get(key), who) for key in keys}
    hours = {f"{key}{_HOUR}": _hour(values.get(key)) for key in ledger.apart}
    return {key: value for key, value in {**compared, **hours}.items() if value}


def _hour(value: Value) -> datetime | None:
    """When it begins, where that is known."""
    start = value.start if isinstance(value, Interval) else value
    is_known = isinstance(start, datetime) and start.time() != time()
    return start if is_known and isinstance(start, datetime) else None


def _compared(ledger: Ledger, key: str, value: Value, who: Callable[[Person], object]) -> object:
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
            return who(value)
        case People():
            return frozenset(who(each.person) for each in value.attendees) or None
        case _:
            return folded(words(ledger.field(key).type, value, Reading.LIST))
