"""What is done to the rows of a chart with keys and mouse: new ones, branches, moving, deleting.

Each takes the id of a row, that of a step or of a branch, and never fails: what cannot be done
leaves the chart as it is and says why. No other step is lost by any of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from qinglian_desktop.domain.flow.chart import (
    AUTOMATIC,
    DEEPEST,
    Branch,
    FlowChart,
    FlowStep,
    StepKind,
)
from qinglian_desktop.domain.flow.chart_tree import (
    BranchSpot,
    StepSpot,
    branch_spot,
    deepest_below,
    step_spot,
    taken_out,
    with_branch,
    with_step,
    with_steps_at,
)

NewId = Callable[[], str]
_TOO_DEEP = f"分支最多套 {DEEPEST} 层。"
_OPPOSITES = (
    ("否", "是"),
    ("无", "有"),
    ("未通过", "通过"),
    ("不通过", "通过"),
    ("不同意", "同意"),
    ("不符合", "符合"),
    ("不齐全", "齐全"),
    ("不需要", "需要"),
    ("不采纳", "采纳"),
    ("不属实", "属实"),
    ("不合格", "合格"),
)


@dataclass(frozen=True, slots=True)
class ChartEdit:
    """The chart after an edit, the row that has the focus then, and what is told, "" mostly."""

    chart: FlowChart
    focus: str | None
    told: str = ""


def add_step_below(
    chart: FlowChart, row: str | None, new_id: NewId, step: FlowStep | None = None
) -> ChartEdit:
    """A new step behind a step and its branches, first in a branch, or last of the chart.

    A step that jumps hands its jump on: the new one stands between it and where it went.
    ``step`` is what the new one says; its id is given to it.
    """
    added = replace(step or FlowStep(""), id=new_id())
    if spot := step_spot(chart, row or ""):
        before = spot.step
        if before.goto is not None and added.goto is None:
            added = replace(added, goto=before.goto, route=before.route)
            chart = with_step(chart, before.id, lambda s: replace(s, goto=None, route=AUTOMATIC))
        return ChartEdit(with_steps_at(chart, spot.holder, spot.index + 1, [added]), added.id)
    if within := branch_spot(chart, row):
        return ChartEdit(with_steps_at(chart, within.branch.id, 0, [added]), added.id)
    return ChartEdit(with_steps_at(chart, None, len(chart.steps), [added]), added.id)


def add_step_above(chart: FlowChart, row: str | None, new_id: NewId) -> ChartEdit:
    """A new step before a step; before a branch it is one before the step that branches."""
    if within := branch_spot(chart, row):
        row = within.owner.id
    added = FlowStep(new_id())
    spot = step_spot(chart, row or "")
    if spot is None:
        return ChartEdit(with_steps_at(chart, None, 0, [added]), added.id)
    return ChartEdit(with_steps_at(chart, spot.holder, spot.index, [added]), added.id)


def make_branch(chart: FlowChart, row: str | None, new_id: NewId) -> ChartEdit:
    """The step becomes a branch of the step before it (Tab)."""
    if branch_spot(chart, row):
        return ChartEdit(chart, row, "这一行已经是分支。")
    spot = step_spot(chart, row or "")
    if spot is None or spot.index == 0:
        return ChartEdit(chart, row, "前面没有同一层的步骤，不能作为它的分支。")
    if spot.depth + 1 + deepest_below([spot.step]) > DEEPEST:
        return ChartEdit(chart, row, _TOO_DEEP)
    before = spot.rows[spot.index - 1]
    chart, step = taken_out(chart, spot)
    branch = Branch(new_id(), _label_for(before), (step,))
    return ChartEdit(with_step(chart, before.id, _and_branch(branch)), row)


def lift_out(chart: FlowChart, row: str | None) -> ChartEdit:
    """The step leaves its branch and stands behind the step that branches (Shift+Tab).

    A branch that is left without steps stays where it has a label or jumps: by it one comes to
    the lifted step. A branch that is lifted out is gone, and its steps stand behind.
    """
    if within := branch_spot(chart, row):
        return _dissolved(chart, within)
    spot = step_spot(chart, row or "")
    within = branch_spot(chart, spot.holder) if spot else None
    if spot is None or within is None:
        return ChartEdit(chart, row, "这一步不在分支里。")
    chart, step = taken_out(chart, spot)
    branch = within.branch
    if len(branch.steps) == 1 and not branch.label and branch.goto is None:
        chart = with_step(chart, within.owner.id, _without_branch(branch.id))
    return ChartEdit(_behind(chart, within.owner.id, (step,)), row)


def add_branch(chart: FlowChart, row: str | None, new_id: NewId) -> ChartEdit:
    """A new branch of the step, or beside a branch (Ctrl+Enter).

    A DECISION without any gets two at once: one is none.
    """
    within = branch_spot(chart, row)
    spot = step_spot(chart, within.owner.id if within else row or "")
    if spot is None:
        return ChartEdit(chart, row, "请先选定一个步骤。")
    if spot.depth >= DEEPEST:
        return ChartEdit(chart, row, _TOO_DEEP)
    step = spot.step
    added = Branch(new_id(), _label_for(step))
    index = within.index + 1 if within else len(step.branches)
    branches = (*step.branches[:index], added, *step.branches[index:])
    if step.kind is StepKind.DECISION and len(branches) == 1:
        branches = (added, Branch(new_id(), _label_for(replace(step, branches=branches))))
    chart = with_step(chart, step.id, lambda s: replace(s, branches=branches))
    return ChartEdit(chart, added.id)


def move_up(chart: FlowChart, row: str | None) -> ChartEdit:
    """A step with its branches, or a branch, one place up; out of its branch at its top."""
    return _moved(chart, row, -1)


def move_down(chart: FlowChart, row: str | None) -> ChartEdit:
    """A step with its branches, or a branch, one place down; out of its branch at its end."""
    return _moved(chart, row, 1)


def paste_below(chart: FlowChart, row: str | None, pasted: FlowChart) -> ChartEdit:
    """The steps of another chart, whose ids are new here, behind a step or into a branch."""
    if not pasted.steps:
        return ChartEdit(chart, row, "没有可以粘贴的步骤。")
    spot, within = step_spot(chart, row or ""), branch_spot(chart, row)
    depth = spot.depth if spot else within.depth + 1 if within else 0
    if depth + deepest_below(pasted.steps) > DEEPEST:
        return ChartEdit(chart, row, _TOO_DEEP)
    if spot:
        chart = _behind(chart, spot.step.id, pasted.steps)
    else:
        holder = within.branch.id if within else None
        chart = with_steps_at(chart, holder, 0 if within else len(chart.steps), pasted.steps)
    extra = (*chart.extra, *pasted.extra)
    gone = (*chart.gone, *pasted.gone)
    return ChartEdit(replace(chart, extra=extra, gone=gone), pasted.steps[0].id)


def _label_for(step: FlowStep) -> str:
    """What the next branch of a step is called at first: the opposite of its only one."""
    labels = [branch.label for branch in step.branches]
    if step.kind is not StepKind.DECISION or len(labels) > 1:
        return ""
    if not labels:
        return _OPPOSITES[0][0]
    for no, yes in _OPPOSITES:
        if labels[0] in (no, yes):
            return yes if labels[0] == no else no
    return ""


def _and_branch(branch: Branch) -> Callable[[FlowStep], FlowStep]:
    return lambda step: replace(step, branches=(*step.branches, branch))


def _without_branch(id: str) -> Callable[[FlowStep], FlowStep]:
    return lambda step: replace(
        step, branches=tuple(branch for branch in step.branches if branch.id != id)
    )


def _behind(chart: FlowChart, id: str, steps: tuple[FlowStep, ...]) -> FlowChart:
    spot = step_spot(chart, id)
    return with_steps_at(chart, spot.holder, spot.index + 1, steps) if spot else chart


def _dissolved(chart: FlowChart, within: BranchSpot) -> ChartEdit:
    """A branch is gone, its steps stand behind the step that it left."""
    branch, owner = within.branch, within.owner
    steps = steps_going_on(branch)
    chart = _behind(with_step(chart, owner.id, _without_branch(branch.id)), owner.id, steps)
    return ChartEdit(chart, steps[0].id if steps else owner.id)


def steps_going_on(branch: Branch) -> tuple[FlowStep, ...]:
    """The steps of a branch, which go where it went when they leave it."""
    steps = branch.steps
    if steps and branch.goto is not None and steps[-1].goto is None:
        steps = (*steps[:-1], replace(steps[-1], goto=branch.goto, route=branch.route))
    return steps


def _moved(chart: FlowChart, row: str | None, by: int) -> ChartEdit:
    if within := branch_spot(chart, row):
        branches = list(within.owner.branches)
        to = within.index + by
        if not 0 <= to < len(branches):
            return ChartEdit(chart, row)
        branches.insert(to, branches.pop(within.index))
        change = with_step(chart, within.owner.id, lambda s: replace(s, branches=tuple(branches)))
        return ChartEdit(change, row)
    spot = step_spot(chart, row or "")
    if spot is None:
        return ChartEdit(chart, row)
    to = spot.index + by
    if 0 <= to < len(spot.rows):
        chart, step = taken_out(chart, spot)
        return ChartEdit(with_steps_at(chart, spot.holder, to, [step]), row)
    return _moved_out(chart, spot, by)


def _moved_out(chart: FlowChart, spot: StepSpot, by: int) -> ChartEdit:
    """From the edge of a branch: into the next one on this side, or out of the step."""
    within = branch_spot(chart, spot.holder)
    if within is None:
        return ChartEdit(chart, spot.step.id)
    chart, step = taken_out(chart, spot)
    to = within.index + by
    if 0 <= to < len(within.owner.branches):
        beside = within.owner.branches[to]
        rows = (step, *beside.steps) if by > 0 else (*beside.steps, step)
        return ChartEdit(with_branch(chart, beside.id, lambda b: replace(b, steps=rows)), step.id)
    owner = step_spot(chart, within.owner.id)
    assert owner is not None
    at = owner.index + (1 if by > 0 else 0)
    return ChartEdit(with_steps_at(chart, owner.holder, at, [step]), step.id)
