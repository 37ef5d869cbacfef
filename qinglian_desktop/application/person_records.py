"""Everything that names a person of the roster, over all ledgers, as one list and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.printing import Printing
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.comparing import alike
from qinglian_desktop.domain.field_types import Day, Field, Name, PeopleRef, PersonRef, Rows, Text
from qinglian_desktop.domain.ledger import Ledger, Section
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, Stamp, title_of
from qinglian_desktop.domain.values import People, Person, Value


@dataclass(frozen=True, slots=True)
class NamedIn:
    """A record that names the person; ``roles`` are the fields in which it does."""

    ledger: Ledger
    record: Record
    roles: str

    @property
    def title(self) -> str:
        """The words by which the record is called."""
        return title_of(self.ledger, self.record.values)


class PersonRecords:
    """What an open book says of each of its people."""

    def __init__(self, book: Book, catalogue: Catalogue, printing: Printing) -> None:
        self._book = book
        self._catalogue = catalogue
        self._printing = printing

    def of(self, person: Person) -> list[NamedIn]:
        """Every record that names the member, the newest first, void ones left out.

        Where a name alone is kept, it is whoever has that name: in a field of names, or of who
        was not on the roster yet. The roster is left out.
        """
        found: list[NamedIn] = []
        with self._book.reading() as work:
            for ledger in self._catalogue:
                if ledger.roster is not None:
                    continue
                ids = work.records.ids(Query(ledger.key, person=person))
                found += [
                    NamedIn(ledger, record, "、".join(_roles(ledger, record, person)))
                    for record in (work.records.fetch(ledger, ids) if ids else ())
                ]
        found.sort(key=lambda each: (each.record.occurred_on, each.record.id or 0), reverse=True)
        return found

    def preview(self, person: Person, progress: Progress = no_progress) -> bytes:
        """The list on paper, as PDF."""
        return self._printing.preview_of(*self._listed(person), "", progress)

    def in_word(self, person: Person, target: Path, progress: Progress = no_progress) -> None:
        """The list in Word, as exactly this file."""
        self._printing.of_in_word(*self._listed(person), "", target, progress)

    def _listed(self, person: Person) -> tuple[Ledger, list[Record]]:
        ledger = _list_of(person.name)
        return ledger, [_line(ledger, each) for each in self.of(person)]


def _roles(ledger: Ledger, record: Record, person: Person) -> Iterator[str]:
    for field in ledger.fields:
        value = record.value(field.key)
        match field.type:
            case PersonRef() | PeopleRef() | Name():
                yield from _role(field, value, person)
            case Rows(fields=fields) if isinstance(value, tuple):
                rows = [row for row in value if isinstance(row, Mapping)]
                for each in fields:
                    cells = (row.get(each.key) for row in rows)
                    yield from [role for cell in cells for role in _role(each, cell, person)][:1]
            case _:
                pass


def _role(field: Field, value: Value, person: Person) -> Iterator[str]:
    match value:
        case Person() if _is(value, person):
            yield field.label
        case str() if alike(value, person.name):
            yield field.label
        case People():
            for each in value.attendees:
                if _is(each.person, person):
                    is_due = isinstance(field.type, PeopleRef) and field.type.attendance
                    reason = f"（{each.reason}）" if each.reason else ""
                    here = "到场" if is_due else field.label
                    yield here if each.present else f"缺席{reason}"
        case _:
            pass


def _is(named: Person, person: Person) -> bool:
    """By id; whoever was not on the roster then, by the name."""
    return named.id == person.id if named.id is not None else alike(named.name, person.name)


def _list_of(name: str) -> Ledger:
    """A list of records as a ledger of its own, which the paper draws like any other."""
    return Ledger(
        key="named_in",
        label=f"{name}的有关记录",
        noun="记录",
        sections=(
            Section(
                "",
                (
                    Field("day", "日期", Day(), width=6),
                    Field("ledger", "台账", Text(), width=8),
                    Field("title", "内容", Text(), width=18),
                    Field("roles", "记为", Text(), width=10),
                ),
            ),
        ),
        occurred="day",
        title=("title",),
    )


def _line(ledger: Ledger, named: NamedIn) -> Record:
    record = named.record
    values: dict[str, Value] = {
        "day": record.occurred_on,
        "ledger": named.ledger.label,
        "title": named.title,
        "roles": named.roles,
    }
    return Record(
        ledger.key, values, record.occurred_on, Stamp(record.entered.at, ""), number=record.number
    )
