"""Readable copies on the disk of what is in the book: wiped, so that none can be brought back"""

from __future__ import annotations

import os
from pathlib import Path


def wipe(path: Path) -> None:
    """Write zeros over a file where it lies on the disk, then delete it."""
    with path.open("rb+") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
