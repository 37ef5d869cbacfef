"""Enter once, reuse: the records that follow from a record of another ledger, kept in step."""

from __future__ import annotations

from collections.abc import Iterator

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.initial import Fixed
from qinglian_desktop.domain.ledger import Feed, Ledger
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.record import COUNTED, Record
from qinglian_desktop.domain.validation import Problem, Surroundings, errors, validate
from qinglian_desktop.domain.values import Value, Values, is_blank
from qinglian_desktop.domain.wording import in_present_words


def steps(
    work: UnitOfWork,
    target: Ledger,
    feed: Feed,
    ledger: Ledger,
    source_id: int | None,
    values: Values,
) -> Iterator[tuple[Record | None, Values | None]]:
    """What has to be done to the records of ``target`` that follow from one of ``ledger``.

    ``values`` are the source's, none for a void one; ``source_id`` is None for a new one.
    (None, values) a new record; (record, values) one changed or brought back; (record, None)
    one to be voided. Those that are as they should be are left out.
    """
    wanted = _wanted(target, feed, values)
    known = [] if source_id is None else work.feeds.fed(ledger.key, source_id)
    kept = work.records.fetch(target, [id_ for key, id_ in known if key == target.key])
    begun = {
        field.key: from_plain(field.type, field.initial.plain)
        for field in target.fields
        if isinstance(field.initial, Fixed) and field.key not in feed.fields
    }
    for old, fed in _paired(feed, kept, wanted):
        if old is None:
            yield None, begun | dict(fed or {})
        elif fed is None:
            if old.state in COUNTED:
                yield old, None
        else:
            own = {key: value for key, value in old.values.items() if key not in feed.fields}
            merged = own | dict(fed)
            if merged != dict(old.values) or old.state not in COUNTED:
                yield old, merged


def problems(
    work: UnitOfWork,
    catalogue: Catalogue,
    ledger: Ledger,
    source_id: int | None,
    values: Values,
    around: Surroundings,
) -> list[Problem]:
    """What would be wrong with the records that follow, told at the field that feeds them."""
    found: list[Problem] = []
    for feed in ledger.feeds:
        target = catalogue[feed.ledger]
        for old, fed in steps(work, target, feed, ledger, source_id, values):
            before = Surroundings(around.today, around.members, old.values if old else None)
            wrong = errors(validate(target, fed, before)) if fed is not None else ()
            found += [Problem(feed.field, f"记入{target.label}时：{p.message}") for p in wrong]
    return list(dict.fromkeys(found))


def changed_here(
    work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, values: Values, previous: Record
) -> list[Problem]:
    """Fields of a record that follows from another, changed where they cannot be."""
    source = source_of(work, catalogue, ledger, previous)
    if source is None:
        return []
    origin, record, feed = source
    said = f"由“{origin.label} {record.number}”带出，要改请到那里改。"
    return [
        Problem(key, f"{ledger.field(key).label}{said}")
        for key in feed.fields
        if not _same(values.get(key), previous.value(key))
    ]


def source_of(
    work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, record: Record
) -> tuple[Ledger, Record, Feed] | None:
    """The record from which this one follows, if it follows from one."""
    found = work.feeds.source(ledger.key, record.id or 0)
    if found is None or found[0] not in catalogue:
        return None
    origin = catalogue[found[0]]
    source = work.records.get(origin, found[1])
    feed = next((each for each in origin.feeds if each.ledger == ledger.key), None)
    return None if source is None or feed is None else (origin, source, feed)


def _wanted(target: Ledger, feed: Feed, values: Values) -> list[Values]:
    if is_blank(values.get(feed.field)):
        return []
    return [
        {
            key: in_present_words(target.field(key).type, value)
            for key, value in each.items()
            if not is_blank(value)
        }
        for each in feed.values(values)
    ]


def _paired(
    feed: Feed, kept: list[Record], wanted: list[Values]
) -> Iterator[tuple[Record | None, Values | None]]:
    """Each fed record with what it should say: the same words first, then in their order.

    So a row that was taken out voids its own record, and not the one of the row after it.
    """
    left, open_ = list(kept), list(wanted)
    for values in wanted:
        same = (old for old in left if all(_same(old.value(k), values.get(k)) for k in feed.fields))
        old = next(same, None)
        if old is not None:
            left.remove(old)
            open_.remove(values)
            yield old, values
    for place in range(max(len(left), len(open_))):
        yield (
            left[place] if place < len(left) else None,
            open_[place] if place < len(open_) else None,
        )


def _same(one: Value, other: Value) -> bool:
    return one == other or (is_blank(one) and is_blank(other))
