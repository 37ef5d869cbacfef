"""Drafts, returns sent, feeds and settings: the small tables beside the records."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import ColumnElement, Connection, delete, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from qinglian_desktop.application.changes import OF_RETURN, Changed
from qinglian_desktop.application.ports import SECOND_PLACE
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.domain.chain_head import ChainHead
from qinglian_desktop.domain.record import AnswersTo, Draft
from qinglian_desktop.storage.prepared import Prepared

if TYPE_CHECKING:
    from qinglian_desktop.storage.layout import Layout


class StoredDrafts:
    """``Drafts`` over one transaction."""

    def __init__(
        self, connection: Connection, layout: Layout, touch: Callable[[Changed], object]
    ) -> None:
        self._connection = connection
        self._touch = touch
        self._table = layout.schema.drafts
        self._clock = layout.clock

    def put(self, draft: Draft) -> Draft:
        self._touch(Changed(drafts=True))
        kept = replace(draft, at=draft.at or self._clock())
        row: dict[str, Any] = {
            "ledger": kept.ledger,
            "record_id": kept.record_id,
            "at": cast("datetime", kept.at).isoformat(sep=" "),
            # As typed may hold anything, even half a surrogate pair: all of it escaped.
            "typed": json.dumps(kept.typed, default=str),
            "is_plan": int(kept.is_plan),
            "told": json.dumps(kept.told, default=str) if kept.told else None,
            "answers": json.dumps([astuple(each) for each in kept.answers])
            if kept.answers
            else None,
        }
        if kept.id is None:
            added = self._connection.execute(insert(self._table), row)
            return replace(kept, id=added.lastrowid)
        again = upsert(self._table).values(id=kept.id, **row)
        self._connection.execute(again.on_conflict_do_update(index_elements=["id"], set_=row))
        return kept

    def all(self, ledger: str = "") -> list[Draft]:
        drafts = select(self._table).order_by(self._table.c.at.desc(), self._table.c.id.desc())
        if ledger:
            drafts = drafts.where(self._table.c.ledger == ledger)
        return [
            Draft(
                ledger=row.ledger,
                typed=json.loads(row.typed),
                record_id=row.record_id,
                id=row.id,
                at=datetime.fromisoformat(row.at),
                is_plan=bool(row.is_plan),
                told=json.loads(row.told) if row.told else {},
                answers=tuple(AnswersTo(*each) for each in json.loads(row.answers or "[]")),
            )
            for row in self._connection.execute(drafts)
        ]

    def discard(self, draft_id: int) -> None:
        self._touch(Changed(drafts=True))
        self._connection.execute(delete(self._table).where(self._table.c.id == draft_id))


_RETURNS = (
    "SELECT period, revision, digest, at, path, uncertain, history_end, chain_head FROM returns"
)
_NEWEST = "ORDER BY revision DESC, id DESC LIMIT 1"
_ALL_RETURNS = Prepared(lambda: text(f"{_RETURNS} ORDER BY id DESC"))
_LAST_RETURN = Prepared(
    lambda: text(f"{_RETURNS} WHERE period = :period AND uncertain IS NULL {_NEWEST}")
)
_NOTED_RETURN = Prepared(lambda: text(f"{_RETURNS} WHERE period = :period {_NEWEST}"))
_TOLD = Prepared(
    lambda: text(
        f"SELECT told FROM returns WHERE period = :period AND revision = :revision {_NEWEST}"
    )
)


class StoredReturns:
    """``SentReturns`` over one transaction."""

    def __init__(
        self, connection: Connection, layout: Layout, touch: Callable[[Changed], object]
    ) -> None:
        self._connection = connection
        self._touch = touch
        self._all: list[SentReturn] | None = None
        self._table = layout.schema.returns

    def add(self, sent: SentReturn, told: str = "") -> None:
        self._change()
        row = {
            "period": sent.period,
            "revision": sent.revision,
            "digest": sent.digest,
            "at": sent.at.isoformat(sep=" "),
            "path": sent.path,
            "told": told or None,
            "uncertain": None if sent.is_certain else 1,
            "history_end": sent.history_end,
            "chain_head": sent.chain_head.to_text() if sent.chain_head else None,
        }
        self._connection.execute(insert(self._table), row)

    def confirm(self, period: str, revision: int) -> None:
        self._change()
        self._connection.execute(
            update(self._table).where(*self._uncertain(period, revision)).values(uncertain=None)
        )

    def forget(self, period: str, revision: int) -> None:
        self._change()
        self._connection.execute(delete(self._table).where(*self._uncertain(period, revision)))

    def last(self, period: str) -> SentReturn | None:
        row = _LAST_RETURN.run(self._connection, {"period": period}).fetchone()
        return None if row is None else _sent(row)

    def noted(self, period: str) -> SentReturn | None:
        row = _NOTED_RETURN.run(self._connection, {"period": period}).fetchone()
        return None if row is None else _sent(row)

    def told(self, period: str, revision: int) -> str:
        of_return = {"period": period, "revision": revision}
        row = _TOLD.run(self._connection, of_return).fetchone()
        return "" if row is None else row[0] or ""

    def all(self) -> list[SentReturn]:
        if self._all is None:
            # Each of the records that are kept in one transaction asks.
            self._all = [_sent(row) for row in _ALL_RETURNS.run(self._connection, {})]
        return list(self._all)

    def _change(self) -> None:
        self._all = None
        self._touch(Changed(returns=True))

    def _uncertain(self, period: str, revision: int) -> tuple[ColumnElement[bool], ...]:
        kept = self._table.c
        return (kept.period == period, kept.revision == revision, kept.uncertain == 1)


_SOURCE = Prepared(
    lambda: text(
        "SELECT source, source_id FROM feeds WHERE ledger = :ledger AND record_id = :record_id"
    )
)
_FED = Prepared(
    lambda: text(
        "SELECT ledger, record_id, taken_up FROM feeds"
        " WHERE source = :source AND source_id = :source_id"
        " ORDER BY ledger, record_id"
    )
)


class StoredFeeds:
    """``Feeds`` over one transaction."""

    def __init__(self, connection: Connection, layout: Layout) -> None:
        self._connection = connection
        self._table = layout.schema.feeds

    def note(
        self, ledger: str, record_id: int, source: str, source_id: int, *, taken_up: bool
    ) -> None:
        row = {
            "ledger": ledger,
            "record_id": record_id,
            "source": source,
            "source_id": source_id,
            "taken_up": 1 if taken_up else None,
        }
        self._connection.execute(insert(self._table), row)

    def let_go(self, ledger: str, record_id: int) -> bool:
        feeds = self._table.c
        of_record = (feeds.ledger == ledger, feeds.record_id == record_id, feeds.taken_up == 1)
        return bool(self._connection.execute(delete(self._table).where(*of_record)).rowcount)

    def source(self, ledger: str, record_id: int) -> tuple[str, int] | None:
        of_record = {"ledger": ledger, "record_id": record_id}
        return _SOURCE.run(self._connection, of_record).fetchone()

    def fed(self, source: str, source_id: int) -> list[tuple[str, int, bool]]:
        of_source = {"source": source, "source_id": source_id}
        rows = _FED.run(self._connection, of_source)
        return [(ledger, record_id, bool(taken_up)) for ledger, record_id, taken_up in rows]


_SETTING = Prepared(lambda: text("SELECT text FROM settings WHERE key = :key"))
_SETTINGS = Prepared(
    lambda: text("SELECT key, text FROM settings WHERE key >= :start AND key < :start || :last")
)
_LAST_SIGN = "\U0010ffff"


class StoredSettings:
    """``Settings`` over one transaction."""

    def __init__(
        self, connection: Connection, layout: Layout, touch: Callable[[Changed], object]
    ) -> None:
        self._connection = connection
        self._table = layout.schema.settings
        self._touch = touch

    def get(self, key: str) -> str | None:
        found = _SETTING.run(self._connection, {"key": key}).fetchone()
        return None if found is None else cast("str", found[0])

    def beginning(self, start: str) -> dict[str, str]:
        asked = {"start": start, "last": _LAST_SIGN}
        return dict(_SETTINGS.run(self._connection, asked).fetchall())

    def put(self, key: str, text: str) -> None:
        kept = upsert(self._table).values(key=key, text=text)
        self._connection.execute(
            kept.on_conflict_do_update(index_elements=["key"], set_={"text": text})
        )
        if key.startswith(SECOND_PLACE):
            self._touch(Changed(backups=True))
        elif key.startswith(OF_RETURN):
            self._touch(Changed(returns=True))


def _sent(row: Sequence[Any]) -> SentReturn:
    period, revision, digest, at, path, uncertain, history_end, head = row
    return SentReturn(
        period,
        revision,
        digest,
        datetime.fromisoformat(at),
        path,
        is_certain=not uncertain,
        history_end=history_end or 0,
        chain_head=ChainHead.parse(head),
    )
