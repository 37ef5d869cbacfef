"""Sticks plugged into this PC, which can be written to."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

PLUGGED_IN = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
"""Where desktops mount what is plugged in; the system's own file systems are elsewhere."""
NOT_A_DISK = {"squashfs", "tmpfs", "devtmpfs", "overlay", "autofs", "fuse.portal", "iso9660"}
DRIVE_REMOVABLE = 2
"""What GetDriveTypeW of Windows answers for a stick."""


@dataclass(frozen=True, slots=True)
class Stick:
    """A place to write to: its name as the desktop shows it, and the bytes free on it."""

    folder: Path
    name: str
    free: int

    @property
    def words(self) -> str:
        """Name and free space in words."""
        return f"{self.name}  可用 {size_words(self.free)}"


def find_sticks() -> list[Stick]:
    """Every removable volume that can be written to."""
    found: list[Stick] = []
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        if not volume.isValid() or not volume.isReady() or volume.isReadOnly():
            continue
        kind = bytes(volume.fileSystemType().data()).decode("ascii", "replace")
        if volume.isRoot() or kind in NOT_A_DISK or not is_removable(root):
            continue
        letter = f"（{root[:2]}）" if sys.platform == "win32" else ""
        name = volume.name() or Path(root).name or "U盘"
        found.append(Stick(Path(root), f"{name}{letter}", volume.bytesAvailable()))
    return sorted(found, key=lambda stick: stick.name)


def is_removable(root: str) -> bool:
    """Whether a mount point is one of a stick, not of the system."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == DRIVE_REMOVABLE)
    return root.startswith(PLUGGED_IN)


def size_words(size: int) -> str:
    """Bytes in the unit that one says: 14.9 GB, 320 MB."""
    if size >= 1 << 30:
        return f"{size / (1 << 30):.1f} GB"
    return f"{size / (1 << 20):.0f} MB"
