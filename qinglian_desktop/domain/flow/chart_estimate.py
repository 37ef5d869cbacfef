"""How large a chart will be, and into which pages it falls, before a single line is laid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qinglian_desktop.domain.flow.chart import ChartForm, FlowChart
from qinglian_desktop.domain.flow.chart_body import BESIDE, HEAD, BodyPlan, boxes_below
from qinglian_desktop.domain.flow.chart_drawing import LANE_ABOVE, LANE_BELOW, LANE_HEAD
from qinglian_desktop.domain.flow.graph import Graph
from qinglian_desktop.domain.flow.page_cuts import Block, blocks_of, cut_blocks
from qinglian_desktop.domain.flow.placing import Placed, placed
from qinglian_desktop.domain.flow.risk_boxes import GAP, measure_column, risk_column, whole_boxes
from qinglian_desktop.domain.flow.risk_marks import MARK_HEIGHT
from qinglian_desktop.domain.flow.stage_strips import BESIDE_STRIP, STRIP
from qinglian_desktop.domain.flow.step_boxes import CONNECTOR, TEXT
from qinglian_desktop.domain.flow.ways import ways_of

LEAST = 6.5
"""Points: smaller text is not printed without saying so."""
LARGEST = 10.5
EASY = 7.5
"""Text need not be larger for the sake of narrower boxes."""
_BETWEEN_COLUMNS, _BETWEEN_ROWS = 24.0, 19.0
_OUTER = 14.0
_CUT = CONNECTOR + 24.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """The steps of each page, how large the largest page is, and its text when it fits."""

    pages: Sequence[Sequence[str]]
    width: float
    height: float
    text: float

    @property
    def rank(self) -> tuple[float, int, float]:
        """Text that can be read comes first, then few pages, then text that is read with ease."""
        lacking = 0.0 if self.text >= LEAST - 0.01 else LEAST - self.text
        return lacking, len(self.pages), -min(self.text, EASY)


def place_whole(graph: Graph) -> Placed:
    """The cells of the chart as if it had no pages."""
    return placed(graph, ways_of(graph))


def estimated(
    chart: FlowChart, graph: Graph, found: Placed, plan: BodyPlan, room: tuple[float, float]
) -> Estimate:
    """What a plan would come to on pages with this room for the chart."""
    width = _width(found, plan)
    largest = min(LARGEST, room[0] / width * TEXT)
    blocks = _blocks(chart, graph, found, plan)
    heads = _heads(plan)
    # With the least text most goes on a page; with as many pages it may then be larger.
    least = min(LEAST, largest) / TEXT
    pages = cut_blocks(blocks, graph, room[1] / least - heads, _CUT)
    highest = max((_height(page, len(pages)) for page in pages), default=1.0) + heads
    text = min(largest, room[1] / highest * TEXT)
    keys = [[key for block in page for key in block.keys] for page in pages]
    return Estimate(keys, width, highest, text)


def _height(page: Sequence[Block], count: int) -> float:
    extra = _CUT * min(2, count - 1)
    return max(sum(each.height for each in page), sum(each.beside for each in page)) + extra


def _heads(plan: BodyPlan) -> float:
    if plan.form is ChartForm.LANES:
        return LANE_HEAD + LANE_ABOVE + LANE_BELOW
    return HEAD + BESIDE if plan.form is ChartForm.THREE_COLUMNS else 0.0


def _width(found: Placed, plan: BodyPlan) -> float:
    columns = [40.0] * found.columns
    for key, (column, _) in found.cells.items():
        columns[column] = max(columns[column], plan.boxes[key].width)
    width = sum(columns) + _BETWEEN_COLUMNS * (found.columns - 1) + 2 * _OUTER
    width += STRIP + BESIDE_STRIP if plan.stages else 0.0
    if plan.form is ChartForm.THREE_COLUMNS:
        return width + 2 * (plan.side + BESIDE) + BESIDE
    at_side = plan.form is ChartForm.SINGLE and plan.risks
    return width + (plan.side + BESIDE if at_side else 0.0)


def _blocks(chart: FlowChart, graph: Graph, found: Placed, plan: BodyPlan) -> Sequence[Block]:
    heights = [0.0] * found.rows
    for key, (_, row) in found.cells.items():
        marked = MARK_HEIGHT if key in plan.risks else 0.0
        heights[row] = max(heights[row], plan.boxes[key].height + marked)
    steps = {step.id: step for step in chart.every_step()}
    order = [
        (
            node.id,
            node.depth,
            bool(steps[node.id].stage.strip()),
            steps[node.id].placing.cut_before,
        )
        for node in graph.nodes
    ]
    rows = {key: row for key, (_, row) in found.cells.items()}
    row_heights = [each + _BETWEEN_ROWS for each in heights]
    if plan.form is not ChartForm.LANES:
        return blocks_of(order, rows, row_heights, _beside(plan))
    width = _width(found, plan)
    below = _below(plan, boxes_below(width), width)
    return [
        replace(block, height=block.height + sum(below.get(key, 0.0) for key in block.keys))
        for block in blocks_of(order, rows, row_heights, {})
    ]


def _below(plan: BodyPlan, side: float, width: float) -> Mapping[str, float]:
    """What the risk boxes of each step add to the height below a chart, in columns."""
    boxes = whole_boxes(plan.risks, side, plan.letters)
    return {box.step: (box.height + GAP) * side / width for box in boxes}


def _beside(plan: BodyPlan) -> Mapping[str, float]:
    if plan.form is not ChartForm.THREE_COLUMNS:
        boxes = whole_boxes(plan.risks, plan.side, plan.letters)
        return {box.step: box.height + GAP for box in boxes}
    lefts = risk_column(plan.risks, plan.side, plan.letters)
    rights = measure_column(plan.risks, plan.side, plan.letters)
    return {
        left.step: max(left.height, right.height) + GAP
        for left, right in zip(lefts, rights, strict=True)
    }
