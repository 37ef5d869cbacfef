"""The matrix: two fields crossed, each cell coloured by its gravest level and saying it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qinglian_desktop.application.crossing_words import no_crossing_words
from qinglian_desktop.application.crossings import Crossing
from qinglian_desktop.application.places import ToList
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Matrix
from qinglian_desktop.ui.lenses.empty_card import TableOrCard
from qinglian_desktop.ui.lenses.legend import Legend
from qinglian_desktop.ui.lenses.matrix_model import MatrixModel, RankRole
from qinglian_desktop.ui.lenses.view import LensView
from qinglian_desktop.ui.lenses.word_header import WordHeader
from qinglian_desktop.ui.look.painting import draw_focus, flags_of, rect_of
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.place_table import Index, PlaceTable
from qinglian_desktop.ui.look.theme import SPACE, Theme
from qinglian_desktop.ui.session import Session

_LEAST_ROW = 44
_TALLEST = 110
_NAMES = ("红", "橙", "黄")


class MatrixView(LensView):
    """Where the grave ones lie; a click on a cell lists its records."""

    def __init__(self, session: Session, ledger: Ledger, lens: Matrix) -> None:
        super().__init__(session, ledger, lens)
        self._lens = lens
        self._unplaced_ids: tuple[int, ...] = ()
        self._beyond_ids: tuple[int, ...] = ()
        theme = session.theme
        self._model = MatrixModel(ledger, lens, self)
        self._table = PlaceTable()
        self._table.setObjectName("matrix")
        self._table.setAccessibleName(lens.label)
        self._table.setHorizontalHeader(WordHeader(Qt.Orientation.Horizontal, theme, 60))
        self._table.setVerticalHeader(WordHeader(Qt.Orientation.Vertical, theme, _LEAST_ROW))
        self._table.setModel(self._model)
        self._table.setItemDelegate(_CellDelegate(theme, self._table))
        self._table.index_chosen.connect(lambda at: self._go(self._model.place(at)))
        self._legend = Legend(theme)
        self._axes = label(f"{self._model.shown.axes()}；格子按其中最高的等级上色", "muted")
        self._unplaced = button("", self._on_unplaced, "link")
        self._unplaced.setObjectName("unplaced")
        self._stack = TableOrCard(
            session,
            ledger,
            self._table,
            "。\n".join(no_crossing_words(ledger, lens)),
        )
        self._beyond = button("", self._on_beyond, "link")
        self._beyond.setObjectName("beyond")
        foot = row(self._unplaced, self._beyond, 1)
        body = column(row(self._axes, 1, self._legend), self._stack, foot, 1, spacing=SPACE)
        body.setStretch(1, 1000)
        self.setLayout(body)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def table(self) -> PlaceTable:
        """The matrix itself."""
        return self._table

    def read(self) -> None:
        crossing = self._session.desk.statistics.matrix(self._ledger, self._lens)
        self._model.show(crossing)
        self._show_unplaced(crossing)
        is_empty = not crossing.ids
        self._stack.show_table(not is_empty)
        self._fit_height()

    def _show_unplaced(self, crossing: Crossing) -> None:
        self._unplaced_ids = crossing.unplaced
        shown = self._model.shown
        lacking = shown.not_shown(shown.unplaced_words(), len(crossing.unplaced))
        self._unplaced.setText(f"{lacking}，点这里查看")
        self._unplaced.setVisible(bool(crossing.unplaced))
        self._beyond_ids = crossing.beyond
        beyond = shown.not_shown(shown.beyond_words(), len(crossing.beyond))
        self._beyond.setText(f"{beyond}，点这里查看")
        self._beyond.setVisible(bool(crossing.beyond))

    def _fit_height(self) -> None:
        px, rows = self._session.theme.px, self._model.rowCount()
        head = self._table.horizontalHeader().sizeHint().height()
        is_empty = not self._stack.shows_table
        self._stack.setMaximumHeight(px(320) if is_empty else head + rows * px(_TALLEST) + 2)

    def _on_beyond(self) -> None:
        words = self._model.shown.beyond_words()
        self._session.go(ToList(self._ledger.key, self._beyond_ids, words))

    def _on_unplaced(self) -> None:
        words = self._model.shown.unplaced_words()
        self._session.go(ToList(self._ledger.key, self._unplaced_ids, words))

    def _on_theme_changed(self) -> None:
        c = self._session.theme.colours
        grounds = (c.red, c.orange, c.yellow)
        self._legend.show_entries(
            [
                (f"{word}（{name}）", ground)
                for word, name, ground in zip(
                    self._model.shown.ranks, _NAMES, grounds, strict=False
                )
            ]
        )
        self._fit_height()


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell: the ground by the gravest level, each level's count in words."""

    def __init__(self, theme: Theme, table: PlaceTable) -> None:
        super().__init__(table)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_LEAST_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = rect_of(option)
        c, px = self._theme.colours, self._theme.px
        rank = index.data(RankRole)
        grounds = (c.red, c.orange, c.yellow)
        painter.fillRect(area, QColor(c.paper))
        if rank is not None:
            ground = grounds[rank] if rank < len(grounds) else c.accent_soft
            painter.fillRect(area.adjusted(0, 0, -px(2), -px(2)), QColor(ground))
        painter.setPen(QColor(c.border))
        painter.drawRect(area.adjusted(0, 0, -px(2), -px(2)))
        painter.setFont(self._theme.font("body", bold=rank is not None))
        painter.setPen(QColor(c.ink if rank is not None else c.muted))
        words = index.data() or "—"
        lines = words.count("\n") + 1
        if lines * painter.fontMetrics().height() > area.height() - px(6):
            words = words.replace("\n", "　")
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, str(words))
        state = flags_of(option)
        hovered = state & QStyle.StateFlag.State_MouseOver and rank is not None
        if state & QStyle.StateFlag.State_HasFocus or hovered:
            draw_focus(painter, area.adjusted(0, 0, -px(1), -px(1)), self._theme)
