"""Work over the months of a year as a model: what it is, its bar, and how it stands."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from qinglian_desktop.application.boards import TimelineBar
from qinglian_desktop.application.places import Place, ToRecord
from qinglian_desktop.application.timeline_words import (
    latest_words,
    status_words,
    timeline_summary,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole

BarRole = int(Qt.ItemDataRole.UserRole) + 40
"""The Bar of a row."""
TITLE, CHART, STATUS = range(3)


class TimelineModel(QAbstractTableModel):
    """A row a record; columns are its title, its bar and its status."""

    def __init__(self, ledger: Ledger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._bars: list[TimelineBar] = []

    @property
    def bars(self) -> list[TimelineBar]:
        """What is shown, by time limit."""
        return self._bars

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._bars)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        bar = self._bars[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return {TITLE: bar.title, CHART: "", STATUS: status_words(bar)}[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(self._tip(bar))
            case Qt.ItemDataRole.AccessibleTextRole:
                return "，".join(self._tip(bar))
            case _ if role == BarRole:
                return bar
            case _ if role == LinkRole:
                return True
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self._ledger.noun, "", "情况")[section]
        return None

    def show(self, bars: list[TimelineBar]) -> None:
        """Show these bars in this order."""
        self.beginResetModel()
        self._bars = bars
        self.endResetModel()

    def place(self, index: Index) -> Place | None:
        """The record of a row."""
        return ToRecord(self._ledger.key, self._bars[index.row()].record)

    def summary(self) -> str:
        """共13项：已完成5项，推进中6项，未启动1项，逾期1项."""
        return timeline_summary(self._bars)

    def _tip(self, bar: TimelineBar) -> list[str]:
        lines = [bar.title, f"{bar.span}，{status_words(bar)}"]
        return [*lines, latest_words(bar)] if bar.steps else lines
