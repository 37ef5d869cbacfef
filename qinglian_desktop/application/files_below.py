"""The files below a folder or on a stick that may be returns, found with bounded work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.errors import EnvironmentProblem

MOST_FILES, DEEPEST = 200_000, 30
"""Names that are looked at, and folders within folders: beyond, a stick holds something else."""
LARGEST = 60 * 2**20
"""Bytes of a file that is read; a return of 500 pages has 5 MB."""
_TABLES = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".ett", ".ods", ".xlsb"))
_PACKED = frozenset((".zip", ".rar", ".7z", ".tar", ".gz"))
_OF_SYSTEMS = frozenset(("system volume information", "$recycle.bin", "found.000"))
_OPEN_MARKS = ("~$", ".~", "._")
"""How names begin that programs and systems put beside a file."""
_OFTEN = 1000
"""Names after which progress is told."""


@dataclass(slots=True)
class FoundFiles:
    """What lies below a folder: ``tables`` to be read, and what is not read with the reason.

    ``others`` counts files that are no tables, ``is_cut`` is True where there was too much to look
    at all of it, or somebody stopped.
    """

    tables: list[Path] = field(default_factory=list[Path])
    unread: list[tuple[Path, str]] = field(default_factory=list[tuple[Path, str]])
    others: int = 0
    is_cut: bool = False


def files_below(folder: Path, progress: Progress = no_progress) -> FoundFiles:
    """Everything below the folder, by path; links to folders are not followed.

    Raises EnvironmentProblem where the folder itself is not there or may not be read.
    """
    found = FoundFiles()
    try:
        with os.scandir(folder):
            pass
    except OSError as error:
        raise folder_gone(folder) from error
    for seen, (entry, is_readable) in enumerate(_entries(folder, found, 0), 1):
        if seen >= MOST_FILES or (seen % _OFTEN == 0 and not progress(0, 0)):
            found.is_cut = True
            break
        _sort_in(found, entry, is_readable)
    found.tables.sort()
    found.unread.sort()
    return found


def folder_gone(folder: Path) -> EnvironmentProblem:
    """The folder, or the stick on which it is, is not there."""
    return EnvironmentProblem(
        f"找不到文件夹“{readable_name(folder.name or folder)}”，U盘可能已经拔出，"
        "或者没有读取的权限。",
        "已经收下的月报都在。",
        "请插好U盘，再做一次；收过的不会重复。",
    )


def readable_name(words: Path | str) -> str:
    """A path, or what is said of one, as it can be shown and kept, whatever its bytes are."""
    return str(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _entries(
    folder: Path, found: FoundFiles, depth: int
) -> Iterator[tuple[os.DirEntry[str], bool]]:
    """The files of a folder and of those below it, and whether each can be looked at."""
    below: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    is_folder = entry.is_dir(follow_symlinks=False)
                except OSError:
                    yield entry, False
                    continue
                if not is_folder:
                    yield entry, True
                elif entry.name.casefold() not in _OF_SYSTEMS and not entry.name.startswith("."):
                    below.append(entry.path)
    except OSError:
        found.unread.append((folder, "这个文件夹打不开，里面的没有看，可能没有读取的权限。"))
        return
    if below and depth >= DEEPEST:
        found.unread.append((folder, "文件夹套得太深，再往下的没有看。"))
        return
    for path in sorted(below):
        yield from _entries(Path(path), found, depth + 1)


def _sort_in(found: FoundFiles, entry: os.DirEntry[str], is_readable: bool) -> None:
    path, name = Path(entry.path), entry.name
    end = path.suffix.casefold()
    if name.startswith(_OPEN_MARKS):
        found.others += 1
    elif end in _PACKED:
        found.unread.append((path, "是压缩包，里面的没有看，请先解压再收。"))
    elif end not in _TABLES:
        found.others += 1
    elif why := _unfit(entry, is_readable):
        found.unread.append((path, why))
    else:
        found.tables.append(path)


def _unfit(entry: os.DirEntry[str], is_readable: bool) -> str:
    """Why a table is not read; "" where it is."""
    try:
        if not is_readable or not entry.is_file(follow_symlinks=True):
            return "不是文件，或者指向的文件不在了。"
        size = entry.stat(follow_symlinks=True).st_size
    except OSError:
        return "读不出来，U盘可能松动，或没有读取的权限。"
    if size > LARGEST:
        return f"有 {size // 2**20} MB，太大了，不像月报，没有读。"
    return "" if size else "是空文件，没有内容，请让单位重新交。"
