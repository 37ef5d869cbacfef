"""What it costs a line to leave or enter a box on each of its sides."""

from __future__ import annotations

from qinglian_desktop.domain.flow.chart import Side, StepKind
from qinglian_desktop.domain.flow.route_grid import DOWN, LEFT, RIGHT, UP, RouteGrid
from qinglian_desktop.domain.flow.ways import Ways

DIRECTION = {Side.ABOVE: UP, Side.RIGHT: RIGHT, Side.BELOW: DOWN, Side.LEFT: LEFT}
NEVER = 1e6
"""More than any way around: what a person decided against."""
_AGAINST_ANOTHER = 70.0
_TAKEN = 25.0

_ON = {DOWN: 0.0, RIGHT: 4.0, LEFT: 4.0, UP: 40.0}
_ON_AMONG_BRANCHES = {DOWN: 0.0, RIGHT: 9.0, LEFT: 9.0, UP: 99.0}
_BRANCH = {DOWN: 14.0, RIGHT: 0.0, LEFT: 0.5, UP: 60.0}
_TOGETHER = {DOWN: 0.0, RIGHT: 30.0, LEFT: 30.0, UP: 99.0}
_INTO = {UP: 0.0, RIGHT: 3.0, LEFT: 3.0, DOWN: 60.0}
_INTO_TOGETHER = {UP: 0.0, RIGHT: 30.0, LEFT: 30.0, DOWN: 60.0}
_BACK_INTO = {UP: 2.0, RIGHT: 1.0, LEFT: 1.0, DOWN: 60.0}


def leaving_costs(line: int, grid: RouteGrid, ways: Ways) -> tuple[float, float, float, float]:
    """Of leaving upwards, to the right, downwards and to the left."""
    edge = grid.edges[line]
    source = ways.nodes[edge.source]
    several = len(ways.leaving[edge.source]) > 1
    if edge.source in ways.together:
        base = _TOGETHER
    elif source.kind is not StepKind.DECISION and not several:
        base = _ON
    elif edge.id == ways.onward.get(edge.source):
        base = _ON_AMONG_BRANCHES
    else:
        base = _BRANCH
    asked = DIRECTION.get(edge.route.out)

    def cost(way: int) -> float:
        made = base[way] if asked is None else NEVER * (way != asked)
        strangers = grid.outs[edge.source, way]
        if several and any(other not in grid.kin[line] for other in strangers):
            made += _TAKEN
        return made + _AGAINST_ANOTHER * bool(grid.ins[edge.source, way])

    return cost(UP), cost(RIGHT), cost(DOWN), cost(LEFT)


def entering_costs(line: int, grid: RouteGrid, ways: Ways) -> tuple[float, float, float, float]:
    """Of entering from above, from the right, from below and from the left."""
    edge = grid.edges[line]
    base = _BACK_INTO if edge.back else _INTO
    if ways.heads.get(edge.target) in ways.together:
        base = _INTO_TOGETHER
    asked = DIRECTION.get(edge.route.into)

    def cost(side: int) -> float:
        made = base[side] if asked is None else NEVER * (side != asked)
        if grid.outs[edge.target, side]:
            made += _AGAINST_ANOTHER
        return made + (side != UP and bool(grid.ins[edge.target, side]))

    return cost(UP), cost(RIGHT), cost(DOWN), cost(LEFT)
