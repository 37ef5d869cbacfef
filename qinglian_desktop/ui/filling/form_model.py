"""A table of a form as it will be: what stands in it, and what goes into its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QColor, QFont

from qinglian_desktop.domain.filling.form_mapping import Writing
from qinglian_desktop.domain.filling.seen_form import FormCell, FormTable
from qinglian_desktop.domain.projection import CellValue, cell_text
from qinglian_desktop.ui.look.place_table import ROOT, Index
from qinglian_desktop.ui.look.theme import Theme

FormCellRole = int(Qt.ItemDataRole.UserRole) + 70
"""The FormCell of an index; None where nothing is."""
_TRAILING = " \u3000_＿"


@dataclass(frozen=True, slots=True)
class FilledCell:
    """What goes into a place; ``said`` is it in words, ``lacking`` why there is nothing to write.

    One that is only ``proposed`` was not taken over yet.
    """

    value: CellValue
    said: str
    writing: Writing = Writing.INSTEAD
    proposed: bool = False
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table and what goes into its places, by where they are in it."""

    table: FormTable
    written: Mapping[str, FilledCell] = field(default_factory=dict[str, FilledCell])


class FormModel(QAbstractTableModel):
    """Rows and columns as they are in the form."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: ShownTable | None = None
        self._cells: dict[tuple[int, int], FormCell] = {}

    @property
    def table(self) -> FormTable | None:
        """What is shown."""
        return self._shown.table if self._shown else None

    def show(self, shown: ShownTable) -> bool:
        """Show a table; True where it is another one, False where only its places changed."""
        is_other = self._shown is None or self._shown.table != shown.table
        if is_other:
            self.beginResetModel()
        self._shown = shown
        if is_other:
            self._cells = {(each.row, each.column): each for each in shown.table.cells}
            self.endResetModel()
        elif self._cells:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return is_other

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self._shown is None else self._shown.table.rows

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self._shown is None else self._shown.table.columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self._cells.get((index.row(), index.column()))
        if cell is None or self._shown is None:
            return None
        written = self._shown.written.get(cell.at)
        colours = self._theme.colours
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown_text(cell, written)
            case Qt.ItemDataRole.BackgroundRole if cell.is_formula:
                return QColor(colours.ground)
            case Qt.ItemDataRole.BackgroundRole if written is not None:
                return QColor(_ground(written, self._theme))
            case Qt.ItemDataRole.ForegroundRole if written is not None and written.proposed:
                return QColor(colours.warn)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(cell, written)
            case Qt.ItemDataRole.FontRole if cell.is_bold:
                font = QFont(self._theme.font())
                font.setBold(True)
                return font
            case Qt.ItemDataRole.ToolTipRole:
                return tip(cell, written)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{shown_text(cell, written)}，{tip(cell, written)}"
            case _ if role == FormCellRole:
                return cell
            case _:
                return None


def shown_text(cell: FormCell, written: FilledCell | None) -> str:
    """What a cell says with what goes into it."""
    if written is None or written.lacking:
        return "（公式）" if cell.is_formula and not cell.text else cell.text
    if written.writing is Writing.BEHIND:
        return f"{cell.text.rstrip(_TRAILING)}{cell_text(written.value)}"
    return cell_text(written.value)


def tip(cell: FormCell, written: FilledCell | None) -> str:
    """What is to be known of a cell, in a line."""
    if cell.is_formula:
        return "这里是公式，由表格自己算，不用填"
    if written is None:
        return "没有指定填什么"
    if written.lacking:
        return f"{written.said}：{written.lacking}"
    return f"建议填：{written.said}" if written.proposed else f"填：{written.said}"


def _ground(written: FilledCell, theme: Theme) -> str:
    colours = theme.colours
    if written.lacking:
        return colours.bad_soft
    return colours.warn_soft if written.proposed else colours.accent_soft


def _alignment(cell: FormCell, written: FilledCell | None) -> Qt.AlignmentFlag:
    middle = Qt.AlignmentFlag.AlignVCenter
    if cell.is_centred or (written and isinstance(written.value, int | Decimal)):
        return Qt.AlignmentFlag.AlignHCenter | middle
    return Qt.AlignmentFlag.AlignLeft | middle
