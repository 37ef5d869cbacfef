"""Enter once, reuse: the records that follow from a record of another ledger, kept in step."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain

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
    (None, values) a new record; (record, values) one changed or brought back, or one of somebody's
    own that says just this and is taken up; (record, None) one that follows no longer. Those that
    are as they should be are left out.
    """
    known = [] if source_id is None else work.feeds.fed(ledger.key, source_id)
    ours = {id_: taken_up for key, id_, taken_up in known if key == target.key}
    kept = work.records.fetch(target, list(ours))
    taken_up = [record for record in kept if ours.get(record.id or 0)]
    made = [record for record in kept if record not in taken_up]
    begun = {
        field.key: from_plain(field.type, field.initial.plain)
        for field in target.fields
        if isinstance(field.initial, Fixed) and field.key not in feed.fields
    }
    for old, fed in _paired(work, target, feed, taken_up, made, _wanted(target, feed, values)):
        if old is None:
            new = begun | dict(fed or {})
            yield None, new | _computed(target, feed, new)
        elif fed is None:
            yield old, None
        else:
            own = {key: value for key, value in old.values.items() if key not in feed.fields}
            merged = own | dict(fed)
            if merged != dict(old.values) or old.state not in COUNTED or old.id not in ours:
                yield old, merged


def _free(work: UnitOfWork, target: Ledger, values: Values) -> Iterator[Record]:
    """The records of that day that follow from nothing."""
    if (day := occurred_on(target, values)) is None:
        return
    of_day = work.records.ids(Query(target.key, period=Days(day, day)))
    for record in work.records.fetch(target, of_day):
        if work.feeds.source(target.key, record.id or 0) is None:
            yield record


def _stands_beside(
    work: UnitOfWork,
    target: Ledger,
    feed: Feed,
    found: list[tuple[Record | None, Values | None]],
    taken_up: set[int],
) -> Iterator[Problem]:
    """Tell of somebody's own record that would stand beside one that comes, for each that comes."""
    seen = {old.id for old, _ in found if old is not None}
    let_go = [old for old, fed in found if old and fed is None and old.id in taken_up]
    for old, fed in found:
        if fed is None or (old is not None and old.state in COUNTED):
            continue
        title = title_of(target, fed)
        free = (each for each in _free(work, target, fed) if each.id not in seen)
        met = next((each for each in free if title_of(target, each.values) == title), None)
        if title and met is not None:
            said = f"{target.label}里已经有同一天的{quoted(title)}（{met.number}），有几项不一样"
            todo = "保存后是两条，会多算一次；是同一件事的，先改成一样的再保存，或者把那一条作废。"
            yield Problem(feed.field, f"{said}，{todo}", is_warning=True)
        elif let_go:
            before = let_go.pop(0)
            name = f"{quoted(title_of(target, before.values))}（{before.number}）"
            said = f"{target.label}里的{name}是单独登记的，留着不改，这里改过的另记一条"
            todo = "会多算一次；是同一件事的，保存后请把那一条作废。"
            yield Problem(feed.field, f"{said}，{todo}", is_warning=True)


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
        following = list(steps(work, target, feed, ledger, source_id, values))
        for old, fed in following:
            before = Surroundings(
                surroundings.today, surroundings.members, old.values if old else None
            )
            wrong = errors(validate(target, fed, before)) if fed is not None else ()
            found += [Problem(feed.field, f"记入{target.label}时：{p.message}") for p in wrong]
        known = [] if source_id is None else work.feeds.fed(ledger.key, source_id)
        taken_up = {id_ for key, id_, is_taken_up in known if key == target.key and is_taken_up}
        found += _stands_beside(work, target, feed, following, taken_up)
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
    said = f"{brought_along(origin, record)}，要改请到那里改。"
    changed: list[Problem] = []
    for key in feed.fields:
        field, fed = ledger.field(key), previous.value(key)
        if format_text(field.type, values.get(key)) != format_text(field.type, fed):
            changed.append(Problem(key, f"{field.label}{said}"))
        elif not is_blank(fed):
            values[key] = fed
    return feed.fields, changed


def brought_along(origin: Ledger, record: Record) -> str:
    """From which record another one follows, as a sentence begins: 由“谈心谈话 2026-004”带出."""
    return f"由{quoted(f'{origin.label} {record.number}')}带出"


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
    work: UnitOfWork,
    target: Ledger,
    feed: Feed,
    taken_up: list[Record],
    made: list[Record],
    wanted: list[Values],
) -> Iterator[tuple[Record | None, Values | None]]:
    """Each fed record with what it should say: the same words first, then the most alike.

    So a row that was taken out voids its own record and not that of the row after it, and a
    row that was reworded keeps what was added to its record. A void record comes back only
    for the very words that it had; more may have been fed since it was voided, and somebody
    may have entered it again. What was taken up says the very words, or is let go.
    """
    own, left, open_ = list(taken_up), list(made), list(wanted)
    found: set[int | None] = set()
    for values in wanted:
        live = (old for old in left if old.state in COUNTED)
        there = chain(own, live, _free(work, target, values), left)
        same = (old for old in there if old.id not in found and _says(old, feed, values))
        if (old := next(same, None)) is not None:
            found.add(old.id)
            open_.remove(values)
            yield old, values
    left = [old for old in left if old.id not in found]
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
    yield from ((old, None) for old in (*own, *live) if old.id not in found)
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
