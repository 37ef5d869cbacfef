"""The grid in which lines run: cells at odd places, channels between them, who uses what.

A chart of c columns and r rows has 2c+1 upright and 2r+1 level lines. Boxes stand where two odd
ones meet, so whoever keeps to the even ones, the channels, meets no box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from qinglian_desktop.domain.flow.graph import Edge
from qinglian_desktop.domain.flow.placing import Cells

GridPoint: TypeAlias = tuple[int, int]
UP, RIGHT, DOWN, LEFT = range(4)
STEPS = ((0, -1), (1, 0), (0, 1), (-1, 0))
"""What one step in each direction adds to a point."""


def heading(start: GridPoint, end: GridPoint) -> int:
    """The direction from one point to another on the same line."""
    if start[1] == end[1]:
        return RIGHT if end[0] > start[0] else LEFT
    return DOWN if end[1] > start[1] else UP


class RouteGrid:
    """Which lines pass, turn and end where. Lines are told apart by their place among edges."""

    def __init__(self, edges: Sequence[Edge], found: Cells) -> None:
        self.edges = edges
        self.width, self.height = 2 * found.columns + 1, 2 * found.rows + 1
        self.spot: Mapping[str, GridPoint] = {
            key: (2 * x + 1, 2 * y + 1) for key, (x, y) in found.cells.items()
        }
        self.boxes = frozenset(self.spot.values())
        self.kin = tuple(_kin(edge, edges) for edge in edges)
        """Of each line those with which it may share a track."""
        self.paths: dict[int, Sequence[GridPoint]] = {}
        self.level: defaultdict[GridPoint, list[int]] = defaultdict(list)
        """The lines that pass a point from side to side; ``upright`` and ``turns`` likewise."""
        self.upright: defaultdict[GridPoint, list[int]] = defaultdict(list)
        self.turns: defaultdict[GridPoint, list[int]] = defaultdict(list)
        self.level_parts: defaultdict[GridPoint, list[int]] = defaultdict(list)
        """The lines between a point and the next to its right; ``upright_parts`` below it."""
        self.upright_parts: defaultdict[GridPoint, list[int]] = defaultdict(list)
        self.outs: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        """The lines that leave a box in a direction; ``ins`` enter it on that side."""
        self.ins: defaultdict[tuple[str, int], list[int]] = defaultdict(list)

    def put(self, line: int, path: Sequence[GridPoint]) -> None:
        """Let a line run along a path, a point for each step."""
        self.paths[line] = path
        for users in self._used(line, path):
            users.append(line)

    def take_out(self, line: int) -> Sequence[GridPoint]:
        """Take a line away; gives the path that it had."""
        path = self.paths.pop(line)
        for users in self._used(line, path):
            users.remove(line)
        return path

    def is_clear(self, start: GridPoint, end: GridPoint) -> bool:
        """Whether two points are on one line with no box between them."""
        (x1, y1), (x2, y2) = start, end
        if x1 == x2:
            between = ((x1, y) for y in range(min(y1, y2) + 1, max(y1, y2)))
        elif y1 == y2:
            between = ((x, y1) for x in range(min(x1, x2) + 1, max(x1, x2)))
        else:
            return False
        return self.boxes.isdisjoint(between)

    def _used(self, line: int, path: Sequence[GridPoint]) -> list[list[int]]:
        """The lists of users in which a line on this path stands."""
        edge = self.edges[line]
        ways = [heading(start, end) for start, end in pairwise(path)]
        used = [self.outs[edge.source, ways[0]], self.ins[edge.target, (ways[-1] + 2) % 4]]
        for start, end, way in zip(path, path[1:], ways, strict=False):
            parts = self.level_parts if way in (RIGHT, LEFT) else self.upright_parts
            used.append(parts[min(start, end)])
        for point, (before, after) in zip(path[1:], pairwise(ways), strict=False):
            if before != after:
                used.append(self.turns[point])
            else:
                used.append((self.level if after in (RIGHT, LEFT) else self.upright)[point])
        return used


def _kin(edge: Edge, edges: Sequence[Edge]) -> frozenset[int]:
    """Those to the same box, and those that leave the same one under the same label.

    A dashed line shares no track with one that is not: its dashes would be lost.
    """
    return frozenset(
        place
        for place, other in enumerate(edges)
        if other.back == edge.back
        and (
            other.target == edge.target
            or (other.source == edge.source and other.label == edge.label)
        )
    )
