"""A record of the other copy as input here, and what its keeper would be asked on saving it."""

from __future__ import annotations

from typing import cast

from qinglian_desktop.application.answering import as_then
from qinglian_desktop.application.feeding import source_of
from qinglian_desktop.application.keeping import RecordKeeper
from qinglian_desktop.application.merging import Differing
from qinglian_desktop.application.pairing import Pairing
from qinglian_desktop.domain.field_types import Attachments
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Attached


def input_here(
    pairing: Pairing, ledger: Ledger, there: Record, now: Record | None
) -> dict[str, object]:
    """What one of the other says, over what the record is here by ``now``; what another record
    decides here stays."""
    typed = pairing.plain(ledger, there)
    if now is None:
        return typed
    here, catalogue = pairing.here, pairing.catalogue
    typed = {**dict.fromkeys(now.values), **typed}
    if (source := source_of(here, catalogue, ledger, now)) is not None:
        decided = source[2].fields
        typed |= {key: to_plain(ledger.field(key).type, now.value(key)) for key in decided}
    return as_then(here, catalogue, ledger, typed, now.values)


def likely_doubts(keeper: RecordKeeper, pairing: Pairing, each: Differing) -> tuple[str, ...]:
    """What one is asked of it, before anything is taken: not what rests on a record or a file that
    is not here yet."""
    ledger, there = each.ledger, each.there
    typed = input_here(pairing, ledger, there, each.here)
    unsure = pairing.not_here(ledger, there)
    for field in ledger.of_type(Attachments):
        files = cast("tuple[Attached, ...]", there.value(field.key) or ())
        if not all(pairing.here.attachments.holds(file.digest) for file in files):
            unsure.add(field.key)
            typed.pop(field.key, None)
    asked = keeper.check(pairing.here, ledger, typed, each.here).problems
    whole = {""} if unsure else set[str]()
    return tuple(
        problem.message
        for problem in asked
        if problem.is_warning and problem.field not in unsure | whole
    )
