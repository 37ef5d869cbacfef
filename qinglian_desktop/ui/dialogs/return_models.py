"""The return as models: its summary, whose numbers lead to their records, and its sheets."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from qinglian_desktop.domain.projection import cell_text
from qinglian_desktop.domain.return_content import NOT_KEPT, LedgerSheet, SummaryLine
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole

SUMMARY_COLUMNS = ("序号", "指标", "计量单位", "本月", "本年累计", "备注")
NUMBER, MEASURE, UNIT, MONTH, YEAR, NOTE = range(6)
SummaryRole = int(Qt.ItemDataRole.UserRole) + 60
"""The SummaryLine of a row."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SummaryModel(QAbstractTableModel):
    """汇总: a row for each measure, in the order of the report.

    Its figures lead to the records behind them, where it ``leads``: of the book's own return.
    """

    def __init__(self, parent: QObject | None = None, *, leads: bool = True) -> None:
        super().__init__(parent)
        self._leads = leads
        self._lines: tuple[SummaryLine, ...] = ()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(SUMMARY_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index.row(), column)
            case Qt.ItemDataRole.AccessibleTextRole:
                words = f"{line.label}，{SUMMARY_COLUMNS[column]}"
                return f"{words} {self._text(index.row(), column)}"
            case Qt.ItemDataRole.ToolTipRole:
                if index.data(LinkRole):
                    return "点一下看这个数背后的记录"
                note = f"{line.label}\n{line.note}" if line.note else line.label
                return note if column in (MEASURE, NOTE) else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column in (NUMBER, MONTH, YEAR) else _LEFT
            case _ if role == SummaryRole:
                return line
            case _ if role == LinkRole:
                return (
                    self._leads
                    and column in (MONTH, YEAR)
                    and bool(line.month if column == MONTH else line.year)
                )
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return SUMMARY_COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in (NUMBER, MONTH, YEAR) else _LEFT
        return None

    def show(self, lines: tuple[SummaryLine, ...]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def _text(self, row: int, column: int) -> str:
        line = self._lines[row]
        return (
            str(row + 1),
            line.label,
            line.unit,
            _figure(line.month),
            _figure(line.year),
            line.note,
        )[column]


class SheetModel(QAbstractTableModel):
    """One ledger's sheet, as it will stand in the workbook."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: LedgerSheet | None = None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._sheet is None:
            return None
        content = self._sheet.rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = cell_text(content)
            return text.replace("\n", " ") if role == Qt.ItemDataRole.DisplayRole else text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if isinstance(content, int | Decimal) else _LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or self._sheet is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._sheet.headings[section]
        return _LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def width(self, column: int) -> int:
        """The width of a column, in 汉字."""
        if self._sheet is None:
            return 0
        return max(self._sheet.widths[column], len(self._sheet.headings[column]))

    def show(self, sheet: LedgerSheet | None) -> None:
        """Show this sheet."""
        self.beginResetModel()
        self._sheet = sheet
        self.endResetModel()


def _figure(value: int | Decimal | None) -> str:
    return NOT_KEPT if value is None else f"{value:,}"
