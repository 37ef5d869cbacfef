"""What moved on a map between two days, as a model: a line for each record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from qinglian_desktop.application.crossings import Shift
from qinglian_desktop.application.map_pages import MOVE_HEADS, move_line
from qinglian_desktop.application.places import Place, ToRecord
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole


class MovesModel(QAbstractTableModel):
    """Columns are the record, what became of it, from where to where, the day and why."""

    def __init__(self, ledger: str, noun: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self.heads = (noun, *MOVE_HEADS[1:])
        """What stands over the columns."""
        self._moves: tuple[Shift, ...] = ()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._moves)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = move_line(self._moves[index.row()])
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return line[index.column()]
            case _ if role == LinkRole:
                return True
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_head = orientation is Qt.Orientation.Horizontal
        return self.heads[section] if is_head and role == Qt.ItemDataRole.DisplayRole else None

    def show(self, moves: Sequence[Shift]) -> None:
        """Show these."""
        self.beginResetModel()
        self._moves = tuple(moves)
        self.endResetModel()

    def place(self, index: Index) -> Place:
        """The record of a line."""
        return ToRecord(self._ledger, self._moves[index.row()].record_id)
