"""Making a book of an archive: all of it checked before anything counts, under keys of its own."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from qinglian_desktop.application.ports import OWN_TEMPLATES, Progress
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.files.durable import PRIVATE_FILE, make_folder, rename_durably, write_durably
from qinglian_desktop.storage import archive, backup, failures
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.half_made import ARRIVED, FILLED
from qinglian_desktop.storage.migration_runner import applied


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


def _fill(
    folder: Path, source: Path, opens: bytes, key: bytes, newest: int, progress: Progress
) -> None:
    files = AttachmentFiles(folder, (key,))
    arrived: set[str] = set()

    def take(kind: str, name: str, pieces: Iterator[bytes]) -> None:
        match kind:
            case archive.DATABASE_MEMBER:
                (folder / ARRIVED).touch(mode=PRIVATE_FILE)
                with (folder / ARRIVED).open("wb") as file:
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
    manifest = archive.read(source, opens, take, progress)
    sealed = archive.database_key(opens)
    rows = _read_back(folder / ARRIVED, sealed, progress)
    with closing(connect(folder / ARRIVED, sealed, "immutable")) as found:
        if applied(found) > newest:
            raise failures.newer_book()
        known = {digest for (digest,) in found.execute("SELECT digest FROM attachments")}
        if rows != manifest.rows or known - set(manifest.lost) != arrived:
            raise archive.damaged_archive()
        backup.copy_pages(found, folder / FILLED, key, progress)
    if _read_back(folder / FILLED, key, progress) != rows:
        raise failures.unreadable_disk()
    (folder / ARRIVED).unlink()
    rename_durably(folder / FILLED, folder / DATABASE)


def _read_back(database: Path, key: bytes, progress: Progress) -> list[int]:
    """The rows of every table; what arrived sound can only have been lost by the disk."""
    try:
        return list(backup.check(database, key, progress))
    except failures.DiskFull:
        raise
    except EnvironmentProblem as problem:
        raise failures.unreadable_disk() from problem


def _must_fit(folder: Path, source: Path) -> None:
    """Tell at once what would come out after minutes; where nobody knows, it comes out then."""
    with suppress(OSError):
        if shutil.disk_usage(folder).free < source.stat().st_size:
            raise failures.full()
