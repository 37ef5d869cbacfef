"""What follows from the rows of a chart: its lines, the order and the numbers of its steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.flow.chart import (
    AUTOMATIC,
    ChartForm,
    FlowChart,
    FlowStep,
    Route,
    StepKind,
)
from qinglian_desktop.domain.flow.graph import Edge, Graph, Node


def graph_of(chart: FlowChart) -> Graph:
    """The chart as boxes and lines.

    A step goes on to the next row, or to its goto; the last of a branch to where the branch goes.
    With branches it goes on by them; with a single one it goes on by itself as well. An ENDPOINT
    that is the last of its rows ends there. A goto to a step that is gone, or to the step itself,
    has no line: ``problems_of_chart`` tells of it.
    """
    lanes = lanes_of(chart)
    place = {post: number for number, post in enumerate(lanes)}
    nodes: list[Node] = []
    lane = 0
    for order, (step, depth) in enumerate(_deep(chart.steps, 0)):
        lane = place.get(step.post, lane)
        stands = lane if lanes else -1
        nodes.append(Node(step.id, order, depth, step.kind, stands, step.placing))
    order_of = {node.id: node.order for node in nodes}
    lines = [*_lines(chart.steps, None, None), *_extra_lines(chart)]
    edges = [
        Edge(
            line.id,
            line.source,
            line.target,
            line.label,
            back=order_of[line.target] <= order_of[line.source],
            forks=line.forks,
            route=line.route,
        )
        for line in lines
        if line.target in order_of and line.source in order_of and line.target != line.source
    ]
    edges.sort(key=lambda edge: order_of[edge.source])
    return Graph(tuple(nodes), tuple(edges), lanes)


def step_numbers(chart: FlowChart) -> Mapping[str, int]:
    """Each step's number, counted from 1 in the order of the rows."""
    return {step.id: number for number, step in enumerate(chart.every_step(), 1)}


def lanes_of(chart: FlowChart) -> tuple[str, ...]:
    """The lanes that are drawn: those of the unit, then posts as they come; () in other forms.

    A step without a post stands in the lane of the step before it.
    """
    if chart.form is not ChartForm.LANES:
        return ()
    posts = (step.post for step in chart.every_step() if step.post)
    return tuple(dict.fromkeys((*filter(None, chart.lanes), *posts)))


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    source: str
    target: str | None
    label: str = ""
    forks: bool = False
    route: Route = AUTOMATIC


def _lines(steps: Sequence[FlowStep], onward: str | None, jump: str | None) -> Iterator[_Line]:
    """The lines that leave these rows. Behind the last: to ``jump``, a goto, or else ``onward``."""
    for place, step in enumerate(steps):
        last = place == len(steps) - 1
        following = (jump or onward) if last else steps[place + 1].id
        ends = last and not jump and step.kind is StepKind.ENDPOINT
        if len(step.branches) < 2 and (step.goto or step.branches or not ends):
            yield _Line(step.id, step.id, step.goto or following, route=step.route)
        for branch in step.branches:
            behind = branch.goto or step.goto or following
            first = branch.steps[0].id if branch.steps else behind
            yield _Line(branch.id, step.id, first, branch.label, forks=True, route=branch.route)
            yield from _lines(branch.steps, step.goto or following, branch.goto)


def _extra_lines(chart: FlowChart) -> Iterator[_Line]:
    for line in chart.extra:
        yield _Line(line.id, line.start, line.end, line.label, route=line.route)


def _deep(steps: Sequence[FlowStep], depth: int) -> Iterator[tuple[FlowStep, int]]:
    for step in steps:
        yield step, depth
        for branch in step.branches:
            yield from _deep(branch.steps, depth + 1)
