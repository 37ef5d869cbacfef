"""What is not as it should be in a chart, told in words by row; it is drawn anyway."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.flow.chart import (
    ChartForm,
    FlowChart,
    FlowStep,
    StepKind,
)
from qinglian_desktop.domain.flow.chart_lines import graph_of, step_numbers
from qinglian_desktop.domain.flow.chart_rows import rows_of_chart
from qinglian_desktop.domain.flow.graph import Edge, Graph

MANY_STEPS = 60
LONG_IN_DIAMOND = 40
LONG_IN_BOX = 150
LONG_LABEL = 15


@dataclass(frozen=True, slots=True)
class ChartProblem:
    """What is told of a row, that of a step or branch; None is the chart.

    What is only ``unfinished`` is nobody's mistake while one still writes there.
    """

    row: str | None
    message: str
    unfinished: bool = False


def problems_of_chart(chart: FlowChart) -> tuple[ChartProblem, ...]:
    """All that is not as it should be: first of the chart, then in the order of the rows."""
    graph = graph_of(chart)
    found = [
        *_of_whole(chart),
        *_of_words(chart),
        *_of_branches(chart, graph),
        *_of_jumps(chart),
        *_of_ways(chart, graph),
        *_of_posts(chart),
    ]
    order = {row.id: place for place, row in enumerate(rows_of_chart(chart))}
    return tuple(sorted(found, key=lambda one: -1 if one.row is None else order[one.row]))


def hangs_together(chart: FlowChart, row: str) -> frozenset[str]:
    """The rows of the step of the chart in which a row is, with all that hangs on it."""
    groups = ([each.id for each in rows_of_chart(FlowChart((step,)))] for step in chart.steps)
    return frozenset(next((group for group in groups if row in group), ()))


def _of_whole(chart: FlowChart) -> Iterator[ChartProblem]:
    steps = sum(1 for _ in chart.every_step())
    if steps > MANY_STEPS:
        yield ChartProblem(None, f"共有{steps}步，一张图太长，建议把其中一段单独画成一张图。")


def _of_words(chart: FlowChart) -> Iterator[ChartProblem]:
    for step in chart.every_step():
        most = LONG_IN_DIAMOND if step.kind is StepKind.DECISION else LONG_IN_BOX
        if not step.text:
            yield _unfinished(step.id, "这一步还没有写内容。")
        elif len(step.text) > most:
            shape = "菱形" if step.kind is StepKind.DECISION else "框"
            yield ChartProblem(
                step.id, f"这一步写了{len(step.text)}个字，{shape}会很大，建议写短些。"
            )
        for branch in step.branches:
            if len(branch.label) > LONG_LABEL:
                yield ChartProblem(branch.id, f"条件写了{len(branch.label)}个字，建议写短些。")


def _of_branches(chart: FlowChart, graph: Graph) -> Iterator[ChartProblem]:
    target = {edge.id: edge.target for edge in graph.edges}
    for step in chart.every_step():
        asked = step.kind is StepKind.DECISION
        branches = step.branches
        if asked and not branches:
            yield _unfinished(step.id, "判断还没有分支，至少要有两个。")
        elif asked and len(branches) == 1:
            yield _unfinished(step.id, "判断只有一个分支，请补上另一个。")
        seen: set[str] = set()
        for branch in branches:
            if asked and not branch.label and len(branches) > 1:
                yield _unfinished(branch.id, "判断的这个分支还没有写条件。")
            elif branch.label and branch.label in seen:
                yield ChartProblem(branch.id, f"两个分支的条件都是{quoted(branch.label)}。")
            seen.add(branch.label)
            if branch.id not in target and not branch.steps and not (branch.goto or step.goto):
                yield _unfinished(branch.id, "这个分支还没有去处，请写下一步，或者选去向。")
        alone = branches[0].id if len(branches) == 1 and not asked else ""
        if alone in target and target[alone] == target.get(step.id):
            yield _unfinished(alone, "这个分支和主线去的是同一步，画了两条线。")
        ways = {target.get(branch.id, branch.id) for branch in branches}
        if asked and len(branches) > 1 and len(ways) == 1:
            yield _unfinished(step.id, "几个分支去的是同一步，判断不起作用。")


def _of_jumps(chart: FlowChart) -> Iterator[ChartProblem]:
    steps = {step.id for step in chart.every_step()}
    gone = {step.id: step for step in chart.gone}

    def missing(id: str) -> str:
        if id not in gone:
            return "未接：没有这一步，请另选去向。"
        called = quoted(gone[id].text) if gone[id].text else ""
        return f"未接：原第{gone[id].number}步{called}已删除，请另选去向。"

    for step in chart.every_step():
        for row in (step, *step.branches):
            if row.goto is not None and row.goto not in steps:
                yield ChartProblem(row.id, missing(row.goto))
            elif row.goto == step.id:
                yield ChartProblem(row.id, "一步不能去它自己，这条线没有画。")
    for line in chart.extra:
        lost = [end for end in (line.start, line.end) if end not in steps]
        here = next((end for end in (line.start, line.end) if end in steps), None)
        if lost:
            yield ChartProblem(here, f"另有去向：{missing(lost[0])}")
        elif line.start == line.end:
            yield ChartProblem(here, "另有去向：一步不能去它自己，这条线没有画。")


def _of_ways(chart: FlowChart, graph: Graph) -> Iterator[ChartProblem]:
    steps = {step.id: step for step in chart.every_step()}
    if not steps:
        return
    leaving, coming = _ways(graph.edges)
    first = graph.nodes[0].id
    reached = _reached([first], {one: [e.target for e in leaving[one]] for one in steps})
    order = {node.id: node.order for node in graph.nodes}
    for one in steps:
        before = [e.source for e in coming[one] if order[e.source] < order[one]]
        # Told once, at the first of those that nobody comes to.
        if one not in reached and reached.issuperset(before):
            yield ChartProblem(one, "走不到这一步：前面的步骤都去了别处。")
    ends = [one for one in steps if not leaving[one]]
    with_end = _reached(ends, {one: [e.source for e in coming[one]] for one in steps})
    numbers = step_numbers(chart)
    for edge in graph.edges:
        if edge.back and edge.source not in with_end:
            back = f"退回第{numbers[edge.target]}步"
            yield _unfinished(edge.source, f"{back}以后走不出来：这一圈没有通到结束的路。")
    for one, step in steps.items():
        own = (one, *(branch.id for branch in step.branches))
        # A line back to where the chart begins, or from where it ends, makes neither one between.
        goes_on = any(edge.id in own and not edge.back for edge in leaving[one])
        comes_to = any(not edge.back for edge in coming[one])
        if step.kind is StepKind.ENDPOINT and comes_to and goes_on:
            yield _unfinished(one, "这一步是“起止”，后面却还有步骤。")
        elif step.kind is not StepKind.ENDPOINT and not leaving[one] and not _told_already(step):
            yield _unfinished(one, "流程停在这一步，请把它改成“起止”，或者写下一步。")


def _of_posts(chart: FlowChart) -> Iterator[ChartProblem]:
    if chart.form is not ChartForm.LANES:
        return
    posts = {step.post for step in chart.every_step()}
    for lane in chart.lanes:
        if lane not in posts:
            yield ChartProblem(
                None, f"泳道{quoted(lane)}里没有步骤；岗位如果改了名称，请一并修改。"
            )
    for step in chart.every_step():
        if not step.post:
            yield _unfinished(step.id, "没有写岗位，画在上一步的泳道里。")
        elif chart.lanes and step.post not in chart.lanes:
            yield ChartProblem(
                step.id, f"岗位{quoted(step.post)}不在泳道里，另加了一道；可能改了名称。"
            )


def _unfinished(row: str, message: str) -> ChartProblem:
    return ChartProblem(row, message, unfinished=True)


def _told_already(step: FlowStep) -> bool:
    """A step whose ways on are told to be missing, for another reason than that it is the last."""
    ways = (step, *step.branches)
    return step.kind is StepKind.DECISION or any(way.goto is not None for way in ways)


def _ways(edges: Iterable[Edge]) -> tuple[Mapping[str, list[Edge]], Mapping[str, list[Edge]]]:
    """The lines that leave each step, and those that come to it."""
    leaving, coming = defaultdict[str, list[Edge]](list), defaultdict[str, list[Edge]](list)
    for edge in edges:
        leaving[edge.source].append(edge)
        coming[edge.target].append(edge)
    return leaving, coming


def _reached(start: Iterable[str], ways: Mapping[str, Iterable[str]]) -> set[str]:
    reached = set(start)
    open_ones = list(reached)
    while open_ones:
        for one in ways[open_ones.pop()]:
            if one not in reached:
                reached.add(one)
                open_ones.append(one)
    return reached
