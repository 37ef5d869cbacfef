"""What of a set was printed how when it was put up, and what of it prints otherwise today

Beside the record of what was put up the book keeps, in its settings, a digest of the print of each
record that went out: what is not printed is no change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from qinglian_desktop.application.places import ToPublish
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.public_choice import PublicChoice
from qinglian_desktop.application.public_reading import PublicReading, linked_id
from qinglian_desktop.application.public_set import PublicSet, public_set, publishing_of
from qinglian_desktop.application.todos import Todo, Urgency
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.flow.chart_plain import chart_to_plain
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.listed import listed_columns, rows_of
from qinglian_desktop.domain.publishing import Publishing
from qinglian_desktop.domain.record import COUNTED, Record, title_of

CHANGED_SINCE = "公开后有改动"
"""Stands behind the state of a record of what hangs in public and is not the newest any more."""
_START = "published."
_MOST_NAMED = 3
Print = tuple[str, str]
"""The digest of how something was printed, and what it is called."""


@dataclass(frozen=True, slots=True)
class OutOfDate:
    """What was put up on a day and would print otherwise today; each called by its title."""

    record: Record
    called: str
    day: date
    choice: PublicChoice
    added: Sequence[str]
    changed: Sequence[str]
    gone: Sequence[str]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.added) + len(self.changed) + len(self.gone)

    @property
    def what(self) -> str:
        """What changed, in words, the first few by name."""
        parts = (("新增", self.added), ("改了", self.changed), ("不再公开", self.gone))
        return "；".join(f"{word}{_few(names)}" for word, names in parts if names)

    def words(self, of: Publishing) -> str:
        """The same as a sentence without its end."""
        when = f"{self.day.month}月{self.day.day}日"
        return (
            f"“{of.short}”（{self.called}）{when}公开以后改了{self.count}条，公开的已经不是最新的"
        )


def prints_of(reading: PublicReading, public: PublicSet) -> Mapping[str, Print]:
    """By ledger and id how each record of a set is printed: cells, charts and their risks."""
    catalogue = reading.catalogue
    said: dict[str, list[object]] = {}
    titles: dict[str, str] = {}

    def note(record: Record, what: object) -> None:
        key = f"{record.ledger}:{record.id}"
        ledger = catalogue[record.ledger]
        titles[key] = f"{ledger.noun}{quoted(title_of(ledger, record.values))}"
        said.setdefault(key, []).append(what)

    # Which chart is whose moves on with each other chart: that alone is no change.
    charted = {each.word: each.charted for each in publishing_of(catalogue).lists}
    for table in public.tables:
        listing = table.ledger.listing
        columns = (
            [
                found
                for found, said in zip(listed_columns(table.ledger), listing.columns, strict=True)
                if said.key != charted[table.word]
            ]
            if listing is not None
            else []
        )
        for record in table.records:
            rows = rows_of(listing, record) if listing is not None and listing.rows else ()
            cells = [
                [each.text_of_row(row) for row in rows] if each.of_row else each.text(record)
                for each in columns
            ]
            note(record, [table.word, cells])
    for chart in public.charts:
        note(chart.of.owned, [chart.head.title, list(chart.head.facts)])
        if chart.of.record is not None:
            plain = {k: v for k, v in chart_to_plain(chart.of.chart).items() if k != "gone"}
            note(chart.of.record, plain)
        for record, risk in chart.risks:
            marked = [risk.step, risk.rank, risk.level, risk.risk, *risk.measures, risk.owner]
            note(record, marked)
    unit = unit_words(reading.work, catalogue)
    said["unit"] = [unit.name if unit else ""]
    titles["unit"] = "单位名称"
    return {key: (_digest(what), titles[key]) for key, what in said.items()}


def keep_prints(
    work: UnitOfWork, choice: PublicChoice, prints: Mapping[str, Print], record: Record
) -> None:
    """Keep beside the record of what was put up how it was printed."""
    kept = {
        "columns": {word: list(keys) for word, keys in choice.columns.items()},
        "prints": {key: list(each) for key, each in prints.items()},
    }
    work.settings.put(f"{_START}{record.id}", json.dumps(kept, ensure_ascii=False))


def out_of_date(work: UnitOfWork, catalogue: Catalogue, today: date) -> Iterator[OutOfDate]:
    """What hangs today and would print otherwise, the latest first; each set by itself."""
    ledger, kept = catalogue.publishing, work.settings.beginning(_START)
    if ledger is None or ledger.publishing is None or not kept:
        return
    of = ledger.publishing
    ids = [int(key.removeprefix(_START)) for key in kept]
    found = [each for each in work.records.fetch(ledger, ids) if each.state in COUNTED]
    found.sort(key=lambda each: (cast("date", each.value(of.day)), each.id or 0), reverse=True)
    reading = PublicReading(work, catalogue)
    for place, record in enumerate(found):
        until = record.value(of.until)
        is_over = isinstance(until, date) and until < today
        if is_over or any(_takes_the_place(of, later, record) for later in found[:place]):
            continue
        said = json.loads(kept[f"{_START}{record.id}"])
        choice = _choice_of(of, record, said["columns"])
        then = {key: cast("Print", tuple(each)) for key, each in said["prints"].items()}
        now = prints_of(reading, public_set(reading, choice))
        told = OutOfDate(
            record,
            title_of(ledger, record.values),
            cast("date", record.value(of.day)),
            choice,
            [name for key, (_, name) in now.items() if key not in then],
            [name for key, (how, name) in now.items() if key in then and then[key][0] != how],
            [name for key, (_, name) in then.items() if key not in now],
        )
        if told.count:
            yield told


def _takes_the_place(of: Publishing, later: Record, earlier: Record) -> bool:
    """Whether the later hangs where the earlier did: of the same, all of it, at its place."""
    if any(_said(later, key) != _said(earlier, key) for key in (of.scope, of.department)):
        return False
    if linked_id(later.value(of.single)) != linked_id(earlier.value(of.single)):
        return False
    held, lost = (cast("tuple[str, ...]", each.value(of.contents)) for each in (later, earlier))
    return set(lost or ()) <= set(held or ()) and all(
        _said(earlier, key) in ("", _said(later, key)) for key in of.places
    )


def _said(record: Record, key: str) -> str:
    return folded(str(record.value(key) or ""))


def told_out_of_date(
    work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, today: date
) -> Mapping[int, str]:
    """By id CHANGED_SINCE, of the records of this ledger of which that is so."""
    if ledger.publishing is None:
        return {}
    return {each.record.id or 0: CHANGED_SINCE for each in out_of_date(work, catalogue, today)}


def publishing_todos(work: UnitOfWork, catalogue: Catalogue, today: date) -> Iterator[Todo]:
    """A line for each set that hangs in public and is not what the book says any more."""
    for each in out_of_date(work, catalogue, today):
        of, ledger = publishing_of(catalogue), catalogue[each.record.ledger]
        place = ToPublish(ledger.key, each.record.id or 0)
        taken_down = f"已经取下的，在那条记录里填“{ledger.field(of.until).label}”"
        why = f"{each.what}；点这里照原来的样子重新公开；{taken_down}"
        yield Todo(Urgency.DUE, each.words(of), why, place)


def choice_of_record(work: UnitOfWork, catalogue: Catalogue, record: Record) -> PublicChoice:
    """What was chosen when a set was put up, so that it can be made anew."""
    text = work.settings.get(f"{_START}{record.id}")
    kept = cast("dict[str, dict[str, list[str]]]", json.loads(text)) if text else {}
    columns = kept.get("columns", {})
    return _choice_of(publishing_of(catalogue), record, columns)


def _choice_of(of: Publishing, record: Record, columns: Mapping[str, list[str]]) -> PublicChoice:
    link = record.value(of.single)
    return PublicChoice(
        str(record.value(of.scope) or ""),
        str(record.value(of.department) or ""),
        getattr(link, "id", None),
        cast("tuple[str, ...]", record.value(of.contents) or ()),
        shows_names=not str(record.value(of.names) or "").startswith("不"),
        columns={word: tuple(keys) for word, keys in columns.items()},
    )


def _few(names: Sequence[str]) -> str:
    more = f"等{len(names)}条" if len(names) > _MOST_NAMED else ""
    return "、".join(names[:_MOST_NAMED]) + more


def _digest(what: object) -> str:
    return hashlib.sha256(json.dumps(what, ensure_ascii=False).encode()).hexdigest()[:16]
