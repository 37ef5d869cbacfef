"""The list of any ledger as a model: windows of records, whatever the length of the list."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qinglian_desktop.application.shown_cells import ShownCells
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import Column, cell_text, screen_columns
from qinglian_desktop.domain.query import Query, Sort, usual_order
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.job import Job
from qinglian_desktop.ui.session import Session

FIRST = 64
"""Records read for the first paint: more than a screen shows."""
WINDOW = 256
KEPT = 32
RecordRole = int(Qt.ItemDataRole.UserRole)
"""The Record of a row; None while it is still being read."""

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RecordTableModel(QAbstractTableModel):
    """Rows are read in windows of 256, of which 32 are kept; rows are found by their ids.

    The first rows and the count are read at once; the ids of longer lists come from
    another thread (8 bytes a row). ``counted`` carries the number of rows; ``told`` comes when
    more is to be said of some of them.
    """

    counted = Signal(int)
    told = Signal()

    def __init__(self, session: Session, ledger: Ledger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ledger = ledger
        self._columns = screen_columns(ledger)
        self._query = Query(ledger.key, sort=usual_order(ledger))
        self._first: list[Record] = []
        self._count = 0
        self._ids: array[int] = array("q")
        self._windows: OrderedDict[int, list[Record]] = OrderedDict()
        self._reading: Job | None = None
        self._shown = ShownCells(ledger, (), session.desk.clock)

    @property
    def query(self) -> Query:
        """What is shown."""
        return self._query

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in the order of the declaration."""
        return self._columns

    def record(self, row: int) -> Record | None:
        """The record of a row; None while its window cannot be read yet."""
        if row < len(self._first):
            return self._first[row]
        window, place = divmod(row, WINDOW)
        records = self._window(window)
        return records[place] if place < len(records) else None

    def is_overdue(self, record: Record) -> bool:
        """Whether something of the record should have been done before today."""
        return self._shown.is_late(record)

    def is_entered_late(self, record: Record) -> bool:
        """Whether it was put down long after it happened."""
        return self._shown.is_entered_late(record)

    def told_of(self, record: Record) -> str:
        """What more is to be said of the record beside its state."""
        return self._shown.told_of(record)

    def ids_of(self, rows: Iterable[int]) -> list[int]:
        """The ids of rows; those of a long list are not there before they were read."""
        return [self._ids[row] for row in rows if row < len(self._ids)]

    def row_of(self, record_id: int) -> int | None:
        """Where a record stands; None if it is not in the list."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return None

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            RecordRole,
        ):
            return None
        record = self.record(index.row())
        if role == RecordRole:
            return record
        if record is None:
            return None
        return cell_text(self._shown.cell(record, column))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].heading
            if role == Qt.ItemDataRole.TextAlignmentRole and self._columns[section].is_number:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        elif role == Qt.ItemDataRole.DisplayRole:
            return section + 1
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort in the book, not in memory; people and the like by their first words."""
        descending = order is Qt.SortOrder.DescendingOrder
        self.show(replace(self._query, sort=Sort(self._columns[column].key, descending)))

    def show(self, query: Query) -> None:
        """Show what this query finds."""
        searching = self._session.desk.searching
        first, count = searching.first(query, FIRST)
        self.beginResetModel()
        self._query, self._count = query, count
        members = self._session.desk.roster.members().values()
        told = self._shown.told
        self._shown = ShownCells(self._ledger, members, self._session.desk.clock, told)
        self._windows = OrderedDict()
        self._first = first
        self._ids = array("q", [record.id or 0 for record in first])
        self.endResetModel()
        self.counted.emit(count)
        self._read_told()
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        if count > len(first):
            self._reading = self._session.read(
                self, lambda _: searching.ids(query), self._on_ids_read
            )

    def refresh(self) -> None:
        """Read anew what is shown."""
        self.show(self._query)

    def _read_told(self) -> None:
        if self._ledger.publishing is not None:
            publishing, ledger = self._session.desk.publishing, self._ledger
            self._session.read(
                self, lambda _: publishing.told_out_of_date(ledger), self._on_told, latest="told"
            )

    def _on_told(self, told: Mapping[int, str]) -> None:
        if told != self._shown.told:
            self._shown.told = told
            last = self.index(self._count - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.told.emit()

    def _window(self, number: int) -> list[Record]:
        found = self._windows.get(number)
        if found is not None:
            self._windows.move_to_end(number)
            return found
        ids = self._ids[number * WINDOW : (number + 1) * WINDOW]
        if not ids:
            return []
        found = self._session.desk.searching.fetch(self._ledger, ids)
        self._windows[number] = found
        while len(self._windows) > KEPT:
            self._windows.popitem(last=False)
        return found

    def _on_ids_read(self, ids: array[int]) -> None:
        self._ids = ids
        self._first = []
        if len(ids) != self._count:
            self.beginResetModel()
            self._count = len(ids)
            self._windows.clear()
            self.endResetModel()
            self.counted.emit(self._count)
        elif self._count > FIRST:
            self.dataChanged.emit(
                self.index(FIRST, 0), self.index(self._count - 1, len(self._columns) - 1)
            )
