"""The rows of one ledger's records: prepared statements that write them and read them back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, text, update

from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.record import Record, Stamp, State
from qinglian_desktop.storage.codec import Columns, Decoder, Row, Scalar, encode
from qinglian_desktop.storage.ledger_tables import LedgerTables

_AMONG = text("SELECT value FROM json_each(:ids)")


class RecordRows:
    """Writes and reads whole records of one ledger; knows nothing of history or search."""

    def __init__(self, tables: LedgerTables) -> None:
        self.tables = tables
        main = tables.main
        self._decoder = Decoder(tables)
        self._envelope = {column.name: place for place, column in enumerate(main.columns)}
        self._insert = insert(main)
        self._update = (
            update(main)
            .where(main.c.id == bindparam("_id"), main.c.revision == bindparam("_revision"))
            .values({c.name: bindparam(c.name) for c in main.columns if c.name != "id"})
        )
        self._set_state = (
            update(main)
            .where(main.c.id == bindparam("_id"))
            .values(
                state=bindparam("_state"), changed_at=bindparam("_at"), revision=main.c.revision + 1
            )
        )
        self._one = select(main).where(main.c.id == bindparam("id"))
        self._many = select(main).where(main.c.id.in_(_AMONG))
        self._insert_child = {key: insert(child) for key, child in tables.children.items()}
        self._delete_child = {
            key: delete(child).where(child.c.record_id == bindparam("_id"))
            for key, child in tables.children.items()
        }
        # The clustered key gives the children in their order without sorting.
        self._children: dict[str, tuple[Select[Any], Select[Any]]] = {
            key: (
                select(child)
                .where(child.c.record_id == bindparam("id"))
                .order_by(child.c.record_id, child.c.place),
                select(child)
                .where(child.c.record_id.in_(_AMONG))
                .order_by(child.c.record_id, child.c.place),
            )
            for key, child in tables.children.items()
        }

    def add(self, connection: Connection, record: Record, at: datetime) -> Record:
        """Write a new record and its children; gives it back with its id."""
        encoded = encode(self.tables, record.values)
        row: Columns = {**self._stamped(record, at), **encoded.main}
        record_id = connection.execute(self._insert, row).lastrowid
        for key, children in encoded.children.items():
            self._put_children(connection, key, record_id, children)
        return replace(record, id=record_id)

    def change(self, connection: Connection, old: Record, new: Record, at: datetime) -> bool:
        """Write changed values; False if the record is no longer at ``old.revision``."""
        if old.id is None:
            raise ProgramBug("a record without an id cannot be changed")
        before, encoded = encode(self.tables, old.values), encode(self.tables, new.values)
        row: Columns = {
            **self._stamped(new, at),
            **encoded.main,
            "_id": old.id,
            "_revision": old.revision,
        }
        if connection.execute(self._update, row).rowcount != 1:
            return False
        for key, children in encoded.children.items():
            if children != before.children[key]:
                if before.children[key]:
                    connection.execute(self._delete_child[key], {"_id": old.id})
                self._put_children(connection, key, old.id, children)
        return True

    def set_state(
        self, connection: Connection, ids: Sequence[int], state: State, at: datetime
    ) -> None:
        """Move records to a state, each one revision further."""
        moment = at.isoformat(sep=" ")
        rows = [{"_id": each, "_state": state.value, "_at": moment} for each in ids]
        if rows:
            connection.execute(self._set_state, rows)

    def get(self, connection: Connection, record_id: int) -> Record | None:
        """One record, whatever its state."""
        row = connection.execute(self._one, {"id": record_id}).first()
        if row is None:
            return None
        children = {
            key: connection.execute(one, {"id": record_id}).all()
            for key, (one, _) in self._children.items()
        }
        return self._record(row, children)

    def fetch(self, connection: Connection, ids: Iterable[int]) -> list[Record]:
        """These records in this order, with one statement for each table."""
        wanted = list(ids)
        among = {"ids": json.dumps(wanted)}
        main = {row[0]: row for row in connection.execute(self._many, among)}
        children: dict[int, dict[str, list[Row]]] = {each: {} for each in main}
        for key, (_, many) in self._children.items():
            for row in connection.execute(many, among):
                children[row[0]].setdefault(key, []).append(row)
        return [self._record(main[each], children[each]) for each in wanted if each in main]

    def _record(self, row: Row, children: dict[str, Any]) -> Record:
        at = self._envelope
        return Record(
            ledger=self.tables.key,
            values=self._decoder.values(row, children),
            occurred_on=date.fromisoformat(row[at["occurred_on"]]),
            entered=Stamp(datetime.fromisoformat(row[at["entered_at"]]), row[at["entered_by"]]),
            state=State(row[at["state"]]),
            number=row[at["number"]],
            id=row[at["id"]],
            revision=row[at["revision"]],
        )

    def _stamped(self, record: Record, at: datetime) -> dict[str, Scalar]:
        return {
            "number": record.number,
            "occurred_on": record.occurred_on.isoformat(),
            "state": record.state.value,
            "entered_at": record.entered.at.isoformat(sep=" "),
            "entered_by": record.entered.by,
            "changed_at": at.isoformat(sep=" "),
            "revision": record.revision,
        }

    def _put_children(
        self, connection: Connection, key: str, record_id: int, children: list[Columns]
    ) -> None:
        if children:
            rows = [{"record_id": record_id, **child} for child in children]
            connection.execute(self._insert_child[key], rows)
