"""指标 as a model: this month, last month and the year to date, ledger by ledger."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from qinglian_desktop.application.figures import FigureLine
from qinglian_desktop.domain.measures import Figure
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole

LineRole = int(Qt.ItemDataRole.UserRole) + 40
"""The FigureLine of a row; None in the head row of a ledger and in the last sentence."""
NoteRole = LineRole + 1
"""Whether the row is the sentence about the ledgers that hold nothing."""
COLUMNS = ("指标", "单位", "本月", "上月", "本年累计")
UNIT, THIS_MONTH, LAST_MONTH, THIS_YEAR = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    line: FigureLine | None = None
    is_note: bool = False


class FiguresModel(QAbstractTableModel):
    """Rows are measures, below a head row for each ledger; those without records come last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                if row.line is None:
                    return None
                if column >= THIS_MONTH:
                    return f"{self._text(row, column)}{row.line.measure.unit}"
                return row.line.measure.note or row.label
            case Qt.ItemDataRole.AccessibleTextRole:
                if row.line is None:
                    return row.label
                said = f"{row.label}，{COLUMNS[column]} {self._text(row, column)}"
                return f"{said}{row.line.measure.unit}" if column >= THIS_MONTH else said
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column >= THIS_MONTH else None
                return (side or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
            case _ if role == LineRole:
                return row.line
            case _ if role == NoteRole:
                return row.is_note
            case _ if role == LinkRole:
                figure = self._figure(row, column)
                return figure is not None and bool(figure.value)
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight
            if section < THIS_MONTH:
                side = Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_head = index.isValid() and self._rows[index.row()].line is None
        return Qt.ItemFlag.ItemIsEnabled if is_head else super().flags(index)

    def show(
        self, lines: Sequence[FigureLine], kept: Collection[str] = (), missing: str = ""
    ) -> None:
        """Show these measures, which come ledger by ledger.

        A ledger with nothing but noughts is only named, unless its key is among ``kept``.
        ``missing`` is a sentence about what is not counted.
        """
        self.beginResetModel()
        self._rows = []
        silent: list[str] = []
        for _, found in groupby(lines, lambda line: line.ledger.key):
            group = list(found)
            ledger = group[0].ledger
            if ledger.key in kept or any(map(_says_something, group)):
                self._rows.append(_Row(ledger.label))
                self._rows += [_Row(line.measure.label, line) for line in group]
            else:
                silent.append(ledger.label)
        words = f"今年还没有记录的台账：{'、'.join(silent)}。" if silent else ""
        if words := words + missing:
            self._rows.append(_Row(words, is_note=True))
        self.endResetModel()

    def _figure(self, row: _Row, column: int) -> Figure | None:
        if row.line is None:
            return None
        match column:
            case 2:
                return row.line.figure
            case 3:
                return row.line.before
            case 4:
                return row.line.year_to_date
            case _:
                return None

    def _text(self, row: _Row, column: int) -> str:
        if row.line is None or column == 0:
            return row.label if column == 0 else ""
        if column == 1:
            return row.line.measure.unit
        figure = self._figure(row, column)
        if figure is None or figure.value is None:
            return "—"
        return f"{figure.value:,}"


def _says_something(line: FigureLine) -> bool:
    figures = (line.figure, line.before, line.year_to_date)
    return any(figure is not None and figure.value for figure in figures)
