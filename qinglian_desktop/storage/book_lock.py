"""One writer at a time: a lock that the system frees by itself when the program dies."""

from __future__ import annotations

import errno
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

from qinglian_desktop.domain.errors import BookInUse, EnvironmentProblem, LeftOpenElsewhere
from qinglian_desktop.domain.json_text import read_json
from qinglian_desktop.files.durable import PRIVATE_FILE
from qinglian_desktop.storage import failures, open_problems

LOCK = "in-use.lock"
_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)
_LONGEST_NAME = 100
_FAR_BYTE = 1 << 30
"""Windows lets nobody read a locked byte, so one far behind the words is locked."""


@dataclass(slots=True)
class BookLock:
    """Held while a book is open for writing, with words in it that say by whom."""

    _file: IO[bytes]
    _words: bytes
    _folder: Path
    _path: Path
    _who: str
    _since: datetime

    @classmethod
    def take(
        cls, folder: Path, who: str, now: datetime, *, is_closed_elsewhere: bool = True
    ) -> BookLock:
        """Lock the book in the folder; BookInUse if it is open elsewhere.

        Unless it ``is_closed_elsewhere``, LeftOpenElsewhere if another PC's words stand in the
        lock though nobody holds it: in a folder that is only kept in step, no lock reaches
        the other side.
        """
        path = folder / LOCK
        with failures.as_problems():
            file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE), "r+b")
            try:
                _lock(file)
            except (BlockingIOError, PermissionError):
                file.close()
                raise _in_use(path, now) from None
            except OSError as error:
                file.close()
                if error.errno in _NO_LOCKS:
                    raise _no_locks() from error
                raise
            if not is_closed_elsewhere and (left := _left_open(path, now)) is not None:
                file.close()
                raise left
            words = {
                "who": who,
                "host": platform.node(),
                "pid": os.getpid(),
                "since": now.isoformat(timespec="seconds"),
            }
            written = json.dumps(words, ensure_ascii=False).encode()
            file.truncate(0)
            file.write(written)
            file.flush()
        return cls(file, written, folder, path, who, now)

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

    def keep(self) -> None:
        """See that it is still the lock that others find; taken anew where it was removed.

        Raises EnvironmentProblem where somebody else has the book now, or it cannot be had.
        """
        with failures.as_problems():
            if self._is_found():
                return
        try:
            taken = BookLock.take(self._folder, self._who, self._since, is_closed_elsewhere=False)
        except BookInUse as used:
            raise open_problems.not_ours_now(used) from used
        before, self._file, self._words = self._file, taken._file, taken._words
        before.close()

    def _is_found(self) -> bool:
        """Whether it has its name, and nobody wrote themselves into it: where a lock reaches
        nobody else, as on some shares, they do."""
        try:
            is_here = os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False
        self._file.seek(0)
        found = self._file.read()
        return is_here and (found == self._words or _holder_in(found, self._since) is None)

    def release(self) -> None:
        """Free the book; the file stays, empty."""
        with suppress(OSError):
            self._file.truncate(0)
        self._file.close()


@dataclass(frozen=True, slots=True)
class _Holder:
    who: str
    host: str
    since: datetime

    @property
    def is_here(self) -> bool:
        return self.host == platform.node()


def _holder(path: Path, now: datetime) -> _Holder | None:
    """Who holds it; None for a blink while the words are written."""
    try:
        return _holder_in(path.read_bytes(), now)
    except OSError:
        return None


def _holder_in(data: bytes, now: datetime) -> _Holder | None:
    try:
        held = read_json(data)
    except ValueError:
        held = None
    if not isinstance(held, dict):
        return None
    words = cast("dict[str, object]", held)
    try:
        since = datetime.fromisoformat(str(words.get("since")))
    except ValueError:
        since = now
    return _Holder(_name(words.get("who")) or "另一个用户", _name(words.get("host")), since)


def _name(said: object) -> str:
    """What a sentence can bear of what stands in a file that anybody may have written."""
    return "".join(filter(str.isprintable, str(said or "")))[:_LONGEST_NAME]


def _in_use(path: Path, now: datetime) -> BookInUse:
    holder = _holder(path, now)
    if holder is None:
        return BookInUse("另一个窗口", now)
    where = "本机" if holder.is_here else f"电脑 {holder.host}"
    return BookInUse(f"{holder.who}（{where}）", holder.since)


def _left_open(path: Path, now: datetime) -> LeftOpenElsewhere | None:
    """The lock is ours, but the words in it are another PC's."""
    holder = _holder(path, now)
    if holder is None or holder.is_here:
        return None
    return LeftOpenElsewhere(f"电脑 {holder.host}（{holder.who}）", holder.since)


def _no_locks() -> EnvironmentProblem:
    return EnvironmentProblem(
        "这个文件夹（多半是网络文件夹）不支持加锁，不能保证只有一台电脑在写。",
        "台账库没有被改动。",
        "请把台账库的文件夹复制到本机再打开，或者选择“只读打开”。",
    )


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
