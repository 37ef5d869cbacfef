"""What the use cases need of a book's history: what happened, and how a ledger stood on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from qinglian_desktop.application.changes import Withdrawn
    from qinglian_desktop.domain.chain_head import ChainHead
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.domain.record import Change


@dataclass(frozen=True, slots=True)
class KeptThen:
    """A record as plain input, as it was kept at the end of a day.

    One that was ``entered`` later (``is_later``) has the content with which it came: 补录.
    ``version`` tells its versions apart; ``plain`` is None where what was kept is damaged.
    """

    record_id: int
    version: int
    plain: Mapping[str, object] | None
    entered: date
    is_later: bool
    is_void: bool


class TouchedRecord(NamedTuple):
    """A ``row`` of the history: to which record something happened, what, when (ISO), by whom."""

    row: int
    ledger: str
    record_id: int
    action: str
    at: str
    by: str


class Histories(Protocol):
    """What is read of the history; it is written with the records."""

    def history(self, ledger: Ledger, record_id: int) -> list[Change]:
        """What happened to a record, the latest first."""
        ...

    def history_end(self) -> int:
        """The last row of the history; its rows count on, whatever the clock says."""
        ...

    def own_notes(self) -> Sequence[Change]:
        """What the book noted of itself, as that it was gone back to a copy; newest first."""
        ...

    def last_kept(self) -> datetime | None:
        """When the last row of the history was written, as the PC believed then."""
        ...

    def chain_head(self) -> ChainHead | None:
        """How far the history goes and what holds its last row; None where there is none yet."""
        ...

    def has_head(self, head: ChainHead, day: str) -> bool:
        """Whether the history is the one that went so far, or was gone back to before that row,
        on that ``day`` (ISO) or later."""
        ...

    def descent(self) -> str:
        """The same for all copies of a book, and no other's; "" where nothing is held yet."""
        ...

    def head_at(self, row: int) -> ChainHead | None:
        """The last row up to this one, and what holds it; None where there is none."""
        ...

    def touched_after(self, row: int) -> Sequence[TouchedRecord]:
        """What happened to records after that row of the history, in order."""
        ...

    def entries(self, ledger: Ledger) -> Mapping[int, str]:
        """By id what holds the row with which each record came: the same in every copy."""
        ...

    def withdrawn(self, after: int) -> list[Withdrawn]:
        """更正 and 作废 after that row of the history: what each record said before, in order."""
        ...

    def reasons(self, after: int, until: int) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """Why records were 更正, 作废 or 恢复, by ledger and id, each reason once, the first first.

        After the row ``after`` of the history, up to the row ``until``.
        """
        ...

    def versions_on(self, ledger: Ledger, days: Sequence[date]) -> list[list[KeptThen]]:
        """For each of the days every record as it was kept at its end, in order of entry.

        One that was entered later is there with its first version, and void if it is so by now.
        Versions that are those of an earlier one of the days are not read again.
        """
        ...

    def changes_between(
        self, ledger: Ledger, since: date, on: date
    ) -> Mapping[int, tuple[Change, ...]]:
        """By record what happened after the day ``since`` until the end of ``on``, in order."""
        ...
