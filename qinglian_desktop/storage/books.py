"""Books on this machine: made, opened with password or recovery code, brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.copies import Copy
from qinglian_desktop.application.ports import Clock, Progress, no_progress
from qinglian_desktop.application.soundness import Repaired
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import EnvironmentProblem, ProgramBug, WrongPassword
from qinglian_desktop.files.durable import make_folder
from qinglian_desktop.storage import (
    backup,
    bringing_back,
    failures,
    importing,
    looking,
    restoring,
    second_place,
    shelf,
)
from qinglian_desktop.storage.archive import unlock
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.book_lock import BookLock
from qinglian_desktop.storage.book_version import reading_mode, version_of
from qinglian_desktop.storage.engine import DATABASE, PAGE, connect
from qinglian_desktop.storage.held_keys import (
    HeldKeys,
    by_another_ring,
    other_rings,
    taken_from_backup,
)
from qinglian_desktop.storage.keys import KEYS, OFFICE_COST, DamagedKeys, KeyCost, KeyRing
from qinglian_desktop.storage.layout import Layout
from qinglian_desktop.storage.leftovers import leave_nothing, sweep
from qinglian_desktop.storage.migration_runner import give_back_space, make_ready, migrate
from qinglian_desktop.storage.migrations import MIGRATIONS, Migration
from qinglian_desktop.storage.repairing import repair
from qinglian_desktop.storage.schema import Schema
from qinglian_desktop.storage.unlocking import is_key_of, ring_in, unlock_copy

Unlocked: TypeAlias = tuple[HeldKeys, EnvironmentProblem | None]
"""The keys of a book, and what is amiss with its key file where others had to be taken."""


class EncryptedBooks:
    """``Books`` for one catalogue.

    ``migrations`` make the tables of that catalogue; tests of invented ledgers pass their
    own, with ``schema.ddl``. ``cost`` is what a guess at the password costs.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        who: str,
        *,
        migrations: Sequence[Migration] = MIGRATIONS,
        cost: KeyCost = OFFICE_COST,
    ) -> None:
        self._catalogue = catalogue
        self._clock = clock
        self._who = who
        self._migrations = migrations
        self._cost = cost

    def create(self, folder: Path, password: str) -> tuple[EncryptedBook, str]:
        def fill(key: bytes) -> None:
            with failures.as_problems(), closing(connect(folder / DATABASE, key, "rwc")) as made:
                migrate(made, self._migrations, 0, self._clock())

        return self._made(folder, password, fill)

    def create_from(
        self,
        archive: Path,
        secret: str,
        folder: Path,
        password: str,
        progress: Progress = no_progress,
    ) -> tuple[EncryptedBook, str]:
        opens = unlock(archive, secret)
        return self._made(
            folder,
            password,
            lambda key: importing.fill_from(folder, archive, opens, key, self._newest, progress),
        )

    def _made(
        self, folder: Path, password: str, fill: Callable[[bytes], object]
    ) -> tuple[EncryptedBook, str]:
        """A new book in an empty folder, with what ``fill`` puts there under the key."""
        importing.must_be_free(folder)
        lock = BookLock.take(folder, self._who, self._clock())
        try:
            importing.clear_half_made(folder)
            ring, key, code = KeyRing.new(password, self._cost)
            # The keys come last: a folder without them is no book, whatever else is in it.
            fill(key)
            ring.write(folder / KEYS)
            with failures.as_problems():
                make_folder(folder / shelf.BACKUPS)
            keys = HeldKeys(folder, ring, key, self._cost)
            self._bring_up_to_date(folder, keys)
            importing.end(folder)
            return EncryptedBook(folder, keys, self._layout(), lock, "rw"), code
        except BaseException:
            lock.release()
            leave_nothing(folder)
            raise

    def open(self, folder: Path, secret: str, *, read_only: bool = False) -> EncryptedBook:
        return self._opened(folder, lambda: self._unlock(folder, secret), read_only=read_only)

    def reopen(self, before: Book) -> EncryptedBook:
        if not isinstance(before, EncryptedBook):
            raise ProgramBug("only a book of these books is opened once more")
        folder = before.copy.book if before.copy is not None else before.folder
        read_only = before.read_only and before.copy is None
        return self._opened(folder, lambda: self._held(folder, before.key), read_only=read_only)

    def _opened(
        self, folder: Path, unlocked: Callable[[], Unlocked], *, read_only: bool
    ) -> EncryptedBook:
        if not self.is_book(folder):
            if (folder / importing.UNDER_WAY).exists():
                raise importing.not_ended()
            raise failures.half_a_book() if _is_half(folder) else failures.no_book()
        if restoring.is_cut_off(folder):
            with self._locked(folder):
                pass
        keys, amiss = unlocked()
        with failures.as_problems():
            # SQLite would take what is less than a page for a new database and write to it.
            if (folder / DATABASE).stat().st_size < PAGE:
                raise failures.damaged()
        if read_only:
            mode = reading_mode(folder, keys.key, self._newest)
            if amiss is not None:
                keys.notice(taken_from_backup(amiss, read_only=True))
            return EncryptedBook(folder, keys, self._layout(), None, mode)
        lock = BookLock.take(folder, self._who, self._clock())
        try:
            self._tidy(folder)
            self._bring_up_to_date(folder, keys)
            keys.begin(amiss)
            return EncryptedBook(folder, keys, self._layout(), lock, "rw")
        except BaseException:
            lock.release()
            raise

    def is_book(self, folder: Path) -> bool:
        with failures.as_problems():
            if restoring.is_cut_off(folder):
                return True
            if not (folder / DATABASE).is_file():
                return False
            return (folder / KEYS).is_file() or any(other_rings(folder))

    def backups(self, folder: Path) -> list[Copy]:
        return shelf.copies(folder / shelf.BACKUPS)

    def set_aside(self, folder: Path) -> list[Copy]:
        return shelf.copies(folder / shelf.ASIDE)

    def shelves(self, place: Path, folder: Path | None = None) -> list[Path]:
        rings = [] if folder is None else [ring_in(folder), *other_rings(folder)]
        book = next((ring.book for ring in rings if ring is not None), "")
        return second_place.shelves(place, book)

    def bring_back(
        self, copy: Path, secret: str, folder: Path, progress: Progress = no_progress
    ) -> None:
        with bringing_back.into_free(folder, copy, secret):
            self.restore(folder, copy, secret, progress)

    def let_go(self, folder: Path, copy: Path, secret: str) -> None:
        if copy.parent != folder / shelf.ASIDE:
            raise ProgramBug(f"only what was set aside is let go, not {copy}")
        with failures.with_nothing_to_save(_STILL_ASIDE), self._locked(folder):
            # One may let go of what is damaged, too: it is today's secret that counts.
            self._unlock(folder, secret)
            shelf.drop(copy)
            with suppress(OSError):
                # It is gone; what it alone needed goes at the next opening at the latest.
                shelf.keep_needed(folder / shelf.ASIDE)

    def look(
        self, folder: Path, copy: Path, secret: str, progress: Progress = no_progress
    ) -> EncryptedBook:
        ring, key = unlock_copy(folder, copy, secret)
        place, attachments, leave = looking.made_readable(
            folder, copy, key, self._migrations, self._clock(), progress
        )
        try:
            return EncryptedBook(
                place,
                HeldKeys(place, ring, key, self._cost),
                self._layout(),
                None,
                "immutable",
                copy=shelf.copy_at(copy, folder),
                attachments=attachments,
                when_closed=leave,
            )
        except BaseException:
            leave()
            raise

    def restore(
        self, folder: Path, copy: Path, secret: str, progress: Progress = no_progress
    ) -> Path:
        with self._locked(folder):
            ring, key = unlock_copy(folder, copy, secret)
            try:
                with failures.copy_as_problems():
                    restoring.fill(folder, copy, key, ring, self._newest, progress)
            except BaseException as problem:
                restoring.abandon(folder)
                if isinstance(problem, EnvironmentProblem):
                    raise restoring.refusal(problem) from problem
                raise
            return restoring.exchange(folder, self._clock())

    def repair(
        self, folder: Path, target: Path, secret: str, progress: Progress = no_progress
    ) -> Repaired:
        with BookLock.if_possible(folder, self._who, self._clock()):
            keys, _ = self._unlock(folder, secret)
            now, layout = self._clock(), self._layout()
            return repair(folder, target, keys, layout, self._migrations, now, progress)

    @contextmanager
    def _locked(self, folder: Path) -> Generator[None]:
        """Nobody else writes to the book; a restore that was cut off is finished."""
        lock = BookLock.take(folder, self._who, self._clock())
        try:
            self._tidy(folder)
            yield
        finally:
            lock.release()

    def _tidy(self, folder: Path) -> None:
        """Finish what was cut off, clear away what was left over; under the book's lock."""
        restoring.finish(folder, self._clock())
        sweep(folder, self._clock())

    @cached_property
    def _schema(self) -> Schema:
        """Made once, whatever is opened and locked again: it holds nothing of a book."""
        return Schema(self._catalogue)

    def _layout(self) -> Layout:
        return Layout(self._schema, self._clock)

    def _held(self, folder: Path, key: bytes) -> Unlocked:
        """The keys of a book whose own key somebody has unlocked before."""
        ring = ring_in(folder)
        if ring is None or not is_key_of(folder, key):
            raise WrongPassword(
                "这本台账库刚才变动过，要再输一次密码。", "台账库没有改动。", "请输入密码打开。"
            )
        return HeldKeys(folder, ring, key, self._cost), None

    def _unlock(self, folder: Path, secret: str) -> Unlocked:
        """The keys, and what is amiss with the key file where those of the backups were taken."""
        try:
            ring = KeyRing.read(folder / KEYS)
        except EnvironmentProblem as problem:
            if not isinstance(problem, DamagedKeys) and (folder / KEYS).exists():
                raise
            ring, key = by_another_ring(folder, secret, problem, lambda key: is_key_of(folder, key))
            return HeldKeys(folder, ring, key, self._cost), problem
        return HeldKeys(folder, ring, ring.unlock(secret), self._cost), None

    def _bring_up_to_date(self, folder: Path, keys: HeldKeys) -> None:
        with failures.as_problems():
            connection = connect(folder / DATABASE, keys.key, "rw")
            try:
                since = version_of(connection, folder, self._newest)
                if since < self._newest:
                    with failures.while_updating():
                        # What takes most room comes first, and is not done twice: each attempt
                        # that failed after the backup would have left one more.
                        files = AttachmentFiles(folder, keys.key)
                        make_ready(connection, self._migrations, since, files.put)
                        connection.execute("BEGIN IMMEDIATE").close()
                        number = shelf.count_up(folder, connection)
                        connection.execute("COMMIT").close()
                        ring, now = keys.to_bytes(), self._clock()
                        backup.back_up(folder, connection, keys.key, ring, number, now)
                        migrate(connection, self._migrations, since, self._clock())
                give_back_space(connection)
            finally:
                connection.close()

    @property
    def _newest(self) -> int:
        return max(migration.number for migration in self._migrations)


_STILL_ASIDE = "放在一边的这一份还在，台账库和备份没有受影响。"


def _is_half(folder: Path) -> bool:
    """Whether one of a book's two files is there without the other."""
    with failures.as_problems():
        return (folder / KEYS).exists() or (folder / DATABASE).exists()
