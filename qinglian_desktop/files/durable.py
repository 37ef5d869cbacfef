"""Files and folders written so that they survive a power cut whole, old or new."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

LOG = logging.getLogger(__name__)
TEMPORARY = ".new"
"""What a file's name ends with until it is whole; a kill may leave one behind."""
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
"""What is kept is nobody's but whose who runs the program."""

# Some network drives and sticks let nobody flush a folder; there is nothing else to be done.
_NEVER_FLUSHED = {
    errno.EACCES,
    errno.EBADF,
    errno.EINVAL,
    errno.EISDIR,
    errno.ENOSYS,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
}


def write_durably(path: Path, data: bytes) -> None:
    """Put the bytes under this name: temporary name, flushed, renamed.

    Raises OSError only where the name still stands for what it stood for before.
    """
    _replace(path, lambda file: file.write(data))


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file's bytes under the target's name: the same. Raises OSError."""
    with source.open("rb") as read:
        _replace(target, lambda file: shutil.copyfileobj(read, file, 1 << 20))


def rename_durably(source: Path, target: Path) -> None:
    """Give a flushed file or folder its name. Raises OSError only if it did not get it.

    What has its new name counts: to call it a failure because the folder could not be flushed
    after that would be untrue for everybody but whose power is cut in the next seconds.
    """
    source.replace(target)
    try:
        flush_folder(target.parent)
    except OSError:
        LOG.warning("a new name is not on the disk for certain", exc_info=True)


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it that are missing, all names flushed. Raises OSError."""
    above = [folder, *folder.parents]
    made = [each for each in above if not each.exists()]
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    # Its own name even if it was there: whoever made it just now may not have flushed it.
    for each in reversed(made or [folder]):
        flush_folder(each.parent)


def keep_private(*paths: Path) -> None:
    """Have files and folders that are there read by nobody else; never raises.

    Windows keeps to the rights of the folder above.
    """
    for each in paths if sys.platform != "win32" else ():
        with contextlib.suppress(OSError):
            mode = PRIVATE_FOLDER if each.is_dir() else PRIVATE_FILE
            if each.stat().st_mode & 0o777 & ~mode:
                each.chmod(mode)


def flush_file(path: Path) -> None:
    """Make sure that a file written by others is on the disk. Raises OSError."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def forget_cached(path: Path) -> None:
    """Have a flushed file read from the disk the next time, not from memory, where that can be."""
    if sys.platform != "win32" and hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError), path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def flush_folder(folder: Path) -> None:
    """Make sure that names in the folder are on the disk; Windows does so by itself.

    Raises OSError, but not where the disk is of a kind that flushes no folders.
    """
    if sys.platform != "win32":
        try:
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            if error.errno not in _NEVER_FLUSHED:
                raise


def _replace(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        temporary.touch(mode=PRIVATE_FILE)
        with temporary.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        rename_durably(temporary, path)
    except BaseException:
        # On a full disk the half of it would keep everything else from being saved.
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
