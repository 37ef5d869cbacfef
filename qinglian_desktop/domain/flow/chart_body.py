"""The chart itself in its form, without title and page: boxes, lines, and risks at the side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qinglian_desktop.domain.drawing import (
    Anchor,
    Panel,
    Shape,
    Spot,
    Tone,
    Words,
    transformed,
)
from qinglian_desktop.domain.flow.chart import ChartForm
from qinglian_desktop.domain.flow.chart_drawing import (
    LANE_ABOVE,
    LANE_BELOW,
    ChartParts,
    chart_shapes,
    chart_spots,
    lane_head,
    lane_names,
    lane_spots,
)
from qinglian_desktop.domain.flow.coordinates import LaidOut, Rect
from qinglian_desktop.domain.flow.layout import layout_of
from qinglian_desktop.domain.flow.page_graphs import PageGraph
from qinglian_desktop.domain.flow.risk_boxes import (
    GAP,
    RiskBox,
    measure_column,
    risk_box_shapes,
    risk_column,
    stacked,
    whole_boxes,
)
from qinglian_desktop.domain.flow.risk_marks import MARK_HEIGHT, NumberedRisk, marks_of
from qinglian_desktop.domain.flow.rooms import Sizes
from qinglian_desktop.domain.flow.stage_strips import BESIDE_STRIP, STRIP, strip_shapes
from qinglian_desktop.domain.flow.step_boxes import LEADING, TEXT, StepBox
from qinglian_desktop.domain.flow.wrapping import LetterWidth, in_lines

BESIDE = 22.0
"""Between the chart and boxes beside it."""
HEAD = 20.0
"""The height of the heads of three columns."""
_BELOW_HEAD = 12.0
_LABEL_ROOM = 6.0
_COLUMN_BELOW = 190.0
_COLUMN_HEADS = ("风险点", "工作流程", "防控措施与责任人")


@dataclass(frozen=True, slots=True)
class ChartBody:
    """A drawing at its natural size, and how wide its lanes are."""

    shapes: Sequence[Shape]
    spots: Sequence[Spot]
    width: float
    height: float
    lanes: Sequence[float]


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """How a chart is to be drawn, whatever stands on the page."""

    form: ChartForm
    boxes: Mapping[str, StepBox]
    risks: Mapping[str, Sequence[NumberedRisk]]
    orders: Mapping[str, int]
    stages: Mapping[str, str]
    side: float
    letters: LetterWidth


def sizes_of(page: PageGraph, plan: BodyPlan) -> tuple[ChartParts, Sizes]:
    """What is drawn of a page's graph, and how large each part of it is."""
    boxes = {node.id: page.boxes.get(node.id) or plan.boxes[node.id] for node in page.graph.nodes}
    labels = {
        edge.id: in_lines(edge.label, _LABEL_ROOM, plan.letters)
        for edge in page.graph.edges
        if edge.label.strip()
    }
    marks = {
        key: marks_of(risks, boxes[key].width / 2 - 3, plan.letters)
        for key, risks in plan.risks.items()
        if key in boxes
    }
    parts = ChartParts(
        page.graph, boxes, {key: label.lines for key, label in labels.items()}, marks, plan.letters
    )
    sizes = Sizes(
        {key: (box.width, box.height) for key, box in boxes.items()},
        {key: (label.width * TEXT, len(label.lines) * LEADING) for key, label in labels.items()},
        dict.fromkeys(marks, MARK_HEIGHT),
    )
    return parts, sizes


def chart_body(page: PageGraph, plan: BodyPlan, lane_widths: Sequence[float] = ()) -> ChartBody:
    """A page's graph in its form."""
    parts, sizes = sizes_of(page, plan)
    laid_out = layout_of(page.graph, sizes, lane_widths)
    here = {key: risks for key, risks in plan.risks.items() if key in laid_out.boxes}
    shapes = list(chart_shapes(parts, laid_out))
    spots = list(chart_spots(parts, laid_out, plan.orders))
    if plan.form is ChartForm.THREE_COLUMNS:
        area = _three_columns(shapes, spots, laid_out, here, plan)
    elif plan.form is ChartForm.LANES:
        spots += lane_spots(parts, laid_out)
        head = lane_head(lane_names(parts, laid_out)) if laid_out.lanes else 0.0
        area = _below(shapes, spots, _with_lanes(laid_out, head), here, plan)
    else:
        area = _at_the_side(shapes, spots, laid_out, here, plan)
    area = _with_stages(shapes, laid_out, area, plan)
    lanes = [right - left for left, right in zip(laid_out.lanes, laid_out.lanes[1:], strict=False)]
    return ChartBody(
        [transformed(shape, 1.0, -area.x, -area.y) for shape in shapes],
        [replace(spot, x=spot.x - area.x, y=spot.y - area.y) for spot in spots],
        area.width,
        area.height,
        lanes,
    )


def _with_lanes(laid_out: LaidOut, head: float) -> Rect:
    """What the chart takes with its lanes, if it has any."""
    if not laid_out.lanes:
        return Rect(0.0, 0.0, laid_out.width, laid_out.height)
    left, right = laid_out.lanes[0], laid_out.lanes[-1]
    high = laid_out.height + head + LANE_ABOVE + LANE_BELOW
    return Rect(left, -head - LANE_ABOVE, right - left, high)


def _with_stages(shapes: list[Shape], laid_out: LaidOut, area: Rect, plan: BodyPlan) -> Rect:
    """Stages at the left of all else, where any of their steps is there."""
    right = area.x - BESIDE_STRIP
    strips = list(strip_shapes(plan.stages, laid_out.boxes, right))
    if not strips:
        return area
    shapes += strips
    top = min(strip.y for strip in strips if isinstance(strip, Panel))
    bottom = max(strip.y + strip.height for strip in strips if isinstance(strip, Panel))
    top, bottom = min(top, area.y), max(bottom, area.bottom)
    left = right - STRIP
    return Rect(left, top, area.right - left, bottom - top)


def _at_the_side(
    shapes: list[Shape],
    spots: list[Spot],
    laid_out: LaidOut,
    risks: Mapping[str, Sequence[NumberedRisk]],
    plan: BodyPlan,
) -> Rect:
    """Boxes on the right, each at the height of its step."""
    whole = Rect(0.0, 0.0, laid_out.width, laid_out.height)
    if not risks or not plan.side:
        return whole
    boxes = _by_height(whole_boxes(risks, plan.side, plan.letters), laid_out)
    tops = _tops(boxes, [box.height for box in boxes], laid_out)
    left = whole.right + BESIDE
    bottom = whole.bottom
    for box, top in zip(boxes, tops, strict=True):
        area = Rect(left, top, plan.side, box.height)
        shapes += risk_box_shapes(box, area)
        spots.append(_spot(box.step, area, plan))
        bottom = max(bottom, area.bottom)
    return Rect(whole.x, whole.y, left + plan.side - whole.x, bottom - whole.y)


def _below(
    shapes: list[Shape],
    spots: list[Spot],
    whole: Rect,
    risks: Mapping[str, Sequence[NumberedRisk]],
    plan: BodyPlan,
) -> Rect:
    """Boxes under the lanes, which need all the width, in columns one after the other."""
    width, steps = boxes_below(whole.width), whole.width + GAP
    columns = round(steps / (width + GAP))
    boxes = whole_boxes(risks, width, plan.letters)
    share = sum(box.height + GAP for box in boxes) / columns
    top = bottom = whole.bottom + BESIDE / 2
    column, filled = 0, 0.0
    for box in boxes:
        if filled and filled + box.height / 2 > share and column < columns - 1:
            column, filled = column + 1, 0.0
        area = Rect(whole.x + column * (width + GAP), top + filled, width, box.height)
        shapes += risk_box_shapes(box, area)
        spots.append(_spot(box.step, area, plan))
        filled += box.height + GAP
        bottom = max(bottom, area.bottom)
    return Rect(whole.x, whole.y, whole.width, (bottom if boxes else whole.bottom) - whole.y)


def boxes_below(width: float) -> float:
    """How wide risk boxes under a chart of that width are."""
    columns = max(1, round(width / _COLUMN_BELOW))
    return (width - (columns - 1) * GAP) / columns


def _three_columns(
    shapes: list[Shape],
    spots: list[Spot],
    laid_out: LaidOut,
    risks: Mapping[str, Sequence[NumberedRisk]],
    plan: BodyPlan,
) -> Rect:
    """What can go wrong on the left, what is done against it on the right, under three heads."""
    side = plan.side
    lefts = _by_height(risk_column(risks, side, plan.letters), laid_out)
    rights = {box.step: box for box in measure_column(risks, side, plan.letters)}
    heights = [max(box.height, rights[box.step].height) for box in lefts]
    tops = _tops(lefts, heights, laid_out)
    bottom = laid_out.height
    left, right = -BESIDE - side, laid_out.width + BESIDE
    for box, height, top in zip(lefts, heights, tops, strict=True):
        for each, x in ((box, left), (rights[box.step], right)):
            area = Rect(x, top, side, height)
            shapes += risk_box_shapes(each, area)
            spots.append(_spot(box.step, area, plan))
        bottom = max(bottom, top + height)
    edge = BESIDE / 2
    edges = (left - edge, -edge, laid_out.width + edge, right + side + edge)
    top, bottom = -_BELOW_HEAD - HEAD, bottom + edge
    shapes += _columns(edges, top, bottom)
    return Rect(edges[0], top, edges[-1] - edges[0], bottom - top)


def _columns(edges: Sequence[float], top: float, bottom: float) -> Iterator[Shape]:
    for head, left, right in zip(_COLUMN_HEADS, edges, edges[1:], strict=False):
        yield Panel(left, top, right - left, bottom - top, None, Tone.MUTED, thick=0.6)
        yield Panel(left, top, right - left, HEAD, Tone.SHADE, Tone.MUTED, thick=0.6)
        base = top + HEAD / 2 + 0.36 * TEXT
        yield Words((left + right) / 2, base, head, TEXT, Anchor.MIDDLE, bold=True)


def _by_height(boxes: Sequence[RiskBox], laid_out: LaidOut) -> Sequence[RiskBox]:
    return sorted(boxes, key=lambda box: laid_out.boxes[box.step].middle[1])


def _tops(boxes: Sequence[RiskBox], heights: Sequence[float], laid_out: LaidOut) -> Sequence[float]:
    return stacked([laid_out.boxes[box.step].middle[1] for box in boxes], heights)


def _spot(step: str, area: Rect, plan: BodyPlan) -> Spot:
    return Spot(area.x, area.y, area.width, area.height, plan.orders[step], step)
