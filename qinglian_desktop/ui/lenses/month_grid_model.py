"""Twelve months × the words of a choice as a model, with a last row that counts the month."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from qinglian_desktop.application.statistics import Grid, GridCell, Mark
from qinglian_desktop.application.workbench import Place, ToDraft, ToList, ToNew, ToRecord
from qinglian_desktop.domain.field_types import Moment, Span
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import MonthGrid
from qinglian_desktop.ui.lenses.word_header import AccentRole
from qinglian_desktop.ui.place_table import ROOT, Index, LinkRole

CellRole = int(Qt.ItemDataRole.UserRole) + 40
"""The GridCell of a place; None in the last row."""
WordsRole = CellRole + 1
"""What the cell says, in full, shorter and shortest; a tuple of text."""
_MORNING = "09:00"


class MonthGridModel(QAbstractTableModel):
    """Rows are the words and a last one of counts (7/8); columns are the months."""

    def __init__(self, ledger: Ledger, lens: MonthGrid, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._lens = lens
        self._grid = Grid((), {})
        self._year = 2000
        self._today = date(2000, 1, 1)

    @property
    def grid(self) -> Grid:
        """What is shown."""
        return self._grid

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or not self._grid.words else len(self._grid.words) + 1

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 12

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self._cell(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._count_words(index) if cell is None else self._words(index, cell)[0]
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._whole_words(index, cell)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case _ if role == CellRole:
                return cell
            case _ if role == WordsRole:
                return (self._count_words(index),) if cell is None else self._words(index, cell)
            case _ if role == LinkRole:
                return cell is not None or bool(self.records_of(index.column() + 1))
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            is_now = (self._year, section + 1) == (self._today.year, self._today.month)
            if role == AccentRole:
                return is_now
            if role == Qt.ItemDataRole.DisplayRole:
                return f"{section + 1}月" + ("\n本月" if is_now else "")
        elif role == Qt.ItemDataRole.DisplayRole:
            words = self._grid.words
            return words[section] if section < len(words) else "本月完成"
        return None

    def show(self, grid: Grid, year: int, today: date) -> None:
        """Show a year's grid as of a day."""
        self.beginResetModel()
        self._grid, self._year, self._today = grid, year, today
        self.endResetModel()

    def place(self, index: Index) -> Place | None:
        """Where a cell leads: to its record or records, its draft, or a new record."""
        month = index.column() + 1
        cell, key = self._cell(index), self._ledger.key
        if cell is None:
            ids = self.records_of(month)
            return ToList(key, ids, f"{self._year}年{month}月") if ids else None
        word = self._grid.words[index.row()]
        if len(cell.records) == 1:
            return ToRecord(key, cell.records[0])
        if cell.records:
            return ToList(key, cell.records, f"{self._year}年{month}月“{word}”")
        if cell.drafts:
            return ToDraft(key, cell.drafts[-1])
        day = date(self._year, month, 1)
        if (self._year, month) == (self._today.year, self._today.month):
            day = self._today
        given = {self._lens.rows: [word], self._ledger.occurred: self._plain_day(day)}
        return ToNew(key, given)

    def records_of(self, month: int) -> tuple[int, ...]:
        """The ids of all records of a month (1 to 12), each once."""
        cells = (self._grid.cells[word][month - 1] for word in self._grid.words)
        return tuple(dict.fromkeys(each for cell in cells for each in cell.records))

    def has_begun(self, month: int) -> bool:
        """Whether the month is this one or past."""
        return (self._year, month) <= (self._today.year, self._today.month)

    def _cell(self, index: Index) -> GridCell | None:
        words = self._grid.words
        if index.row() >= len(words):
            return None
        return self._grid.cells[words[index.row()]][index.column()]

    def _words(self, index: Index, cell: GridCell) -> tuple[str, ...]:
        """What the cell says, the longest first."""
        match cell.mark:
            case Mark.DONE if len(cell.records) > 1:
                return f"✓ {len(cell.records)}次", f"✓{len(cell.records)}"
            case Mark.DONE:
                return "✓ 已完成", "✓完成", "✓"
            case Mark.PLANNED:
                return "计划中", "计划"
            case Mark.MISSING if index.column() + 1 == self._today.month and self._is_this_year:
                return "未完成", "未做"
            case Mark.MISSING:
                return ("空缺",)
            case Mark.AHEAD:
                return ("未到",)

    @property
    def _is_this_year(self) -> bool:
        return self._year == self._today.year

    def _count_words(self, index: Index) -> str:
        month = index.column() + 1
        if not self.has_begun(month):
            return "—"
        total = len(self._grid.words)
        return f"{total - len(self._grid.missing(month))}/{total}"

    def _whole_words(self, index: Index, cell: GridCell | None) -> str:
        month = index.column() + 1
        when = f"{self._year}年{month}月"
        if cell is None:
            return f"{when}：完成 {self._count_words(index)}"
        then = {
            Mark.DONE: "点开看记录",
            Mark.PLANNED: "点开接着填草稿",
            Mark.MISSING: f"点一下登记{self._ledger.noun}",
            Mark.AHEAD: f"点一下提前准备{self._ledger.noun}",
        }[cell.mark]
        word, said = self._grid.words[index.row()], self._words(index, cell)[0]
        return f"{word}，{when}：{said.removeprefix('✓ ')}。{then}。"

    def _plain_day(self, day: date) -> object:
        """The day as plain input of the field that says when it happened."""
        match self._ledger.field(self._ledger.occurred).type:
            case Span():
                return {"start": f"{day} {_MORNING}"}
            case Moment():
                return f"{day} {_MORNING}"
            case _:
                return day.isoformat()
