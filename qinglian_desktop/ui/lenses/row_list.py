"""The rows of all records as one list: chosen by state and person, ticked with a click or a key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.records import Saved
from qinglian_desktop.application.row_list_words import (
    EVERYBODY,
    Shown,
    chosen_rows,
    counted_words,
    everyone,
    no_rows_words,
)
from qinglian_desktop.application.row_lists import ListedRow
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import RowList
from qinglian_desktop.ui.half_typed import KeptReason
from qinglian_desktop.ui.lenses.empty_card import TableOrCard
from qinglian_desktop.ui.lenses.row_list_model import TICK, ListedRowRole, RowListModel
from qinglian_desktop.ui.lenses.view import LensView
from qinglian_desktop.ui.look.painting import draw_badge, draw_focus, draw_line, flags_of, rect_of
from qinglian_desktop.ui.look.parts import DropDown, column, label, row
from qinglian_desktop.ui.look.place_table import Index, PlaceTable
from qinglian_desktop.ui.look.reason_line import ReasonLine
from qinglian_desktop.ui.look.theme import ROW_HEIGHT, SPACE, Theme
from qinglian_desktop.ui.session import Session

_BOX = 34
_NAME, _DAY, _STATE = 92, 104, 176
_SHORT, _LEAST, _SIGN = 8, 5, 17
"""Of fields of a record, in 汉字: those that are short, the least of a column; and its pixels."""


class RowListView(LensView):
    """What is to be done over all records; a tick is a save like any other, and can be undone."""

    def __init__(self, session: Session, ledger: Ledger, lens: RowList) -> None:
        super().__init__(session, ledger, lens)
        self._lens = lens
        self._lines: list[ListedRow] = []
        self._which = DropDown()
        self._which.setObjectName("which")
        self._which.setAccessibleName("看哪些")
        self._which.addItems([each.value for each in Shown])
        self._who = DropDown()
        self._who.setObjectName("who")
        self._who.setAccessibleName("谁的")
        self._who.addItem(EVERYBODY)
        self._summary = label("", "head", wrap=True)
        self._summary.setObjectName("summary")
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._none = label("", "muted", wrap=True)
        self._none.setObjectName("none")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._model = RowListModel(ledger, lens, self)
        self._table = self._make_table()
        words = "。\n".join(no_rows_words(ledger, lens))
        self._stack = TableOrCard(session, ledger, self._table, words)
        head = row(self._which, self._who, self._summary)
        head.setStretch(2, 1)
        self._why = ReasonLine(session.theme)
        self._kept_why = KeptReason(session, self._why, self)
        self.setLayout(column(head, self._why, self._none, self._stack, spacing=SPACE))
        self._which.currentIndexChanged.connect(lambda _: self._choose())
        self._who.currentIndexChanged.connect(lambda _: self._choose())
        self._table.index_chosen.connect(self._on_chosen)
        session.theme.changed.connect(self._arrange)

    @property
    def table(self) -> PlaceTable:
        """The list of rows."""
        return self._table

    def read(self) -> None:
        self._lines = self._session.desk.row_lists.lines(self._ledger, self._lens)
        who, names = self._who.currentText(), everyone(self._lines)
        self._who.blockSignals(True)
        self._who.clear()
        self._who.addItems([EVERYBODY, *names])
        self._who.setCurrentIndex(names.index(who) + 1 if who in names else 0)
        self._who.blockSignals(False)
        self._choose()

    def _choose(self) -> None:
        which = list(Shown)[self._which.currentIndex()]
        who = self._who.currentText() if self._who.currentIndex() > 0 else ""
        shown, at = chosen_rows(self._lines, which, who), self._table.currentIndex()
        self._model.show(shown)
        if at.isValid() and shown:
            row_now = min(at.row(), len(shown) - 1)
            self._table.setCurrentIndex(self._model.index(row_now, at.column()))
        of_whom = chosen_rows(self._lines, Shown.ALL, who)
        self._summary.setText(f"{who}：" * bool(who) + counted_words(self._lens, of_whom))
        self._summary.setVisible(bool(self._lines))
        self._none.setText(f"{who or '这里'}没有{which.value}{self._lens.noun}。")
        self._none.setVisible(bool(self._lines) and not shown)
        self._stack.show_table(bool(self._lines))

    def _on_chosen(self, index: Index) -> None:
        if index.column() != TICK or self._session.desk.book.read_only:
            self._go(self._model.place(index))
            return
        self._tick(index.data(ListedRowRole))

    def _tick(self, line: ListedRow, reason: str = "") -> None:
        lists, ledger, lens = self._session.desk.row_lists, self._ledger, self._lens

        def work(_: Progress) -> Saved:
            return lists.tick(ledger, lens, line, done=not line.is_done, reason=reason)

        def done(saved: Saved) -> None:
            said = lens.open if line.is_done else lens.finished
            self._session.said.emit(f"{said}：{line.what}。按 Ctrl+Z 可以撤销。")

        def failed(problem: BaseException) -> None:
            question = f"更正 {ledger.key} {line.record}"
            if not self._kept_why.takes(question, problem, lambda why: self._tick(line, why)):
                self._session.tell(problem, self)

        self._session.change(self, work, done, failed)

    def _make_table(self) -> PlaceTable:
        table = PlaceTable()
        table.setObjectName("rows")
        table.setAccessibleName(self._lens.label)
        table.setModel(self._model)
        table.setItemDelegate(_LineDelegate(self._session.theme, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.stand_in_lines()
        self._table = table
        self._arrange()
        return table

    def _arrange(self) -> None:
        last, names = self._model.columnCount() - 1, len(self._lens.who)
        fixed = {TICK: _BOX, last: _STATE, last - 1: _DAY}
        fixed |= {last - 2 - place: _NAME for place in range(names)}
        for place, key in enumerate(self._lens.of, TICK + 2):
            # What says little needs no more room than in the list; the others share the rest.
            if (signs := self._ledger.field(key).width) <= _SHORT:
                fixed[place] = max(signs, _LEAST) * _SIGN
        self._table.set_widths(self._session.theme, fixed)


class _LineDelegate(QStyledItemDelegate):
    """Paints the box, the words, and how a row stands as a badge."""

    def __init__(self, theme: Theme, table: PlaceTable) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, theme = rect_of(option), self._theme
        c, px = theme.colours, theme.px
        line: ListedRow = index.data(ListedRowRole)
        state = flags_of(option)
        chosen = state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        painter.fillRect(area, QColor(c.accent_soft if chosen else c.paper))
        painter.setPen(QColor(c.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(px(8), 0, -px(8), -1)
        text = str(index.data() or "")
        if index.column() == TICK:
            self._paint_box(painter, area, ticked=line.is_done)
        elif index.column() == self._table.model().columnCount() - 1 and line.is_done:
            draw_badge(painter, inner, text, theme, c.good, c.good_soft)
        elif index.column() == self._table.model().columnCount() - 1 and line.days_over:
            draw_badge(painter, inner, text, theme, c.bad, c.bad_soft)
        else:
            draw_line(painter, inner, text, theme.font(), c.muted if line.is_done else c.ink)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, area, theme)

    def _paint_box(self, painter: QPainter, area: QRect, *, ticked: bool) -> None:
        c, px = self._theme.colours, self._theme.px
        box = QRect(0, 0, px(16), px(16))
        box.moveCenter(area.center())
        painter.setPen(QColor(c.good if ticked else c.border))
        painter.setBrush(QColor(c.good_soft if ticked else c.paper))
        painter.drawRect(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if ticked:
            painter.setPen(QColor(c.good))
            painter.setFont(self._theme.font(bold=True))
            painter.drawText(box.adjusted(-px(2), -px(2), px(2), px(2)), 0x84, "✓")
