"""What was collected of a unit's month, one by one; and whether a unit collects at all."""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.known_keys import known_key, unit_slot
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.unit_words import unit_record
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.collecting.collected import CollectedReturn, MetFile
from qinglian_desktop.domain.collecting.states import (
    named_files,
    still_refused,
    units_of,
    whose_file,
)
from qinglian_desktop.domain.field_types import Choice
from qinglian_desktop.domain.period import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class UnitMonthKept:
    """A unit's returns of a month, the one that counts first, and files that are still refused.

    ``has_other_key`` where the first is not signed with the key that the book knows of the unit.
    """

    returns: tuple[CollectedReturn, ...] = ()
    refused: tuple[MetFile, ...] = ()
    has_other_key: bool = False


def unit_month_kept(book: Book, unit_code: str, period: Period) -> UnitMonthKept:
    """What is kept of the unit's month, and which files of it were met."""
    year = Period(PeriodKind.YEAR, period.year).months
    with book.reading() as work:
        listed = work.collected.units()
        # Without a list names are known only from what was sent.
        returned = work.collected.all((period,) if listed else year)
        files = named_files(work.collected.files(), units_of(listed, returned))
        known = known_key(work, unit_slot(unit_code))
    of_unit = [e for e in returned if (e.unit_code, e.period) == (unit_code, period)]
    returns = tuple(sorted(of_unit, key=lambda each: -each.revision))
    refused = tuple(
        each
        for each in still_refused(files)
        if (each.period, whose_file(each, listed)) == (period.key, unit_code)
    )
    key = returns[0].key if returns else ""
    is_other = bool(key) and known is not None and known.key != key
    return UnitMonthKept(returns, refused, is_other)


def unit_collects(book: Book, catalogue: Catalogue) -> bool:
    """Whether the unit is of a kind that collects, keeps a list of units or collected anything."""
    with book.reading() as work:
        if _is_of_collecting_kind(work, catalogue):
            return True
        return bool(work.collected.units() or work.collected.months() or work.collected.files())


def _is_of_collecting_kind(work: UnitOfWork, catalogue: Catalogue) -> bool:
    unit = catalogue.unit
    facts = unit.unit if unit is not None else None
    if unit is None or facts is None or not facts.kind:
        return False
    kind = unit.field(facts.kind).type
    renamed = dict(kind.former) if isinstance(kind, Choice) else {}
    kinds = {*facts.collecting, *(renamed.get(each, "") for each in facts.collecting)}
    record = unit_record(work, catalogue, (facts.kind,))
    return record is not None and bool(word := record.value(facts.kind)) and word in kinds
