"""The keys of an open book, held in memory: the key file is written anew whenever it is amiss."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.domain.keeper import FIRST_KEEPER, Keeper
from qinglian_desktop.files.durable import write_durably
from qinglian_desktop.storage import failures, shelf
from qinglian_desktop.storage.key_slots import KeyCost
from qinglian_desktop.storage.keys import KEYS, DamagedKeys, KeyRing
from qinglian_desktop.storage.recovery_code import read_code

LOG = logging.getLogger(__name__)


class HeldKeys:
    """Key and ring of one book that is open for writing, or to be read; usable from any thread.

    ``bound_anew`` is what the ring becomes, in silence, once the book is written to: a slot of it
    was of a former kind.
    """

    def __init__(
        self,
        folder: Path,
        ring: KeyRing,
        key: bytes,
        cost: KeyCost,
        keeper: Keeper = FIRST_KEEPER,
        bound_anew: KeyRing | None = None,
    ) -> None:
        self.key = key
        self.keeper = keeper
        self._folder = folder
        self._path = folder / KEYS
        self._ring = ring
        self._bound_anew = bound_anew
        self.cost = cost
        self._one = threading.RLock()
        self._seen: tuple[int, ...] | None = None
        self._told: set[str] = set()
        self._notices: list[EnvironmentProblem] = []

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
        return self._ring.unlock(secret, self.keeper.name)

    def put(self, ring: KeyRing) -> None:
        """Have this ring from now on; raises EnvironmentProblem where it cannot be written."""
        with self._one:
            self._put(ring)

    def begin(self, amiss: EnvironmentProblem | None) -> None:
        """The book was opened for writing; ``amiss`` if it could not be by its own key file."""
        ring = self._bound_anew or self._ring
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
                self.notice(_cannot_be_mended(_what_befell(amiss), problem))
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
                    self.notice(_cannot_be_mended(amiss, problem))
                return
            if amiss:
                self.notice(_mended(amiss))

    def put_beside(self, folder: Path | None = None) -> None:
        """Keep the ring beside the backups of the book or of ``folder``, too, if there are any:
        what a lost key file is made of anew. Never raises: each copy has its own."""
        backups = (folder or self._folder) / shelf.BACKUPS
        with self._one:
            data = self._ring.to_bytes()
            try:
                if any(backups.iterdir()) and _bytes(backups / KEYS) != data:
                    write_durably(backups / KEYS, data)
            except OSError:
                LOG.warning("no keys beside the backups", exc_info=True)

    def notice(self, problem: EnvironmentProblem) -> None:
        """Keep for the user what went wrong and was mended; the same thing once only."""
        LOG.warning("%s", problem.happened)
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
        if (data := _bytes(self._path)) is None:
            return "" if self._path.is_file() else "不见了"
        try:
            return "" if KeyRing.of_bytes(data) == self._ring else "被换成了别的"
        except EnvironmentProblem:
            return "坏了"

    def _is_as_written(self) -> bool:
        """Whether it has its checksum, which older programs did not write."""
        return _bytes(self._path) in (None, self._ring.to_bytes())


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
            yield ring


def opened_by(
    rings: Iterable[KeyRing], secret: str, opens: Callable[[bytes], bool], name: str = ""
) -> tuple[KeyRing, bytes, Keeper] | None:
    """The ring whose key opens what is asked for, that key and its keeper; None if none does.

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
            key, keeper = ring.enter(secret, name)
        except WrongPassword as wrong:
            refused = refused or wrong
            continue
        if opens(key):
            return ring, key, keeper
    if refused is not None:
        raise refused
    return None


def by_another_ring(
    folder: Path,
    secret: str,
    problem: EnvironmentProblem,
    opens: Callable[[bytes], bool],
    name: str = "",
) -> tuple[KeyRing, bytes, Keeper]:
    """Ring, key and keeper by its backups; ``problem`` is what the book's own key file has."""
    rings = list(other_rings(folder))
    try:
        found = opened_by(rings, secret, opens, name)
    except WrongPassword as wrong:
        if read_code(secret) is not None:
            raise
        raise WrongPassword(
            f"台账库的钥匙文件{_what_befell(problem)}，换用备份里的钥匙，密码不对。",
            wrong.kept,
            "请看看大小写和输入法再试；最近改过密码的，也试试改之前的密码，或者用恢复码打开。",
        ) from None
    if found is not None:
        return found
    if rings:
        raise failures.damaged()
    raise problem if isinstance(problem, DamagedKeys) else failures.half_a_book()


def taken_from_backup(problem: EnvironmentProblem, *, read_only: bool) -> EnvironmentProblem:
    """What is told of a book that could be opened by the keys of its backups only."""
    kept = (
        "这一次是只读打开，文件夹里的东西没有改动，记录没有受影响。"
        if read_only
        else "记录没有受影响，钥匙文件已经照备份里的重新写好。"
    )
    todo = (
        "请正常打开一次，程序会把钥匙文件重新写好。"
        if read_only
        else "密码和恢复码以刚才能打开的为准；如果不是最近改过的，请再改一次。"
    )
    what = _what_befell(problem)
    return EnvironmentProblem(f"台账库的钥匙文件{what}，程序用备份里的钥匙打开了它。", kept, todo)


def _what_befell(problem: EnvironmentProblem) -> str:
    if isinstance(problem.__cause__, OSError) and isinstance(problem, DamagedKeys):
        return "读不出来"
    return "坏了" if isinstance(problem, DamagedKeys) else "不见了"


def _mended(what: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"台账库的钥匙文件{what}，程序已经照原样重新写好。",
        "保存过的记录都在，密码和恢复码没有变。",
        "可能是清理、杀毒或同步软件动过台账库的文件夹，请让它们不要再动。",
    )


def _cannot_be_mended(what: str, problem: EnvironmentProblem) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"台账库的钥匙文件{what}，重新写的时候又没有写成：{problem.happened}",
        "保存过的记录都在。程序开着的时候，每次保存都会再写一次钥匙文件。",
        "请先不要关程序：检查磁盘，腾出空间，再点“立即备份”，备份里也有钥匙。",
    )


def _bytes(path: Path) -> bytes | None:
    """What is in a file; None if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


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
