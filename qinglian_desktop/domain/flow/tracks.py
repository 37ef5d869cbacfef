"""Side by side in a channel: which of its lines runs on which track, so that few cross."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from qinglian_desktop.domain.flow.graph import Edge
from qinglian_desktop.domain.flow.placing import Cells
from qinglian_desktop.domain.flow.route_grid import GridPoint, RouteGrid

Channel: TypeAlias = tuple[bool, int]
"""Whether it is upright, and which of the upright or level lines of the grid it is."""
_BORDER = Edge("", "", "")
"""In the place of the line between two lanes."""
_ROUNDS = 20
_BESIDE = 0.5
_OVER = 8.0


@dataclass(slots=True)
class Piece:
    """A straight piece of a line, from ``low`` to ``high`` along its channel.

    ``ahead``: 1 if the line follows it to the right or downwards, else -1. The ``last`` one ends at
    a box.
    ``turn_low`` and ``turn_high``: whether it goes on to the low (-1) or high (1) side of the
    channel at its ends, 0 at a box.
    """

    edge: Edge
    upright: bool
    channel: int
    low: int
    high: int
    ahead: int
    last: bool
    turn_low: int = 0
    turn_high: int = 0
    track: int = 0

    @property
    def ends(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Both ends, each with its turn."""
        return (self.low, self.turn_low), (self.high, self.turn_high)


@dataclass(frozen=True, slots=True)
class Tracks:
    """The pieces of each line in order, and how many tracks each channel has.

    ``borders``: by the upright channel between two lanes, the line between them, which has a
    track like any other.
    """

    pieces: Sequence[Sequence[Piece]]
    counts: Mapping[Channel, int]
    borders: Mapping[int, Piece]


def tracked(grid: RouteGrid, found: Cells) -> Tracks:
    """All lines as pieces, each on its track."""
    pieces = [_pieces(edge, grid.paths[line]) for line, edge in enumerate(grid.edges)]
    borders = {
        2 * column + 2: Piece(_BORDER, True, 2 * column + 2, 0, grid.height, 1, False)
        for column, (lane, other) in enumerate(pairwise(found.lanes))
        if lane != other
    }
    channels: dict[Channel, list[Piece]] = defaultdict(list)
    for border in borders.values():
        channels[True, border.channel].append(border)
    for line in pieces:
        for piece in line:
            channels[piece.upright, piece.channel].append(piece)
    # Between boxes there is no room for tracks: pieces there run through the middle of cells.
    counts = {
        channel: 0 if channel[1] & 1 else _assign(within) for channel, within in channels.items()
    }
    return Tracks(pieces, counts, borders)


def _pieces(edge: Edge, path: Sequence[GridPoint]) -> Sequence[Piece]:
    corners = [path[0]]
    for before, point, after in zip(path, path[1:], path[2:], strict=False):
        if (before[0] == point[0]) != (point[0] == after[0]):
            corners.append(point)
    corners.append(path[-1])
    made: list[Piece] = []
    for place, (start, end) in enumerate(pairwise(corners)):
        upright = start[0] == end[0]
        along, channel = (1, start[0]) if upright else (0, start[1])
        low, high = sorted((start[along], end[along]))
        ahead, last = 1 if start[along] == low else -1, place == len(corners) - 2
        piece = Piece(edge, upright, channel, low, high, ahead, last)
        across = 1 - along
        for corner, further in ((start, place - 1), (end, place + 2)):
            if 0 <= further < len(corners):
                turn = 1 if corners[further][across] > corner[across] else -1
                if corner[along] == low:
                    piece.turn_low = turn
                else:
                    piece.turn_high = turn
        made.append(piece)
    return made


@dataclass(frozen=True, slots=True)
class _Group:
    """Pieces that share a track, and from where to where they reach."""

    pieces: Sequence[Piece]
    low: int
    high: int

    def meets(self, other: _Group) -> bool:
        return self.low <= other.high and other.low <= self.high

    def holds(self, end: int) -> bool:
        return self.low < end < self.high

    def ends(self) -> Iterator[tuple[int, int]]:
        for piece in self.pieces:
            yield from piece.ends


def _assign(pieces: Sequence[Piece]) -> int:
    """Give each piece of a channel its track, counted from the low side; gives their number."""
    groups = _groups(pieces)
    size = len(groups)
    costs = [[0.0] * size for _ in groups]
    for one in range(size):
        for other in range(size):
            if one != other and groups[one].meets(groups[other]):
                costs[one][other] = _cost(groups[one], groups[other])

    def liking(place: int) -> tuple[float, int, int, str]:
        lower = sum(costs[place][other] - costs[other][place] for other in range(size))
        group = groups[place]
        return lower, group.low, group.high, group.pieces[0].edge.id

    order = _exchanged(sorted(range(size), key=liking), costs)
    track: dict[int, int] = {}
    for place, one in enumerate(order):
        below = (track[other] + 1 for other in order[:place] if groups[one].meets(groups[other]))
        track[one] = max(below, default=0)
        for piece in groups[one].pieces:
            piece.track = track[one]
    return max(track.values(), default=-1) + 1


def _exchanged(order: list[int], costs: Sequence[Sequence[float]]) -> Sequence[int]:
    """Neighbours change places while that saves crossings."""
    for _ in range(_ROUNDS):
        better = False
        for place in range(len(order) - 1):
            one, other = order[place], order[place + 1]
            if costs[one][other] > costs[other][one]:
                order[place], order[place + 1] = other, one
                better = True
        if not better:
            break
    return order


def _groups(pieces: Sequence[Piece]) -> Sequence[_Group]:
    gathered: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: (each.low, each.high, each.edge.id)):
        for group in gathered:
            near = [other for other in group if _meet(piece, other)]
            if near and all(_share(piece, other) for other in near):
                group.append(piece)
                break
        else:
            gathered.append([piece])
    return [
        _Group(group, min(each.low for each in group), max(each.high for each in group))
        for group in gathered
    ]


def _meet(one: Piece, other: Piece) -> bool:
    return max(one.low, other.low) <= min(one.high, other.high)


def _share(one: Piece, other: Piece) -> bool:
    """Whether pieces that meet are one line to the eye: to the same box, or out of one fork."""
    if one.edge.back != other.edge.back:
        return False
    if one.edge.target == other.edge.target:
        return one.last or other.last or one.turn_high == other.turn_high
    forked = one.edge.source == other.edge.source and one.edge.forks and other.edge.forks
    return forked and not one.edge.label and not other.edge.label


def _cost(lower: _Group, upper: _Group) -> float:
    """How many lines cross if the one group has a lower track than the other."""
    cost = 0.0
    differ = (lower.low, lower.high) != (upper.low, upper.high)
    for end, turn in lower.ends():
        if turn > 0:
            cost += upper.holds(end) + _BESIDE * (differ and end in (upper.low, upper.high))
    for end, turn in upper.ends():
        if turn < 0:
            cost += lower.holds(end) + _BESIDE * (differ and end in (lower.low, lower.high))
    for end, turn in lower.ends():
        if turn > 0:
            cost += _OVER * sum(end == other and back < 0 for other, back in upper.ends())
    return cost
