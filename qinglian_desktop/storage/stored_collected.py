"""Returns that were collected, as one transaction of a book or of another database sees them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)
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
            .on_conflict_do_nothing(index_elements=["unit_code", "period", "revision"])
            .returning(kept.id),
            _return_row(returned, told),
        ).first()
        if added is None:
            same = self._of_place(returned.unit_code, returned.period, returned.revision)
            there = self._connection.execute(select(kept.digest, kept.unit_name).where(*same)).one()
            return KeptPlace(there.digest, there.unit_name, is_new=False)
        self._touch(Changed(returns=True))
        return KeptPlace(returned.digest, returned.unit_name, is_new=True)

    def revisions(self) -> dict[tuple[str, str], int]:
        kept = self._tables.returns.c
        latest = select(kept.unit_code, kept.period, func.max(kept.revision))
        rows = self._connection.execute(latest.group_by(kept.unit_code, kept.period))
        return {(code, period): revision for code, period, revision in rows}

    def first_keys(self) -> dict[str, CollectedReturn]:
        kept = self._tables.returns.c
        signed = self._without("told", "lines").where(kept.key != "")
        rows = self._connection.execute(signed.order_by(kept.period.desc(), kept.revision.desc()))
        return {row.unit_code: _returned(row) for row in rows}

    def all(self, months: Sequence[Period]) -> list[CollectedReturn]:
        kept = self._tables.returns.c
        found = self._connection.execute(
            self._without("told")
            .where(kept.period.in_([each.key for each in months]))
            .order_by(kept.unit_code, kept.period, kept.revision)
        )
        lines = _Lines()
        return [_returned(row, tuple(lines[tuple(e)] for e in row.lines)) for row in found]

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
                "at": at,
                "path": each.path,
                "fate": each.fate.name,
                "why": each.why,
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
                row.at,
                MetFile(
                    row.path,
                    Fate[row.fate],
                    tuple(row.why),
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
        # What could not be read tells its month by its name only.
        named = files.c.path.contains(f"_{period.key}_r", autoescape=True)
        of_month = (files.c.period == period.key) | ((files.c.period == "") & named)
        self._connection.execute(delete(files).where(of_month))
        gone = self._connection.execute(delete(returns).where(returns.c.period == period.key))
        return gone.rowcount

    def _without(self, *unread: str) -> Select[Any]:
        """Of the returns all but what takes long to read."""
        return select(*(each for each in self._tables.returns.c if each.name not in unread))

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
        "taken_at": returned.taken_at,
        "taken_by": returned.taken_by,
        "reported_on": returned.reported_on,
        "key": returned.key,
        "remarks": returned.remarks,
        "lines": [*map(_kept_line, returned.lines)],
        "told": zlib.compress(told.encode()),
        **(_answer_row(returned.answered) if returned.answered else {}),
    }


def _answer_row(answered: Answered) -> Mapping[str, Any]:
    return {
        "is_taken": answered.is_taken,
        "answered_at": answered.at,
        "reasons": answered.reasons,
    }


class _Lines(dict[tuple[Any, ...], SummaryLine]):
    """Lines as they are kept, each once: most of many units say the same, 0 and 0."""

    def __missing__(self, kept: tuple[Any, ...]) -> SummaryLine:
        ledger, measure, label, unit, month, year, note = kept
        self[kept] = line = SummaryLine(
            ledger, measure, label, unit, _figure(month), _figure(year), note
        )
        return line


def _kept_line(line: SummaryLine) -> list[Any]:
    """Figures that are not whole are words, for JSON knows no exact ones."""
    figures = (str(e) if isinstance(e, Decimal) else e for e in (line.month, line.year))
    return [line.ledger, line.measure, line.label, line.unit, *figures, line.note]


def _figure(kept: int | str | None) -> int | Decimal | None:
    return Decimal(kept) if isinstance(kept, str) else kept


def _returned(row: Row[Any], lines: tuple[SummaryLine, ...] = ()) -> CollectedReturn:
    answered = None
    if row.answered_at is not None:
        answered = Answered(bool(row.is_taken), row.answered_at, tuple(row.reasons))
    return CollectedReturn(
        unit_code=row.unit_code,
        unit_name=row.unit_name,
        period=Period.parse(row.period),
        revision=row.revision,
        digest=row.digest,
        file_name=row.file_name,
        taken_at=row.taken_at,
        taken_by=row.taken_by,
        lines=lines,
        reported_on=row.reported_on,
        key=row.key,
        remarks=tuple(row.remarks),
        answered=answered,
    )
