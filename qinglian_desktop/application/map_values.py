"""What is read of a map by name: the records in their cells, and what moved between two days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TypeAlias

from qinglian_desktop.application.statistics import Crossing

Cell: TypeAlias = tuple[str, str]
"""The words of x and y."""


class MoveKind(Enum):
    """What became of a record between two days."""

    CAME = "新增"
    WENT = "退出"
    ROSE = "升高"
    FELL = "降低"
    MOVED = "移动"


@dataclass(frozen=True, slots=True)
class Named:
    """A record as it stood: what it is called, its cell, and its level with the level's rank.

    ``rank`` 0 is the gravest; None where no level was given.
    """

    id: int
    name: str
    cell: Cell
    level: str
    rank: int | None


@dataclass(frozen=True, slots=True)
class Move:
    """A record that stood elsewhere before: one of the two is None where it was not in the map."""

    kind: MoveKind
    before: Named | None
    after: Named | None
    on: date
    reason: str

    @property
    def named(self) -> Named:
        """The record as it is called last."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class MapAsked:
    """What a map is asked for: the end of which day, since which, and the words of its filters.

    Without a ``day`` it is as things stand now.
    """

    day: date | None = None
    since: date | None = None
    filters: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class MapReading:
    """A matrix with its records by name.

    ``choices`` are the words that can be chosen by filter; ``levels`` counts by level, one tuple
    a month of the day's year, None where that has not come; ``begun`` is the first day of which
    the book can tell.
    """

    asked: MapAsked
    day: date
    crossing: Crossing
    named: Mapping[Cell, Sequence[Named]]
    moves: tuple[Move, ...]
    choices: Mapping[str, tuple[str, ...]]
    levels: tuple[tuple[int, ...] | None, ...]
    begun: date
