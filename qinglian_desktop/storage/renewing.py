"""Another key for a book (换钥匙): all of it is sealed anew beside, then two names change hands.

First the ring, which carries the former keys, then the database. Between the two the book is one
whose database is still under a former key: it opens, and the next opening for writing goes on. So
nothing needs to be noted anywhere of how far it came.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.errors import BookInUse, EnvironmentProblem, ProgramBug
from qinglian_desktop.files.durable import PRIVATE_FOLDER, flush_folder, rename_durably
from qinglian_desktop.storage import backup, failures, restoring, ring_number
from qinglian_desktop.storage.engine import DATABASE, SHARED, WAL, RawConnection, connect, raw_of
from qinglian_desktop.storage.key_problems import not_finished_renewing
from qinglian_desktop.storage.keys import KEYS, KeyRing

if TYPE_CHECKING:
    from qinglian_desktop.storage.attachment_files import AttachmentFiles
    from qinglian_desktop.storage.book_lock import BookLock
    from qinglian_desktop.storage.held_keys import HeldKeys
    from qinglian_desktop.storage.transactions import Transactions

LOG = logging.getLogger(__name__)
RENEWING = "renewing"
_NOT_RENEWED = "密码、恢复码和使用人都还是原来的，台账库没有受影响。"


class Renewing:
    """Another key for an open book; ``let_go`` is called while nobody has its database open."""

    def __init__(
        self,
        keys: HeldKeys,
        transactions: Transactions,
        files: AttachmentFiles,
        one_backs_up: threading.Lock,
        let_go: Callable[[], object],
    ) -> None:
        self._keys = keys
        self._transactions = transactions
        self._files = files
        self._one_backs_up = one_backs_up
        self._let_go = let_go

    def take_away(self, ring: KeyRing, progress: Progress) -> None:
        """Have this ring, with a way in fewer, and another key.

        Who kept the one before, by an old copy of the key file, opens nothing that is saved from
        now on. Raises EnvironmentProblem or Cancelled, and all is as it was.
        """
        keys, folder = self._keys, self._keys.folder
        ring, key = ring.renewed(keys.all[0])

        def change() -> bytes:
            self._let_go()
            change_over(folder, keys, ring, key)
            self._files.use(keys.all)
            return keys.key

        with self._one_backs_up, failures.with_nothing_to_save(_NOT_RENEWED):
            try:
                self._transactions.exchange(
                    lambda each: seal_anew(folder, raw_of(each), key, progress), change, keys.key
                )
            finally:
                _clear(folder)
        self.note()

    @contextmanager
    def lent(self, taken: Callable[[], BookLock]) -> Generator[None]:
        """For the block, let what is open to be read have another key, under the book's lock.

        Raises EnvironmentProblem where somebody else writes, or where it was changed since.
        """
        try:
            lock, keys = taken(), self._keys
        except BookInUse as used:
            raise _not_while_used(used) from used
        try:
            if keys.key != keys.all[0] or KeyRing.read(keys.folder / KEYS) != keys.ring:
                raise failures.replaced()
            with self._transactions.lent_a_writer(keys.key, lock):
                yield
        finally:
            lock.release()

    def note(self) -> None:
        """Note the ring's number, and have it in the copies; what fails is done at the next
        opening, and so is all of it where the book was locked a moment ago."""
        try:
            with suppress(EnvironmentProblem), self._transactions.writing() as connection:
                ring_number.note_number(raw_of(connection), self._keys)
        except ProgramBug:
            if not self._transactions.is_closed:
                raise
            return
        self._keys.put_beside()


def seal_anew(folder: Path, connection: RawConnection, key: bytes, progress: Progress) -> None:
    """Have what the connection sees beside, under another key, read back in full and flushed.

    Told of pages, each copied and then looked at; raises Cancelled when ``progress`` answers False.
    """
    beside = folder / RENEWING
    _clear(folder)
    beside.mkdir(mode=PRIVATE_FOLDER)
    counted = backup.row_counts(connection)
    backup.copy_pages(connection, beside / DATABASE, key, backup.half(progress, 0))
    backup.must_equal(beside / DATABASE, key, counted, backup.half(progress, 1))
    flush_folder(beside)


def change_over(folder: Path, keys: HeldKeys, ring: KeyRing, key: bytes) -> None:
    """Make what was filled the book's database, and this its ring; nobody has it open.

    What cannot be exchanged is put back; raises EnvironmentProblem then. A ring that cannot be put
    back counts: who is told that it does not would have no way in. The database then stays under
    the key before until the next opening, as one that was cut off.
    """
    before = keys.key
    ring.write(folder / KEYS)
    try:
        _change_hands(folder, before)
    except EnvironmentProblem as problem:
        try:
            keys.ring.write(folder / KEYS)
        except EnvironmentProblem:
            LOG.warning("the ring before cannot be put back", exc_info=True)
        else:
            raise
        place = keys.all.index(before)
        keys.take(ring, key)
        # Those held before are wiped; the ring has them behind today's.
        keys.key = keys.all[1 + place]
        keys.notice(_half_renewed(problem))
    else:
        keys.take(ring, key)


def finish_renewing(folder: Path, keys: HeldKeys) -> None:
    """Seal a database that is under a former key with today's; under the book's lock.

    One that was cut off, or a copy from before that was gone back to. Where the disk does not let
    it, the book opens as it is, which is told: who kept a former key reads it.
    """
    if keys.key == keys.all[0]:
        return
    try:
        with failures.as_problems():
            with closing(connect(folder / DATABASE, keys.key, "rw")) as connection:
                seal_anew(folder, connection, keys.all[0], no_progress)
            _change_hands(folder, keys.key)
    except EnvironmentProblem as problem:
        LOG.warning("the database stays under a former key", exc_info=True)
        keys.notice(not_finished_renewing(problem))
    else:
        keys.key = keys.all[0]
    _clear(folder)


def _clear(folder: Path) -> None:
    """Clear away what was filled."""
    shutil.rmtree(folder / RENEWING, ignore_errors=True)


def _change_hands(folder: Path, before: bytes) -> None:
    with failures.as_problems():
        if (folder / WAL).exists():
            # Somebody reads in it, or it could not be folded: never beside another database.
            restoring.fold_in(folder, before)
        for name in (WAL, SHARED):
            (folder / name).unlink(missing_ok=True)
        rename_durably(folder / RENEWING / DATABASE, folder / DATABASE)
    _clear(folder)


def _half_renewed(problem: EnvironmentProblem) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"密码、恢复码和使用人已经照新的换好，只是台账库的文件还没有换上新钥匙：{problem.happened}",
        "记录都在，照样可以记；请用新的密码和恢复码打开。",
        "请先看看磁盘是不是满了、U盘有没有松动，再关闭台账库，重新打开一次，就会接着换好。",
    )


def _not_while_used(used: BookInUse) -> EnvironmentProblem:
    return EnvironmentProblem(
        used.happened,
        "密码没有改，原来的还能用；台账库没有受影响。",
        "请等那边关上再改；等不及的，请有“全部”权限的使用人在“设置”的“使用人”里重设。",
    )
