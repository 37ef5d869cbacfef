"""How wide the columns of a lens on paper are, at which size, and which stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.lens_paper import LensColumn, LensPaper

SIZES = (10.5, 9.0, 8.0, 7.0)
"""The sizes of a table's text, the preferred first; nothing on the page is smaller."""
PAD = 3.0
"""Between a cell's edge and its words."""


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """Columns that stand side by side on a page, by their places, with all their edges."""

    places: Sequence[int]
    edges: Sequence[float]


def parted(paper: LensPaper, left: float, width: float) -> tuple[float, list[ColumnPart]]:
    """The largest size at which all columns fit side by side.

    Where they do not at the smallest, parts that do, each behind the columns that are kept.
    """
    columns = paper.columns
    for size in SIZES:
        if sum(_least(each, size) for each in columns) <= width:
            return size, [ColumnPart(range(len(columns)), _edges(columns, size, left, width))]
    size, kept = SIZES[-1], list(range(paper.keeps))
    parts: list[list[int]] = []
    places = list(kept)
    for place in range(paper.keeps, len(columns)):
        taken = sum(_least(columns[each], size) for each in (*places, place))
        if taken > width and len(places) > len(kept):
            parts.append(places)
            places = list(kept)
        places.append(place)
    parts.append(places)
    return size, [
        ColumnPart(each, _edges([columns[place] for place in each], size, left, width))
        for each in parts
    ]


def _edges(columns: Sequence[LensColumn], size: float, left: float, width: float) -> list[float]:
    """Where columns begin and end: each has what it needs, and its share of what is left."""
    least = [_least(each, size) for each in columns]
    spare, shares = width - sum(least), sum(each.share for each in columns)
    edges = [left]
    for column, need in zip(columns, least, strict=True):
        edges.append(edges[-1] + need + spare * column.share / shares)
    return edges


def _least(column: LensColumn, size: float) -> float:
    return column.least * size + 2 * PAD
