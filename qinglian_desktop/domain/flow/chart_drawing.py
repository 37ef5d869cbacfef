"""A chart that was laid out, as shapes: lines below boxes, words and marks above them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qinglian_desktop.domain.drawing import (
    Anchor,
    Panel,
    Point,
    Polygon,
    Polyline,
    Shape,
    Spot,
    Tone,
    Words,
)
from qinglian_desktop.domain.flow.coordinates import LaidOut, Rect
from qinglian_desktop.domain.flow.graph import Graph
from qinglian_desktop.domain.flow.risk_marks import RiskMark, mark_shapes
from qinglian_desktop.domain.flow.step_boxes import LEADING, TEXT, BoxShape, StepBox
from qinglian_desktop.domain.flow.wrapping import LetterWidth, in_lines

_HEAD = 5.5
_RISE = 0.36
"""From the middle of a line of text down to its baseline, in em."""
_FOLD = 7.0
_BESIDE_NAME = 3.0
_REACH = 4.0
"""Points beside a line at which a click still means it."""
LINE, LANE = -1, -2
"""The ``place`` of spots that are no steps."""
LANE_HEAD = 22.0
LANE_ABOVE, LANE_BELOW = 10.0, 8.0


@dataclass(frozen=True, slots=True)
class ChartParts:
    """All that is drawn of a graph: the boxes, the lines of labels and the marks by step."""

    graph: Graph
    boxes: Mapping[str, StepBox]
    labels: Mapping[str, Sequence[str]]
    marks: Mapping[str, Sequence[RiskMark]]
    letters: LetterWidth


def chart_shapes(parts: ChartParts, laid_out: LaidOut) -> Iterator[Shape]:
    """The shapes, their upper left corner where the layout has it."""
    if laid_out.lanes:
        yield from _lanes(lane_names(parts, laid_out), laid_out)
    for edge in sorted(parts.graph.edges, key=lambda each: not each.back):
        points = tuple(laid_out.lines[edge.id])
        yield Polyline(points, dashed=edge.back, arrow=_HEAD)
    for key, box in parts.boxes.items():
        if key in laid_out.boxes:
            yield from _box(box, laid_out.boxes[key])
    for key, lines in parts.labels.items():
        if key in laid_out.labels:
            yield from _label(lines, laid_out.labels[key])
    for key, marks in parts.marks.items():
        if key in laid_out.boxes:
            is_pointed = parts.boxes[key].shape is BoxShape.DIAMOND
            yield from mark_shapes(marks, laid_out.boxes[key], is_pointed=is_pointed)


def chart_spots(parts: ChartParts, laid_out: LaidOut, orders: Mapping[str, int]) -> Iterator[Spot]:
    """Where a click means a step, its order among ``orders``, or else a line."""
    for key, order in orders.items():
        if (box := laid_out.boxes.get(key)) is not None:
            yield Spot(box.x, box.y, box.width, box.height, order, key)
    for edge in parts.graph.edges:
        if (label := laid_out.labels.get(edge.id)) is not None:
            yield Spot(label.x, label.y, label.width, label.height, LINE, edge.id)
        for (x1, y1), (x2, y2) in pairwise(laid_out.lines[edge.id]):
            left, top = min(x1, x2) - _REACH, min(y1, y2) - _REACH
            width, height = abs(x1 - x2) + 2 * _REACH, abs(y1 - y2) + 2 * _REACH
            yield Spot(left, top, width, height, LINE, edge.id)


def lane_spots(parts: ChartParts, laid_out: LaidOut) -> Iterator[Spot]:
    """Where a step that is let go stands in a lane, by the post that the lane is of."""
    high = lane_head(lane_names(parts, laid_out)) if laid_out.lanes else 0.0
    top, bottom = -LANE_ABOVE - high, laid_out.height + LANE_BELOW
    for post, (left, right) in zip(parts.graph.lanes, pairwise(laid_out.lanes), strict=False):
        yield Spot(left, top, right - left, bottom - top, LANE, post)


def centred(lines: Sequence[tuple[str, Tone]], area: Rect) -> Iterator[Words]:
    """Lines of text in the middle of an area."""
    x, middle = area.middle
    first = middle - (len(lines) - 1) * LEADING / 2 + _RISE * TEXT
    for place, (text, tone) in enumerate(lines):
        yield Words(x, first + place * LEADING, text, TEXT, Anchor.MIDDLE, tone)


def _box(box: StepBox, area: Rect) -> Iterator[Shape]:
    x, y, width, height = area.x, area.y, area.width, area.height
    match box.shape:
        case BoxShape.DIAMOND:
            across, down = area.middle
            corners = ((across, y), (area.right, down), (across, area.bottom), (x, down))
            yield Polygon(corners)
        case BoxShape.FOLDED:
            yield Polygon(_folded(area))
            fold = (area.right - _FOLD, y)
            yield Polyline((fold, (fold[0], y + _FOLD), (area.right, y + _FOLD)))
        case BoxShape.ROUND:
            yield Panel(x, y, width, height, radius=min(height / 2, 14.0), thick=1.2)
        case BoxShape.SQUARE:
            yield Panel(x, y, width, height)
        case BoxShape.TAG:
            yield Panel(x, y, width, height, Tone.SHADE, radius=height / 2)
        case BoxShape.CONNECTOR:
            yield Panel(x, y, width, height, radius=height / 2)
    narrower = _FOLD if box.shape is BoxShape.FOLDED else 0.0
    inner = Rect(x, y, width - narrower, height)
    yield from centred([(line.text, line.tone) for line in box.lines], inner)


def _folded(area: Rect) -> tuple[Point, ...]:
    x, y, right, bottom = area.x, area.y, area.right, area.bottom
    return ((x, y), (right - _FOLD, y), (right, y + _FOLD), (right, bottom), (x, bottom))


def _label(lines: Sequence[str], area: Rect) -> Iterator[Words]:
    yield from centred([(line, Tone.INK) for line in lines], area)


def lane_names(parts: ChartParts, laid_out: LaidOut) -> Sequence[Sequence[str]]:
    """The name of each lane in lines that fit it."""
    widths = [right - left for left, right in pairwise(laid_out.lanes)]
    return [
        in_lines(name, (width - 2 * _BESIDE_NAME) / TEXT, parts.letters).lines
        for name, width in zip(parts.graph.lanes, widths, strict=True)
    ]


def lane_head(names: Sequence[Sequence[str]]) -> float:
    """How high the heads of the lanes are."""
    return max(1, *map(len, names)) * LEADING + LANE_HEAD - LEADING


def _lanes(names: Sequence[Sequence[str]], laid_out: LaidOut) -> Iterator[Shape]:
    high = lane_head(names)
    top, bottom = -LANE_ABOVE - high, laid_out.height + LANE_BELOW
    for lines, (left, right) in zip(names, pairwise(laid_out.lanes), strict=True):
        yield Panel(left, top, right - left, bottom - top, None, Tone.MUTED, thick=0.6)
        yield Panel(left, top, right - left, high, Tone.SHADE, Tone.MUTED, thick=0.6)
        head = Rect(left, top, right - left, high)
        for words in centred([(line, Tone.INK) for line in lines], head):
            yield replace(words, bold=True)
