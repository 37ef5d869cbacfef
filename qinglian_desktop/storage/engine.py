"""Keyed connections to a book's database: one that writes, some that read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2

from qinglian_desktop.files.durable import PRIVATE_FILE

DATABASE = "ledger.db"
WAL = "ledger.db-wal"
SHARED = "ledger.db-shm"
PAGE = 4096
"""Bytes of a page, as SQLCipher sets it; no database is shorter."""

_READERS = 4
_WAIT = 10.0
_STATEMENTS = 2000
"""Statements whose words are kept, the latest used: the workbench alone asks in 400 ways."""

RawConnection: TypeAlias = dbapi2.Connection


class BookDialect(SQLiteDialect_pysqlite):
    """All books speak alike: words made for one are those for another, also after locking."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register("sqlite.book", __name__, BookDialect.__name__)
_WORDS: LRUCache[object, object] = LRUCache(_STATEMENTS)


def connect(path: Path, key: bytes, mode: str, salt: str = "") -> RawConnection:
    """A connection opened with the raw key; ``mode`` rwc, rw, ro, immutable or fill.

    Transactions are begun and ended by their words alone. Usable from any thread. What is
    filled is new: it keeps no journal and is flushed by whoever fills it; it begins with
    ``salt``, in hexadecimal, or else with one of its own.
    """
    if mode in ("rwc", "fill"):
        # SQLite makes its files by everybody's measure, and those beside it as this one is.
        path.touch(mode=PRIVATE_FILE)
    options = {"immutable": "immutable=1", "fill": "mode=rwc"}.get(mode, f"mode={mode}")
    connection = dbapi2.connect(
        f"{_address(path)}?{options}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=_WAIT,
    )
    # SQLCipher would write its complaints about a wrong key to standard error.
    connection.execute("PRAGMA cipher_log_level = NONE").close()
    connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt}'\"").close()
    connection.execute("PRAGMA foreign_keys = ON").close()
    if mode in ("rwc", "rw"):
        # One that cannot go over to a log, as on a full disk, says so, and goes on without one.
        if connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
            connection.close()
            error = dbapi2.OperationalError("no log can be had")
            error.sqlite_errorcode = dbapi2.SQLITE_CANTOPEN
            raise error
        connection.execute("PRAGMA synchronous = FULL").close()
    elif mode == "fill":
        connection.execute("PRAGMA journal_mode = OFF").close()
        connection.execute("PRAGMA synchronous = OFF").close()
    return connection


def writer(path: Path, key: bytes) -> Engine:
    """The engine of the one connection that writes; its transactions lock at once."""
    return _engine(lambda: connect(path, key, "rw"), 1, "BEGIN IMMEDIATE")


def readers(path: Path, key: bytes, mode: str) -> Engine:
    """The engine of connections that can only read, each transaction a consistent view."""

    def reader() -> RawConnection:
        connection = connect(path, key, mode)
        connection.execute("PRAGMA query_only = ON").close()
        return connection

    return _engine(reader, _READERS, "BEGIN")


def fold_log(connection: RawConnection, patience: float = _WAIT) -> None:
    """Fold a database's log into it, on the disk; nothing that was confirmed is only in the log
    after that.

    Raises dbapi2.Error, SQLITE_BUSY among them where others read for longer than ``patience``.
    """
    connection.execute(f"PRAGMA busy_timeout = {patience * 1000:.0f}").close()
    try:
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        connection.execute(f"PRAGMA busy_timeout = {_WAIT * 1000:.0f}").close()
    if busy:
        error = dbapi2.OperationalError("somebody reads in the log")
        error.sqlite_errorcode = dbapi2.SQLITE_BUSY
        raise error


def in_memory() -> Engine:
    """The engine of one connection over a database that is gone with it."""

    def opened() -> RawConnection:
        return dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)

    return _engine(opened, 1, "BEGIN")


def pace(engine: Engine, wait: Callable[[], object]) -> None:
    """Call ``wait`` before each statement, on whichever thread it is run."""
    event.listen(engine, "before_cursor_execute", lambda *_: wait())


def raw_of(connection: Connection) -> RawConnection:
    """The driver's own connection beneath."""
    return cast("RawConnection", connection.connection.driver_connection)


def _engine(creator: Callable[[], RawConnection], size: int, begin: str) -> Engine:
    engine = create_engine(
        "sqlite+book://",
        module=dbapi2,
        # What was typed must never stand in a message, which goes to the log.
        hide_parameters=True,
        execution_options={"compiled_cache": _WORDS},
        creator=creator,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=16 if size > 1 else 0,
    )

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", begun)
    return engine


def _address(path: Path) -> str:
    """The file as SQLite's URI; a Windows share needs two more slashes than RFC 8089 gives."""
    uri = path.absolute().as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)
