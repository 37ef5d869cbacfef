"""Making a book of an archive: all of it checked before anything counts, under keys of its own."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from qinglian_desktop.application.ports import OWN_TEMPLATES, Progress
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.files.durable import (
    TEMPORARY,
    flush_folder,
    make_folder,
    rename_durably,
    write_durably,
)
from qinglian_desktop.storage import archive, backup, failures
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.attachment_folder import ATTACHMENTS
from qinglian_desktop.storage.book_lock import LOCK
from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.keys import KEYS
from qinglian_desktop.storage.migration_runner import applied

UNDER_WAY = "importing"
"""The first file of a book that is being made of an archive, and the last to go: what stands
beside it without keys is nobody's."""
_ARRIVED = f"arrived{TEMPORARY}"
_FILLED = f"{DATABASE}{TEMPORARY}"
_FILES = (_ARRIVED, _FILLED, DATABASE, f"{KEYS}{TEMPORARY}")
_FOLDERS = (ATTACHMENTS, OWN_TEMPLATES)


def must_be_free(folder: Path) -> None:
    """Make the folder of a new book; it holds nothing, or half a book whose making was killed."""
    with failures.as_problems():
        make_folder(folder)
        names = {each.name for each in folder.iterdir()} - {LOCK}
    if names and not (UNDER_WAY in names and names <= {UNDER_WAY, *_FILES, *_FOLDERS}):
        raise EnvironmentProblem(
            "这个文件夹里已经有东西了，新的台账库要放在空文件夹里。",
            "文件夹里的东西没有被改动。",
            "请换一个空文件夹，或者新建一个文件夹。",
        )


def fill_from(
    folder: Path, source: Path, opens: bytes, key: bytes, newest: int, progress: Progress
) -> None:
    """Fill a folder with what is in an archive whose key ``opens`` it, under a new key.

    It is complete then but for the key file. Raises EnvironmentProblem, or Cancelled.
    """
    try:
        with failures.as_problems():
            _fill(folder, source, opens, key, newest, progress)
    except failures.DiskFull as full:
        raise EnvironmentProblem(
            "磁盘满了，没有导入完。",
            "导出的那一份没有受影响，这里没有留下半本台账库。",
            "请清理出一些空间，或者换一个地方存放，再导入一次。",
        ) from full


def clear_half_made(folder: Path) -> None:
    """Remove what an import that did not end has left; nothing where none was begun. OSError."""
    if not (folder / UNDER_WAY).exists():
        return
    for name in _FOLDERS:
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in (*_FILES, UNDER_WAY):
        (folder / name).unlink(missing_ok=True)


def end(folder: Path) -> None:
    """What was filled is a book; where this fails the next opening does it."""
    with suppress(OSError):
        (folder / UNDER_WAY).unlink(missing_ok=True)


def not_ended() -> EnvironmentProblem:
    """Half a book is there, whose making was killed."""
    return EnvironmentProblem(
        "往这个文件夹里导入时中断了，里面还不是一本完整的台账库。",
        "导出的那一份没有受影响。",
        "请再导入一次，还可以放在这个文件夹里。",
    )


def _fill(
    folder: Path, source: Path, opens: bytes, key: bytes, newest: int, progress: Progress
) -> None:
    files = AttachmentFiles(folder, key)
    arrived: set[str] = set()

    def take(kind: str, name: str, pieces: Iterator[bytes]) -> None:
        match kind:
            case archive.DATABASE_MEMBER:
                with (folder / _ARRIVED).open("wb") as file:
                    for piece in pieces:
                        file.write(piece)
            case archive.ATTACHMENT:
                data = b"".join(pieces)
                if hashlib.sha256(data).hexdigest() != name:
                    raise archive.damaged_archive()
                files.put(name, data)
                arrived.add(name)
            case archive.TEMPLATE if Path(name).name == name and name.endswith(".txt"):
                make_folder(folder / OWN_TEMPLATES)
                write_durably(folder / OWN_TEMPLATES / name, b"".join(pieces))
            case _:
                raise archive.damaged_archive()

    _must_fit(folder, source)
    (folder / UNDER_WAY).touch()
    flush_folder(folder)
    manifest = archive.read(source, opens, take, progress)
    sealed = archive.database_key(opens)
    try:
        rows = list(backup.check(folder / _ARRIVED, sealed, progress))
    except failures.DiskFull:
        raise
    except EnvironmentProblem as problem:
        raise archive.damaged_archive() from problem
    with closing(connect(folder / _ARRIVED, sealed, "immutable")) as found:
        if applied(found) > newest:
            raise failures.newer_book()
        known = {digest for (digest,) in found.execute("SELECT digest FROM attachments")}
        if rows != manifest.rows or known - set(manifest.lost) != arrived:
            raise archive.damaged_archive()
        backup.copy_pages(found, folder / _FILLED, key, progress)
    if list(backup.check(folder / _FILLED, key, progress)) != rows:
        raise failures.unreadable_disk()
    (folder / _ARRIVED).unlink()
    rename_durably(folder / _FILLED, folder / DATABASE)


def _must_fit(folder: Path, source: Path) -> None:
    """Tell at once what would come out after minutes; where nobody knows, it comes out then."""
    with suppress(OSError):
        if shutil.disk_usage(folder).free < source.stat().st_size:
            raise failures.full()
