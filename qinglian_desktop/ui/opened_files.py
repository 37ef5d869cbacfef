"""Files of the book shown in other programs: their readable copies, and how these end"""

from __future__ import annotations

import contextlib
import stat
import tempfile
from pathlib import Path, PurePath

from PySide6.QtCore import QLockFile

from qinglian_desktop.application.saving_as import save_as
from qinglian_desktop.application.scraps import wipe

PREFIX = "qinglian-opened-"
"""How the folders of copies in the temporary folder are called, and nothing else there."""
_LOCK = "lock"
_PROGRAMS = """
    .appref-ms .application .bash .bat .chm .cmd .com .cpl .desktop .dll .exe .gadget .hta .inf
    .iso .jar .js .jse .lnk .msc .msh .msi .msix .msp .mst .pif .ps1 .ps1xml .psm1 .py .pyc .pyw
    .reg .run .scf .scr .settingcontent-ms .sh .sys .url .vb .vbe .vbs .vhd .vhdx .website .ws
    .wsc .wsf .wsh .xll
"""
"""How the names of files end that run something when they are opened."""


class OpenedFiles:
    """The copies of one open book, each in a folder of its own below one of this program.

    The lock in that folder tells the next start whether whoever made it still runs.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock: QLockFile | None = None
        self._copies: dict[str, Path] = {}

    def put(self, digest: str, name: str, data: bytes) -> Path:
        """A copy to open, the one made before if there is one. Raises EnvironmentProblem."""
        known = self._copies.get(digest)
        if known is not None and known.is_file():
            return known
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))
            self._lock = _lock_of(self._folder)
            self._lock.tryLock(0)
        place = self._folder / f"附件{len(self._copies) + 1}"
        place.mkdir(exist_ok=True)
        target = place / _plain_name(name)

        save_as(target, data)
        # What is changed in it would be wiped: the other program says so, and offers to save as.
        target.chmod(stat.S_IREAD)
        self._copies[digest] = target
        return target

    def wipe(self) -> None:
        """Wipe every copy; one that a program still holds is left to the next start."""
        if self._lock is not None:
            self._lock.unlock()
        if self._folder is not None:
            _wipe_folder(self._folder)
        self._folder = self._lock = None
        self._copies = {}


def is_program(name: str) -> bool:
    """Whether opening a file of this name would run something; Windows drops dots at its end."""
    return PurePath(name.rstrip(". ")).suffix.lower() in _PROGRAMS.split()


def wipe_leftovers() -> None:
    """Wipe what a crash left behind; folders of programs that still run are not touched."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if folder.is_symlink() or not folder.is_dir():
            continue
        lock = _lock_of(folder)
        if lock.tryLock(0):
            lock.unlock()
            _wipe_folder(folder)


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    # Held as long as its program runs, however long that is.
    lock.setStaleLockTime(0)
    return lock


def _wipe_folder(folder: Path) -> None:
    """Wipe the files in a folder and remove it, as far as nobody holds them."""
    for each in sorted(folder.rglob("*"), reverse=True):
        with contextlib.suppress(OSError):
            if each.is_symlink():
                each.unlink()
            elif each.is_dir():
                each.rmdir()
            else:
                each.chmod(stat.S_IREAD | stat.S_IWRITE)
                wipe(each)
    with contextlib.suppress(OSError):
        folder.rmdir()


def _plain_name(name: str) -> str:
    """The last part of a name, which leads to no other folder."""
    last = Path(name).name
    return last if last not in ("", "..") else "附件"
