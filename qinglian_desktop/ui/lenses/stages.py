"""The stages board: a column a stage, a card a record, and how a person has fared over time."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qinglian_desktop.application.board_words import NO_OUTCOME, no_cards_words, why_here
from qinglian_desktop.application.boards import Card
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Stages
from qinglian_desktop.ui.lenses.empty_card import TableOrCard
from qinglian_desktop.ui.lenses.legend import Legend
from qinglian_desktop.ui.lenses.stages_model import CardRole, StagesModel
from qinglian_desktop.ui.lenses.trend_line import TrendLine, outcome_colours
from qinglian_desktop.ui.lenses.view import LensView
from qinglian_desktop.ui.lenses.word_header import WordHeader
from qinglian_desktop.ui.look.painting import draw_badge, draw_focus, draw_line, flags_of, rect_of
from qinglian_desktop.ui.look.parts import column, row
from qinglian_desktop.ui.look.place_table import Index, PlaceTable
from qinglian_desktop.ui.look.theme import SPACE, Theme
from qinglian_desktop.ui.look.year_chooser import YearChooser
from qinglian_desktop.ui.session import Session

_LEAST_COLUMN = 112
_ROOMY_COLUMN = 172
"""Pixels of a column at 100 % in which a day has room beside the longest outcome."""
_LINE = 28
"""Pixels of one line of a card at 100 %, its share of the gap below the card included."""


def _line_count(theme: Theme, width: int) -> int:
    """In a narrow column the day of a card has a line of its own."""
    return 3 if width >= theme.px(_ROOMY_COLUMN) else 4


class StagesView(LensView):
    """Where each record of a year stands on its way; earlier ones that are not at the end too."""

    def __init__(self, session: Session, ledger: Ledger, lens: Stages) -> None:
        super().__init__(session, ledger, lens)
        self._lens = lens
        theme = session.theme
        self._years = YearChooser(session.theme, session.desk.clock().date())
        self._legend = Legend(theme)
        self._model = StagesModel(ledger, self)
        self._table = _BoardTable(theme, self._model)
        self._table.setObjectName("stages")
        self._table.setAccessibleName(lens.label)
        self._table.setHorizontalHeader(WordHeader(Qt.Orientation.Horizontal, theme, _LEAST_COLUMN))
        self._table.verticalHeader().hide()
        self._table.setItemDelegate(_CardDelegate(theme, self._table))
        self._trend = TrendLine(theme)
        self._stack = TableOrCard(
            session,
            ledger,
            self._table,
            "。\n".join(no_cards_words(ledger, lens)),
        )
        head = row(self._years, 1, self._legend)
        body = column(head, self._stack, self._trend, spacing=SPACE)
        body.setStretch(1, 1)
        self.setLayout(body)
        self._years.year_changed.connect(lambda _: self.read())
        self._table.index_chosen.connect(lambda at: self._go(self._model.place(at)))
        self._table.selectionModel().currentChanged.connect(lambda now, _: self._on_moved(now))
        self._table.horizontalHeader().sectionResized.connect(
            lambda _, __, width: self._fit_cards(width)
        )
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def table(self) -> PlaceTable:
        """The board itself."""
        return self._table

    def read(self) -> None:
        kept = self._model.card(self._table.currentIndex())
        self._model.show(
            self._session.desk.boards.stages(self._ledger, self._lens, self._years.year)
        )
        is_empty = not self._model.rowCount()
        self._stack.show_table(not is_empty)
        self._trend.setVisible(not is_empty)
        self._legend.setVisible(not is_empty)
        at = self._model.index_of(kept.record) if kept else QModelIndex()
        self._table.setCurrentIndex(at if at.isValid() else self._model.first())
        self._on_moved(self._table.currentIndex())
        self._show_legend()

    def _on_moved(self, index: Index) -> None:
        card = self._model.card(index)
        if card is not None:
            board = self._model.board
            self._trend.show_trend(card.who, board.trend(card), board.outcomes)

    def _show_legend(self) -> None:
        outcomes, c = self._model.board.outcomes, self._session.theme.colours
        self._legend.show_entries(
            [(word, outcome_colours(word, outcomes, c)[1]) for word in outcomes]
        )

    def _fit_cards(self, width: int) -> None:
        theme, rows = self._session.theme, self._table.verticalHeader()
        height = theme.px(_LINE * _line_count(theme, width))
        if rows.defaultSectionSize() != height:
            rows.setMinimumSectionSize(height)
            rows.setDefaultSectionSize(height)

    def _on_theme_changed(self) -> None:
        self._fit_cards(self._table.columnWidth(0))
        self._show_legend()


class _BoardTable(PlaceTable):
    """Scrolls sideways where columns would grow too narrow; arrows go from card to card."""

    def __init__(self, theme: Theme, model: StagesModel) -> None:
        super().__init__()
        self._theme = theme
        self._board_model = model
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setModel(model)

    def paintEvent(self, event: QPaintEvent) -> None:
        # The whole board is the ground on which cards lie, below the longest column too.
        QPainter(self.viewport()).fillRect(event.rect(), QColor(self._theme.colours.ground))
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}
        if event.key() in sides and self.currentIndex().isValid():
            # Columns are of different lengths: the last card of a shorter one is beside.
            beside = self._board_model.beside(self.currentIndex(), sides[event.key()])
            self.setCurrentIndex(beside)
        else:
            super().keyPressEvent(event)


class _CardDelegate(QStyledItemDelegate):
    """Paints a card: who, called what, the outcome in word and colour, the day."""

    def __init__(self, theme: Theme, table: PlaceTable) -> None:
        super().__init__(table)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_LINE * 3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = rect_of(option)
        theme, c, px = self._theme, self._theme.colours, self._theme.px
        card = index.data(CardRole)
        if not isinstance(card, Card):
            return
        state = flags_of(option)
        chosen = state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        painter.fillRect(area, QColor(c.ground))
        place = area.adjusted(px(4), px(3), -px(4), -px(3))
        painter.setBrush(QColor(c.accent_soft if chosen else c.paper))
        painter.setPen(QColor(c.border))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        inner = place.adjusted(px(10), px(4), -px(8), -px(4))
        count = _line_count(theme, area.width())
        height = inner.height() // count
        lines = [
            QRect(inner.left(), inner.top() + n * height, inner.width(), height)
            for n in range(count)
        ]
        small = theme.font("small")
        bold = theme.font(bold=True)
        draw_line(painter, lines[0], card.who, bold, c.ink)
        beside = QFontMetrics(bold).horizontalAdvance(card.who) + px(8)
        draw_line(painter, lines[0].adjusted(beside, 0, 0, 0), why_here(card), small, c.warn)
        draw_line(painter, lines[1], card.words, small, c.muted)
        board: StagesModel = index.model()  # pyright: ignore[reportAssignmentType]
        ink, ground = outcome_colours(card.outcome, board.board.outcomes, c)
        width = draw_badge(painter, lines[2], card.outcome or NO_OUTCOME, theme, ink, ground)
        rest = lines[3] if count > 3 else lines[2].adjusted(width + px(8), 0, 0, 0)
        draw_line(painter, rest, card.when, small, c.muted)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, place, theme)
