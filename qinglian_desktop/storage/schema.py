"""Every table of a book, generated from the catalogue; migrations are written from it.

After a declaration changed, ``dev.py migration NAME`` writes the statements that are missing
(``schema_changes.py``) into a new ``migrations/mNNNN_name.py`` and names it in ``MIGRATIONS``.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.storage.collection_tables import CollectionTables
from qinglian_desktop.storage.ledger_tables import LedgerTables

SEARCH_TEXT = """CREATE VIRTUAL TABLE search_text USING fts5(
    pairs, content='', contentless_delete=1, tokenize='ascii'
)"""
"""Words as pairs of characters, kept without the text. The tokenizer ``ascii`` splits at blanks
only: ``unicode61`` knows no character newer than Unicode 6.1 and would drop rare names."""
WITHDRAWN = text("action IN ('更正', '作废')")
"""Which rows of the history say what a record says no more; few beside 新增, 修改 and 上报."""


class Schema:
    """The tables of a book: those of each ledger by its key, and those of the book itself."""

    def __init__(self, catalogue: Catalogue) -> None:
        metadata = MetaData()
        self.catalogue = catalogue
        self.metadata = metadata
        self.ledgers = {ledger.key: LedgerTables(ledger, metadata) for ledger in catalogue}
        self.history = Table(
            "history",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("ledger", Text, nullable=False),
            Column("record_id", Integer, nullable=False),
            Column("at", Text, nullable=False),
            Column("by", Text, nullable=False),
            Column("action", Text, nullable=False),
            Column("reason", Text, nullable=False),
            Column("before", Text),
            Column("after", Text),
            # How the record was kept after it, all of its columns; and what holds the row.
            Column("record_digest", LargeBinary),
            Column("chain", LargeBinary),
        )
        Index("history__by_record", self.history.c.ledger, self.history.c.record_id)
        Index("history__withdrawn", self.history.c.id, sqlite_where=WITHDRAWN)
        self.numbers = Table(
            "numbers",
            metadata,
            Column("ledger", Text, primary_key=True),
            Column("year", Integer, primary_key=True),
            Column("last", Integer, nullable=False),
            sqlite_with_rowid=False,
        )
        self.drafts = Table(
            "drafts",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("ledger", Text, nullable=False),
            Column("record_id", Integer),
            Column("at", Text, nullable=False),
            Column("typed", Text, nullable=False),
            Column("is_plan", Integer, nullable=False, server_default="0"),
            # JSON: what was printed of it, and which fields of records shall link to it.
            Column("told", Text),
            Column("answers", Text),
            sqlite_autoincrement=True,
        )
        self.attachments = Table(
            "attachments",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("digest", Text, nullable=False),
            Column("media_type", Text, nullable=False),
            Column("size", Integer, nullable=False),
            # Until a record was saved with it: the last row of the history as it was added.
            Column("loose_since", Integer),
        )
        Index("attachments__by_digest", self.attachments.c.digest, unique=True)
        self.returns = Table(
            "returns",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("period", Text, nullable=False),
            Column("revision", Integer, nullable=False),
            Column("digest", Text, nullable=False),
            Column("at", Text, nullable=False),
            Column("path", Text, nullable=False),
            # What it said, word for word; of former versions' returns that is not known.
            Column("told", Text),
            # 1 until its file was written, read back and renamed.
            Column("uncertain", Integer),
            # The last row of the history that it knew: a clock may be wrong, this is not.
            Column("history_end", Integer),
            # The row of the history up to which it knew all, and what holds that row.
            Column("chain_head", Text),
        )
        Index("returns__by_period", self.returns.c.period, self.returns.c.revision)
        self.feeds = Table(
            "feeds",
            metadata,
            Column("ledger", Text, primary_key=True),
            Column("record_id", Integer, primary_key=True),
            Column("source", Text, nullable=False),
            Column("source_id", Integer, nullable=False),
            # 1 for a record that was there before and is somebody's own.
            Column("taken_up", Integer),
            sqlite_with_rowid=False,
        )
        Index("feeds__by_source", self.feeds.c.source, self.feeds.c.source_id)
        self.settings = Table(
            "settings",
            metadata,
            Column("key", Text, primary_key=True),
            Column("text", Text, nullable=False),
        )
        # 报送登记: whatever was put onto a stick or into a folder for somebody else, each time.
        self.handed_in = Table(
            "handed_in",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("at", Text, nullable=False),
            Column("by", Text, nullable=False),
            Column("what", Text, nullable=False),
            Column("period", Text, nullable=False),
            # Of a return; nothing else is counted.
            Column("revision", Integer),
            Column("digest", Text, nullable=False),
            Column("medium", Text, nullable=False),
            Column("path", Text, nullable=False),
            Column("has_password", Integer, nullable=False, server_default="0"),
        )
        # What whoever collects the returns answered, the newest of a return last.
        self.receipts = Table(
            "receipts",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("period", Text, nullable=False),
            Column("revision", Integer, nullable=False),
            Column("digest", Text, nullable=False),
            Column("verdict", Text, nullable=False),
            Column("reasons", Text, nullable=False),
            Column("given_at", Text, nullable=False),
            Column("given_by", Text, nullable=False),
            Column("signed_by", Text, nullable=False),
            Column("read_at", Text, nullable=False),
        )
        Index("receipts__by_period", self.receipts.c.period, self.receipts.c.revision)
        # Forms of others that are filled, with the file as it came and what goes where, as JSON.
        self.forms = Table(
            "forms",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("name", Text, nullable=False),
            Column("file_name", Text, nullable=False),
            Column("content", LargeBinary, nullable=False),
            Column("mapping", Text, nullable=False),
            Column("at", Text, nullable=False),
        )
        Index("forms__by_name", self.forms.c.name, unique=True)
        self.collection = CollectionTables(metadata)
        # rowid → record; the rowid holds the day in its high bits, so that hits come out of
        # the index newest first without being sorted.
        self.entries = Table(
            "search_entries",
            metadata,
            Column("rowid", Integer, primary_key=True),
            Column("ledger", Text, nullable=False),
            Column("record_id", Integer, nullable=False),
            Column("is_void", Integer, nullable=False),
        )
        Index(
            "search_entries__by_record",
            self.entries.c.ledger,
            self.entries.c.record_id,
            unique=True,
        )
        self.spellings = Table(
            "spellings",
            metadata,
            Column("person_id", Integer, primary_key=True),
            Column("place", Integer, primary_key=True),
            Column("spelled", Text, nullable=False),
            sqlite_with_rowid=False,
        )
        Index("spellings__by_spelled", self.spellings.c.spelled)


def ddl(catalogue: Catalogue) -> list[str]:
    """The statements that make an empty book of the catalogue, in their order."""
    dialect = sqlite.dialect()
    statements: list[str] = []
    for table in Schema(catalogue).metadata.sorted_tables:
        made = str(CreateTable(table).compile(dialect=dialect)).strip()
        statements.append(made.replace("\t", "    ").replace(" \n", "\n").replace("\n)\n ", "\n) "))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            made = str(CreateIndex(index).compile(dialect=dialect))
            statements.append(made.replace(" ON ", "\n    ON ", 1))
    return [*statements, SEARCH_TEXT]
