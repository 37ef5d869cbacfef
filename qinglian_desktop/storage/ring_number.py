"""The number of the last change of a book's key ring, noted in the book: an older one is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qinglian_desktop.storage.key_problems import SupersededKeys

if TYPE_CHECKING:
    from qinglian_desktop.storage.engine import RawConnection
    from qinglian_desktop.storage.held_keys import HeldKeys

_NOTED = "SELECT text FROM settings WHERE key = 'keys.serial'"
_NOTE = (
    "INSERT INTO settings (key, text) VALUES ('keys.serial', ?)"
    " ON CONFLICT (key) DO UPDATE SET text = excluded.text"
)


def must_be_latest(connection: RawConnection, keys: HeldKeys) -> None:
    """Raises SupersededKeys where the ring is from before a change that the book knows of.

    Not for who has the recovery code: where the later one is lost for ever, that opens the book.
    """
    if keys.ring.serial < _noted(connection, keys) and not keys.is_by_code:
        raise SupersededKeys


def note_number(connection: RawConnection, keys: HeldKeys) -> None:
    """Note the number of the ring that is held; within a transaction, or as one."""
    if keys.ring.serial != _noted(connection, keys):
        connection.execute(_NOTE, (f"{keys.book}:{keys.ring.serial}",)).close()


def _noted(connection: RawConnection, keys: HeldKeys) -> int:
    """0 where none was noted, or that of another book, which this one was imported from."""
    row = connection.execute(_NOTED).fetchone()
    book, _, number = str(row[0]).partition(":") if row is not None else ("", "", "")
    return int(number) if book == keys.book and number.isdecimal() else 0
