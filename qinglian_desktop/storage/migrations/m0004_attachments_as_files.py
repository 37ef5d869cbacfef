"""Attachments leave the database: each becomes a file of the book's folder, named by its digest.

First every file is put and flushed, then one transaction drops the bytes. Interrupted before its
end, all of it is done anew: a file that is there already is put no second time. Every book since
the first migration has the table.
"""

from __future__ import annotations

from collections.abc import Callable

from qinglian_desktop.storage.engine import RawConnection

STATEMENTS = (
    "ALTER TABLE attachments DROP COLUMN bytes",
    "ALTER TABLE attachments ADD COLUMN loose_since INTEGER",
    "UPDATE attachments SET loose_since = 0",
)


def move_out(connection: RawConnection, keep_file: Callable[[str, bytes], object]) -> None:
    """Put the bytes of every attachment, one in memory at a time."""
    for (row,) in connection.execute("SELECT id FROM attachments ORDER BY id").fetchall():
        kept = connection.execute("SELECT digest, bytes FROM attachments WHERE id = ?", (row,))
        digest, data = kept.fetchone()
        keep_file(digest, data)
    # Dropped bytes would be overwritten one by one, in a log as long as they all are together;
    # they are encrypted, and the pages are given back afterwards.
    connection.execute("PRAGMA secure_delete = OFF").close()
