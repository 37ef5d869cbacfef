"""A plan for what a record asks for in another ledger: made once, and gone on with after that"""

from __future__ import annotations

from typing import cast

from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import RecordRef
from qinglian_desktop.domain.handing_over import handed_over
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import AnswersTo, Draft, Record


def planned(
    keeping: RecordKeeping, catalogue: Catalogue, ledger: Ledger, record: Record, key: str
) -> Draft:
    """The plan that answers this field of the record; its day stays open unless it is named."""
    link = cast("RecordRef", ledger.field(key).type)
    target, answer = catalogue[link.ledger], AnswersTo(ledger.key, record.id or 0, key)
    for draft in keeping.drafts(target):
        if answer in draft.answers:
            return draft
    given = handed_over(link, ledger, target, record.values)
    begun = keeping.start(target, {target.occurred: None, **given})
    typed = {key: plain for key, plain in begun.items() if plain is not None}
    return keeping.keep_draft(Draft(target.key, typed, answers=(answer,), is_plan=True))
