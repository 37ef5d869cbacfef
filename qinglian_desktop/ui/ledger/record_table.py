"""The list on the screen: fixed row height, state with its word, columns as last arranged."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QTableView,
)

from qinglian_desktop.application.copied_rows import CopiedRows
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import Column, screen_columns
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.dialogs.password_again import ask_again
from qinglian_desktop.ui.ledger.column_widths import Needed, widths_within
from qinglian_desktop.ui.ledger.record_delegate import RecordDelegate
from qinglian_desktop.ui.ledger.record_table_model import WINDOW, RecordRole, RecordTableModel
from qinglian_desktop.ui.look.theme import ROW_HEIGHT
from qinglian_desktop.ui.session import Session

_Index = QModelIndex | QPersistentModelIndex
_LEAST_SHARE = 0.6
"""Of its declared width: what the widest column has at least before the list scrolls."""
_MOST_SHARE = 1.5
"""Of its declared width: what a column of short words has at most before the list scrolls."""
_FLUSH_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RecordTable(QTableView):
    """The rows of a model.

    ``record_chosen`` carries the Record that was clicked or opened with Enter;
    ``print_wanted`` comes when the selected rows shall be printed.
    """

    record_chosen = Signal(object)
    print_wanted = Signal()

    def __init__(self, session: Session, ledger: Ledger, model: RecordTableModel) -> None:
        super().__init__()
        self._session = session
        self._ledger = ledger
        self._model = model
        self.setModel(model)
        self._delegate = RecordDelegate(session.theme, self, model)
        self.setItemDelegate(self._delegate)
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
        self._by_hand: set[int] = set()
        self._words: list[int] = []
        self._is_fitting = False
        head.sectionResized.connect(self._on_resized)
        head.sectionMoved.connect(lambda *_: self._on_arranged())
        self._arrange()
        session.theme.scaled.connect(self._arrange)
        model.counted.connect(lambda _: self._measure())
        model.told.connect(self._measure)
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
        """Let this row be the first in sight, and these be selected, as far as there are any."""
        if selected:
            self.clearSelection()
        how = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for place in reversed(selected):
            self.selectionModel().setCurrentIndex(self._model.index(place, 0), how)
        self.scrollTo(self._model.index(top, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has acted, and what it opened may have moved another row here."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the rows, for who looks for it under the right button."""
        index = self.indexAt(event.pos())
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = self.selected_rows()
        if len(rows) < 2:
            menu.addAction("打开", lambda: self._choose(index))
        menu.addAction(f"复制 {len(rows)} 行" if len(rows) > 1 else "复制这一行", self.copy)
        menu.addAction("打印", self.print_wanted.emit)
        menu.popup(event.globalPos())

    def columns(self) -> list[Column]:
        """The columns from left to right, as they were arranged."""
        head = self.horizontalHeader()
        return [self._model.columns[head.logicalIndex(n)] for n in range(head.count())]

    def copy(self) -> None:
        """Put the selected rows onto the clipboard, as a table; many take their time."""
        ids = self._model.ids_of(self.selected_rows())
        columns, desk = self.columns(), self._session.desk

        def work(progress: Progress) -> CopiedRows:
            return desk.sheets_out.copied(self._ledger, ids, columns, progress)

        def copy() -> None:
            if len(ids) <= WINDOW:
                self._put(work(no_progress))
            else:
                self._session.read(self, work, self._put, latest="copy")

        if ids:
            ask_again(self._session, self, (self._ledger,) if len(ids) > 1 else (), copy)

    def _put(self, made: CopiedRows) -> None:
        table = QMimeData()
        table.setText(made.text)
        table.setHtml(made.html)
        QGuiApplication.clipboard().setMimeData(table)
        self._session.said.emit(f"已复制 {made.count} 行，可粘贴到 WPS 表格。")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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

    def _on_resized(self, place: int) -> None:
        if not self._is_fitting:
            self._by_hand.add(place)
            self._on_arranged()

    def _on_arranged(self) -> None:
        """Only what a hand on the mouse arranged is remembered, not what a window's size did."""
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._save_later.start()

    def _arrange(self) -> None:
        """Columns as last arranged, the others as their words need it, at the scale in force."""
        px = self._session.theme.px
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        self.verticalHeader().setMinimumSectionSize(px(ROW_HEIGHT))
        head, keys, kept = self.horizontalHeader(), self._keys(), self._kept_layout()
        by_hand = kept.get("widths", {})
        self._is_fitting = True
        for place, column in enumerate(screen_columns(self._ledger)):
            width = by_hand.get(column.key, column.width * 15 + 22)
            self.setColumnWidth(place, px(width))
        for place, key in enumerate(key for key in kept.get("order", []) if key in keys):
            head.moveSection(head.visualIndex(keys.index(key)), place)
        self._is_fitting = False
        self._by_hand = {place for place, key in enumerate(keys) if key in by_hand}
        self._measure()

    def _measure(self) -> None:
        """How long the words are that one sees first; the columns do not jump while one scrolls."""
        head = self.horizontalHeader()
        self._words = [
            max(head.sectionSizeHint(place), self._delegate.longest(place))
            for place in range(head.count())
        ]
        self._fit()

    def _fit(self) -> None:
        """What the words need comes first, then the widest column takes the room that is left."""
        columns, px = screen_columns(self._ledger), self._session.theme.px
        needed: list[Needed] = []
        for place, (column, words) in enumerate(zip(columns, self._words, strict=True)):
            if place in self._by_hand:
                width = self.columnWidth(place)
                needed.append(Needed(width, width, may_grow=False))
                continue
            declared = px(column.width * 15 + 22)
            if place == self._widest():
                most = declared * _LEAST_SHARE
            else:
                most = declared * (1 if column.is_long else _MOST_SHARE)
            needed.append(Needed(min(words, round(most)), words))
        self._is_fitting = True
        room = self.viewport().width()
        for place, width in enumerate(widths_within(room, needed, self._widest())):
            self.setColumnWidth(place, width)
        self._is_fitting = False

    def _keys(self) -> list[str]:
        return [column.key for column in screen_columns(self._ledger)]

    def _widest(self) -> int:
        """The widest as declared, among those that no hand arranged."""
        widths = [
            0 if place in self._by_hand else column.width
            for place, column in enumerate(screen_columns(self._ledger))
        ]
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
            "widths": {keys[n]: round(self.columnWidth(n) / scale) for n in sorted(self._by_hand)},
            "order": [keys[n] for n in order],
        }
        preferences, key = self._session.desk.preferences, self._ledger.key
        self._session.change(self, lambda _: preferences.keep_layout(key, json.dumps(arrangement)))
