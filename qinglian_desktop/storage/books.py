"""Books on this machine: made, opened with password or recovery code, brought up to date."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path

from qinglian_desktop.application.ports import Clock
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import EnvironmentProblem, QinglianError
from qinglian_desktop.files.durable import flush_folder
from qinglian_desktop.storage import backup, failures
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.book_lock import LOCK, BookLock
from qinglian_desktop.storage.engine import DATABASE, PAGE, SHARED, WAL, RawConnection, connect
from qinglian_desktop.storage.keys import KEYS, OFFICE_COST, KeyCost, KeyRing
from qinglian_desktop.storage.layout import Layout
from qinglian_desktop.storage.migration_runner import applied, migrate
from qinglian_desktop.storage.migrations import MIGRATIONS, Migration
from qinglian_desktop.storage.schema import Schema


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
        with failures.as_problems():
            folder.mkdir(parents=True, exist_ok=True)
            strangers = [each.name for each in folder.iterdir() if each.name != LOCK]
        if strangers:
            raise EnvironmentProblem(
                "这个文件夹里已经有东西了，新的台账库要放在空文件夹里。",
                "文件夹里的东西没有被改动。",
                "请换一个空文件夹，或者新建一个文件夹。",
            )
        lock = BookLock.take(folder, self._who, self._clock())
        try:
            ring, key, code = KeyRing.new(password, self._cost)
            # The keys come last: a folder without them is no book, whatever else is in it.
            with failures.as_problems():
                connection = connect(folder / DATABASE, key, "rwc")
                try:
                    migrate(connection, self._migrations, 0, self._clock())
                finally:
                    connection.close()
            ring.write(folder / KEYS)
            with failures.as_problems():
                (folder / backup.BACKUPS).mkdir(exist_ok=True)
                flush_folder(folder)
            return EncryptedBook(folder, key, self._layout(), self._cost, lock, "rw"), code
        except BaseException:
            lock.release()
            _clear(folder)
            raise

    def open(self, folder: Path, secret: str, *, read_only: bool = False) -> EncryptedBook:
        if not self.is_book(folder):
            raise failures.half_a_book() if _is_half(folder) else failures.no_book()
        key = KeyRing.read(folder / KEYS).unlock(secret)
        with failures.as_problems():
            # SQLite would take what is less than a page for a new database and write to it.
            if (folder / DATABASE).stat().st_size < PAGE:
                raise failures.damaged()
        if read_only:
            mode = self._reading_mode(folder, key)
            return EncryptedBook(folder, key, self._layout(), self._cost, None, mode)
        lock = BookLock.take(folder, self._who, self._clock())
        try:
            self._bring_up_to_date(folder, key)
            return EncryptedBook(folder, key, self._layout(), self._cost, lock, "rw")
        except BaseException:
            lock.release()
            raise

    def is_book(self, folder: Path) -> bool:
        with failures.as_problems():
            return (folder / KEYS).is_file() and (folder / DATABASE).is_file()

    def backups(self, folder: Path) -> list[tuple[Path, datetime]]:
        return backup.backups(folder)

    def restore(self, folder: Path, backup_folder: Path) -> Path:
        lock = BookLock.take(folder, self._who, self._clock())
        try:
            with failures.as_problems():
                if not (backup_folder / DATABASE).is_file():
                    raise failures.no_book()
            aside = backup.set_aside(folder, self._clock(), spare=backup_folder)
            backup.put_back(folder, backup_folder, keep_keys=_same_book(folder, backup_folder))
        finally:
            lock.release()
        return aside

    @cached_property
    def _schema(self) -> Schema:
        """Made once, whatever is opened and locked again: it holds nothing of a book."""
        return Schema(self._catalogue)

    def _layout(self) -> Layout:
        return Layout(self._schema, self._clock)

    def _bring_up_to_date(self, folder: Path, key: bytes) -> None:
        with failures.as_problems():
            connection = connect(folder / DATABASE, key, "rw")
            try:
                since = self._version(connection, folder)
                if since < self._newest:
                    backup.back_up(folder, connection, key, self._clock())
                    migrate(connection, self._migrations, since, self._clock())
            finally:
                connection.close()

    def _reading_mode(self, folder: Path, key: bytes) -> str:
        """How the book can be read without writing beside it; also refuses what cannot be."""
        try:
            self._look(folder, key, "ro")
        except EnvironmentProblem:
            # In a folder that takes no files SQLite cannot share its log with others. Where
            # there is no log either, the database is read as what nobody changes.
            if (folder / WAL).exists():
                raise
            self._look(folder, key, "immutable")
            return "immutable"
        return "ro"

    def _look(self, folder: Path, key: bytes, mode: str) -> None:
        with failures.as_problems():
            connection = connect(folder / DATABASE, key, mode)
            try:
                since = self._version(connection, folder)
            finally:
                connection.close()
        if since < self._newest:
            raise EnvironmentProblem(
                "这本台账库是旧版本的程序建立的，要先更新一次才能看。",
                "里面的记录都在，没有被改动。",
                "请不选“只读打开”，直接打开一次，程序会先备份再更新。",
            )

    def _version(self, connection: RawConnection, folder: Path) -> int:
        """The book's last migration; refuses a cut-off file and a newer book."""
        pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
        size = int(connection.execute("PRAGMA page_size").fetchone()[0])
        wal = folder / WAL
        logged = wal.exists() and wal.stat().st_size > 0
        if not logged and pages * size > (folder / DATABASE).stat().st_size:
            raise failures.damaged()
        since = applied(connection)
        if since > self._newest:
            raise failures.newer_book()
        return since

    @property
    def _newest(self) -> int:
        return max(migration.number for migration in self._migrations)


def _same_book(folder: Path, backup_folder: Path) -> bool:
    """Whether the keys in the folder open the backup, too; then today's password stays."""
    try:
        return KeyRing.read(folder / KEYS).book == KeyRing.read(backup_folder / KEYS).book
    except QinglianError:
        return False


def _is_half(folder: Path) -> bool:
    """Whether one of a book's two files is there without the other."""
    with failures.as_problems():
        return (folder / KEYS).exists() or (folder / DATABASE).exists()


def _clear(folder: Path) -> None:
    """Leave nothing of a book whose making failed."""
    with suppress(OSError):
        for name in (KEYS, f"{KEYS}.new", DATABASE, WAL, SHARED, LOCK):
            (folder / name).unlink(missing_ok=True)
        (folder / backup.BACKUPS).rmdir()
