"""What the use cases need of a book's history: what happened, and how a ledger stood on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from qinglian_desktop.application.changes import Withdrawn
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Change


@dataclass(frozen=True, slots=True)
class KeptThen:
    """A record as plain input, as it was kept at the end of a day.

    One that was ``entered`` later (``is_later``) has the content with which it came: 补录.
    """

    record_id: int
    plain: Mapping[str, object]
    entered: date
    is_later: bool
    is_void: bool


class Histories(Protocol):
    """What is read of the history; it is written with the records."""

    def history(self, ledger: Ledger, record_id: int) -> list[Change]:
        """What happened to a record, the latest first."""
        ...

    def history_end(self) -> int:
        """The last row of the history; its rows count on, whatever the clock says."""
        ...

    def withdrawn(self, after: int) -> list[Withdrawn]:
        """更正 and 作废 after that row of the history: what each record said before, in order."""
        ...

    def reasons(self, after: int, until: int) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """Why records were 更正, 作废 or 恢复, by ledger and id, each reason once, the first first.

        After the row ``after`` of the history, up to the row ``until``.
        """
        ...

    def versions_on(self, ledger: Ledger, day: date) -> list[KeptThen]:
        """Every record of the ledger as it was kept at the end of the day, in order of entry.

        One that was entered later is there with its first version, and void if it is so by now.
        """
        ...

    def changes_between(
        self, ledger: Ledger, since: date, on: date
    ) -> Mapping[int, tuple[Change, ...]]:
        """By record what happened after the day ``since`` until the end of ``on``, in order."""
        ...
