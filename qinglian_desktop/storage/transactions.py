"""The transactions of an open book, one that writes at a time and any number that read"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from qinglian_desktop.application.ports import Clock, Progress
from qinglian_desktop.domain.errors import EnvironmentProblem, ProgramBug
from qinglian_desktop.storage import engine, failures, open_problems
from qinglian_desktop.storage.open_files import OpenFiles
from qinglian_desktop.storage.reading_gate import ReadingGate
from qinglian_desktop.storage.sql_functions import teach

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, RootTransaction

    from qinglian_desktop.storage.book_lock import BookLock
    from qinglian_desktop.storage.held_keys import HeldKeys

LOG = logging.getLogger(__name__)
_PATIENCE = 10.0
"""Seconds that closing waits for those who still read."""
_PAUSE = 2.0
"""Seconds for which nobody may begin to read, while those who do come to their end."""


class Transactions:
    """Over one database file; usable from any thread. ``mode`` is how it is read.

    Written under the book's ``lock``, if there is one. ``keys`` note what befell the files and
    was mended, for the user.
    """

    def __init__(
        self,
        path: Path,
        keys: HeldKeys,
        mode: str,
        lock: BookLock | None,
        clock: Clock,
    ) -> None:
        self.is_closed = False
        self.is_given_up = False
        """Closed, and whoever still reads is waited for no longer."""
        self._is_certain = True
        """Whether each transaction is known to have been committed or undone."""
        self._path = path
        self._mode = mode
        self._lock = lock
        self._notice = keys.notice
        self._clock = clock
        self._files = OpenFiles(path.parent)
        self._waits: list[Callable[[], object]] = []
        self._one_writes = threading.Lock()
        self._who_writes: int | None = None
        self._gate = ReadingGate()
        self._open(keys.key)

    def _open(self, key: bytes) -> None:
        self._writer = None if self._lock is None else self._made_writer(key)
        self._readers = self._taught(engine.readers(self._path, key, self._mode))

    def _made_writer(self, key: bytes) -> Engine:
        return self._taught(engine.writer(self._path, key))

    def _taught(self, made: Engine) -> Engine:
        teach(made)
        event.listen(made, "connect", lambda *_: self._files.hold_log())
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
                self._see_files(_PAUSE)
                with (
                    failures.database_as_problems(),
                    self._writer.connect() as connection,
                    connection.begin() as transaction,
                ):
                    yield connection
                    # A deleted file can still be written to, for nothing.
                    self.must_be_there()
                    self._commit(transaction)
                with failures.with_nothing_to_save(failures.UNCERTAIN):
                    self._see_log(_PAUSE)
            except (DBAPIError, dbapi2.Error, EnvironmentProblem) as error:
                self._drop_broken(self._writer, error)
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
                self._drop_broken(self._readers, error)
                raise

    @contextmanager
    def held_open(self) -> Generator[None]:
        """Closing waits for whoever is within; who comes while files are exchanged waits."""
        if not self._gate.is_within and self._who_writes != threading.get_ident():
            self._see_log_before_reading()
        with self._gate.reading(self._may_read):
            yield

    def _may_read(self) -> None:
        self.must_be_open()
        self._follow()

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
            self._see_files(_PAUSE)
            with self.reading() as connection:
                fill(connection)
            key = before
            with self._gate.shut("换钥匙", _PAUSE):
                self._readers.dispose()
                # The last connection folds the log into the database as it closes.
                self._writer.dispose()
                try:
                    key = exchange()
                finally:
                    self._files.begin()
                    self._open(key)

    def _see_files(self, patience: float) -> None:
        """See, before anything is written, that database, lock and log are those that others find.

        A lock and a log that were removed are put back. Raises EnvironmentProblem where somebody
        else has the book now, or where somebody reads in it for longer than ``patience``.
        """
        self.must_be_there()
        if self._lock is not None:
            self._lock.keep()
        self._see_log(patience)

    def _see_log(self, patience: float) -> None:
        if self._writer is None or self._files.is_log_in_place():
            return
        with self._gate.shut("补好台账库里被删掉的文件", patience):
            both = self._writer, self._readers
            is_anothers = self._files.put_log_back(*both, patience, self._clock())
        self._notice(open_problems.other_log() if is_anothers else open_problems.log_put_back())

    def _see_log_before_reading(self) -> None:
        """A new connection would look for pages in a log that has not got them. Nobody is waited
        for: what cannot be mended now is before the next save."""
        if self._writer is not None and not self._files.is_log_in_place():
            with suppress(EnvironmentProblem), self._one_writes:
                if not self.is_closed:
                    self._see_files(0)

    @contextmanager
    def lent_a_writer(self, key: bytes, lock: BookLock) -> Generator[None]:
        """For who has the database open to be read, and the book's lock for so long."""
        self._follow()
        self._lock = lock
        self._writer = self._made_writer(key)
        try:
            yield
        finally:
            writer, self._writer, self._lock = self._writer, None, None
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
            self.is_closed = True
            is_alone = self._gate.empties(_PATIENCE)
            self.is_given_up = True
            may_write = is_alone and self._is_certain and self._is_whole()
            self._readers.dispose()
            try:
                if may_write and self._writer is not None:
                    last(self._writer)
            finally:
                if self._writer is not None:
                    # The last connection folds the log into the database as it closes.
                    self._writer.dispose()
                self._files.let_go()
                closed()

    def _is_whole(self) -> bool:
        """Whether its files are ours; if not, all that is done is what SQLite does at closing."""
        try:
            self._see_files(0)
        except EnvironmentProblem:
            LOG.warning("closed with other files than it was opened with", exc_info=True)
            return False
        return True

    def _commit(self, transaction: RootTransaction) -> None:
        is_certain, self._is_certain = self._is_certain, False
        with failures.while_committing():
            transaction.commit()
        self._is_certain = is_certain
        self._files.note_written()

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

    def _follow(self) -> None:
        """Who only reads would go on in files that another program has put aside."""
        if self._lock is not None:
            return
        if self._files.is_replaced():
            raise failures.replaced()
        if not self._files.is_log_in_place():
            self._readers.dispose()
            self._files.let_go()

    def is_there(self) -> bool:
        """Whether the file under this name is still the one that was opened."""
        return self._files.is_there()

    def _drop_broken(self, connections: Engine, error: Exception) -> None:
        """One that met a broken page answers nothing right any more, of whole pages neither."""
        if failures.is_damage(error):
            was_in_place = self._files.is_log_in_place()
            connections.dispose()
            if was_in_place:
                # The last connection takes the log with it.
                self._files.let_go()
