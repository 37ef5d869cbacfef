"""An open book: its transactions, one that writes at a time and any number that read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from qinglian_desktop.application.changes import Changed, together
from qinglian_desktop.application.copies import Copy, Exported
from qinglian_desktop.application.ports import Progress, UnitOfWork, no_progress
from qinglian_desktop.application.soundness import Finding, Whole
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem, ProgramBug
from qinglian_desktop.storage import archiving, backup, checking, engine, failures, shelf, sweeping
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.book_lock import BookLock
from qinglian_desktop.storage.held_keys import HeldKeys
from qinglian_desktop.storage.layout import Layout
from qinglian_desktop.storage.unit_of_work import StoredWork
from qinglian_desktop.storage.whole_copies import whole_copies

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_PATIENCE = 10.0
"""Seconds that closing waits for those who still read."""


class EncryptedBook:
    """``Book`` over a folder; without a lock it is read-only.

    ``attachments`` is the folder whose attachments are the book's, if that is another.
    """

    def __init__(
        self,
        folder: Path,
        keys: HeldKeys,
        layout: Layout,
        lock: BookLock | None,
        mode: str,
        *,
        copy: Copy | None = None,
        attachments: Path | None = None,
        when_closed: Callable[[], object] = lambda: None,
    ) -> None:
        self._folder = folder
        self._keys = keys
        self._layout = layout
        self._lock = lock
        path = folder / engine.DATABASE
        self._path = path
        self._mode = "ro" if lock else mode
        self._files = AttachmentFiles(attachments or folder, keys.key)
        self._writer = engine.writer(path, keys.key) if lock else None
        self._readers = engine.readers(path, keys.key, mode)
        self._one_writes = threading.Lock()
        self._one_backs_up = threading.Lock()
        self._who_writes: int | None = None
        self._reading = 0
        self._nobody_reads = threading.Condition()
        self._closed = False
        self._given_up = False
        self._copy = copy
        self._when_closed = when_closed
        self._hears: list[Callable[[Changed], object]] = []
        with failures.as_problems():
            self._file = _identity(path)

    @property
    def folder(self) -> Path:
        return self._folder

    @property
    def read_only(self) -> bool:
        return self._lock is None

    @property
    def copy(self) -> Copy | None:
        return self._copy

    @contextmanager
    def writing(self) -> Generator[UnitOfWork]:
        with self._write() as connection:
            work = StoredWork(connection, self._layout, self._files, may_write=True)
            yield work
        # Without its keys what was saved would be lost at the next start.
        self._keys.keep()
        self._tell(together(work.touched))

    def watch(self, heard: Callable[[Changed], object]) -> None:
        self._hears.append(heard)

    def pace(self, wait: Callable[[], object]) -> None:
        for each in (self._readers, self._writer):
            if each is not None:
                engine.pace(each, wait)

    @contextmanager
    def reading(self) -> Generator[UnitOfWork]:
        with self._read() as connection:
            yield StoredWork(connection, self._layout, self._files, may_write=False)

    def check(self, progress: Progress = no_progress) -> list[Finding]:
        opened = partial(engine.connect, self._path, self._keys.key, self._mode)
        with self._read() as connection:
            return checking.findings(connection, self._layout, self._files, progress, opened)

    def glance(self) -> list[Finding]:
        with self._read() as connection:
            return checking.glance(connection, self._layout, self._files)

    def whole_copies(self, findings: Iterable[Finding], progress: Progress = no_progress) -> Whole:
        touched = {(each.ledger, each.record_id) for each in findings if each.ledger}
        with self._counted_reader():
            return whole_copies(self._folder, self._keys.key, self._layout, touched, progress)

    def back_up(self, progress: Progress = no_progress) -> Path:
        if self.read_only:
            raise failures.not_writable()

        def go_on(done: int, total: int) -> bool:
            return not self._given_up and progress(done, total)

        self._must_be_open()
        self._keep_keys()
        with self._one_backs_up:
            if self._closed:
                raise Cancelled
            with self._write() as connection:
                number = shelf.count_up(self._folder, _raw(connection))
            # Copied as a reader sees it: who saves meanwhile neither waits nor changes the copy.
            with self._read() as connection:
                made = backup.back_up(
                    self._folder,
                    _raw(connection),
                    self._keys.key,
                    self._keys.to_bytes(),
                    number,
                    self._layout.clock(),
                    go_on,
                )
        self._keys.put_beside()
        if made.lost:
            self._keys.notice(backup.without_lost(made.lost))
        self._tell(Changed(backups=True))
        return made.folder

    def archive(self, target: Path, password: str, progress: Progress = no_progress) -> Exported:
        def go_on(done: int, total: int) -> bool:
            return not self._given_up and progress(done, total)

        with self._read() as connection:
            records = {
                key: connection.execute(select(func.count()).select_from(tables.main)).scalar_one()
                for key, tables in self._layout.schema.ledgers.items()
            }
            whose = self._copy.folder if self._copy is not None else self._folder
            source = archiving.Source(whose, _raw(connection), self._files, records)
            cost = self._keys.cost
            return archiving.put(target, source, password, cost, self._layout.clock(), go_on)

    def last_backup(self) -> datetime | None:
        if self._copy is not None:
            return self._copy.at
        found = shelf.copies(self._folder / shelf.BACKUPS)
        return found[0].at if found else None

    def change_password(self, old: str, new: str) -> None:
        if self.read_only:
            raise failures.not_writable()
        self._keys.change_password(old, new)

    def new_recovery_code(self, password: str) -> str:
        if self.read_only:
            raise failures.not_writable()
        return self._keys.new_code(password)

    def take_notices(self) -> list[EnvironmentProblem]:
        return self._keys.take_notices()

    def close(self) -> None:
        with self._one_writes:
            if self._closed:
                return
            self._hears.clear()
            with self._nobody_reads:
                self._closed = True
                is_alone = self._nobody_reads.wait_for(lambda: not self._reading, _PATIENCE)
            # A backup that is still at it stops at its next step.
            self._given_up = True
            self._readers.dispose()
            try:
                if is_alone:
                    self._sweep()
            finally:
                if self._writer is not None:
                    # The last connection folds the log into the database as it closes.
                    self._writer.dispose()
                if self._lock is not None:
                    self._keep_keys()
                    self._lock.release()
                self._when_closed()

    def _sweep(self) -> None:
        """Let go of attachments that nothing names; what stands in the way can wait."""
        if self._writer is None:
            return
        with suppress(EnvironmentProblem), failures.as_problems():
            with self._writer.connect() as connection, connection.begin():
                self._must_be_there()
                named = sweeping.forget_unnamed(connection, self._layout)
            # Files go after what the book knew of them, and from no other book's folder.
            self._must_be_there()
            self._files.keep_only(named)
            for each in (shelf.BACKUPS, shelf.ASIDE):
                shelf.keep_needed(self._folder / each)

    def _tell(self, changed: Changed) -> None:
        if self._keys.has_notices:
            changed = replace(changed, notices=True)
        if changed:
            for heard in self._hears:
                heard(changed)

    @contextmanager
    def _write(self) -> Generator[Connection]:
        if self._who_writes == threading.get_ident():
            raise ProgramBug("a transaction was begun within another on the same thread")
        if self._writer is None:
            raise failures.not_writable()
        with self._one_writes:
            self._must_be_open()
            self._who_writes = threading.get_ident()
            try:
                with failures.database_as_problems(), self._writer.connect() as connection:
                    self._must_be_there()
                    with connection.begin() as transaction:
                        yield connection
                        # A deleted file can still be written to, for nothing.
                        self._must_be_there()
                        with failures.while_committing():
                            transaction.commit()
            except (DBAPIError, dbapi2.Error, EnvironmentProblem) as error:
                _drop_broken(self._writer, error)
                raise
            finally:
                self._who_writes = None

    @contextmanager
    def _read(self) -> Generator[Connection]:
        with (
            self._counted_reader(),
            failures.database_as_problems(),
            self._readers.connect() as connection,
            connection.begin(),
        ):
            try:
                yield connection
            except (DBAPIError, dbapi2.Error) as error:
                if failures.is_refused_write(error):
                    raise ProgramBug("a reading unit of work was asked to write") from error
                _drop_broken(self._readers, error)
                raise

    @contextmanager
    def _counted_reader(self) -> Generator[None]:
        """Lets ``close`` wait for those who still read."""
        with self._nobody_reads:
            self._must_be_open()
            self._reading += 1
        try:
            yield
        finally:
            with self._nobody_reads:
                self._reading -= 1
                self._nobody_reads.notify_all()

    def _keep_keys(self) -> None:
        """Not where the whole folder is gone, which is told in its own words."""
        if self._is_there():
            self._keys.keep(thoroughly=True)

    def _must_be_open(self) -> None:
        if self._closed:
            raise ProgramBug("the book was used after it had been closed")

    def _must_be_there(self) -> None:
        if not self._is_there():
            raise failures.gone()

    def _is_there(self) -> bool:
        try:
            return _identity(self._path) == self._file
        except OSError:
            return False


def _drop_broken(connections: Engine, error: Exception) -> None:
    """One that met a broken page answers nothing right any more, of whole pages neither."""
    if failures.is_damage(error):
        connections.dispose()


def _raw(connection: Connection) -> engine.RawConnection:
    """The driver's own connection beneath."""
    return cast("engine.RawConnection", connection.connection.driver_connection)


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
