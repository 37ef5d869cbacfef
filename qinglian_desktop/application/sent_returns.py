"""What is kept of the monthly returns that were written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from qinglian_desktop.domain.chain_head import ChainHead


@dataclass(frozen=True, slots=True)
class SentReturn:
    """A monthly return that was written and verified; ``period`` is the month's key.

    It is noted before its file is written and certain afterwards. One that stays uncertain was
    cut off between the two: its file may be on the stick or not. ``history_end`` is the last row
    of the history as it was made: what has a greater one, it does not know; ``chain_head`` the same
    with its hash, None of former versions' returns.
    """

    period: str
    revision: int
    digest: str
    at: datetime
    path: str
    is_certain: bool = True
    history_end: int = 0
    chain_head: ChainHead | None = None


class SentReturns(Protocol):
    """The log of returns written."""

    def add(self, sent: SentReturn, told: str = "") -> None:
        """Note a return; ``told`` is what it says, as ``ReturnContent.told``."""
        ...

    def confirm(self, period: str, revision: int) -> None:
        """Its file is where it shall be."""
        ...

    def forget(self, period: str, revision: int) -> None:
        """Its file was not written; one that is certain stays."""
        ...

    def last(self, period: str) -> SentReturn | None:
        """The newest certain return of a month."""
        ...

    def noted(self, period: str) -> SentReturn | None:
        """The newest return of a month, certain or not."""
        ...

    def told(self, period: str, revision: int) -> str:
        """What a return said; "" where that was not kept yet."""
        ...

    def all(self) -> list[SentReturn]:
        """All of them, the latest first, those that are not certain too."""
        ...
