"""Which key opens a book or a copy, and that whoever asks knows its secret."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import TypeAlias

from qinglian_desktop.domain.errors import EnvironmentProblem, QinglianError, WrongPassword
from qinglian_desktop.domain.keeper import Keeper
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.held_keys import HeldKeys, by_another_ring, opened_by, other_rings
from qinglian_desktop.storage.key_slots import KeyCost
from qinglian_desktop.storage.keys import KEYS, DamagedKeys, KeyRing

Unlocked: TypeAlias = tuple[HeldKeys, EnvironmentProblem | None]
"""The keys of a book, and what is amiss with its key file where others had to be taken."""


def unlock_book(folder: Path, secret: str, cost: KeyCost, name: str = "") -> Unlocked:
    """The keys that the secret unlocks, if need be from the key files of the backups.

    Raises WrongPassword, or EnvironmentProblem where no key file can be read.
    """
    try:
        ring = KeyRing.read(folder / KEYS)
    except EnvironmentProblem as problem:
        if not isinstance(problem, DamagedKeys) and (folder / KEYS).exists():
            raise
        found = by_another_ring(folder, secret, problem, lambda key: is_key_of(folder, key), name)
        ring, key, keeper = found
        return HeldKeys(folder, ring, key, cost, keeper), problem
    key, slot = ring.opened(secret, name)
    bound_anew = None if slot.takes_keys else ring.bound_anew(key, slot, secret, cost)
    keeper = slot.keeper or ring.in_charge
    return HeldKeys(folder, ring, key, cost, keeper, bound_anew), None


def unlocked_before(folder: Path, key: bytes, cost: KeyCost, keeper: Keeper) -> Unlocked:
    """The keys of a book whose own key somebody has unlocked before; raises WrongPassword."""
    ring = ring_in(folder)
    if ring is None or not is_key_of(folder, key):
        raise WrongPassword(
            "这本台账库刚才变动过，要再输一次密码。", "台账库没有改动。", "请输入密码打开。"
        )
    return HeldKeys(folder, ring, key, cost, keeper), None


def unlock_copy(folder: Path, copy: Path, secret: str) -> tuple[KeyRing, bytes, Keeper]:
    """The ring that the secret unlocks, the key in it that opens the copy, and its keeper.

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
