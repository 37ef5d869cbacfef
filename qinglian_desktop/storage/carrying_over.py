"""What can be read of a damaged book, carried over into the tables of a new one.

Ids stay, so that what refers to a record still does; what could not be read is noted in the new
book (``losses``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, insert, select, text

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.soundness import Finding
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.field_types import Attachments
from qinglian_desktop.storage import attachment_folder, shelf
from qinglian_desktop.storage.attachment_check import whose, wrong_with
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.damage import (
    beside_records,
    unreadable_ledger,
    unreadable_record,
)
from qinglian_desktop.storage.engine import DATABASE, writer
from qinglian_desktop.storage.fitting import Keys
from qinglian_desktop.storage.losses import LOSSES, Losses, known_losses
from qinglian_desktop.storage.retelling import retell

if TYPE_CHECKING:
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.storage.layout import Layout
    from qinglian_desktop.storage.salvage import Salvage
    from qinglian_desktop.storage.search_index import Waiting


class CarryingOver:
    """Fills the new book in ``target``, whose tables are made, from what ``salvage`` reads.

    ``folder`` is the damaged book, for its attachments and those of its backups.
    """

    def __init__(
        self,
        folder: Path,
        target: Path,
        keys: Keys,
        layout: Layout,
        salvage: Salvage,
        progress: Progress,
    ) -> None:
        self._folder = folder
        self._target = target
        self._keys = keys
        self._layout = layout
        self._progress = progress
        self._salvage = salvage
        self._lost: dict[str, list[int]] = {}
        self._found: list[Finding] = []
        self.kept: dict[str, int] = {}

    def carry_over(self) -> list[Finding]:
        """All that can be read; gives what cannot. Raises Cancelled."""
        database = writer(self._target / DATABASE, self._keys[0])
        try:
            with database.connect() as connection, connection.begin():
                before = self._salvage.ask(lambda source: known_losses(source, self._layout))
                self._tables(connection)
                for ledger in self._layout.catalogue:
                    self._ledger(connection, ledger, (before or Losses()).of(ledger.key))
                self._feeds(connection)
                retell(connection, self._layout, shelf.highest_number(self._folder))
                gone = self._attachments(connection)
                known = Losses({key: ids for key, ids in self._lost.items() if ids}, gone)
                if known != Losses():
                    row = {"key": LOSSES, "text": known.to_text()}
                    _insert(connection, self._layout.schema.settings, [row])
        finally:
            # Folds its log into the database.
            database.dispose()
        return self._found

    def _tables(self, connection: Connection) -> None:
        """What stands beside the records."""
        for table, words in beside_records(self._layout):
            rows, amiss = self._salvage.rows(table)
            if table is self._layout.schema.settings:
                rows = [row for row in rows if row["key"] != LOSSES]
            _insert(connection, table, rows)
            if amiss:
                self._found.append(Finding(f"{words}里有读不出来的。"))

    def _ledger(self, connection: Connection, ledger: Ledger, before: Sequence[int]) -> None:
        tables = self._layout.schema.ledgers[ledger.key]
        last = self._salvage.last_id(ledger)
        if last is None:
            self._found.append(unreadable_ledger(ledger))
            return
        lost = self._lost[ledger.key] = []
        waiting: Waiting = {}
        for kept, unreadable in self._salvage.records(ledger, range(1, last + 1)):
            _insert(connection, tables.main, [each.main for each in kept])
            for key, child in tables.children.items():
                rows = [row for each in kept for row in each.children.get(key, ())]
                _insert(connection, child, rows)
            for each in kept:
                self._layout.index.add(connection, ledger, each.record, waiting)
                self._layout.members.changed(connection, ledger, each.record)
            self.kept[ledger.key] = self.kept.get(ledger.key, 0) + len(kept)
            for record_id in unreadable:
                lost.append(record_id)
                if record_id not in before:
                    self._found.append(unreadable_record(self._salvage, ledger, record_id))
        self._layout.index.write(connection, waiting)
        self._numbers(connection, ledger, last)

    def _numbers(self, connection: Connection, ledger: Ledger, last: int) -> None:
        """Where counting goes on: no number and no id shall be given a second time."""
        numbers, main = self._layout.schema.numbers, self._layout.schema.ledgers[ledger.key].main
        years: dict[int, int] = {}
        for number in connection.execute(select(main.c.number)).scalars():
            year, _, count = str(number).partition("-")
            if year.isdecimal() and count.isdecimal():
                years[int(year)] = max(years.get(int(year), 0), int(count))
        kept = self._salvage.ask(
            lambda source: list(
                source.execute(
                    select(numbers.c.year, numbers.c.last).where(numbers.c.ledger == ledger.key)
                )
            )
        )
        for year, count in kept or ():
            years[year] = max(years.get(year, 0), count)
        rows = [{"ledger": ledger.key, "year": year, "last": years[year]} for year in years]
        _insert(connection, numbers, rows)
        named = {"name": main.name, "last": last}
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), named)
        connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :last)"), named)

    def _feeds(self, connection: Connection) -> None:
        """Which record follows from which, where both are there."""
        feeds, schema = self._layout.schema.feeds, self._layout.schema
        there = {
            key: set(connection.execute(select(tables.main.c.id)).scalars())
            for key, tables in schema.ledgers.items()
        }
        for key, ids in there.items():
            rows = self._salvage.rows_of(feeds, key, "record_id", sorted(ids))
            both = [row for row in rows if row["source_id"] in there.get(row["source"], ())]
            _insert(connection, feeds, both)

    def _attachments(self, connection: Connection) -> list[str]:
        """The files that are whole, from the book or its backups; gives the digests of others."""
        table = self._layout.schema.attachments
        known = set(connection.execute(select(table.c.digest)).scalars())
        # What the records say of their files makes good for rows that could not be read.
        named = {row["digest"]: row for row in self._named(connection)}
        missing = [named[each] for each in sorted(named.keys() - known)]
        _insert(connection, table, missing)
        places = [
            (place, AttachmentFiles(place, self._keys))
            for place in (
                self._folder,
                self._folder / shelf.BACKUPS,
                self._folder / shelf.ASIDE,
            )
        ]
        digests = sorted(known | named.keys())
        gone: list[str] = []
        for done, digest in enumerate(digests):
            if not self._progress(done, len(digests)):
                raise Cancelled
            for place, files in places:
                if not wrong_with(files, digest):
                    attachment_folder.share(place, self._target, [files.name(digest)])
                    break
            else:
                gone.append(digest)
                self._found += whose(connection, self._layout, digest, "的文件读不出来。")
        return gone

    def _named(self, connection: Connection) -> Iterator[dict[str, Any]]:
        for ledger in self._layout.catalogue:
            for each in ledger.of_type(Attachments):
                child = self._layout.schema.ledgers[ledger.key].children[each.key]
                columns = (child.c.digest, child.c.media_type, child.c.size)
                for row in connection.execute(select(*columns).distinct()).mappings():
                    yield {**row, "loose_since": None}


def _insert(connection: Connection, table: Table, rows: Sequence[Any]) -> None:
    if rows:
        connection.execute(insert(table), [dict(row) for row in rows])
