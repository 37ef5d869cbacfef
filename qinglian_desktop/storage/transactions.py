"""The transactions of an open book, one that writes at a time and any number that read"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import EnvironmentProblem, ProgramBug
from qinglian_desktop.storage import engine, failures
from qinglian_desktop.storage.sql_functions import teach

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, RootTransaction

_PATIENCE = 10.0
"""Seconds that closing waits for those who still read."""
_PAUSE = 2.0
"""Seconds for which nobody may begin to read, while those who do come to their end."""


class Transactions:
    """Over one database file; usable from any thread. ``mode`` is how it is read."""

    def __init__(self, path: Path, key: bytes, mode: str, *, may_write: bool) -> None:
        self.is_closed = False
        self.is_given_up = False
        """Closed, and whoever still reads is waited for no longer."""
        self._is_certain = True
        """Whether each transaction is known to have been committed or undone."""
        self._path = path
        self._mode = mode
        self._may_write = may_write
        self._waits: list[Callable[[], object]] = []
        self._one_writes = threading.Lock()
        self._who_writes: int | None = None
        self._reading = 0
        self._nobody_reads = threading.Condition()
        self._within = threading.local()
        """How often the same thread reads: one that does so already is never kept waiting."""
        self._is_exchanging = False
        self._open(key)

    def _open(self, key: bytes) -> None:
        with failures.as_problems():
            self._file = _identity(self._path)
        self._writer = self._made_writer(key) if self._may_write else None
        self._readers = self._taught(engine.readers(self._path, key, self._mode))

    def _made_writer(self, key: bytes) -> Engine:
        return self._taught(engine.writer(self._path, key))

    def _taught(self, made: Engine) -> Engine:
        teach(made)
        for wait in self._waits:
            engine.pace(made, wait)
        return made

    def pace(self, wait: Callable[[], object]) -> None:
        """Call ``wait`` before each statement."""
        self._waits.append(wait)
        for each in (self._readers, self._writer):
            if each is not None:
                engine.pace(each, wait)

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """Committed durably when the block ends, undone if it raises."""
        if self._who_writes == threading.get_ident():
            raise ProgramBug("a transaction was begun within another on the same thread")
        if self._writer is None:
            raise failures.not_writable()
        with self._one_writes:
            self.must_be_open()
            self._who_writes = threading.get_ident()
            try:
                with failures.database_as_problems(), self._writer.connect() as connection:
                    self.must_be_there()
                    with connection.begin() as transaction:
                        yield connection
                        # A deleted file can still be written to, for nothing.
                        self.must_be_there()
                        self._commit(transaction)
            except (DBAPIError, dbapi2.Error, EnvironmentProblem) as error:
                _drop_broken(self._writer, error)
                raise
            finally:
                self._who_writes = None

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A consistent view."""
        with (
            self.held_open(),
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
    def held_open(self) -> Generator[None]:
        """Closing waits for whoever is within; who comes while files are exchanged waits."""
        depth: int = getattr(self._within, "depth", 0)
        with self._nobody_reads:
            self._nobody_reads.wait_for(lambda: depth or not self._is_exchanging)
            self.must_be_open()
            self._must_not_be_replaced()
            self._reading += 1
        self._within.depth = depth + 1
        try:
            yield
        finally:
            self._within.depth = depth
            with self._nobody_reads:
                self._reading -= 1
                self._nobody_reads.notify_all()

    def exchange(
        self,
        fill: Callable[[Connection], object],
        exchange: Callable[[], bytes],
        before: bytes,
    ) -> None:
        """Have another file in the place of the database, in an open book.

        ``fill`` makes it of what a reader sees, while others read, too, and nobody writes.
        ``exchange`` is called while nobody has the database open, and gives its key from then on;
        where it raises, that is the key ``before``. Raises EnvironmentProblem where somebody reads
        for longer than the others could wait.
        """
        if self._writer is None:
            raise failures.not_writable()
        with self._one_writes:
            self.must_be_open()
            self.must_be_there()
            with self.reading() as connection:
                fill(connection)
            with self._nobody_reads:
                self._is_exchanging = True
                is_alone = self._nobody_reads.wait_for(lambda: not self._reading, _PAUSE)
            key = before
            try:
                if not is_alone:
                    raise failures.still_read()
                self._readers.dispose()
                # The last connection folds the log into the database as it closes.
                self._writer.dispose()
                try:
                    key = exchange()
                finally:
                    self._open(key)
            finally:
                with self._nobody_reads:
                    self._is_exchanging = False
                    self._nobody_reads.notify_all()

    @contextmanager
    def lent_a_writer(self, key: bytes) -> Generator[None]:
        """For who has the database open to be read, and the book's lock for so long."""
        self._must_not_be_replaced()
        self._may_write = True
        self._writer = self._made_writer(key)
        try:
            yield
        finally:
            writer, self._writer, self._may_write = self._writer, None, False
            writer.dispose()

    def close(self, last: Callable[[Engine], object], closed: Callable[[], object]) -> None:
        """End all of them, once; waits for those who still read, but not for ever.

        ``last`` may write a last time, unless somebody still reads, nothing may be written or
        nobody knows how a transaction ended; ``closed`` is called when the connections are gone,
        whatever happened.
        """
        with self._one_writes:
            if self.is_closed:
                return
            with self._nobody_reads:
                self.is_closed = True
                is_alone = self._nobody_reads.wait_for(lambda: not self._reading, _PATIENCE)
            self.is_given_up = True
            self._readers.dispose()
            try:
                if is_alone and self._writer is not None and self._is_certain:
                    last(self._writer)
            finally:
                if self._writer is not None:
                    # The last connection folds the log into the database as it closes.
                    self._writer.dispose()
                closed()

    def _commit(self, transaction: RootTransaction) -> None:
        is_certain, self._is_certain = self._is_certain, False
        with failures.while_committing():
            transaction.commit()
        self._is_certain = is_certain

    def until_given_up(self, progress: Progress) -> Progress:
        """Stops also where closing waits for it no longer."""
        return lambda done, total: not self.is_given_up and progress(done, total)

    def must_be_open(self) -> None:
        """Raises ProgramBug where it was closed."""
        if self.is_closed:
            raise ProgramBug("the book was used after it had been closed")

    def must_be_there(self) -> None:
        """Raises EnvironmentProblem where the file is no longer the one that was opened."""
        if not self.is_there():
            raise failures.gone()

    def _must_not_be_replaced(self) -> None:
        """Who only reads would go on in a file that another program has put aside."""
        with suppress(OSError):
            if not self._may_write and _identity(self._path) != self._file:
                raise failures.replaced()

    def is_there(self) -> bool:
        """Whether the file under this name is still the one that was opened."""
        try:
            return _identity(self._path) == self._file
        except OSError:
            return False


def _drop_broken(connections: Engine, error: Exception) -> None:
    """One that met a broken page answers nothing right any more, of whole pages neither."""
    if failures.is_damage(error):
        connections.dispose()


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
