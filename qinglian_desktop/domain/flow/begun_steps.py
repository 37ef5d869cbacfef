"""Steps that were begun and say nothing yet: not kept, and what is pasted there comes instead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep
from qinglian_desktop.domain.flow.chart_deleting import delete_row
from qinglian_desktop.domain.flow.chart_editing import ChartEdit, paste_below
from qinglian_desktop.domain.flow.chart_tree import with_each_step

_AS_IT_COMES = FlowChart()


def says_nothing(step: FlowStep) -> bool:
    """Whether it says nothing yet and leads nowhere."""
    return step == FlowStep(step.id, step.kind)


def without_empty(chart: FlowChart, row: str) -> ChartEdit:
    """Without a step that was only begun, unless a line leads to it, or it is all there is."""
    found = next((step for step in chart.every_step() if step.id == row), None)
    is_all = len(chart.steps) == 1 and chart.steps[0] is found
    if found is None or is_all or not says_nothing(found) or row in _pointed(chart):
        return ChartEdit(chart, row)
    return _removed(chart, row)


def as_kept(chart: FlowChart, before: Collection[str]) -> FlowChart:
    """The chart without steps that were only begun since; those of ``before`` stay.

    One whose only step says nothing is none.
    """
    for step in [
        each for each in chart.every_step() if says_nothing(each) and each.id not in before
    ]:
        chart = without_empty(chart, step.id).chart
    if len(chart.steps) == 1 and says_nothing(chart.steps[0]):
        return FlowChart(gone=chart.gone)
    return chart


def begun_with(chart: FlowChart, pasted: FlowChart) -> FlowChart:
    """A chart that says nothing yet, with pasted steps; what these do not say stays as chosen."""
    if chart.steps:
        pasted = _with_id(pasted, pasted.steps[0].id, chart.steps[0].id)
    return replace(
        pasted,
        extra=(*chart.extra, *pasted.extra),
        gone=chart.gone,
        form=chart.form if pasted.form is _AS_IT_COMES.form else pasted.form,
        lanes=pasted.lanes or chart.lanes,
        paper=chart.paper if pasted.paper is _AS_IT_COMES.paper else pasted.paper,
        landscape=pasted.landscape or chart.landscape,
        numbered=pasted.numbered and chart.numbered,
        tags_for_back=pasted.tags_for_back or chart.tags_for_back,
    )


def paste_instead(chart: FlowChart, row: str, pasted: FlowChart) -> ChartEdit:
    """Pasted steps in the place of one that was only begun: lines to it lead to their first."""
    edit = paste_below(chart, row, pasted)
    if edit.chart == chart:
        return edit
    without = _removed(edit.chart, row).chart
    return ChartEdit(_with_id(without, pasted.steps[0].id, row), row)


def _removed(chart: FlowChart, row: str) -> ChartEdit:
    """It was no step, so nobody remembers it."""
    edit = delete_row(chart, row)
    gone = tuple(each for each in edit.chart.gone if each.id != row)
    return ChartEdit(replace(edit.chart, gone=gone), edit.focus)


def _pointed(chart: FlowChart) -> set[str]:
    ends = {end for line in chart.extra for end in (line.start, line.end)}
    ways = (way for step in chart.every_step() for way in (step, *step.branches))
    return ends | {way.goto for way in ways if way.goto is not None}


def _with_id(chart: FlowChart, old: str, new: str) -> FlowChart:
    """A step has another id, also for the lines that lead to it."""

    def now(id: str) -> str:
        return new if id == old else id

    def change(step: FlowStep) -> FlowStep:
        branches = tuple(
            replace(branch, goto=branch.goto and now(branch.goto)) for branch in step.branches
        )
        return replace(step, id=now(step.id), goto=step.goto and now(step.goto), branches=branches)

    extra = tuple(replace(line, start=now(line.start), end=now(line.end)) for line in chart.extra)
    return replace(with_each_step(chart, change), extra=extra)
