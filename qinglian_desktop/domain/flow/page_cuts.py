"""Where a chart that is too long for one page is cut: between steps of its spine, at stages first.

Of all ways with the least pages the one is taken that cuts few lines and leaves pages even.
A branch is cut only where it does not fit a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qinglian_desktop.domain.flow.chart import StepKind
from qinglian_desktop.domain.flow.graph import Graph

_PAGE = 1000.0
_FORWARD_CUT, _BACK_CUT, _AFTER_DECISION, _AT_STAGE = 3.0, 1.0, 2.0, -6.0
_UNEVEN = 24.0
_WITHIN_BRANCH, _TOO_HIGH = 4e3, 1e5
"""More than pages of their own for a branch, for each step of depth; more than any cut."""


@dataclass(frozen=True, slots=True)
class Block:
    """A step, and how much room it takes with what goes with it.

    ``height`` is that of its row, with empty ones above it, which it may share with other steps;
    ``beside`` that of its risk boxes at the side, ``below`` what those under the chart add.
    """

    key: str
    depth: int
    row: int
    height: float
    beside: float
    below: float
    begins_stage: bool
    must_begin: bool


class BlockHeight:
    """How high blocks are together: rows that they share count once, boxes beside stand alone."""

    def __init__(self) -> None:
        self._rows: set[int] = set()
        self._chart = self._beside = 0.0

    def add(self, block: Block) -> float:
        """The height with one more."""
        self._chart += block.below
        if block.row not in self._rows:
            self._rows.add(block.row)
            self._chart += block.height
        self._beside += block.beside
        return max(self._chart, self._beside)


def joint_height(blocks: Sequence[Block]) -> float:
    """The height of blocks on one page."""
    together = BlockHeight()
    return max(map(together.add, blocks), default=0.0)


def cut_blocks(
    blocks: Sequence[Block], graph: Graph, room: float, extra: float
) -> Sequence[Sequence[Block]]:
    """The blocks of each page; ``extra`` is what letters at a cut take of the ``room``."""
    count = len(blocks)
    cuts = _cut_costs(blocks, graph)
    whole = joint_height(blocks)
    target = whole / max(1.0, -(-whole // room))
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, count + 1):
        found = (float("inf"), end - 1)
        together = BlockHeight()
        for start in range(end - 1, -1, -1):
            high = together.add(blocks[start]) + extra * ((start > 0) + (end < count))
            cost = best[start][0] + _PAGE + cuts[start]
            cost += _UNEVEN * ((high - target) / target) ** 2 if target else 0.0
            if high > room:
                # A step that is higher than a page for itself still has to stand somewhere.
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
    place_of = {block.key: place for place, block in enumerate(blocks)}
    decisions = {node.id for node in graph.nodes if node.kind is StepKind.DECISION}
    costs = [_AT_STAGE if block.begins_stage else 0.0 for block in blocks]
    costs[:1] = [0.0]
    for edge in graph.edges:
        low, high = sorted((place_of[edge.source], place_of[edge.target]))
        for cut in range(low + 1, high + 1):
            if edge.back:
                costs[cut] += _BACK_CUT
            elif edge.target != blocks[cut].key:
                costs[cut] += _FORWARD_CUT
    spine = ""
    for cut, block in enumerate(blocks):
        costs[cut] += _WITHIN_BRANCH * block.depth
        if not block.depth:
            costs[cut] += _AFTER_DECISION * (spine in decisions)
            spine = block.key
    return costs


def blocks_of(
    order: Sequence[tuple[str, int, bool, bool]],
    rows: Mapping[str, int],
    row_heights: Sequence[float],
    beside: Mapping[str, float],
    below: Mapping[str, float],
) -> Sequence[Block]:
    """The blocks of steps: each its id, depth, whether a stage or by wish a page begins with it.

    A wish within a branch is one for the step of the spine. ``beside`` and ``below`` are how high
    the risk boxes of steps are at either place.
    """
    heights: dict[int, float] = {}
    empty = 0.0
    used = set(rows.values())
    for row, height in enumerate(row_heights):
        empty += height
        if row in used:
            heights[row], empty = empty, 0.0
    blocks: list[Block] = []
    spine = 0
    for place, (key, depth, stage, must) in enumerate(order):
        row = rows[key]
        at, high = beside.get(key, 0.0), below.get(key, 0.0)
        is_spine = depth == 0
        blocks.append(Block(key, depth, row, heights[row], at, high, is_spine and stage, must))
        if is_spine:
            spine = place
        elif must:
            blocks[place] = replace(blocks[place], must_begin=False)
            blocks[spine] = replace(blocks[spine], must_begin=True)
    return blocks
