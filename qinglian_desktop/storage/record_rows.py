"""The rows of one ledger's records: prepared statements that write them and read them back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any, cast

from sqlalchemy import (
    Connection,
    Select,
    Table,
    bindparam,
    column,
    delete,
    func,
    insert,
    select,
    text,
    update,
)

from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.record import Record, Stamp, State
from qinglian_desktop.domain.values import Person
from qinglian_desktop.storage.codec import Columns, Decoder, Row, Scalar, encode, moment_text
from qinglian_desktop.storage.ledger_tables import LedgerTables
from qinglian_desktop.storage.prepared import Prepared
from qinglian_desktop.storage.unreadable import UNREADABLE, unreadable

_AMONG = text("SELECT value FROM json_each(:ids)")


class _ChildStatements:
    """One child table; its clustered key gives the children in their order without sorting."""

    def __init__(self, child: Table) -> None:
        record_id, place = child.c.record_id, child.c.place
        self.insert = Prepared(lambda: insert(child))
        self.delete = Prepared(lambda: delete(child).where(record_id == bindparam("_id")))
        in_order = select(child).order_by(record_id, place)
        self.one = Prepared(lambda: in_order.where(record_id == bindparam("id")))
        self.many = Prepared(lambda: in_order.where(record_id.in_(_AMONG)))


class RecordRows:
    """Writes and reads whole records of one ledger; knows nothing of history or search."""

    def __init__(self, tables: LedgerTables) -> None:
        self.tables = tables
        main = tables.main
        self._decoder = Decoder(tables)
        self._envelope = {column.name: place for place, column in enumerate(main.columns)}
        own = [column.name for column in main.columns if column.name != "id"]
        self._insert = Prepared(lambda: insert(main))
        self._last_id = Prepared(lambda: _last_id(main))
        self._update = Prepared(
            lambda: (
                update(main)
                .where(main.c.id == bindparam("_id"), main.c.revision == bindparam("_revision"))
                .values({key: bindparam(key) for key in own})
            )
        )
        self._set_state = Prepared(
            lambda: (
                update(main)
                .where(main.c.id == bindparam("_id"))
                .values(
                    state=bindparam("_state"),
                    changed_at=bindparam("_at"),
                    revision=main.c.revision + 1,
                )
            )
        )
        self._one = Prepared(lambda: select(main).where(main.c.id == bindparam("id")))
        self._many = Prepared(lambda: select(main).where(main.c.id.in_(_AMONG)))
        self._children = {key: _ChildStatements(child) for key, child in tables.children.items()}
        self._at_once = Prepared(lambda: _who_at_once(tables))
        self._moments = Prepared(lambda: select(main.c[tables.ledger.occurred]))

    def last_id(self, connection: Connection) -> int:
        """The id that was given last; ids are given once, and count on."""
        ((last,),) = self._last_id.run(connection, {"name": self.tables.main.name})
        return cast("int", last)

    def add(self, connection: Connection, records: Iterable[tuple[Record, datetime]]) -> None:
        """Write new records that have their ids, each at its moment, and their children."""
        new = [(record, at, encode(self.tables, record.values)) for record, at in records]
        self._insert.run_many(
            connection,
            ({**self._stamped(record, at), **encoded.main} for record, at, encoded in new),
        )
        for key in self._children:
            rows = [
                {"record_id": record.id, **child}
                for record, _, encoded in new
                for child in encoded.children[key]
            ]
            self._put_children(connection, key, rows)

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
        if self._update.run(connection, row).rowcount != 1:
            return False
        for key, children in encoded.children.items():
            if children != before.children[key]:
                if before.children[key]:
                    self._children[key].delete.run(connection, {"_id": old.id})
                rows = [{"record_id": old.id, **child} for child in children]
                self._put_children(connection, key, rows)
        return True

    def set_state(
        self, connection: Connection, ids: Sequence[int], state: State, at: datetime
    ) -> None:
        """Move records to a state, each one revision further."""
        moment = at.isoformat(sep=" ")
        rows = [{"_id": each, "_state": state.value, "_at": moment} for each in ids]
        self._set_state.run_many(connection, rows)

    def get(self, connection: Connection, record_id: int) -> Record | None:
        """One record, whatever its state."""
        row = self._one.run(connection, {"id": record_id}).fetchone()
        if row is None:
            return None
        children = {
            key: child.one.run(connection, {"id": record_id}).fetchall()
            for key, child in self._children.items()
        }
        return self._record(row, children)

    def fetch(
        self,
        connection: Connection,
        ids: Iterable[int],
        needed: Collection[str] | None = None,
    ) -> list[Record]:
        """These records in this order, with one statement for each table, or for those needed."""
        wanted = list(ids)
        among = {"ids": json.dumps(wanted)}
        main = {row[0]: row for row in self._many.run(connection, among)}
        whole = self._whole(connection, main, needed)
        return [whole[each] for each in wanted if each in whole]

    def selected(
        self, connection: Connection, ids: Select[Any], needed: Collection[str] | None
    ) -> list[Record]:
        """The records whose ids are selected, in that order, in one statement less."""
        rows = connection.execute(ids.with_only_columns(*self.tables.main.c))
        main = {row[0]: row for row in cast("Any", rows.cursor)}
        return [*self._whole(connection, main, needed).values()]

    def _whole(
        self, connection: Connection, main: Mapping[int, Row], needed: Collection[str] | None
    ) -> dict[int, Record]:
        among = {"ids": json.dumps(list(main))}
        children: dict[int, dict[str, list[Row]]] = {each: {} for each in main}
        for key, child in self._children.items():
            if needed is not None and key not in needed:
                continue
            for row in child.many.run(connection, among):
                children[row[0]].setdefault(key, []).append(row)
        return {each: self._record(row, children[each]) for each, row in main.items()}

    def at_once(
        self, connection: Connection, moment: datetime, count: int
    ) -> list[tuple[int, str, Person]]:
        """Id and number of the latest that begin at a moment, once for each who is at it."""
        asked = {"day": moment.date().isoformat(), "moment": moment_text(moment), "count": count}
        found = self._at_once.run(connection, asked)
        return [(row[0], row[1], Person(row[3], row[2])) for row in found]

    def moments(self, connection: Connection) -> Iterator[str]:
        """Each moment at which a record begins, void ones too, as the tables have it."""
        return (row[0] for row in self._moments.run(connection, {}) if row[0] is not None)

    def _record(self, row: Row, children: dict[str, Any]) -> Record:
        try:
            return self._read(row, children)
        except UNREADABLE as error:
            number = row[self._envelope["number"]]
            raise unreadable(f"{self.tables.ledger.label} {number} 的内容") from error

    def _read(self, row: Row, children: dict[str, Any]) -> Record:
        at = self._envelope
        if bytes in map(type, chain(row, *chain.from_iterable(children.values()))):
            raise TypeError("bytes where nothing of ours writes any")
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
            "id": record.id,
            "number": record.number,
            "occurred_on": record.occurred_on.isoformat(),
            "state": record.state.value,
            "entered_at": record.entered.at.isoformat(sep=" "),
            "entered_by": record.entered.by,
            "changed_at": at.isoformat(sep=" "),
            "revision": record.revision,
        }

    def _put_children(
        self, connection: Connection, key: str, rows: Sequence[Mapping[str, object]]
    ) -> None:
        if rows:
            self._children[key].insert.run_many(connection, rows)


def _last_id(main: Table) -> Select[Any]:
    """As the database itself gives them: none that was given before."""
    given = text("SELECT seq FROM sqlite_sequence WHERE name = :name").columns(column("seq"))
    both = (
        func.coalesce(each, 0)
        for each in (select(func.max(main.c.id)).scalar_subquery(), given.scalar_subquery())
    )
    return select(func.max(*both))


def _who_at_once(tables: LedgerTables) -> Select[Any]:
    main, who = tables.main, tables.children[tables.ledger.once_at_a_time]
    latest = (
        select(main.c.id, main.c.number)
        .where(
            # The day is in the index.
            main.c.occurred_on == bindparam("day"),
            main.c[tables.ledger.occurred] == bindparam("moment"),
            main.c.state != State.VOID.value,
        )
        .order_by(main.c.id.desc())
        .limit(bindparam("count"))
        .subquery()
    )
    return (
        select(latest.c.id, latest.c.number, who.c.person_id, who.c.name)
        .join_from(latest, who, who.c.record_id == latest.c.id)
        .order_by(latest.c.id.desc(), who.c.place)
    )
