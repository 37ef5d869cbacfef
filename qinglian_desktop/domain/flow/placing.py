"""In which column and row each box stands: a straight spine, branches beside what they leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.flow.graph import Graph, Node
from qinglian_desktop.domain.flow.lane_placing import place_in_lane
from qinglian_desktop.domain.flow.places import LaneColumn, Places
from qinglian_desktop.domain.flow.ways import Ways

_LIKED = 1.5
"""Half rows that a branch would rather stand lower than on its second side."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The column and row of each node, counted from 0, and the lane of each column."""

    cells: Mapping[str, tuple[int, int]]
    lanes: tuple[int, ...]
    rows: int

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.lanes)


def cells_of(graph: Graph, ways: Ways) -> Cells:
    """Each node in a cell of its own, one after the other in the order of the rows."""
    places = Places()
    asked_empty: set[int] = set()
    beside: dict[str, LaneColumn] = {}
    for node in graph.nodes:
        if node.lane >= 0:
            column, row = place_in_lane(node, ways, places)
        else:
            column, row = _in_columns(node, graph.nodes, ways, places, beside)
        if gap := node.placing.gap:
            row = places.free_row(column, row + gap)
            asked_empty.update(range(row - gap, row))
        places.put(node.id, column, row)
    keys = sorted({*places.columns.values(), *((lane, 0) for lane in range(len(graph.lanes)))})
    rows = sorted({*places.rows.values(), *asked_empty})
    column_of, row_of = ({key: place for place, key in enumerate(each)} for each in (keys, rows))
    cells = {
        key: (column_of[column], row_of[places.rows[key]]) for key, column in places.columns.items()
    }
    return Cells(cells, tuple(lane for lane, _ in keys), len(rows))


def _in_columns(
    node: Node,
    nodes: Sequence[Node],
    ways: Ways,
    places: Places,
    beside: dict[str, LaneColumn],
) -> tuple[LaneColumn, int]:
    before = [
        edge.source for edge in ways.coming[node.id] if not edge.back and edge.source in places.rows
    ]
    side, fork = node.placing.side, ways.heads.get(node.id)
    if before and before[0] in ways.together and side is None:
        return _side_by_side(node, before[0], ways, places, beside)
    if fork is not None:
        return _branch(node, fork, _length(node, nodes, ways), places)
    if side and before:
        near = max(before, key=places.rows.__getitem__)
        (_, column), row = places.columns[near], places.rows[near]
        moved = (0, column + side)
        return moved, places.free_row(moved, row)
    level = [each for each in before if ways.nodes[each].depth == node.depth]
    if node.depth == 0 or not before:
        column = (0, 0)
    elif level:
        column = places.columns[max(level, key=lambda each: ways.nodes[each].order)]
    else:
        column = places.columns[before[0]]
    lowest = max((places.rows[each] for each in before), default=places.last_row)
    return column, places.free_row(column, lowest + 1)


def _branch(node: Node, fork: str, length: int, places: Places) -> tuple[LaneColumn, int]:
    """On the row of what it leaves if that side is free, the right one first; else lower."""
    (_, at), base, side = places.columns[fork], places.rows[fork], node.placing.side
    if side == 0:
        return (0, at), places.free_row((0, at), base + 1, length)
    tried: list[tuple[float, int, int]] = []
    for liked, way in enumerate((1, -1)):
        inward = at != 0 and (at > 0) != (way > 0)
        if way in places.sides[fork] or (way != side if side else inward):
            continue
        row = places.free_row((0, at + way), base, length)
        tried.append(((row - base) * 2 + liked * _LIKED, row, way))
    if tried:
        _, row, way = min(tried)
        places.sides[fork].add(way)
        return (0, at + way), row
    way = side or (1 if at >= 0 else -1)
    return (0, at + way), places.free_row((0, at + way), base + 1, length)


def _side_by_side(
    node: Node, fork: str, ways: Ways, places: Places, beside: dict[str, LaneColumn]
) -> tuple[LaneColumn, int]:
    """All branches of a fork in one row below it, as many on its left as on its right."""
    heads = ways.together[fork]
    if node.id not in beside:
        (_, at), middle = places.columns[fork], len(heads) // 2
        steps = [place - middle for place in range(len(heads))]
        if len(heads) % 2 == 0:
            steps = [step if step < 0 else step + 1 for step in steps]
        columns = [(0, at + step) for step in steps]
        row = places.rows[fork] + 1
        while any(places.is_taken(column, row) for column in columns):
            row += 1
        for head, column in zip(heads, columns, strict=True):
            beside[head] = column
            places.keep(head, column, row)
    return beside[node.id], places.kept[node.id]


def _length(node: Node, nodes: Sequence[Node], ways: Ways) -> int:
    """About how many rows a branch takes."""
    length = 0
    for each in nodes[node.order - nodes[0].order :]:
        at_same = each.depth == node.depth
        if each.depth < node.depth or (at_same and each.id != node.id and each.id in ways.heads):
            break
        length += each.depth <= node.depth + 1
    return max(1, length)


def rows_of_steps(found: Cells) -> Mapping[int, Sequence[str]]:
    """The nodes of each row."""
    rows: dict[int, list[str]] = defaultdict(list)
    for key, (_, row) in found.cells.items():
        rows[row].append(key)
    return rows
