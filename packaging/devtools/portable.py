"""The portable program: the frozen folder as an archive, unpacked on a stick and run from there."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

from qinglian_desktop.own_place import OWN_FOLDER, PORTABLE

_MARK_SAYS = f"有这个文件，程序就把设置和日志存在旁边的“{OWN_FOLDER}”文件夹里，不存在电脑上。\n"
_UNIX = 3
_EARLIEST = 315532800
"""1980 began: an archive knows no earlier moment."""


def mark_portable(folder: Path) -> None:
    """Let the program in the folder keep what is its own beside itself."""
    (folder / PORTABLE).write_text(_MARK_SAYS, "utf-8", newline="\n")


def archive(folder: Path, target: Path, seconds: int) -> None:
    """Pack the folder with its name; the same files at the same moment give the same bytes.

    ``seconds`` since 1970 is the moment that every file gets. Programs may still be run.
    """
    moment = time.gmtime(max(seconds, _EARLIEST))[:6]
    files = sorted(
        (file.relative_to(folder.parent).as_posix(), file)
        for file in folder.rglob("*")
        if file.is_file()
    )
    # Half an archive must never lie there under the name of a whole one.
    begun = target.with_name(target.name + ".part")
    with zipfile.ZipFile(begun, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, file in files:
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system = _UNIX
            entry.compress_type = zipfile.ZIP_DEFLATED
            mode = 0o100755 if file.stat().st_mode & 0o100 else 0o100644
            entry.external_attr = mode << 16
            packed.writestr(entry, file.read_bytes(), compresslevel=9)
    begun.replace(target)
