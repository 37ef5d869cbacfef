"""A ledger seen through a lens, as it goes on paper: a table whose cells say how things stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from qinglian_desktop.domain.drawing import Drawing

Draw: TypeAlias = Callable[[float, float], Drawing]
"""Draws what stands in a cell of this width and height, in points."""


class GroundMark(Enum):
    """How a cell's ground is told from others; each has lines of its own beside its colour."""

    GOOD = "good"
    PLANNED = "planned"
    WARNED = "warned"
    GRAVE = "grave"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class LensCell:
    """What stands in a cell, in lines, ``lead`` above them in bold; or what is drawn there.

    A mark never stands without words. ``columns`` are those over which the cell goes.
    """

    lines: tuple[str, ...] = ()
    lead: str = ""
    mark: GroundMark | None = None
    columns: int = 1
    draw: Draw | None = None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class LensColumn:
    """A column: ``least`` is the room that it needs in 汉字, ``share`` its part of what is left."""

    heading: str
    least: float
    share: float = 1.0
    centred: bool = True
    draw: Draw | None = None


@dataclass(frozen=True, slots=True)
class LensRow:
    """A line of the table; with a ``group`` instead of cells, what is said of those below it."""

    cells: tuple[LensCell, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class LensPaper:
    """A lens as it stands: ``when`` is the time chosen, ``empty`` is said where no row is.

    ``above`` and ``below`` are sentences around the table, ``legend`` says what marks mean.
    ``keeps`` columns at the left stand before each part of a table that is too wide for a page.
    """

    title: str
    when: str
    columns: tuple[LensColumn, ...]
    rows: tuple[LensRow, ...]
    empty: str
    legend: tuple[tuple[GroundMark | None, str], ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    upright: bool = field(default=False, kw_only=True)
    keeps: int = field(default=1, kw_only=True)
