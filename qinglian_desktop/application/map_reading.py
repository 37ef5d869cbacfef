"""The records of a matrix by name, as they stood on a day, and what moved since another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.map_values import (
    Cell,
    MapAsked,
    MapReading,
    Move,
    MoveKind,
    Named,
)
from qinglian_desktop.application.ports import Clock, UnitOfWork
from qinglian_desktop.application.statistics import Crossing
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import Choice, Choices, RecordRef, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Matrix
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import COUNTED, State
from qinglian_desktop.domain.values import Link, Values
from qinglian_desktop.domain.words import Reading, words

_VOIDED = "作废"


@dataclass(frozen=True, slots=True)
class _Version:
    at: datetime
    values: Values | None
    reason: str


class MapReadings:
    """Maps over an open book; whoever asks is off the window's thread, but for the first."""

    def __init__(self, book: Book, catalogue: Catalogue, clock: Clock) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock

    def read(self, ledger: Ledger, lens: Matrix, asked: MapAsked) -> MapReading:
        """The map of a day, with what is asked of it."""
        today = self._clock().date()
        day = asked.day or today
        with self._book.reading() as work:
            kept = _Kept(work, self._catalogue, ledger, lens)
        begun = min((each[0].at.date() for each in kept.versions.values()), default=today)
        now = kept.on(day, asked.filters)
        moves = _moves(kept, asked.since, day, asked.filters) if asked.since else ()
        return MapReading(
            asked,
            day,
            kept.crossing(now),
            kept.by_cell(now),
            moves,
            kept.choices(),
            tuple(kept.counts(end, asked.filters, today) for end in _month_ends(day.year, today)),
            begun,
        )


class _Kept:
    """Every version of the records of a ledger, as far as a map needs them."""

    def __init__(
        self, work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, lens: Matrix
    ) -> None:
        self._ledger, self._lens, self._catalogue = ledger, lens, catalogue
        asked = Query(ledger.key, states=(*COUNTED, State.VOID))
        self.versions: dict[int, list[_Version]] = {}
        for record_id in sorted(work.records.ids(asked)):
            found = [
                _Version(each.at, self._values(each.action, each.after), each.reason)
                for each in reversed(work.records.history(ledger, record_id))
            ]
            if found:
                self.versions[record_id] = found
        self._linked = _linked_words(work, catalogue, ledger, lens.filters)

    @property
    def _ranks(self) -> tuple[str, ...]:
        kind = self._ledger.field(self._lens.tint).type
        return kind.options if isinstance(kind, Choice | Choices) else ()

    def on(self, day: date, filters: Mapping[str, str]) -> dict[int, Values]:
        """By id what stood at the end of the day and agrees with the filters."""
        found: dict[int, Values] = {}
        for record_id, versions in self.versions.items():
            values = next((v.values for v in reversed(versions) if v.at.date() <= day), None)
            if values is not None and all(
                said in self.words(values, path) for path, said in filters.items() if said
            ):
                found[record_id] = values
        return found

    def version_of(self, record_id: int, since: date, day: date) -> _Version:
        """The first version after ``since`` that has the cell and level of ``day``."""
        versions = [v for v in self.versions[record_id] if v.at.date() <= day]
        last = versions[-1]
        for each in reversed(versions):
            if each.at.date() <= since or self._place(each.values) != self._place(
                versions[-1].values
            ):
                break
            last = each
        return last

    def placed(self, record_id: int, values: Values) -> Named | None:
        """The record in its cell; None where it is not in the map."""
        lens, ledger = self._lens, self._ledger
        if lens.where is not None and not holds(lens.where, values):
            return None
        x, y = self._said(values, lens.x), self._said(values, lens.y)
        if not x or not y:
            return None
        level, name = self._said(values, lens.tint), self._said(values, ledger.title[0])
        rank = self._ranks.index(level) if level in self._ranks else None
        return Named(record_id, name, (x, y), level, rank)

    def by_cell(self, standing: Mapping[int, Values]) -> dict[Cell, list[Named]]:
        """The records of each cell, the gravest first."""
        found: dict[Cell, list[Named]] = {}
        for record_id, values in standing.items():
            if (named := self.placed(record_id, values)) is not None:
                found.setdefault(named.cell, []).append(named)
        last = len(self._ranks)
        for each in found.values():
            each.sort(key=lambda named: last if named.rank is None else named.rank)
        return found

    def crossing(self, standing: Mapping[int, Values]) -> Crossing:
        """The counts of what stands, with what is left out."""
        lens, cells = self._lens, self.by_cell(standing)
        beyond = tuple(
            at for at, v in standing.items() if lens.where is not None and not holds(lens.where, v)
        )
        placed = {named.id for each in cells.values() for named in each}
        return Crossing(
            self._axis(lens.x, [x for x, _ in cells]),
            self._axis(lens.y, [y for _, y in cells]),
            {cell: tuple(named.id for named in each) for cell, each in cells.items()},
            {cell: _tints(each) for cell, each in cells.items()},
            tuple(at for at in standing if at not in placed and at not in beyond),
            beyond,
        )

    def counts(
        self, day: date | None, filters: Mapping[str, str], today: date
    ) -> tuple[int, ...] | None:
        """How many there were of each level; None for a day that has not come."""
        if day is None:
            return None
        levels = [
            named.level for each in self.by_cell(self.on(day, filters)).values() for named in each
        ]
        return tuple(levels.count(word) for word in self._ranks)

    def choices(self) -> dict[str, tuple[str, ...]]:
        """The words of each filter, in the order of the options, then of the records."""
        found: dict[str, tuple[str, ...]] = {}
        for path in self._lens.filters:
            last = (v[-1].values for v in self.versions.values())
            seen = dict.fromkeys(
                word for values in last if values for word in self.words(values, path)
            )
            found[path] = self._axis(path, list(seen)) if "." not in path else tuple(sorted(seen))
        return found

    def words(self, values: Values, path: str) -> tuple[str, ...]:
        """What a record says at a path: a field, ``rows.field`` or ``link.field``."""
        first, dot, inner = path.partition(".")
        kind, value = self._ledger.field(first).type, values.get(first)
        if not dot:
            said = words(kind, value, Reading.LIST)
            return (said,) if said else ()
        if isinstance(kind, Rows) and isinstance(value, tuple):
            rows = (row for row in value if isinstance(row, Mapping))
            said_in = (str(row.get(inner) or "") for row in rows)
            return tuple(dict.fromkeys(filter(None, said_in)))
        if isinstance(value, Link) and value.id:
            return self._linked.get((first, inner, value.id), ())
        return ()

    def _place(self, values: Values | None) -> tuple[Cell, str] | None:
        named = None if values is None else self.placed(0, values)
        return None if named is None else (named.cell, named.level)

    def _said(self, values: Values, key: str) -> str:
        return words(self._ledger.field(key).type, values.get(key), Reading.LIST)

    def _axis(self, key: str, seen: Sequence[str]) -> tuple[str, ...]:
        kind = self._ledger.field(key).type
        options = kind.options if isinstance(kind, Choice | Choices) else ()
        return (*options, *dict.fromkeys(word for word in seen if word not in options))

    def _values(self, action: str, plain: dict[str, object] | None) -> Values | None:
        if plain is None or action == _VOIDED:
            return None
        lens, found = self._lens, dict[str, object]()
        paths = (lens.x, lens.y, lens.tint, self._ledger.title[0], *lens.filters, *lens.asks)
        for key in dict.fromkeys(path.partition(".")[0] for path in paths):
            try:
                found[key] = from_plain(self._ledger.field(key).type, plain.get(key))
            except Unreadable:
                found[key] = None
        return found  # pyright: ignore[reportReturnType]


def _moves(kept: _Kept, since: date, day: date, filters: Mapping[str, str]) -> tuple[Move, ...]:
    """What is otherwise on ``day`` than it was at the end of ``since``, in the order of days."""
    stood, stands = kept.on(since, filters), kept.on(day, filters)
    found: list[Move] = []
    for record_id in sorted({*stood, *stands}):
        before, after = (
            kept.placed(record_id, each[record_id]) if record_id in each else None
            for each in (stood, stands)
        )
        kind = _kind(before, after)
        if kind is not None:
            version = kept.version_of(record_id, since, day)
            found.append(Move(kind, before, after, version.at.date(), version.reason))
    return tuple(sorted(found, key=lambda move: move.on))


def _kind(before: Named | None, after: Named | None) -> MoveKind | None:
    if before is None or after is None:
        came = MoveKind.CAME if after is not None else MoveKind.WENT
        return None if before is after else came
    if before.rank != after.rank and before.rank is not None and after.rank is not None:
        return MoveKind.ROSE if after.rank < before.rank else MoveKind.FELL
    return MoveKind.MOVED if before.cell != after.cell else None


def _tints(named: Iterable[Named]) -> tuple[tuple[str, int], ...]:
    levels = [each.level for each in named]
    return tuple((level, levels.count(level)) for level in dict.fromkeys(levels))


def _month_ends(year: int, today: date) -> list[date | None]:
    """The last day of each month, of this month today; None of those to come."""
    starts = [date(year, month, 1) for month in range(1, 13)]
    ends = [each - timedelta(days=1) for each in (*starts[1:], date(year + 1, 1, 1))]
    return [
        None if start > today else min(end, today) for start, end in zip(starts, ends, strict=True)
    ]


def _linked_words(
    work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, paths: Iterable[str]
) -> dict[tuple[str, str, int], tuple[str, ...]]:
    """What linked records say in the fields that filters ask for."""
    found: dict[tuple[str, str, int], tuple[str, ...]] = {}
    for path in paths:
        first, dot, inner = path.partition(".")
        kind = ledger.field(first).type
        if dot and isinstance(kind, RecordRef):
            other = catalogue[kind.ledger]
            for record in work.records.few(Query(other.key), (inner,)):
                said = words(other.field(inner).type, record.value(inner), Reading.LIST)
                found[first, inner, record.id or 0] = (said,) if said else ()
    return found
