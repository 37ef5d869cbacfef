"""Whether a folder lies on this PC or is one of another, reached through the network."""

from __future__ import annotations

import ntpath
import re
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

REMOTE = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "davfs"),
        *("fuse.sshfs", "fuse.gvfsd-fuse", "fuse.rclone"),
    )
)
"""Kinds of file systems, as Linux calls them, whose files another machine keeps."""
DRIVE_REMOTE = 4
"""What GetDriveTypeW of Windows answers for a letter that stands for a share."""

_MOUNTS = Path("/proc/self/mountinfo")
_ESCAPED = re.compile(r"\\([0-7]{3})")
_LONG, _LONG_SHARE = "\\\\?\\", "\\\\?\\UNC\\"


def is_remote(folder: Path) -> bool:
    """Whether the folder is another machine's; False where that cannot be told."""
    try:
        if sys.platform == "win32":
            import ctypes

            drive_type: Callable[[str], int] = ctypes.windll.kernel32.GetDriveTypeW
            return is_windows_share(str(folder.resolve()), drive_type)
        mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
        return mounted_as(mounts, PurePosixPath(folder.resolve())) in REMOTE
    except OSError:
        return False


def mounted_as(mounts: str, folder: PurePosixPath) -> str:
    """The kind of file system that an absolute path lies on, by the text of mountinfo (proc(5)).

    "" where no line is of it. Of mounts on one place the last one counts: it covers the others.
    """
    found, longest = "", -1
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, kind = before.split(" "), after.split(" ")[0]
        if len(fields) < 5 or not kind:
            continue
        place = PurePosixPath(_ESCAPED.sub(lambda each: chr(int(each[1], 8)), fields[4]))
        if folder.is_relative_to(place) and len(place.parts) >= longest:
            found, longest = kind, len(place.parts)
    return found


def is_windows_share(path: str, drive_type: Callable[[str], int]) -> bool:
    """Whether an absolute path of Windows is \\\\server\\share, or on a letter that stands for one.

    ``drive_type`` tells of a root, as C:\\, what kind of drive it is.
    """
    if path.upper().startswith(_LONG_SHARE):
        return True
    drive = ntpath.splitdrive(path.removeprefix(_LONG))[0]
    return drive.startswith("\\\\") or (bool(drive) and drive_type(f"{drive}\\") == DRIVE_REMOTE)
