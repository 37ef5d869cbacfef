"""A new book while it is made: its first file says that all beside it is nobody's until it ends."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from qinglian_desktop.application.ports import OWN_TEMPLATES
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.files.durable import PRIVATE_FILE, TEMPORARY, flush_folder, make_folder
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.attachment_folder import ATTACHMENTS
from qinglian_desktop.storage.book_lock import LOCK
from qinglian_desktop.storage.engine import DATABASE
from qinglian_desktop.storage.keys import KEYS

UNDER_WAY = "making"
"""The first file of a book that is being made, and the last to go: what stands beside it without
keys has never been anybody's book."""
ARRIVED = f"arrived{TEMPORARY}"
"""The database of an archive as it came out of it."""
FILLED = f"{DATABASE}{TEMPORARY}"
"""The database under the new book's key, until it was checked."""

_DATABASES = tuple(
    f"{name}{end}"
    for name in (ARRIVED, FILLED, DATABASE)
    for end in ("", "-wal", "-shm", "-journal")
)
_FILES = (*_DATABASES, f"{KEYS}{TEMPORARY}")
_FOLDERS = (ATTACHMENTS, OWN_TEMPLATES)


def must_be_free(folder: Path) -> None:
    """Make the folder of a new book; it holds nothing, or half a book whose making was killed."""
    with failures.as_problems():
        make_folder(folder)
        names = {each.name for each in folder.iterdir()} - {LOCK}
    # Keys, or the backups' folder that is made after them, were a book's.
    if names and not (UNDER_WAY in names and names <= {UNDER_WAY, *_FILES, *_FOLDERS}):
        raise EnvironmentProblem(
            "这个文件夹里已经有东西了，新的台账库要放在空文件夹里。",
            "文件夹里的东西没有被改动。",
            "请换一个空文件夹，或者新建一个文件夹。",
        )


def begin(folder: Path) -> None:
    """Say that a book is being made here, before anything of it is; under its lock."""
    clear_half_made(folder)
    (folder / UNDER_WAY).touch(mode=PRIVATE_FILE)
    flush_folder(folder)


def clear_half_made(folder: Path) -> None:
    """Remove what a making that did not end has left; nothing where none was begun. OSError."""
    if not (folder / UNDER_WAY).exists():
        return
    for name in _FOLDERS:
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in _FILES:
        (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        # A power cut does not bring back what lay here without the file that says whose it was.
        flush_folder(folder)
    (folder / UNDER_WAY).unlink(missing_ok=True)


def end(folder: Path) -> None:
    """What was made is a book; where this fails the next opening does it."""
    with suppress(OSError):
        (folder / UNDER_WAY).unlink(missing_ok=True)


def not_ended() -> EnvironmentProblem:
    """Half a book is there, whose making was killed."""
    return EnvironmentProblem(
        "往这个文件夹里新建或者导入台账库时中断了，里面还不是一本完整的台账库。",
        "里面还没有存过记录；导入用的那一份没有受影响。",
        "请再新建或者导入一次，还可以放在这个文件夹里。",
    )


def no_book_in(folder: Path) -> EnvironmentProblem:
    """What a folder is where it is no book: one that is half made, half of one, or none."""
    if (folder / UNDER_WAY).exists():
        return not_ended()
    with failures.as_problems():
        is_half = (folder / KEYS).exists() or (folder / DATABASE).exists()
    return failures.half_a_book() if is_half else failures.no_book()
