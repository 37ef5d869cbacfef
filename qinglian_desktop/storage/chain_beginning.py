"""Before a book is written to: rows of former versions are held, and a restore is noted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, func, select

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.record import State
from qinglian_desktop.storage import chain, shelf
from qinglian_desktop.storage.backup import half
from qinglian_desktop.storage.chain_notes import (
    RESTORED,
    forget_left,
    left_for_opening,
    note,
)
from qinglian_desktop.storage.engine import raw_of
from qinglian_desktop.storage.record_check import is_told, last_told, readable, told_void

if TYPE_CHECKING:
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.storage.engine import RawConnection
    from qinglian_desktop.storage.layout import Layout

_AT_ONCE = 250
"""Records or rows between two tellings: the bar moves ten times a second."""
_IS_HELD = "SELECT 1 FROM history WHERE chain IS NOT NULL LIMIT 1"
_SOME = f"SELECT {chain.IN_ORDER} FROM history WHERE id > ? ORDER BY id LIMIT {_AT_ONCE}"
_HOLD = "UPDATE history SET record_digest = ?, chain = ? WHERE id = ?"


def is_to_begin(connection: RawConnection) -> bool:
    """Whether a book's chain is not yet begun, or a restore not yet noted in it."""
    return chain.key_of(connection) is None or left_for_opening(connection) is not None


def begin_chain(
    folder: Path,
    connection: Connection,
    layout: Layout,
    who: str,
    progress: Progress = no_progress,
) -> None:
    """Within a transaction, under the book's lock; nothing for a book that is as it shall be.

    Told of as ``hold`` is.
    """
    raw = raw_of(connection)
    left = left_for_opening(raw)
    is_anew = chain.key_of(raw) is None and raw.execute(_IS_HELD).fetchone() is None
    if is_anew:
        hold(connection, layout, chain.new_key(raw), progress)
    if left is not None:
        says = {"copies": shelf.highest_number(folder), "anew": is_anew}
        reason = f"恢复到 {left} 的备份"
        note(chain.ChainWriter(raw), RESTORED, reason, who, layout.clock(), says)
        forget_left(raw)


def hold(
    connection: Connection, layout: Layout, key: bytes, progress: Progress = no_progress
) -> None:
    """Link all rows of the history, and bind the last of each record to how it is kept.

    A record that its history does not tell is bound to nothing: a check tells of it as before.
    ``progress`` is told of records, then of rows; raises Cancelled when it answers False.
    """
    raw = raw_of(connection)
    kept = dict(_told(connection, layout, half(progress, 0)))
    total = raw.execute("SELECT count(*) FROM history").fetchone()[0]
    done = 0
    row_hash = chain.RowHash(key)
    last, before = 0, chain.BEFORE_ALL
    while rows := raw.execute(_SOME, (last,)).fetchall():
        held: list[tuple[object, ...]] = []
        for row in rows:
            digest = kept.get(row[0], row[-1])
            before = row_hash.of(before, (*row[:-1], digest))
            held.append((digest, before, row[0]))
        raw.executemany(_HOLD, held).close()
        last = rows[-1][0]
        done += len(rows)
        if not half(progress, 1)(done, total):
            raise Cancelled


def _told(
    connection: Connection, layout: Layout, progress: Progress
) -> Iterator[tuple[int, bytes]]:
    """By the last row of its history, the digest of each record of which that tells."""
    history = layout.schema.history.c
    newest: dict[str, dict[int, int]] = {each.key: {} for each in layout.catalogue}
    last = select(history.ledger, history.record_id, func.max(history.id))
    for key, record_id, row in connection.execute(last.group_by(history.ledger, history.record_id)):
        if key in newest:
            newest[key][record_id] = row
    done, total = 0, sum(map(len, newest.values()))
    for ledger in layout.catalogue:
        rows = newest[ledger.key]
        ids = sorted(rows)
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            digests = layout.digests[ledger.key].of(raw_of(connection), some)
            for record_id in told_by_history(connection, layout, ledger, some):
                if record_id in digests:
                    yield rows[record_id], digests[record_id]
            done += len(some)
            if not progress(done, total):
                raise Cancelled


def told_by_history(
    connection: Connection, layout: Layout, ledger: Ledger, ids: list[int]
) -> Iterator[int]:
    """Which of these records say what their last row says, and are void where it says so."""
    after = last_told(connection, layout, ledger, ids)
    void = told_void(connection, layout, ledger, ids)
    for record in readable(connection, layout, ledger, ids)[0]:
        at = cast("int", record.id)
        is_void = record.state is State.VOID
        if at in after and is_told(after[at], ledger, record) and is_void == (at in void):
            yield at
