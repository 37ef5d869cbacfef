"""A chart as the flat list that stands on the screen: a row for each step and each branch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.flow.chart import Branch, FlowChart, FlowStep
from qinglian_desktop.domain.flow.chart_lines import step_numbers


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A step, or a branch: just one of the two is not None.

    ``indent`` is 0 for the steps of the chart, 1 for their branches, 2 for the steps of these.
    ``number`` is the step's, 0 for a branch. ``goes`` says in words where it jumps, "" without.
    """

    id: str
    indent: int
    number: int
    step: FlowStep | None = None
    branch: Branch | None = None
    goes: str = ""


def rows_of_chart(chart: FlowChart) -> tuple[ChartRow, ...]:
    """All rows, a branch before its steps."""
    numbers = step_numbers(chart)
    return tuple(_rows(chart, chart.steps, 0, numbers))


def _rows(
    chart: FlowChart, steps: Sequence[FlowStep], indent: int, numbers: Mapping[str, int]
) -> Iterator[ChartRow]:
    for step in steps:
        number = numbers[step.id]
        goes = _goes(chart, numbers, number, step.goto)
        yield ChartRow(step.id, indent, number, step=step, goes=goes)
        for branch in step.branches:
            # Where a branch with steps goes, its last step goes.
            last = list(FlowChart(branch.steps).every_step())[-1:]
            number_of_last = numbers[last[0].id] if last else number
            goes = _goes(chart, numbers, number_of_last, branch.goto)
            yield ChartRow(branch.id, indent + 1, 0, branch=branch, goes=goes)
            yield from _rows(chart, branch.steps, indent + 2, numbers)


def _goes(chart: FlowChart, numbers: Mapping[str, int], number: int, goto: str | None) -> str:
    if goto is None:
        return ""
    if goto in numbers:
        return f"{'退回' if numbers[goto] <= number else '转'}第{numbers[goto]}步"
    return next(
        (f"未接：原第{gone.number}步" for gone in chart.gone if gone.id == goto),
        "未接：没有这一步",
    )
