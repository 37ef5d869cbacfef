"""Twelve months × the words of a choice as a model, with a last row that counts the month."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from qinglian_desktop.application.month_grids import Grid, GridCell, GridMark
from qinglian_desktop.application.places import Place, ToDraft, ToList, ToNew, ToRecord, new_input
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import MonthGrid
from qinglian_desktop.domain.period import PeriodKind
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
                return self._count_words(index) if cell is None else _words(cell)[0]
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._whole_words(index, cell)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case _ if role == CellRole:
                return cell
            case _ if role == WordsRole:
                return (self._count_words(index),) if cell is None else _words(cell)
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
        """Where a cell leads: to its record or records, its plan, or a new record."""
        month = index.column() + 1
        cell, key = self._cell(index), self._ledger.key
        if cell is None:
            ids = self.records_of(month)
            return ToList(key, ids, f"{self._year}年{month}月") if ids else None
        word = self._grid.words[index.row()]
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
                day = cell.day_to_fill(self._today)
                return ToNew(key, new_input(self._ledger, {self._lens.rows: word}, day))

    def records_of(self, month: int) -> tuple[int, ...]:
        """The ids of all records that the count of a month (1 to 12) counts, each once."""
        cells = (self._grid.cells[word][month - 1] for word in self._grid.due(month))
        return tuple(dict.fromkeys(each for cell in cells for each in cell.records))

    def has_begun(self, month: int) -> bool:
        """Whether the month is this one or past."""
        return (self._year, month) <= (self._today.year, self._today.month)

    def month_sentence(self, month: int) -> str:
        """Which words due in a month (1 to 12) are missing: 2026年3月还差1项：…"""
        when = f"{self._year}年{month}月"
        due, missing = self._grid.due(month), self._grid.missing(month)
        if not self.has_begun(month):
            return f"{when}还没有到。"
        if not due:
            return f"{when}没有到期的项目。"
        if not missing:
            return f"{when}的{len(due)}项都已完成。"
        if len(missing) == len(due) > 1:
            return f"{when}的{len(due)}项都还没有完成。"
        return f"{when}还差{len(missing)}项：{'、'.join(missing)}。"

    def sentence(self, index: Index) -> str:
        """What a cell's month says; a longer turn for itself, the one under way also its month."""
        cell, today = self._cell(index), self._today
        if cell is None or cell.turn.kind is PeriodKind.MONTH:
            return self.month_sentence(index.column() + 1)
        is_now = cell.turn.contains(today)
        return self._turn_sentence(index, cell) + (
            self.month_sentence(today.month) if is_now else ""
        )

    def _turn_sentence(self, index: Index, cell: GridCell) -> str:
        when = f"{cell.turn.label}的{self._grid.words[index.row()]}"
        match cell.mark:
            case GridMark.DONE:
                return f"{when}已完成，有{len(cell.records)}条记录。"
            case GridMark.PLANNED:
                return f"{when}有计划，还没有登记。"
            case GridMark.MISSING:
                return f"{when}还没有登记。"
            case GridMark.RUNNING:
                last = cell.turn.end
                return f"{when}还没有登记，{last.month}月{last.day}日前完成。"
            case GridMark.AHEAD:
                return f"{when}还没有到。"
            case GridMark.BEFORE:
                return f"{when}在启用台账库以前，不算空缺。"

    def gaps(self) -> list[str]:
        """What turns that are over lack: 4月 党课, 第一季度 党课, 3月 每周计划（缺2周）."""
        found: list[tuple[int, str]] = []
        for word in self._grid.words:
            for cell in self._grid.turns(word):
                over = cell.gaps(self._today)
                ends = cell.weeks[-1].end if cell.weeks else cell.turn.end
                is_gap = bool(over) if cell.weeks else not cell.records
                is_gap = is_gap and cell.mark is not GridMark.BEFORE
                if is_gap and ends < self._today:
                    when = cell.turn.label.removeprefix(f"{self._year}年") or "全年"
                    more = f"（缺{len(over)}周）" if over else ""
                    found.append((cell.turn.last_month, f"{when} {word}{more}"))
        return [words for _, words in sorted(found, key=lambda each: each[0])]

    def _cell(self, index: Index) -> GridCell | None:
        words = self._grid.words
        if index.row() >= len(words):
            return None
        return self._grid.cells[words[index.row()]][index.column()]

    def _count_words(self, index: Index) -> str:
        month = index.column() + 1
        total = len(self._grid.due(month))
        if not self.has_begun(month) or not total:
            return "—"
        return f"{total - len(self._grid.missing(month))}/{total}"

    def _whole_words(self, index: Index, cell: GridCell | None) -> str:
        if cell is None:
            when = f"{self._year}年{index.column() + 1}月"
            return f"{when}：完成 {self._count_words(index)}"
        then = {
            GridMark.DONE: "点开看记录",
            GridMark.PLANNED: "点开看计划" if cell.drafts else "点开看清单上的这一项",
            GridMark.MISSING: f"点一下登记{self._ledger.noun}",
            GridMark.RUNNING: f"点一下登记{self._ledger.noun}",
            GridMark.AHEAD: f"点一下提前准备{self._ledger.noun}",
            GridMark.BEFORE: f"点一下补登记{self._ledger.noun}",
        }[cell.mark]
        said = f"{cell.mark.value}，{_words(cell)[0]}" if cell.weeks else _words(cell)[0]
        if gaps := cell.gaps(self._today):
            starts = "、".join(f"{each.start.month}月{each.start.day}日" for each in gaps)
            said = f"{said}，还差 {starts} 开始的一周"
        if cell.asked:
            first = cell.asked[0]
            said = f"{said}，{first.day.month}月{first.day.day}日以前，{first.source}"
        word = self._grid.words[index.row()]
        return f"{word}，{cell.turn.label}：{said.removeprefix('✓ ')}。{then}。"


def _words(cell: GridCell) -> tuple[str, ...]:
    """What the cell says, the longest first."""
    if cell.weeks and cell.mark not in (GridMark.AHEAD, GridMark.BEFORE):
        kept = sum(bool(week.records) for week in cell.weeks)
        counted = f"{kept}/{len(cell.weeks)}"
        tick = "✓ " if cell.mark is GridMark.DONE else ""
        return f"{tick}{counted}周", f"{counted}周", counted
    match cell.mark:
        case GridMark.DONE if len(cell.records) > 1:
            return f"✓ {len(cell.records)}次", f"✓{len(cell.records)}"
        case GridMark.DONE:
            return "✓ 已完成", "✓完成", "✓"
        case GridMark.PLANNED:
            return "计划中", "计划"
        case GridMark.RUNNING:
            return "本期未完成", "未完成", "未做"
        case GridMark.MISSING:
            return ("空缺",)
        case GridMark.AHEAD:
            return ("未到",)
        case GridMark.BEFORE:
            return "未启用", "—"
