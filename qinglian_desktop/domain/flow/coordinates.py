"""Where everything stands, in points: boxes, lines around corners, labels, lanes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qinglian_desktop.domain.drawing import Point
from qinglian_desktop.domain.flow.graph import Graph
from qinglian_desktop.domain.flow.placing import Cells
from qinglian_desktop.domain.flow.rooms import (
    BESIDE_LABEL,
    Channels,
    Labelled,
    Size,
    Sizes,
    across,
    down,
    label_places,
    lane_bounds,
)
from qinglian_desktop.domain.flow.tracks import Piece, Tracks


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; (x, y) is its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def overlaps(self, other: Rect) -> bool:
        """Whether they have a part in common."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Boxes by node, lines and labels by edge; the edges of the lanes from left to right."""

    boxes: Mapping[str, Rect]
    lines: Mapping[str, Sequence[Point]]
    labels: Mapping[str, Rect]
    lanes: Sequence[float]
    width: float
    height: float


def located(
    graph: Graph, found: Cells, tracks: Tracks, sizes: Sizes, lane_widths: Sequence[float] = ()
) -> LaidOut:
    """Everything in its place."""
    labelled = label_places(graph.edges, tracks, sizes)
    xs = across(found, graph.edges, tracks, sizes, labelled, lane_widths)
    ys = down(found, graph.edges, tracks, sizes, labelled)
    boxes = {
        key: _around((xs.middles[2 * x + 1], ys.middles[2 * y + 1]), sizes.boxes[key])
        for key, (x, y) in found.cells.items()
    }
    lines: dict[str, Sequence[Point]] = {}
    labels: dict[str, Rect] = {}
    for place, edge in enumerate(graph.edges):
        pieces = tracks.pieces[place]
        points = _points(pieces, boxes[edge.source], boxes[edge.target], xs, ys)
        lines[edge.id] = points
        if edge.id in labelled:
            at = points[0] if labelled[edge.id].at_source else points[-1]
            labels[edge.id] = _label(at, labelled[edge.id], sizes.labels[edge.id])
    lanes = lane_bounds(xs, tracks) if graph.lanes else ()
    return LaidOut(boxes, lines, labels, lanes, xs.length, ys.length)


def _around(middle: Point, size: Size) -> Rect:
    return Rect(middle[0] - size[0] / 2, middle[1] - size[1] / 2, *size)


def _points(
    pieces: Sequence[Piece], source: Rect, target: Rect, xs: Channels, ys: Channels
) -> Sequence[Point]:
    points = [_port(source, pieces[0], pieces[0].ahead, xs, ys)]
    for one, other in pairwise(pieces):
        if one.upright:
            points.append((xs.at(one), ys.at(other)))
        else:
            points.append((xs.at(other), ys.at(one)))
    points.append(_port(target, pieces[-1], -pieces[-1].ahead, xs, ys))
    return points


def _port(box: Rect, piece: Piece, ahead: int, xs: Channels, ys: Channels) -> Point:
    """The middle of the side on which a line leaves to the right or downwards, or to the other."""
    if piece.upright:
        return xs.at(piece), box.bottom if ahead > 0 else box.y
    return box.right if ahead > 0 else box.x, ys.at(piece)


def _label(at: Point, place: Labelled, size: Size) -> Rect:
    x, y = at
    width, height = size
    head = 0.0 if place.at_source else 6.0
    if place.upright:
        return Rect(x + BESIDE_LABEL, y + 1 if place.ahead > 0 else y - head - height - 1, *size)
    left = x + BESIDE_LABEL + head if place.ahead > 0 else x - BESIDE_LABEL - head - width
    return Rect(left, y - height - 1, *size)
