"""What stands in a cell of a list, on the screen and wherever the list is taken to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from qinglian_desktop.application.ports import Clock
from qinglian_desktop.domain.dues import is_overdue
from qinglian_desktop.domain.late_entry import ENTERED_LATE, days_late
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import CellValue, Column, Part, cell
from qinglian_desktop.domain.record import COUNTED, Record, told_apart
from qinglian_desktop.domain.rules import Member, remarks_on_namesakes

OVERDUE = "逾期"
"""Stands behind the state of a record of which something should have been done."""


class ShownCells:
    """The cells of one ledger's records; ``members`` are the whole roster.

    ``told`` are words by the ids of records, of those of which more is to be said.
    """

    def __init__(
        self,
        ledger: Ledger,
        members: Iterable[Member],
        clock: Clock,
        told: Mapping[int, str] | None = None,
    ) -> None:
        self._ledger = ledger
        self._remarks = remarks_on_namesakes(members)
        self._clock = clock
        self.told = told or {}

    def is_late(self, record: Record) -> bool:
        """Whether something of the record should have been done before today."""
        if not self._ledger.dues or record.state not in COUNTED:
            return False
        return is_overdue(self._ledger, record.values, self._clock().date())

    def is_entered_late(self, record: Record) -> bool:
        """Whether it was put down long after it happened."""
        return days_late(self._ledger, record) > 0

    def cell(self, record: Record, column: Column) -> CellValue:
        """What stands in a cell; of two people of one name which of them."""
        if self._remarks:
            told = {key: told_apart(value, self._remarks) for key, value in record.values.items()}
            record = replace(record, values=told)
        said = cell(record, column)
        if column.part is not Part.STATE:
            return said
        marks = {OVERDUE: self.is_late(record), ENTERED_LATE: self.is_entered_late(record)}
        more = (self.told_of(record), *(mark for mark, is_so in marks.items() if is_so))
        return "，".join(filter(None, (str(said), *more)))

    def told_of(self, record: Record) -> str:
        """What more is to be said of it; "" where nothing is."""
        return self.told.get(record.id or 0, "")
