"""What holds the rows of the history: each has a keyed hash over itself and the row before.

The key is random and made once for a book; it lies among its settings, so in the encrypted
database and all that is made of that. The rows of the book itself have no ledger.
"""

from __future__ import annotations

import hmac
import marshal
import secrets
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from qinglian_desktop.domain.chain_head import ChainHead

if TYPE_CHECKING:
    from qinglian_desktop.storage.engine import RawConnection

KEY = "chain.key"
BEFORE_ALL = b""
"""Stands for the hash of the row before the first."""
COLUMNS = (
    "id",
    "ledger",
    "record_id",
    "at",
    "by",
    "action",
    "reason",
    "before",
    "after",
    "record_digest",
)
"""What is hashed of a row, in this order: all but the hash itself."""
IN_ORDER = ", ".join(f'"{each}"' for each in COLUMNS)
_FORMAT = 2
ChainRow: TypeAlias = "Sequence[Any]"
_ADD = f"INSERT INTO history ({IN_ORDER}, chain) VALUES ({', '.join('?' for _ in COLUMNS)}, ?)"


class RowHash:
    """What holds a row of the history, under one key."""

    def __init__(self, key: bytes) -> None:
        self._begun = hmac.new(key, digestmod="sha256")

    def of(self, before: bytes, row: ChainRow) -> bytes:
        """HMAC-SHA256 over what holds the row before, and over the values of ``COLUMNS``."""
        begun = self._begun.copy()
        begun.update(before + canonical(tuple(row)))
        return begun.digest()


def canonical(values: Any) -> bytes:
    """Text, numbers, bytes, None and tuples, lists and dicts of them, told apart in bytes.

    Format 2 of marshal: kinds and lengths before contents, the same since Python 2.5, and a third
    of what JSON takes.
    """
    return marshal.dumps(values, _FORMAT)


def key_of(connection: RawConnection) -> bytes | None:
    """The book's key for its history; None where there is none that could be one."""
    found = connection.execute("SELECT text FROM settings WHERE key = ?", (KEY,)).fetchone()
    try:
        key = bytes.fromhex(found[0]) if found is not None else b""
    except (TypeError, ValueError):
        return None
    return key or None


def new_key(connection: RawConnection) -> bytes:
    """Give the book a random key for its history."""
    made = secrets.token_bytes(32)
    connection.execute("INSERT INTO settings (key, text) VALUES (?, ?)", (KEY, made.hex())).close()
    return made


def last_link(connection: RawConnection) -> tuple[int, bytes]:
    """The history's last row and what holds it; 0 and b"" where there is none."""
    row = connection.execute("SELECT id, chain FROM history ORDER BY id DESC LIMIT 1").fetchone()
    last, held = row or (0, BEFORE_ALL)
    # One that somebody took the hash from holds the next one as if it were the first.
    return last, held if isinstance(held, bytes) else BEFORE_ALL


def chain_head_of(connection: RawConnection) -> ChainHead | None:
    """How far the history goes; None where nothing is held yet."""
    rows, held = last_link(connection)
    return ChainHead(rows, held.hex()) if held else None


def is_in(connection: RawConnection, head: ChainHead) -> bool:
    """Whether the history has this row, held by this hash."""
    row = connection.execute("SELECT chain FROM history WHERE id = ?", (head.rows,)).fetchone()
    return row is not None and isinstance(row[0], bytes) and row[0].hex() == head.digest


class ChainWriter:
    """Adds rows to the history within one transaction; whoever writes the history does it here."""

    def __init__(self, connection: RawConnection) -> None:
        self._connection = connection
        key = key_of(connection)
        self._hash = RowHash(key) if key is not None else None
        self._rows, self._last = last_link(connection)

    def add(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Write rows in their order; their ids count on."""
        written: list[tuple[object, ...]] = []
        for row in rows:
            self._rows += 1
            values = (self._rows, *(row.get(each) for each in COLUMNS[1:]))
            # Nobody who saves is kept from it where the key is gone: a check tells.
            held = self._hash.of(self._last, values) if self._hash is not None else None
            self._last = held or BEFORE_ALL
            written.append((*values, held))
        self._connection.executemany(_ADD, written).close()
