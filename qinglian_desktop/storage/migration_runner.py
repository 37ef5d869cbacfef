"""Brings a book up to date: each migration in one transaction with its own record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from qinglian_desktop.storage import failures
from qinglian_desktop.storage.engine import RawConnection
from qinglian_desktop.storage.migrations import Migration

_TABLE = (
    "CREATE TABLE IF NOT EXISTS migrations"
    " (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL)"
)


def applied(connection: RawConnection) -> int:
    """The number of the book's last migration.

    EnvironmentProblem if the file has none: it is no book, or its making was cut off.
    """
    with failures.as_problems():
        tables = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE name = 'migrations'"
        ).fetchone()[0]
        if not tables:
            raise failures.damaged()
        last = connection.execute("SELECT max(number) FROM migrations").fetchone()[0]
    if last is None:
        raise failures.damaged()
    return int(last)


def migrate(
    connection: RawConnection, migrations: Sequence[Migration], since: int, now: datetime
) -> None:
    """Apply the migrations after number ``since``; one that fails leaves nothing behind."""
    with failures.as_problems():
        for migration in migrations:
            if migration.number <= since:
                continue
            connection.execute("BEGIN IMMEDIATE").close()
            try:
                connection.execute(_TABLE).close()
                for statement in migration.statements:
                    connection.execute(statement).close()
                connection.execute(
                    "INSERT INTO migrations (number, name, at) VALUES (?, ?, ?)",
                    (migration.number, migration.name, now.isoformat(sep=" ")),
                ).close()
            except BaseException:
                connection.execute("ROLLBACK").close()
                raise
            connection.execute("COMMIT").close()
