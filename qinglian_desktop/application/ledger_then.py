"""A ledger as it stood on a day, read from its history."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from qinglian_desktop.application.history_ports import KeptThen
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.field_types import Field, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import occurred_on
from qinglian_desktop.domain.values import Value, Values, is_blank


@dataclass(frozen=True, slots=True)
class LedgerThen:
    """By id what each record said that stood on a day, in the order of their days.

    ``gone`` were ``void`` by then, or not begun: what links to them still means them.
    ``known_since`` is the first day of which the book knows anything, None where it knows nothing.
    Of ``unreadable`` the history is damaged.
    """

    records: Mapping[int, Values]
    gone: Mapping[int, Values]
    void: Collection[int]
    filled_in_later: tuple[int, ...]
    known_since: date | None
    unreadable: tuple[int, ...]


def ledger_on(
    work: UnitOfWork, ledger: Ledger, day: date, needed: Collection[str] | None = None
) -> LedgerThen:
    """The ledger at the end of the day, of each record the ``needed`` fields (None: all).

    What happened by then and was entered later stands with its first version; what was void
    then, or was entered later and is void by now, does not stand.
    """
    (then,) = ledger_on_each(work, ledger, (day,), needed)
    return then


def ledger_on_each(
    work: UnitOfWork,
    ledger: Ledger,
    days: Sequence[date],
    needed: Collection[str] | None = None,
) -> Iterator[LedgerThen]:
    """As ``ledger_on``, at the end of each of the days, one after another."""
    reader = EarlierReader(ledger, None if needed is None else {*needed, ledger.occurred})
    known: dict[int, dict[str, Value]] = {}
    for day, versions in zip(days, work.records.versions_on(ledger, days), strict=True):
        yield _then(ledger, day, versions, reader, known)


def _then(
    ledger: Ledger,
    day: date,
    versions: Sequence[KeptThen],
    reader: EarlierReader,
    known: dict[int, dict[str, Value]],
) -> LedgerThen:
    """``known`` are the values of versions that were read already."""
    standing: list[tuple[date, int, dict[str, Value]]] = []
    gone: dict[int, Values] = {}
    later: list[int] = []
    begun: list[date] = []
    void: set[int] = set()
    unreadable: list[int] = []
    for kept in versions:
        if kept.plain is None:
            if not kept.is_void:
                unreadable.append(kept.record_id)
            continue
        if (values := known.get(kept.version)) is None:
            values = known[kept.version] = reader.values(kept.plain)
        when = occurred_on(ledger, values) or kept.entered
        first = min(when, kept.entered)
        if kept.is_void:
            void.add(kept.record_id)
        else:
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
        void,
        tuple(later),
        min(begun, default=None),
        tuple(unreadable),
    )


class EarlierReader:
    """Reads what earlier versions said, of the fields that are ``needed`` (None: of all).

    ``rows.cell`` needs one cell of its rows. The same words are read once; of fields that are
    gone, and of what can be read no more, nothing is said.
    """

    def __init__(self, ledger: Ledger, needed: Collection[str] | None) -> None:
        self._fields: dict[str, tuple[Field, tuple[Field, ...]]] = {}
        for path in ledger.by_key if needed is None else needed:
            key, _, inner = path.partition(".")
            field = ledger.field(key)
            cells = field.type.fields if inner and isinstance(field.type, Rows) else ()
            known = self._fields.get(key, (field, ()))[1]
            more = tuple(each for each in cells if each.key == inner)
            self._fields[key] = (field, (*known, *more))
        self._known: dict[tuple[int, str], Value] = {}

    def values(self, plain: Mapping[str, object]) -> dict[str, Value]:
        """The values of one version."""
        found: dict[str, Value] = {}
        for key, (field, cells) in self._fields.items():
            if (given := plain.get(key)) is None:
                continue
            value = self._rows(cells, given) if cells else self._read(field, given)
            if not is_blank(value):
                found[key] = value
        return found

    def _rows(self, cells: tuple[Field, ...], given: object) -> Value:
        rows = cast("list[dict[str, object]]", given)
        return tuple(
            {each.key: self._read(each, row.get(each.key)) for each in cells} for row in rows
        )

    def _read(self, field: Field, given: object) -> Value:
        if not isinstance(given, str):
            return _read(field, given)
        at = id(field), given
        if at not in self._known:
            self._known[at] = _read(field, given)
        return self._known[at]


def _read(field: Field, given: object) -> Value:
    try:
        return from_plain(field.type, given)
    except Unreadable:
        return None


def must_have_come(day: date, today: date) -> None:
    """Raise DataProblems for a day to come."""
    if day > today:
        said = f"{day} 还没有到，看不到那一天的情况。请选 {today} 或以前的日子。"
        raise DataProblems((Problem("on", said),))
