"""Where collected returns are kept without a book: PostgreSQL for many clerks, or memory."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    create_engine,
    insert,
    inspect,
    make_url,
    select,
)
from sqlalchemy.exc import ArgumentError

from qinglian_desktop.application.collection_ports import CollectionWork
from qinglian_desktop.storage import engine, server_failures
from qinglian_desktop.storage.collection_tables import CollectionTables
from qinglian_desktop.storage.collection_views import VIEWS
from qinglian_desktop.storage.stored_collected import StoredCollected

VERSION = 1
"""Of the tables as they are made here; those of a newer program are left alone."""
_DRIVER = "postgresql+psycopg"
_ONE_MAKES = "SELECT pg_advisory_xact_lock(hashtext('qinglian collection'))"
_OPTIONS = {
    "application_name": "qinglian",
    # How long a server is waited for that does not answer: seconds, seconds, milliseconds.
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "tcp_user_timeout": "60000",
}


class CollectionDatabases:
    """Implements ``collection_ports.CollectionStores``."""

    def open(self, address: str) -> CollectionDatabase:
        """PostgreSQL at an address; its password is better in PGPASSFILE than in there."""
        database = CollectionDatabase(_server(_url(address)))
        try:
            database.make_tables()
        except BaseException:
            database.close()
            raise
        return database

    def in_memory(self) -> CollectionDatabase:
        """One that is gone when it is closed."""
        database = CollectionDatabase(engine.in_memory())
        database.make_tables()
        return database


class CollectionDatabase:
    """Implements ``collection_ports.OpenedCollection`` over the connections of an engine."""

    def __init__(self, connections: Engine) -> None:
        self._engine = connections
        self._is_server = connections.dialect.name == "postgresql"
        self._metadata = MetaData()
        self._tables = CollectionTables(self._metadata)
        self._version = Table(
            "collection_version",
            self._metadata,
            Column("version", Integer, primary_key=True, autoincrement=False),
        )

    @contextmanager
    def reading(self) -> Generator[CollectionWork]:
        """A consistent view."""
        with self._transaction("REPEATABLE READ", may_write=False) as connection:
            yield _CollectionWork(connection, self._tables)

    @contextmanager
    def writing(self) -> Generator[CollectionWork]:
        """A transaction: kept when the block ends, undone if it raises.

        Raises WriteAgain where it clashed with another clerk's.
        """
        with self._transaction("SERIALIZABLE") as connection:
            yield _CollectionWork(connection, self._tables)

    def close(self) -> None:
        """End its connections."""
        self._engine.dispose()

    def make_tables(self) -> None:
        """Those that are missing, once however many clerks begin at a time."""
        with self._transaction("READ COMMITTED") as connection:
            kept = self._kept_version(connection)
            if kept is None and self._is_server:
                # Another may be making them; what he did is seen behind the lock.
                connection.exec_driver_sql(_ONE_MAKES)
                kept = self._kept_version(connection)
            if kept is None:
                # A table that is there is somebody else's: then none is made.
                self._metadata.create_all(connection, checkfirst=False)
                for each in VIEWS if self._is_server else ():
                    connection.exec_driver_sql(each)
                connection.execute(insert(self._version), {"version": VERSION})
            elif kept > VERSION:
                raise server_failures.newer()

    def _kept_version(self, connection: Connection) -> int | None:
        if not inspect(connection).has_table(self._version.name):
            return None
        return connection.execute(select(self._version.c.version)).scalar_one()

    @contextmanager
    def _transaction(self, isolation: str, *, may_write: bool = True) -> Generator[Connection]:
        with server_failures.while_connecting():
            connection = self._engine.connect()
        with connection, server_failures.while_asking():
            if self._is_server:
                connection.execution_options(
                    isolation_level=isolation, postgresql_readonly=not may_write
                )
            with connection.begin():
                yield connection


class _CollectionWork:
    def __init__(self, connection: Connection, tables: CollectionTables) -> None:
        self.collected = StoredCollected(connection, tables)


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise server_failures.no_address() from None
    if url.drivername not in (_DRIVER, "postgresql") or not url.database:
        raise server_failures.no_address()
    return url.set(drivername=_DRIVER)


def _server(url: URL) -> Engine:
    options = {key: each for key, each in _OPTIONS.items() if key not in url.query}
    try:
        return create_engine(
            url,
            # Neither what was told nor the password shall stand in a message.
            hide_parameters=True,
            connect_args=options,
            use_native_hstore=False,
        )
    except ImportError:
        raise server_failures.no_driver() from None
