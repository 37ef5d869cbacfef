"""Enter once, reuse: the records that follow from a record of another ledger, kept in step."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.initial import Computed, Fixed
from qinglian_desktop.domain.ledger import Feed, Ledger
from qinglian_desktop.domain.period import Days
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import COUNTED, Record, occurred_on, title_of
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.validation import errors, validate
from qinglian_desktop.domain.values import Value, Values, is_blank
from qinglian_desktop.domain.wording import in_present_words

_ALIKE = 0.5
"""How much of two titles is the same in a row that was reworded, of 1."""


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
    (None, values) a new record; (record, values) one changed or brought back, or one that says
    just this and follows from nothing yet; (record, None) one that follows no longer. Those that
    are as they should be are left out.
    """
    taken: set[int | None] = set()
    wanted = _wanted(target, feed, values)
    known = [] if source_id is None else work.feeds.fed(ledger.key, source_id)
    kept = work.records.fetch(target, [id_ for key, id_ in known if key == target.key])
    begun = {
        field.key: from_plain(field.type, field.initial.plain)
        for field in target.fields
        if isinstance(field.initial, Fixed) and field.key not in feed.fields
    }
    for old, fed in _paired(target, feed, kept, wanted):
        if old is None:
            new = begun | dict(fed or {})
            new |= _computed(target, feed, new)
            alone = _alone(work, target, feed, new, taken)
            yield (None, new) if alone is None else (alone, alone.values)
        elif fed is None:
            yield old, None
        else:
            own = {key: value for key, value in old.values.items() if key not in feed.fields}
            merged = own | dict(fed)
            if merged != dict(old.values) or old.state not in COUNTED:
                yield old, merged


def _alone(
    work: UnitOfWork, target: Ledger, feed: Feed, values: Values, taken: set[int | None]
) -> Record | None:
    """A record that was entered by itself and is the same thing, so that it is counted once."""
    for record in _free(work, target, values):
        if record.id not in taken and _says(record, feed, values):
            taken.add(record.id)
            return record
    return None


def _free(work: UnitOfWork, target: Ledger, values: Values) -> Iterator[Record]:
    """The records of that day that follow from nothing."""
    if (day := occurred_on(target, values)) is None:
        return
    of_day = work.records.ids(Query(target.key, period=Days(day, day)))
    for record in work.records.fetch(target, of_day):
        if work.feeds.source(target.key, record.id or 0) is None:
            yield record


def _met_otherwise(
    work: UnitOfWork, target: Ledger, feed: Feed, values: Values
) -> Iterator[Problem]:
    """Tell of a record of that day and name that would stand beside the new one."""
    title = title_of(target, values)
    for record in _free(work, target, values):
        if title and title_of(target, record.values) == title:
            said = f"{target.label}里已经有同一天的{quoted(title)}（{record.number}），有几项不一样"
            todo = "保存后是两条，会多算一次；是同一件事的，请把那一条作废，或者改成一样的。"
            yield Problem(feed.field, f"{said}，{todo}", is_warning=True)
            return


def was_alone(record: Record, source: Record) -> bool:
    """Whether it was entered by itself, before that from which it follows now."""
    return record.entered.at < source.entered.at


def _computed(target: Ledger, feed: Feed, values: Values) -> dict[str, Value]:
    """The fields of a new record that follow from the others."""
    found = {
        field.key: in_present_words(field.type, field.initial.by(values))
        for field in target.fields
        if isinstance(field.initial, Computed) and field.key not in feed.fields
    }
    return {key: value for key, value in found.items() if not is_blank(value)}


def problems(
    work: UnitOfWork,
    catalogue: Catalogue,
    ledger: Ledger,
    source_id: int | None,
    values: Values,
    surroundings: Surroundings,
) -> list[Problem]:
    """What would be wrong with the records that follow, told at the field that feeds them."""
    found: list[Problem] = []
    for feed in ledger.feeds:
        target = catalogue[feed.ledger]
        for old, fed in steps(work, target, feed, ledger, source_id, values):
            before = Surroundings(
                surroundings.today, surroundings.members, old.values if old else None
            )
            wrong = errors(validate(target, fed, before)) if fed is not None else ()
            found += [Problem(feed.field, f"记入{target.label}时：{p.message}") for p in wrong]
            if old is None and fed is not None:
                found += _met_otherwise(work, target, feed, fed)
    return list(dict.fromkeys(found))


def held(
    work: UnitOfWork,
    catalogue: Catalogue,
    ledger: Ledger,
    values: dict[str, Value],
    previous: Record,
) -> tuple[tuple[str, ...], list[Problem]]:
    """Which fields of a record follow from another, and a problem for each that was changed.

    Those that say the same words are put back in place as they were fed: a person may have
    joined the roster since.
    """
    source = source_of(work, catalogue, ledger, previous)
    if source is None:
        return (), []
    origin, record, feed = source
    said = f"由“{origin.label} {record.number}”带出，要改请到那里改。"
    changed: list[Problem] = []
    for key in feed.fields:
        field, fed = ledger.field(key), previous.value(key)
        if format_text(field.type, values.get(key)) != format_text(field.type, fed):
            changed.append(Problem(key, f"{field.label}{said}"))
        elif not is_blank(fed):
            values[key] = fed
    return feed.fields, changed


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
    if source is None or feed is None:
        return None
    wanted = _wanted(ledger, feed, source.values if source.state in COUNTED else {})
    if was_alone(record, source) and not any(_says(record, feed, each) for each in wanted):
        # It is by itself again.
        return None
    return origin, source, feed


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
    target: Ledger, feed: Feed, kept: list[Record], wanted: list[Values]
) -> Iterator[tuple[Record | None, Values | None]]:
    """Each fed record with what it should say: the same words first, then the most alike.

    So a row that was taken out voids its own record and not that of the row after it, and a
    row that was reworded keeps what was added to its record. A void record comes back only
    for the very words that it had; more may have been fed since it was voided.
    """
    left, open_ = list(kept), list(wanted)
    for values in wanted:
        same = (old for old in left if _says(old, feed, values))
        old = next(same, None)
        if old is not None:
            left.remove(old)
            open_.remove(values)
            yield old, values
    live = [old for old in left if old.state in COUNTED]
    for old, values in _most_alike(target, live, open_, is_only=len(wanted) == 1):
        live.remove(old)
        open_.remove(values)
        yield old, values
    void = [old for old in left if old.state not in COUNTED]
    for values in tuple(open_):
        said = (old for old in void if _says_all(old, feed, values))
        if (old := next(said, None)) is not None:
            void.remove(old)
            open_.remove(values)
            yield old, values
    yield from ((old, None) for old in live)
    yield from ((None, values) for values in open_)


def _most_alike(
    target: Ledger, live: list[Record], open_: list[Values], *, is_only: bool
) -> list[tuple[Record, Values]]:
    """Pairs by how much their titles are alike; the only record of the only row is its own."""
    if is_only and len(live) == len(open_) == 1:
        return [(live[0], open_[0])]

    def alike(old: Record, values: Values) -> float:
        titles = title_of(target, old.values), title_of(target, values)
        return SequenceMatcher(None, *titles).ratio()

    ranked = sorted(
        (
            (alike(old, values), n, m)
            for n, old in enumerate(live)
            for m, values in enumerate(open_)
        ),
        key=lambda each: (-each[0], each[1:]),
    )
    pairs: dict[int, int] = {}
    for ratio, n, m in ranked:
        if ratio >= _ALIKE and n not in pairs and m not in pairs.values():
            pairs[n] = m
    return [(live[n], open_[m]) for n, m in pairs.items()]


def _says(record: Record, feed: Feed, values: Values) -> bool:
    """Whether it has the very values in the fields that are fed."""
    return all(_same(record.value(key), values.get(key)) for key in feed.fields)


def _says_all(old: Record, feed: Feed, values: Values) -> bool:
    """Whether the values say all that was fed to a record; what it had no room for is new."""
    fed = [(old.value(key), values.get(key)) for key in feed.fields]
    return all(is_blank(before) or before == now for before, now in fed)


def _same(one: Value, other: Value) -> bool:
    return one == other or (is_blank(one) and is_blank(other))
