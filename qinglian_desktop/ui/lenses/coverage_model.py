"""Who is covered in a period, class by class, as a model: a head row for each class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from qinglian_desktop.application.places import Place, ToDraft, ToList, ToNew, ToRecord
from qinglian_desktop.application.statistics import Covered
from qinglian_desktop.domain.field_types import PersonRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Coverage
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole

CoveredRole = int(Qt.ItemDataRole.UserRole) + 40
"""The Covered of a person's row; None in the head row of a class."""
COLUMNS = ("姓名", "本期情况", "", "部门 职务")


@dataclass(frozen=True, slots=True)
class _Row:
    group: str
    line: Covered | None = None


def count_line(lens: Coverage, lines: Sequence[Covered]) -> str:
    """应谈话 12 人，已谈话 9 人，还差 3 人 — each person once."""
    people = {line.member.id: bool(line.records) for line in lines}
    done, verb = sum(people.values()), lens.verb
    left = len(people) - done
    rest = f"还差 {left} 人" if left else "一个不差"
    return f"应{verb} {len(people)} 人，已{verb} {done} 人，{rest}"


class CoverageModel(QAbstractTableModel):
    """Columns are name, state, what a click does, department and post."""

    def __init__(self, ledger: Ledger, lens: Coverage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._lens = lens
        self._classes: dict[str, list[Covered]] = {}
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

    def show(self, classes: Mapping[str, Sequence[Covered]], period_words: str) -> None:
        """Show these classes in this order; the period's words name the lists behind them."""
        self.beginResetModel()
        self._classes = {group: list(lines) for group, lines in classes.items()}
        self._words = period_words
        self._rows = []
        for group, lines in self._classes.items():
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
            head = f"{row.group}　{count_line(self._lens, self._classes[row.group])}"
            return head if column == 0 else ""
        match column:
            case 0:
                return line.called
            case 1 if not line.records:
                begun = "" if line.draft is None else "，表没有填完"
                return f"本期未{self._lens.verb}{begun}"
            case 1:
                last = f"，最近 {line.last:%Y-%m-%d}" if line.last else ""
                return f"已{self._lens.verb} {len(line.records)} 次{last}"
            case 2:
                if line.draft is not None and not line.records:
                    return "接着填"
                return "看记录" if line.records else f"去{self._lens.verb}"
            case _:
                return " ".join(each for each in (line.member.department, line.member.post) if each)
