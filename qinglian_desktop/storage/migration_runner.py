"""Brings a book up to date: each migration in one transaction with its own record."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.engine import RawConnection
from qinglian_desktop.storage.migrations import KeepFile, Migration

_TABLE = (
    "CREATE TABLE IF NOT EXISTS migrations"
    " (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL)"
)
_WORTH_IT = 256
"""Free pages, 1 MB, below which a database is left as it is."""


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


def make_ready(
    connection: RawConnection, migrations: Sequence[Migration], since: int, keep_file: KeepFile
) -> None:
    """Before an older book is migrated: put as files what the migrations will drop from it.

    A book stays as it was by this, even in part, and it can be done any number of times.
    """
    with failures.as_problems():
        for migration in migrations:
            if migration.number > since and migration.prepare is not None:
                migration.prepare(connection, keep_file)


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


def give_back_space(connection: RawConnection) -> None:
    """Make a database that is mostly empty small again; undone as a whole if it fails.

    A book from which much was moved out is one; where it fails, the next opening tries again.
    """
    with suppress(EnvironmentProblem), failures.as_problems():
        free = connection.execute("PRAGMA freelist_count").fetchone()[0]
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        if free > _WORTH_IT and free > pages // 2:
            connection.execute("VACUUM").close()
            # Only folding the log into the file shortens it.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
