"""What went wrong with a file or a disk: the one place that knows the system's error numbers."""

from __future__ import annotations

import errno
from enum import Enum, auto


class Fault(Enum):
    """What an OSError means to a person; whoever tells it says it of the file in question."""

    FULL = auto()
    NOT_WRITABLE = auto()
    GONE = auto()
    TAKEN = auto()
    NAME_TOO_LONG = auto()
    BROKEN = auto()
    OTHER = auto()


_FAULTS = {
    errno.ENOSPC: Fault.FULL,
    errno.EDQUOT: Fault.FULL,
    errno.EFBIG: Fault.FULL,
    errno.EROFS: Fault.NOT_WRITABLE,
    errno.EACCES: Fault.NOT_WRITABLE,
    errno.EPERM: Fault.NOT_WRITABLE,
    errno.ENOENT: Fault.GONE,
    errno.ENOTDIR: Fault.GONE,
    errno.ENODEV: Fault.GONE,
    errno.ENXIO: Fault.GONE,
    errno.ESTALE: Fault.GONE,
    errno.EEXIST: Fault.TAKEN,
    errno.ENAMETOOLONG: Fault.NAME_TOO_LONG,
    errno.EIO: Fault.BROKEN,
}


def fault_of(error: OSError) -> Fault:
    """What the error means."""
    return _FAULTS.get(error.errno or 0, Fault.OTHER)
