"""What the book itself notes in its history: that it was gone back to a copy, or repaired.

Such a row has no ledger. It stands in the chain like any other and says which copies on the
shelves, made before it, may tell of a history that this book does not have: those from its own
place on. What they tell of before it must still be so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from qinglian_desktop.storage.chain import ChainWriter

if TYPE_CHECKING:
    from datetime import datetime

    from qinglian_desktop.domain.chain_head import ChainHead
    from qinglian_desktop.storage.engine import RawConnection

RESTORED, REPAIRED = "恢复备份", "修复台账库"
NO_LEDGER = ""
_PENDING = "chain.restored"
"""A setting of a book that was gone back to, until it is opened for writing."""
_KEPT = "SELECT text FROM settings WHERE key = ?"


@dataclass(frozen=True, slots=True)
class BookNote:
    """A row of the book itself: its place, and the copies up to this number that it excuses.

    ``lost`` are spans of rows that were not readable; ``is_anew`` where all rows were held anew, as
    those of a copy that a former version made, so that nothing of before can be compared.
    """

    place: int
    copies: int
    lost: Sequence[tuple[int, int]] = ()
    is_anew: bool = False

    @classmethod
    def of(cls, place: int, after: object) -> BookNote:
        """From what the row says; one that says nothing excuses nothing."""
        try:
            said = cast("dict[str, object]", json.loads(cast("str", after)))
            lost = [(int(a), int(b)) for a, b in cast("list[list[int]]", said.get("lost", []))]
            return cls(place, int(cast("int", said["copies"])), lost, bool(said.get("anew")))
        except (ValueError, TypeError, KeyError, AttributeError):
            return cls(place, 0)

    def had(self, rows: int, departed: int) -> bool:
        """Whether the book itself had a history of so many rows before, which it has no more.

        ``departed`` is the first row at which that history had been gone back itself, 0 for none.
        """
        return rows >= min(self.place, departed or self.place)


def note(
    writer: ChainWriter,
    action: str,
    reason: str,
    by: str,
    at: datetime,
    says: Mapping[str, object],
) -> None:
    """Add such a row."""
    row = {
        "ledger": NO_LEDGER,
        "record_id": 0,
        "at": at.isoformat(sep=" "),
        "by": by,
        "action": action,
        "reason": reason,
        "after": json.dumps(says, ensure_ascii=False),
    }
    writer.add([row])


def may_be_gone(connection: RawConnection, head: ChainHead, day: str) -> bool:
    """Whether a history that went so far may be one that the book had before a restore or repair.

    Not where it went so far on a later ``day`` (ISO) than those, nor where the book itself knows a
    return that was written with it.
    """
    asked = (
        "SELECT EXISTS (SELECT 1 FROM history"
        " WHERE (id <= ? OR after LIKE '%true%') AND ledger = ? AND record_id = 0"
        " AND action IN (?, ?) AND substr(at, 1, 10) >= ?)"
        " AND NOT EXISTS (SELECT 1 FROM returns WHERE chain_head = ?)"
    )
    given = (head.rows, NO_LEDGER, RESTORED, REPAIRED, day, head.to_text())
    return bool(connection.execute(asked, given).fetchone()[0])


def leave_for_opening(connection: RawConnection, copy: str) -> None:
    """In a copy that will be the book: that it was gone back to, to be noted when it is opened."""
    forget_left(connection)
    connection.execute("INSERT INTO settings (key, text) VALUES (?, ?)", (_PENDING, copy)).close()


def left_for_opening(connection: RawConnection) -> str | None:
    """Of when the copy is; None where the book was not gone back to."""
    found = connection.execute(_KEPT, (_PENDING,)).fetchone()
    return None if found is None else str(found[0])


def forget_left(connection: RawConnection) -> None:
    """It was noted."""
    connection.execute("DELETE FROM settings WHERE key = ?", (_PENDING,)).close()
