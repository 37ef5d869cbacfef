"""The field types of flow charts: a chart, and a step that something hangs on"""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.domain.conditions import Condition


@dataclass(frozen=True, slots=True)
class Flow:
    """权力运行流程图: the chart of what a record tells of."""


@dataclass(frozen=True, slots=True)
class StepRef:
    """A step of a chart, or words alone where there is none.

    The chart is that in the field ``chart``, ``ledger.field``, of the record that links to the
    same one as the RecordRef ``through`` of this record does.

    With a ``level``, a Choice whose first word is the gravest, the record is a risk, drawn at its
    step while it holds ``where``: with the ``measures`` against it and their ``owner``, columns
    ``rows.cell`` of the record. One that is begun at a step takes over its post in ``post``, and
    ``begins`` with these words in choices.
    """

    through: str
    chart: str
    level: str = ""
    measures: str = ""
    owner: str = ""
    post: str = ""
    begins: tuple[tuple[str, str], ...] = ()
    where: Condition | None = None

    @property
    def ledger(self) -> str:
        """The key of the ledger that keeps the charts."""
        return self.chart.partition(".")[0]

    @property
    def field(self) -> str:
        """The key of the field there that holds them."""
        return self.chart.partition(".")[2]
