"""What stands in drafts, for a keeper who does not see all that is confidential."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.rights import not_seen

if TYPE_CHECKING:
    from qinglian_desktop.application.draft_ports import Drafts
    from qinglian_desktop.storage.layout import Layout
    from qinglian_desktop.storage.repository import StoredRecords


class VeiledDrafts:
    """``Drafts`` without those of ledgers that are closed; the others covered as records are."""

    def __init__(
        self,
        drafts: Drafts,
        records: StoredRecords,
        layout: Layout,
        closed: Collection[str],
    ) -> None:
        self._drafts = drafts
        self._records = records
        self._catalogue = layout.catalogue
        self._veil = layout.veil
        self._closed = closed

    def put(self, draft: Draft) -> Draft:
        if draft.ledger not in self._catalogue:
            return self._drafts.put(draft)
        ledger = self._catalogue[draft.ledger]
        if draft.ledger in self._closed:
            raise not_seen(ledger)
        if not self._veil.covers(ledger):
            return self._drafts.put(draft)
        old = None if draft.record_id is None else self._records.get(ledger, draft.record_id)
        before: Mapping[str, object] = old.values if old is not None else {}
        bared = self._veil.off(ledger, draft.typed, before, self._records)
        return replace(self._drafts.put(replace(draft, typed=bared)), typed=draft.typed)

    def all(self, ledger: str = "") -> list[Draft]:
        return [
            self._covered(each)
            for each in self._drafts.all(ledger)
            if each.ledger not in self._closed
        ]

    def discard(self, draft_id: int) -> None:
        if any(each.id == draft_id and each.ledger in self._closed for each in self._drafts.all()):
            return
        self._drafts.discard(draft_id)

    def _covered(self, draft: Draft) -> Draft:
        if draft.ledger not in self._catalogue:
            return draft
        typed = self._veil.over(self._catalogue[draft.ledger], draft.typed)
        return replace(draft, typed=typed)
