"""本月指标: every measure with last month beside it; a number leads to its records."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qinglian_desktop.application.figures import FigureLine
from qinglian_desktop.application.places import ToList
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.rights import uncounted
from qinglian_desktop.ui.look.painting import draw_focus, draw_line, flags_of, rect_of
from qinglian_desktop.ui.look.place_table import Index, LinkRole, PlaceTable
from qinglian_desktop.ui.look.theme import ROW_HEIGHT, Theme
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.workbench.figures_model import (
    LAST_MONTH,
    THIS_MONTH,
    UNIT,
    FiguresModel,
    LineRole,
    NoteRole,
)

_WIDTHS = (0, 50, 60, 60, 80)
_LEAST_NAME = 178
"""Pixels at 100 % in which the names of nearly all measures can be read in full."""
WRAPPED = Qt.TextFlag.TextWordWrap
_HANGING = "“《（"
"""Signs whose glyph is blank on its left half; they hang out so that the words align."""


class FiguresPanel(PlaceTable):
    """The measures of a month."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._month = Period.month_of(session.desk.clock().date())
        self._model = FiguresModel(self)
        self.setObjectName("figures")
        self.setAccessibleName("本月指标")
        self.setModel(self._model)
        self.setItemDelegate(_FigureDelegate(session.theme, self))
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self._arrange()
        self.index_chosen.connect(self._on_chosen)
        session.theme.changed.connect(self._arrange)

    def show_figures(
        self, month: Period, lines: Sequence[FigureLine], kept: Collection[str] = ()
    ) -> None:
        """Show the measures of this month; ``kept`` are the keys of ledgers with records."""
        self._month = month
        at = self.currentIndex()
        row, column = at.row(), at.column()
        self.clearSpans()
        # Heights outlive the rows that they were for.
        usual = self.verticalHeader().defaultSectionSize()
        self.setRowHeight(self._model.rowCount() - 1, usual)
        self._model.show(lines, kept, uncounted(self._session.desk.book.keeper))
        for place in range(self._model.rowCount()):
            if self._model.index(place, 0).data(LineRole) is None:
                self.setSpan(place, 0, 1, self._model.columnCount())
        self._fit_note()
        if 0 <= row < self._model.rowCount():
            self.setCurrentIndex(self._model.index(row, column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._fit_note()

    def _make_room(self) -> None:
        """Where a measure's name would be cut its unit goes, then last month; tips tell both."""
        px = self._session.theme.px
        room = self.viewport().width() - px(_LEAST_NAME + sum(_WIDTHS))
        self.setColumnHidden(UNIT, room < 0)
        self.setColumnHidden(LAST_MONTH, room + px(_WIDTHS[UNIT]) < 0)

    def _fit_note(self) -> None:
        """The last sentence is as high as its words need in the width that there is."""
        last, px = self._model.rowCount() - 1, self._session.theme.px
        if last < 0 or not self._model.index(last, 0).data(NoteRole):
            return
        metrics = QFontMetrics(self._session.theme.font("small"))
        room = QRect(0, 0, self.viewport().width() - px(20), 10_000)
        text = metrics.boundingRect(room, WRAPPED, self._model.index(last, 0).data())
        self.setRowHeight(last, text.height() + px(16))

    def _arrange(self) -> None:
        px, head = self._session.theme.px, self.horizontalHeader()
        self.verticalHeader().setMinimumSectionSize(px(ROW_HEIGHT - 6))
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT - 6))
        mode = QHeaderView.ResizeMode
        for place, width in enumerate(_WIDTHS):
            head.setSectionResizeMode(place, mode.Fixed if width else mode.Stretch)
            if width:
                head.resizeSection(place, px(width))
        self._fit_note()

    def _on_chosen(self, index: QModelIndex) -> None:
        line = index.data(LineRole)
        if not isinstance(line, FigureLine):
            return
        column = index.column()
        year = Period(PeriodKind.YEAR, self._month.year)
        shown = {THIS_MONTH: self._month, LAST_MONTH: self._month.previous}
        period = shown.get(column, year)
        figure = self._session.desk.statistics.figure(line.ledger, line.measure, period)
        words = f"{period.label} {line.measure.label}"
        self._session.go(ToList(line.ledger.key, figure.records, words))


class _FigureDelegate(QStyledItemDelegate):
    """Paints a ledger's name across, and numbers that lead somewhere in the accent colour."""

    def __init__(self, theme: Theme, table: PlaceTable) -> None:
        super().__init__(table)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(ROW_HEIGHT - 6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, state = rect_of(option), flags_of(option)
        c, px, theme = self._theme.colours, self._theme.px, self._theme
        text, leads = str(index.data() or ""), bool(index.data(LinkRole))
        inner = area.adjusted(px(10), 0, -px(10), -1)
        if index.data(NoteRole):
            painter.fillRect(area, QColor(c.paper))
            painter.setFont(theme.font("small"))
            painter.setPen(QColor(c.muted))
            painter.drawText(inner, WRAPPED | Qt.AlignmentFlag.AlignVCenter, text)
            return
        if index.data(LineRole) is None:
            painter.fillRect(area, QColor(c.ground))
            draw_line(painter, inner, text, theme.font("small", bold=True), c.muted)
            return
        lit = leads and state & QStyle.StateFlag.State_MouseOver
        painter.fillRect(area, QColor(c.accent_soft if lit else c.paper))
        painter.setPen(QColor(c.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        column = index.column()
        colour = c.accent if leads else c.ink if column == 0 else c.muted
        font = theme.font("small" if column == 1 else "body", bold=leads and column == THIS_MONTH)
        if text[:1] in _HANGING:
            inner.setLeft(inner.left() - px(7))
        draw_line(painter, inner, text, font, colour, alignment)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, area, theme)
