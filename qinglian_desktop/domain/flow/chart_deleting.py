"""Deleting steps, branches and extra lines; what pointed to a step stays, and is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep, GoneStep
from qinglian_desktop.domain.flow.chart_editing import ChartEdit, lift_out, steps_going_on
from qinglian_desktop.domain.flow.chart_lines import step_numbers
from qinglian_desktop.domain.flow.chart_rows import rows_of_chart
from qinglian_desktop.domain.flow.chart_tree import (
    StepSpot,
    branch_spot,
    step_spot,
    steps_within,
    with_branch,
    with_step,
    with_steps_in,
)


def delete_row(chart: FlowChart, row: str | None) -> ChartEdit:
    """Without this step, or branch, alone: its neighbours join, and what hung on it stays.

    The steps of its branches come to stand in its place.
    """
    if branch_spot(chart, row):
        edit = lift_out(chart, row)
        return ChartEdit(edit.chart, _focus_without(chart, edit.chart, row))
    spot = step_spot(chart, row or "")
    if spot is None:
        return ChartEdit(chart, row)
    hanging = [step for branch in spot.step.branches for step in steps_going_on(branch)]
    edit = _deleted(chart, spot, hanging, [spot.step])
    return replace(edit, told=edit.told + _lost_jumps(chart, spot.step))


def delete_whole(chart: FlowChart, row: str | None) -> ChartEdit:
    """Without this step, or branch, and all steps that hang on it."""
    if within := branch_spot(chart, row):
        steps = list(FlowChart(within.branch.steps).every_step())
        branches = tuple(each for each in within.owner.branches if each.id != row)
        after = with_step(chart, within.owner.id, lambda s: replace(s, branches=branches))
        return _told(chart, after, steps, row)
    spot = step_spot(chart, row or "")
    if spot is None:
        return ChartEdit(chart, row)
    return _deleted(chart, spot, [], list(steps_within(spot.step)))


def _deleted(
    chart: FlowChart, spot: StepSpot, instead: Sequence[FlowStep], gone: Sequence[FlowStep]
) -> ChartEdit:
    before, behind = list(spot.rows[: spot.index]), [*instead, *spot.rows[spot.index + 1 :]]
    goto = spot.step.goto
    if spot.step.stage and behind and not behind[0].stage:
        behind[0] = replace(behind[0], stage=spot.step.stage)
    if goto is not None and not behind and before and before[-1].goto is None:
        # The one before goes where this one went.
        before[-1] = replace(before[-1], goto=goto, route=spot.step.route)
    if goto is not None and instead and behind[len(instead) - 1].goto is None:
        behind[len(instead) - 1] = replace(behind[len(instead) - 1], goto=goto)
    after = with_steps_in(chart, spot.holder, (*before, *behind))
    if goto is not None and not before and not behind and spot.holder:
        after = with_branch(after, spot.holder, lambda b: replace(b, goto=b.goto or goto))
    return _told(chart, after, gone, spot.step.id)


def _lost_jumps(chart: FlowChart, step: FlowStep) -> str:
    """Branches without steps are gone with their decision, and where they went."""
    numbers = step_numbers(chart)
    return "".join(
        f"分支{quoted(branch.label)}去第{numbers[branch.goto]}步的线随它一起去掉了。"
        for branch in step.branches
        if branch.goto is not None and branch.goto in numbers and not branch.steps
    )


def _told(
    before: FlowChart, after: FlowChart, gone: Sequence[FlowStep], row: str | None
) -> ChartEdit:
    """The edit, with the steps that are gone remembered, and lines to them told."""
    numbers = step_numbers(before)
    remembered = tuple(GoneStep(step.id, numbers[step.id], step.text) for step in gone)
    after = replace(after, gone=(*after.gone, *remembered))
    pointing = [line.start for line in after.extra] + [line.end for line in after.extra]
    for step in after.every_step():
        pointing += [one.goto for one in (step, *step.branches) if one.goto is not None]
    told = "".join(
        f"第{step.number}步{quoted(step.text) if step.text else ''}已删除，"
        f"有{lines}条线连着它，现在未接：原第{step.number}步。"
        for step in remembered
        if (lines := pointing.count(step.id))
    )
    return ChartEdit(after, _focus_without(before, after, row), told)


def _focus_without(before: FlowChart, after: FlowChart, row: str | None) -> str | None:
    """The row above the one that is gone, or else the first."""
    left = [one.id for one in rows_of_chart(after)]
    old = [one.id for one in rows_of_chart(before)]
    above = old[: old.index(row)] if row in old else []
    return next((one for one in reversed(above) if one in left), left[0] if left else None)
