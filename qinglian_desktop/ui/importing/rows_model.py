"""The rows of a sheet below its heads, each with what becomes of it; asked for as they are seen"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from qinglian_desktop.domain.field_types import Rows
from qinglian_desktop.domain.importing.cells import text_of_cell
from qinglian_desktop.domain.importing.import_plan import Treatment
from qinglian_desktop.domain.importing.matching import MatchedColumn
from qinglian_desktop.domain.importing.sheet_grid import SheetGrid
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.plain_form import plain_to_text
from qinglian_desktop.ui.importing.import_work import ImportWork
from qinglian_desktop.ui.importing.issues import Issue, OpenPlace, open_place
from qinglian_desktop.ui.look.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
ColumnRole = int(Qt.ItemDataRole.UserRole) + 1
"""Of a head: the column with its target."""
NOWHERE = "不导入"
BECOMES = " → "
"""Between what a cell says and what is kept instead."""
_SHORT = {
    Treatment.SKIP: "跳过",
    Treatment.FILL: "补空白",
    Treatment.UPDATE: "更新",
    Treatment.ADD: "照样新增",
}
"""What becomes of a double, where there is little room."""


class RowsModel(QAbstractTableModel):
    """Its columns are those of the sheet; the head of a row says what becomes of it."""

    def __init__(self, work: ImportWork, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._theme = theme
        self._rows: list[int] = []
        self._lines: dict[int, int] = {}
        self._sections: dict[int | None, int] = {}
        self._places: dict[int, int] = {}
        self._why: dict[int, str] = {}
        self.columns: list[MatchedColumn] = []
        self._grid: SheetGrid | None = None
        self._issues: dict[tuple[int, int], list[Issue]] = {}
        self._by_place: dict[int, list[Issue]] = {}
        work.understood.connect(self.show_understood)
        work.looked.connect(self.show_looked)

    def show_understood(self) -> None:
        """The rows of what was understood, the numbers still to come.

        Where the same rows and columns stand as before, and perhaps more below and beside them,
        one stays where one is.
        """
        found = self._work.found
        if found is None:
            return
        places = {row: at for at, each in enumerate(found.body.records) for row in each.rows}
        why = {each.row - 1: each.why for each in found.body.left_out}
        rows = sorted({*places, *why})
        columns = [each for each in found.columns if each.head or not each.is_nobodys]
        high, wide = len(self._rows), len(self.columns)
        goes_on = rows[:high] == self._rows and _places(columns)[:wide] == _places(self.columns)
        is_other = not goes_on or not high
        if is_other:
            self.beginResetModel()
        self._grid = found.grid
        self._places, self._why = places, why
        self._lines = {row: line for line, row in enumerate(rows)}
        self._sections = {each.at: section for section, each in enumerate(columns)}
        self._issues, self._by_place = {}, {}
        if is_other:
            self._rows, self.columns = rows, columns
            self.endResetModel()
            return
        self._go_on(rows, columns)
        self._tell_changed()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def _go_on(self, rows: list[int], columns: list[MatchedColumn]) -> None:
        """Rows and columns that are new stand behind those that are there."""
        high, wide = len(self._rows), len(self.columns)
        self.columns = columns[:wide]
        if len(columns) > wide:
            self.beginInsertColumns(_NONE, wide, len(columns) - 1)
            self.columns = columns
            self.endInsertColumns()
        if len(rows) > high:
            self.beginInsertRows(_NONE, high, len(rows) - 1)
            self._rows = rows
            self.endInsertRows()

    def show_looked(self) -> None:
        """What is to be mended stands at its cells from now on."""
        result = self._work.result
        self._issues, self._by_place = {}, {}
        for issue in result.issues if result else ():
            if issue.column is not None:
                self._issues.setdefault((issue.row, issue.column), []).append(issue)
            self._by_place.setdefault(issue.place, []).append(issue)
        self._tell_changed()

    def place_at(self, row: int) -> int | None:
        """The record of a row of the table; None for a row that is none."""
        return self._places.get(self._rows[row]) if 0 <= row < len(self._rows) else None

    def issues_of(self, place: int | None) -> list[Issue]:
        """What is wrong with a record, and what is only to be known of it."""
        return self._by_place.get(place, []) if place is not None else []

    def issue_at(self, index: _Index) -> Issue | None:
        """What is wrong at a cell; in the first column also what has no cell of its own."""
        if not index.isValid():
            return None
        issues = list(self._issues.get(self._cell(index), ()))
        if index.column() == 0:
            issues += [
                e for e in self.issues_of(self.place_at(index.row())) if self._is_homeless(e)
            ]
        return next((each for each in issues if not each.is_warning), next(iter(issues), None))

    def index_of(self, issue: Issue) -> QModelIndex:
        """Where it stands."""
        return self.index(self._lines.get(issue.row, 0), self._sections.get(issue.column, 0))

    def next_issue(self, now: _Index, by: int) -> QModelIndex | None:
        """The next cell to be mended, round and round; by 0 the one where one is, too.

        What is only to be known comes where nothing is to be mended.
        """
        result = self._work.result
        issues = result.issues if result else ()
        chosen = [each for each in issues if not each.is_warning] or (list(issues) if by else [])
        found = {(at.row(), at.column()) for at in map(self.index_of, chosen)}
        if not found:
            return None
        here = (now.row(), now.column()) if now.isValid() else (-1, -1)
        if by < 0:
            return self.index(*max((each for each in found if each < here), default=max(found)))
        after = (each for each in found if each > here or (not by and each == here))
        return self.index(*min(after, default=min(found)))

    def reopened(self, before: Collection[OpenPlace]) -> QModelIndex | None:
        """The first place to be mended that was none before."""
        result = self._work.result
        issues = [e for e in (result.issues if result else ()) if not e.is_warning]
        at = next((each for each in issues if open_place(each) not in before), None)
        return self.index_of(at) if at is not None else None

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(index)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QColor(self._ink(index)))
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self._state(index.row())[0]
            return "　".join(dict.fromkeys((self._words(index), self._tip(index), state)))
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            if section >= len(self._rows):
                return None
            number, (state, ink) = self._number(self._rows[section]), self._state(section)
            shown = {
                Qt.ItemDataRole.DisplayRole: f"{number}　{state}",
                Qt.ItemDataRole.ForegroundRole: QColor(ink),
            }
            return shown.get(Qt.ItemDataRole(role))
        if section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        return self.columns[section] if role == ColumnRole else None

    def target_words(self, column: MatchedColumn) -> str:
        """Where a column goes, as it is said below its head."""
        found = self._work.found
        target = found.known.get(column.target) if found else None
        words = target.label if target else NOWHERE
        return words if column.beside is None else f"{words}，同第 {column.beside + 1} 列"

    def _tell_changed(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)

    def _number(self, row: int) -> str:
        """What a row is called, as short as can be."""
        words = self._work.found.beside.row_words(row) if self._work.found else ""
        return words.removeprefix("第 ").removesuffix(" 行").replace("第 ", "")

    def _cell(self, index: _Index) -> tuple[int, int]:
        return self._rows[index.row()], self.columns[index.column()].at

    def _state(self, row: int) -> tuple[str, str]:
        """What becomes of a row, and the colour of it."""
        colours = self._theme.colours
        at = self._rows[row]
        if at in self._why:
            return self._why[at], colours.muted
        place = self._places[at]
        result = self._work.result
        if result is None:
            return "", colours.muted
        looked = result.records[place]
        if looked.record.rows[0] != at:
            return "接上一行", colours.muted
        if not looked.can_be(self._work.treatment(place)):
            count = sum(not each.is_warning for each in self.issues_of(place))
            return (f"要改 {count} 处" if count else "还缺必填"), colours.bad
        if looked.is_double:
            return f"已有，{_SHORT[self._work.treatment(place)]}", colours.warn
        return "可以导入", colours.good

    def _words(self, index: _Index) -> str:
        assert self._grid is not None
        row, column = self._cell(index)
        words = text_of_cell(self._grid.said(row, column))
        if row in self._why:
            return words
        new = self._changed(row, column, words)
        return f"{words}{BECOMES}{new}" if new and new != words else words

    def _changed(self, row: int, column: int, words: str) -> str:
        """What is kept instead of what the cell says; "" where it is taken as it is."""
        found, place = self._work.found, self._places[row]
        if found is None or not words:
            return ""
        said = (found.columns[column].target, words)
        if said in found.plan.mended:
            return _in_words(found, said[0], found.plan.mended[said]) or "留空"
        result = self._work.result
        return result.records[place].record.completed.get((row, column), "") if result else ""

    def _ink(self, index: _Index) -> str:
        colours = self._theme.colours
        row, column = self._cell(index)
        found = self._work.found
        if row in self._why or found is None or not found.columns[column].target:
            return colours.muted
        if self._grid is not None and self._grid.goes_on(row, column):
            return colours.muted
        return colours.accent if BECOMES in self._words(index) else colours.ink

    def _ground(self, index: _Index) -> QBrush | None:
        colours = self._theme.colours
        row = self._rows[index.row()]
        if row in self._why:
            return QBrush(QColor(colours.ground))
        issues = self._issues.get(self._cell(index))
        if not issues:
            return None
        is_warning = all(each.is_warning for each in issues)
        return QBrush(QColor(colours.warn_soft if is_warning else colours.bad_soft))

    def _tip(self, index: _Index) -> str:
        issues = self._issues.get(self._cell(index), [])
        return "\n".join(each.message for each in issues) or self._words(index)

    def _is_homeless(self, issue: Issue) -> bool:
        return issue.column not in self._sections


def _places(columns: list[MatchedColumn]) -> list[tuple[int, str]]:
    return [(each.at, each.head) for each in columns]


def _in_words(found: Understanding, target: str, plain: object) -> str:
    """Plain input of a target as words."""
    known = found.known[target]
    kind = found.ledger.by_key[known.field].type
    if isinstance(kind, Rows) and known.kind is not None:
        kind = known.kind
    return plain_to_text(kind, plain).replace("\n", "；") if plain is not None else ""
