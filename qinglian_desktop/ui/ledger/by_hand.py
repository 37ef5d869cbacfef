"""Which fields of what is shown in a form count as typed by hand, and follow others no more"""

from __future__ import annotations

from collections.abc import Mapping

from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.domain.ledger import Computed, LastUsed, Ledger
from qinglian_desktop.domain.validation import read_input


def by_hand(
    keeping: RecordKeeping, ledger: Ledger, typed: Mapping[str, object], *, is_saved: bool
) -> set[str]:
    """Fields that no longer follow others; those that hold what follows do, also in a draft.

    What a saved record left blank was left so, and is not filled in unasked.
    """
    following = keeping.follow(ledger, typed, set())
    stands, problems = read_input(ledger, typed)
    follows, _ = read_input(ledger, following)
    other = {each.field for each in problems}
    other |= {key for key in following if stands.get(key) != follows.get(key)}
    shown = {key for key in other if ledger.field(key).is_shown(stands)}
    if not is_saved:
        return shown
    computed = {f.key for f in ledger.fields if isinstance(f.initial, Computed)}
    alone = {f.key for f in ledger.following if isinstance(f.initial, LastUsed)}
    return (set(typed) - (computed - other)) | shown | alone
