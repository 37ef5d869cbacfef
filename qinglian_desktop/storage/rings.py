"""The key rings of a book, wherever they lie, and which of them counts: the latest."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.files.durable import write_durably
from qinglian_desktop.storage import shelf
from qinglian_desktop.storage.engine import DATABASE
from qinglian_desktop.storage.fitting import Keys, fitting_key, held_in_memory
from qinglian_desktop.storage.key_slots import KeySlot
from qinglian_desktop.storage.keys import KEYS, KeyRing

LOG = logging.getLogger(__name__)
Opens: TypeAlias = "Callable[[Keys], bool]"
"""Whether one of these keys opens what is asked for."""


class Entered(NamedTuple):
    """A ring, the keys that a secret gave of it, and the slot by which it did."""

    ring: KeyRing
    keys: Keys
    slot: KeySlot


def entered_first(ring: KeyRing, key: bytes) -> Entered:
    """A ring that was just made with its key, by whom it was made for."""
    return Entered(ring, held_in_memory(key), ring.slots[0])


def enter(ring: KeyRing, secret: str, name: str = "") -> Entered:
    """By the secret of the keeper of that name, if one is given; raises as ``KeyRing.enter``."""
    key, slot = ring.opened(secret, name)
    return Entered(ring, held_in_memory(key, *ring.former_keys(key)), slot)


def other_rings(folder: Path) -> Iterator[KeyRing]:
    """The rings kept beside and in a book's backups that are whole, the latest first, each once."""
    backups = folder / shelf.BACKUPS
    copies = [copy.folder / KEYS for copy in shelf.copies(backups)]
    given: list[KeyRing] = []
    for path in (backups / KEYS, *copies):
        try:
            ring = KeyRing.read(path)
        except EnvironmentProblem:
            continue
        if ring not in given:
            given.append(ring)
    yield from sorted(given, key=lambda ring: -ring.serial)


def opened_by(
    rings: Iterable[KeyRing], secret: str, opens: Opens, name: str = ""
) -> Entered | None:
    """The ring whose keys open what is asked for, entered; None if none does.

    Of each book only the first ring, which is to be the latest, is asked for the secret: a
    password that was changed since shall not open anything again. Raises WrongPassword.
    """
    asked: set[str] = set()
    refused: WrongPassword | None = None
    for ring in rings:
        if ring.book in asked:
            continue
        asked.add(ring.book)
        try:
            entered = enter(ring, secret, name)
        except WrongPassword as wrong:
            refused = refused or wrong
            continue
        if opens(entered.keys):
            return entered
    if refused is not None:
        raise refused
    return None


def put_into_copies(folder: Path, ring: KeyRing, keys: Keys) -> None:
    """Have today's ring in each copy on the shelves of a book that its keys open, and beside them.

    A password that was changed opens none of them any more. Never raises: what could not be
    written is told by nobody's loss, and the next time tries again.
    """
    data = ring.to_bytes()
    for each in (shelf.BACKUPS, shelf.ASIDE):
        try:
            copies = [copy.folder for copy in shelf.copies(folder / each)]
        except EnvironmentProblem:
            LOG.warning("no keys in the copies", exc_info=True)
            continue
        for copy in copies:
            _put(copy / KEYS, data, lambda copy=copy: _is_of(copy, ring, keys))
    put_beside(folder, ring)


def put_beside(folder: Path, ring: KeyRing) -> None:
    """Keep the ring beside the backups in a folder, if there are any: what a lost key file is
    made of anew. Never raises: each copy has its own."""
    backups = folder / shelf.BACKUPS
    _put(backups / KEYS, ring.to_bytes(), lambda: any(backups.iterdir()))


def _put(path: Path, data: bytes, is_due: Callable[[], bool]) -> None:
    try:
        if bytes_in(path) != data and is_due():
            write_durably(path, data)
    except OSError:
        LOG.warning("no keys in or beside a copy", exc_info=True)


def _is_of(copy: Path, ring: KeyRing, keys: Keys) -> bool:
    """Not another book's, nor one whose key is known to its own ring alone."""
    try:
        if KeyRing.read(copy / KEYS).book != ring.book:
            return False
    except EnvironmentProblem:
        pass
    return fitting_key(copy / DATABASE, keys) is not None


def bytes_in(path: Path) -> bytes | None:
    """What is in a file; None if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None
