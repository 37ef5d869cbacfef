"""The number of the last change of a book's key ring, noted in the book: an older one is known."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.engine import DATABASE, WAL, connect
from qinglian_desktop.storage.fitting import Keys, fitting_key
from qinglian_desktop.storage.key_problems import SupersededKeys

if TYPE_CHECKING:
    from pathlib import Path

    from qinglian_desktop.storage.engine import RawConnection
    from qinglian_desktop.storage.held_keys import HeldKeys
    from qinglian_desktop.storage.keys import KeyRing

_NOTED = "SELECT text FROM settings WHERE key = 'keys.serial'"
_NOTE = (
    "INSERT INTO settings (key, text) VALUES ('keys.serial', ?)"
    " ON CONFLICT (key) DO UPDATE SET text = excluded.text"
)


def must_be_latest(connection: RawConnection, keys: HeldKeys) -> None:
    """Raises SupersededKeys where the ring is from before a change that the book knows of.

    Not for who has the recovery code: where the later one is lost for ever, that opens the book,
    whose ring is counted on from there.
    """
    if keys.ring.serial < (number := _noted(connection, keys.book)):
        if not keys.is_by_code:
            raise SupersededKeys
        keys.count_on(number)


def must_be_latest_in(folder: Path, ring: KeyRing, keys: Keys) -> None:
    """As ``must_be_latest``, by the book in a folder that is not opened for it.

    Of one that is gone or cannot be read nothing is known.
    """
    database = folder / DATABASE
    key = fitting_key(database, keys) if database.is_file() else None
    if key is None:
        return
    number = 0
    # What was noted last may stand in the log alone, which not every folder lets be read.
    for mode in ("immutable", *(["ro"] if (folder / WAL).exists() else [])):
        with (
            suppress(EnvironmentProblem),
            failures.as_problems(),
            closing(connect(database, key, mode)) as connection,
        ):
            number = max(number, _noted(connection, ring.book))
    if ring.serial < number:
        raise SupersededKeys


def note_number(connection: RawConnection, keys: HeldKeys) -> None:
    """Note the number of the ring that is held; within a transaction, or as one. It never falls."""
    if keys.ring.serial > _noted(connection, keys.book):
        connection.execute(_NOTE, (f"{keys.book}:{keys.ring.serial}",)).close()


def _noted(connection: RawConnection, book: str) -> int:
    """0 where none was noted, or that of another book, which this one was imported from."""
    row = connection.execute(_NOTED).fetchone()
    whose, _, number = str(row[0]).partition(":") if row is not None else ("", "", "")
    return int(number) if whose == book and number.isdecimal() else 0
