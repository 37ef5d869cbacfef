"""Which steps of a chart that was written anew are those that were there

Steps that were written, and not drawn, have no ids yet but provisional ones. Whoever writes a
chart anew means the steps that it had: what hangs on them stays, and so does where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import count

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.flow.chart import Branch, ExtraLine, FlowChart, FlowStep, GoneStep
from qinglian_desktop.domain.flow.chart_lines import step_numbers
from qinglian_desktop.domain.flow.chart_plain import ids_of_chart

_PROVISIONAL = "~"


def provisional_ids() -> Callable[[], str]:
    """Gives ids for steps and branches that are only written yet."""
    numbers = count(1)
    return lambda: f"{_PROVISIONAL}{next(numbers)}"


def is_settled(chart: FlowChart) -> bool:
    """Whether every step, branch and line has an id of its own."""
    return not any(map(_is_provisional, ids_of_chart(chart)))


def settled(chart: FlowChart, before: FlowChart | None, new_id: Callable[[], str]) -> FlowChart:
    """The chart with ids: those of the steps that were there ``before``, new ones for the rest.

    What was decided about their places and lines stays as it was before, and the steps that are
    gone are remembered.
    """
    if is_settled(chart):
        return chart
    were = before or FlowChart()
    anew = _Anew(_same(list(chart.every_step()), list(were.every_step())), new_id)
    steps = tuple(map(anew.step, chart.steps))
    extra = tuple(anew.extra(each, were.extra) for each in chart.extra)
    there = {step.id for step in FlowChart(steps).every_step()}
    numbers = step_numbers(were)
    left = [
        GoneStep(step.id, numbers[step.id], step.text)
        for step in were.every_step()
        if step.id not in there
    ]
    gone = {step.id: step for step in (*were.gone, *chart.gone, *left) if step.id not in there}
    return replace(chart, steps=steps, extra=extra, gone=tuple(gone.values()))


class _Anew:
    """Gives steps, branches and lines their ids."""

    def __init__(self, known: dict[str, FlowStep], new_id: Callable[[], str]) -> None:
        self._known = known
        self._new_id = new_id
        self._given: dict[str, str] = {}

    def step(self, step: FlowStep) -> FlowStep:
        was = self._known.get(step.id)
        kept = step
        if was is not None:
            kept = replace(step, route=was.route, placing=was.placing)
        return replace(
            kept,
            id=self._id(step.id),
            goto=self._to(step.goto),
            branches=tuple(self._branches(step.branches, was.branches if was else ())),
        )

    def extra(self, line: ExtraLine, were: Sequence[ExtraLine]) -> ExtraLine:
        start, end = self._id(line.start), self._id(line.end)
        same = (each for each in were if (each.start, each.end) == (start, end))
        if (was := next(same, None)) is not None and _is_provisional(line.id):
            return replace(line, id=was.id, start=start, end=end, route=was.route)
        return replace(line, id=self._id(line.id), start=start, end=end)

    def _branches(self, now: Sequence[Branch], were: Sequence[Branch]) -> Iterator[Branch]:
        left = [each for each in were if each.id not in {branch.id for branch in now}]
        for branch in now:
            was = None
            if _is_provisional(branch.id):
                was = next((w for w in left if folded(w.label) == folded(branch.label)), None)
            if was is not None:
                left.remove(was)
                self._given[branch.id] = was.id
            yield replace(
                branch,
                id=self._id(branch.id),
                route=branch.route if was is None else was.route,
                goto=self._to(branch.goto),
                steps=tuple(map(self.step, branch.steps)),
            )

    def _to(self, step: str | None) -> str | None:
        return None if step is None else self._id(step)

    def _id(self, known: str) -> str:
        if not _is_provisional(known):
            return known
        if known not in self._given:
            was = self._known.get(known)
            self._given[known] = was.id if was is not None else self._new_id()
        return self._given[known]


def _same(now: Sequence[FlowStep], before: Sequence[FlowStep]) -> dict[str, FlowStep]:
    """By provisional id the step that was there before: of the same words, or in their place."""
    taken = {step.id for step in now}
    now = [step for step in now if _is_provisional(step.id)]
    before = [step for step in before if step.id not in taken]
    words, were = ([folded(step.text) for step in each] for each in (now, before))
    found: dict[str, FlowStep] = {}
    changed: list[tuple[Sequence[FlowStep], Sequence[FlowStep]]] = []
    for tag, first, last, was_first, was_last in SequenceMatcher(
        None, were, words, autojunk=False
    ).get_opcodes():
        olds, news = before[first:last], now[was_first:was_last]
        if tag == "equal":
            found.update(zip((step.id for step in news), olds, strict=True))
        elif len(olds) == len(news):
            changed.append((news, olds))
    _moved(now, before, found)
    for news, olds in changed:
        used = {step.id for step in found.values()}
        if not any(step.id in found for step in news) and not any(s.id in used for s in olds):
            # As many as there were, in the same place: they are called otherwise now.
            found.update(zip((step.id for step in news), olds, strict=True))
    return found


def _moved(now: Sequence[FlowStep], before: Sequence[FlowStep], found: dict[str, FlowStep]) -> None:
    """Steps that stand elsewhere now, where their words leave no doubt."""
    used = {step.id for step in found.values()}
    left = [step for step in before if step.id not in used]
    new = [step for step in now if step.id not in found]
    for step in new:
        words = folded(step.text)
        same = [each for each in left if folded(each.text) == words]
        twins = [each for each in new if folded(each.text) == words]
        if words and len(same) == len(twins) == 1:
            found[step.id] = same[0]


def _is_provisional(known: str) -> bool:
    return known.startswith(_PROVISIONAL)
