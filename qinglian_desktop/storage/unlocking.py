"""Which keys open a book or a copy, and that whoever asks knows their secret."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from qinglian_desktop.domain.errors import EnvironmentProblem, QinglianError, WrongPassword
from qinglian_desktop.domain.keeper import Keeper
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.engine import DATABASE
from qinglian_desktop.storage.fitting import Keys, fitting_key, held_in_memory
from qinglian_desktop.storage.guessing import Guessing
from qinglian_desktop.storage.held_keys import HeldKeys
from qinglian_desktop.storage.key_problems import (
    AlteredKeys,
    DamagedKeys,
    ForeignKeys,
    SupersededKeys,
    what_befell,
)
from qinglian_desktop.storage.keys import KEYS, KeyRing
from qinglian_desktop.storage.recovery_code import read_code
from qinglian_desktop.storage.ring_number import must_be_latest_in
from qinglian_desktop.storage.rings import Entered, enter, opened_by, other_rings

Unlocked: TypeAlias = tuple[HeldKeys, EnvironmentProblem | None]
"""The keys of a book, and what is amiss with its key file where others had to be taken."""


def unlock_book(folder: Path, secret: str, guessing: Guessing, name: str = "") -> Unlocked:
    """The keys that the secret unlocks, if need be from the key files of the backups.

    Raises WrongPassword, TooSoon, or EnvironmentProblem where no key file can be read.
    """
    with guessing.at(folder, name) as right:
        unlocked = _unlocked(folder, secret, guessing, name)
        keys, _ = unlocked
        right.was_of(keys.slot, keys.ring.slots)
        return unlocked


def _unlocked(folder: Path, secret: str, guessing: Guessing, name: str) -> Unlocked:
    database = folder / DATABASE
    try:
        ring = KeyRing.read(folder / KEYS)
    except EnvironmentProblem as problem:
        if not isinstance(problem, DamagedKeys) and (folder / KEYS).exists():
            raise
        rings = list(other_rings(folder))
        found = _by_another_ring(database, rings, secret, problem, name)
        if found is not None:
            return HeldKeys.fitting(folder, found, guessing), problem
        if rings:
            raise failures.damaged() from problem
        raise problem if isinstance(problem, DamagedKeys) else failures.half_a_book() from problem
    # Whose place it took: one of this book that is later, or that of another book.
    others = [
        each for each in other_rings(folder) if each.book != ring.book or each.serial > ring.serial
    ]
    problem = SupersededKeys() if any(each.book == ring.book for each in others) else ForeignKeys()
    try:
        entered = enter(ring, secret, name)
    except WrongPassword:
        found = _by_another_ring(database, others, secret, problem, name)
        if found is None:
            raise
        return HeldKeys.fitting(folder, found, guessing), problem
    keys = HeldKeys.fitting(folder, entered, guessing)
    if not keys.fits:
        found = _by_another_ring(database, others, secret, problem, name)
        if found is not None:
            return HeldKeys.fitting(folder, found, guessing), problem
    if not entered.slot.takes_keys:
        keys.bound_anew = ring.bound_anew(entered.keys[0], entered.slot, secret, guessing.cost)
    return keys, None


def unlock_unopened(folder: Path, secret: str, guessing: Guessing) -> HeldKeys:
    """As ``unlock_book``, for what is done to a book that is not opened: by its latest keys."""
    keys, _ = unlock_book(folder, secret, guessing)
    if not keys.is_by_code:
        must_be_latest_in(folder, keys.ring, keys.all)
    return keys


def unlocked_before(folder: Path, keys: Keys, guessing: Guessing, keeper: Keeper) -> Unlocked:
    """The keys of a book whose own somebody has unlocked before; raises WrongPassword."""
    ring = ring_in(folder)
    if ring is not None:
        with suppress(AlteredKeys):
            ring.must_be_sealed(keys[0])
            # Those of the book that was closed may be wiped.
            own = held_in_memory(*keys)
            for slot in ring.slots:
                if slot.keeper is not None and slot.keeper.name == keeper.name:
                    held = HeldKeys.fitting(folder, Entered(ring, own, slot), guessing)
                    if held.fits:
                        return held, None
    raise WrongPassword(
        "这本台账库刚才变动过，要再输一次密码。", "台账库没有改动。", "请输入密码打开。"
    )


def unlock_copy(folder: Path, copy: Path, secret: str, guessing: Guessing) -> Entered:
    """The ring that the secret unlocks, with keys of which one opens the copy.

    Today's keys come first: who knows only a former password does not go back. Those kept with
    the backups, with the copy, and the copy's own, count where today's are missing, damaged or
    another book's.
    Raises WrongPassword, TooSoon, or EnvironmentProblem where nothing opens the copy.
    """
    with failures.as_problems():
        if not (copy / DATABASE).is_file():
            raise failures.no_book()
    beside = other_rings(copy.parent.parent)
    found = [ring_in(folder), *other_rings(folder), *beside, ring_in(copy)]
    rings = [ring for ring in found if ring is not None]
    with guessing.at(folder) as right:
        unlocked = opened_by(rings, secret, lambda keys: bool(fitting_key(copy / DATABASE, keys)))
        if unlocked is not None:
            right.was_of(unlocked.slot, unlocked.ring.slots)
    if unlocked is not None:
        if unlocked.slot.keeper is not None:
            must_be_latest_in(folder, unlocked.ring, unlocked.keys)
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


def latest_ring(folder: Path) -> KeyRing | None:
    """The ring of a book, or of its backups where it has none."""
    return ring_in(folder) or next(other_rings(folder), None)


def _by_another_ring(
    database: Path, rings: list[KeyRing], secret: str, problem: EnvironmentProblem, name: str
) -> Entered | None:
    """A ring of the backups, entered; ``problem`` is what the book's own key file has."""
    try:
        return opened_by(rings, secret, lambda keys: bool(fitting_key(database, keys)), name)
    except WrongPassword as wrong:
        if read_code(secret) is not None:
            raise
        raise WrongPassword(
            f"台账库的钥匙文件{what_befell(problem)}，换用备份里的钥匙，密码不对。",
            wrong.kept,
            "请看看大小写和输入法再试；最近改过密码的，也试试改之前的密码，或者用恢复码打开。",
        ) from None
