"""A flow chart of 60 steps: its layout, its pages, and what the window waits for."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from qinglian_desktop.documents.charts.files import ChartDocuments
from qinglian_desktop.domain.flow.chart import Branch, ChartForm, FlowChart, FlowStep, StepKind
from qinglian_desktop.domain.flow.chart_lines import graph_of, step_numbers
from qinglian_desktop.domain.flow.chart_pages import chart_pages, chart_picture
from qinglian_desktop.domain.flow.layout import layout_of
from qinglian_desktop.domain.flow.page_frame import ChartHead
from qinglian_desktop.domain.flow.rooms import Sizes
from qinglian_desktop.domain.flow.step_boxes import step_boxes
from qinglian_desktop.domain.flow.step_risk import StepRisk
from tests.benchmarks.row import Row

STEPS = 60
ROUNDS = 5
FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_POSTS = ("申请人", "受理窗口", "业务科", "分管领导", "主要领导")
_PLAIN, _LANES, _REPAINT = 0.1, 0.2, 0.15
"""Seconds of the processor that a layout without and with lanes, and an edit, may take."""


def _chart(form: ChartForm) -> FlowChart:
    chance, number = random.Random(14), count(1)
    steps: list[FlowStep] = []
    made = 0

    def step(kind: StepKind, text: str, *branches: Branch) -> FlowStep:
        post = chance.choice(_POSTS)
        return FlowStep(f"s{next(number)}", kind, text, post, branches=branches)

    while made < STEPS:
        if chance.random() < 0.25:
            back = chance.choice(steps).id if steps and chance.random() < 0.5 else None
            within = [
                step(StepKind.WORK, "补正材料后再次提交审核") for _ in range(chance.choice((1, 2)))
            ]
            no = Branch(f"n{made}", "否", tuple(within), back)
            asked = step(StepKind.DECISION, "是否符合规定的条件", no, Branch(f"y{made}", "是"))
            steps.append(asked)
            made += 1 + len(within)
        else:
            steps.append(step(StepKind.WORK, "办理有关事项并登记" * chance.choice((1, 2))))
            made += 1
    return FlowChart(tuple(steps), form=form)


def _taken(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def run() -> list[Row]:
    """The best of several rounds each; fonts are opened before."""
    letters = ChartDocuments(FONTS).width
    rows: list[Row] = []
    head = ChartHead("示例权力运行流程图", (("职权编码", "A-1"),))
    for form, most in ((ChartForm.SINGLE, _PLAIN), (ChartForm.LANES, _LANES)):
        chart = _chart(form)
        risks = [
            StepRisk(each.id, 1, "高", "把关不严", ("双人复核",), "负责人")
            for each in list(chart.every_step())[::6]
        ]
        graph = graph_of(chart)
        boxes = step_boxes(chart, step_numbers(chart), 108.0, letters)
        labels = {edge.id: (9.0, 12.0) for edge in graph.edges if edge.label}
        sizes = Sizes({key: (box.width, box.height) for key, box in boxes.items()}, labels, {})
        laid_out = _taken(lambda graph=graph, sizes=sizes: layout_of(graph, sizes))
        whole = _taken(lambda chart=chart, risks=risks: chart_picture(chart, risks, letters))
        paged = _taken(lambda chart=chart, risks=risks: chart_pages(chart, head, risks, letters))
        name = f"流程图 {STEPS} 步（{form.value}，处理器时间）"
        rows += [
            Row(f"{name}排版 / {most:g} 秒", laid_out, most, laid_out / most, 1),
            Row(f"{name}量字、排版、成图 / {_REPAINT:g} 秒", whole, _REPAINT, whole / _REPAINT, 1),
            Row(f"{name}分页 / 1 秒", paged, 1.0, paged, 1),
        ]
    return rows
