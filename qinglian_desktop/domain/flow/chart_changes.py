"""What is done to a chart without moving its rows: words, kinds, jumps, pins, lines and lanes.

Each takes the id of a row and never fails: what cannot be done leaves the chart as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from qinglian_desktop.domain.comparing import tidied
from qinglian_desktop.domain.flow.chart import (
    ANYWHERE,
    AUTOMATIC,
    ExtraLine,
    FlowChart,
    FlowStep,
    Placing,
    Route,
    StepKind,
)
from qinglian_desktop.domain.flow.chart_editing import ChartEdit, add_branch
from qinglian_desktop.domain.flow.chart_tree import (
    branch_spot,
    step_spot,
    with_branch,
    with_each_step,
    with_step,
)

MOST_GAP = 20
"""Empty rows above a step; more would be pages of nothing."""


def with_text(chart: FlowChart, row: str | None, text: str) -> ChartEdit:
    """The text of a step, or the label of a branch or an extra line."""
    kept = _kept(text)
    chart = with_step(chart, row or "", lambda step: replace(step, text=kept))
    chart = with_branch(chart, row or "", lambda branch: replace(branch, label=kept))
    extra = tuple(replace(x, label=kept) if x.id == row else x for x in chart.extra)
    return ChartEdit(replace(chart, extra=extra), row)


def with_details(
    chart: FlowChart,
    row: str | None,
    *,
    post: str | None = None,
    limit: str | None = None,
    materials: str | None = None,
    stage: str | None = None,
) -> ChartEdit:
    """What else a step says; None leaves it as it is."""

    def change(step: FlowStep) -> FlowStep:
        return replace(
            step,
            post=step.post if post is None else _kept(post),
            limit=step.limit if limit is None else _kept(limit),
            materials=step.materials if materials is None else _kept(materials),
            stage=step.stage if stage is None else _kept(stage),
        )

    return ChartEdit(with_step(chart, row or "", change), row)


def with_post_as_before(chart: FlowChart, row: str | None) -> ChartEdit:
    """The post of the last step before that has one."""
    steps = list(chart.every_step())
    at = next((place for place, step in enumerate(steps) if step.id == row), -1)
    if at < 0:
        return ChartEdit(chart, row, "请先选定一个步骤。")
    post = next((step.post for step in reversed(steps[:at]) if step.post), "")
    if not post:
        return ChartEdit(chart, row, "前面的步骤都没有写岗位。")
    return replace(with_details(chart, row, post=post), told=f"岗位同前面：{post}。")


def with_kind(chart: FlowChart, row: str | None, kind: StepKind) -> ChartEdit:
    """Another kind of step; its branches stay."""
    return ChartEdit(with_step(chart, row or "", lambda step: replace(step, kind=kind)), row)


def with_goto(chart: FlowChart, row: str | None, target: str | None) -> ChartEdit:
    """A step or branch goes on to another step, None to the next row again.

    How a person laid the line to the old one is forgotten.
    """
    if target is not None and step_spot(chart, target) is None:
        return ChartEdit(chart, row, "要去的步骤不在图里。")
    within = branch_spot(chart, row)
    if target is not None and target == (within.owner.id if within else row):
        return ChartEdit(chart, row, "一步不能去它自己。")
    chart = with_step(chart, row or "", lambda step: replace(step, goto=target, route=AUTOMATIC))
    chart = with_branch(
        chart, row or "", lambda branch: replace(branch, goto=target, route=AUTOMATIC)
    )
    return ChartEdit(chart, row)


def with_labels_swapped(chart: FlowChart, row: str | None) -> ChartEdit:
    """The two branches of a step, this one or that of a branch, under the label of the other.

    Their steps stay where they are: on paper one rubs out 是 and 否, not what they lead to.
    """
    within = branch_spot(chart, row)
    spot = step_spot(chart, within.owner.id if within else row or "")
    if spot is None or len(spot.step.branches) != 2:
        return ChartEdit(chart, row, "正好有两个分支的那一步，才能对调条件。")
    one, other = spot.step.branches
    swapped = (replace(one, label=other.label), replace(other, label=one.label))
    change = with_step(chart, spot.step.id, lambda step: replace(step, branches=swapped))
    return ChartEdit(change, row, "两个分支的条件已对调，里面的步骤没有动。")


def with_side(chart: FlowChart, row: str | None, side: int | None) -> ChartEdit:
    """The side of the step before on which a step stands; None as it comes."""
    wanted = None if side is None else max(-1, min(1, side))
    return _placed(chart, row, lambda placing: replace(placing, side=wanted))


def with_gap(chart: FlowChart, row: str | None, gap: int) -> ChartEdit:
    """Empty rows above a step."""
    wanted = max(0, min(MOST_GAP, gap))
    return _placed(chart, row, lambda placing: replace(placing, gap=wanted))


def with_cut(chart: FlowChart, row: str | None, *, cut: bool) -> ChartEdit:
    """Whether a page begins with a step."""
    return _placed(chart, row, lambda placing: replace(placing, cut_before=cut))


def with_route(chart: FlowChart, line: str | None, route: Route) -> ChartEdit:
    """How a line is laid; its id is that of the step, branch or extra line it comes from."""
    chart = with_step(chart, line or "", lambda step: replace(step, route=route))
    chart = with_branch(chart, line or "", lambda branch: replace(branch, route=route))
    extra = tuple(replace(x, route=route) if x.id == line else x for x in chart.extra)
    return ChartEdit(replace(chart, extra=extra), line)


def automatic_again(chart: FlowChart, row: str | None) -> ChartEdit:
    """What a person arranged about one row is forgotten (恢复自动)."""
    chart = with_step(chart, row or "", lambda step: replace(step, placing=ANYWHERE))
    return with_route(chart, row, AUTOMATIC)


def all_automatic_again(chart: FlowChart, row: str | None = None) -> ChartEdit:
    """What a person arranged anywhere is forgotten (全部恢复自动); ``row`` keeps the focus."""

    def change(step: FlowStep) -> FlowStep:
        branches = tuple(replace(branch, route=AUTOMATIC) for branch in step.branches)
        return replace(step, placing=ANYWHERE, route=AUTOMATIC, branches=branches)

    extra = tuple(replace(line, route=AUTOMATIC) for line in chart.extra)
    return ChartEdit(replace(with_each_step(chart, change), extra=extra), row)


def is_arranged(chart: FlowChart) -> bool:
    """Whether a person arranged anything, so that 恢复自动 does something."""
    return all_automatic_again(chart).chart != chart


def add_extra_line(
    chart: FlowChart, start: str | None, end: str | None, new_id: Callable[[], str], label: str = ""
) -> ChartEdit:
    """One more line between two steps (另有去向)."""
    ids = {step.id for step in chart.every_step()}
    if start is None or end is None or not {start, end} <= ids:
        return ChartEdit(chart, start, "要连的步骤不在图里。")
    if start == end:
        return ChartEdit(chart, start, "一步不能去它自己。")
    if any((line.start, line.end) == (start, end) for line in chart.extra):
        return ChartEdit(chart, start, "这两步之间已经有“另有去向”了。")
    line = ExtraLine(new_id(), start, end, _kept(label))
    return ChartEdit(replace(chart, extra=(*chart.extra, line)), start)


def connect_steps(
    chart: FlowChart, source: str | None, target: str | None, new_id: Callable[[], str]
) -> ChartEdit:
    """A line drawn from a row to a step, by what loses no other line.

    A branch, and a step that is the last of its rows, jump there. One that branches gets a branch
    that does. From another it is an extra line.
    """
    spot = step_spot(chart, source or "")
    if spot is None or target is None or step_spot(chart, target) is None or source == target:
        return with_goto(chart, source, target)
    if spot.step.branches or spot.step.kind is StepKind.DECISION:
        edit = add_branch(chart, source, new_id)
        return with_goto(edit.chart, edit.focus, target) if edit.chart != chart else edit
    if spot.index == len(spot.rows) - 1 and spot.step.goto is None:
        return with_goto(chart, source, target)
    return add_extra_line(chart, source, target, new_id)


def remove_extra_line(chart: FlowChart, line: str | None, row: str | None = None) -> ChartEdit:
    """Without an extra line; ``row`` keeps the focus."""
    extra = tuple(one for one in chart.extra if one.id != line)
    return ChartEdit(replace(chart, extra=extra), row)


def with_lanes(chart: FlowChart, lanes: Sequence[str], row: str | None = None) -> ChartEdit:
    """The lanes in this order, each once."""
    kept = dict.fromkeys(name for lane in lanes if (name := _kept(lane)))
    return ChartEdit(replace(chart, lanes=tuple(kept)), row)


def with_post_renamed(chart: FlowChart, old: str, new: str, row: str | None = None) -> ChartEdit:
    """A post has another name, as a lane and in each step."""
    name = _kept(new)
    chart = with_each_step(
        chart, lambda step: replace(step, post=name) if step.post == old else step
    )
    return with_lanes(chart, [name if lane == old else lane for lane in chart.lanes], row)


def _placed(chart: FlowChart, row: str | None, change: Callable[[Placing], Placing]) -> ChartEdit:
    return ChartEdit(
        with_step(chart, row or "", lambda step: replace(step, placing=change(step.placing))), row
    )


def _kept(text: str) -> str:
    return tidied(text).strip()
