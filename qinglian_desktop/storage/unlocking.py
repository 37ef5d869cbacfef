"""Which key opens a copy, and that whoever asks knows its secret."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from qinglian_desktop.domain.errors import EnvironmentProblem, QinglianError, WrongPassword
from qinglian_desktop.storage import failures, shelf
from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.keys import KEYS, KeyRing


def unlock_copy(folder: Path, copy: Path, secret: str) -> tuple[Path, bytes]:
    """The file of keys that the secret opens, and the key in it that opens the copy.

    Today's keys come first: who knows only a former password does not go back. The copy's own,
    and those beside the backups, count where today's are missing, damaged or another book's.
    Raises WrongPassword, or EnvironmentProblem where nothing opens the copy.
    """
    with failures.as_problems():
        if not (copy / DATABASE).is_file():
            raise failures.no_book()
    today = _ring(folder / KEYS)
    refused: WrongPassword | None = None
    is_unlocked = False
    for path in (folder / KEYS, copy / KEYS, folder / shelf.BACKUPS / KEYS):
        ring = _ring(path)
        if ring is None or (path != folder / KEYS and today and ring.book == today.book):
            continue
        try:
            key = ring.unlock(secret)
        except WrongPassword as problem:
            refused = refused or problem
            continue
        is_unlocked = True
        if _opens(copy / DATABASE, key):
            return path, key
    if refused is not None:
        raise refused
    if is_unlocked:
        raise failures.damaged_copy()
    raise EnvironmentProblem(
        "台账库和这份备份的钥匙文件都没有了或者坏了，打不开。",
        "台账库和备份都没有被改动。",
        "请换一份备份；或者从U盘上存的台账库里把钥匙文件放回来。",
    )


def _ring(path: Path) -> KeyRing | None:
    """The keys in a file; None where it is missing or damaged."""
    with suppress(QinglianError):
        return KeyRing.read(path)
    return None


def _opens(database: Path, key: bytes) -> bool:
    with suppress(dbapi2.DatabaseError), closing(connect(database, key, "immutable")) as tried:
        tried.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return True
    return False
