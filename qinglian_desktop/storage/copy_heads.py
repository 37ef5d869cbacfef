"""How far the history went that a copy holds, written beside it under a seal of the chain's key."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.domain.chain_head import ChainHead
from qinglian_desktop.domain.json_text import read_json
from qinglian_desktop.files.durable import write_durably
from qinglian_desktop.storage import chain, shelf
from qinglian_desktop.storage.chain_notes import NO_LEDGER, RESTORED

if TYPE_CHECKING:
    from qinglian_desktop.storage.engine import RawConnection

HEAD = "history.json"
_DEPARTED = "SELECT min(id) FROM history WHERE ledger = ? AND record_id = 0 AND action = ?"


@dataclass(frozen=True, slots=True)
class CopyHead:
    """What is told beside a copy; ``head`` is None where that is torn or missing.

    ``departed`` is the first row at which its book had been gone back to a copy; 0 for none.
    """

    copy: Copy
    head: ChainHead | None
    departed: int = 0
    seal: str = ""

    def is_sealed(self, key: bytes) -> bool:
        """Whether it was written by a book whose history has this key, for this copy."""
        if self.head is None:
            return False
        right = _seal(key, self.copy.number, self.head, self.departed)
        # What stands in the file may be no seal at all, and texts are compared in ASCII alone.
        return hmac.compare_digest(self.seal.encode(errors="replace"), right.encode())


def put_head_beside(target: Path, number: int, connection: RawConnection) -> None:
    """Write it into a copy's folder, of the history as the connection's transaction sees it.

    Nothing for a book of a former version, whose history nothing holds.
    """
    if not _is_chained(connection):
        return
    key, head = chain.key_of(connection), chain.chain_head_of(connection)
    if key is None or head is None:
        return
    departed = connection.execute(_DEPARTED, (NO_LEDGER, RESTORED)).fetchone()[0] or 0
    said = {
        "rows": head.rows,
        "digest": head.digest,
        "departed": departed,
        "seal": _seal(key, number, head, departed),
    }
    write_durably(target / HEAD, json.dumps(said).encode())


def head_inside(copy: Copy, connection: RawConnection) -> CopyHead:
    """What would be told beside a copy, of the history in it."""
    departed = connection.execute(_DEPARTED, (NO_LEDGER, RESTORED)).fetchone()[0] or 0
    return CopyHead(copy, chain.chain_head_of(connection), departed)


def on_shelf(folder: Path) -> list[CopyHead]:
    """Of the copies on a book's own shelf, the oldest first, from the first that has one."""
    found: list[CopyHead] = []
    for copy in reversed(shelf.copies(folder / shelf.BACKUPS)):
        read = _read(copy)
        if read is not None or found:
            found.append(read or CopyHead(copy, None))
    return found


def _read(copy: Copy) -> CopyHead | None:
    try:
        said = cast("dict[str, object]", read_json((copy.folder / HEAD).read_bytes()))
        head = ChainHead.parse(f"{said['rows']}-{said['digest']}")
        return CopyHead(copy, head, int(str(said["departed"])), str(said["seal"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError):
        return CopyHead(copy, None)


def _is_chained(connection: RawConnection) -> bool:
    names = connection.execute("SELECT name FROM pragma_table_info('history')").fetchall()
    return ("chain",) in names


def _seal(key: bytes, number: int, head: ChainHead, departed: int) -> str:
    said = f"copy\n{number}\n{head.to_text()}\n{departed}".encode()
    return hmac.digest(key, said, "sha256").hex()
