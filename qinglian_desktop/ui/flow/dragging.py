"""What it means to drop a step or a line on the chart: a lane, cell or side, never a coordinate"""

from __future__ import annotations

from dataclasses import replace

from qinglian_desktop.domain.drawing import Drawing, Point, Spot
from qinglian_desktop.domain.flow.chart import ChartForm, FlowChart, Route, Side
from qinglian_desktop.domain.flow.chart_changes import (
    with_details,
    with_gap,
    with_route,
    with_side,
)
from qinglian_desktop.domain.flow.chart_drawing import LANE
from qinglian_desktop.domain.flow.chart_editing import ChartEdit
from qinglian_desktop.domain.flow.chart_lines import graph_of, step_numbers
from qinglian_desktop.domain.flow.chart_tree import step_spot

_BESIDE = 0.35
"""The share of a box's width from its middle from which on one is beside it."""
_BETWEEN = 26.0
_SIDES = {-1: "左边", 0: "下面", 1: "右边"}


def spots_of_steps(drawing: Drawing) -> dict[str, Spot]:
    """The box of each step."""
    found: dict[str, Spot] = {}
    for spot in drawing.spots:
        if spot.place >= 0 and spot.key:
            # The first is the box; a box of risks beside it means it, too.
            found.setdefault(spot.key, spot)
    return found


def lane_under(drawing: Drawing, x: float) -> Spot | None:
    """The lane that is drawn there, however high one is; None outside of all."""
    lanes = (spot for spot in drawing.spots if spot.place == LANE)
    return next((lane for lane in lanes if lane.x <= x < lane.x + lane.width), None)


def dropped_step(
    chart: FlowChart, drawing: Drawing, step: str, x: float, y: float
) -> tuple[str, ChartEdit] | None:
    """The chart with the step in the cell at a point, and what that is in words."""
    boxes, found = spots_of_steps(drawing), step_spot(chart, step)
    if step not in boxes or found is None:
        return None
    box = boxes[step]
    graph = graph_of(chart)
    gap = found.step.placing.gap
    wanted = max(0, gap + round((y - _middle(box)[1]) / _pitch(boxes)))
    lane = lane_under(drawing, x)
    if lane is not None and lane.key != _lane_of(chart, step):
        return _into_lane(with_gap(chart, step, wanted).chart, step, lane.key)
    sources = (e.source for e in graph.edges if e.target == step and not e.back)
    source = next((boxes[each] for each in sources if each in boxes), None)
    if source is not None and chart.form is not ChartForm.LANES:
        was, now = _side(source, _middle(box)[0]), _side(source, x)
        if now != was:
            return f"移到{_SIDES[now]}", with_side(chart, step, now)
    if wanted == gap:
        return None
    return f"上方空 {wanted} 行" if wanted else "上方不空行", with_gap(chart, step, wanted)


def dropped_line(
    chart: FlowChart, drawing: Drawing, line: str, start: Point, end: Point
) -> tuple[str, ChartEdit] | None:
    """The chart with the line by the side of a point, and what that is in words.

    Who takes hold of its first or last part moves that end, else the way that it goes.
    """
    edge = next((each for each in graph_of(chart).edges if each.id == line), None)
    boxes = spots_of_steps(drawing)
    if edge is None or edge.source not in boxes or edge.target not in boxes:
        return None
    source, target = boxes[edge.source], boxes[edge.target]
    parts = [spot for spot in drawing.spots if spot.key == line and spot.place < 0]
    taken = [place for place, spot in enumerate(parts) if spot.holds(*start)]
    if len(parts) > 1 and taken and taken[0] == 0:
        side = _side_of_box(source, *end)
        route = replace(edge.route, out=side)
        return f"连线从{side.value}边出", with_route(chart, line, route)
    if len(parts) > 1 and taken and taken[-1] == len(parts) - 1:
        side = _side_of_box(target, *end)
        return f"连线从{side.value}边进", with_route(chart, line, replace(edge.route, into=side))
    middle = (_middle(source)[0] + _middle(target)[0]) / 2
    side = Side.LEFT if end[0] < middle else Side.RIGHT
    return f"连线走{side.value}边", with_route(chart, line, Route(via=side))


def _lane_of(chart: FlowChart, step: str) -> str:
    """The lane in which a step stands, with a post of its own or behind one that has it."""
    graph = graph_of(chart)
    return next((graph.lanes[n.lane] for n in graph.nodes if n.id == step and graph.lanes), "")


def _into_lane(chart: FlowChart, step: str, post: str) -> tuple[str, ChartEdit]:
    """Another post does the step; of those that come along, having none, it is told."""
    edit = with_details(chart, step, post=post)
    follow = sum(
        _lane_of(chart, each.id) != _lane_of(edit.chart, each.id)
        for each in chart.every_step()
        if each.id != step
    )
    along = f"，后面没有写岗位的 {follow} 步跟着过去" if follow else ""
    return f"第{step_numbers(chart)[step]}步的岗位改为“{post}”{along}", edit


def _middle(box: Spot) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2


def _side(source: Spot, x: float) -> int:
    away = x - _middle(source)[0]
    return 0 if abs(away) <= source.width * _BESIDE else (1 if away > 0 else -1)


def _pitch(boxes: dict[str, Spot]) -> float:
    """About how far rows stand apart."""
    heights = sorted(box.height for box in boxes.values())
    return heights[len(heights) // 2] + _BETWEEN


def _side_of_box(box: Spot, x: float, y: float) -> Side:
    middle = _middle(box)
    across, down = (x - middle[0]) / box.width, (y - middle[1]) / box.height
    if abs(across) > abs(down):
        return Side.LEFT if across < 0 else Side.RIGHT
    return Side.ABOVE if down < 0 else Side.BELOW
