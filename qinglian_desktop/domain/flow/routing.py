"""Every line through the grid: the straight ones first, then the short, the long, and those back.

Nothing here depends on time or on the order of a set: the same chart is drawn the same anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from qinglian_desktop.domain.flow.chart import AUTOMATIC, Side
from qinglian_desktop.domain.flow.graph import Graph
from qinglian_desktop.domain.flow.path_crossings import crossings
from qinglian_desktop.domain.flow.placing import Cells
from qinglian_desktop.domain.flow.route_grid import DOWN, GridPoint, RouteGrid, heading
from qinglian_desktop.domain.flow.route_search import cheapest_path
from qinglian_desktop.domain.flow.ways import Ways

_ROUNDS = 2
_CROSSED = 14.0
"""What it costs that two lines out of one box cross, though it be within a channel."""
_MOST_AGAIN = 120
"""Lines that are laid again in one round, so that charts nobody draws do not take for ever."""


def routed(graph: Graph, ways: Ways, found: Cells) -> RouteGrid:
    """The grid with a path for each edge."""
    grid = RouteGrid(graph.edges, found)
    others = [line for line in _in_order(grid, ways) if not _is_straight(line, grid, ways)]
    for line in others:
        grid.put(line, cheapest_path(line, grid, ways)[0])
    for _ in range(_ROUNDS):
        if not _lay_again(others[:_MOST_AGAIN], grid, ways):
            break
    for one, other in _tangled(others, grid):
        _lay_both(one, other, grid, ways)
    return grid


def _tangled(lines: Sequence[int], grid: RouteGrid) -> Iterator[tuple[int, int]]:
    """Lines out of one box that cross."""
    by_source: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        by_source[grid.edges[line].source].append(line)
    for siblings in by_source.values():
        for one, other in combinations(siblings, 2):
            if other not in grid.kin[one] and crossings(grid.paths[one], grid.paths[other]):
                yield one, other


def _lay_both(one: int, other: int, grid: RouteGrid, ways: Ways) -> None:
    """Each of two lines first in turn: it may take the side on which the other left the box."""
    for line in (one, other):
        grid.take_out(line)
    tried: list[tuple[float, Mapping[int, Sequence[GridPoint]]]] = []
    for first, second in ((one, other), (other, one)):
        path, cost = cheapest_path(first, grid, ways)
        grid.put(first, path)
        behind, more = cheapest_path(second, grid, ways)
        grid.take_out(first)
        cost += more + _CROSSED * crossings(path, behind)
        tried.append((cost, {first: path, second: behind}))
    for line, path in min(tried, key=lambda each: each[0])[1].items():
        grid.put(line, path)


def _in_order(grid: RouteGrid, ways: Ways) -> Iterable[int]:
    def key(line: int) -> tuple[bool, int, int, str]:
        edge = grid.edges[line]
        (x1, y1), (x2, y2) = grid.spot[edge.source], grid.spot[edge.target]
        length = abs(y1 - y2) + 3 * abs(x1 - x2)
        return edge.back, length, ways.nodes[edge.source].order, edge.id

    return sorted(range(len(grid.edges)), key=key)


def _is_straight(line: int, grid: RouteGrid, ways: Ways) -> bool:
    """Lays the line if nothing has to be looked for: straight down or to a neighbour."""
    edge = grid.edges[line]
    start, end = grid.spot[edge.source], grid.spot[edge.target]
    if edge.back or edge.route.out is not Side.AUTO or edge.route.into is not Side.AUTO:
        return False
    if edge.route != AUTOMATIC or not grid.is_clear(start, end):
        return False
    way = heading(start, end)
    if start[0] == end[0]:
        onward = edge.id == ways.onward.get(edge.source) or len(ways.leaving[edge.source]) == 1
        if way != DOWN or not onward or grid.outs[edge.source, DOWN]:
            return False
    elif grid.outs[edge.source, way] or grid.ins[edge.source, way]:
        return False
    grid.put(line, _straight(start, end))
    return True


def _straight(start: GridPoint, end: GridPoint) -> Sequence[GridPoint]:
    (x1, y1), (x2, y2) = start, end
    if x1 == x2:
        return [(x1, y) for y in range(y1, y2 + 1)]
    step = 1 if x2 > x1 else -1
    return [(x, y1) for x in range(x1, x2 + step, step)]


def _lay_again(lines: Iterable[int], grid: RouteGrid, ways: Ways) -> bool:
    """Take each line out and lay it anew, now that all others are known; whether any moved."""
    moved = False
    for line in lines:
        before = grid.take_out(line)
        path, _ = cheapest_path(line, grid, ways)
        moved = moved or path != before
        grid.put(line, path)
    return moved
