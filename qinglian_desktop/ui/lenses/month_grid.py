"""The month grid: what was done, is planned and is missing, each cell in words and colour."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qinglian_desktop.application.month_grids import GridCell, GridMark
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import MonthGrid
from qinglian_desktop.ui.lenses.legend import Legend
from qinglian_desktop.ui.lenses.month_grid_model import CellRole, MonthGridModel, WordsRole
from qinglian_desktop.ui.lenses.view import LensView
from qinglian_desktop.ui.lenses.word_header import WordHeader
from qinglian_desktop.ui.look.painting import draw_focus, flags_of, rect_of
from qinglian_desktop.ui.look.parts import column, label, row
from qinglian_desktop.ui.look.place_table import Index, PlaceTable
from qinglian_desktop.ui.look.theme import ROW_HEIGHT, SPACE, Theme
from qinglian_desktop.ui.look.year_chooser import YearChooser
from qinglian_desktop.ui.session import Session

_TALLEST = 54
"""Pixels of a row at 100 %, however much room there is."""
_GAPS_NAMED = 6


class MonthGridView(LensView):
    """A year of a ledger whose words are due in turns: weeks, months or longer."""

    shows_drafts = True

    def __init__(self, session: Session, ledger: Ledger, lens: MonthGrid) -> None:
        super().__init__(session, ledger, lens)
        self._lens = lens
        theme = session.theme
        self._years = YearChooser(session.theme, session.desk.clock().date())
        self._model = MonthGridModel(ledger, lens, self)
        self._table = PlaceTable()
        self._table.setObjectName("month_grid")
        self._table.setAccessibleName(lens.label)
        self._table.setHorizontalHeader(WordHeader(Qt.Orientation.Horizontal, theme, 40))
        self._table.setVerticalHeader(WordHeader(Qt.Orientation.Vertical, theme, ROW_HEIGHT))
        self._table.setModel(self._model)
        self._table.setItemDelegate(_CellDelegate(theme, self._table))
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self._month_words = label("", wrap=True)
        self._month_words.setObjectName("month_words")
        self._year_words = label("", "muted", wrap=True)
        self._year_words.setObjectName("year_words")
        self._legend = Legend(theme)
        head = row(self._years, 1, self._legend)
        body = column(head, self._table, self._month_words, self._year_words, 1, spacing=SPACE)
        body.setStretch(1, 1000)
        self.setLayout(body)
        self._years.year_changed.connect(lambda _: self.read())
        self._table.index_chosen.connect(lambda at: self._go(self._model.place(at)))
        self._table.selectionModel().currentChanged.connect(lambda now, _: self._on_moved(now))
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def table(self) -> PlaceTable:
        """The grid itself."""
        return self._table

    def read(self) -> None:
        today = self._session.desk.clock().date()
        grid = self._session.desk.statistics.grid(self._ledger, self._lens, self._years.year)
        kept = self._table.currentIndex()
        at = (kept.row(), kept.column()) if kept.isValid() else (0, today.month - 1)
        self._table.clearSpans()
        self._model.show(grid, self._years.year, today)
        for place, word in enumerate(grid.words):
            for turn in (cell.turn for cell in grid.turns(word)):
                if turn.kind.value > 1:
                    self._table.setSpan(place, turn.first_month - 1, 1, turn.kind.value)
        self._table.setCurrentIndex(self._model.index(*at))
        self._on_moved(self._model.index(*at))
        self._year_words.setText(self._gaps())
        self._fit_height()

    def _on_moved(self, index: QModelIndex) -> None:
        if index.isValid():
            self._month_words.setText(self._model.sentence(index))

    def _gaps(self) -> str:
        """The empty cells of turns that are over, named where they are few."""
        gaps = self._model.shown.gaps()
        if not gaps:
            return ""
        more = "；".join(gaps[:_GAPS_NAMED]) + ("等" if len(gaps) > _GAPS_NAMED else "")
        return f"以前空缺 {len(gaps)} 项：{more}。点空格可以补登记。"

    def _fit_height(self) -> None:
        rows, px = self._model.rowCount(), self._session.theme.px
        head = self._table.horizontalHeader().sizeHint().height()
        self._table.setMaximumHeight(head + rows * px(_TALLEST) + 2)
        # Every row in view while there is room for it; a low window scrolls.
        self._table.setMinimumHeight(head + min(rows, 4) * px(ROW_HEIGHT) + 2)

    def _on_theme_changed(self) -> None:
        c = self._session.theme.colours
        self._legend.show_entries(
            (
                ("已完成", c.good_soft),
                ("计划中", c.accent_soft),
                ("本期未完成", c.warn_soft),
                ("空缺", c.bad_soft),
                ("未到", c.paper),
            )
        )
        self._fit_height()


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell: its ground by what it says, its words as long as fit."""

    def __init__(self, theme: Theme, table: PlaceTable) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = rect_of(option)
        cell = index.data(CellRole)
        ink, ground = self._colours(cell)
        painter.fillRect(area, QColor(self._theme.colours.paper))
        gap = self._theme.px(1)
        painter.fillRect(area.adjusted(gap, gap, -gap, -gap), QColor(ground))
        done = isinstance(cell, GridCell) and cell.mark is GridMark.DONE
        painter.setFont(self._theme.font("body", bold=done or cell is None))
        painter.setPen(QColor(ink))
        # The same room in every column, so that all of them choose the same words.
        months = cell.turn.kind.value if isinstance(cell, GridCell) else 1
        share = months * self._table.viewport().width() // max(index.model().columnCount(), 1)
        metrics, room = painter.fontMetrics(), share - self._theme.px(8)
        variants: tuple[str, ...] = index.data(WordsRole)
        fitting = (words for words in variants if metrics.horizontalAdvance(words) <= room)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, next(fitting, variants[-1]))
        state = flags_of(option)
        if self._has_focus(index, months) or (
            state & QStyle.StateFlag.State_MouseOver and index.data(CellRole)
        ):
            draw_focus(painter, area, self._theme)

    def _has_focus(self, index: Index, months: int) -> bool:
        """Whether the keyboard is on the cell, at whichever of its months it came in."""
        now, first = self._table.currentIndex(), index.column()
        is_here = now.row() == index.row() and first <= now.column() < first + months
        return is_here and self._table.hasFocus()

    def _colours(self, cell: object) -> tuple[str, str]:
        c = self._theme.colours
        if not isinstance(cell, GridCell):
            return c.muted, c.ground
        match cell.mark:
            case GridMark.DONE:
                return c.good, c.good_soft
            case GridMark.PLANNED:
                return c.accent, c.accent_soft
            case GridMark.MISSING:
                return c.bad, c.bad_soft
            case GridMark.RUNNING:
                return c.warn, c.warn_soft
            case GridMark.AHEAD | GridMark.BEFORE:
                return c.muted, c.paper
