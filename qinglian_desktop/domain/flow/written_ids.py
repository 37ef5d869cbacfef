"""Ids of a chart that was written as text: provisional ones, until it is kept

Whoever writes a chart anew means the steps that it had, so they get their ids back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.flow.chart import Branch, FlowChart, FlowStep, GoneStep
from qinglian_desktop.domain.flow.chart_lines import step_numbers
from qinglian_desktop.domain.flow.chart_matching import kept_on, paired, says_alike
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

    return _with_ids(chart, own)


def believed(chart: FlowChart, before: FlowChart) -> tuple[FlowChart, list[str]]:
    """A chart out of a file, where ids that were numbered anew by hand mean what the words say.

    What hangs on a step must not come to hang on another. An id is not believed where its step has
    other words, and either its words or those that it had are those of another. That is said in
    words. Of a step that only has other words its id is believed.
    """
    was = {step.id: step for step in before.every_step()}
    steps = list(chart.every_step())
    other = [step for step in steps if step.id in was and not _is_same(was[step.id], step)]
    unsure = {step.id for step in other}
    known = [step for key, step in was.items() if key in unsure or key not in {s.id for s in steps}]
    same = paired(known, [step for step in steps if step.id in unsure or step.id not in was])
    doubted = [step for step in other if step.id in same or step.id in same.values()]
    if not doubted:
        return chart, []
    new_id = provisional_ids()
    meant = {**same, **{step.id: new_id() for step in doubted if step.id not in same}}
    numbers = step_numbers(chart)
    told = [
        f"第{numbers[step.id]}步{quoted(step.text)}的标识（id）原来是{quoted(was[step.id].text)}的，"
        f"{_taken_for(was.get(meant[step.id]))}。"
        for step in doubted
    ]
    left = [was[step.id].text for step in doubted if step.id not in same.values()]
    told += [f"{quoted(text)}不在图里了，挂在上面的请另选一步。" for text in left]
    return _with_ids(chart, lambda known: meant.get(known, known)), told


def _is_same(was: FlowStep, now: FlowStep) -> bool:
    return not was.text or not now.text or was.text == now.text or says_alike(was, now)


def _taken_for(was: FlowStep | None) -> str:
    if was is None:
        return "没有当作同一步"
    return f"按文字认作原来的{quoted(was.text)}，挂在上面的不动"


def _with_ids(chart: FlowChart, own: Callable[[str], str]) -> FlowChart:
    """The chart with other ids, also where lines lead."""

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
