"""The field types of flow charts: a chart, and a step that something hangs on"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flow:
    """权力运行流程图: the chart of what a record tells of."""


@dataclass(frozen=True, slots=True)
class StepRef:
    """A step of a chart, or words alone where there is none.

    The chart is that in the field ``chart``, ``ledger.field``, of the record that links to the
    same one as the RecordRef ``through`` of this record does.
    """

    through: str
    chart: str

    @property
    def ledger(self) -> str:
        """The key of the ledger that keeps the charts."""
        return self.chart.partition(".")[0]

    @property
    def field(self) -> str:
        """The key of the field there that holds them."""
        return self.chart.partition(".")[2]
