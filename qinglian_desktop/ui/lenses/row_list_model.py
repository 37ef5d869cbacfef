"""The rows of all records as a model: a box to tick, what is to be done, by whom, until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from qinglian_desktop.application.places import Place, ToRecord
from qinglian_desktop.application.row_list_words import listed_cells, listed_heads
from qinglian_desktop.application.row_lists import ListedRow
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import RowList
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole

ListedRowRole = int(Qt.ItemDataRole.UserRole) + 40
"""The ListedRow of a row."""
TICK = 0
"""The column of the boxes."""


class RowListModel(QAbstractTableModel):
    """The first column holds the box, the others what the list says."""

    def __init__(self, ledger: Ledger, lens: RowList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._lens = lens
        self._heads = ("", *listed_heads(ledger, lens))
        self._lines: Sequence[ListedRow] = ()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole if column == TICK:
                return None
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return listed_cells(self._lens, line)[column - 1]
            case Qt.ItemDataRole.CheckStateRole if column == TICK:
                return Qt.CheckState.Checked if line.is_done else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                said = "，".join(filter(None, listed_cells(self._lens, line)))
                return f"打勾：{said}" if column == TICK else said
            case _ if role == ListedRowRole:
                return line
            case _ if role == LinkRole:
                return True
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def show(self, lines: Sequence[ListedRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def place(self, index: Index) -> Place:
        """The record of a row."""
        return ToRecord(self._ledger.key, self._lines[index.row()].record)
