"""A transaction as the keeper may use it who opened the book: their rights stand at this door."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, cast

from qinglian_desktop.application.soundness import Finding
from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from qinglian_desktop.domain.rights import must_have_all, must_see, must_see_all, sees
from qinglian_desktop.storage.veiled_drafts import VeiledDrafts
from qinglian_desktop.storage.veiled_records import VeiledRecords

if TYPE_CHECKING:
    from qinglian_desktop.application.collection_ports import CollectedReturns
    from qinglian_desktop.application.draft_ports import Drafts
    from qinglian_desktop.application.ports import Records, Settings, UnitOfWork
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.domain.period import Period
    from qinglian_desktop.storage.layout import Layout
    from qinglian_desktop.storage.unit_of_work import StoredWork

UNIT_WIDE = ("scope", "words.", "settled.")
"""How the settings begin that a unit settles once, for everybody who keeps its book."""
WRITTEN = "summary."
CONFIDENTIAL = ("return.why.", WRITTEN)
"""How the settings begin that may tell of what is confidential: reasons, and written texts."""

UNTOLD = "谈话和体检里有一处不对，请让看得到它们的使用人打开台账库，再检查一遍。"


def guarded(work: StoredWork, keeper: Keeper, layout: Layout) -> UnitOfWork:
    """The transaction itself for who may do and see everything, else what is left of it."""
    if keeper.role is KeeperRole.ALL and keeper.sees_confidential:
        return work
    hidden = (each.key for each in layout.catalogue if not sees(keeper, each))
    return _GuardedWork(work, keeper, layout, frozenset(hidden))


def told_to(keeper: Keeper, layout: Layout, findings: Iterable[Finding]) -> list[Finding]:
    """What a check found, in such words that nothing confidential is told to who does not see it.

    The attachments can be brought back by whoever knows that some are amiss.
    """
    hidden = [each for each in layout.catalogue if not sees(keeper, each)]

    def is_hidden(finding: Finding) -> bool:
        return any(each.key == finding.ledger or each.label in finding for each in hidden)

    told = (
        Finding(UNTOLD, attachment=each.attachment, is_altered=each.is_altered)
        if is_hidden(each)
        else each
        for each in findings
    )
    return list(
        {
            (each, each.ledger, each.record_id, each.attachment, each.is_altered): each
            for each in told
        }.values()
    )


class _GuardedWork:
    """``UnitOfWork`` of a keeper with less than all rights; what is ``closed`` is empty."""

    def __init__(
        self, work: StoredWork, keeper: Keeper, layout: Layout, closed: Collection[str]
    ) -> None:
        self._work = work
        self._keeper = keeper
        self._layout = layout
        self._closed = closed
        self.records: Records = work.records
        self.drafts: Drafts = work.drafts
        if not keeper.sees_confidential:
            self.records = VeiledRecords(work.records, layout.catalogue, layout.veil, closed)
            self.drafts = VeiledDrafts(work.drafts, work.records, layout, closed)
        self.attachments = work.attachments
        self.returns = work.returns
        self.handed_in = work.handed_in
        self.receipts = work.receipts
        self.forms = work.forms
        self.collected = cast("CollectedReturns", _GuardedCollection(work.collected, keeper))
        self.feeds = work.feeds
        self.settings = _GuardedSettings(work.settings, keeper)

    def beyond(self, ledger: Ledger) -> UnitOfWork:
        if not self._closed:
            return self
        must_see(self._keeper, ledger)
        return _GuardedWork(self._work, self._keeper, self._layout, frozenset())


class _GuardedCollection:
    """``CollectedReturns``, of which nothing is taken back but by who may do everything."""

    def __init__(self, collected: CollectedReturns, keeper: Keeper) -> None:
        self._collected = collected
        self._keeper = keeper

    def take_back(self, period: Period) -> int:
        must_have_all(self._keeper, "撤回收下的月报")
        return self._collected.take_back(period)

    def __getattr__(self, name: str) -> object:
        return getattr(self._collected, name)


class _GuardedSettings:
    """``Settings`` without what tells of the confidential; what is unit-wide only to be read."""

    def __init__(self, settings: Settings, keeper: Keeper) -> None:
        self._settings = settings
        self._keeper = keeper

    def get(self, key: str) -> str | None:
        return self._settings.get(key) if self._is_seen(key) else None

    def beginning(self, start: str) -> Mapping[str, str]:
        found = self._settings.beginning(start)
        return {key: text for key, text in found.items() if self._is_seen(key)}

    def put(self, key: str, text: str) -> None:
        if key.startswith(UNIT_WIDE):
            must_have_all(self._keeper, "改本单位的设置")
        if key.startswith(WRITTEN):
            must_see_all(self._keeper, "总结")
        self._settings.put(key, text)

    def _is_seen(self, key: str) -> bool:
        return self._keeper.sees_confidential or not key.startswith(CONFIDENTIAL)
