"""A book of an older version brought up to date: backed up first, then whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qinglian_desktop.storage import backup, failures, ring_number, shelf
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.book_version import version_of
from qinglian_desktop.storage.chain_beginning import begin_chain, is_to_begin
from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.held_keys import HeldKeys
from qinglian_desktop.storage.migration_runner import give_back_space, make_ready, migrate
from qinglian_desktop.storage.migrations import Migration

if TYPE_CHECKING:
    from qinglian_desktop.storage.layout import Layout


def bring_up_to_date(
    folder: Path, keys: HeldKeys, migrations: Sequence[Migration], layout: Layout
) -> None:
    """Carry out the migrations that a book lacks, and let its history be held from then on.

    Under its lock, with nobody else in it. Raises SupersededKeys where the book knows of later
    keys.
    """
    clock = layout.clock
    newest = max(migration.number for migration in migrations)
    with failures.as_problems():
        connection = connect(folder / DATABASE, keys.key, "rw")
        try:
            since = version_of(connection, folder, newest)
            ring_number.must_be_latest(connection, keys)
            if since < newest:
                with failures.while_updating():
                    # What takes most room comes first, and is not done twice: each attempt
                    # that failed after the backup would have left one more.
                    files = AttachmentFiles(folder, keys.all)
                    make_ready(connection, migrations, since, files.put)
                    connection.execute("BEGIN IMMEDIATE").close()
                    number = shelf.count_up(folder, connection)
                    connection.execute("COMMIT").close()
                    ring = keys.to_bytes()
                    backup.back_up(
                        folder, connection, keys.all, ring, number, clock(), beside=folder
                    )
                    migrate(connection, migrations, since, clock())
            ring_number.note_number(connection, keys)
            give_back_space(connection)
            wants_chain = is_to_begin(connection)
        finally:
            connection.close()
    if wants_chain:
        with failures.while_updating():
            begin_chain(folder, keys.key, layout, keys.keeper.name)
