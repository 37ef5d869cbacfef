"""报送情况: units by the months of a year, each cell a short word that also reads in grey."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qinglian_desktop.domain.collecting.states import MonthState, UnitYear, YearOfUnits
from qinglian_desktop.ui.lenses.word_header import AccentRole, WordHeader
from qinglian_desktop.ui.look.painting import draw_focus, flags_of, rect_of
from qinglian_desktop.ui.look.palette import Colours
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole, PlaceTable
from qinglian_desktop.ui.look.theme import Theme

StateRole = int(Qt.ItemDataRole.UserRole) + 40
"""The MonthState of a cell."""
_LOW_ROW = 30
_SHORT = {MonthState.NOT_DUE: "", MonthState.NOT_ASKED: "—"}
"""What is no news is not said in words, or the grid would be nothing but words."""
_COUNTED = (MonthState.HANDED_IN, MonthState.LATE)


class StateModel(QAbstractTableModel):
    """Rows are units, columns the months; their heads count the units that reported."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._year = YearOfUnits(2000, ())
        self._units: tuple[UnitYear, ...] = ()
        self._month = 1

    @property
    def units(self) -> tuple[UnitYear, ...]:
        """Those that are shown."""
        return self._units

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._units)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 12

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        unit = self._units[index.row()]
        month = unit.months[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _SHORT.get(month.state, month.state.value)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                said = f"{unit.unit.name}，{month.period.label}：{month.state.value}"
                return "\n".join((said, *month.why))
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case _ if role == StateRole:
                return month.state
            case _ if role == LinkRole:
                return True
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == AccentRole:
                return section + 1 == self._month
            if role == Qt.ItemDataRole.DisplayRole:
                count = sum(self._year.count(section + 1, each) for each in _COUNTED)
                every = len(self._year.units)
                return f"{section + 1}月\n{count}/{every}" if count else f"{section + 1}月\n "
            return None
        unit = self._units[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return unit.unit.name or unit.unit.code
        if role == Qt.ItemDataRole.ToolTipRole:
            words = (unit.unit.name, f"编码 {unit.unit.code or '没有写'}", unit.unit.kind)
            listed = () if unit.is_listed else ("不在单位名单里",)
            return "，".join((*filter(None, words), *listed))
        return None

    def show(self, year: YearOfUnits, units: tuple[UnitYear, ...], month: int) -> None:
        """Show these ``units`` of a year; ``month`` is set off."""
        self.beginResetModel()
        self._year, self._units, self._month = year, units, month
        self.endResetModel()


class StateGrid(PlaceTable):
    """``place_chosen`` carries a ListedUnit and a Period."""

    place_chosen = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.has_chosen = False
        self.shown = StateModel(self)
        self.setObjectName("state_grid")
        self.setAccessibleName("报送情况，各单位各月")
        self.setHorizontalHeader(WordHeader(Qt.Orientation.Horizontal, theme, 48))
        rows = WordHeader(Qt.Orientation.Vertical, theme, _LOW_ROW)
        self.setVerticalHeader(rows)
        self.setModel(self.shown)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(_StateDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.index_chosen.connect(self._on_chosen)
        theme.changed.connect(self._arrange)
        self._arrange()

    def show_year(self, year: YearOfUnits, units: tuple[UnitYear, ...], month: int) -> None:
        """Show a year of these units; the keyboard stays on its cell."""
        now = self.currentIndex()
        before = self.shown.units[now.row()].unit.code if now.isValid() else None
        column = now.column() if now.isValid() else month - 1
        self.shown.show(year, units, month)
        codes = [each.unit.code for each in units]
        if units:
            at = codes.index(before) if before in codes else 0
            self.setCurrentIndex(self.shown.index(at, column))
        # Where there is little room a month may stand out of sight; rows stay where they are.
        self.scrollTo(self.shown.index(max(self.rowAt(0), 0), month - 1))

    def stand_on(self, code: str, month: int) -> None:
        """Bring the keyboard onto a unit's month."""
        codes = [each.unit.code for each in self.shown.units]
        if code in codes:
            index = self.shown.index(codes.index(code), month - 1)
            self.has_chosen = True
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _on_chosen(self, index: QModelIndex) -> None:
        unit = self.shown.units[index.row()]
        self.has_chosen = True
        self.place_chosen.emit(unit.unit, unit.months[index.column()].period)

    def _arrange(self) -> None:
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(max(self._theme.px(_LOW_ROW), rows.minimumSectionSize()))


class _StateDelegate(QStyledItemDelegate):
    """A ground and a word; what something is to be done about is bold, or framed."""

    def __init__(self, theme: Theme, table: StateGrid) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, c = rect_of(option), self._theme.colours
        state = index.data(StateRole)
        ink, ground = _colours(c, state)
        painter.fillRect(area, QColor(c.paper))
        painter.fillRect(area.adjusted(1, 1, -1, -1), QColor(ground))
        painter.setFont(self._theme.font("body", bold=state in _BOLD))
        painter.setPen(QColor(ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(index.data() or ""))
        is_marked = self._table.hasFocus() or self._table.has_chosen
        is_here = is_marked and index == self._table.currentIndex()
        if is_here or flags_of(option) & QStyle.StateFlag.State_MouseOver:
            draw_focus(painter, area, self._theme)


_BOLD = (MonthState.MISSING, MonthState.GIVEN_BACK, MonthState.DOUBTFUL)


def _colours(c: Colours, state: MonthState) -> tuple[str, str]:
    """Ink and ground of a state."""
    match state:
        case MonthState.HANDED_IN:
            return c.good, c.good_soft
        case MonthState.LATE:
            return c.warn, c.warn_soft
        case MonthState.GIVEN_BACK:
            return c.ink, c.orange
        case MonthState.DOUBTFUL:
            return c.ink, c.red
        case MonthState.MISSING:
            return c.bad, c.bad_soft
        case MonthState.NOT_DUE | MonthState.NOT_ASKED:
            return c.muted, c.paper
