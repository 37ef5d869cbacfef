"""A book of an older version brought up to date: backed up first, then whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.storage import backup, failures, ring_number, shelf
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.book_version import version_of
from qinglian_desktop.storage.chain_beginning import begin_chain, is_to_begin
from qinglian_desktop.storage.engine import DATABASE, connect, raw_of, writer
from qinglian_desktop.storage.held_keys import HeldKeys
from qinglian_desktop.storage.migration_runner import carry_out, give_back_space, make_ready
from qinglian_desktop.storage.migrations import Migration

if TYPE_CHECKING:
    from qinglian_desktop.storage.engine import RawConnection
    from qinglian_desktop.storage.layout import Layout


def bring_up_to_date(
    folder: Path,
    keys: HeldKeys,
    migrations: Sequence[Migration],
    layout: Layout,
    progress: Progress = no_progress,
) -> None:
    """Carry out the migrations that a book lacks, and let its history be held from then on.

    Under its lock, with nobody else in it. Raises SupersededKeys where the book knows of later
    keys. Of a book of an older version ``progress`` is told: of what is backed up, of migrations,
    of its history. Cancelled when it answers False; the book is as it was then.
    """
    newest = max(migration.number for migration in migrations)
    with failures.as_problems(), closing(connect(folder / DATABASE, keys.key, "rw")) as connection:
        since = version_of(connection, folder, newest)
        ring_number.must_be_latest(connection, keys)
        if since < newest:
            with failures.while_updating():
                _back_up(folder, connection, keys, migrations, since, layout, progress)
        if since < newest or is_to_begin(connection):
            with failures.while_updating():
                _update(folder, keys, migrations, since, layout, progress)
        ring_number.note_number(connection, keys)
        give_back_space(connection)


def _back_up(
    folder: Path,
    connection: RawConnection,
    keys: HeldKeys,
    migrations: Sequence[Migration],
    since: int,
    layout: Layout,
    progress: Progress,
) -> None:
    """What takes most room comes first, and is not done twice.

    Each attempt that failed after the backup would have left one more.
    """
    make_ready(connection, migrations, since, AttachmentFiles(folder, keys.all).put)
    connection.execute("BEGIN IMMEDIATE").close()
    number = shelf.count_up(folder, connection)
    connection.execute("COMMIT").close()
    ring, now = keys.to_bytes(), layout.clock()
    backup.back_up(folder, connection, keys.all, ring, number, now, progress, beside=folder)


def _update(
    folder: Path,
    keys: HeldKeys,
    migrations: Sequence[Migration],
    since: int,
    layout: Layout,
    progress: Progress,
) -> None:
    """In one transaction: where any of it fails, the former version opens the book as before."""
    database = writer(folder / DATABASE, keys.key)
    try:
        with failures.as_problems(), database.connect() as connection, connection.begin():
            carry_out(raw_of(connection), migrations, since, layout.clock(), progress)
            begin_chain(folder, connection, layout, keys.keeper.name, progress)
    finally:
        database.dispose()
