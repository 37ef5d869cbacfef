"""The list on the screen: fixed row height, state with its word, columns as last arranged."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import Part, cell, cell_text, screen_columns
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.ui.ledger.record_table_model import OVERDUE, RecordRole, RecordTableModel
from qinglian_desktop.ui.look.painting import draw_badge, flags_of, rect_of
from qinglian_desktop.ui.look.theme import ROW_HEIGHT, Theme
from qinglian_desktop.ui.session import Session

_Index = QModelIndex | QPersistentModelIndex
_LEAST_SHARE = 0.6
"""Of its declared width: what the widest column has at least before the list scrolls."""
_NOT_FIRST = "、，。；：！？）》”"
"""Signs that may not begin a line."""
_FLUSH_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FLUSH_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RecordTable(QTableView):
    """The rows of a model.

    ``record_chosen`` carries the Record that was clicked or opened with Enter.
    """

    record_chosen = Signal(object)

    def __init__(self, session: Session, ledger: Ledger, model: RecordTableModel) -> None:
        super().__init__()
        self._session = session
        self._ledger = ledger
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(session.theme, self, model))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setDefaultAlignment(_FLUSH_LEFT)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        head.sortIndicatorChanged.connect(self._on_sort_wanted)
        head.setStretchLastSection(False)
        self._save_later = QTimer(self)
        self._save_later.setSingleShot(True)
        self._save_later.setInterval(600)
        self._save_later.timeout.connect(self._keep_layout)
        self._arrange()
        session.theme.scaled.connect(self._arrange)
        head.sectionResized.connect(lambda *_: self._on_arranged())
        head.sectionMoved.connect(lambda *_: self._on_arranged())
        self.clicked.connect(lambda index: self._choose(index))

    def selected_rows(self) -> list[int]:
        """The selected rows, from above."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def select_record(self, record_id: int) -> None:
        """Mark a record's row, if it is in the list."""
        place = self._model.row_of(record_id)
        if place is not None:
            self.selectRow(place)
            self.scrollTo(self._model.index(place, 0))

    def show_rows(self, top: int, selected: Sequence[int]) -> None:
        """Let this row be the first in sight, and these be selected."""
        how = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for place in reversed(selected):
            self.selectionModel().setCurrentIndex(self._model.index(place, 0), how)
        self.scrollTo(self._model.index(top, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has acted, and what it opened may have moved another row here."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._model.as_text(self.selected_rows()))
            self._session.said.emit(f"已复制 {len(self.selected_rows())} 行，可粘贴到 WPS 表格。")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_widest()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._save_later.isActive():
            self._save_later.stop()
            self._keep_layout()
        super().hideEvent(event)

    def _choose(self, index: _Index) -> None:
        record = index.data(RecordRole) if index.isValid() else None
        if isinstance(record, Record):
            self.record_chosen.emit(record)

    def _on_sort_wanted(self, column: int, order: Qt.SortOrder) -> None:
        if column >= 0:
            self._model.sort(column, order)

    def _on_arranged(self) -> None:
        """Only what a hand on the mouse arranged is remembered, not what a window's size did."""
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._save_later.start()

    def _arrange(self) -> None:
        """Widths as last arranged, else as declared, at the scale in force."""
        px = self._session.theme.px
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        self.verticalHeader().setMinimumSectionSize(px(ROW_HEIGHT))
        head = self.horizontalHeader()
        kept = self._kept_layout()
        head.blockSignals(True)
        for place, column in enumerate(screen_columns(self._ledger)):
            width = kept.get("widths", {}).get(column.key, column.width * 15 + 22)
            self.setColumnWidth(place, px(width))
        order = [key for key in kept.get("order", []) if key in self._keys()]
        for place, key in enumerate(order):
            head.moveSection(head.visualIndex(self._keys().index(key)), place)
        head.blockSignals(False)
        self._fit_widest()

    def _fit_widest(self) -> None:
        """The widest column takes the room that is left; where little is, the list scrolls."""
        place, head = self._widest(), self.horizontalHeader()
        width = self._session.theme.px(screen_columns(self._ledger)[place].width * 15 + 22)
        others = sum(self.columnWidth(n) for n in range(len(self._keys())) if n != place)
        if self.viewport().width() - others >= width * _LEAST_SHARE:
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            return
        head.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
        head.blockSignals(True)
        self.setColumnWidth(place, width)
        head.blockSignals(False)

    def _keys(self) -> list[str]:
        return [column.key for column in screen_columns(self._ledger)]

    def _widest(self) -> int:
        widths = [column.width for column in screen_columns(self._ledger)]
        return widths.index(max(widths))

    def _kept_layout(self) -> dict[str, dict[str, int]]:
        text = self._session.desk.preferences.layout(self._ledger.key)
        return json.loads(text) if text else {}

    def _keep_layout(self) -> None:
        if self._session.desk.book.read_only:
            return
        scale = self._session.theme.scale / 100
        head, keys = self.horizontalHeader(), self._keys()
        order = sorted(range(len(keys)), key=head.visualIndex)
        arrangement = {
            "widths": {key: round(self.columnWidth(n) / scale) for n, key in enumerate(keys)},
            "order": [keys[n] for n in order],
        }
        preferences, key = self._session.desk.preferences, self._ledger.key
        self._session.change(self, lambda _: preferences.keep_layout(key, json.dumps(arrangement)))


class _Delegate(QStyledItemDelegate):
    """Paints a cell: one hairline below, long text in two small lines, the state as a badge.

    It asks the model directly: a screen holds two hundred cells, and each role asked
    through Qt costs as much as painting a word.
    """

    def __init__(self, theme: Theme, table: RecordTable, model: RecordTableModel) -> None:
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
        if is_long or "\n" in text:
            self._paint_long(painter, inner, text.replace("\n", " "))
            return
        painter.setFont(self._body)
        if self._body_metrics.horizontalAdvance(text) > inner.width():
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
        if 0 < first < len(text) and text[first] in _NOT_FIRST:
            first -= 1
        lines = [text[:first]]
        if text[first:]:
            lines.append(metrics.elidedText(text[first:], Qt.TextElideMode.ElideRight, width))
        height = metrics.height()
        top = area.top() + (area.height() - height * len(lines)) // 2
        for place, line in enumerate(lines):
            painter.drawText(
                QRect(area.left(), top + place * height, width, height), _FLUSH_LEFT, line
            )

    def _paint_state(self, painter: QPainter, area: QRect, record: Record) -> None:
        c = self._theme.colours
        ink, soft = {
            State.DRAFT: (c.warn, c.warn_soft),
            State.CONFIRMED: (c.accent, c.accent_soft),
            State.REPORTED: (c.good, c.good_soft),
            State.CORRECTED: (c.warn, c.warn_soft),
            State.VOID: (c.muted, c.ground),
        }[record.state]
        if self._model.is_overdue(record):
            used = draw_badge(painter, area, OVERDUE, self._theme, c.bad, c.bad_soft)
            area = area.adjusted(used + self._theme.px(4), 0, 0, 0)
        draw_badge(painter, area, record.state.value, self._theme, ink, soft)

    def _on_theme_changed(self) -> None:
        theme = self._theme
        colours = theme.colours
        self._small, self._body = theme.font("small"), theme.font()
        self._small_metrics = QFontMetrics(self._small)
        self._body_metrics = QFontMetrics(self._body)
        self._ink, self._paper = QColor(colours.ink), QColor(colours.paper)
        self._chosen, self._hairline = QColor(colours.accent_soft), QColor(colours.hairline)
        self._pad = theme.px(8)
