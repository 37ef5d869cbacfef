"""What asks for a record of another ledger is answered by it: the link, and the tick of a list.

A line of a list keeps a row for each record that did it. Which record a row tells of is known by
the ledger and number with which it begins: so it is found again when that record is voided or its
day is mended, and comes back when that is taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from qinglian_desktop.application.done_rows import (
    days_in,
    numbers_in,
    row_telling,
    rows_done,
    stepped,
    tells_of_record,
    tells_of_void,
)
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.asks import Asks
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.field_types import Field, RecordRef
from qinglian_desktop.domain.how_far import all_beside
from qinglian_desktop.domain.initial import Computed
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import COUNTED, AnswersTo, Record, State, title_of
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.domain.values import Link, Value, Values


@dataclass(frozen=True, slots=True)
class Ticked:
    """A record that has to be kept with these values, because of another one."""

    ledger: Ledger
    record: Record
    values: Values
    reason: str


def answered(
    work: UnitOfWork,
    catalogue: Catalogue,
    answers: Sequence[AnswersTo],
    ledger: Ledger,
    record: Record,
) -> Iterator[Ticked]:
    """What asked for the record, linked to it; what links elsewhere stays.

    A line of a list that is void meanwhile stays void: revived, it has been done.
    """
    for each in answers:
        if each.ledger not in catalogue:
            continue
        asking = catalogue[each.ledger]
        before, field = work.records.get(asking, each.record_id), asking.by_key.get(each.field)
        if before is None or field is None:
            continue
        if asking.asks is None and before.state is State.VOID:
            continue
        if not isinstance(field.type, RecordRef) or field.type.ledger != ledger.key:
            continue
        if asking.asks is None and before.value(field.key) is not None:
            continue
        linked = Link(record.id, title_of(ledger, record.values))
        values: dict[str, Value] = {**before.values, field.key: linked}
        values = with_rows(work, catalogue, asking, values, before.values)
        yield Ticked(asking, before, values, f"{ledger.label} {record.number}")


def with_rows(
    work: UnitOfWork,
    catalogue: Catalogue,
    ledger: Ledger,
    values: dict[str, Value],
    before: Values | None,
) -> dict[str, Value]:
    """The values with a row for each record that they link to, and with what follows from it.

    Another record in the place of the one by which it was done, or none, is that one put right,
    where the line is as far without it; else it is one more, and what was done stays done.
    """
    if (asks := ledger.asks) is None:
        return values
    rows = rows_done(values, asks)
    was_open = before is None or holds(asks.open, before)
    for field in ledger.of_type(RecordRef):
        target = catalogue[cast("RecordRef", field.type).ledger]
        now, was = values.get(field.key), (before or {}).get(field.key)
        if now == was or (isinstance(now, Link) and isinstance(was, Link) and now.id == was.id):
            continue
        old, new = _linked(work, target, was), _linked(work, target, now)
        if new is not None and new.state not in COUNTED:
            new = None
        if new is not None:
            rows, is_there = stepped(rows, asks, target, new.number, new)
            if not is_there:
                rows.append(row_telling({}, asks, target, new))
        if old is not None and not was_open:
            without = [row for row in rows if not tells_of_record(row, asks, target, old.number)]
            if new is None or _is_as_far(ledger, asks, values, without, rows):
                rows = without
        if new is not None and _is_done_by_one(ledger, asks, values, rows):
            rows = [row for row in rows if not tells_of_void(row, asks, target)]
    return _with(ledger, asks, values, rows)


def in_step_with(
    work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, before: Record, now: Record
) -> Iterator[Ticked]:
    """What was done by a record, when that was changed, voided or revived."""
    is_said_anew = title_of(ledger, before.values) != title_of(ledger, now.values)
    is_moved = (before.occurred_on, before.number) != (now.occurred_on, now.number)
    if not is_said_anew and not is_moved and (before.state in COUNTED) is (now.state in COUNTED):
        return
    for lines, asks, fields in asking_for(catalogue, ledger):
        ids = work.records.ids(Query(lines.key, text=before.number))
        for line in work.records.fetch(lines, ids):
            rows = rows_done(line.values, asks)
            rows, is_there = stepped(rows, asks, ledger, before.number, now, before)
            if is_there:
                links = {f.key: _link_now(line.value(f.key), ledger, now) for f in fields}
                values = _with(lines, asks, {**line.values, **links}, rows)
                what = "已作废" if now.state is State.VOID else "有改动"
                yield Ticked(lines, line, values, f"{ledger.label} {before.number} {what}")


def as_done_now(
    work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, values: dict[str, Value]
) -> dict[str, Value]:
    """The values of a record that was void, in step with what became of what did it meanwhile."""
    if (asks := ledger.asks) is None:
        return values
    for field in ledger.of_type(RecordRef):
        target = catalogue[cast("RecordRef", field.type).ledger]
        rows, link = rows_done(values, asks), values.get(field.key)
        for number in dict.fromkeys(numbers_in(rows, asks, target)):
            ids = work.records.ids(Query(target.key, text=number, states=tuple(State)))
            for record in work.records.fetch(target, ids):
                anew, _ = stepped(rows, asks, target, number, record)
                if record.number == number and anew != rows:
                    rows, link = anew, _link_now(link, target, record)
        values = _with(ledger, asks, {**values, field.key: link}, rows)
    return values


def as_then(
    work: UnitOfWork,
    catalogue: Catalogue,
    ledger: Ledger,
    then: Mapping[str, object],
    now: Values,
) -> dict[str, object]:
    """An earlier version, as plain input, with what has brought the record further since.

    Of a record that was done then, what was linked since in the place of that brings it no further.
    """
    if (asks := ledger.asks) is None:
        return dict(then)
    read, _ = read_input(ledger, then)
    values = as_done_now(work, catalogue, ledger, read)
    links = ledger.of_type(RecordRef)
    targets = [catalogue[cast("RecordRef", each.type).ledger] for each in links]

    def which(row: Values) -> list[tuple[str, str]]:
        return [(each.key, number) for each in targets for number in numbers_in([row], asks, each)]

    told: dict[tuple[str, str], Values] = {}
    by_hand: list[Values] = []
    for row in rows_done(values, asks):
        by_hand += [] if which(row) else [row]
        told.update((each, row) for each in which(row))
    told |= {each: row for row in rows_done(now, asks) for each in which(row)}
    rows, found = [*by_hand, *told.values()], values
    if not _is_as_far(ledger, asks, values, rows_done(values, asks), rows):
        found = _with(ledger, asks, values, rows)
        found |= {each.key: now.get(each.key) or values.get(each.key) for each in links}
        found = as_done_now(work, catalogue, ledger, found)
    ticked = follows_answers(ledger)
    return {**then, **{key: to_plain(ledger.field(key).type, found.get(key)) for key in ticked}}


def follows_answers(ledger: Ledger) -> tuple[str, ...]:
    """The fields of a ledger that the program may change because of what was done."""
    if ledger.asks is None:
        return ()
    links = (field.key for field in ledger.of_type(RecordRef))
    return (ledger.asks.done, *links, *(field.key for field in _computed(ledger)))


def asking_for(
    catalogue: Catalogue, ledger: Ledger
) -> Iterator[tuple[Ledger, Asks, Sequence[Field]]]:
    """The ledgers whose records ask for such of this one, each with the fields that link to it."""
    for each in catalogue:
        if each.asks is not None:
            links = each.of_type(RecordRef)
            fields = [f for f in links if cast("RecordRef", f.type).ledger == ledger.key]
            if fields:
                yield each, each.asks, fields


def _linked(work: UnitOfWork, target: Ledger, link: Value) -> Record | None:
    known = isinstance(link, Link) and link.id is not None
    return work.records.get(target, link.id or 0) if known and isinstance(link, Link) else None


def _link_now(link: Value, ledger: Ledger, now: Record) -> Value:
    """The link to the record, where it led there or, until that was voided, did."""
    if isinstance(link, Link) and link.id != now.id:
        return link
    return Link(now.id, title_of(ledger, now.values)) if now.state in COUNTED else None


def _is_done_by_one(ledger: Ledger, asks: Asks, values: Values, rows: Sequence[Values]) -> bool:
    """Whether one row was enough: then what was voided before it was this, put right."""
    return days_in(rows, asks) == 1 and not holds(asks.open, _with(ledger, asks, values, rows))


def _is_as_far(
    ledger: Ledger,
    asks: Asks,
    values: Values,
    rows: Sequence[Values],
    others: Sequence[Values],
) -> bool:
    """Whether a line is done by these rows, and is by them as far as by the others."""
    (is_open, how_far), (_, further) = (
        _how_far(ledger, {**values, asks.done: tuple(each)}, asks) for each in (rows, others)
    )
    return not is_open and how_far == further


def _how_far(ledger: Ledger, values: dict[str, Value], asks: Asks) -> tuple[bool, str]:
    """Whether it is open, and what is said beside it, whatever somebody said by hand."""
    for field in _computed(ledger):
        found = cast("Computed", field.initial).by(values)
        values |= {field.key: found} if found is not None else {}
    return holds(asks.open, values), all_beside(ledger, values)


def _with(
    ledger: Ledger, asks: Asks, values: Mapping[str, Value], rows: Sequence[Values]
) -> dict[str, Value]:
    """The values with these rows; what follows from them follows, unless it was said otherwise."""
    in_order = tuple(sorted(rows, key=lambda row: str(row.get(asks.day) or "9999")))
    if (values.get(asks.done) or ()) == in_order:
        return dict(values)
    after: dict[str, Value] = {**values, asks.done: in_order}
    for field in _computed(ledger):
        initial = cast("Computed", field.initial)
        if values.get(field.key) in (None, initial.by(values)):
            after[field.key] = initial.by(after)
    return after


def _computed(ledger: Ledger) -> Iterator[Field]:
    return (field for field in ledger.fields if isinstance(field.initial, Computed))
