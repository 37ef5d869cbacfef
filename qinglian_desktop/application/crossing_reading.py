"""Reads a matrix out of the book: as it is now, or as it was on a day and since another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qinglian_desktop.application.crossing_paths import (
    PathReader,
    distinct,
    own_key,
    path_field,
    path_options,
)
from qinglian_desktop.application.crossings import CrossedAt, Crossing, Glance
from qinglian_desktop.application.ledger_then import ledger_on, must_have_come
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.shifts import OnMap, shifts_between
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import holds, named_fields
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.field_types import Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import AlongChart, Crossed
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.query import Query, Sort
from qinglian_desktop.domain.values import StepLink, Values
from qinglian_desktop.domain.words import Reading, words

_LONGEST_NAME = 10
_LEAST_NAME = 5
_BREAKS = "，、；。 （"


@dataclass(frozen=True, slots=True)
class _Read:
    records: Mapping[int, Values]
    known_since: date | None = None
    filled_in_later: tuple[int, ...] = ()
    unreadable: tuple[int, ...] = ()


class CrossingReading:
    """One matrix over one transaction."""

    def __init__(
        self, work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, lens: Crossed, today: date
    ) -> None:
        self._work = work
        self._catalogue = catalogue
        self._ledger = ledger
        self._lens = lens
        self._today = today
        self._paths = tuple(dict.fromkeys((lens.x, lens.y, *lens.filters)))
        self._needed = needed_fields(ledger, lens, self._paths)

    def at(self, glance: Glance) -> Crossing:
        """The matrix at a glance; DataProblems for days to come, or in the wrong order."""
        for day in filter(None, (glance.on, glance.since)):
            must_have_come(day, self._today)
        if glance.since is not None and glance.since >= (shown := glance.on or self._today):
            said = f"相比的那一天（{glance.since}）要早于看的这一天（{shown}），请改其中一个。"
            raise DataProblems((Problem("since", said),))
        crossing, now = self._on(glance.on, glance.only)
        if glance.since is None:
            return crossing
        _, before = self._on(glance.since, glance.only)
        both = replace(glance, on=glance.on or self._today)
        shifts = shifts_between(
            self._work, self._ledger, self._lens, before, now, both, self._needed
        )
        return replace(crossing, moves=shifts, since=glance.since)

    def _records(self, day: date | None) -> _Read:
        ledger = self._ledger
        if day is None:
            oldest_first = Query(ledger.key, sort=Sort(descending=False))
            found = self._work.records.few(oldest_first, {*map(own_key, self._needed)})
            return _Read({each.id or 0: each.values for each in found})
        then = ledger_on(self._work, ledger, day, self._needed)
        return _Read(then.records, then.known_since, then.filled_in_later, then.unreadable)

    def _on(
        self, day: date | None, only: tuple[tuple[str, str], ...]
    ) -> tuple[Crossing, dict[int, OnMap]]:
        lens, ledger, read = self._lens, self._ledger, self._records(day)
        paths = PathReader(self._work, self._catalogue, ledger, self._paths, day)
        paths.look_up([*read.records.values()])
        ranks = path_options(self._catalogue, ledger, lens.tint)
        standing: dict[int, OnMap] = {}
        unplaced: list[int] = []
        beyond: list[int] = []
        filtered: list[int] = []
        is_along, title = isinstance(lens, AlongChart), ledger.field(ledger.title[0])
        said: dict[int, dict[str, tuple[str, ...]]] = {}
        later = set(read.filled_in_later)
        for record_id, values in read.records.items():
            if lens.where is not None and not holds(lens.where, values):
                beyond.append(record_id)
                continue
            own = said[record_id] = {path: paths.words(values, path) for path in self._paths}
            if any(word not in own[path] for path, word in only):
                filtered.append(record_id)
                continue
            x, y = ("".join(own[path]) for path in (lens.x, lens.y))
            # What names no step of a chart stands at its end.
            is_placed = bool(y and (x or is_along))
            if not is_placed:
                unplaced.append(record_id)
            level = str(values.get(lens.tint) or "")
            name = words(title.type, values.get(title.key), Reading.LIST)
            step = values.get(lens.x) if is_along else None
            at = step.id if isinstance(step, StepLink) else ""
            standing[record_id] = OnMap(
                (x, y) if is_placed else None,
                level,
                name,
                (at or x, y) if is_placed else None,
                record_id in later,
            )
        ids, tints = _cells(standing, ranks)
        xs, ys = (
            self._axis(path, (cell[place] for cell in ids))
            for place, path in enumerate((lens.x, lens.y))
        )
        crossing = Crossing(
            xs,
            ys,
            ids,
            tints,
            tuple(unplaced),
            tuple(beyond),
            tuple(filtered),
            read.unreadable,
            names={record_id: each.name for record_id, each in standing.items()},
            levels={record_id: each.level for record_id, each in standing.items()},
            values={record_id: read.records[record_id] for record_id in said},
            said=said,
            heat=self._heat(xs, ys),
            labels={path: path_field(self._catalogue, ledger, path).label for path in self._paths},
            offers=dict(self._offers(said)),
            on=day,
            known_since=read.known_since,
            filled_in_later=tuple(
                each for each in read.filled_in_later if each in standing or each in beyond
            ),
        )
        return crossing, standing

    def _axis(self, path: str, seen: Iterator[str]) -> tuple[str, ...]:
        """The options in their order, then words that are in records only, in theirs."""
        options = path_options(self._catalogue, self._ledger, path)
        return tuple(dict.fromkeys((*options, *seen)))

    def _heat(self, xs: tuple[str, ...], ys: tuple[str, ...]) -> dict[CrossedAt, str]:
        known = self._lens.heat
        if known is None:
            return {}
        return {(x, y): word for x in xs for y in ys if (word := known(x, y))}

    def _offers(
        self, said: Mapping[int, Mapping[str, tuple[str, ...]]]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """By filter the words that records have which the lens shows."""
        for path in self._lens.filters:
            seen = distinct(own[path] for own in said.values())
            options = path_options(self._catalogue, self._ledger, path)
            known = [word for word in options if word in seen]
            yield path, tuple(dict.fromkeys((*known, *seen)))


def needed_fields(ledger: Ledger, lens: Crossed, paths: Sequence[str]) -> tuple[str, ...]:
    """The fields of the ledger that are read for these paths, of rows their cells."""
    asked = named_fields(lens.where) if lens.where is not None else ()
    own = (
        path if isinstance(ledger.field(own_key(path)).type, Rows) else own_key(path)
        for path in paths
    )
    keys = (*own, lens.tint, ledger.title[0])
    return tuple(dict.fromkeys((*keys, *(each.field for each in asked))))


def short_name(name: str) -> str:
    """A name in ten characters: cut where a part of it ends, if enough is left."""
    line = " ".join(name.split())
    if len(line) <= _LONGEST_NAME:
        return line
    kept = line[: _LONGEST_NAME - 1]
    ends = max(kept.rfind(sign) for sign in _BREAKS)
    return f"{kept[:ends] if ends >= _LEAST_NAME else kept}…"


def by_rank(ranks: tuple[str, ...], word: str) -> int:
    """How grave a word is, 0 the gravest; one that is no option comes last."""
    return ranks.index(word) if word in ranks else len(ranks)


def _cells(
    standing: Mapping[int, OnMap], ranks: tuple[str, ...]
) -> tuple[dict[CrossedAt, tuple[int, ...]], dict[CrossedAt, tuple[tuple[str, int], ...]]]:
    """By cell its records, the gravest first, and how many there are of each tint."""
    found: dict[CrossedAt, list[int]] = {}
    for record_id, each in standing.items():
        if each.cell is not None:
            found.setdefault(each.cell, []).append(record_id)
    ids: dict[CrossedAt, tuple[int, ...]] = {}
    tints: dict[CrossedAt, tuple[tuple[str, int], ...]] = {}
    for cell, members in found.items():
        members.sort(key=lambda each: by_rank(ranks, standing[each].level))
        levels = [standing[each].level for each in members]
        ids[cell] = tuple(members)
        tints[cell] = tuple((word, levels.count(word)) for word in dict.fromkeys(levels))
    return ids, tints
