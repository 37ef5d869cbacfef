"""The risks of a chart as a table, for documents that say them beside the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_lines import step_numbers
from qinglian_desktop.domain.flow.risk_marks import measure_behind, numbered_risks, short_level
from qinglian_desktop.domain.flow.step_risk import StepRisk

RISK_HEADINGS = ("序号", "步骤", "风险点", "风险等级", "防控措施", "责任人")


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A line of the table, its cells below ``RISK_HEADINGS``; ``number`` is that of its ▲."""

    number: int
    step: str
    risk: str
    level: str
    measures: str
    owner: str

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in its cells."""
        return (
            str(self.number),
            self.step,
            self.risk,
            self.level,
            self.measures,
            self.owner,
        )


def risk_rows(chart: FlowChart, risks: Sequence[StepRisk]) -> tuple[RiskRow, ...]:
    """The risks in the order of their numbers; those of steps that are gone are not among them."""
    numbers = step_numbers(chart)
    texts = {step.id: " ".join(step.text.split()) for step in chart.every_step()}
    return tuple(
        RiskRow(
            each.number,
            f"{numbers[step]}. {texts[step]}" if chart.numbered else texts[step],
            each.risk.risk.strip(),
            short_level(each.risk.level),
            _measures(each.risk.measures),
            each.risk.owner.strip(),
        )
        for step, numbered in numbered_risks(numbers, risks).items()
        for each in numbered
    )


def _measures(measures: Sequence[str]) -> str:
    said = [each.strip() for each in measures if each.strip()]
    if len(said) == 1:
        return said[0]
    return "\n".join(measure_behind(number, each) for number, each in enumerate(said, 1))
