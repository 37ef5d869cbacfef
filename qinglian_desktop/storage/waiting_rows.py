"""New records, and what happened to records, written together a table at a time

Many records kept in one transaction cost a statement for each table, not for each record and table.
What is read is written first; at its end a transaction writes the rest.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from qinglian_desktop.application.ports import Mark
from qinglian_desktop.storage.chain import ChainWriter
from qinglian_desktop.storage.chain_notes import note
from qinglian_desktop.storage.engine import raw_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from qinglian_desktop.domain.record import Record
    from qinglian_desktop.storage.layout import Layout
    from qinglian_desktop.storage.record_rows import RecordRows

_MOST_WAITING = 1_000


class WaitingRows:
    """What a transaction has yet to write, by ledger, and of the history in its order."""

    def __init__(self, connection: Connection, layout: Layout) -> None:
        self._connection = connection
        self._layout = layout
        self._last: dict[str, int] = {}
        self._new: dict[str, list[tuple[Record, datetime]]] = {}
        self._history: list[dict[str, object]] = []
        self._chain: ChainWriter | None = None

    def add(self, record: Record, number: str, at: datetime) -> Record:
        """A new record of that number as it will be written, with its id."""
        key = record.ledger
        if key not in self._last:
            self._last[key] = self._layout.rows[key].last_id(self._connection)
        self._last[key] += 1
        kept = replace(record, number=number, revision=1, id=self._last[key])
        waiting = self._new.setdefault(key, [])
        waiting.append((kept, at))
        if len(waiting) >= _MOST_WAITING:
            self.rows(key)
        return kept

    def note(self, mark: Mark, notes: Iterable[tuple[Record, str | None, str]]) -> None:
        """Add to the history: record, plain values before and after as JSON."""
        at = mark.at.isoformat(sep=" ")
        self._history.extend(
            {
                "ledger": record.ledger,
                "record_id": record.id,
                "at": at,
                "by": mark.by,
                "action": mark.action,
                "reason": mark.reason,
                "before": before,
                "after": after,
            }
            for record, before, after in notes
        )
        if len(self._history) >= _MOST_WAITING:
            self.write_history()

    def note_own(self, mark: Mark, says: Mapping[str, object]) -> None:
        """Add a row of the book itself to the history, behind all that waits."""
        self.write_history()
        self._chain = self._chain or ChainWriter(raw_of(self._connection))
        note(self._chain, mark.action, mark.reason, mark.by, mark.at, says)

    def rows(self, key: str) -> RecordRows:
        """The rows of a ledger, of which none waits any more."""
        rows = self._layout.rows[key]
        if new := self._new.pop(key, None):
            rows.add(self._connection, new)
        return rows

    def write_history(self) -> None:
        """Write what waits of the history, each row with how its record stands now."""
        if not self._history:
            return
        notes, self._history = self._history, []
        connection = raw_of(self._connection)
        touched: dict[str, set[int]] = {}
        for each in notes:
            touched.setdefault(cast("str", each["ledger"]), set()).add(
                cast("int", each["record_id"])
            )
        digests: dict[tuple[object, object], bytes] = {}
        for key, ids in touched.items():
            self.rows(key)
            for record_id, digest in self._layout.digests[key].of(connection, sorted(ids)).items():
                digests[key, record_id] = digest
        self._chain = self._chain or ChainWriter(connection)
        self._chain.add(
            [
                {**each, "record_digest": digests.get((each["ledger"], each["record_id"]))}
                for each in notes
            ]
        )

    def write(self) -> None:
        """Write all that waits."""
        for key in tuple(self._new):
            self.rows(key)
        self.write_history()
