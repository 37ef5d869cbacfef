"""By which words a cell can name a record of another ledger, so that they mean it alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import cast

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.field_types import RecordRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import title_of


def linked_words(
    work: UnitOfWork, catalogue: Catalogue, ledger: Ledger
) -> Mapping[str, Mapping[int, str]]:
    """By field the words of each record that it may name: its title, or its number.

    The number where several have one title; the newest stand first.
    """
    return {
        field.key: _words_in(work, catalogue[cast("RecordRef", field.type).ledger])
        for field in ledger.of_type(RecordRef)
    }


def _words_in(work: UnitOfWork, target: Ledger) -> Mapping[int, str]:
    records = work.records.fetch(target, work.records.ids(Query(target.key)))
    titles = [title_of(target, record.values) for record in records]
    often = Counter(map(folded, titles))
    return {
        record.id or 0: title if title and often[folded(title)] == 1 else record.number
        for record, title in zip(records, titles, strict=True)
    }
