"""Which of the keys that a book has had opens a database of it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias, cast

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.engine import connect
from qinglian_desktop.storage.sealed_pages import PageFile, salt_of

Keys: TypeAlias = tuple[bytes, ...]
"""Today's key of a book, and those that it had before, the last first: never empty."""


def held_in_memory(*keys: bytes) -> Keys:
    """These keys, each so that it can be wiped: bytes that change, and all others only read."""
    return tuple(cast("bytes", bytearray(key)) for key in keys)


def wipe_keys(keys: Keys) -> None:
    """Put nothing in the place of keys that are held in memory."""
    for key in keys:
        if isinstance(key, bytearray):
            key[:] = bytes(len(key))


def is_key_of(database: Path, key: bytes) -> bool:
    """Whether the database is this key's; its first page alone is read, and nothing written."""
    try:
        with failures.as_problems(), closing(connect(database, key, "immutable")) as found:
            found.execute("PRAGMA user_version").fetchone()
    except EnvironmentProblem:
        return False
    return True


def fitting_key(database: Path, keys: Keys) -> bytes | None:
    """The first of the keys that opens the database; None if none does."""
    return next((key for key in keys if is_key_of(database, key)), None)


def page_file(database: Path, keys: Keys, copies: Iterable[Path] = ()) -> PageFile | None:
    """The pages of a database whose first one is broken, by the key that fits others of them.

    Its ``copies`` have its salt where it is gone. None where nothing tells any more; OSError.
    """
    for salt in dict.fromkeys(salt_of(each) for each in (database, *copies)):
        for key in keys:
            if (pages := PageFile(database, key, salt)).has_whole_pages():
                return pages
    return None
