"""The tables of one ledger, generated from its declaration: the records and their children."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    literal_column,
)

from qinglian_desktop.domain import field_types as kinds

if TYPE_CHECKING:
    from qinglian_desktop.domain.field_types import Field
    from qinglian_desktop.domain.ledger import Ledger

AnyColumn: TypeAlias = Column[Any]

SPAN_END = "__end"
"""Follows a field's key: the end of a Span."""
REF_ID = "__id"
"""Follows a field's key: the id of a person, record or step, whose words stand under the key."""
IS_GONE = "__gone"
"""Follows a StepRef's key: 1 once its step was taken out of the chart."""
DUE = "__due"
"""Follows a field's key: 应到 as stated, without names."""
PRESENT = "__present"
"""Follows a field's key: 实到 as stated, without names."""

UNLISTED: ColumnElement[bool] = literal_column("state IN ('草稿', '已作废')")
"""What lists and measures leave out, in the very words of the partial index."""

CENTS_IN_WAN = 10**6
"""分 in one 万元: amounts are whole numbers in the database."""


def main_table(ledger: str) -> str:
    """What the table of a ledger's records is called."""
    return f"ledger_{ledger}"


class LedgerTables:
    """Table ``ledger_<key>`` and, below it by field key, the tables of its children.

    ``own`` are the columns of its fields.
    """

    def __init__(self, ledger: Ledger, metadata: MetaData) -> None:
        self.ledger = ledger
        name = main_table(ledger.key)
        fields = [column for field in ledger.fields for column in _columns(field)]
        self.own = tuple(column.name for column in fields)
        self.main = Table(name, metadata, *_envelope(), *fields, sqlite_autoincrement=True)
        # Lists are found by day and filtered by state without touching the records. Every
        # further index would cost each save an encrypted page.
        Index(f"{name}__by_day", self.main.c.occurred_on, self.main.c.id, self.main.c.state)
        # Holds the few records that lists leave out, so the rest are counted at once.
        Index(f"{name}__unlisted", self.main.c.state, sqlite_where=UNLISTED)
        self.children: dict[str, Table] = {
            field.key: table
            for field in ledger.fields
            if (table := _child(field, name, metadata)) is not None
        }

    @property
    def key(self) -> str:
        """The ledger's key."""
        return self.ledger.key


def _envelope() -> Iterator[AnyColumn]:
    """What every record has; days and moments are ISO text."""
    yield Column("id", Integer, primary_key=True)
    for name in ("number", "occurred_on", "state", "entered_at", "entered_by", "changed_at"):
        yield Column(name, Text, nullable=False)
    yield Column("revision", Integer, nullable=False)


def _columns(field: Field) -> Iterator[AnyColumn]:
    """The columns of a field in its own table; none where all of it is in a child table."""
    key = field.key
    match field.type:
        case kinds.Text() | kinds.Name() | kinds.LongText() | kinds.Choice():
            yield Column(key, Text)
        case kinds.Day() | kinds.Month() | kinds.Moment():
            yield Column(key, Text)
        case kinds.Integer() | kinds.Money():
            yield Column(key, Integer)
        case kinds.Span():
            yield Column(key, Text)
            yield Column(key + SPAN_END, Text)
        case kinds.PersonRef() | kinds.RecordRef():
            yield Column(key, Text)
            yield Column(key + REF_ID, Integer)
        case kinds.Flow():
            yield Column(key, Text)
        case kinds.StepRef():
            yield Column(key, Text)
            yield Column(key + REF_ID, Text)
            yield Column(key + IS_GONE, Integer)
        case kinds.PeopleRef():
            # Who came, counted once when it is saved: lists and measures need no names.
            yield Column(key, Integer)
            yield Column(key + DUE, Integer)
            yield Column(key + PRESENT, Integer)
        case kinds.Choices() | kinds.Rows() | kinds.Attachments():
            pass
        case _:
            assert_never(field.type)


def _child(field: Field, parent: str, metadata: MetaData) -> Table | None:
    """The table of a field's children in their order, or None."""
    name = f"{parent}__{field.key}"
    match field.type:
        case kinds.PeopleRef():
            return _child_table(
                name,
                parent,
                metadata,
                Column("person_id", Integer),
                Column("name", Text, nullable=False),
                Column("is_present", Integer, nullable=False),
                Column("reason", Text),
            )
        case kinds.Choices():
            word: AnyColumn = Column("word", Text, nullable=False)
            return _child_table(name, parent, metadata, word, indexed="word")
        case kinds.Rows(fields=fields):
            columns = [column for each in fields for column in _columns(each)]
            return _child_table(name, parent, metadata, *columns)
        case kinds.Attachments():
            return _child_table(
                name,
                parent,
                metadata,
                Column("name", Text, nullable=False),
                Column("digest", Text, nullable=False),
                Column("media_type", Text, nullable=False),
                Column("size", Integer, nullable=False),
                indexed="digest",
            )
        case (
            kinds.Text()
            | kinds.Name()
            | kinds.LongText()
            | kinds.Choice()
            | kinds.Day()
            | kinds.Month()
            | kinds.Moment()
            | kinds.Integer()
            | kinds.Money()
            | kinds.Span()
            | kinds.PersonRef()
            | kinds.RecordRef()
            | kinds.Flow()
            | kinds.StepRef()
        ):
            return None
        case _:
            assert_never(field.type)


def _child_table(
    name: str, parent: str, metadata: MetaData, *columns: AnyColumn, indexed: str = ""
) -> Table:
    record_and_place: tuple[AnyColumn, ...] = (
        Column("record_id", Integer, ForeignKey(f"{parent}.id"), primary_key=True),
        Column("place", Integer, primary_key=True),
    )
    table = Table(
        name,
        metadata,
        *record_and_place,
        *columns,
        # Clustered by its record, so a record's children lie on one page.
        sqlite_with_rowid=False,
    )
    if indexed:
        Index(f"{name}__by_{indexed}", table.c[indexed], table.c.record_id)
    return table
