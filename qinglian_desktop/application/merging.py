"""Another copy of the book beside it: the records that differ, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import cast

from qinglian_desktop.application.feeding import source_of
from qinglian_desktop.application.parting import CopyStanding, Parting, RecordNames, parting_of
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.unit_words import unit_record
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import FieldType, PeopleRef, PersonRef, RecordRef, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State, title_of
from qinglian_desktop.domain.then_and_now import ThenAndNow, then_and_now
from qinglian_desktop.domain.values import Values


class Since(Enum):
    """What happened to a record since the copies parted."""

    NEW = "新增"
    THEIRS = "对方改过"
    BOTH = "两边都改过"


@dataclass(frozen=True, slots=True)
class Differing:
    """A record of the other copy that is not here, or says something else here.

    ``name`` is the same in every copy; ``lines`` have the other's words as ``then``. ``by_here``
    and ``by_there`` are who changed it last, and when.
    """

    since: Since
    ledger: Ledger
    name: str
    there: Record
    here: Record | None
    lines: tuple[ThenAndNow, ...]
    by_here: str
    by_there: str

    @property
    def called(self) -> str:
        """Ledger, number there and title: 谈心谈话 2026-004 王敏."""
        title = title_of(self.ledger, self.there.values)
        return f"{self.ledger.label} {self.there.number} {title}".strip()


@dataclass(frozen=True, slots=True)
class CopiesBeside:
    """Both copies side by side; ``told`` are sentences about what is left as it is here."""

    standing: CopyStanding
    records: tuple[Differing, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(slots=True)
class Pairing:
    """Which record here is which of the other copy; both within a transaction of their own."""

    here: UnitOfWork
    there: UnitOfWork
    catalogue: Catalogue
    names_here: RecordNames = field(init=False)
    names_there: RecordNames = field(init=False)
    _numbers: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])

    def __post_init__(self) -> None:
        self.names_here = RecordNames(self.here.records)
        self.names_there = RecordNames(self.there.records)

    def id_here(self, ledger: Ledger, id_there: int) -> int | None:
        """None where the record is not here, or nothing tells which it is."""
        name = self.names_there.name(ledger, id_there)
        return self.names_here.id(ledger, name) if name else None

    def plain(self, ledger: Ledger, record: Record) -> dict[str, object]:
        """A record of the other as plain input for here; what is not here keeps its words alone."""
        found = {
            each.key: self._of_here(each.type, to_plain(each.type, record.value(each.key)))
            for each in ledger.fields
            if each.key in record.values
        }
        if ledger.asks is not None and isinstance(found.get(ledger.asks.done), list):
            for row in cast("list[dict[str, object]]", found[ledger.asks.done]):
                if isinstance(words := row.get(ledger.asks.words), str):
                    row[ledger.asks.words] = self._numbered_here(words)
        return found

    def refers_to(self, ledger: Ledger, record: Record) -> Iterator[tuple[Ledger, int]]:
        """The records of the other to which one of its leads."""
        for each in ledger.fields:
            if each.key in record.values:
                plain = to_plain(each.type, record.value(each.key))
                yield from self._leads(each.type, plain)

    def _targets(self, kind: FieldType) -> Ledger | None:
        if isinstance(kind, RecordRef):
            return self.catalogue[kind.ledger]
        return self.catalogue.roster if isinstance(kind, PersonRef | PeopleRef) else None

    def _leads(self, kind: FieldType, plain: object) -> Iterator[tuple[Ledger, int]]:
        if isinstance(kind, Rows):
            for row in cast("list[dict[str, object]]", plain or []):
                for each in kind.fields:
                    yield from self._leads(each.type, row.get(each.key))
        elif isinstance(plain, dict) and (target := self._targets(kind)) is not None:
            given = cast("dict[str, object]", plain)
            for each in cast("list[dict[str, object]]", given.get("people") or [given]):
                if isinstance(found := each.get("id"), int):
                    yield target, found

    def _of_here(self, kind: FieldType, plain: object) -> object:
        if isinstance(kind, Rows):
            types = {each.key: each.type for each in kind.fields}
            rows = cast("list[dict[str, object]]", plain or [])
            return [{key: self._of_here(types[key], of) for key, of in row.items()} for row in rows]
        target = self._targets(kind)
        if target is None or not isinstance(plain, dict):
            return plain  # pyright: ignore[reportUnknownVariableType]
        given = cast("dict[str, object]", plain)
        if isinstance(kind, PeopleRef):
            people = cast("list[dict[str, object]]", given["people"])
            return {**given, "people": [self._known(target, each) for each in people]}
        return self._known(target, given)

    def _known(self, target: Ledger, reference: Mapping[str, object]) -> dict[str, object]:
        """The reference with the id that the record has here."""
        found = {key: each for key, each in reference.items() if key != "id"}
        if isinstance(there := reference.get("id"), int):
            here = self.id_here(target, there)
            if here is not None:
                found["id"] = here
        return found

    def _numbered_here(self, words: str) -> str:
        """The words of a row that begin with the ledger and number of a record there."""
        for ledger in self.catalogue:
            said = re.match(f"{re.escape(ledger.label)} ([0-9]{{4}}-[0-9]+)", words)
            if said is None:
                continue
            there = self._id_of_number(ledger, said[1])
            here = self.id_here(ledger, there) if there is not None else None
            record = self.here.records.get(ledger, here) if here is not None else None
            if record is not None:
                return f"{ledger.label} {record.number}{words[said.end() :]}"
        return words

    def _id_of_number(self, ledger: Ledger, number: str) -> int | None:
        if ledger.key not in self._numbers:
            every = Query(ledger.key, states=tuple(State))
            records = self.there.records.few(every, ())
            self._numbers[ledger.key] = {each.number: each.id or 0 for each in records}
        return self._numbers[ledger.key].get(number)


def compare(here: UnitOfWork, there: UnitOfWork, catalogue: Catalogue) -> CopiesBeside:
    """What of the other copy is not here yet, or is otherwise; in the order in which it came there.

    What here alone was changed since is not among it, nor what says the same on both sides.
    """
    parting = parting_of(here.records, there.records)
    if parting.standing is CopyStanding.STRANGE:
        return CopiesBeside(parting.standing)
    pairing = Pairing(here, there, catalogue)
    found = tuple(_differing(pairing, parting))
    return CopiesBeside(parting.standing, found, tuple(_told(pairing, parting)))


def _differing(pairing: Pairing, parting: Parting) -> Iterator[Differing]:
    here, there, catalogue = pairing.here, pairing.there, pairing.catalogue
    last_here = {(each.ledger, each.record_id): each for each in parting.here}
    last_there = {(each.ledger, each.record_id): each for each in parting.there}
    for key, record_id in last_there:
        if key not in catalogue:
            continue
        ledger = catalogue[key]
        record = there.records.get(ledger, record_id)
        name = pairing.names_there.name(ledger, record_id)
        if record is None or not name:
            continue
        at = pairing.id_here(ledger, record_id)
        now = here.records.get(ledger, at) if at is not None else None
        if now is None and ledger.unit is not None:
            now = unit_record(here, catalogue)
        if now is None and _comes_by_itself(pairing, ledger, record):
            continue
        lines = tuple(_lines(pairing, ledger, record, now))
        if now is not None and (_are_void(record, now) or not any(each.differs for each in lines)):
            continue
        touched = last_here.get((key, now.id or 0)) if now is not None else None
        since = Since.NEW if now is None else Since.BOTH if touched else Since.THEIRS
        by_here = f"{touched.at[:16]} {touched.by}" if touched else ""
        last = last_there[key, record_id]
        by_there = f"{last.at[:16]} {last.by}"
        yield Differing(since, ledger, name, record, now, lines, by_here, by_there)


def _are_void(record: Record, now: Record) -> bool:
    return record.state is State.VOID and now.state is State.VOID


def _comes_by_itself(pairing: Pairing, ledger: Ledger, record: Record) -> bool:
    """Whether it comes with the record from which it follows, or need not come: it is void."""
    is_fed = source_of(pairing.there, pairing.catalogue, ledger, record) is not None
    return is_fed or record.state is State.VOID


def _lines(
    pairing: Pairing, ledger: Ledger, record: Record, now: Record | None
) -> Iterator[ThenAndNow]:
    """Both side by side, but what another record decides; a state that differs is one more line."""
    values: Values = now.values if now is not None else {}
    lines, _ = then_and_now(ledger, pairing.plain(ledger, record), values)
    source = source_of(pairing.here, pairing.catalogue, ledger, now) if now is not None else None
    if source is not None:
        yield from (each for each in lines if each.key not in source[2].fields)
        return
    yield from lines
    if now is not None and (record.state is State.VOID) != (now.state is State.VOID):
        yield ThenAndNow("", "", "状态", record.state.value, now.state.value, differs=True)


def _told(pairing: Pairing, parting: Parting) -> Iterator[str]:
    """What is left as it is here."""
    here, there = pairing.here, pairing.there
    sent = {(each.period, each.revision): each.digest for each in here.returns.all()}
    for each in reversed(there.returns.all()):
        if sent.get((each.period, each.revision), each.digest) != each.digest:
            month = f"{each.period[:4]}年{int(each.period[5:])}月"
            yield f"{month}月报第{each.revision}次两边都报过，内容不一样：请问收到的是哪一份。"
    if drafts := len(there.drafts.all()):
        yield f"那里没有填完的草稿和计划（{drafts} 份）不带过来。"
    if parting.there:
        yield "设置、本单位的词、上级的表、收来的月报、月报和回执的登记，留着这里的，不带过来。"
