"""The matrix: two fields crossed, each cell coloured by its gravest level and saying it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qinglian_desktop.application.places import ToList
from qinglian_desktop.application.statistics import Crossing
from qinglian_desktop.domain.conditions import Is, Not
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
        super().__init__(session, ledger)
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
        x, y = ledger.field(lens.x).label, ledger.field(lens.y).label
        self._axes = label(f"横向是{x}，纵向是{y}；格子按其中最高的等级上色", "muted")
        self._unplaced = button("", self._on_unplaced, "link")
        self._unplaced.setObjectName("unplaced")
        self._stack = TableOrCard(
            session,
            ledger,
            self._table,
            f"还没有可以画出来的{ledger.noun}。\n"
            f"登记{ledger.noun}时填上“{x}”和“{y}”，这里就会出现。",
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
        x, y = (self._ledger.field(key).label for key in (self._lens.x, self._lens.y))
        self._unplaced.setText(
            f"没有填{x}或{y}的有 {len(crossing.unplaced)} 条，不在图里，点这里查看"
        )
        self._unplaced.setVisible(bool(crossing.unplaced))
        self._beyond_ids = crossing.beyond
        self._beyond.setText(
            f"{self._beyond_words}的有 {len(crossing.beyond)} 条，不在图里，点这里查看"
        )
        self._beyond.setVisible(bool(crossing.beyond))

    def _fit_height(self) -> None:
        px, rows = self._session.theme.px, self._model.rowCount()
        head = self._table.horizontalHeader().sizeHint().height()
        is_empty = not self._stack.shows_table
        self._stack.setMaximumHeight(px(320) if is_empty else head + rows * px(_TALLEST) + 2)

    @property
    def _beyond_words(self) -> str:
        """What is said of the records for which the lens's condition does not hold."""
        match self._lens.where:
            case Not(Is(key, said)):
                return f"{self._ledger.field(key).label}“{'、'.join(said)}”"
            case _:
                return "不合这张图的条件"

    def _on_beyond(self) -> None:
        self._session.go(ToList(self._ledger.key, self._beyond_ids, self._beyond_words))

    def _on_unplaced(self) -> None:
        x, y = (self._ledger.field(key).label for key in (self._lens.x, self._lens.y))
        self._session.go(ToList(self._ledger.key, self._unplaced_ids, f"没有填{x}或{y}"))

    def _on_theme_changed(self) -> None:
        c = self._session.theme.colours
        grounds = (c.red, c.orange, c.yellow)
        self._legend.show_entries(
            [
                (f"{word}（{name}）", ground)
                for word, name, ground in zip(self._model.ranks, _NAMES, grounds, strict=False)
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
