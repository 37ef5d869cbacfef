"""Returns that were collected, as one transaction of a book or of another database sees them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.collection_ports import KeptPlace
from qinglian_desktop.domain.collecting.collected import (
    Answered,
    CollectedReturn,
    Fate,
    MetFile,
)
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import SummaryLine
from qinglian_desktop.storage.collection_tables import CollectionTables


def _untold(changed: Changed) -> None:
    """Nobody hears of changes in a database that is no book."""
    del changed


class StoredCollected:
    """``CollectedReturns`` over one transaction, of a book or of another database."""

    def __init__(
        self,
        connection: Connection,
        tables: CollectionTables,
        touch: Callable[[Changed], object] = _untold,
    ) -> None:
        self._connection = connection
        self._tables = tables
        self._touch = touch

    def units(self) -> list[ListedUnit]:
        kept = self._tables.units
        rows = self._connection.execute(select(kept).order_by(kept.c.place))
        return [ListedUnit(row.code, row.name, row.kind) for row in rows]

    def put_units(self, units: Sequence[ListedUnit]) -> None:
        self._touch(Changed(returns=True))
        self._connection.execute(delete(self._tables.units))
        rows = [
            {"code": each.code, "place": place, "name": each.name, "kind": each.kind}
            for place, each in enumerate(units)
        ]
        if rows:
            self._connection.execute(insert(self._tables.units), rows)

    def take(self, returned: CollectedReturn, told: str) -> KeptPlace:
        kept = self._tables.returns.c
        added = self._connection.execute(
            self._new(self._tables.returns)
            .values(_return_row(returned, told))
            .on_conflict_do_nothing(index_elements=["unit_code", "period", "revision"])
            .returning(kept.id)
        ).first()
        if added is None:
            same = self._of_place(returned.unit_code, returned.period, returned.revision)
            there = self._connection.execute(select(kept.digest, kept.unit_name).where(*same)).one()
            return KeptPlace(there.digest, there.unit_name, is_new=False)
        self._touch(Changed(returns=True))
        if returned.lines:
            rows = [_line_row(added.id, *each) for each in enumerate(returned.lines)]
            self._connection.execute(insert(self._tables.lines), rows)
        return KeptPlace(returned.digest, returned.unit_name, is_new=True)

    def revisions(self) -> dict[tuple[str, str], int]:
        kept = self._tables.returns.c
        latest = select(kept.unit_code, kept.period, func.max(kept.revision))
        rows = self._connection.execute(latest.group_by(kept.unit_code, kept.period))
        return {(code, period): revision for code, period, revision in rows}

    def first_keys(self) -> dict[str, CollectedReturn]:
        kept = self._tables.returns.c
        signed = select(self._tables.returns).where(kept.key != "")
        rows = self._connection.execute(signed.order_by(kept.period.desc(), kept.revision.desc()))
        return {row.unit_code: _returned(row, ()) for row in rows}

    def all(self, months: Sequence[Period]) -> list[CollectedReturn]:
        kept, lines = self._tables.returns.c, self._tables.lines.c
        keys = [each.key for each in months]
        found = self._connection.execute(
            select(self._tables.returns)
            .where(kept.period.in_(keys))
            .order_by(kept.unit_code, kept.period, kept.revision)
        ).all()
        of_found = self._connection.execute(
            select(self._tables.lines)
            .join(self._tables.returns, kept.id == lines.return_id)
            .where(kept.period.in_(keys))
            .order_by(lines.return_id, lines.place)
        )
        by_return = {
            key: tuple(map(_line, rows)) for key, rows in groupby(of_found, lambda row: row[0])
        }
        return [_returned(row, by_return.get(row.id, ())) for row in found]

    def months(self) -> list[Period]:
        periods = select(self._tables.returns.c.period).distinct()
        return sorted(
            (Period.parse(row.period) for row in self._connection.execute(periods)),
            key=lambda each: each.start,
            reverse=True,
        )

    def told(self, unit_code: str, period: Period, revision: int) -> str:
        kept = select(self._tables.returns.c.told)
        of_place = self._of_place(unit_code, period, revision)
        row = self._connection.execute(kept.where(*of_place)).first()
        return "" if row is None else zlib.decompress(row.told).decode()

    def answer(self, returned: CollectedReturn, answered: Answered) -> None:
        self._touch(Changed(returns=True))
        of_place = self._of_place(returned.unit_code, returned.period, returned.revision)
        self._connection.execute(
            update(self._tables.returns)
            .where(*of_place, self._tables.returns.c.digest == returned.digest)
            .values(_answer_row(answered))
        )

    def note_files(self, at: datetime, files: Iterable[MetFile]) -> None:
        rows = [
            {
                "at": _moment(at),
                "path": each.path,
                "fate": each.fate.name,
                "why": _words(each.why),
                "unit_code": each.unit_code,
                "unit_name": each.unit_name,
                "period": each.period,
                "revision": each.revision,
            }
            for each in files
        ]
        if rows:
            self._touch(Changed(returns=True))
            self._connection.execute(insert(self._tables.files), rows)

    def files(self, period: str = "") -> list[tuple[datetime, MetFile]]:
        kept = self._tables.files.c
        wanted = select(self._tables.files).order_by(kept.at.desc(), kept.id)
        if period:
            wanted = wanted.where(kept.period == period)
        return [
            (
                datetime.fromisoformat(row.at),
                MetFile(
                    row.path,
                    Fate[row.fate],
                    tuple(json.loads(row.why)),
                    row.unit_code,
                    row.unit_name,
                    row.period,
                    row.revision,
                ),
            )
            for row in self._connection.execute(wanted)
        ]

    def take_back(self, period: Period) -> int:
        self._touch(Changed(returns=True))
        files, returns = self._tables.files, self._tables.returns
        self._connection.execute(delete(files).where(files.c.period == period.key))
        gone = self._connection.execute(delete(returns).where(returns.c.period == period.key))
        return gone.rowcount

    def _of_place(
        self, unit_code: str, period: Period, revision: int
    ) -> tuple[ColumnElement[bool], ...]:
        kept = self._tables.returns.c
        return (
            kept.unit_code == unit_code,
            kept.period == period.key,
            kept.revision == revision,
        )

    def _new(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An INSERT that may say what happens where something is there."""
        is_sqlite = self._connection.dialect.name == "sqlite"
        return sqlite.insert(table) if is_sqlite else postgresql.insert(table)


def _return_row(returned: CollectedReturn, told: str) -> dict[str, Any]:
    return {
        "unit_code": returned.unit_code,
        "unit_name": returned.unit_name,
        "period": returned.period.key,
        "revision": returned.revision,
        "digest": returned.digest,
        "file_name": returned.file_name,
        "taken_at": _moment(returned.taken_at),
        "taken_by": returned.taken_by,
        "reported_on": returned.reported_on.isoformat() if returned.reported_on else None,
        "key": returned.key,
        "remarks": _words(returned.remarks),
        "told": zlib.compress(told.encode()),
        **(_answer_row(returned.answered) if returned.answered else {}),
    }


def _answer_row(answered: Answered) -> Mapping[str, Any]:
    return {
        "is_taken": int(answered.is_taken),
        "answered_at": _moment(answered.at),
        "reasons": _words(answered.reasons),
    }


def _line_row(return_id: int, place: int, line: SummaryLine) -> dict[str, Any]:
    return {
        "return_id": return_id,
        "place": place,
        "ledger": line.ledger,
        "measure": line.measure,
        "label": line.label,
        "unit": line.unit,
        "month": line.month,
        "year": line.year,
        "note": line.note,
    }


def _line(row: Row[Any]) -> SummaryLine:
    return SummaryLine(row.ledger, row.measure, row.label, row.unit, row.month, row.year, row.note)


def _returned(row: Row[Any], lines: tuple[SummaryLine, ...]) -> CollectedReturn:
    answered = None
    if row.answered_at is not None:
        at, reasons = datetime.fromisoformat(row.answered_at), tuple(json.loads(row.reasons))
        answered = Answered(bool(row.is_taken), at, reasons)
    return CollectedReturn(
        unit_code=row.unit_code,
        unit_name=row.unit_name,
        period=Period.parse(row.period),
        revision=row.revision,
        digest=row.digest,
        file_name=row.file_name,
        taken_at=datetime.fromisoformat(row.taken_at),
        taken_by=row.taken_by,
        lines=lines,
        reported_on=date.fromisoformat(row.reported_on) if row.reported_on else None,
        key=row.key,
        remarks=tuple(json.loads(row.remarks)),
        answered=answered,
    )


def _moment(at: datetime) -> str:
    return at.isoformat(sep=" ")


def _words(words: Sequence[str]) -> str:
    return json.dumps(words, ensure_ascii=False)
