"""What the history keeps of a record: its values as they were written, and how they stood."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from sqlalchemy import ColumnElement, Connection, Row, Table, case, func, null, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from qinglian_desktop.application.changes import Withdrawn
from qinglian_desktop.application.history_ports import KeptThen, TouchedRecord
from qinglian_desktop.domain.json_text import read_json
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.record import Change
from qinglian_desktop.domain.values import Plain, Values, is_blank
from qinglian_desktop.storage import lineage
from qinglian_desktop.storage.chain import chain_head_of, is_in
from qinglian_desktop.storage.chain_notes import NO_LEDGER, may_be_gone
from qinglian_desktop.storage.engine import raw_of
from qinglian_desktop.storage.schema import WITHDRAWN
from qinglian_desktop.storage.statements import among
from qinglian_desktop.storage.unreadable import UNREADABLE, UnreadableContent, unreadable
from qinglian_desktop.storage.waiting_rows import WaitingRows

if TYPE_CHECKING:
    from qinglian_desktop.domain.chain_head import ChainHead
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.storage.layout import Layout

_Columns: TypeAlias = ReadOnlyColumnCollection[str, Any]
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def history_json(ledger: Ledger, values: Values) -> str:
    """A record's values as JSON of plain input, for its history.

    Canonical: the same values are the same text, in whichever order the ledger's fields stand,
    so that a digest over the history stays true when a form is put in another order.
    """
    fields = ledger.by_key
    plain: dict[str, Plain] = {
        key: to_plain(fields[key].type, value)
        for key, value in values.items()
        if key in fields and not is_blank(value)
    }
    return _CANONICAL(plain)


def last_of(history: _Columns, *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    """Of rows that are grouped the last for which the conditions hold; 0 where there is none."""
    found = func.max(history.id)
    return func.coalesce(found.filter(*conditions) if conditions else found, 0)


def tells_void(history: _Columns, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether rows that are grouped by record tell that it is void: 作废 came after 恢复."""
    voided, revived = (
        last_of(history, history.action == action, *conditions) for action in ("作废", "恢复")
    )
    return voided > revived


class StoredHistories:
    """``Histories`` over one transaction."""

    def __init__(self, connection: Connection, layout: Layout) -> None:
        self._connection = connection
        self._layout = layout
        self._new = WaitingRows(connection, layout)

    def history(self, ledger: Ledger, record_id: int) -> list[Change]:
        history = self._history()
        changes = (
            select(history)
            .where(history.c.ledger == ledger.key, history.c.record_id == record_id)
            .order_by(history.c.id.desc())
        )
        return [_change(row) for row in self._connection.execute(changes)]

    def own_notes(self) -> list[Change]:
        history = self._history()
        notes = select(history).where(history.c.ledger == NO_LEDGER).order_by(history.c.id.desc())
        found: list[Change] = []
        for row in self._connection.execute(notes):
            # What another tool has written there is no moment, and a check tells of it.
            with suppress(UnreadableContent):
                found.append(_change(row))
        return found

    def history_end(self) -> int:
        last = select(func.coalesce(func.max(self._history().c.id), 0))
        return cast("int", self._connection.execute(last).scalar())

    def last_kept(self) -> datetime | None:
        history = self._history()
        last = select(history.c.at).order_by(history.c.id.desc()).limit(1)
        at = self._connection.execute(last).scalar()
        # What another tool has written there is no moment, and a check tells of it.
        with suppress(*UNREADABLE):
            return None if at is None else datetime.fromisoformat(at)
        return None

    def chain_head(self) -> ChainHead | None:
        self._new.write_history()
        return chain_head_of(raw_of(self._connection))

    def has_head(self, head: ChainHead, day: str) -> bool:
        self._new.write_history()
        raw = raw_of(self._connection)
        return is_in(raw, head) or may_be_gone(raw, head, day)

    def descent(self) -> str:
        return lineage.descent_of(raw_of(self._connection))

    def head_at(self, row: int) -> ChainHead | None:
        self._new.write_history()
        return lineage.head_at(raw_of(self._connection), row)

    def touched_after(self, row: int) -> Sequence[TouchedRecord]:
        self._new.write_history()
        return lineage.touched_after(raw_of(self._connection), row)

    def entries(self, ledger: Ledger) -> Mapping[int, str]:
        self._new.write_history()
        return lineage.entries(raw_of(self._connection), ledger.key)

    def withdrawn(self, after: int) -> list[Withdrawn]:
        history = self._history()
        rows = self._connection.execute(
            select(history.c.ledger, history.c.record_id, history.c.id, history.c.before)
            .where(WITHDRAWN, history.c.id > after)
            .order_by(history.c.id)
        )
        return [
            Withdrawn(row.ledger, row.record_id, row.id, before)
            for row in rows
            if (before := json.loads(row.before or "null")) is not None
        ]

    def reasons(self, after: int, until: int) -> dict[tuple[str, int], tuple[str, ...]]:
        history = self._history().c
        rows = self._connection.execute(
            select(history.ledger, history.record_id, history.reason)
            .where(history.id > after, history.id <= until)
            .where(history.action.in_(("更正", "作废", "恢复")), history.reason != "")
            .order_by(history.id)
        )
        found: dict[tuple[str, int], tuple[str, ...]] = {}
        for row in rows:
            said = found.get((row.ledger, row.record_id), ())
            if row.reason not in said:
                found[row.ledger, row.record_id] = (*said, row.reason)
        return found

    def versions_on(self, ledger: Ledger, days: Sequence[date]) -> list[list[KeptThen]]:
        known: dict[int, Mapping[str, object] | None] = {}
        return [self._versions_on(ledger, day, known) for day in days]

    def _versions_on(
        self, ledger: Ledger, day: date, known: dict[int, Mapping[str, object] | None]
    ) -> list[KeptThen]:
        """``known`` is what was read already, by row; what is read is put there."""
        history = self._history().c
        is_then = history.at < _after(day)

        of = (
            select(
                func.min(history.id).label("first"),
                func.min(history.at).label("entered"),
                last_of(history, is_then).label("last"),
                tells_void(history, is_then).label("void_then"),
                tells_void(history).label("void_now"),
            )
            .where(history.ledger == ledger.key)
            .group_by(history.record_id)
            .subquery()
        )
        shown = func.coalesce(func.nullif(of.c.last, 0), of.c.first)
        # The texts of rows that were read for another day are not asked for again.
        after = case((history.id.in_(among([*known])), null()), else_=history.after)
        asked = (
            select(
                history.record_id,
                history.id,
                after if known else history.after,
                of.c.entered,
                of.c.last,
                of.c.void_then,
                of.c.void_now,
            )
            .join_from(of, self._layout.schema.history, history.id == shown)
            .order_by(history.record_id)
        )
        found: list[KeptThen] = []
        for record_id, row, text, entered, last_row, *void in self._connection.execute(asked):
            if row not in known:
                known[row] = plain_said(text)
            came, was_void = date.fromisoformat(entered[:10]), bool(void[0 if last_row else 1])
            found.append(KeptThen(record_id, row, known[row], came, not last_row, was_void))
        return found

    def changes_between(
        self, ledger: Ledger, since: date, on: date
    ) -> dict[int, tuple[Change, ...]]:
        history = self._history()
        rows = self._connection.execute(
            select(history)
            .where(
                history.c.ledger == ledger.key,
                history.c.at >= _after(since),
                history.c.at < _after(on),
            )
            .order_by(history.c.record_id, history.c.id)
        )
        return dict(_by_record(rows.all()))

    def _history(self) -> Table:
        self._new.write_history()
        return self._layout.schema.history


def _by_record(rows: Any) -> Iterator[tuple[int, tuple[Change, ...]]]:
    for record_id, own in groupby(rows, lambda row: row.record_id):
        yield record_id, tuple(map(_change, own))


def _change(row: Row[Any]) -> Change:
    try:
        at = datetime.fromisoformat(row.at)
    except UNREADABLE as error:
        raise unreadable("修改经过里有一行的时间") from error
    return Change(
        at=at,
        by=row.by,
        action=row.action,
        before=plain_said(row.before),
        after=plain_said(row.after),
        reason=row.reason,
    )


def plain_said(text: str | None) -> dict[str, Any] | None:
    """What a row says of its record; None where that is nothing, or damaged."""
    try:
        said = read_json(text or "null")
    except ValueError:
        return None
    return cast("dict[str, Any]", said) if isinstance(said, dict) else None


def _after(day: date) -> str:
    """What stands behind every moment of a day, as moments are written."""
    return (day + timedelta(days=1)).isoformat() if day < date.max else "9999-12-32"
