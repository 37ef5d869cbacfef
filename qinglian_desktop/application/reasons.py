"""What a person changes only with a reason, where a record is changed by hand"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qinglian_desktop.application.keeping import Checked, RecordKeeper
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.changed_level import reasons_given, reasons_lacking
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Change, Record


def checked_by_hand(
    keeper: RecordKeeper,
    work: UnitOfWork,
    ledger: Ledger,
    typed: Mapping[str, object],
    previous: Record | None,
) -> Checked:
    """As ``RecordKeeper.check``; what is taken back or brought in needs no reason, this does."""
    checked = keeper.check(work, ledger, typed, previous)
    before = previous.values if previous is not None else None

    def history() -> Sequence[Change]:
        return work.records.history(ledger, (previous.id if previous else None) or 0)

    lacking = tuple(reasons_lacking(ledger, checked.values, before, history))
    return replace(checked, problems=(*lacking, *checked.problems))


def with_reasons_of_now(
    ledger: Ledger, then: Mapping[str, object], now: Mapping[str, object]
) -> dict[str, object]:
    """An earlier version and the record of now, as plain input: why it was changed at that time
    does not say why one goes back to it.
    """
    fields = (each for each in ledger.fields if each.reason_when_changed)
    changed = (each for each in fields if then.get(each.key) != now.get(each.key))
    keys = [each.reason_when_changed for each in changed]
    return {**then, **{key: now.get(key) for key in keys}}


def said_why(ledger: Ledger, checked: Checked, previous: Record | None) -> str:
    """What the history says why, where such a thing was changed; else ""."""
    return reasons_given(ledger, checked.values, previous.values if previous is not None else None)
