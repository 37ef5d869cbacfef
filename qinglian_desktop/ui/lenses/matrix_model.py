"""The crossing of two fields as a model: each cell says what it holds of each level."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from qinglian_desktop.application.crossing_words import ShownCrossing
from qinglian_desktop.application.crossings import CrossedAt, Crossing
from qinglian_desktop.application.map_drawing import map_cell
from qinglian_desktop.application.places import Place, ToList
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Matrix
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole

RankRole = int(Qt.ItemDataRole.UserRole) + 40
"""How grave the gravest record of a cell is: 0 the gravest; None in an empty cell."""


MapCellRole = int(Qt.ItemDataRole.UserRole) + 41
"""The MapCell with the names of its records."""


class MatrixModel(QAbstractTableModel):
    """Columns are the words of ``x``, rows those of ``y``."""

    def __init__(self, ledger: Ledger, lens: Matrix, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._lens = lens
        self._shown = ShownCrossing(ledger, lens, Crossing((), (), {}, {}, ()))
        self.narrowed = ""
        """What a list says of the records of a cell besides: the day and the filters."""

    @property
    def shown(self) -> ShownCrossing:
        """What is shown."""
        return self._shown

    @property
    def _crossing(self) -> Crossing:
        return self._shown.crossing

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._crossing.ys)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._crossing.xs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        x, y = self._crossing.xs[index.column()], self._crossing.ys[index.row()]
        counts = self._shown.counts(x, y)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "\n".join(counts)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._shown.names(x, y)}：{self._told((x, y), counts)}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case _ if role == MapCellRole:
                return map_cell(self._shown, (x, y))
            case _ if role == RankRole:
                return self._shown.rank(x, y)
            case _ if role == LinkRole:
                return bool(counts)
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._shown.head(self._lens.x, self._crossing.xs[section])
        return self._shown.head(self._lens.y, self._crossing.ys[section])

    def show(self, crossing: Crossing, narrowed: str = "") -> None:
        """Show this crossing."""
        self.beginResetModel()
        self.narrowed = narrowed
        self._shown = ShownCrossing(self._ledger, self._lens, crossing)
        self.endResetModel()

    def place(self, index: Index) -> Place | None:
        """The list of the records that a cell counts."""
        x, y = self._crossing.xs[index.column()], self._crossing.ys[index.row()]
        ids = self._crossing.ids.get((x, y), ())
        words = f"{self._shown.names(x, y)}{self.narrowed}"
        return ToList(self._ledger.key, ids, words) if ids else None

    def _told(self, cell: CrossedAt, counts: tuple[str, ...]) -> str:
        heat = self._crossing.heat.get(cell, "")
        if not counts:
            return f"没有，这一格是{heat}" if heat else "没有"
        named = map_cell(self._shown, cell).named
        lines = (f"{each.level}　{each.name}" for each in named if each.name)
        return "\n".join(("、".join(counts), *lines))
