"""A table of a form on the screen, its merged cells whole; what is marked is what is chosen."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyle, QTableView

from qinglian_desktop.domain.filling.seen_form import FormCell, FormTable
from qinglian_desktop.ui.filling.form_model import FormCellRole, FormModel, ShownTable, shown_text
from qinglian_desktop.ui.look.theme import Theme

_SIGN = 15
"""Pixels of a 汉字."""
_LEAST, _MOST = 3, 30
"""汉字 in a column."""
_HIGHEST = 300


class FormGrid(QTableView):
    """``chosen`` comes when others are marked; ``entered`` with Enter, ``cleared`` with Delete."""

    chosen = Signal()
    entered = Signal()
    cleared = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.form = FormModel(theme, self)
        self._cells: dict[str, FormCell] = {}
        self._lines: list[int] = []
        self._widths: list[int] = []
        self._margins, self._line, self._metrics = 0, 1, self.fontMetrics()
        self.setModel(self.form)
        self.setObjectName("form")
        self.setAccessibleName("上级的表")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self.viewport().update)

    @property
    def marked(self) -> list[FormCell]:
        """The cells that are marked, row by row; those of formulas are not to be filled."""
        found = {
            cell.at: cell
            for index in self.selectedIndexes()
            if isinstance(cell := index.data(FormCellRole), FormCell) and not cell.is_formula
        }
        return sorted(found.values(), key=lambda each: (each.row, each.column))

    def show_table(self, shown: ShownTable) -> None:
        """Show a table; of the same one what is marked and in sight stays."""
        if self.form.show(shown):
            self.clearSpans()
            for cell in shown.table.cells:
                if cell.rows > 1 or cell.columns > 1:
                    self.setSpan(cell.row, cell.column, cell.rows, cell.columns)
            self._measure(shown.table)
        self._give_room(shown)

    def go_to(self, at: str) -> None:
        """Stand on a cell."""
        table = self.form.table
        cell = table.at(at) if table else None
        if cell is not None:
            self.setCurrentIndex(self.form.index(cell.row, cell.column))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def _measure(self, table: FormTable) -> None:
        """Columns as wide as in the form, rows as high as the words that stand in it need."""
        px = self._theme.px
        for column in range(table.columns):
            width = table.widths[column] if column < len(table.widths) else _LEAST
            signs = min(max(width, _LEAST), _MOST)
            self.setColumnWidth(column, px(_SIGN * signs + 8))
        self._widths = [self.columnWidth(column) for column in range(table.columns)]
        beside = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self)
        self._margins, self._metrics = 2 * (beside + 1), self.fontMetrics()
        self._line = _height(self._metrics, "汉", px(_HIGHEST))
        self._cells = {each.at: each for each in table.cells}
        self._lines = [1] * table.rows
        for cell in table.cells:
            self._need(self._lines, cell, cell.text)

    def _give_room(self, shown: ShownTable) -> None:
        """Make rows as high as they need with what goes into their cells."""
        lines, px = self._lines.copy(), self._theme.px
        for at, written in shown.written.items():
            if (cell := self._cells.get(at)) is not None:
                self._need(lines, cell, shown_text(cell, written))
        for row, many in enumerate(lines):
            height = min(many * self._line + px(10), px(_HIGHEST))
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def _need(self, lines: list[int], cell: FormCell, text: str) -> None:
        """Have as many lines in each of the rows of a cell as a text in it needs."""
        if not text:
            return
        metrics = self._metrics
        room = max(sum(self._widths[cell.column : cell.column + cell.columns]) - self._margins, 1)
        many = 0
        for each in text.split("\n"):
            if metrics.horizontalAdvance(each) <= room:
                many += 1
            else:
                # Days and words are kept whole.
                many += -(-_height(metrics, each, room) // self._line)
        for row in range(cell.row, min(cell.row + cell.rows, len(lines))):
            lines[row] = max(lines[row], -(-many // cell.rows))


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    """Pixels of a text that is broken into lines of a width."""
    room = QRect(0, 0, width, _HIGHEST * _HIGHEST)
    return metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()
