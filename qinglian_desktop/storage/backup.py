"""Copies of a book in its own folder of backups, verified, the last thirty kept.

The unit's own templates go with it; put back, they replace those of the same name alone.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.ports import OWN_TEMPLATES, Progress, no_progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.files.durable import (
    copy_durably,
    flush_file,
    flush_folder,
    make_folder,
    rename_durably,
    write_durably,
)
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.attachment_folder import bring_back, names_in, needed, share_for
from qinglian_desktop.storage.engine import DATABASE, SHARED, WAL, RawConnection, connect
from qinglian_desktop.storage.keys import KEYS

BACKUPS = "backups"
KEPT = 30
STEP = 1000
"""Pages copied between two looks at whether the user has cancelled: 4 MB."""

_NAME = re.compile(r"(\d{8}-\d{6})(?:-\d+)?")
UNFINISHED = ".unfinished"


def backups(folder: Path) -> list[tuple[Path, datetime]]:
    """The folders of the book's backups and when each was made, the newest first."""
    with failures.as_problems():
        names = list((folder / BACKUPS).iterdir()) if (folder / BACKUPS).is_dir() else []
    dated = [
        (each, datetime.strptime(match[1], "%Y%m%d-%H%M%S"))
        for each in names
        if (match := _NAME.fullmatch(each.name)) and (each / DATABASE).is_file()
    ]
    return sorted(dated, key=lambda pair: (pair[1], pair[0].name), reverse=True)


def back_up(
    folder: Path,
    connection: RawConnection,
    key: bytes,
    keys: bytes,
    now: datetime,
    progress: Progress = no_progress,
) -> Path:
    """Copy the book as the connection's transaction sees it; told of pages done and in all.

    ``keys`` are what its key file shall hold, whatever became of the book's own.

    The copy is opened anew and counted before it counts. Raises Cancelled, leaving nothing,
    when ``progress`` answers False.
    """
    # A transaction sees the book of the moment in which it first reads, however long it lasts.
    counted = _counts(connection)
    names = AttachmentFiles(folder, key).needed_by(connection)

    def step(_: int, remaining: int, total: int) -> None:
        if not progress(total - remaining, total):
            raise Cancelled

    def copy(target: Path) -> None:
        with closing(connect(target / DATABASE, key, "rwc")) as copied:
            connection.backup(copied, pages=STEP, progress=step)
            # One file: nothing of the copy may stay in a log beside it.
            copied.execute("PRAGMA journal_mode = DELETE").close()
        flush_file(target / DATABASE)
        write_durably(target / KEYS, keys)
        with closing(connect(target / DATABASE, key, "ro")) as copied:
            if _counts(copied) != counted:
                raise EnvironmentProblem(
                    "备份写好后读回来核对，和原来的对不上，磁盘可能有坏道。",
                    "台账库里的记录没有受影响，没有留下有问题的备份。",
                    "请检查磁盘，再备份一次。",
                )
        share_for(target, folder, names)

    return _make(folder, now, copy)


def set_aside(folder: Path, now: datetime, spare: Path) -> Path:
    """Copy the files of a book that is not open, without its key; ``spare`` is not thrown away."""

    def copy(target: Path) -> None:
        for name in (DATABASE, WAL, KEYS):
            if (folder / name).exists():
                copy_durably(folder / name, target / name)
        share_for(target, folder, names_in(folder))

    return _make(folder, now, copy, spare)


def put_back(folder: Path, backup: Path, *, keep_keys: bool) -> None:
    """Make a backup the book again; its files are copied, the backup stays."""
    with failures.as_problems():
        bring_back(backup.parent, folder, needed(backup))
        _copy_templates(backup, folder)
        if not keep_keys:
            copy_durably(backup / KEYS, folder / KEYS)
        # A log of the old database must not be replayed upon the new one.
        for name in (WAL, SHARED):
            (folder / name).unlink(missing_ok=True)
        flush_folder(folder)
        if (backup / WAL).exists():
            copy_durably(backup / WAL, folder / WAL)
        copy_durably(backup / DATABASE, folder / DATABASE)


def _make(
    folder: Path, now: datetime, copy: Callable[[Path], None], spare: Path | None = None
) -> Path:
    """A folder named for the time, filled under another name; old ones beyond thirty go."""
    shelf = folder / BACKUPS
    name = f"{now:%Y%m%d-%H%M%S}"
    with failures.as_problems():
        make_folder(shelf)
        for leftover in shelf.glob(f"*{UNFINISHED}"):
            shutil.rmtree(leftover, ignore_errors=True)
        twin = 1
        while (shelf / name).exists():
            twin += 1
            name = f"{now:%Y%m%d-%H%M%S}-{twin}"
        target = shelf / f"{name}{UNFINISHED}"
        target.mkdir()
        try:
            copy(target)
            _copy_templates(folder, target)
            flush_folder(target)
            rename_durably(target, shelf / name)
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
        for old, _ in backups(folder)[KEPT:]:
            if spare is None or old.resolve() != spare.resolve():
                shutil.rmtree(old, ignore_errors=True)
    return shelf / name


def _copy_templates(source: Path, target: Path) -> None:
    found = [each for each in (source / OWN_TEMPLATES).glob("*.txt") if each.is_file()]
    for each in found:
        (target / OWN_TEMPLATES).mkdir(exist_ok=True)
        copy_durably(each, target / OWN_TEMPLATES / each.name)


def _counts(connection: RawConnection) -> tuple[int, ...]:
    """Rows of every table but the search index's own."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_text%'"
        " ORDER BY name"
    ).fetchall()
    return tuple(
        connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names
    )
