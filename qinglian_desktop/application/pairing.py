"""Which record here is which of another copy of the book, and what one of its records says here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from qinglian_desktop.application.parting import RecordNames
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import FieldType, PeopleRef, PersonRef, RecordRef, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State


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
        return _id_by(self.names_here, ledger, self.names_there.names(ledger, id_there))

    def id_there(self, ledger: Ledger, id_here: int) -> int | None:
        """None where the record is not there, or nothing tells which it is."""
        return _id_by(self.names_there, ledger, self.names_here.names(ledger, id_here))

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

    def not_here(self, ledger: Ledger, record: Record) -> set[str]:
        """The fields in which a record of the other leads to what is not here yet."""
        found: set[str] = set()
        for each in ledger.fields:
            if each.key in record.values:
                plain = to_plain(each.type, record.value(each.key))
                leads = self._leads(each.type, plain)
                if any(self.id_here(*at) is None for at in leads):
                    found.add(each.key)
        return found

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


def _id_by(names: RecordNames, ledger: Ledger, known: Sequence[str]) -> int | None:
    found = (names.id(ledger, name) for name in known)
    return next((each for each in found if each is not None), None)
