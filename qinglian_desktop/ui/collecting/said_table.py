"""Sentences about units and files as lines of a table, each of which leads to where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qinglian_desktop.ui.look.painting import MIDDLE, draw_focus, flags_of, rect_of
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole, PlaceTable
from qinglian_desktop.ui.look.theme import Theme

_MOST_FITTED = 400
"""Rows beyond are two lines high, or fitting them would take too long."""
_TWO_LINES = 56
_ASIDE, _ABOVE = 8, 7
"""Pixels around the words of a cell."""
ToldRole = int(Qt.ItemDataRole.UserRole) + 80
"""Whether nothing has to be done about a line."""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """The cells of a line; it is about a unit's month, by its code and the key of the month.

    ``is_told`` only where nothing has to be done.
    """

    cells: tuple[str, ...]
    unit_code: str = ""
    period: str = ""
    is_told: bool = False


class SaidModel(QAbstractTableModel):
    """Lines below heads."""

    def __init__(self, heads: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
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
            case _ if role == ToldRole:
                return line.is_told
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
        self.shown = SaidModel(heads, self)
        self.setObjectName(name)
        self.setModel(self.shown)
        self.stand_in_lines()
        self.setItemDelegate(_RoomyDelegate(theme, self))
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


class _RoomyDelegate(QStyledItemDelegate):
    """Words with room around them, on as many lines as they need, above a hairline."""

    def __init__(self, theme: Theme, table: SaidTable) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px, width = self._theme.px, self._table.columnWidth(index.column())
        room = QRect(0, 0, width - 2 * px(_ASIDE), 10_000)
        flags = MIDDLE | Qt.TextFlag.TextWordWrap
        words = str(index.data() or "")
        needed = self._table.fontMetrics().boundingRect(room, int(flags), words)
        return QSize(width, needed.height() + 2 * px(_ABOVE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, c, px = rect_of(option), self._theme.colours, self._theme.px
        state = flags_of(option)
        lit = state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        painter.fillRect(area, QColor(c.accent_soft if lit else c.paper))
        painter.setPen(QColor(c.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setFont(self._table.font())
        painter.setPen(QColor(c.muted if index.data(ToldRole) else c.ink))
        inner = area.adjusted(px(_ASIDE), 0, -px(_ASIDE), 0)
        painter.drawText(inner, int(MIDDLE | Qt.TextFlag.TextWordWrap), str(index.data() or ""))
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, area, self._theme)
