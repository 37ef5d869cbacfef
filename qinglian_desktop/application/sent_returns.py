"""What is kept of the monthly returns that were written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SentReturn:
    """A monthly return that was written and verified; ``period`` is the month's key."""

    period: str
    revision: int
    digest: str
    at: datetime
    path: str


class SentReturns(Protocol):
    """The log of returns written."""

    def add(self, sent: SentReturn) -> None: ...

    def last(self, period: str) -> SentReturn | None:
        """The newest return of a month."""
        ...

    def all(self) -> list[SentReturn]:
        """All of them, the latest first."""
        ...
