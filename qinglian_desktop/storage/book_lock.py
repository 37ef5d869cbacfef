"""One writer at a time: a lock that the system frees by itself when the program dies."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from qinglian_desktop.domain.errors import BookInUse, EnvironmentProblem
from qinglian_desktop.storage.failures import as_problems

LOCK = "in-use.lock"
_FAR_BYTE = 1 << 30
"""Windows lets nobody read a locked byte, so one far behind the words is locked."""


@dataclass(slots=True)
class BookLock:
    """Held while a book is open for writing."""

    _file: IO[bytes]

    @classmethod
    def take(cls, folder: Path, who: str, now: datetime) -> BookLock:
        """Lock the book in the folder; BookInUse if it is open elsewhere."""
        path = folder / LOCK
        with as_problems():
            file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b")
            try:
                _lock(file)
            except (BlockingIOError, PermissionError):
                file.close()
                raise _in_use(path, now) from None
            except OSError:
                file.close()
                raise
            words = {
                "who": who,
                "host": platform.node(),
                "pid": os.getpid(),
                "since": now.isoformat(timespec="seconds"),
            }
            file.truncate(0)
            file.write(json.dumps(words, ensure_ascii=False).encode())
            file.flush()
        return cls(file)

    @classmethod
    @contextmanager
    def if_possible(cls, folder: Path, who: str, now: datetime) -> Generator[None]:
        """Hold it for the block; where nothing can be written, nobody else writes either.

        Raises BookInUse.
        """
        lock: BookLock | None = None
        try:
            lock = cls.take(folder, who, now)
        except BookInUse:
            raise
        except EnvironmentProblem:
            pass
        try:
            yield
        finally:
            if lock is not None:
                lock.release()

    def release(self) -> None:
        """Free the book; the file stays, empty."""
        with suppress(OSError):
            self._file.truncate(0)
        self._file.close()


def _in_use(path: Path, now: datetime) -> BookInUse:
    """Who holds it, from the words in the file; they are missing for a blink while written."""
    try:
        held: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        held = None
    if not isinstance(held, dict):
        return BookInUse("另一个窗口", now)
    words = cast("dict[str, object]", held)
    host = str(words.get("host", ""))
    where = "本机" if host == platform.node() else f"电脑 {host}"
    try:
        since = datetime.fromisoformat(str(words.get("since")))
    except ValueError:
        since = now
    return BookInUse(f"{words.get('who') or '另一个用户'}（{where}）", since)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(_FAR_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
