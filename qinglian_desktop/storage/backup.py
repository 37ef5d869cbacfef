"""Making a backup: the book as one reader sees it, copied in steps and checked in full."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem, QinglianError
from qinglian_desktop.files.durable import flush_file, write_durably
from qinglian_desktop.storage import attachment_folder, belongings, copy_heads, failures, shelf
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.copies_apart import newest_apart, went_apart
from qinglian_desktop.storage.engine import DATABASE, PAGE, RawConnection, connect
from qinglian_desktop.storage.fitting import Keys
from qinglian_desktop.storage.keys import KEYS
from qinglian_desktop.storage.page_check import are_seals_whole, stoppable

_NOT_COPIED = "台账库里的记录没有受影响，没有留下半份备份，以前的备份都在。"
STEP = 1000
"""Pages copied between two looks at whether the user has cancelled: 4 MB."""
READ_WITHIN = 64
"""Backups within which each attachment on the shelf of the book's own disk is read once."""


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made, and what is to be told of it though it was."""

    folder: Path
    troubles: Sequence[EnvironmentProblem]


def back_up(
    folder: Path,
    connection: RawConnection,
    keys: Keys,
    ring: bytes,
    number: int,
    now: datetime,
    progress: Progress = no_progress,
    *,
    beside: Path,
) -> Made:
    """Copy the book as the connection's transaction sees it; told of what is done and in all,
    first of pages, each copied and then looked at, then of attachments.

    It goes onto the shelf of ``beside``: the book's own folder, or a second place. ``ring`` is
    what its key file shall hold, whatever became of the book's own. The copy is opened anew and
    checked before it counts. Raises Cancelled, leaving nothing, when ``progress`` answers False.
    """
    # A transaction sees the book of the moment in which it first reads, however long it lasts.
    counted = row_counts(connection)
    files = AttachmentFiles(folder, keys)
    needed = files.needed_by(connection)

    backups = beside / shelf.BACKUPS
    with failures.with_nothing_to_save(_NOT_COPIED):
        name = shelf.name_of(number, now)
        try:
            with shelf.filling(backups, name) as target:
                copy_pages(connection, target / DATABASE, keys[0], half(progress, 0))
                must_equal(target / DATABASE, keys[0], counted, half(progress, 1))
                write_durably(target / KEYS, ring)
                copy_heads.put_head_beside(target, number, connection)
                belongings.copy_templates(folder, target)
                due = _due(needed, number) if beside == folder else needed
                kept = AttachmentFiles(backups, keys)
                lost = _bring_attachments(files, kept, folder, backups, needed, due, progress)
                attachment_folder.note_needed(target, needed)
            with suppress(OSError):
                for old in shelf.surplus(shelf.copies(backups)):
                    shelf.drop(old.folder)
        finally:
            # Of what was dropped, and of what did not become a copy.
            with suppress(OSError, EnvironmentProblem):
                shelf.keep_needed(backups)
    troubles = [_without_lost(lost)] if lost else []
    if beside != folder and (copy := newest_apart(connection, beside)) is not None:
        troubles.append(went_apart(copy))
    return Made(backups / name, troubles)


def half(progress: Progress, before: int) -> Progress:
    """Tells of a part that is as long as the other, which comes ``before`` it or after."""
    return lambda done, total: progress(before * total + done, 2 * total)


def _due(names: Iterable[str], number: int) -> set[str]:
    """Those whose turn it is with this copy; another disk is seldom there, and read in full."""
    return {name for name in names if int(name[:2], 16) % READ_WITHIN == number % READ_WITHIN}


def _bring_attachments(
    files: AttachmentFiles,
    kept: AttachmentFiles,
    folder: Path,
    backups: Path,
    needed: Mapping[str, str],
    due: Container[str],
    progress: Progress,
) -> list[str]:
    """Have what a copy needs on the shelf: what is new, and what is ``due`` there, is read.

    One that is damaged there is put anew, as a file of its own: had it been a link, the same bytes
    would be damaged in the book. Gives the names of what is lost.
    """
    there = attachment_folder.names_in(backups)
    looked_at = {name: needed[name] for name in needed if name in due or name not in there}
    amiss = {name: needed[name] for name in kept.unsound(looked_at, progress)}
    # One that cannot be read is not shared: it may be mended, a copy never is.
    lost = files.unsound(amiss, progress)
    damaged = (amiss.keys() - set(lost)) & there
    for name in sorted(damaged):
        kept.put(amiss[name], files.read(amiss[name]))
    attachment_folder.share(folder, backups, amiss.keys() - damaged - set(lost), progress)
    return lost


def copy_pages(
    connection: RawConnection, database: Path, key: bytes, progress: Progress = no_progress
) -> None:
    """Copy what a connection sees into a new database, under whichever key; flushed.

    Told of pages; raises Cancelled when ``progress`` answers False. Whoever asks clears away
    what was begun. The salt is the same, so that a copy still has it when the book's first page,
    which begins with it, is lost.
    """

    def step(_: int, remaining: int, total: int) -> None:
        if not progress(total - remaining, total):
            raise Cancelled

    salt = connection.execute("PRAGMA cipher_salt").fetchone()[0]
    try:
        with closing(connect(database, key, "fill", salt)) as copied:
            connection.backup(copied, pages=STEP, progress=step)
            # One file: nothing of the copy may stay in a log beside it.
            copied.execute("PRAGMA journal_mode = DELETE").close()
    except dbapi2.Error as error:
        raise _why_not(database.parent) from error
    # SQLite does not say if it could not remove it; and it would undo the last step.
    database.with_name(f"{database.name}-journal").unlink(missing_ok=True)
    flush_file(database)


def _without_lost(lost: Sequence[str]) -> EnvironmentProblem:
    """What is told of a copy that was made although some attachments could not be read."""
    return EnvironmentProblem(
        f"有 {len(lost)} 个附件的文件不见了或者读不出来，这次的备份里没有这几个附件。",
        "别的都备份好了，以前的备份也没有受影响。",
        "请用“检查”看看是哪几个附件，再从以前的备份里找回来，或者重新添加一次。",
    )


def check(database: Path, key: bytes, progress: Progress = no_progress) -> tuple[int, ...]:
    """Look at every page of a copy that has no log; gives the rows of every table.

    Raises EnvironmentProblem where one bit is not as it was written, Cancelled when ``progress``,
    told pages, answers False.
    """
    with failures.as_problems(), closing(connect(database, key, "immutable")) as copied:
        with database.open("rb", buffering=0) as file:
            is_whole = are_seals_whole(file, key, progress)
        if not is_whole:
            raise failures.damaged()
        with stoppable(copied, progress):
            if copied.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise failures.damaged()
            return row_counts(copied)


def _why_not(target: Path) -> QinglianError:
    """Why pages were not copied. The driver tells no code of it, but a full disk tells anybody."""
    room = target / "room"
    with failures.as_problems():
        write_durably(room, bytes(STEP * PAGE))
        room.unlink()
    return failures.unreadable_disk()


def must_equal(
    database: Path, key: bytes, counted: tuple[int, ...], progress: Progress = no_progress
) -> None:
    """Look at every page of a copy: a disk may take what it cannot give back."""
    try:
        is_equal = check(database, key, progress) == counted
    except EnvironmentProblem:
        is_equal = False
    if not is_equal:
        raise EnvironmentProblem(
            "备份写好后读回来核对，和原来的对不上，磁盘可能有坏道。",
            "台账库里的记录没有受影响，没有留下有问题的备份。",
            "请检查磁盘，再备份一次。",
        )


def row_counts(connection: RawConnection) -> tuple[int, ...]:
    """Rows of every table but the search index's own."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_text%'"
        " ORDER BY name"
    ).fetchall()
    return tuple(
        connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names
    )
