"""Files and folders written so that they survive a power cut whole, old or new."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO


def write_durably(path: Path, data: bytes) -> None:
    """Put the bytes under this name: temporary name, flushed, renamed. Raises OSError."""
    _replace(path, lambda file: file.write(data))


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file's bytes under the target's name: the same. Raises OSError."""
    with source.open("rb") as read:
        _replace(target, lambda file: shutil.copyfileobj(read, file, 1 << 20))


def flush_file(path: Path) -> None:
    """Make sure that a file written by others is on the disk. Raises OSError."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make sure that names in the folder are on the disk; Windows does so by itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _replace(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    temporary = path.with_name(path.name + ".new")
    with temporary.open("wb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    flush_folder(path.parent)
