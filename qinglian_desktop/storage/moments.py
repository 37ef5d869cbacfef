"""Who is at something that begins at a moment: of most moments that are asked about nobody is"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qinglian_desktop.domain.values import Interval
from qinglian_desktop.storage.codec import moment_text

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.domain.record import Record
    from qinglian_desktop.domain.values import Person
    from qinglian_desktop.storage.waiting_rows import WaitingRows


class Moments:
    """Asked within one transaction: once in the tables, and if again, they are read once for all.

    Known are all moments at which something may begin; who is at it, only the tables tell.
    """

    def __init__(self, connection: Connection, new: WaitingRows) -> None:
        self._connection = connection
        self._new = new
        self._asked: set[str] = set()
        self._known: dict[str, set[str]] = {}

    def at_once(
        self, ledger: Ledger, moment: datetime, count: int
    ) -> list[tuple[int, str, Person]]:
        """As ``Records.at_once``."""
        key = ledger.key
        if key in self._asked and key not in self._known:
            self._known[key] = set(self._new.rows(key).moments(self._connection))
        self._asked.add(key)
        if key in self._known and moment_text(moment) not in self._known[key]:
            return []
        return self._new.rows(key).at_once(self._connection, moment, count)

    def note(self, ledger: Ledger, record: Record) -> None:
        """A record is written, or will be."""
        span = record.values.get(ledger.occurred)
        if ledger.key in self._known and isinstance(span, Interval):
            self._known[ledger.key].add(moment_text(span.start))
