"""The numbers of new records, counted on within a transaction and written once at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from qinglian_desktop.storage.prepared import Prepared

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from qinglian_desktop.domain.ledger import Ledger

_LAST = Prepared(lambda: text("SELECT last FROM numbers WHERE ledger = :ledger AND year = :year"))
# No RETURNING: such a statement could be undone by itself, and before it FTS5 writes out all that
# it holds.
_KEEP = Prepared(
    lambda: text(
        "INSERT INTO numbers (ledger, year, last) VALUES (:ledger, :year, :last)"
        " ON CONFLICT (ledger, year) DO UPDATE SET last = excluded.last"
    )
)


class Numbering:
    """Counts the records of each ledger and year: no number is given a second time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: dict[tuple[str, int], int] = {}

    def next(self, ledger: Ledger, year: int) -> str:
        """The number of a new record of that year."""
        of_year = ledger.key, year
        if of_year not in self._last:
            asked = {"ledger": ledger.key, "year": year}
            row = _LAST.run(self._connection, asked).fetchone()
            self._last[of_year] = 0 if row is None else row[0]
        self._last[of_year] += 1
        return f"{year}-{self._last[of_year]:03}"

    def write(self) -> None:
        """Keep how far it was counted."""
        counted = (
            {"ledger": ledger, "year": year, "last": last}
            for (ledger, year), last in self._last.items()
        )
        _KEEP.run_many(self._connection, counted)
