"""Where a chart that is too long for one page is cut: between steps of its spine, at stages first.

Of all ways with the least pages the one is taken that cuts few lines and leaves pages even.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.flow.chart import StepKind
from qinglian_desktop.domain.flow.graph import Graph

_PAGE = 1000.0
_FORWARD_CUT, _BACK_CUT, _AFTER_DECISION, _AT_STAGE = 3.0, 1.0, 2.0, -6.0
_UNEVEN = 24.0
_TOO_HIGH = 1e5


@dataclass(frozen=True, slots=True)
class Block:
    """A step of the spine with all its branches, and how high it is with what goes with it.

    ``height`` is that of its rows; ``beside`` that of its risk boxes.
    """

    keys: Sequence[str]
    height: float
    beside: float
    begins_stage: bool
    must_begin: bool


def cut_blocks(
    blocks: Sequence[Block], graph: Graph, room: float, extra: float
) -> Sequence[Sequence[Block]]:
    """The blocks of each page; ``extra`` is what letters at a cut take of the ``room``."""
    count = len(blocks)
    cuts = _cut_costs(blocks, graph)
    whole = max(sum(each.height for each in blocks), sum(each.beside for each in blocks))
    target = whole / max(1.0, -(-whole // room))
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, count + 1):
        found = (float("inf"), end - 1)
        height = beside = 0.0
        for start in range(end - 1, -1, -1):
            height += blocks[start].height
            beside += blocks[start].beside
            high = max(height, beside) + extra * ((start > 0) + (end < count))
            cost = best[start][0] + _PAGE + cuts[start]
            cost += _UNEVEN * ((high - target) / target) ** 2 if target else 0.0
            if high > room:
                # A block that is higher than a page for itself still has to stand somewhere.
                cost += _TOO_HIGH * (high / room) ** 2
            found = min(found, (cost, start))
            if blocks[start].must_begin or high > room:
                break
        best.append(found)
    pages: list[Sequence[Block]] = []
    end = count
    while end:
        start = best[end][1]
        pages.append(blocks[start:end])
        end = start
    return pages[::-1]


def _cut_costs(blocks: Sequence[Block], graph: Graph) -> Sequence[float]:
    """What it costs to begin a page with each block."""
    block_of = {key: place for place, block in enumerate(blocks) for key in block.keys}
    first = [block.keys[0] for block in blocks]
    decisions = {node.id for node in graph.nodes if node.kind is StepKind.DECISION}
    costs = [_AT_STAGE if block.begins_stage else 0.0 for block in blocks]
    costs[:1] = [0.0]
    for edge in graph.edges:
        source, target = block_of[edge.source], block_of[edge.target]
        low, high = min(source, target), max(source, target)
        for cut in range(low + 1, high + 1):
            if edge.back:
                costs[cut] += _BACK_CUT
            elif edge.target != first[cut]:
                costs[cut] += _FORWARD_CUT
    for cut in range(1, len(blocks)):
        if first[cut - 1] in decisions:
            costs[cut] += _AFTER_DECISION
    return costs


def blocks_of(
    order: Sequence[tuple[str, int, bool, bool]],
    rows: Mapping[str, int],
    row_heights: Sequence[float],
    beside: Mapping[str, float],
) -> Sequence[Block]:
    """The blocks of steps: each its id, depth, whether a stage or by wish a page begins with it.

    ``beside`` is how high the risk boxes of steps are.
    """
    groups: list[list[tuple[str, int, bool, bool]]] = []
    for step in order:
        if step[1] == 0 or not groups:
            groups.append([])
        groups[-1].append(step)
    blocks: list[Block] = []
    reached = -1
    for group in groups:
        keys = [key for key, *_ in group]
        lowest = max(rows[key] for key in keys)
        height = sum(row_heights[reached + 1 : lowest + 1])
        reached = max(reached, lowest)
        blocks.append(
            Block(
                keys,
                height,
                sum(beside.get(key, 0.0) for key in keys),
                group[0][2],
                any(must for *_, must in group),
            )
        )
    return blocks
