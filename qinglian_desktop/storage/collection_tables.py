"""The tables of collected returns: in a book, and in a database that many clerks use."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from qinglian_desktop.storage.collection_types import (
    CalendarDay,
    Instant,
    JsonList,
)


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
            Column("taken_at", Instant, nullable=False),
            Column("taken_by", Text, nullable=False),
            Column("reported_on", CalendarDay),
            Column("key", Text, nullable=False),
            Column("remarks", JsonList, nullable=False),
            # What was answered: 1 for taken, 0 for given back; blank before.
            Column("is_taken", Integer().with_variant(Boolean(), "postgresql")),
            Column("answered_at", Instant),
            Column("reasons", JsonList),
            # Of each line of 汇总 a list, in the order of the fields of SummaryLine.
            Column("lines", JsonList, nullable=False),
            # All that it told, as JSON, deflated: what opens its file when the stick is gone.
            # Last, for whoever reads the others does not touch its pages.
            Column("told", LargeBinary, nullable=False),
        )
        Index(
            "collected_returns__by_place",
            self.returns.c.unit_code,
            self.returns.c.period,
            self.returns.c.revision,
            unique=True,
        )
        Index("collected_returns__by_period", self.returns.c.period)
        self.files = Table(
            "met_files",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("at", Instant, nullable=False),
            Column("path", Text, nullable=False),
            Column("fate", Text, nullable=False),
            Column("why", JsonList, nullable=False),
            Column("unit_code", Text, nullable=False),
            Column("unit_name", Text, nullable=False),
            Column("period", Text, nullable=False),
            Column("revision", Integer, nullable=False),
        )
        Index("met_files__by_period", self.files.c.period)
