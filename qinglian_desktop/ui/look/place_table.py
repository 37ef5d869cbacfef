"""A table whose cells lead somewhere: by a click, or with the arrows and Enter."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from qinglian_desktop.ui.look.theme import ROW_HEIGHT, Theme

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
LinkRole = int(Qt.ItemDataRole.UserRole) + 20
"""Whether a cell leads somewhere; what it is that it leads to is its model's to say."""


class PlaceTable(QTableView):
    """``index_chosen`` carries the index of a leading cell that was clicked or entered."""

    index_chosen = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    def stand_in_lines(self) -> None:
        """Each row is a line of words, below heads that only name the columns."""
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def set_widths(self, theme: Theme, widths: Mapping[int, int]) -> None:
        """The columns that have a width, in pixels at 100 %, keep it; the others share the rest."""
        head, rows, mode = self.horizontalHeader(), self.verticalHeader(), QHeaderView.ResizeMode
        rows.setMinimumSectionSize(theme.px(ROW_HEIGHT))
        rows.setDefaultSectionSize(theme.px(ROW_HEIGHT))
        for place in range(self.model().columnCount()):
            head.setSectionResizeMode(place, mode.Fixed if place in widths else mode.Stretch)
            if place in widths:
                head.resizeSection(place, theme.px(widths[place]))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has acted, and what it opened may have moved another row here."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and not event.modifiers():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._go_to_first_link()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        leads = self.indexAt(event.position().toPoint()).data(LinkRole)
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().unsetCursor()

    def _go_to_first_link(self) -> None:
        model = self.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                if index.data(LinkRole):
                    self.setCurrentIndex(index)
                    return

    def _choose(self, index: Index) -> None:
        if index.isValid() and index.data(LinkRole):
            self.index_chosen.emit(index)
