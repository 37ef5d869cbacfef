"""The rows of the outline as Qt asks for them: steps and branches, and what is wrong with each"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_rows import ChartRow, rows_of_chart
from qinglian_desktop.ui.look.place_table import ROOT, Index

RowRole = int(Qt.ItemDataRole.UserRole) + 60
"""The ChartRow of a row."""
WrongRole = RowRole + 1
"""What is wrong with it, in words; "" where nothing is."""


class OutlineModel(QAbstractListModel):
    """The chart that was shown last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[ChartRow] = ()
        self._wrong: Mapping[str, str] = {}
        self._also: Mapping[str, str] = {}

    def show(self, chart: FlowChart, wrong: Mapping[str, str]) -> None:
        """Show these rows, and what is wrong by the id of a row."""
        before = [(row.id, bool(self._wrong.get(row.id))) for row in self.rows]
        rows = rows_of_chart(chart)
        numbers = {row.id: row.number for row in rows}
        also: dict[str, str] = {}
        for line in chart.extra:
            to = f"另去第{numbers[line.end]}步" if line.end in numbers else "另有去向未接"
            also[line.start] = "，".join(filter(None, (also.get(line.start, ""), to)))
        if before == [(row.id, bool(wrong.get(row.id))) for row in rows]:
            self.rows, self._wrong, self._also = rows, wrong, also
            self.dataChanged.emit(self.index(0), self.index(max(len(rows) - 1, 0)))
            return
        self.beginResetModel()
        self.rows, self._wrong, self._also = rows, wrong, also
        self.endResetModel()

    def place_of(self, row: str) -> int:
        """Where the row of this id stands; −1 if nowhere."""
        return next((at for at, each in enumerate(self.rows) if each.id == row), -1)

    def beside(self, row: ChartRow) -> str:
        """What stands behind the words of a row: who does it, and where it leads."""
        post = row.step.post if row.step is not None else ""
        goes = row.goes
        if row.branch is not None and not row.branch.steps and not goes:
            goes = "接着往下走"
        return "　".join(filter(None, (post, goes, self._also.get(row.id, ""))))

    def wrong(self, row: ChartRow) -> str:
        """What is wrong with a row, in words."""
        return self._wrong.get(row.id, "")

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        words = row_words(row)
        if role == RowRole:
            return row
        if role == WrongRole:
            return self.wrong(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (words, self.beside(row), self.wrong(row)))) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            what = f"第{row.number}步，{row.step.kind.value}" if row.step else "分支"
            return "，".join(filter(None, (what, words, self.beside(row), self.wrong(row))))
        return None


def row_words(row: ChartRow) -> str:
    """What a person wrote into a row."""
    if row.step is not None:
        return row.step.text
    return row.branch.label if row.branch is not None else ""
