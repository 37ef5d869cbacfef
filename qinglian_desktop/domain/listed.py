"""The list on paper as declared → headings, and what a record or one of its rows says in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from qinglian_desktop.domain.field_types import Choice, Choices, Field, FieldType, PeopleRef, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.paper import ListColumn, PaperList
from qinglian_desktop.domain.projection import Column, Part, cell, cell_text, paper_columns, said
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Value, Values
from qinglian_desktop.domain.words import Reading, words

_PARTS = {
    "due": (Part.DUE, "应到"),
    "present": (Part.PRESENT, "实到"),
    "absent": (Part.ABSENT, "缺席人员及原因"),
    "count": (Part.COUNT, "步数"),
    "latest": (Part.LATEST, ""),
    "beside": (Part.BESIDE, ""),
}
NUMBER = "number"
"""The key of a column with the numbers of the records."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A column found in its ledger: parts of the record, or fields of a row, one below another."""

    heading: str
    width: int
    parts: tuple[Column, ...] = ()
    of_row: tuple[Field, ...] = ()

    @property
    def kind(self) -> FieldType | None:
        """What the first of its cells mean, where it is a whole field."""
        if self.of_row:
            return self.of_row[0].type
        first = self.parts[0]
        return first.field.type if first.field and first.part is Part.VALUE else None

    @property
    def is_series(self) -> bool:
        """Whether its cells are names, also of those absent, or chosen words, in a series."""
        field = self.of_row[0] if self.of_row else self.parts[0].field
        return field is not None and isinstance(field.type, PeopleRef | Choices)

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers, set flush right."""
        return len(self.parts) == 1 and self.parts[0].is_number

    def text(self, record: Record) -> str:
        """What the record says in it."""
        return _below(cell_text(cell(record, part)) for part in self.parts)

    def text_of_row(self, row: Values) -> str:
        """What one of the record's rows says in it."""
        return _below(words(f.type, row.get(f.key), Reading.LIST) for f in self.of_row)


def paper_list(ledger: Ledger) -> PaperList:
    """The list as the ledger declares it, or else of what its list on the screen shows."""
    if ledger.listing is not None:
        return ledger.listing
    columns = (ListColumn(each.key, each.width, each.heading) for each in paper_columns(ledger))
    return PaperList(f"{ledger.label}一览表", tuple(columns))


def listed_columns(ledger: Ledger) -> tuple[Listed, ...]:
    """The columns of the list on paper, after 序号; KeyError for what the ledger has not."""
    listing = paper_list(ledger)
    return tuple(_found(ledger, listing.rows, each) for each in listing.columns)


def count_words(ledger: Ledger, records: Sequence[Record]) -> str:
    """How many records a list has, and how many of them have each word that it counts by."""
    many, counted = f"共 {len(records)} 条", paper_list(ledger).counted
    kind = ledger.field(counted).type if counted else None
    if not isinstance(kind, Choice) or not records:
        return many
    found = Counter(str(record.value(counted)) for record in records)
    return f"{many}：{'，'.join(f'{word} {found[word]}' for word in kind.options if found[word])}"


def rows_of(listing: PaperList, record: Record) -> Sequence[Values]:
    """The rows of a record of which each has a line; one that is blank if there are none."""
    value: Value = record.value(listing.rows) if listing.rows else None
    return cast("tuple[Values, ...]", value) or ({},)


def _found(ledger: Ledger, rows: str, column: ListColumn) -> Listed:
    keys = column.key.split("+")
    inner = [key.removeprefix(f"{rows}.") for key in keys if rows and key.startswith(f"{rows}.")]
    if inner and len(inner) < len(keys):
        raise KeyError(column.key)
    kind = ledger.field(rows).type if inner else None
    if isinstance(kind, Rows) and inner != ["latest"]:
        fields = tuple(kind.field(key) for key in inner)
        return Listed(column.heading or fields[0].label, column.width, of_row=fields)
    parts = tuple(_part(ledger, key, column.width) for key in keys)
    return Listed(column.heading or parts[0].heading, column.width, parts)


def _part(ledger: Ledger, key: str, width: int) -> Column:
    if key == NUMBER:
        return Column(key, "编号", Part.NUMBER, width)
    name, dot, part = key.partition(".")
    field = ledger.field(name)
    if dot and isinstance(field.type, Rows) and part not in _PARTS:
        field = replace(field, type=replace(field.type, fields=(field.type.field(part),)))
        part = dot = ""
    which, heading = _PARTS[part] if dot else (Part.VALUE, "")
    return said(Column(key, heading or field.label, which, width, field))


def _below(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))
