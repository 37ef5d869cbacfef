"""Going back to a copy: all of it is filled and checked beside the book, then only renamed.

``restoring/new`` is what the book will be, ``restoring/old`` what is set aside. From the moment
in which the marker lies beside them the exchange can be cut off anywhere: ``finish`` goes on from
what it finds, and needs no key.
"""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.ports import OWN_TEMPLATES, Progress
from qinglian_desktop.application.soundness import UnsoundCopy
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.files.durable import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    flush_file,
    flush_folder,
    make_folder,
    write_durably,
)
from qinglian_desktop.storage import attachment_folder, belongings, failures, shelf
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.chain_notes import leave_for_opening
from qinglian_desktop.storage.engine import DATABASE, SHARED, WAL, connect, fold_log
from qinglian_desktop.storage.fitting import Keys, fitting_key
from qinglian_desktop.storage.keys import KEYS, KeyRing
from qinglian_desktop.storage.unlocking import ring_in

RESTORING = "restoring"
_MARKER = "exchange"
_NEW, _OLD = "new", "old"
_PIECE = 1 << 22
"""Bytes copied between two looks at whether the user has cancelled."""


def is_cut_off(folder: Path) -> bool:
    """Whether a restore was cut off while it exchanged the files."""
    return (folder / RESTORING / _MARKER).exists()


def finish(folder: Path, now: datetime) -> None:
    """Finish a restore that was cut off in its exchange; one that had not come so far is swept.

    Under the book's lock. Raises EnvironmentProblem where the disk still does not let it.
    """
    try:
        with failures.as_problems():
            if is_cut_off(folder):
                _exchange(folder, now)
    except EnvironmentProblem as problem:
        raise _half_way(problem) from problem


@contextmanager
def while_filling(folder: Path) -> Generator[None]:
    """For the block to fill what the book will be; nothing of that stays when it raises."""
    try:
        with failures.copy_as_problems():
            yield
    except BaseException as problem:
        abandon(folder)
        if isinstance(problem, EnvironmentProblem) and not isinstance(problem, UnsoundCopy):
            raise refusal(problem) from problem
        raise


def abandon(folder: Path) -> None:
    """Clear away what a restore filled; not while a marker lies beside it."""
    shutil.rmtree(folder / RESTORING, ignore_errors=True)
    leave_no_empty_shelf(folder)


def leave_no_empty_shelf(folder: Path) -> None:
    """Where attachments came to it for nothing they go, and it too; what is set aside stays."""
    with suppress(OSError):
        shelf.keep_needed(folder / shelf.ASIDE)
        (folder / shelf.ASIDE).rmdir()


def fill(
    folder: Path,
    copy: Path,
    keys: Keys,
    ring: KeyRing,
    must_be_sound: Callable[[Path], object],
    progress: Progress,
) -> None:
    """Put what the book will be into ``restoring/new``, whole, checked and flushed.

    ``ring`` is what it will be opened by, ``must_be_sound`` looks at what came over. Attachments
    come to where they stay: as long as no book there names them, they are swept at a closing.
    """
    new, old = (folder / RESTORING / each for each in (_NEW, _OLD))
    for each in (new, old):
        each.mkdir(mode=PRIVATE_FOLDER, parents=True)
    # A copy from before the book had today's key gets it at the next opening.
    key = fitting_key(copy / DATABASE, keys) or keys[0]
    copy_database(copy, new, progress)
    fold_in(new, key)
    must_be_sound(new)
    with closing(connect(new / DATABASE, key, "immutable")) as connection:
        files = AttachmentFiles(folder, keys)
        needed = files.needed_by(connection)
    with closing(connect(new / DATABASE, key, "rw")) as connection:
        leave_for_opening(connection, shelf.copy_at(copy, folder).words)
    fold_in(new, key)
    _set_attachments_aside(folder, old, progress)
    # Of one that is lost, who looked ahead has been told; all the rest comes back without it.
    files.bring_back(copy, needed, progress)
    flush_file(new / DATABASE)
    belongings.copy_into(folder, old)
    belongings.copy_templates(copy, new)
    if ring != ring_in(folder):
        ring.write(new / KEYS)
    for name in _files(new):
        # What will be moved aside need not lie there already.
        (old / name).unlink(missing_ok=True)
    for each in (new, old, folder / RESTORING, folder):
        _flush(each)
    # The last moment in which it can be given up.
    if not progress(1, 1):
        raise Cancelled


def exchange(folder: Path, now: datetime) -> Path:
    """Make what was filled the book; gives the folder in which the present one was set aside.

    When a rename fails, all is put back; when that fails too, the next start goes on.
    """
    planned = _files(folder / RESTORING / _NEW)
    try:
        with failures.as_problems():
            write_durably(folder / RESTORING / _MARKER, b"")
            # Not one rename before the marker is on the disk for certain.
            flush_folder(folder / RESTORING)
            aside = _exchange(folder, now)
    except EnvironmentProblem as problem:
        with suppress(OSError):
            _put_back(folder, planned)
        if is_cut_off(folder):
            raise _half_way(problem) from problem
        abandon(folder)
        raise refusal(problem) from problem
    abandon(folder)
    return aside


def copy_database(copy: Path, target: Path, progress: Progress) -> None:
    """Copy a database with its log, if it has one; Cancelled when ``progress`` answers False."""
    names = [name for name in (DATABASE, WAL) if (copy / name).exists()]
    total, done = sum((copy / name).stat().st_size for name in names), 0
    for name in names:
        (target / name).touch(mode=PRIVATE_FILE)
        with (copy / name).open("rb") as read, (target / name).open("wb") as write:
            while piece := read.read(_PIECE):
                write.write(piece)
                done += len(piece)
                if not progress(done, total):
                    raise Cancelled


def fold_in(folder: Path, key: bytes) -> None:
    """Fold a database's log into it; nothing that was confirmed is only in the log after that."""
    with failures.as_problems(), closing(connect(folder / DATABASE, key, "rw")) as connection:
        fold_log(connection)
    log = folder / WAL
    if log.exists() and log.stat().st_size:
        raise failures.busy()


def refusal(problem: EnvironmentProblem) -> EnvironmentProblem:
    """A problem that came before anything of the book was touched, or was put back."""
    return EnvironmentProblem(
        f"没有恢复。{problem.happened}",
        "台账库还是恢复前的样子，备份也都在。",
        "请按上面说的处理好，再恢复一次；也可以换一份备份。",
    )


def _exchange(folder: Path, now: datetime) -> Path:
    """Set the present files aside and bring the new ones in, from wherever this was cut off.

    A name's new file is in ``new`` until it is brought in: as long as it is there, what the book
    has under that name is the present one, and is moved aside once.
    """
    beside = folder / RESTORING
    new, old = beside / _NEW, beside / _OLD
    names = _files(new)
    # The log goes before its database, and never stands beside another: should a power cut have
    # left it in both folders, it goes again. Of a database the one moved first is the present one.
    for name in [Path(WAL), Path(SHARED)] if Path(DATABASE) in names else []:
        if (folder / name).exists():
            _move(folder / name, old / name)
    for name in names:
        present = folder / name
        if present.exists() and not (old / name).exists() and not _is_both(present, new / name):
            _move(present, old / name)
    # First where a name has come to, then where it was: cut off between, it is there twice.
    _flush(old)
    _flush(folder)
    for name in names:
        _move(new / name, folder / name)
    _flush(folder)
    _flush(new)
    shelf_of_old = folder / shelf.ASIDE
    aside = shelf_of_old / shelf.name_of(shelf.highest_number(folder) + 1, now)
    if _files(old):
        shelf_of_old.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        old.rename(aside)
        for each in (shelf_of_old, folder, beside):
            flush_folder(each)
    (beside / _MARKER).unlink()
    with suppress(OSError):
        # Should the marker come back, nothing is left to be done.
        flush_folder(beside)
    return aside


def _put_back(folder: Path, planned: Sequence[Path]) -> None:
    """Undo an exchange that failed, by renames only. Raises OSError."""
    beside = folder / RESTORING
    new, old = beside / _NEW, beside / _OLD
    if not old.exists():
        # All was done but to take the marker away.
        return
    for name in planned:
        if (folder / name).exists() and not (new / name).exists():
            _move(folder / name, new / name)
    for name in (Path(SHARED), Path(WAL), *planned):
        if (old / name).exists() and not (folder / name).exists():
            _move(old / name, folder / name)
    for each in (folder, old, new):
        _flush(each)
    (beside / _MARKER).unlink(missing_ok=True)
    flush_folder(beside)


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    source.replace(target)
    # Of two names of one file, as a power cut may leave them, a rename takes neither away.
    source.unlink(missing_ok=True)


def _is_both(present: Path, new: Path) -> bool:
    """Whether a power cut left the new file under both names, where there was none before."""
    is_database = present.name == DATABASE
    return present.samefile(new) or (is_database and filecmp.cmp(present, new, shallow=False))


def _files(folder: Path) -> list[Path]:
    """The files below a folder, as seen from it; the database last."""
    found = [each.relative_to(folder) for each in folder.rglob("*") if each.is_file()]
    return sorted(found, key=lambda name: (name == Path(DATABASE), name))


def _flush(folder: Path) -> None:
    """Make sure of the names in a folder and in that of its templates."""
    for each in (folder, folder / OWN_TEMPLATES):
        if each.exists():
            flush_folder(each)


def _set_attachments_aside(folder: Path, old: Path, progress: Progress) -> None:
    """Have all attachments of the present book on the shelf of what is set aside."""
    if (folder / DATABASE).exists():
        names = attachment_folder.names_in(folder)
        if names:
            make_folder(folder / shelf.ASIDE)
        attachment_folder.share(folder, folder / shelf.ASIDE, names, progress)
        attachment_folder.note_needed(old, names)


def _half_way(problem: EnvironmentProblem) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"恢复做到一半停住了。{problem.happened}",
        "恢复前的内容和要恢复的内容都完整地在台账库的文件夹里，没有丢。",
        "请检查磁盘，再打开一次台账库：程序会先接着把恢复做完。",
    )
