"""Measures as SQL: the value over a period, and the records behind it."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    distinct,
    exists,
    func,
    select,
)

from qinglian_desktop.domain.measures import (
    ChildRows,
    Counted,
    Different,
    Distinct,
    Figure,
    Heads,
    Measure,
    Percent,
    RecordCount,
    Total,
)
from qinglian_desktop.domain.record import COUNTED
from qinglian_desktop.storage.codec import from_sum
from qinglian_desktop.storage.condition_sql import record_condition, row_condition
from qinglian_desktop.storage.ledger_tables import REF_ID
from qinglian_desktop.storage.sql_functions import folded_sql

if TYPE_CHECKING:
    from qinglian_desktop.domain.period import Stretch
    from qinglian_desktop.storage.ledger_tables import LedgerTables

Conditions: TypeAlias = "list[ColumnElement[bool]]"
_STATES = tuple(state.value for state in COUNTED)


class Counting:
    """One measure over one period; a period that goes on is looked at from ``today``."""

    def __init__(
        self,
        connection: Connection,
        tables: LedgerTables,
        measure: Measure,
        period: Stretch,
        today: date,
    ) -> None:
        self._connection = connection
        self._tables = tables
        self._measure = measure
        self._period = period
        self._on = min(period.end, today)

    def value(self) -> int | Decimal | None:
        """None where no record of the ledger was kept up to the period's end."""
        counted = self._measure.counts
        if isinstance(counted, Percent):
            return self._share(counted)
        number = self._number(counted)
        # What was counted was kept; only a nothing may mean that nobody kept it.
        if not number and not self._is_kept():
            return None
        if isinstance(counted, Total):
            return from_sum(self._tables.ledger.field(counted.field), number)
        return number

    def figure(self) -> Figure:
        """The value and the ids of the records that make it up, oldest first."""
        main, counted = self._tables.main, self._measure.counts
        behind = [*self._behind(), *self._contributes(counted)]
        found = self._connection.execute(
            select(main.c.id).where(*behind).order_by(main.c.occurred_on, main.c.id)
        )
        ids = tuple(found.scalars())
        return Figure(len(ids) if ids and isinstance(counted, RecordCount) else self.value(), ids)

    def _share(self, counted: Percent) -> Decimal | None:
        base = self._number(counted.whole)
        if not base:
            return None
        share = Decimal(100 * self._number(counted.part)) / base
        return share.quantize(Decimal("0.1"), ROUND_HALF_UP)

    def _is_kept(self) -> bool:
        main = self._tables.main
        up_to_end = main.c.occurred_on <= self._period.end.isoformat()
        kept = select(1).where(main.c.state.in_(_STATES), up_to_end)
        return bool(self._connection.execute(select(exists(kept))).scalar())

    def _behind(self) -> Conditions:
        """Which records are looked at: in the period, of a counted state, meeting ``where``."""
        main, measure = self._tables.main, self._measure
        day = main.c[measure.on or "occurred_on"]
        conditions: Conditions = [
            main.c.state.in_(_STATES),
            day <= self._period.end.isoformat(),
        ]
        if not measure.standing:
            conditions.append(day >= self._period.start.isoformat())
        if measure.where is not None:
            conditions.append(record_condition(self._tables, measure.where, self._on))
        return conditions

    def _number(self, counted: Counted) -> int:
        found = self._connection.execute(self._aggregate(counted)).scalar()
        return cast("int | None", found) or 0

    def _aggregate(self, counted: Counted) -> Select[Any]:
        main, behind = self._tables.main, self._behind()
        match counted:
            case RecordCount():
                return select(func.count()).select_from(main).where(*behind)
            case Heads(field) | Total(field):
                return select(func.sum(main.c[field])).where(*behind)
            case Different(field):
                child = self._tables.children[field]
                month_and_word = func.substr(main.c.occurred_on, 1, 7) + " " + child.c.word
                counts = func.count(distinct(month_and_word))
                return select(counts).select_from(self._joined(child)).where(*behind)
            case Distinct(field):
                rows, dot, key = field.partition(".")
                child = self._tables.children[rows] if dot else main
                named = _named(child, key if dot else field).label("named")
                joined = self._joined(child) if dot else main
                # Each spelling is folded once, not each record's.
                typed = select(named).distinct().select_from(joined).where(*behind).subquery()
                return select(func.count(distinct(folded_sql(typed.c.named))))
            case ChildRows(field):
                child = self._tables.children[field]
                of_rows = self._of_rows(child, counted)
                joined = self._joined(child)
                return select(func.count()).select_from(joined).where(*behind, *of_rows)
            case Percent(whole=whole):
                return self._aggregate(whole)
            case _:
                assert_never(counted)

    def _contributes(self, counted: Counted) -> Conditions:
        """Which of the records looked at make up the figure."""
        main = self._tables.main
        match counted:
            case RecordCount():
                return []
            case Heads(field) | Total(field):
                return [main.c[field].is_not(None)]
            case Different(field):
                return [self._has_rows(self._tables.children[field])]
            case Distinct(field):
                rows, dot, _ = field.partition(".")
                if dot:
                    return [self._has_rows(self._tables.children[rows])]
                return [main.c[field].is_not(None)]
            case ChildRows(field):
                child = self._tables.children[field]
                return [self._has_rows(child, *self._of_rows(child, counted))]
            case Percent(whole=whole):
                return self._contributes(whole)
            case _:
                assert_never(counted)

    def _of_rows(self, child: Table, counted: ChildRows) -> Conditions:
        return [] if counted.where is None else [row_condition(child, counted.where, self._on)]

    def _joined(self, child: Table) -> Any:
        main = self._tables.main
        return main.join(child, child.c.record_id == main.c.id)

    def _has_rows(self, child: Table, *of_rows: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists(select(1).where(child.c.record_id == self._tables.main.c.id, *of_rows))


def _named(table: Table, key: str) -> ColumnElement[Any]:
    """What tells one from another: of people the roster's id, where they have one."""
    if key + REF_ID not in table.c:
        return table.c[key]
    return func.coalesce("#" + table.c[key + REF_ID].cast(Text), table.c[key])
