"""What the unit's record says: its words for covers and forms, and since when it keeps its book."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.words import Reading, words


@dataclass(frozen=True, slots=True)
class UnitWords:
    """名称, 单位编码, 支部书记 and 联系电话 as text; "" where not entered."""

    name: str
    code: str
    head: str
    phone: str


def unit_record(
    work: UnitOfWork, catalogue: Catalogue, needed: Collection[str] | None = None
) -> Record | None:
    """The unit, with all its values or the ``needed``; None while it is not registered."""
    unit = catalogue.unit
    if unit is None:
        return None
    found = work.records.few(Query(unit.key), needed)
    return found[0] if found else None


def kept_since(unit: Record | None) -> date:
    """The day from which on the unit keeps its book; nothing from before it is owed."""
    return date.min if unit is None else unit.occurred_on


def unit_words(work: UnitOfWork, catalogue: Catalogue) -> UnitWords | None:
    """What the unit's record says; None while the unit is not registered."""
    ledger = catalogue.unit
    if ledger is None or ledger.unit is None:
        return None
    facts = ledger.unit
    keys = (facts.name, facts.code, facts.head, facts.phone)
    found = unit_record(work, catalogue, keys)
    if found is None:
        return None
    values = ((ledger.field(key).type, found.value(key)) for key in keys)
    return UnitWords(*(words(*each, Reading.LIST) for each in values))
