"""A chart as drawings: pages of paper, each whole and numbered, or one long picture for the window.

The way in for whoever shows, prints or keeps a chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qinglian_desktop.domain.drawing import Drawing, Polyline, Shape, Spot, transformed
from qinglian_desktop.domain.flow.chart import ChartForm, FlowChart
from qinglian_desktop.domain.flow.chart_body import BodyPlan, ChartBody, chart_body
from qinglian_desktop.domain.flow.chart_estimate import (
    EASY,
    LARGEST,
    LEAST,
    Estimate,
    Measured,
    estimated,
    measured,
    risk_heights,
)
from qinglian_desktop.domain.flow.chart_lines import graph_of, step_numbers
from qinglian_desktop.domain.flow.page_frame import ChartHead, PageFrame, page_frame
from qinglian_desktop.domain.flow.page_graphs import PageGraph, page_graphs
from qinglian_desktop.domain.flow.placing import cells_of
from qinglian_desktop.domain.flow.risk_marks import numbered_risks
from qinglian_desktop.domain.flow.stage_strips import stages_of
from qinglian_desktop.domain.flow.step_boxes import TEXT, USUAL_WIDTH, step_boxes
from qinglian_desktop.domain.flow.step_risk import StepRisk
from qinglian_desktop.domain.flow.ways import ways_of
from qinglian_desktop.domain.flow.wrapping import LetterWidth

_WIDTHS = (160.0, USUAL_WIDTH, 108.0, 92.0, 76.0, 60.0, 50.0, 41.0)
_SIDES = (150.0, 120.0, 96.0)
_USUAL_SIDE = 150.0
_TRIES = 4
_MARGIN = 10.0


@dataclass(frozen=True, slots=True)
class ChartPage:
    """A page; ``text`` is how large the text of its chart is in points.

    ``is_turned``: the paper lies otherwise than was asked for, so that the text can be read.
    """

    number: int
    count: int
    drawing: Drawing
    text: float
    is_turned: bool = False

    @property
    def is_small(self) -> bool:
        """Whether its text is smaller than what can be read in print."""
        return self.text < LEAST - 0.01


def chart_picture(
    chart: FlowChart,
    risks: Sequence[StepRisk],
    letters: LetterWidth,
    width: float = USUAL_WIDTH,
    side: float = _USUAL_SIDE,
) -> Drawing:
    """The whole chart as one picture without title and pages, for the window and for posters.

    ``width`` is that of its boxes, ``side`` that of the boxes of risks, in points.
    """
    planned = _Planned(chart, risks, letters)
    plan = planned.plan(width, side)
    everything = [[node.id for node in planned.graph.nodes]]
    if not everything[0]:
        return Drawing(0.0, 0.0, ())
    body = chart_body(planned.pages(everything)[0], plan)
    return Drawing(
        body.width + 2 * _MARGIN,
        body.height + 2 * _MARGIN,
        tuple(_shifted(body, 1.0, _MARGIN, _MARGIN)),
        tuple(_spots(body, 1.0, _MARGIN, _MARGIN)),
    )


def chart_pages(
    chart: FlowChart, head: ChartHead, risks: Sequence[StepRisk], letters: LetterWidth
) -> tuple[ChartPage, ...]:
    """The pages, at least one: as few as can be read, then with text as large as they allow.

    Where the text would be too small to be read and is not if the paper is turned, it is turned.
    """
    made = _on_paper(chart, head, risks, letters)
    if not made[0].is_small:
        return made
    turned = _on_paper(replace(chart, landscape=not chart.landscape), head, risks, letters)
    return made if turned[0].is_small else tuple(replace(page, is_turned=True) for page in turned)


def _on_paper(
    chart: FlowChart, head: ChartHead, risks: Sequence[StepRisk], letters: LetterWidth
) -> tuple[ChartPage, ...]:
    planned = _Planned(chart, risks, letters)
    if not planned.graph.nodes:
        frame = page_frame(chart, head, 1, 1, letters)
        return (ChartPage(1, 1, _page(frame, None, 1.0), LARGEST),)
    bodies, text = _fitting(planned, head)
    frames = _frames(planned, head, bodies)
    return tuple(
        ChartPage(number, len(bodies), _page(frame, body, text / TEXT), text)
        for number, (frame, body) in enumerate(zip(frames, bodies, strict=True), 1)
    )


class _Planned:
    """A chart with what is the same for all ways to draw it."""

    def __init__(self, chart: FlowChart, risks: Sequence[StepRisk], letters: LetterWidth) -> None:
        self.chart, self.letters = chart, letters
        self.graph = graph_of(chart)
        self.numbers = step_numbers(chart)
        self._orders = {node.id: node.order for node in self.graph.nodes}
        self._stages = stages_of(chart)
        self._risks = numbered_risks(self._orders, risks)

    def legend(self, bodies: Sequence[ChartBody]) -> str:
        """What signs mean, of those that are there."""
        dashed = any(
            isinstance(shape, Polyline) and shape.dashed for body in bodies for shape in body.shapes
        )
        said = [
            "▲ 廉政风险点，其后为序号和等级" if self._risks else "",
            "虚线为退回" if dashed else "",
        ]
        return "图例：" + "；".join(filter(None, said)) if any(said) else ""

    def plan(self, width: float, side: float) -> BodyPlan:
        """With boxes and risk boxes of these widths."""
        boxes = step_boxes(self.chart, self.numbers, width, self.letters)
        return BodyPlan(
            self.chart.form, boxes, self._risks, self._orders, self._stages, side, self.letters
        )

    def pages(self, keys: Sequence[Sequence[str]]) -> Sequence[PageGraph]:
        return page_graphs(self.chart, self.graph, self.numbers, keys, self.letters)

    def all_ways(self) -> Sequence[Measured]:
        """The chart with boxes and risk boxes of all widths that there are."""
        chart, form = self.chart, self.chart.form
        found = cells_of(self.graph, ways_of(self.graph))
        has_sides = form is ChartForm.THREE_COLUMNS or (form is ChartForm.SINGLE and self._risks)
        sides = _SIDES if has_sides else (_USUAL_SIDE,)
        heights = {side: risk_heights(form, self._risks, side, self.letters) for side in sides}
        return [
            measured(chart, self.graph, found, replace(plan, side=side), heights[side])
            for plan in (self.plan(width, _USUAL_SIDE) for width in _WIDTHS)
            for side in sides
        ]


def _fitting(planned: _Planned, head: ChartHead) -> tuple[Sequence[ChartBody], float]:
    """The widths of boxes that promise most, laid out; less is promised where lines need more."""
    room = _room(planned, head)
    ways = planned.all_ways()
    tried: list[tuple[tuple[float, int, float], Sequence[ChartBody]]] = []
    needed: dict[int, tuple[float, float]] = {}
    last = (1.0, 1.0)
    for _ in range(_TRIES):
        promises = [
            estimated(planned.graph, way, _shared(room, needed.get(place, last)))
            for place, way in enumerate(ways)
        ]
        best = min(range(len(ways)), key=lambda place: (promises[place].rank, place))
        promised = promises[best]
        bodies = _bodies(planned, ways[best].plan, promised.pages)
        came_to = _came_to(bodies, promised.pages, room)
        tried.append((came_to.rank, bodies))
        is_as_large = came_to.text >= 0.98 * min(promised.text, EASY)
        is_as_high = len(bodies) == 1 or came_to.height >= 0.97 * promised.height
        if is_as_large and is_as_high:
            break
        last = came_to.width / promised.width, came_to.height / promised.height
        needed[best] = last
    _, bodies = min(tried, key=lambda each: each[0])
    return bodies, _came_to(bodies, (), room).text


def _shared(room: tuple[float, float], needed: tuple[float, float]) -> tuple[float, float]:
    """The room for what turned out so many times as wide and as high as was promised."""
    return room[0] / needed[0], room[1] / needed[1]


def _room(planned: _Planned, head: ChartHead) -> tuple[float, float]:
    """What the fullest page leaves for the chart."""
    frame = page_frame(planned.chart, head, 1, 2, planned.letters)
    return frame.room.width, frame.room.height


def _bodies(
    planned: _Planned, plan: BodyPlan, pages: Sequence[Sequence[str]]
) -> Sequence[ChartBody]:
    """All pages; lanes are as wide on each as on the one that needs most."""
    graphs = planned.pages(pages)
    bodies = [chart_body(graph, plan) for graph in graphs]
    if len(bodies) > 1 and bodies[0].lanes:
        widest = [max(widths) for widths in zip(*(body.lanes for body in bodies), strict=True)]
        bodies = [chart_body(graph, plan, widest) for graph in graphs]
    return bodies


def _came_to(
    bodies: Sequence[ChartBody], pages: Sequence[Sequence[str]], room: tuple[float, float]
) -> Estimate:
    """What the pages are in truth, and how large the text may be so that all of them fit."""
    width, height = max(body.width for body in bodies), max(body.height for body in bodies)
    times = min(room[0] / width, room[1] / height)
    return Estimate(pages, width, height, min(LARGEST, times * TEXT))


def _frames(planned: _Planned, head: ChartHead, bodies: Sequence[ChartBody]) -> Sequence[PageFrame]:
    count, legend = len(bodies), planned.legend(bodies)
    return [
        page_frame(planned.chart, head, number, count, planned.letters, legend)
        for number in range(1, count + 1)
    ]


def _page(frame: PageFrame, body: ChartBody | None, times: float) -> Drawing:
    if body is None:
        return Drawing(frame.width, frame.height, tuple(frame.shapes))
    x = frame.room.x + (frame.room.width - body.width * times) / 2
    shapes = (*frame.shapes, *_shifted(body, times, x, frame.room.y))
    spots = tuple(_spots(body, times, x, frame.room.y))
    return Drawing(frame.width, frame.height, shapes, spots)


def _shifted(body: ChartBody, times: float, x: float, y: float) -> Iterator[Shape]:
    return (transformed(shape, times, x, y) for shape in body.shapes)


def _spots(body: ChartBody, times: float, x: float, y: float) -> Iterator[Spot]:
    for spot in body.spots:
        yield Spot(
            x + spot.x * times,
            y + spot.y * times,
            spot.width * times,
            spot.height * times,
            spot.place,
            spot.key,
        )
