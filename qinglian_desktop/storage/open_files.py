"""The files of an open database: known again, and put back when somebody removes their names.

What was saved last stands in the log alone. A cleaner or a program that keeps folders in step may
remove or exchange it while it is open: the connections go on in the file without a name, and all
of it is gone when the program is killed. Windows lets nobody do that to an open file.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from qinglian_desktop.files.durable import copy_durably, flush_folder, write_durably
from qinglian_desktop.storage import attachment_folder, belongings, failures, open_problems, shelf
from qinglian_desktop.storage.engine import DATABASE, SHARED, WAL, fold_log, raw_of

if TYPE_CHECKING:
    from sqlalchemy import Engine

_PIECE = 1 << 20
_Identity: TypeAlias = tuple[int, int]


class OpenFiles:
    """Database and log in a folder; the log is held from the first connection until it is let go.

    Usable from any thread.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = folder / DATABASE
        self._path = folder / WAL
        self._index_path = folder / SHARED
        self._one = threading.RLock()
        self._log: int | None = None
        self._held: _Identity | None = None
        self._index: _Identity | None = None
        """Which file says where the pages are in the log. It is never opened here: POSIX would
        take away the locks that the connections have on it."""
        self.begin()

    def begin(self) -> None:
        """The database is opened. Raises EnvironmentProblem where it is not there."""
        with failures.as_problems():
            self._file = _identity(self._database)
        self.let_go()

    def is_there(self) -> bool:
        """Whether the database under its name is still the one that was opened."""
        try:
            return _identity(self._database) == self._file
        except OSError:
            return False

    def is_replaced(self) -> bool:
        """Whether another lies under its name."""
        with suppress(OSError):
            return _identity(self._database) != self._file
        return False

    def hold_log(self) -> None:
        """Hold what the connections have open, once they have.

        A log without its index is nobody's yet: a connection failed as it made them.
        """
        if sys.platform == "win32":
            return
        with self._one, suppress(OSError):
            if self._log is None:
                index = _identity(self._index_path)
                self._log = os.open(self._path, os.O_RDONLY)
                self._held, self._index = _identity_of(os.fstat(self._log)), index

    def let_go(self) -> None:
        """No connection is left, and the next ones open what lies there then."""
        with self._one:
            log, self._log, self._held, self._index = self._log, None, None, None
            self.note_written()
            if log is not None:
                os.close(log)

    def note_written(self) -> None:
        """What has become of the database was done here."""
        with suppress(OSError):
            self._written = _written(self._database)

    def is_log_in_place(self) -> bool:
        """Whether log and index have their names, as far as they are held."""
        with self._one:
            if self._log is None:
                self.hold_log()
            try:
                return self._log is None or (
                    _identity(self._path) == self._held
                    and _identity(self._index_path) == self._index
                )
            except OSError:
                return False

    def put_log_back(self, writer: Engine, readers: Engine, patience: float, now: datetime) -> bool:
        """Have what is only in the held log in the database, on the disk; then both can go.

        Under the book's lock, while nobody uses a connection of either. Whoever is
        killed meanwhile loses nothing. Gives whether somebody else's log had taken its place; the
        book as they would open it is set aside then. Raises EnvironmentProblem where the database
        was written to by others, or others read in it for longer than ``patience``, in seconds.
        """
        with failures.as_problems():
            # Pages of two logs in one database would be nobody's.
            if _written(self._database) != self._written:
                raise open_problems.written_elsewhere()
            log = b"".join(self._pieces())
            # What a program put back that keeps folders in step is the beginning of ours.
            is_anothers = self._path.exists() and not log.startswith(self._path.read_bytes())
            if is_anothers:
                self._set_aside(now)
            if not self._has_its_name():
                write_durably(self._path, log)
            try:
                with writer.connect() as connection:
                    fold_log(raw_of(connection), patience)
                for each in (readers, writer):
                    each.dispose()
            finally:
                # However far it came, and whatever fails from here on: it is tried again.
                self.note_written()
            for name in (self._path, self._index_path):
                name.unlink(missing_ok=True)
            flush_folder(self._folder)
        self.let_go()
        return is_anothers

    def _set_aside(self, now: datetime) -> None:
        """The locks on the database are lost by this, but its connections are closed next."""
        place = self._folder / shelf.ASIDE
        name = shelf.name_of(shelf.highest_number(self._folder) + 1, now)
        with shelf.filling(place, name) as target:
            for each in (DATABASE, WAL):
                copy_durably(self._folder / each, target / each)
            belongings.copy_into(self._folder, target)
            attached = attachment_folder.names_in(self._folder)
            attachment_folder.share(self._folder, place, attached)
            attachment_folder.note_needed(target, attached)

    def _has_its_name(self) -> bool:
        with suppress(FileNotFoundError):
            return _identity(self._path) == self._held
        return False

    def _pieces(self) -> Iterator[bytes]:
        if self._log is not None:
            os.lseek(self._log, 0, os.SEEK_SET)
            while piece := os.read(self._log, _PIECE):
                yield piece


def _identity(file: Path) -> _Identity:
    return _identity_of(file.stat())


def _identity_of(found: os.stat_result) -> _Identity:
    return found.st_dev, found.st_ino


def _written(file: Path) -> tuple[int, int]:
    """What changes as soon as anybody writes into the database itself."""
    found = file.stat()
    return found.st_size, found.st_mtime_ns
