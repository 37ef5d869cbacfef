"""A chart, with whose it is"""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.domain.field_types import Field, Flow
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Values


@dataclass(frozen=True, slots=True)
class ChartOf:
    """The record that a chart is of, with the record that holds the chart, if there is one."""

    owner: Ledger
    owned: Record
    ledger: Ledger
    record: Record | None

    @property
    def field(self) -> Field:
        """The field that holds the chart."""
        return self.ledger.of_type(Flow)[0]

    @property
    def values(self) -> Values:
        """What the record that holds the chart says; nothing while there is none."""
        nothing: Values = {}
        return self.record.values if self.record else nothing

    @property
    def chart(self) -> FlowChart:
        """The chart; one without steps where there is none yet."""
        chart = self.record.value(self.field.key) if self.record else None
        return chart if isinstance(chart, FlowChart) else FlowChart()
