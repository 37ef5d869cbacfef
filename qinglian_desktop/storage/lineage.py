"""What tells two copies of one book apart: the rows of their histories, known by their hashes.

A row's hash holds all rows before it, so what both have is a beginning of each; and the hash of the
row with which a record came names it in every copy, whatever its id there is.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from qinglian_desktop.application.history_ports import TouchedRecord
from qinglian_desktop.domain.chain_head import ChainHead
from qinglian_desktop.storage import chain
from qinglian_desktop.storage.chain_notes import NO_LEDGER

if TYPE_CHECKING:
    from qinglian_desktop.storage.engine import RawConnection

_UP_TO = "SELECT id, chain FROM history WHERE id <= ? ORDER BY id DESC LIMIT 1"
_AFTER = (
    "SELECT id, ledger, record_id, action, at, by FROM history"
    " WHERE id > ? AND ledger != ? ORDER BY id"
)
# With min() alone SQLite gives the other columns of the very row that has it.
_ENTRIES = "SELECT record_id, min(id), chain FROM history WHERE ledger = ? GROUP BY record_id"


def descent_of(connection: RawConnection) -> str:
    """The same for all copies of a book, and no other's; "" where nothing is held yet."""
    key = chain.key_of(connection)
    return "" if key is None else hashlib.sha256(b"descent" + key).hexdigest()


def head_at(connection: RawConnection, row: int) -> ChainHead | None:
    """The last row up to this one; None where there is none, or it is not held."""
    found = connection.execute(_UP_TO, (row,)).fetchone()
    if found is None or not isinstance(found[1], bytes):
        return None
    return ChainHead(found[0], found[1].hex())


def touched_after(connection: RawConnection, row: int) -> list[TouchedRecord]:
    """What happened to records after a row, in order."""
    rows = connection.execute(_AFTER, (row, NO_LEDGER)).fetchall()
    return [TouchedRecord(*each) for each in rows]


def entries(connection: RawConnection, ledger: str) -> dict[int, str]:
    """By id the hash, in hex, of the row with which each record of a ledger came."""
    rows = connection.execute(_ENTRIES, (ledger,)).fetchall()
    return {each: held.hex() for each, _, held in rows if isinstance(held, bytes)}
