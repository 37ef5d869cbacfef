"""空白表: a ledger's sheet to be filled in, made of its declaration and of what the book knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from qinglian_desktop.application.document_ports import BlankColumn, BlankTable, CellKind
from qinglian_desktop.application.linked_words import linked_words
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.entry_columns import EntryColumn, blank_columns, how_to_write
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    Integer,
    Money,
    PeopleRef,
    PersonRef,
    RecordRef,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import told_apart
from qinglian_desktop.domain.rules import remarks_on_namesakes
from qinglian_desktop.domain.values import Person

REQUIRED = "＊"
"""Before the heading of what every record must have."""
_MOST_LINKED = 500
"""Records of another ledger among which one is chosen: in a longer list nobody finds it."""


def blank_sheet(work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, today: date) -> BlankTable:
    """The sheet, with who is on the roster today and what it may refer to."""
    names = _names(work, today)
    links = linked_words(work, catalogue, ledger)
    columns = blank_columns(ledger)
    return BlankTable(
        ledger.label,
        f"{ledger.label}（{REQUIRED}为必填，怎样填写见各栏的批注）",
        tuple(_column(each, names, links) for each in columns),
    )


def _names(work: UnitOfWork, today: date) -> Sequence[str]:
    members = work.records.members()
    remarks = remarks_on_namesakes(members.values())
    people = (Person(each.name, each.id) for each in members.values() if each.belongs_on(today))
    told = (told_apart(each, remarks) for each in people)
    return [each.name for each in told if isinstance(each, Person)]


def _column(
    column: EntryColumn, names: Sequence[str], links: Mapping[str, Mapping[int, str]]
) -> BlankColumn:
    kind, words, is_closed, takes_several = column.field.type, (), False, False
    match kind:
        case Choice():
            words, is_closed = kind.options, kind.fixed
        case Choices():
            words, takes_several = kind.options, True
        case PersonRef():
            words, takes_several = names, kind.outsiders
        case PeopleRef():
            words, takes_several = names, True
        case RecordRef():
            words = list(dict.fromkeys(links[column.field.key].values()))[:_MOST_LINKED]
        case _:
            pass
    return BlankColumn(
        f"{REQUIRED}{column.heading}" if column.is_required else column.heading,
        column.width,
        _cell_kind(column),
        how_to_write(column),
        tuple(words),
        is_closed,
        takes_several,
    )


def _cell_kind(column: EntryColumn) -> CellKind:
    match column.field.type:
        case Day():
            return CellKind.DAY
        case Integer() | Money():
            return CellKind.NUMBER
        case _:
            return CellKind.TEXT
