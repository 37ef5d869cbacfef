"""The keys of an open book, held in memory: the key file is written anew whenever it is amiss."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from pathlib import Path

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.keeper import FIRST_KEEPER
from qinglian_desktop.storage import shelf
from qinglian_desktop.storage.engine import DATABASE
from qinglian_desktop.storage.fitting import fitting_key, held_in_memory, page_file, wipe_keys
from qinglian_desktop.storage.guessing import Guessing
from qinglian_desktop.storage.key_problems import (
    cannot_be_mended,
    gone_back_to_keys,
    mended,
    taken_from_backup,
    what_befell,
)
from qinglian_desktop.storage.key_slots import KeyCost
from qinglian_desktop.storage.keys import KEYS, KeyRing
from qinglian_desktop.storage.rings import Entered, bytes_in, put_into_copies

LOG = logging.getLogger(__name__)


class HeldKeys:
    """Keys and ring of one book that is open for writing, or to be read; usable from any thread.

    ``all`` are today's key and the former ones, ``key`` is which of them the database has.
    ``bound_anew`` is what the ring becomes, in silence, once the book is written to: a slot of it
    was of a former kind.
    """

    def __init__(self, folder: Path, entered: Entered, guessing: Guessing) -> None:
        self._ring, self.all, slot = entered
        self.key = self.all[0]
        self.fits = True
        """Whether that is known to be the database's key."""
        self.slot = slot
        """By which it was opened."""
        self.keeper = slot.keeper or self._ring.in_charge
        self.is_by_code = slot.keeper is None
        self.bound_anew: KeyRing | None = None
        self.folder = folder
        self._path = folder / KEYS
        self._guessing = guessing
        self._one = threading.RLock()
        self._seen: tuple[int, ...] | None = None
        self._told: set[str] = set()
        self._notices: list[EnvironmentProblem] = []

    @classmethod
    def fitting(cls, folder: Path, entered: Entered, guessing: Guessing) -> HeldKeys:
        """Those of the book in a folder, of which it is known which one its database has."""
        keys = cls(folder, entered, guessing)
        keys._fit(folder / DATABASE)
        return keys

    def _fit(self, database: Path) -> None:
        """A copy may be from before today's key."""
        fitting = fitting_key(database, self.all)
        if fitting is None:
            with suppress(OSError, EnvironmentProblem):
                copies = [
                    each.folder / DATABASE for each in shelf.copies(database.parent / shelf.BACKUPS)
                ]
                pages = page_file(database, self.all, copies)
                fitting, self.fits = pages and pages.key, pages is not None
        self.key = fitting or self.all[0]

    @property
    def cost(self) -> KeyCost:
        """Of a slot that is made now."""
        return self._guessing.cost

    @property
    def book(self) -> str:
        """Which book this is, whatever folder it is in."""
        return self._ring.book

    def to_bytes(self) -> bytes:
        """What belongs into the key file, and into that of every copy."""
        with self._one:
            return self._ring.to_bytes()

    @property
    def ring(self) -> KeyRing:
        """Today's, as it stands in the key file."""
        return self._ring

    def confirmed(self, secret: str) -> bytes:
        """The ring's key, for who has opened the book; WrongPassword for another's secret."""
        with self._guessing.at(self.folder, self.keeper.name) as right:
            key, slot = self._ring.opened(secret, self.keeper.name)
            right.was_of(slot, self._ring.slots)
            return key

    def put(self, ring: KeyRing) -> None:
        """Have this ring from now on; raises EnvironmentProblem where it cannot be written."""
        with self._one:
            self._put(ring)

    def take(self, ring: KeyRing, key: bytes) -> None:
        """Hold this ring and its key, which stand on the disk already."""
        with self._one:
            before, self.all = self.all, held_in_memory(key, *ring.former_keys(key))
            self.key, self._ring, self._seen = self.all[0], ring, None
        wipe_keys(before)

    def forget(self) -> None:
        """Wipe the keys of a book that was closed; nothing of it opens by them any more."""
        wipe_keys(self.all)

    def count_on(self, number: int) -> None:
        """The ring is an older one that the recovery code opened: it is to be the next again."""
        ring = self.bound_anew or self._ring
        self.bound_anew = ring.counted_on(self.all[0], number)
        self.notice(gone_back_to_keys())

    def begin(self, amiss: EnvironmentProblem | None) -> None:
        """The book was opened for writing; ``amiss`` if it could not be by its own key file."""
        ring = self.bound_anew or self._ring
        if amiss is None:
            self.keep(thoroughly=True)
            if ring != (before := self._ring):
                try:
                    self.put(ring)
                except EnvironmentProblem:
                    # As it is, it opens the book as well; the next opening tries again.
                    LOG.warning("a slot cannot be bound anew", exc_info=True)
                else:
                    if not any(each.takes_keys for each in before.slots if each.keeper):
                        self.notice(_named_anew())
        else:
            try:
                self.put(ring)
            except EnvironmentProblem as problem:
                LOG.warning("the key file cannot be written", exc_info=True)
                self.notice(cannot_be_mended(what_befell(amiss), problem))
            else:
                self.notice(taken_from_backup(amiss, read_only=False))
        self.put_beside()

    def keep(self, *, thoroughly: bool = False) -> None:
        """See that the key file is there and ours; else write it anew, and note that for the user.

        Only its date and size are looked at, but ``thoroughly``. Never raises: what was saved is
        saved, and the next time it is tried again.
        """
        if not thoroughly and self._seen is not None and self._seen == _looks(self._path):
            return
        with self._one:
            amiss = self._amiss()
            if not amiss and self._is_as_written():
                self._seen = _looks(self._path)
                return
            try:
                self._put(self._ring)
            except EnvironmentProblem as problem:
                LOG.warning("the key file cannot be written", exc_info=True)
                if amiss:
                    self.notice(cannot_be_mended(amiss, problem))
                return
            if amiss:
                self.notice(mended(amiss))

    def put_beside(self, folder: Path | None = None) -> None:
        """Keep the ring with the copies of the book or of ``folder``, too. Never raises."""
        with self._one:
            put_into_copies(folder or self.folder, self._ring, self.all)

    def notice(self, problem: EnvironmentProblem) -> None:
        """Keep for the user what went wrong and was mended; the same thing once only."""
        LOG.warning("something befell the key file: %s", type(problem).__name__)
        with self._one:
            if problem.happened not in self._told:
                self._told.add(problem.happened)
                self._notices.append(problem)

    @property
    def has_notices(self) -> bool:
        """Whether there is something that the user has not been told."""
        return bool(self._notices)

    def take_notices(self) -> list[EnvironmentProblem]:
        """What the user has not been told yet."""
        with self._one:
            taken, self._notices = self._notices, []
            return taken

    def _put(self, ring: KeyRing) -> None:
        """The file first: what could not be written is not held, either."""
        ring.write(self._path)
        self._ring = ring
        self._seen = _looks(self._path)
        self.put_beside()

    def _amiss(self) -> str:
        """In a word what befell the key file; "" if it says what it shall."""
        if (data := bytes_in(self._path)) is None:
            return "" if self._path.is_file() else "不见了"
        try:
            return "" if KeyRing.of_bytes(data) == self._ring else "被换成了别的"
        except EnvironmentProblem:
            return "坏了"

    def _is_as_written(self) -> bool:
        """Whether it has its checksum, which older programs did not write."""
        return bytes_in(self._path) in (None, self._ring.to_bytes())


def _looks(path: Path) -> tuple[int, ...] | None:
    """By what a file is told from one that was put in its place; None if it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _named_anew() -> EnvironmentProblem:
    """A book from before there were several keepers is opened for the first time since."""
    return EnvironmentProblem(
        f"现在可以几个人一起用这本台账库了。从现在起，修改经过里写使用人“{FIRST_KEEPER.name}”，"
        "不再写这台电脑的用户名。",
        "以前的修改经过照原样，密码不变。",
        "要写姓名，或者添加别的使用人，请在“设置”的“使用人”里改。",
    )
