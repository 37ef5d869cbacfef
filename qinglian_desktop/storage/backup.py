"""Making a backup: the book as one reader sees it, copied in steps and checked in full."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem, QinglianError
from qinglian_desktop.files.durable import copy_durably, flush_file, write_durably
from qinglian_desktop.storage import belongings, failures, shelf
from qinglian_desktop.storage.engine import DATABASE, PAGE, RawConnection, connect
from qinglian_desktop.storage.keys import KEYS

STEP = 1000
"""Pages copied between two looks at whether the user has cancelled: 4 MB."""


def back_up(
    folder: Path,
    connection: RawConnection,
    key: bytes,
    number: int,
    now: datetime,
    progress: Progress = no_progress,
) -> Path:
    """Copy the book as the connection's transaction sees it; told of pages done and in all.

    The copy is opened anew and checked before it counts. Raises Cancelled, leaving nothing,
    when ``progress`` answers False.
    """
    # A transaction sees the book of the moment in which it first reads, however long it lasts.
    counted = _counts(connection)

    def step(_: int, remaining: int, total: int) -> None:
        if not progress(total - remaining, total):
            raise Cancelled

    backups = folder / shelf.BACKUPS
    with failures.as_problems():
        name = shelf.name_of(number, now)
        with shelf.filling(backups, name) as target:
            with closing(connect(target / DATABASE, key, "fill")) as copied:
                try:
                    connection.backup(copied, pages=STEP, progress=step)
                except dbapi2.Error as error:
                    raise _why_not(target) from error
                # One file: nothing of the copy may stay in a log beside it.
                copied.execute("PRAGMA journal_mode = DELETE").close()
            flush_file(target / DATABASE)
            _must_equal(target / DATABASE, key, counted)
            belongings.copy_into(folder, target)
            if (folder / KEYS).exists():
                # Without its keys a book is lost: they lie beside the backups, too.
                copy_durably(folder / KEYS, backups / KEYS)
    with suppress(OSError):
        for old in shelf.surplus(shelf.copies(backups)):
            shelf.drop(old.folder)
    return backups / name


def check(database: Path, key: bytes) -> tuple[int, ...]:
    """Look at every page of a copy that has no log; gives the rows of every table.

    Raises EnvironmentProblem where one bit is not as it was written.
    """
    with failures.as_problems(), closing(connect(database, key, "immutable")) as copied:
        for pragma in ("cipher_integrity_check", "integrity_check(1)"):
            found = copied.execute(f"PRAGMA {pragma}").fetchall()
            if found and found[0][0] != "ok":
                raise failures.damaged()
        return _counts(copied)


def _why_not(target: Path) -> QinglianError:
    """Why pages were not copied. The driver tells no code of it, but a full disk tells anybody."""
    with failures.as_problems():
        write_durably(target / "room", bytes(STEP * PAGE))
    return failures.unreadable_disk()


def _must_equal(database: Path, key: bytes, counted: tuple[int, ...]) -> None:
    """A disk may take what it cannot give back."""
    try:
        is_equal = check(database, key) == counted
    except EnvironmentProblem:
        is_equal = False
    if not is_equal:
        raise EnvironmentProblem(
            "备份写好后读回来核对，和原来的对不上，磁盘可能有坏道。",
            "台账库里的记录没有受影响，没有留下有问题的备份。",
            "请检查磁盘，再备份一次。",
        )


def _counts(connection: RawConnection) -> tuple[int, ...]:
    """Rows of every table but the search index's own."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_text%'"
        " ORDER BY name"
    ).fetchall()
    return tuple(
        connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names
    )
