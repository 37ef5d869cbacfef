"""The crossing of two fields as a model: each cell says how many of each level it holds."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from qinglian_desktop.application.places import Place, ToList
from qinglian_desktop.application.statistics import Crossing
from qinglian_desktop.domain.field_types import Choice, Choices
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Matrix
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole

RankRole = int(Qt.ItemDataRole.UserRole) + 40
"""How grave the gravest record of a cell is: 0 the gravest; None in an empty cell."""


class MatrixModel(QAbstractTableModel):
    """Columns are the words of ``x``, rows those of ``y``."""

    def __init__(self, ledger: Ledger, lens: Matrix, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._lens = lens
        self._crossing = Crossing((), (), {}, {}, ())

    @property
    def ranks(self) -> tuple[str, ...]:
        """The words of the tint, the gravest first."""
        kind = self._ledger.field(self._lens.tint).type
        return kind.options if isinstance(kind, Choice | Choices) else ()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._crossing.ys)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._crossing.xs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        x, y = self._crossing.xs[index.column()], self._crossing.ys[index.row()]
        tints = self._crossing.tints.get((x, y), ())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "\n".join(f"{word or '未定'} {count}个" for word, count in tints)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                said = "、".join(f"{word or '未定'} {count}个" for word, count in tints)
                return f"{self._names(x, y)}：{said or '没有'}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case _ if role == RankRole:
                return self._rank(tints[0][0]) if tints else None
            case _ if role == LinkRole:
                return bool(tints)
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._with_label(self._lens.x, self._crossing.xs[section])
        return self._with_label(self._lens.y, self._crossing.ys[section])

    def show(self, crossing: Crossing) -> None:
        """Show this crossing."""
        self.beginResetModel()
        self._crossing = crossing
        self.endResetModel()

    def place(self, index: Index) -> Place | None:
        """The list of the records that a cell counts."""
        x, y = self._crossing.xs[index.column()], self._crossing.ys[index.row()]
        ids = self._crossing.ids.get((x, y), ())
        return ToList(self._ledger.key, ids, self._names(x, y)) if ids else None

    def _names(self, x: str, y: str) -> str:
        first, second = self._ledger.field(self._lens.x), self._ledger.field(self._lens.y)
        return f"{first.label}“{x}”、{second.label}“{y}”"

    def _with_label(self, key: str, word: str) -> str:
        """A word of one or two characters says little without the name of its field."""
        return f"{self._ledger.field(key).label} {word}" if len(word) == 1 else word

    def _rank(self, word: str) -> int:
        ranks = self.ranks
        return ranks.index(word) if word in ranks else len(ranks)
