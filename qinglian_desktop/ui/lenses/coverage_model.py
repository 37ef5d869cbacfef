"""Who is covered in a period, class by class, as a model: a head row for each class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from qinglian_desktop.application.coverage_words import (
    NAME,
    OFFICE,
    STATE,
    ShownCoverage,
    count_line,
    covered_words,
    office_words,
)
from qinglian_desktop.application.places import Place, ToDraft, ToList, ToNew, ToRecord
from qinglian_desktop.application.statistics import Covered
from qinglian_desktop.domain.field_types import PersonRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Coverage
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole

CoveredRole = int(Qt.ItemDataRole.UserRole) + 40
"""The Covered of a person's row; None in the head row of a class."""
COLUMNS = (NAME, STATE, "", OFFICE)


@dataclass(frozen=True, slots=True)
class _Row:
    group: str
    line: Covered | None = None


class CoverageModel(QAbstractTableModel):
    """Columns are name, state, what a click does, department and post."""

    def __init__(self, ledger: Ledger, lens: Coverage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._lens = lens
        self._shown = ShownCoverage(lens, {})
        self._rows: list[_Row] = []
        self._words = ""

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._text(row, index.column()) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                texts = (self._text(row, place) for place in range(len(COLUMNS)))
                return "，".join(text for text in texts if text)
            case _ if role == CoveredRole:
                return row.line
            case _ if role == LinkRole:
                return row.line is not None
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_head = index.isValid() and self._rows[index.row()].line is None
        return Qt.ItemFlag.ItemIsEnabled if is_head else super().flags(index)

    def show(self, shown: ShownCoverage, period_words: str) -> None:
        """Show these classes; the period's words name the lists behind them."""
        self.beginResetModel()
        self._shown = shown
        self._words = period_words
        self._rows = []
        for group, lines in shown.classes.items():
            self._rows.append(_Row(group))
            self._rows += [_Row(group, line) for line in lines]
        self.endResetModel()

    def place(self, index: Index) -> Place | None:
        """A new record for someone not covered; the record or records of someone who is."""
        line = self._rows[index.row()].line
        if line is None:
            return None
        key, member = self._ledger.key, line.member
        if len(line.records) == 1:
            return ToRecord(key, line.records[0])
        if line.records:
            return ToList(key, line.records, f"{self._words} {line.called}")
        if line.draft is not None:
            return ToDraft(key, line.draft)
        person = {"name": member.name, "id": member.id}
        is_one = isinstance(self._ledger.field(self._lens.people).type, PersonRef)
        return ToNew(key, {self._lens.people: person if is_one else {"people": [person]}})

    def _text(self, row: _Row, column: int) -> str:
        line = row.line
        if line is None:
            head = f"{row.group}　{count_line(self._lens, self._shown.classes[row.group])}"
            return head if column == 0 else ""
        match column:
            case 0:
                return line.called
            case 1:
                return covered_words(self._lens, line)
            case 2:
                if line.draft is not None and not line.records:
                    return "接着填"
                return "看记录" if line.records else f"去{self._lens.verb}"
            case _:
                return office_words(line)
