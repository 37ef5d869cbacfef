"""The ledger of a list put up in public: what is counted for each of its records is a field, too"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from qinglian_desktop.domain.field_types import Field, Integer
from qinglian_desktop.domain.ledger import Ledger, PublishedList, Section
from qinglian_desktop.domain.record import Record


def published_ledger(ledger: Ledger, listed: PublishedList) -> Ledger:
    """The ledger with a field more for each of the counts."""
    fields = tuple(Field(each.key, each.label, Integer(each.unit)) for each in listed.counts)
    return replace(ledger, sections=(*ledger.sections, Section("", fields))) if fields else ledger


def tallied(
    listed: PublishedList,
    records: Iterable[Record],
    counts: Mapping[str, Mapping[int | None, int]],
    charts: Mapping[int | None, str],
) -> list[Record]:
    """The records as they are listed: with the ``counts`` by key and id, and their ``charts``."""
    found: list[Record] = []
    for record in records:
        more: dict[str, int | str] = {k: of.get(record.id, 0) for k, of in counts.items()}
        if listed.charted and record.id in charts:
            more[listed.charted] = charts[record.id]
        found.append(replace(record, values={**record.values, **more}) if more else record)
    return found
