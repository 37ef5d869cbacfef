"""Sentences about units and files as lines of a table, each of which leads to where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole, PlaceTable
from qinglian_desktop.ui.look.theme import Theme

_MOST_FITTED = 400
"""Rows beyond are two lines high, or fitting them would take too long."""
_TWO_LINES = 48


@dataclass(frozen=True, slots=True)
class SaidLine:
    """The cells of a line; it is about a unit's month, by its code and the key of the month.

    ``is_told`` only where nothing has to be done.
    """

    cells: tuple[str, ...]
    unit_code: str = ""
    period: str = ""
    is_told: bool = False
    about: object = None


class SaidModel(QAbstractTableModel):
    """Lines below heads."""

    def __init__(self, heads: Sequence[str], theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._theme = theme
        self._lines: tuple[SaidLine, ...] = ()

    @property
    def lines(self) -> tuple[SaidLine, ...]:
        """Those shown."""
        return self._lines

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return line.cells[index.column()]
            case Qt.ItemDataRole.ForegroundRole:
                colours = self._theme.colours
                return QColor(colours.muted if line.is_told else colours.ink)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            case _ if role == LinkRole:
                return bool(line.period)
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def show(self, lines: Sequence[SaidLine]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()


class SaidTable(PlaceTable):
    """``line_chosen`` carries a SaidLine that leads to a unit's month."""

    line_chosen = Signal(object)

    def __init__(
        self, theme: Theme, name: str, heads: Sequence[str], widths: dict[int, int]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._widths = widths
        self.shown = SaidModel(heads, theme, self)
        self.setObjectName(name)
        self.setModel(self.shown)
        self.setWordWrap(True)
        self.stand_in_lines()
        self.setShowGrid(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.index_chosen.connect(self._on_chosen)
        theme.changed.connect(self._arrange)
        self._arrange()

    def show_lines(self, lines: Sequence[SaidLine]) -> None:
        """Show these lines, each as high as its words need."""
        self.shown.show(lines)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.shown.rowCount() <= _MOST_FITTED:
            self.resizeRowsToContents()

    def _on_chosen(self, index: QModelIndex) -> None:
        self.line_chosen.emit(self.shown.lines[index.row()])

    def _arrange(self) -> None:
        self.set_widths(self._theme, self._widths)
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_TWO_LINES))
