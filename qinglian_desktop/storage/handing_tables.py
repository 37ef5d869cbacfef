"""What was handed in, what was answered, and the forms of others: small tables of the desk."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.handing_ports import (
    HandedIn,
    KeptForm,
    KeptReceipt,
    Verdict,
)

if TYPE_CHECKING:
    from qinglian_desktop.storage.layout import Layout


class StoredHandedIn:
    """``HandedInLog`` over one transaction."""

    def __init__(
        self, connection: Connection, layout: Layout, touch: Callable[[Changed], object]
    ) -> None:
        self._connection = connection
        self._table = layout.schema.handed_in
        self._touch = touch

    def add(self, handed: HandedIn) -> None:
        self._touch(Changed(returns=True))
        row = asdict(handed) | {"at": _written(handed.at), "has_password": int(handed.has_password)}
        self._connection.execute(insert(self._table), row)

    def all(self) -> list[HandedIn]:
        found = self._connection.execute(select(self._table).order_by(self._table.c.id.desc()))
        return [
            HandedIn(
                at=datetime.fromisoformat(row.at),
                by=row.by,
                what=row.what,
                period=row.period,
                digest=row.digest,
                medium=row.medium,
                path=row.path,
                revision=row.revision,
                has_password=bool(row.has_password),
            )
            for row in found
        ]


class StoredReceipts:
    """``KeptReceipts`` over one transaction."""

    def __init__(
        self, connection: Connection, layout: Layout, touch: Callable[[Changed], object]
    ) -> None:
        self._connection = connection
        self._table = layout.schema.receipts
        self._touch = touch

    def add(self, receipt: KeptReceipt) -> None:
        kept, row = self._table.c, _row(receipt)
        same = [kept[key] == row[key] for key in row if key != "read_at"]
        if self._connection.execute(select(kept.id).where(*same)).first() is None:
            self._touch(Changed(returns=True))
            self._connection.execute(insert(self._table), row)

    def all(self) -> list[KeptReceipt]:
        kept = self._table.c
        newest_first = select(self._table).order_by(kept.given_at.desc(), kept.id.desc())
        return [
            KeptReceipt(
                period=row.period,
                revision=row.revision,
                digest=row.digest,
                verdict=Verdict(row.verdict),
                reasons=tuple(json.loads(row.reasons)),
                given_at=datetime.fromisoformat(row.given_at),
                given_by=row.given_by,
                signed_by=row.signed_by,
                read_at=datetime.fromisoformat(row.read_at),
            )
            for row in self._connection.execute(newest_first)
        ]


class StoredForms:
    """``KeptForms`` over one transaction."""

    def __init__(
        self, connection: Connection, layout: Layout, touch: Callable[[Changed], object]
    ) -> None:
        self._connection = connection
        self._table = layout.schema.forms
        self._touch = touch

    def put(self, form: KeptForm, content: bytes) -> None:
        self._touch(Changed(returns=True))
        row = asdict(form) | {"at": _written(form.at), "content": content}
        again = upsert(self._table).values(row)
        self._connection.execute(again.on_conflict_do_update(index_elements=["name"], set_=row))

    def get(self, name: str) -> KeptForm | None:
        of_name = self._without_files().where(self._table.c.name == name)
        return next(map(_form, self._connection.execute(of_name)), None)

    def content(self, name: str) -> bytes:
        of_name = select(self._table.c.content).where(self._table.c.name == name)
        return self._connection.execute(of_name).scalar() or b""

    def all(self) -> list[KeptForm]:
        kept = self._table.c
        newest_first = self._without_files().order_by(kept.at.desc(), kept.id.desc())
        return [_form(row) for row in self._connection.execute(newest_first)]

    def forget(self, name: str) -> None:
        self._touch(Changed(returns=True))
        self._connection.execute(delete(self._table).where(self._table.c.name == name))

    def _without_files(self) -> Select[Any]:
        kept = self._table.c
        return select(kept.name, kept.file_name, kept.mapping, kept.at)


def _form(row: Row[Any]) -> KeptForm:
    return KeptForm(row.name, row.file_name, row.mapping, datetime.fromisoformat(row.at))


def _row(receipt: KeptReceipt) -> dict[str, object]:
    return {
        **asdict(receipt),
        "verdict": receipt.verdict.value,
        "reasons": json.dumps(receipt.reasons, ensure_ascii=False),
        "given_at": _written(receipt.given_at),
        "read_at": _written(receipt.read_at),
    }


def _written(at: datetime) -> str:
    return at.isoformat(sep=" ")
