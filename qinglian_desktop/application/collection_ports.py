"""What is needed of a place where the returns of units are kept. Protocols only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from qinglian_desktop.domain.errors import QinglianError

if TYPE_CHECKING:
    from qinglian_desktop.domain.collecting.collected import Answered, CollectedReturn, MetFile
    from qinglian_desktop.domain.collecting.listed_units import ListedUnit
    from qinglian_desktop.domain.period import Period


class WriteAgain(QinglianError):
    """What was written met what somebody else wrote at the same time: nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """What is kept of a unit, month and revision; ``is_new`` where it was kept just now."""

    digest: str
    unit_name: str
    is_new: bool


class CollectedReturns(Protocol):
    """The returns that were collected, the units that owe them, and the files that were met."""

    def units(self) -> list[ListedUnit]:
        """The list of units, in its order; empty before one was imported."""
        ...

    def put_units(self, units: Sequence[ListedUnit]) -> None:
        """Keep this list instead of the one before."""
        ...

    def take(self, returned: CollectedReturn, told: str) -> KeptPlace:
        """Keep a return, and all that it ``told``; gives what is kept in its place.

        Its place is unit, month and revision. Where another return has it, that one stays; where
        the same was taken before nothing happens.
        """
        ...

    def revisions(self) -> Mapping[tuple[str, str], int]:
        """The latest revision that was taken, by the unit's code and the key of the month."""
        ...

    def first_keys(self) -> Mapping[str, CollectedReturn]:
        """By the unit's code its earliest return that was signed, without its lines."""
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
        """A transaction: kept when the block ends, undone if it raises.

        Its end raises WriteAgain where many write and it has to be done once more.
        """
        ...


class OpenedCollection(CollectionStore, Protocol):
    """A database of collected returns that is no book."""

    def close(self) -> None:
        """Let it go."""
        ...


class CollectionStores(Protocol):
    """Databases of collected returns that are no books."""

    def open(self, address: str) -> OpenedCollection:
        """The one at an address, its tables made if they are missing; raises EnvironmentProblem."""
        ...

    def in_memory(self) -> OpenedCollection:
        """A new one, which is gone when it is closed."""
        ...
