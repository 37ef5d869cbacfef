"""Charts that were laid out, and what every one of them keeps to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from itertools import combinations, count, pairwise
from pathlib import Path

from qinglian_desktop.application.starting_charts import starting_charts
from qinglian_desktop.domain.drawing import (
    Drawing,
    Panel,
    Point,
    Polygon,
    Polyline,
    Words,
    em_width,
)
from qinglian_desktop.domain.flow.chart import Branch, FlowChart, FlowStep, StepKind
from qinglian_desktop.domain.flow.chart_lines import graph_of, step_numbers
from qinglian_desktop.domain.flow.chart_pages import ChartPage, chart_pages
from qinglian_desktop.domain.flow.coordinates import LaidOut, Rect
from qinglian_desktop.domain.flow.graph import Graph
from qinglian_desktop.domain.flow.layout import layout_of
from qinglian_desktop.domain.flow.page_frame import MM, ChartHead
from qinglian_desktop.domain.flow.rooms import Sizes
from qinglian_desktop.domain.flow.step_boxes import LEADING, TEXT, step_boxes
from qinglian_desktop.domain.flow.step_risk import StepRisk

ROOT = Path(__file__).resolve().parents[2]
SLACK = 0.01
HEAD = ChartHead(
    "公务接待审批权力运行流程图",
    (
        ("职权编码", "GW-2026-03"),
        ("行权部门", "办公室"),
        ("依据", "《党政机关国内公务接待管理规定》" * 3),
        ("监督电话", ""),
    ),
)
_EDGE = 10 * MM
_WIDTHS: dict[str, float] = {}


def letters(text: str) -> float:
    """About how wide a text is, looked up as quickly as in a font."""
    for sign in text:
        if sign not in _WIDTHS:
            _WIDTHS[sign] = em_width(sign)
    return sum(map(_WIDTHS.__getitem__, text))


def step(key: str, *branches: Branch, kind: StepKind = StepKind.WORK, **more: object) -> FlowStep:
    """A step whose text is its id."""
    return FlowStep(key, kind, key, branches=branches, **more)  # type: ignore[arg-type]


def branch(key: str, label: str, *steps: FlowStep, **more: object) -> Branch:
    """A branch under a label."""
    return Branch(key, label, steps, **more)  # type: ignore[arg-type]


def risks_of(chart: FlowChart, every: int = 3) -> list[StepRisk]:
    """Risks at some steps, of all three levels."""
    return [
        StepRisk(
            each.id,
            1 + place % 3,
            "高中低"[place % 3],
            "审核把关不严，擅自扩大范围、提高标准",
            ("严格执行公函制度，无公函不予接待", "一事一报，由财务人员复核")[: 1 + place % 2],
            "办公室主任",
        )
        for place, each in enumerate(chart.every_step())
        if place % every == 1
    ]


def laid_out(chart: FlowChart, width: float = 100.0) -> tuple[Graph, LaidOut]:
    """A chart with its boxes measured."""
    graph = graph_of(chart)
    boxes = step_boxes(chart, step_numbers(chart), width, letters)
    labels = {edge.id: (letters(edge.label) * TEXT, LEADING) for edge in graph.edges if edge.label}
    sizes = Sizes({key: (box.width, box.height) for key, box in boxes.items()}, labels, {})
    return graph, layout_of(graph, sizes)


def faults(graph: Graph, found: LaidOut) -> Iterator[str]:
    """What no layout may have."""
    for (one, box), (other, second) in combinations(found.boxes.items(), 2):
        if box.overlaps(second):
            yield f"{one} lies on {other}"
    for edge in graph.edges:
        points = found.lines[edge.id]
        if not _is_at_a_side(points[0], found.boxes[edge.source]):
            yield f"{edge.id} begins in the air"
        if not _is_at_a_side(points[-1], found.boxes[edge.target]):
            yield f"{edge.id} ends in the air"
        for (x1, y1), (x2, y2) in pairwise(points):
            if x1 != x2 and y1 != y2:
                yield f"{edge.id} is slanting"
            part = Rect(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
            for key, box in found.boxes.items():
                if _goes_into(part, box):
                    yield f"{edge.id} runs through {key}"
            for key, label in found.labels.items():
                if _goes_into(part, label):
                    yield f"{edge.id} runs through the label of {key}"
    for key, label in found.labels.items():
        for other, box in found.boxes.items():
            if label.overlaps(box):
                yield f"the label of {key} lies on {other}"
    for node in graph.nodes:
        if found.lanes:
            left, right = found.lanes[node.lane], found.lanes[node.lane + 1]
            box = found.boxes[node.id]
            if not left <= box.x <= box.right <= right:
                yield f"{node.id} stands outside its lane"


def side_middles(box: Rect) -> Iterator[Point]:
    """Where lines may begin and end."""
    x, y = box.middle
    yield from ((x, box.y), (x, box.bottom), (box.x, y), (box.right, y))


def _is_at_a_side(point: Point, box: Rect) -> bool:
    return any(
        abs(point[0] - x) < SLACK and abs(point[1] - y) < SLACK for x, y in side_middles(box)
    )


def _goes_into(part: Rect, box: Rect) -> bool:
    return (
        part.x < box.right - SLACK
        and part.right > box.x + SLACK
        and part.y < box.bottom - SLACK
        and part.bottom > box.y + SLACK
    )


def digest(*drawings: Drawing) -> str:
    """The same for equal drawings."""
    said = sha256()
    for drawing in drawings:
        for shape in drawing.shapes:
            said.update(_rounded(repr(shape)).encode())
    return said.hexdigest()[:16]


def _rounded(said: str) -> str:
    """Without the last digits of numbers, which another processor may add up otherwise."""
    parts: list[str] = []
    for part in said.replace("(", "( ").replace("=", "= ").replace(",", " ,").split(" "):
        try:
            parts.append(f"{float(part.rstrip(')')):.2f}")
        except ValueError:
            parts.append(part)
    return " ".join(parts)


def pages(chart: FlowChart, risks: list[StepRisk] | None = None) -> tuple[ChartPage, ...]:
    """The chart on its pages under a head."""
    return chart_pages(chart, HEAD, risks or [], letters)


def words(page: ChartPage) -> list[str]:
    """All that is written on a page."""
    return [shape.text for shape in page.drawing.shapes if isinstance(shape, Words)]


def within(page: ChartPage) -> None:
    """Every shape keeps to the margins."""
    width, height = page.drawing.width, page.drawing.height
    for shape in page.drawing.shapes:
        match shape:
            case Words():
                half = letters(shape.text) * shape.size
                xs, ys = (
                    [shape.x - half * _left(shape), shape.x + half * (1 - _left(shape))],
                    [shape.y],
                )
            case Panel():
                xs, ys = [shape.x, shape.x + shape.width], [shape.y, shape.y + shape.height]
            case Polygon() | Polyline():
                xs, ys = [x for x, _ in shape.points], [y for _, y in shape.points]
            case _:
                continue
        assert min(xs) >= _EDGE and max(xs) <= width - _EDGE, shape
        assert min(ys) >= _EDGE and max(ys) <= height - _EDGE, shape


def _left(shape: Words) -> float:
    return {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor.value]


@cache
def starting() -> dict[str, FlowChart]:
    """The charts that come with the program, by their names."""
    numbers = count(1)
    return {
        each.name: each.chart
        for each in starting_charts(ROOT / "resources", lambda: f"i{next(numbers)}")
    }
