"""Brings a book up to date: its migrations in one transaction, each with its own record."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.engine import RawConnection
from qinglian_desktop.storage.migrations import KeepFile, Migration
from qinglian_desktop.storage.page_check import stoppable

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
    """Apply the migrations after number ``since``: all of them, or none where one fails."""
    with failures.as_problems():
        connection.execute("BEGIN IMMEDIATE").close()
        try:
            carry_out(connection, migrations, since, now)
        except BaseException:
            # Nothing where SQLite has taken it back by itself.
            connection.rollback()
            raise
        connection.execute("COMMIT").close()


def carry_out(
    connection: RawConnection,
    migrations: Sequence[Migration],
    since: int,
    now: datetime,
    progress: Progress = no_progress,
) -> None:
    """Apply the migrations after number ``since`` within a transaction of whoever asks.

    ``progress`` is told migrations; Cancelled, also within one, when it answers False.
    """
    wanted = [each for each in migrations if each.number > since]
    for done, migration in enumerate(wanted):
        with stoppable(connection, partial(_tell, progress, done, len(wanted))):
            connection.execute(_TABLE).close()
            for statement in migration.statements:
                connection.execute(statement).close()
            connection.execute(
                "INSERT INTO migrations (number, name, at) VALUES (?, ?, ?)",
                (migration.number, migration.name, now.isoformat(sep=" ")),
            ).close()
        if not progress(done + 1, len(wanted)):
            raise Cancelled


def _tell(progress: Progress, at: int, among: int, done: int, total: int) -> bool:
    """However often it is asked within one migration, that is how far it is."""
    return progress(at, among)


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
