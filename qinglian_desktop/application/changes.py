"""What a change touched, as the transaction itself noted it; and what a correction took back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

OF_RETURN = "return."
"""How the settings begin that a return and the forms of others show: told as a return."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Which ledgers hold other records than before, by key, and what else is not as it was.

    ``notices``: the book has something to tell, see ``Book.take_notices``. False where nothing
    that anybody shows was touched (a list's layout, a cover's words).
    """

    ledgers: frozenset[str] = frozenset()
    drafts: bool = False
    returns: bool = False
    backups: bool = False
    notices: bool = False

    def __bool__(self) -> bool:
        flags = (self.drafts, self.returns, self.backups, self.notices)
        return bool(self.ledgers) or any(flags)


NOTHING = Changed()


def together(changes: Iterable[Changed]) -> Changed:
    """What several changes touched."""
    found = list(changes)
    return Changed(
        frozenset[str]().union(*(each.ledgers for each in found)),
        any(each.drafts for each in found),
        any(each.returns for each in found),
        any(each.backups for each in found),
        any(each.notices for each in found),
    )


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a record no longer says: its plain values before a 更正 or 作废.

    ``row`` is that of the history; later rows are greater.
    """

    ledger: str
    record_id: int
    row: int
    before: Mapping[str, object]
