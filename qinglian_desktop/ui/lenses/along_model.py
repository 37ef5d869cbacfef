"""Charts as lines, as a model: a row each, its name and the line itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from qinglian_desktop.application.along_charts import ChartLine
from qinglian_desktop.application.along_drawing import line_name, line_words
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole

ChartLineRole = int(Qt.ItemDataRole.UserRole) + 40
"""The ChartLine of a row."""
NAME, LINE = 0, 1


class AlongModel(QAbstractTableModel):
    """Columns are what a chart is of, and its steps."""

    def __init__(self, heads: tuple[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = heads
        self._lines: tuple[ChartLine, ...] = ()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole if index.column() == NAME:
                return line_name(line)
            case Qt.ItemDataRole.AccessibleTextRole:
                said = line_words(line) if index.column() == LINE else [line_name(line)]
                return "，".join(said)
            case Qt.ItemDataRole.ToolTipRole if index.column() == NAME:
                return f"{line_name(line)}，点开看记录"
            case _ if role == ChartLineRole:
                return line
            case _ if role == LinkRole:
                return True
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_head = orientation is Qt.Orientation.Horizontal
        return self._heads[section] if is_head and role == Qt.ItemDataRole.DisplayRole else None

    def show(self, lines: Sequence[ChartLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()
