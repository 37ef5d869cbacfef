"""Files and folders written so that they survive a power cut whole, old or new."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from qinglian_desktop.storage.failures import as_problems


def write_durably(path: Path, data: bytes) -> None:
    """Put the bytes under this name: temporary name, flushed, renamed."""
    temporary = path.with_name(path.name + ".new")
    with as_problems():
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        flush_folder(path.parent)


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file's bytes under the target's name: temporary name, flushed, renamed."""
    temporary = target.with_name(target.name + ".new")
    with as_problems():
        with source.open("rb") as read, temporary.open("wb") as file:
            shutil.copyfileobj(read, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        flush_folder(target.parent)


def flush_file(path: Path) -> None:
    """Make sure that a file written by others is on the disk."""
    with as_problems(), path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make sure that names in the folder are on the disk; Windows does so by itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
