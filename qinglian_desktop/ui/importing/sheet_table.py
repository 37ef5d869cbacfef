"""The rows of a sheet on the screen, with the head of each column and where it goes"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from qinglian_desktop.ui.importing.column_heads import ColumnHeads
from qinglian_desktop.ui.importing.import_work import ImportWork
from qinglian_desktop.ui.importing.issues import OpenPlace
from qinglian_desktop.ui.importing.row_states import RowStates
from qinglian_desktop.ui.importing.rows_model import BECOMES, RowsModel
from qinglian_desktop.ui.look.theme import Theme

_LOOKED_AT = 30
"""Rows by which a column is measured."""
_LEAST, _MOST = 92, 230


class _Cells(QStyledItemDelegate):
    """Where there is little room, what a cell becomes is seen before what it says."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if BECOMES in str(index.data()):
            left = Qt.TextElideMode.ElideLeft
            option.textElideMode = left  # pyright: ignore[reportAttributeAccessIssue]


class SheetTable(QTableView):
    """``target_wanted`` carries a section and where its menu hangs; ``fix_wanted`` is Enter."""

    target_wanted = Signal(int, QPoint)
    fix_wanted = Signal()

    def __init__(self, work: ImportWork, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.sheet = RowsModel(work, theme, self)
        self.setModel(self.sheet)
        self.setItemDelegate(_Cells(self))
        self._heads = ColumnHeads(theme, self.sheet)
        self._heads.target_wanted.connect(self.target_wanted)
        self.setHorizontalHeader(self._heads)
        self.setObjectName("rows")
        self.setAccessibleName("表格里的行")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(theme.px(180))
        self.setVerticalHeader(RowStates(theme, self.sheet))
        self.sheet.modelReset.connect(self._measure)
        self.sheet.columnsInserted.connect(lambda _, first: self._measure(first))
        theme.changed.connect(self.viewport().update)

    @property
    def is_moved(self) -> bool:
        """Whether one stands on a cell, or looks at other rows than the first."""
        return self.currentIndex().isValid() or self.verticalScrollBar().value() > 0

    def go_to(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Stand on a cell, in sight."""
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def go_to_issue(self, by: int, *, is_first: bool = False) -> bool:
        """The next to be mended in the order of rows, round and round; 0 stays where one is."""
        now = QModelIndex() if is_first else self.currentIndex()
        wanted = self.sheet.next_issue(now, by)
        if wanted is not None:
            self.go_to(wanted)
        elif is_first:
            self.setCurrentIndex(self.sheet.index(0, 0))
        return wanted is not None

    def go_to_reopened(self, before: Collection[OpenPlace]) -> bool:
        """The first to be mended that was not before; True: in any case one goes on here."""
        if (at := self.sheet.reopened(before)) is not None:
            self.go_to(at)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_down = event.key() == Qt.Key.Key_Down
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.fix_wanted.emit()
        elif is_down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            section = self.currentIndex().column()
            if section >= 0:
                self.target_wanted.emit(section, self._heads.menu_place(section))
        else:
            super().keyPressEvent(event)

    def _measure(self, first: int = 0) -> None:
        px = self._theme.px
        metrics = self.fontMetrics()
        for section in range(first, self.sheet.columnCount()):
            head = str(self.sheet.headerData(section, Qt.Orientation.Horizontal) or "")
            own = head.rpartition("／")[2].replace("\n", "")
            goes = self.sheet.target_words(self.sheet.columns[section])
            wide = max(metrics.horizontalAdvance(own[:9]), metrics.horizontalAdvance(goes) + px(24))
            for line in range(min(_LOOKED_AT, self.sheet.rowCount())):
                words = self.sheet.index(line, section).data()
                wide = max(wide, metrics.horizontalAdvance(str(words).split("\n")[0][:20]))
            self.setColumnWidth(section, min(max(wide + px(18), px(_LEAST)), px(_MOST)))
