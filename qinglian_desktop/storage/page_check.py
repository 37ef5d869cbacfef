"""Whether the pages of a database are whole, looked at piece by piece: one can see it go on.

SQLCipher's own check of its seals answers only when it is through, whoever would like to stop.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import BinaryIO

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.files.faults import Fault, fault_of
from qinglian_desktop.storage.engine import PAGE, RawConnection
from qinglian_desktop.storage.sealed_pages import SALT, PageSeal

_AT_ONCE = 256
_STEPS = 1000
"""Of SQLite's own, between two looks at the time."""
_BETWEEN = 0.05
"""Seconds between two questions whether to go on."""


def are_seals_whole(database: BinaryIO, key: bytes, progress: Progress) -> bool:
    """Whether each page in the file is as it was written; what is in a log is not looked at.

    The file has no buffer. ``progress`` is told pages; raises Cancelled when it answers False, and
    OSError where the file cannot be read at all. A page that the disk does not give is not whole.
    """
    total = -(-database.seek(0, 2) // PAGE)
    seal = PageSeal(key, _read(database, 1)[:SALT])
    for start in range(1, total + 1, _AT_ONCE):
        piece = _read(database, start, _AT_ONCE)
        for number in range(start, min(start + _AT_ONCE, total + 1)):
            at = (number - start) * PAGE
            page = piece[at : at + PAGE]
            # Whoever folds a log into the file may just have been writing it: look again.
            if not (seal.is_whole(number, page) or seal.is_whole(number, _read(database, number))):
                return False
        if not progress(min(start + _AT_ONCE, total), total):
            raise Cancelled
    return True


@contextmanager
def stoppable(connection: RawConnection, progress: Progress) -> Generator[None]:
    """Whatever the connection is asked within the block ends soon after ``progress`` said so.

    It is told that nobody knows how much is left. Raises Cancelled.
    """
    asked, is_stopped = time.monotonic(), False

    def step() -> int:
        nonlocal asked, is_stopped
        if time.monotonic() - asked > _BETWEEN:
            asked, is_stopped = time.monotonic(), not progress(0, 0)
        return int(is_stopped)

    connection.set_progress_handler(step, _STEPS)
    try:
        yield
    except (DBAPIError, dbapi2.Error):
        if is_stopped:
            raise Cancelled from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _read(file: BinaryIO, number: int, pages: int = 1) -> bytes:
    """These pages of a file; what the disk does not give is left out."""
    try:
        file.seek((number - 1) * PAGE)
        return file.read(pages * PAGE)
    except OSError as error:
        if fault_of(error) is not Fault.BROKEN:
            raise
        return b""
