"""Where a box stands in the lane of its post: as high as the boxes before it allow."""

from __future__ import annotations

from collections.abc import Sequence

from qinglian_desktop.domain.flow.graph import Node
from qinglian_desktop.domain.flow.places import LaneColumn, Places
from qinglian_desktop.domain.flow.ways import Ways


def place_in_lane(node: Node, ways: Ways, places: Places) -> tuple[LaneColumn, int]:
    """On the row of what leads to it if the way between is free, else below that."""
    before = [
        edge.source for edge in ways.coming[node.id] if not edge.back and edge.source in places.rows
    ]
    column = _column(node, before, ways, places)
    lowest = 0 if before else places.last_row + 1
    for each in before:
        below = places.columns[each] == column or each in ways.together
        lowest = max(lowest, places.rows[each] + below)
    row = places.free_row(column, lowest)
    while not all(_is_open(each, column, row, places) for each in before):
        row = places.free_row(column, row + 1)
    for each in before:
        if places.rows[each] == row:
            way = 1 if places.columns[each] < column else -1
            places.sides[each].add(way)
            places.sides[node.id].add(-way)
    return column, row


def _column(node: Node, before: Sequence[str], ways: Ways, places: Places) -> LaneColumn:
    """The first of its lane, or beside a decision or a fork of it; a branch goes on where it is."""
    fork = ways.heads.get(node.id)
    side = node.placing.side
    if fork is not None and fork in ways.together:
        same = [each for each in ways.together[fork] if ways.nodes[each].lane == node.lane]
        return (node.lane, same.index(node.id))
    if fork is not None and side != 0 and places.columns[fork][0] == node.lane:
        return (node.lane, places.columns[fork][1] + 1)
    if fork is None and side == 1:
        return (node.lane, 1)
    if fork is None and side is None and node.depth:
        level = [each for each in before if ways.nodes[each].depth == node.depth]
        if level and places.columns[level[-1]][0] == node.lane:
            return places.columns[level[-1]]
    return (node.lane, 0)


def _is_open(before: str, column: LaneColumn, row: int, places: Places) -> bool:
    """Whether a box in this cell leaves the way from one before it free."""
    at = places.columns[before]
    if places.rows[before] != row or at == column:
        return True
    if (1 if at < column else -1) in places.sides[before]:
        return False
    return places.is_clear(min(at, column), max(at, column), row)
