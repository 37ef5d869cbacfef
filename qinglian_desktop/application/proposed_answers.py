"""What is proposed for all records of a table, where none of its columns tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from qinglian_desktop.application.following import at_start
from qinglian_desktop.domain.field_types import Integer
from qinglian_desktop.domain.importing.import_plan import same_as
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Fixed


def proposed_answers(found: Understanding, now: datetime) -> dict[str, object]:
    """Plain input by the keys of what lacks: what stands around the table goes before the rest."""
    proposed: dict[str, object] = {}
    told = {found.known[each.target].field for each in found.columns if each.target}
    for lacked in found.lacking:
        field = lacked.field
        start = field.unsaid or (field.initial if isinstance(field.initial, Fixed) else None)
        plain = at_start(replace(field, initial=start), now) if start else None
        if isinstance(field.type, Integer) and field.type.is_year:
            plain = found.only_year
        if field.stand_in in told:
            plain = same_as(field.stand_in)
        if lacked.offer is not None:
            plain = lacked.offer.plain
        if plain is not None:
            proposed[lacked.key] = plain
    return proposed
