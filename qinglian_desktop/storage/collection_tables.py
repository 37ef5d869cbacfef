"""The tables of collected returns: in a book, and in a database that many clerks use."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator, TypeEngine


class ExactFigure(TypeDecorator[Decimal]):
    """A whole number or an exact amount; SQLite, which knows no such type, keeps its words."""

    impl = Numeric(20, 6)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Words in SQLite, a number elsewhere."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Numeric(20, 6))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """As it is kept."""
        if value is None:
            return None
        return f"{value:f}" if dialect.name == "sqlite" else Decimal(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """An int where it is whole."""
        if value is None:
            return None
        figure = Decimal(value)
        return int(figure) if figure == figure.to_integral_value() else figure.normalize()


class CollectionTables:
    """The tables, in the metadata of a book or of a database of their own."""

    def __init__(self, metadata: MetaData) -> None:
        self.units = Table(
            "collected_units",
            metadata,
            Column("code", Text, primary_key=True),
            Column("place", Integer, nullable=False),
            Column("name", Text, nullable=False),
            Column("kind", Text, nullable=False),
        )
        self.returns = Table(
            "collected_returns",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("unit_code", Text, nullable=False),
            Column("unit_name", Text, nullable=False),
            Column("period", Text, nullable=False),
            Column("revision", Integer, nullable=False),
            Column("digest", Text, nullable=False),
            Column("file_name", Text, nullable=False),
            Column("taken_at", Text, nullable=False),
            Column("taken_by", Text, nullable=False),
            Column("reported_on", Text),
            Column("key", Text, nullable=False),
            Column("remarks", Text, nullable=False),
            # All that it told, as JSON, deflated: what opens its file when the stick is gone.
            Column("told", LargeBinary, nullable=False),
            # What was answered: 1 for taken, 0 for given back; blank before.
            Column("is_taken", Integer),
            Column("answered_at", Text),
            Column("reasons", Text),
        )
        Index(
            "collected_returns__by_place",
            self.returns.c.unit_code,
            self.returns.c.period,
            self.returns.c.revision,
            unique=True,
        )
        Index("collected_returns__by_period", self.returns.c.period)
        self.lines = Table(
            "collected_lines",
            metadata,
            Column(
                "return_id",
                Integer,
                ForeignKey("collected_returns.id", ondelete="CASCADE"),
                primary_key=True,
            ),
            Column("place", Integer, primary_key=True),
            Column("ledger", Text, nullable=False),
            Column("measure", Text, nullable=False),
            Column("label", Text, nullable=False),
            Column("unit", Text, nullable=False),
            Column("month", ExactFigure),
            Column("year", ExactFigure),
            Column("note", Text, nullable=False),
            sqlite_with_rowid=False,
        )
        self.files = Table(
            "met_files",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("at", Text, nullable=False),
            Column("path", Text, nullable=False),
            Column("fate", Text, nullable=False),
            Column("why", Text, nullable=False),
            Column("unit_code", Text, nullable=False),
            Column("unit_name", Text, nullable=False),
            Column("period", Text, nullable=False),
            Column("revision", Integer, nullable=False),
        )
        Index("met_files__by_period", self.files.c.period)
