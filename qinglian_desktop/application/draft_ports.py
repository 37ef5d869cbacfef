"""What the use cases need of a book's drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from qinglian_desktop.domain.record import Draft


class Drafts(Protocol):
    """Forms as typed and not yet saved; any number for each ledger."""

    def put(self, draft: Draft) -> Draft:
        """Keep a draft, new or again; gives it back with its id."""
        ...

    def all(self, ledger: str = "") -> list[Draft]:
        """All drafts, or those of one ledger, the latest first."""
        ...

    def discard(self, draft_id: int) -> None:
        """Forget a draft; nothing happens if it is gone already."""
        ...
