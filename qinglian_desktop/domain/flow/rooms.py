"""How wide columns and channels are: what stands in them, their tracks, labels and marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from qinglian_desktop.domain.flow.graph import Edge
from qinglian_desktop.domain.flow.placing import Cells
from qinglian_desktop.domain.flow.tracks import Piece, Tracks

Size: TypeAlias = tuple[float, float]
TRACK = 6.0
BESIDE_LABEL = 3.0
_LANE_EDGE = 7.0
_BETWEEN_COLUMNS = 18.0
_BETWEEN_ROWS = 16.0
_BELOW_LABEL = 8.0
_HEAD_ROOM = 14.0
_EMPTY_COLUMN, _EMPTY_ROW = 36.0, 18.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of each box, of the label of each edge that has one, and of the marks above boxes."""

    boxes: Mapping[str, Size]
    labels: Mapping[str, Size]
    marks: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Where a label stands: at which end of its line, and on which side of the box there.

    ``ahead``: 1 if the line leaves that side to the right or downwards, else -1.
    """

    at_source: bool
    upright: bool
    ahead: int


def label_places(edges: Sequence[Edge], tracks: Tracks, sizes: Sizes) -> Mapping[str, Labelled]:
    """Each label where its line begins, or where it ends if another stands there already."""
    taken: set[tuple[str, bool, int]] = set()
    places: dict[str, Labelled] = {}
    for line, edge in enumerate(edges):
        if edge.id not in sizes.labels:
            continue
        pieces = tracks.pieces[line]
        begin = Labelled(True, pieces[0].upright, _ahead(pieces, True))
        end = Labelled(False, pieces[-1].upright, _ahead(pieces, False))
        key = (edge.source, begin.upright, begin.ahead)
        if key in taken:
            places[edge.id] = end
            taken.add((edge.target, end.upright, end.ahead))
        else:
            places[edge.id] = begin
            taken.add(key)
    return places


def _ahead(pieces: Sequence[Piece], at_source: bool) -> int:
    """Whether a line leaves a box to the right or downwards, seen from that box."""
    piece = pieces[0] if at_source else pieces[-1]
    return piece.ahead if at_source else -piece.ahead


@dataclass(frozen=True, slots=True)
class Channels:
    """Along one axis: where tracks begin, how much room they have, and the middle of cells."""

    starts: Mapping[int, float]
    rooms: Mapping[int, float]
    counts: Mapping[int, int]
    middles: Mapping[int, float]
    length: float

    def at(self, piece: Piece) -> float:
        """Where a piece runs."""
        if piece.channel & 1:
            return self.middles[piece.channel]
        share = (piece.track + 1) / (self.counts[piece.channel] + 1)
        return self.starts[piece.channel] + self.rooms[piece.channel] * share


def across(
    found: Cells,
    edges: Sequence[Edge],
    tracks: Tracks,
    sizes: Sizes,
    labelled: Mapping[str, Labelled],
    lane_widths: Sequence[float],
) -> Channels:
    """From left to right. Lanes are at least as wide as they are asked to be."""
    widths = [_EMPTY_COLUMN] * found.columns
    for key, (column, _) in found.cells.items():
        widths[column] = max(widths[column], sizes.boxes[key][0])
    low: defaultdict[int, float] = defaultdict(float)
    high: defaultdict[int, float] = defaultdict(float)
    for edge in edges:
        place = labelled.get(edge.id)
        if place is None or place.upright:
            continue
        box = edge.source if place.at_source else edge.target
        column = found.cells[box][0]
        spare = (widths[column] - sizes.boxes[box][0]) / 2
        needed = sizes.labels[edge.id][0] + 2 * BESIDE_LABEL - spare
        needed += 0 if place.at_source else _BELOW_LABEL
        if place.ahead > 0:
            low[2 * column + 2] = max(low[2 * column + 2], needed)
        else:
            high[2 * column] = max(high[2 * column], needed)
    rooms: dict[int, float] = {}
    counts = {
        line: tracks.counts.get((True, line), 0) for line in range(0, 2 * found.columns + 1, 2)
    }
    for line in counts:
        count = counts[line]
        outer = line in (0, 2 * found.columns)
        least = 0.0 if outer else _BETWEEN_COLUMNS
        rooms[line] = max(least, (count + 1) * TRACK + 3 if count else 0.0)
    made = _along(widths, rooms, counts, low, high)
    if lane_widths:
        _widen(widths, found.lanes, lane_bounds(made, tracks), lane_widths)
        made = _along(widths, rooms, counts, low, high)
    return made


def down(
    found: Cells,
    edges: Sequence[Edge],
    tracks: Tracks,
    sizes: Sizes,
    labelled: Mapping[str, Labelled],
) -> Channels:
    """From top to bottom."""
    heights = [_EMPTY_ROW] * found.rows
    low: defaultdict[int, float] = defaultdict(float)
    high: defaultdict[int, float] = defaultdict(float)
    for key, (_, row) in found.cells.items():
        heights[row] = max(heights[row], sizes.boxes[key][1])
        high[2 * row] = max(high[2 * row], sizes.marks.get(key, 0.0))
    for edge in edges:
        place = labelled.get(edge.id)
        if place is None:
            continue
        row = found.cells[edge.source if place.at_source else edge.target][1]
        needed = sizes.labels[edge.id][1] + 1
        if not place.upright:
            heights[row] = max(heights[row], 2 * needed)
        elif place.ahead > 0:
            low[2 * row + 2] = max(low[2 * row + 2], needed)
        else:
            high[2 * row] = max(high[2 * row], needed + _BELOW_LABEL)
    rooms: dict[int, float] = {}
    for line in range(0, 2 * found.rows + 1, 2):
        count = tracks.counts.get((False, line), 0)
        outer = line in (0, 2 * found.rows) and not count
        least = 0.0 if outer else _BELOW_LABEL if low[line] else _BETWEEN_ROWS
        rooms[line] = max(least, (count - 1) * TRACK + _HEAD_ROOM if count else 0.0)
    counts = {line: tracks.counts.get((False, line), 0) for line in rooms}
    return _along(heights, rooms, counts, low, high)


def _along(
    cells: Sequence[float],
    rooms: Mapping[int, float],
    counts: Mapping[int, int],
    low: Mapping[int, float],
    high: Mapping[int, float],
) -> Channels:
    starts: dict[int, float] = {}
    middles: dict[int, float] = {}
    reached = 0.0
    for line in range(2 * len(cells) + 1):
        if line & 1:
            middles[line] = reached + cells[line // 2] / 2
            reached += cells[line // 2]
        else:
            starts[line] = reached + low.get(line, 0.0)
            reached = starts[line] + rooms[line] + high.get(line, 0.0)
    return Channels(starts, rooms, counts, middles, reached)


def lane_bounds(channels: Channels, tracks: Tracks) -> Sequence[float]:
    """The edges of the lanes, from that on the left of the first to that right of the last."""
    between = (channels.at(border) for border in tracks.borders.values())
    return [-_LANE_EDGE, *between, channels.length + _LANE_EDGE]


def _widen(
    widths: list[float], lanes: Sequence[int], bounds: Sequence[float], least: Sequence[float]
) -> None:
    """Widen the columns of lanes that are narrower than asked."""
    for lane, (left, right) in enumerate(pairwise(bounds)):
        columns = [column for column, of in enumerate(lanes) if of == lane]
        lacking = least[lane] - (right - left)
        if lacking > 0:
            for column in columns:
                widths[column] += lacking / len(columns)
