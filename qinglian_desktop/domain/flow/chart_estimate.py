"""How large a chart will be, and into which pages it falls, before a single line is laid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.flow.chart import ChartForm, FlowChart
from qinglian_desktop.domain.flow.chart_body import BESIDE, HEAD, BodyPlan, boxes_below
from qinglian_desktop.domain.flow.chart_drawing import LANE_ABOVE, LANE_BELOW, LANE_HEAD
from qinglian_desktop.domain.flow.graph import Graph
from qinglian_desktop.domain.flow.page_cuts import Block, blocks_of, cut_blocks, joint_height
from qinglian_desktop.domain.flow.placing import Cells
from qinglian_desktop.domain.flow.risk_boxes import GAP, measure_column, risk_column, whole_boxes
from qinglian_desktop.domain.flow.risk_marks import MARK_HEIGHT, NumberedRisk
from qinglian_desktop.domain.flow.stage_strips import BESIDE_STRIP, STRIP
from qinglian_desktop.domain.flow.step_boxes import CONNECTOR, TEXT
from qinglian_desktop.domain.flow.wrapping import LetterWidth

LEAST = 6.5
"""Points: smaller text is not printed without saying so."""
LARGEST = 10.5
EASY = 7.0
"""Text need not be larger for the sake of narrower boxes."""
_BETWEEN_COLUMNS, _BETWEEN_ROWS = 24.0, 17.0
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


@dataclass(frozen=True, slots=True)
class Measured:
    """A plan with what its parts take, before anything is put on pages."""

    plan: BodyPlan
    found: Cells
    blocks: Sequence[Block]


def measured(
    chart: FlowChart, graph: Graph, found: Cells, plan: BodyPlan, beside: Mapping[str, float]
) -> Measured:
    """What a plan takes; ``beside`` is how high the risk boxes of each step are with it."""
    return Measured(plan, found, _blocks(chart, graph, found, plan, beside))


def estimated(graph: Graph, of: Measured, room: tuple[float, float]) -> Estimate:
    """What a plan would come to on pages with this room for the chart."""
    heads = _heads(of.plan)
    # With the least text most goes on a page; with as many pages it may then be larger.
    pages = cut_blocks(of.blocks, graph, room[1] / LEAST * TEXT - heads, _CUT)
    highest = max((_height(page, len(pages)) for page in pages), default=1.0) + heads
    keys = [[block.key for block in page] for page in pages]
    # Lanes are as wide on each page as on the one that needs most.
    together = [list(of.found.cells)] if of.plan.form is ChartForm.LANES else keys
    width = max(_width(of.found, of.plan, page) for page in together)
    text = min(LARGEST, room[0] / width * TEXT, room[1] / highest * TEXT)
    return Estimate(keys, width, highest, text)


def _height(page: Sequence[Block], count: int) -> float:
    return joint_height(page) + _CUT * min(2, count - 1)


def _heads(plan: BodyPlan) -> float:
    if plan.form is ChartForm.LANES:
        return LANE_HEAD + LANE_ABOVE + LANE_BELOW
    return HEAD + BESIDE if plan.form is ChartForm.THREE_COLUMNS else 0.0


def _width(found: Cells, plan: BodyPlan, keys: Iterable[str]) -> float:
    """How wide these steps are together; lanes are there even if they are empty."""
    columns = dict.fromkeys(range(found.columns), 40.0) if found.lanes[-1] else {}
    for key in keys:
        column = found.cells[key][0]
        columns[column] = max(columns.get(column, 0.0), plan.boxes[key].width)
    width = sum(columns.values()) + _BETWEEN_COLUMNS * (len(columns) - 1) + 2 * _OUTER
    width += STRIP + BESIDE_STRIP if plan.stages else 0.0
    if plan.form is ChartForm.THREE_COLUMNS:
        return width + 2 * (plan.side + BESIDE) + BESIDE
    at_side = plan.form is ChartForm.SINGLE and plan.risks
    return width + (plan.side + BESIDE if at_side else 0.0)


def _blocks(
    chart: FlowChart, graph: Graph, found: Cells, plan: BodyPlan, beside: Mapping[str, float]
) -> Sequence[Block]:
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
        return blocks_of(order, rows, row_heights, beside, {})
    width = _width(found, plan, found.cells)
    # They stand below the chart in columns.
    share = boxes_below(width) / width
    below = {key: share * height for key, height in beside.items()}
    return blocks_of(order, rows, row_heights, {}, below)


def risk_heights(
    form: ChartForm, risks: Mapping[str, Sequence[NumberedRisk]], side: float, letters: LetterWidth
) -> Mapping[str, float]:
    """How high the risk boxes of each step are with what separates them."""
    if form is not ChartForm.THREE_COLUMNS:
        boxes = whole_boxes(risks, side, letters)
        return {box.step: box.height + GAP for box in boxes}
    lefts = risk_column(risks, side, letters)
    rights = measure_column(risks, side, letters)
    return {
        left.step: max(left.height, right.height) + GAP
        for left, right in zip(lefts, rights, strict=True)
    }
