"""Making an archive of a book as one reader sees it; read back in full before it has its name."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.copies import Exported
from qinglian_desktop.application.ports import OWN_TEMPLATES, Progress
from qinglian_desktop.domain.errors import AttachmentLost, Cancelled, EnvironmentProblem
from qinglian_desktop.files.delivery import PARTIAL, deliver
from qinglian_desktop.storage import archive, backup, failures
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.engine import DATABASE, PAGE, RawConnection
from qinglian_desktop.storage.key_slots import KeyCost
from qinglian_desktop.storage.sealed_stream import PIECE

_BESIDE = "~ql"
"""How the name of a folder begins that stands beside an archive while that is written."""


@dataclass(frozen=True, slots=True)
class Source:
    """What of an open book goes into an archive, read within the connection's transaction."""

    folder: Path
    connection: RawConnection
    files: AttachmentFiles
    records: Mapping[str, int]


def put(
    target: Path,
    source: Source,
    password: str,
    cost: KeyCost,
    now: datetime,
    progress: Progress,
) -> Exported:
    """Put an archive under this name, whole or not at all; told KiB done and in all.

    An attachment whose file is lost stays away, and is counted: the rest is worth having.
    Raises EnvironmentProblem; Cancelled when ``progress`` answers False.
    """
    connection = source.connection
    # A transaction sees the book of the moment in which it first reads, however long it lasts.
    rows = backup.row_counts(connection)
    found = connection.execute("SELECT digest, size FROM attachments ORDER BY digest").fetchall()
    pages = connection.execute("PRAGMA page_count").fetchone()[0] * PAGE
    photos = sum(size for _, size in found)
    with failures.as_problems():
        own = sorted((source.folder / OWN_TEMPLATES).glob("*.txt"))
        templates = {each.name: each.read_bytes() for each in own if each.is_file()}
    _sweep(target.parent)
    _must_fit(target.parent, 2 * pages + photos)
    seen, whole = 0, 3 * pages + 2 * photos

    def go_on(more: int) -> None:
        nonlocal seen
        seen += more
        if not progress(min(seen, whole) // 1024, whole // 1024):
            raise Cancelled

    ring, key = archive.new_ring(password, cost)
    lost: list[str] = []

    def write(path: Path) -> None:
        with _folder_beside(path) as beside:
            database = beside / DATABASE
            with _told_by_the_folder():
                told = 0

                def copied(done: int, total: int) -> bool:
                    nonlocal told
                    go_on((done - told) * PAGE)
                    told = done
                    return True

                sealed = archive.database_key(key)
                backup.copy_pages(connection, database, sealed, copied)

                def checked(done: int, total: int) -> bool:
                    return progress(min(seen, whole) // 1024, whole // 1024)

                with _told_as_read_back():
                    backup.must_equal(database, sealed, rows, checked)
            with archive.writing(path, ring, key) as into:
                size = database.stat().st_size
                into.put(archive.DATABASE_MEMBER, "", size, _pieces(database, go_on))
                for digest, _ in found:
                    try:
                        data = source.files.read(digest)
                    except AttachmentLost:
                        lost.append(digest)
                        continue
                    go_on(len(data))
                    into.put(archive.ATTACHMENT, digest, len(data), [data])
                for name, data in templates.items():
                    into.put(archive.TEMPLATE, name, len(data), [data])
                at = now.isoformat(sep=" ", timespec="seconds")
                into.finish(archive.Manifest(at, list(rows), dict(source.records), lost))

    def check(path: Path) -> None:
        def take(_: str, __: str, pieces: Iterator[bytes]) -> None:
            for piece in pieces:
                go_on(len(piece))

        with _told_as_read_back():
            archive.read(path, key, take)

    deliver(target, write, check)
    return Exported(target, sum(source.records.values()), len(found) - len(lost), len(lost))


@contextmanager
def _folder_beside(path: Path) -> Generator[Path]:
    """A folder for the block; one that cannot be removed stays for the next archive made here."""
    # That of the standard library tries without end to remove what it is not allowed to.
    made = Path(tempfile.mkdtemp(prefix=_BESIDE, suffix=f".{os.getpid()}.tmp", dir=path.parent))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def _told_as_read_back() -> Generator[None]:
    """What was just written is not what comes back."""
    try:
        yield
    except EnvironmentProblem as problem:
        raise EnvironmentProblem(
            "写好以后读回来核对，和原来的对不上，U盘或磁盘可能有坏道。",
            "台账库没有受影响。",
            "请换一个U盘或文件夹，再导出一次。",
        ) from problem


@contextmanager
def _told_by_the_folder() -> Generator[None]:
    """A disk that is full is told as that on which the archive is made, not as the book's."""
    try:
        yield
    except failures.DiskFull as full:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from full


def _pieces(path: Path, go_on: Callable[[int], object]) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            go_on(len(piece))
            yield piece


def _must_fit(folder: Path, size: int) -> None:
    """Tell at once what would come out after minutes; where nobody knows, it comes out then."""
    with suppress(OSError):
        free = shutil.disk_usage(folder).free
        if free < size:
            raise EnvironmentProblem(
                f"“{folder.name or folder}”里的空间不够：要 {_size(size)}，只剩 {_size(free)}。",
                "还没有开始写，台账库没有受影响。",
                "请腾出空间，或者换一个U盘、文件夹，再导出一次。",
            )


def _size(size: int) -> str:
    return f"{size / 2**30:.1f} GB" if size >= 2**30 else f"{max(1, size // 2**20)} MB"


def _sweep(folder: Path) -> None:
    """Remove what a kill left here of an archive that was not finished."""
    with suppress(OSError):
        for each in folder.glob(f"{_BESIDE}*.tmp"):
            if each.is_dir():
                shutil.rmtree(each)
        for each in folder.glob("~*.tmp"):
            if PARTIAL.fullmatch(each.name) and archive.is_begun(each):
                each.unlink()
