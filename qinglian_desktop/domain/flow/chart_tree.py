"""Where a step or a branch stands in a chart, and the chart with other rows there.

A *holder* is what rows stand in: the id of their branch, None for the chart itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from qinglian_desktop.domain.flow.chart import Branch, FlowChart, FlowStep


@dataclass(frozen=True, slots=True)
class StepSpot:
    """Where a step stands: in which rows, the how manieth from 0, and how deep."""

    step: FlowStep
    holder: str | None
    rows: tuple[FlowStep, ...]
    index: int
    depth: int


@dataclass(frozen=True, slots=True)
class BranchSpot:
    """Where a branch stands: of which step, the how manieth from 0; ``depth`` is the step's."""

    branch: Branch
    owner: FlowStep
    index: int
    depth: int


def step_spot(chart: FlowChart, id: str) -> StepSpot | None:
    """Where the step of this id stands, if there is one."""
    return next((spot for spot in _step_spots(chart.steps, None, 0) if spot.step.id == id), None)


def branch_spot(chart: FlowChart, id: str | None) -> BranchSpot | None:
    """Where the branch of this id stands, if there is one."""
    spots = _step_spots(chart.steps, None, 0)
    return next(
        (
            BranchSpot(branch, spot.step, index, spot.depth)
            for spot in spots
            for index, branch in enumerate(spot.step.branches)
            if branch.id == id
        ),
        None,
    )


def owner_of(chart: FlowChart, holder: str | None) -> FlowStep | None:
    """The step whose branch the holder is; None for the chart itself."""
    spot = branch_spot(chart, holder)
    return spot.owner if spot else None


def with_steps_in(chart: FlowChart, holder: str | None, rows: Sequence[FlowStep]) -> FlowChart:
    """The chart with these rows in the holder."""
    if holder is None:
        return replace(chart, steps=tuple(rows))
    return with_branch(chart, holder, lambda branch: replace(branch, steps=tuple(rows)))


def with_step(chart: FlowChart, id: str, change: Callable[[FlowStep], FlowStep]) -> FlowChart:
    """The chart with one step changed."""
    return replace(
        chart, steps=_changed(chart.steps, lambda step: change(step) if step.id == id else step)
    )


def with_branch(chart: FlowChart, id: str, change: Callable[[Branch], Branch]) -> FlowChart:
    """The chart with one branch changed."""

    def with_it(step: FlowStep) -> FlowStep:
        if all(branch.id != id for branch in step.branches):
            return step
        branches = (change(each) if each.id == id else each for each in step.branches)
        return replace(step, branches=tuple(branches))

    return replace(chart, steps=_changed(chart.steps, with_it))


def with_each_step(chart: FlowChart, change: Callable[[FlowStep], FlowStep]) -> FlowChart:
    """The chart with all steps changed."""
    return replace(chart, steps=_changed(chart.steps, change))


def with_steps_at(
    chart: FlowChart, holder: str | None, index: int, steps: Sequence[FlowStep]
) -> FlowChart:
    """The chart with these steps put into the rows of a holder."""
    rows = steps_in(chart, holder)
    return with_steps_in(chart, holder, (*rows[:index], *steps, *rows[index:]))


def taken_out(chart: FlowChart, spot: StepSpot) -> tuple[FlowChart, FlowStep]:
    """The chart without a step and its branches, and the step, to be put elsewhere.

    The heading of a stage stays where it was, over the next row, unless that has its own.
    """
    step, behind = spot.step, spot.rows[spot.index + 1 :]
    if step.stage and behind and not behind[0].stage:
        behind = (replace(behind[0], stage=step.stage), *behind[1:])
        step = replace(step, stage="")
    return with_steps_in(chart, spot.holder, (*spot.rows[: spot.index], *behind)), step


def steps_in(chart: FlowChart, holder: str | None) -> tuple[FlowStep, ...]:
    """The rows that stand in a holder."""
    if holder is None:
        return chart.steps
    spot = branch_spot(chart, holder)
    return spot.branch.steps if spot else ()


def deepest_below(steps: Sequence[FlowStep]) -> int:
    """How deep the rows are within themselves: 0 without branches."""
    return max(
        (1 + deepest_below(branch.steps) for step in steps for branch in step.branches),
        default=0,
    )


def steps_within(step: FlowStep) -> Iterator[FlowStep]:
    """The step and all steps of its branches, in the order of the rows."""
    yield from FlowChart((step,)).every_step()


def _step_spots(rows: tuple[FlowStep, ...], holder: str | None, depth: int) -> Iterator[StepSpot]:
    for index, step in enumerate(rows):
        yield StepSpot(step, holder, rows, index, depth)
        for branch in step.branches:
            yield from _step_spots(branch.steps, branch.id, depth + 1)


def _changed(
    steps: tuple[FlowStep, ...], change: Callable[[FlowStep], FlowStep]
) -> tuple[FlowStep, ...]:
    """All steps changed, those of branches before the step that they leave."""
    changed: list[FlowStep] = []
    for step in steps:
        branches = tuple(
            replace(branch, steps=_changed(branch.steps, change)) for branch in step.branches
        )
        changed.append(change(replace(step, branches=branches) if branches else step))
    return tuple(changed)
