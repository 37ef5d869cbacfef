"""Twelve months × the words of a choice as a model, with a last row that counts the month."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from qinglian_desktop.application.grid_words import COUNTS, ShownGrid, turn_words
from qinglian_desktop.application.month_grids import Grid, GridCell, GridMark
from qinglian_desktop.application.places import Place, ToDraft, ToList, ToNew, ToRecord, new_input
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import MonthGrid
from qinglian_desktop.ui.lenses.word_header import AccentRole
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole

CellRole = int(Qt.ItemDataRole.UserRole) + 40
"""The GridCell of a place; None in the last row."""
WordsRole = CellRole + 1
"""What the cell says, in full, shorter and shortest; a tuple of text."""


class MonthGridModel(QAbstractTableModel):
    """Rows are the words and a last one of counts (7/8); columns are the months.

    A turn of several months says the same at each of them; its view shows them as one.
    """

    def __init__(self, ledger: Ledger, lens: MonthGrid, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._lens = lens
        self._shown = ShownGrid(Grid((), {}), 2000, date(2000, 1, 1))

    @property
    def grid(self) -> Grid:
        """What is shown."""
        return self._shown.grid

    @property
    def shown(self) -> ShownGrid:
        """The same, with its year and the day as of which it is."""
        return self._shown

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or not self.grid.words else len(self.grid.words) + 1

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 12

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self._cell(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._count_words(index) if cell is None else turn_words(cell)[0]
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._whole_words(index, cell)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case _ if role == CellRole:
                return cell
            case _ if role == WordsRole:
                return (self._count_words(index),) if cell is None else turn_words(cell)
            case _ if role == LinkRole:
                return cell is not None or bool(self._shown.records_of(index.column() + 1))
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == AccentRole:
                return self._shown.is_now(section + 1)
            if role == Qt.ItemDataRole.DisplayRole:
                return self._shown.head(section + 1)
        elif role == Qt.ItemDataRole.DisplayRole:
            words = self.grid.words
            return words[section] if section < len(words) else COUNTS
        return None

    def show(self, grid: Grid, year: int, today: date) -> None:
        """Show a year's grid as of a day."""
        self.beginResetModel()
        self._shown = ShownGrid(grid, year, today)
        self.endResetModel()

    def place(self, index: Index) -> Place | None:
        """Where a cell leads: to its record or records, its plan, or a new record."""
        month = index.column() + 1
        cell, key = self._cell(index), self._ledger.key
        if cell is None:
            ids = self._shown.records_of(month)
            return ToList(key, ids, f"{self._shown.year}年{month}月") if ids else None
        word = self.grid.words[index.row()]
        match cell.mark:
            case GridMark.DONE if len(cell.records) == 1:
                return ToRecord(key, cell.records[0])
            case GridMark.DONE:
                return ToList(key, cell.records, f"{cell.turn.label}“{word}”")
            case GridMark.PLANNED if cell.drafts:
                return ToDraft(key, cell.drafts[-1])
            case GridMark.PLANNED if cell.asked:
                return ToRecord(cell.asked[0].ledger, cell.asked[0].record_id)
            case GridMark.PLANNED:
                return None
            case GridMark.MISSING | GridMark.RUNNING | GridMark.AHEAD | GridMark.BEFORE:
                day = cell.day_to_fill(self._shown.today)
                return ToNew(key, new_input(self._ledger, {self._lens.rows: word}, day))

    def sentence(self, index: Index) -> str:
        """What the month of a cell says, or of a count."""
        month = index.column() + 1
        if self._cell(index) is None:
            return self._shown.month_sentence(month)
        return self._shown.sentence(self.grid.words[index.row()], month)

    def _cell(self, index: Index) -> GridCell | None:
        words = self.grid.words
        if index.row() >= len(words):
            return None
        return self.grid.cells[words[index.row()]][index.column()]

    def _count_words(self, index: Index) -> str:
        return self._shown.count_words(index.column() + 1)

    def _whole_words(self, index: Index, cell: GridCell | None) -> str:
        if cell is None:
            when = f"{self._shown.year}年{index.column() + 1}月"
            return f"{when}：完成 {self._count_words(index)}"
        then = {
            GridMark.DONE: "点开看记录",
            GridMark.PLANNED: "点开看计划" if cell.drafts else "点开看清单上的这一项",
            GridMark.MISSING: f"点一下登记{self._ledger.noun}",
            GridMark.RUNNING: f"点一下登记{self._ledger.noun}",
            GridMark.AHEAD: f"点一下提前准备{self._ledger.noun}",
            GridMark.BEFORE: f"点一下补登记{self._ledger.noun}",
        }[cell.mark]
        said = turn_words(cell)[0]
        said = f"{cell.mark.value}，{said}" if cell.weeks else said
        if gaps := cell.gaps(self._shown.today):
            starts = "、".join(f"{each.start.month}月{each.start.day}日" for each in gaps)
            said = f"{said}，还差 {starts} 开始的一周"
        if cell.asked:
            first = cell.asked[0]
            said = f"{said}，{first.day.month}月{first.day.day}日以前，{first.source}"
        word = self.grid.words[index.row()]
        return f"{word}，{cell.turn.label}：{said.removeprefix('✓ ')}。{then}。"
