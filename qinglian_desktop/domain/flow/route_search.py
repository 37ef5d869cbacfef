"""The cheapest way of one line through the grid, past all lines that are there already."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.flow.chart import Side
from qinglian_desktop.domain.flow.port_costs import NEVER, entering_costs, leaving_costs
from qinglian_desktop.domain.flow.route_grid import LEFT, RIGHT, STEPS, GridPoint, RouteGrid
from qinglian_desktop.domain.flow.ways import Ways

_ACROSS, _DOWN = 4.0, 2.0
_BEND = 6.0
_BEND_AT_BEND = 14.0
_CROSSING = 14.0
_TOUCHING = 5.0
_SHARED_CHANNEL, _SHARED_CELLS = 0.8, 60.0
_JOINED, _APART_FROM_KIN = -0.3, 6.0
_INNER_BACK = 0.15
_WRONG_SIDE = 200.0
"""Of each step: what a person decided is worth more than any number of bends and crossings."""
_LEVEL_LEFT, _UPRIGHT_LEFT = _ACROSS + _JOINED, _DOWN + _JOINED
"""The least that a step costs, so that the nearest way is tried first."""
_EPSILON = 1e-9


def cheapest_path(line: int, grid: RouteGrid, ways: Ways) -> tuple[Sequence[GridPoint], float]:
    """The points of the way, those of both boxes included, and what it costs."""
    return _Search(line, grid, ways).path()


class _Search:
    def __init__(self, line: int, grid: RouteGrid, ways: Ways) -> None:
        self._grid, self._kin = grid, grid.kin[line]
        edge = self._edge = grid.edges[line]
        self._start, self._goal = grid.spot[edge.source], grid.spot[edge.target]
        self._combs = edge.source in ways.together
        self._leaving = leaving_costs(line, grid, ways)
        self._entering = entering_costs(line, grid, ways)
        self._wrong = _wrong_side(edge.route.via, self._start, self._goal)

    def path(self) -> tuple[Sequence[GridPoint], float]:
        grid, start, goal = self._grid, self._start, self._goal
        width, height, boxes = grid.width, grid.height, grid.boxes
        best: dict[tuple[GridPoint, int], float] = {}
        came: dict[tuple[GridPoint, int], tuple[GridPoint, int]] = {}
        heap: list[tuple[float, float, int, GridPoint, int]] = []
        count = 0
        for way, cost in enumerate(self._leaving):
            best[start, way] = cost
            heappush(heap, (cost + self._at_least(start), cost, count, start, way))
            count += 1
        while heap:
            _, cost, _, point, way = heappop(heap)
            if best[point, way] < cost - _EPSILON:
                continue
            if point == goal:
                return _followed_back(came, (point, way)), cost
            turns = (way,) if point == start else (way, (way + 1) % 4, (way + 3) % 4)
            for turn in turns:
                x, y = point[0] + STEPS[turn][0], point[1] + STEPS[turn][1]
                there = (x, y)
                if not (0 <= x < width and 0 <= y < height):
                    continue
                if there in boxes and there != goal:
                    continue
                so_far = cost + self._step(point, there, way, turn)
                if so_far < best.get((there, turn), NEVER * NEVER) - _EPSILON:
                    best[there, turn] = so_far
                    came[there, turn] = (point, way)
                    guess = so_far + self._at_least(there)
                    heappush(heap, (guess, so_far, count, there, turn))
                    count += 1
        raise ProgramBug(f"no way from {self._edge.source} to {self._edge.target}")

    def _at_least(self, point: GridPoint) -> float:
        across, down = abs(point[0] - self._goal[0]), abs(point[1] - self._goal[1])
        return across * _LEVEL_LEFT + down * _UPRIGHT_LEFT

    def _step(self, point: GridPoint, there: GridPoint, way: int, turn: int) -> float:
        grid, kin = self._grid, self._kin
        is_level = turn in (RIGHT, LEFT)
        if is_level:
            cost, track = _ACROSS, point[1]
            users = grid.level_parts.get(min(point, there))
        else:
            cost, track = _DOWN, point[0]
            users = grid.upright_parts.get(min(point, there))
            if self._edge.back and not track & 1 and 0 < track < grid.width - 1:
                cost += _INNER_BACK
        if point != self._start:
            cost += self._meeting(point, way, turn)
        if users:
            strangers = sum(other not in kin for other in users)
            cost += strangers * (_SHARED_CELLS if track & 1 else _SHARED_CHANNEL)
            if len(users) > strangers:
                joins = self._combs or any(
                    grid.edges[other].target == self._edge.target for other in users if other in kin
                )
                cost += _JOINED if joins else _APART_FROM_KIN
        if self._wrong and self._is_wrong(there, is_level):
            cost += _WRONG_SIDE
        if there == self._goal:
            cost += self._entering[(turn + 2) % 4]
        return cost

    def _meeting(self, point: GridPoint, way: int, turn: int) -> float:
        """What the lines cost that pass or turn where this one does."""
        grid, kin = self._grid, self._kin
        turning = grid.turns.get(point, ())
        at_turns = sum(other not in kin for other in turning) if turning else 0
        if way != turn:
            passing = (*grid.level.get(point, ()), *grid.upright.get(point, ()))
            touched = sum(other not in kin for other in passing) if passing else 0
            return _BEND + _TOUCHING * touched + (_BEND_AT_BEND if at_turns else 0.0)
        crossed = (grid.upright if turn in (RIGHT, LEFT) else grid.level).get(point, ())
        crossing = sum(other not in kin for other in crossed) if crossed else 0
        return _CROSSING * crossing + _TOUCHING * at_turns

    def _is_wrong(self, there: GridPoint, is_level: bool) -> bool:
        return not is_level and self._wrong[0] <= there[0] <= self._wrong[1]


def _wrong_side(via: Side, start: GridPoint, goal: GridPoint) -> tuple[int, ...]:
    """The upright lines that a line shall not go along, as a person decided."""
    if via is Side.LEFT:
        return (min(start[0], goal[0]), 1 << 30)
    if via is Side.RIGHT:
        return (-1, max(start[0], goal[0]))
    return ()


def _followed_back(
    came: dict[tuple[GridPoint, int], tuple[GridPoint, int]], end: tuple[GridPoint, int]
) -> Sequence[GridPoint]:
    path = [end[0]]
    while (before := came.get(end)) is not None:
        path.append(before[0])
        end = before
    return path[::-1]
