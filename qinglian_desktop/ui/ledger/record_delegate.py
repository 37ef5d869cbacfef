"""How a cell of a ledger's list is painted: words, long text in two lines, the state as a word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from qinglian_desktop.application.shown_cells import OVERDUE
from qinglian_desktop.domain.late_entry import ENTERED_LATE
from qinglian_desktop.domain.projection import Part, cell, cell_text
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.ui.ledger.record_table_model import FIRST, RecordTableModel
from qinglian_desktop.ui.look.painting import badge_width, draw_badge, draw_line, flags_of, rect_of
from qinglian_desktop.ui.look.theme import ROW_HEIGHT, Theme

_Index = QModelIndex | QPersistentModelIndex
_NOT_FIRST = "、，。；：！？）》”"
"""Signs that may not begin a line."""
_WORD = frozenset("0123456789-:.%")
_LONGEST_WORD = len("2026-12-30") + 2
_LATE = f" · {ENTERED_LATE}"
_FLUSH_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FLUSH_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def whole_until(text: str, end: int) -> int:
    """Where the line that could hold all before ``end`` is cut: no day or time, no ）、 begun."""
    for place in range(end, max(end - _LONGEST_WORD, 0), -1):
        if place >= len(text):
            return place
        before, after = text[place - 1], text[place]
        if after not in _NOT_FIRST and not (before in _WORD and after in _WORD):
            return place
    return end


class RecordDelegate(QStyledItemDelegate):
    """Paints a cell: one hairline below, long text in two small lines, a state as word or badge.

    It asks the model directly: a screen holds two hundred cells, and each role asked
    through Qt costs as much as painting a word.
    """

    def __init__(self, theme: Theme, table: QTableView, model: RecordTableModel) -> None:
        super().__init__(table)
        self._theme = theme
        self._model = model
        self._looks = [
            (column, column.is_long, _FLUSH_RIGHT if column.is_number else _FLUSH_LEFT)
            for column in model.columns
        ]
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, self._theme.px(ROW_HEIGHT))

    def longest(self, place: int) -> int:
        """How wide a column is in which no word of the first rows is cut."""
        column, longest = self._model.columns[place], 0
        for row in range(min(self._model.rowCount(), FIRST)):
            if (record := self._model.record(row)) is None:
                break
            if column.part is Part.STATE:
                needs = self._state_width(record)
            else:
                text = cell_text(cell(record, column)).replace("\n", " ")
                needs = self._body_metrics.horizontalAdvance(text)
            longest = max(longest, needs)
        # One pixel more than measured: signs of one line may be rounded up one by one.
        return longest + 2 * self._pad + 1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        selected = bool(flags_of(option) & QStyle.StateFlag.State_Selected)
        area = rect_of(option)
        painter.fillRect(area, self._chosen if selected else self._paper)
        painter.setPen(self._hairline)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        record = self._model.record(index.row())
        if record is None:
            return
        column, is_long, alignment = self._looks[index.column()]
        inner = area.adjusted(self._pad, 0, -self._pad, -1)
        if column.part is Part.STATE:
            self._paint_state(painter, inner, record)
            return
        text = cell_text(cell(record, column))
        if not text:
            return
        painter.setPen(self._ink)
        fits = self._body_metrics.horizontalAdvance(text) <= inner.width()
        if "\n" in text or (is_long and not fits):
            self._paint_long(painter, inner, text.replace("\n", " "))
            return
        painter.setFont(self._body)
        if not fits:
            text = self._body_metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, alignment, text)

    def _paint_long(self, painter: QPainter, area: QRect, text: str) -> None:
        painter.setFont(self._small)
        metrics, width = self._small_metrics, area.width()
        first = len(text)
        if metrics.horizontalAdvance(text) > width:
            # Signs measured one by one may take less room than the whole: stop at the end too.
            used = metrics.horizontalAdvance(text[0])
            first = 1
            while first < len(text) and used <= width:
                used += metrics.horizontalAdvance(text[first])
                first += used <= width
        first = whole_until(text, first)
        lines = [text[:first]]
        if text[first:]:
            lines.append(metrics.elidedText(text[first:], Qt.TextElideMode.ElideRight, width))
        # Closer than the font asks for, or two lines would touch the lines of the grid.
        height = self._line
        top = area.top() + (area.height() - height * len(lines)) // 2
        for place, line in enumerate(lines):
            painter.drawText(
                QRect(area.left(), top + place * height, width, height), _FLUSH_LEFT, line
            )

    def _state_width(self, record: Record) -> int:
        used = badge_width(record.state.value, self._theme)
        if self._model.is_overdue(record):
            used += badge_width(OVERDUE, self._theme) + self._theme.px(4)
        if told := self._model.told_of(record):
            used += badge_width(told, self._theme) + self._theme.px(4)
        if self._model.is_entered_late(record):
            used += self._small_metrics.horizontalAdvance(_LATE)
        return used

    def _paint_state(self, painter: QPainter, area: QRect, record: Record) -> None:
        """What is as it should be is a plain word; what one should see stands on a colour."""
        theme, c = self._theme, self._theme.colours
        if self._model.is_overdue(record):
            used = draw_badge(painter, area, OVERDUE, theme, c.bad, c.bad_soft)
            area = area.adjusted(used + theme.px(4), 0, 0, 0)
        if told := self._model.told_of(record):
            used = draw_badge(painter, area, told, theme, c.warn, c.warn_soft)
            area = area.adjusted(used + theme.px(4), 0, 0, 0)
        word, late = record.state.value, _LATE if self._model.is_entered_late(record) else ""
        if record.state is State.CONFIRMED:
            draw_line(painter, area, f"{word}{late}", self._small, c.muted)
            return
        ink, soft = {
            State.DRAFT: (c.warn, c.warn_soft),
            State.REPORTED: (c.good, c.good_soft),
            State.CORRECTED: (c.warn, c.warn_soft),
            State.VOID: (c.muted, c.ground),
        }[record.state]
        used = draw_badge(painter, area, word, theme, ink, soft)
        if late:
            draw_line(painter, area.adjusted(used, 0, 0, 0), late, self._small, c.muted)

    def _on_theme_changed(self) -> None:
        theme = self._theme
        colours = theme.colours
        self._small, self._body = theme.font("small"), theme.font()
        self._small_metrics = QFontMetrics(self._small)
        self._body_metrics = QFontMetrics(self._body)
        self._ink, self._paper = QColor(colours.ink), QColor(colours.paper)
        self._chosen, self._hairline = QColor(colours.accent_soft), QColor(colours.hairline)
        self._pad, self._line = theme.px(8), theme.px(16)
