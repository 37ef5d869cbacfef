"""Which key opens a copy, and that whoever asks knows its secret."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from qinglian_desktop.domain.errors import EnvironmentProblem, QinglianError
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.held_keys import opened_by, other_rings
from qinglian_desktop.storage.keys import KEYS, KeyRing


def unlock_copy(folder: Path, copy: Path, secret: str) -> tuple[KeyRing, bytes]:
    """The ring that the secret unlocks, and the key in it that opens the copy.

    Today's keys come first: who knows only a former password does not go back. Those kept with
    the backups, with the copy, and the copy's own, count where today's are missing, damaged or
    another book's.
    Raises WrongPassword, or EnvironmentProblem where nothing opens the copy.
    """
    with failures.as_problems():
        if not (copy / DATABASE).is_file():
            raise failures.no_book()
    beside = other_rings(copy.parent.parent)
    found = [ring_in(folder), *other_rings(folder), *beside, ring_in(copy)]
    rings = [ring for ring in found if ring is not None]
    unlocked = opened_by(rings, secret, lambda key: is_key_of(copy, key))
    if unlocked is not None:
        return unlocked
    if rings:
        raise failures.damaged_copy()
    raise EnvironmentProblem(
        "台账库和这份备份的钥匙文件都没有了或者坏了，打不开。",
        "台账库和备份都没有被改动。",
        "请换一份备份；或者从U盘上存的台账库里把钥匙文件放回来。",
    )


def ring_in(folder: Path) -> KeyRing | None:
    """The ring of the book or copy in a folder; None where it is missing or damaged."""
    with suppress(QinglianError):
        return KeyRing.read(folder / KEYS)
    return None


def is_key_of(folder: Path, key: bytes) -> bool:
    """Whether the database is this key's; its first page alone is read, and nothing written."""
    try:
        with failures.as_problems(), closing(connect(folder / DATABASE, key, "immutable")) as found:
            found.execute("PRAGMA user_version").fetchone()
    except EnvironmentProblem:
        return False
    return True
