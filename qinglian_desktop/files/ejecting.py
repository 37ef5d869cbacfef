"""Taking a stick off the system before it is pulled out, where the system has a way to do so"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from qinglian_desktop.domain.errors import EnvironmentProblem

Run: TypeAlias = Callable[[Sequence[str]], bool]
"""Runs a program of the system; whether it did what it was asked."""
_MOUNTS = Path("/proc/self/mounts")
_LONGEST = 60
"""Seconds that a slow stick may take to write what is still in memory."""


def run_quietly(words: Sequence[str]) -> bool:
    """Run a program without a window or output of its own."""
    flags = 0x08000000 if sys.platform == "win32" else 0
    try:
        done = subprocess.run(
            words, check=False, capture_output=True, timeout=_LONGEST, creationflags=flags
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def can_eject(find: Callable[[str], str | None] = shutil.which) -> bool:
    """Whether this system has a way to take a stick off."""
    if sys.platform == "win32":
        return find("powershell") is not None
    return any(find(each) is not None for each in ("udisksctl", "gio"))


def eject(
    folder: Path,
    run: Run = run_quietly,
    find: Callable[[str], str | None] = shutil.which,
    mounts: Path = _MOUNTS,
) -> None:
    """Take the stick off on which the folder is; EnvironmentProblem where it does not go."""
    root = mount_point(folder)
    for words in _ways(root, find, mounts):
        if run(words) and not (sys.platform == "win32" and root.exists()):
            return
    raise EnvironmentProblem(
        "U盘没有弹出来，可能还有窗口或文件开着。",
        "已经写好的文件是完整的。",
        "请关掉U盘上打开的文件和窗口，再点一次；或者在系统里弹出。",
    )


def mount_point(folder: Path) -> Path:
    """Where the stick begins."""
    if sys.platform == "win32":
        return Path(folder.anchor)
    here = folder.absolute()
    while not os.path.ismount(here) and here != here.parent:
        here = here.parent
    return here


def _ways(root: Path, find: Callable[[str], str | None], mounts: Path) -> Sequence[Sequence[str]]:
    if sys.platform == "win32":
        drive = str(root).rstrip("\\")
        script = (
            "(New-Object -ComObject Shell.Application).Namespace(17)"
            f".ParseName('{drive}').InvokeVerb('Eject'); Start-Sleep 3"
        )
        return [("powershell", "-NoProfile", "-Command", script)]
    ways: list[Sequence[str]] = []
    device = _device_of(root, mounts)
    if find("udisksctl") and device:
        ways.append(("udisksctl", "unmount", "-b", device))
    if find("gio"):
        ways.append(("gio", "mount", "-e", str(root)))
    return ways


def _device_of(root: Path, mounts: Path) -> str:
    """The device that is mounted there; "" where it cannot be told."""
    try:
        lines = mounts.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    found = ""
    for line in lines:
        device, where, *_ = (*line.split(), "", "")
        if where.encode().decode("unicode_escape").encode("latin-1", "replace") == os.fsencode(
            root
        ) and device.startswith("/dev/"):
            found = device
    return found
