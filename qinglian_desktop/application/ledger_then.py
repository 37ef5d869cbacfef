"""A ledger as it stood on a day, read from its history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import occurred_on
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.domain.values import Value, Values


@dataclass(frozen=True, slots=True)
class LedgerThen:
    """By id what each record said that stood on a day, in the order of their days.

    ``gone`` were void by then, or not begun: what links to them still means them.
    ``known_since`` is the first day of which the book knows anything, None where it knows nothing.
    """

    records: Mapping[int, Values]
    gone: Mapping[int, Values]
    filled_in_later: tuple[int, ...]
    known_since: date | None


def ledger_on(
    work: UnitOfWork, ledger: Ledger, day: date, needed: Collection[str] | None = None
) -> LedgerThen:
    """The ledger at the end of the day, of each record the ``needed`` fields (None: all).

    What happened by then and was entered later stands with its first version; what was void
    then, or was entered later and is void by now, does not stand.
    """
    keys = None if needed is None else {*needed, ledger.occurred}
    standing: list[tuple[date, int, dict[str, Value]]] = []
    gone: dict[int, Values] = {}
    later: list[int] = []
    begun: list[date] = []
    for kept in work.records.versions_on(ledger, day):
        values = as_values(ledger, kept.plain, keys)
        when = occurred_on(ledger, values) or kept.entered
        first = min(when, kept.entered)
        if not kept.is_void:
            begun.append(first)
        if kept.is_void or first > day:
            gone[kept.record_id] = values
            continue
        standing.append((when, kept.record_id, values))
        if kept.is_later:
            later.append(kept.record_id)
    standing.sort(key=lambda each: each[:2])
    return LedgerThen(
        {record_id: values for _, record_id, values in standing},
        gone,
        tuple(later),
        min(begun, default=None),
    )


def as_values(
    ledger: Ledger, plain: Mapping[str, object], keys: Collection[str] | None = None
) -> dict[str, Value]:
    """What an earlier version said, those of the ``keys``; of fields that are gone nothing."""
    fields = ledger.by_key
    known = {
        key: each for key, each in plain.items() if key in fields and (keys is None or key in keys)
    }
    return read_input(ledger, known)[0]


def must_have_come(day: date, today: date) -> None:
    """Raise DataProblems for a day to come."""
    if day > today:
        said = f"{day} 还没有到，看不到那一天的情况。请选 {today} 或以前的日子。"
        raise DataProblems((Problem("on", said),))
