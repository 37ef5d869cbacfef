"""What moved on a map as arrows over its cells: each in a lane of its own, with its number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from qinglian_desktop.application.crossings import CrossedAt, Shift, ShiftKind
from qinglian_desktop.domain.drawing import (
    Anchor,
    Panel,
    Point,
    Polyline,
    Shape,
    Tone,
    Words,
    em_width,
)

CellPlace: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height."""
# Lengths are in em, the size of the text.
LANE = 3.4
"""At the foot and the right edge of a cell, for what moved."""
_PAD = 0.5
_LANES = (0.3, 0.8, 1.3, 1.8, 0.55, 1.05, 1.55)
"""So far from the edge is each lane, those first that lie well apart."""
_NEAR, _BEHIND = 0.22, 1.2
_EDGE = 2.5
"""So far above the foot of a cell is told what came to it and what went."""
_SMALL = 0.86
_ALONG = (0.55, 0.7, 0.4, 0.82, 0.28, 0.9, 0.16)
"""Where on the last part of an arrow its number may stand, the best first."""


def move_shapes(
    moves: Sequence[Shift], place: Callable[[CrossedAt], CellPlace | None], size: float
) -> Iterator[Shape]:
    """Arrows over the cells, whose places ``place`` says, in the lanes that are kept for them."""
    between: dict[tuple[CrossedAt, CrossedAt], list[Shift]] = {}
    at_cell: dict[tuple[CrossedAt, ShiftKind], int] = {}
    for move in moves:
        if move.before is not None and move.after is not None:
            if move.before != move.after:
                between.setdefault((move.before, move.after), []).append(move)
        elif (cell := move.after or move.before) is not None:
            key = (cell, move.kind)
            at_cell[key] = at_cell.get(key, 0) + 1
    for (cell, kind), count in at_cell.items():
        if (area := place(cell)) is not None:
            yield from _at_edge(area, kind, count, size)
    laid = _Laid(size)
    for (start, end), found in between.items():
        one, other = place(start), place(end)
        if one is not None and other is not None:
            laid.add(one, other, _said(found))
    yield from laid.arrows
    # A number is never crossed by the arrow of others.
    yield from laid.numbers


def _said(moves: Sequence[Shift]) -> str:
    """降级2移位1: records that went the same way need not have done the same."""
    kinds = [move.kind.value for move in moves]
    return "".join(f"{kind}{kinds.count(kind)}" for kind in dict.fromkeys(kinds))


@dataclass(slots=True)
class _Laid:
    """Arrows that are there already, so that others keep clear of them."""

    size: float
    arrows: list[Shape] = field(default_factory=list[Shape])
    numbers: list[Shape] = field(default_factory=list[Shape])
    _parts: list[tuple[Point, Point]] = field(default_factory=list[tuple[Point, Point]])
    _boxes: list[CellPlace] = field(default_factory=list[CellPlace])

    def add(self, one: CellPlace, other: CellPlace, said: str) -> None:
        """An arrow from a cell to another, in the first lane that is free all the way."""
        size = self.size
        ways = [_way(one, other, lane, size) for lane in _LANES]
        points = next((way for way in ways if not self._is_taken(way)), ways[0])
        self._parts += pairwise(points)
        self.arrows.append(Polyline(points, Tone.INK, 1.4, arrow=0.9 * size))
        (x1, y1), (x2, y2) = points[-2:]
        wide, high = em_width(said) * _SMALL * size + 4, 1.25 * size
        boxes = [
            (x1 + share * (x2 - x1) - wide / 2, y1 + share * (y2 - y1) - high / 2, wide, high)
            for share in _ALONG
        ]
        box = next((each for each in boxes if not self._is_covered(each)), boxes[0])
        self._boxes.append(box)
        self.numbers.append(Panel(*box, Tone.PAPER, Tone.INK, 3))
        at = (box[0] + wide / 2, box[1] + high / 2 + 0.3 * size)
        self.numbers.append(Words(*at, said, _SMALL * size, Anchor.MIDDLE))

    def _is_taken(self, way: Sequence[Point]) -> bool:
        size = self.size
        return any(
            _run_together(one, other, size) for one in pairwise(way) for other in self._parts
        )

    def _is_covered(self, box: CellPlace) -> bool:
        x, y, wide, high = box
        return any(
            x < left + width and left < x + wide and y < top + height and top < y + high
            for left, top, width, height in self._boxes
        )


def _way(one: CellPlace, other: CellPlace, lane: float, size: float) -> tuple[Point, ...]:
    """From the lanes of one cell into those of another, across and then up or down."""
    off = lane * size
    start = (one[0] + one[2] - size - off, one[1] + one[3] - off)
    end = (other[0] + other[2] - size - off, other[1] + other[3] - off)
    if abs(start[0] - end[0]) > 1 and abs(start[1] - end[1]) > 1:
        return (start, (end[0], start[1]), end)
    return (start, end)


def _run_together(one: tuple[Point, Point], other: tuple[Point, Point], size: float) -> bool:
    """Whether two lines, each across or down, lie so near beside or behind each other."""
    gap = _BEHIND * size
    for across in (0, 1):
        down = 1 - across
        if one[0][down] != one[1][down] or other[0][down] != other[1][down]:
            continue
        (a, b), (c, d) = (sorted((each[0][across], each[1][across])) for each in (one, other))
        if abs(one[0][down] - other[0][down]) < _NEAR * size and a < d + gap and c < b + gap:
            return True
    return False


def _at_edge(area: CellPlace, kind: ShiftKind, count: int, size: float) -> Iterator[Shape]:
    """What came from outside, at the left of the lane; what went out, right of that."""
    x, y, _, height = area
    base = y + height - _EDGE * size
    came = kind is ShiftKind.CAME
    left = x + _PAD * size + (0.0 if came else 6.0 * size)
    tip = ((left, base), (left + 1.6 * size, base))
    yield Polyline(tip, Tone.INK, 1.4, dashed=not came, arrow=0.8 * size)
    yield Words(left + 1.9 * size, base + 0.36 * size, f"{kind.value}{count}", 0.92 * size)
