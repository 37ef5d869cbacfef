"""A matrix as it stood on a day: who stands in which cell, and what moved since another day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TypeAlias

from qinglian_desktop.domain.values import Values

CrossedAt: TypeAlias = tuple[str, str]
"""The words of both axes."""


@dataclass(frozen=True, slots=True)
class Glance:
    """How a matrix is looked at: ``on`` a day (None: as it is now), compared with ``since``.

    ``only`` are pairs of a filter's path and the word that must be there; all of them must.
    """

    on: date | None = None
    since: date | None = None
    only: tuple[tuple[str, str], ...] = ()


NOW = Glance()


class ShiftKind(Enum):
    """What became of a record between two days; the value is how it is called."""

    CAME = "新增"
    WENT = "退出"
    ROSE = "升级"
    FELL = "降级"
    MOVED = "移位"


@dataclass(frozen=True, slots=True)
class Shift:
    """One record that is elsewhere than it was, or as grave as it was not.

    ``before`` and ``after`` are cells, None where it has none; ``level_before`` is "" for what
    came, ``level_after`` for what went. ``how`` says by what it went or came (销号, 作废, 补录 …);
    ``day`` and ``reason`` are those of the history, None and "" where it says nothing.
    """

    kind: ShiftKind
    record_id: int
    name: str
    before: CrossedAt | None
    after: CrossedAt | None
    level_before: str
    level_after: str
    day: date | None = None
    reason: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Crossing:
    """The records behind a matrix: ids by (x, y), and how many there are of each tint.

    ``tints`` has the gravest tint of each cell first. ``unplaced`` lack one of the fields;
    of those ``beyond`` the lens's condition does not hold; those ``filtered`` lack what the
    glance asks for; of ``unreadable`` nothing can be read as it was then. ``names`` and ``levels``
    are whole names and tints by id; ``values`` what was read of these and of those ``filtered``,
    ``said`` their words by path; ``heat`` the tint of each cell that a rule knows.
    ``labels`` are what axes and filters are called, ``offers`` the words by which one can
    filter, both by path.
    ``known_since`` is the first day of which the book knows anything, None where it knows
    nothing; ``filled_in_later`` are shown, and were entered after the day.
    """

    xs: tuple[str, ...]
    ys: tuple[str, ...]
    ids: dict[CrossedAt, tuple[int, ...]]
    tints: dict[CrossedAt, tuple[tuple[str, int], ...]]
    unplaced: tuple[int, ...]
    beyond: tuple[int, ...] = ()
    filtered: tuple[int, ...] = ()
    unreadable: tuple[int, ...] = ()
    names: dict[int, str] = field(default_factory=dict[int, str])
    levels: dict[int, str] = field(default_factory=dict[int, str])
    values: dict[int, Values] = field(default_factory=dict[int, Values])
    said: dict[int, dict[str, tuple[str, ...]]] = field(
        default_factory=dict[int, dict[str, tuple[str, ...]]]
    )
    heat: dict[CrossedAt, str] = field(default_factory=dict[CrossedAt, str])
    labels: dict[str, str] = field(default_factory=dict[str, str])
    offers: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    moves: tuple[Shift, ...] = ()
    on: date | None = None
    since: date | None = None
    known_since: date | None = None
    filled_in_later: tuple[int, ...] = ()
