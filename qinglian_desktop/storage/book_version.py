"""Which migration a book has come to, and how it can be read without writing beside it"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.engine import DATABASE, PAGE, WAL, RawConnection, connect
from qinglian_desktop.storage.migration_runner import applied
from qinglian_desktop.storage.ring_number import must_be_latest

if TYPE_CHECKING:
    from qinglian_desktop.storage.held_keys import HeldKeys


def version_of(connection: RawConnection, folder: Path, newest: int) -> int:
    """The book's last migration; refuses a cut-off file and a book newer than ``newest``."""
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    size = int(connection.execute("PRAGMA page_size").fetchone()[0])
    wal = folder / WAL
    logged = wal.exists() and wal.stat().st_size > 0
    if not logged and pages * size > (folder / DATABASE).stat().st_size:
        raise failures.damaged()
    since = applied(connection)
    if since > newest:
        raise failures.newer_book()
    return since


def must_be_whole_pages(folder: Path) -> None:
    """Refuse what SQLite would take for a new database and write to: less than a page."""
    with failures.as_problems():
        if (folder / DATABASE).stat().st_size < PAGE:
            raise failures.damaged()


def reading_mode(folder: Path, keys: HeldKeys, newest: int) -> str:
    """How the book can be read without writing beside it; also refuses what cannot be."""
    try:
        _look(folder, keys, "ro", newest)
    except EnvironmentProblem:
        # In a folder that takes no files SQLite cannot share its log with others. Where
        # there is no log either, the database is read as what nobody changes.
        if (folder / WAL).exists():
            raise
        _look(folder, keys, "immutable", newest)
        return "immutable"
    return "ro"


def _look(folder: Path, keys: HeldKeys, mode: str, newest: int) -> None:
    with failures.as_problems():
        connection = connect(folder / DATABASE, keys.key, mode)
        try:
            since = version_of(connection, folder, newest)
            must_be_latest(connection, keys)
        finally:
            connection.close()
    if since < newest:
        raise EnvironmentProblem(
            "这本台账库是旧版本的程序建立的，要先更新一次才能看。",
            "里面的记录都在，没有被改动。",
            "请不选“只读打开”，直接打开一次，程序会先备份再更新。",
        )
