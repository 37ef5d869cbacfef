"""汇总数: totals and units by the measures of a month, this month or the year to date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qinglian_desktop.domain.collecting.unit_figures import (
    CollectedMeasure,
    FiguresOfUnits,
    SumOfUnits,
    UnitFigures,
)
from qinglian_desktop.domain.measures import FigureValue
from qinglian_desktop.domain.return_content import NOT_KEPT
from qinglian_desktop.ui.lenses.word_header import WordHeader
from qinglian_desktop.ui.look.painting import draw_focus, draw_line, flags_of, rect_of
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole, PlaceTable
from qinglian_desktop.ui.look.theme import Theme

TotalRole = int(Qt.ItemDataRole.UserRole) + 70
"""Whether a cell belongs to a total."""
LedgerRole = TotalRole + 1
"""The ledger of a column."""
_COLUMN, _HEAD, _ROW = 104, 76, 30
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class BehindTotal:
    """A total that was chosen: its title and figure, and the units behind it with theirs."""

    title: str
    measure: CollectedMeasure
    figure: FigureValue
    units: tuple[tuple[UnitFigures, FigureValue], ...]


class UnitFiguresModel(QAbstractTableModel):
    """Totals first, then units; columns are the measures."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._totals: tuple[SumOfUnits, ...] = ()
        self._units: tuple[UnitFigures, ...] = ()
        self._measures: tuple[CollectedMeasure, ...] = ()
        self._of_year = False

    @property
    def measures(self) -> tuple[CollectedMeasure, ...]:
        """The columns."""
        return self._measures

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._totals) + len(self._units)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._measures)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, measure = self.line(index.row()), self._measures[index.column()]
        value = (line.year if self._of_year else line.month)[index.column()]
        is_total = isinstance(line, SumOfUnits)
        has_figures = is_total or line.revision > 0
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown_figure(value) if has_figures else ""
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._name(line)}，{measure.words} {shown_figure(value)}"
            case Qt.ItemDataRole.ToolTipRole:
                if is_total and not measure.sums:
                    return "比例不相加"
                then = "点一下看是哪些单位" if is_total else "点一下看这个单位的月报"
                return f"{self._name(line)}，{measure.words}\n{then}" if has_figures else "没有报"
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT
            case _ if role == TotalRole:
                return is_total
            case _ if role == LinkRole:
                return bool(value) if is_total else has_figures
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            measure = self._measures[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return measure.label
            if role == LedgerRole:
                return measure.ledger_label
            if role == Qt.ItemDataRole.ToolTipRole:
                said = f"{measure.words}（{measure.unit}）"
                return f"{said}\n{measure.note}" if measure.note else said
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._name(self.line(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def line(self, row: int) -> SumOfUnits | UnitFigures:
        """What a row shows."""
        totals = self._totals
        return totals[row] if row < len(totals) else self._units[row - len(totals)]

    def behind(self, row: int, place: int, of: FiguresOfUnits) -> BehindTotal | None:
        """The units that make up a total; None in the row of a unit."""
        line = self.line(row)
        if not isinstance(line, SumOfUnits):
            return None
        found = of.behind(line, place, year=self._of_year)
        units = tuple((each, (each.year if self._of_year else each.month)[place]) for each in found)
        value = (line.year if self._of_year else line.month)[place]
        return BehindTotal(line.title, self._measures[place], value, units)

    def show(
        self,
        totals: tuple[SumOfUnits, ...],
        units: tuple[UnitFigures, ...],
        measures: tuple[CollectedMeasure, ...],
        *,
        of_year: bool,
    ) -> None:
        """Show these rows and columns, of the month or of the year to date."""
        self.beginResetModel()
        self._totals, self._units, self._measures = totals, units, measures
        self._of_year = of_year
        self.endResetModel()

    def _name(self, line: SumOfUnits | UnitFigures) -> str:
        if isinstance(line, SumOfUnits):
            return f"{line.title}（{line.reported}/{line.units} 个单位报了）"
        return line.unit.name or line.unit.code


class FiguresGrid(PlaceTable):
    """``total_chosen`` carries a BehindTotal, ``figure_chosen`` a UnitFigures and its measure."""

    total_chosen = Signal(object)
    figure_chosen = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._figures: FiguresOfUnits | None = None
        self.shown = UnitFiguresModel(self)
        self.setObjectName("figures_grid")
        self.setAccessibleName("汇总数，各单位各项指标")
        self.setModel(self.shown)
        self.setItemDelegate(_FigureDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(_MeasureHeader(theme))
        rows = WordHeader(Qt.Orientation.Vertical, theme, _ROW)
        self.setVerticalHeader(rows)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.index_chosen.connect(self._on_chosen)
        theme.changed.connect(self._arrange)
        self._arrange()

    def show_figures(
        self,
        figures: FiguresOfUnits,
        totals: tuple[SumOfUnits, ...],
        units: tuple[UnitFigures, ...],
        *,
        of_year: bool,
    ) -> None:
        """Show totals and units of a month."""
        now = self.currentIndex()
        at = (now.row(), now.column()) if now.isValid() else None
        self._figures = figures
        self.shown.show(totals, units, figures.measures, of_year=of_year)
        if at is not None:
            self.setCurrentIndex(self.shown.index(*at))

    def show_ledger(self, ledger: str) -> None:
        """Leave only the measures of a ledger, by its label; "" shows all."""
        for place, measure in enumerate(self.shown.measures):
            self.setColumnHidden(place, bool(ledger) and measure.ledger_label != ledger)

    def _on_chosen(self, index: QModelIndex) -> None:
        line, place = self.shown.line(index.row()), index.column()
        if isinstance(line, UnitFigures):
            self.figure_chosen.emit(line, self.shown.measures[place])
        elif self._figures is not None:
            self.total_chosen.emit(self.shown.behind(index.row(), place, self._figures))

    def _arrange(self) -> None:
        px, across, down = self._theme.px, self.horizontalHeader(), self.verticalHeader()
        across.setDefaultSectionSize(px(_COLUMN))
        across.setFixedHeight(px(_HEAD))
        down.setDefaultSectionSize(max(px(_ROW), down.minimumSectionSize()))


class _MeasureHeader(QHeaderView):
    """The ledger on one line, and below it the measure on as many as it needs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        c, px, theme = self._theme.colours, self._theme.px, self._theme
        painter.fillRect(rect, QColor(c.ground))
        inner = rect.adjusted(px(6), px(4), -px(6), -px(3))
        ledger = str(self._said(logicalIndex, LedgerRole) or "")
        line = QRect(inner.topLeft(), QSize(inner.width(), px(18)))
        draw_line(painter, line, ledger, theme.font("small"), c.muted, _RIGHT)
        painter.setFont(theme.font("small", bold=True))
        painter.setPen(QColor(c.ink))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        words = str(self._said(logicalIndex, Qt.ItemDataRole.DisplayRole) or "")
        below = inner.adjusted(0, px(18), 0, 0)
        painter.drawText(below, int(flags | Qt.TextFlag.TextWordWrap), words)
        painter.setPen(QColor(c.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _said(self, section: int, role: int) -> object:
        model = self.model()
        return model.headerData(section, self.orientation(), role) if model else None


class _FigureDelegate(QStyledItemDelegate):
    """Totals stand on another ground; a nothing is pale."""

    def __init__(self, theme: Theme, table: FiguresGrid) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, c, px = rect_of(option), self._theme.colours, self._theme.px
        is_total, text = bool(index.data(TotalRole)), str(index.data() or "")
        lit = index.data(LinkRole) and flags_of(option) & QStyle.StateFlag.State_MouseOver
        painter.fillRect(area, QColor(c.accent_soft if lit else c.ground if is_total else c.paper))
        painter.setPen(QColor(c.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        colour = c.muted if text in ("0", NOT_KEPT) else c.accent if is_total else c.ink
        draw_line(
            painter,
            area.adjusted(px(6), 0, -px(10), -1),
            text,
            self._theme.font("body", bold=is_total),
            colour,
            _RIGHT,
        )
        if index == self._table.currentIndex() and self._table.hasFocus():
            draw_focus(painter, area, self._theme)


def shown_figure(value: FigureValue) -> str:
    """A figure as it is shown; — where nothing was kept."""
    return NOT_KEPT if value is None else f"{value:,}"
