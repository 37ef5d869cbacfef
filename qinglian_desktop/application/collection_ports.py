"""What is needed of a place where the returns of units are kept. Protocols only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from qinglian_desktop.domain.collecting.collected import Answered, CollectedReturn, MetFile
    from qinglian_desktop.domain.collecting.listed_units import ListedUnit
    from qinglian_desktop.domain.period import Period


class CollectedReturns(Protocol):
    """The returns that were collected, the units that owe them, and the files that were met."""

    def units(self) -> list[ListedUnit]:
        """The list of units, in its order; empty before one was imported."""
        ...

    def put_units(self, units: Sequence[ListedUnit]) -> None:
        """Keep this list instead of the one before."""
        ...

    def take(self, returned: CollectedReturn, told: str) -> str:
        """Keep a return, and all that it ``told``; gives the digest that is kept under its place.

        Its place is unit, month and revision. Where another return has it, that one stays and its
        digest is another; where the same was taken before nothing happens.
        """
        ...

    def all(self, months: Sequence[Period]) -> list[CollectedReturn]:
        """Those of these months by unit, month and revision, earlier revisions too."""
        ...

    def months(self) -> list[Period]:
        """The months of which anything was collected, the latest first."""
        ...

    def told(self, unit_code: str, period: Period, revision: int) -> str:
        """All that a kept return told, as ``content_of`` reads it; "" if there is none."""
        ...

    def answer(self, returned: CollectedReturn, answered: Answered) -> None:
        """Note what was answered to a return that is kept."""
        ...

    def note_files(self, at: datetime, files: Iterable[MetFile]) -> None:
        """Note the files that one collection met."""
        ...

    def files(self, period: str = "") -> list[tuple[datetime, MetFile]]:
        """The files that were met, those of the latest collection first; of a month or all."""
        ...

    def take_back(self, period: Period) -> int:
        """Forget what was collected of a month, its files too; gives how many returns it was."""
        ...


class CollectionWork(Protocol):
    """One transaction over a place where returns are kept."""

    @property
    def collected(self) -> CollectedReturns: ...


class CollectionStore(Protocol):
    """A place where returns are kept: an open book, or a database that many clerks use."""

    def reading(self) -> AbstractContextManager[CollectionWork]:
        """A consistent view."""
        ...

    def writing(self) -> AbstractContextManager[CollectionWork]:
        """A transaction: kept when the block ends, undone if it raises."""
        ...
