"""Ids of a chart that was written as text: provisional ones, until it is kept

Whoever writes a chart anew means the steps that it had, so they get their ids back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from qinglian_desktop.domain.flow.chart import Branch, FlowChart, FlowStep, GoneStep
from qinglian_desktop.domain.flow.chart_lines import step_numbers
from qinglian_desktop.domain.flow.chart_matching import kept_on
from qinglian_desktop.domain.flow.chart_plain import ids_of_chart
from qinglian_desktop.domain.flow.chart_tree import with_each_step

_PROVISIONAL = "~"


def provisional_ids() -> Callable[[], str]:
    """Gives ids for steps and branches that are only written yet."""
    numbers = count(1)
    return lambda: f"{_PROVISIONAL}{next(numbers)}"


def settled(chart: FlowChart, before: FlowChart | None, new_id: Callable[[], str]) -> FlowChart:
    """The chart with ids of its own: those of the steps that were there before, or new ones.

    It knows every step that ever stood in it.
    """
    ids = list(ids_of_chart(chart))
    if before is not None and all(map(_is_provisional, ids)):
        chart = kept_on(before, chart)
    if before is not None:
        chart = _with_all_gone(chart, before)
    if not any(map(_is_provisional, ids)):
        return chart
    given: dict[str, str] = {}

    def own(known: str) -> str:
        if _is_provisional(known) and known not in given:
            given[known] = new_id()
        return given.get(known, known)

    def goto(one: FlowStep | Branch) -> str | None:
        return None if one.goto is None else own(one.goto)

    def step_with(step: FlowStep) -> FlowStep:
        branches = (replace(each, id=own(each.id), goto=goto(each)) for each in step.branches)
        return replace(step, id=own(step.id), goto=goto(step), branches=tuple(branches))

    extra = (
        replace(each, id=own(each.id), start=own(each.start), end=own(each.end))
        for each in chart.extra
    )
    return replace(with_each_step(chart, step_with), extra=tuple(extra))


def _with_all_gone(chart: FlowChart, before: FlowChart) -> FlowChart:
    known = set(ids_of_chart(chart))
    numbers = step_numbers(before)
    left = (GoneStep(each.id, numbers[each.id], each.text) for each in before.every_step())
    gone = tuple(each for each in (*before.gone, *left) if each.id not in known)
    return replace(chart, gone=(*chart.gone, *gone)) if gone else chart


def _is_provisional(known: str) -> bool:
    return known.startswith(_PROVISIONAL)
