"""Measures as SQL: the value over a period, and the records behind it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never, cast

from sqlalchemy import ColumnElement, Connection, Select, Table, distinct, exists, func, select

from qinglian_desktop.domain.field_types import Money
from qinglian_desktop.domain.measures import (
    ChildRows,
    Counted,
    Different,
    Figure,
    Heads,
    Measure,
    Percent,
    Records,
    Total,
)
from qinglian_desktop.domain.record import COUNTED
from qinglian_desktop.storage.codec import from_cents
from qinglian_desktop.storage.condition_sql import record_condition, row_condition

if TYPE_CHECKING:
    from qinglian_desktop.domain.period import Stretch
    from qinglian_desktop.storage.ledger_tables import LedgerTables

Conditions: TypeAlias = "list[ColumnElement[bool]]"
_STATES = tuple(state.value for state in COUNTED)


def value(
    connection: Connection, tables: LedgerTables, measure: Measure, period: Stretch
) -> int | Decimal | None:
    """The measure's value; None where no record of the ledger was kept up to the period's end."""
    main = tables.main
    kept = select(1).where(main.c.state.in_(_STATES), main.c.occurred_on <= period.end.isoformat())
    if not connection.execute(select(exists(kept))).scalar():
        return None
    counted = measure.counts
    behind = _behind(tables, measure, period)
    match counted:
        case Percent(part, whole):
            base = _number(connection, _aggregate(tables, whole, behind))
            if not base:
                return None
            share = Decimal(100 * _number(connection, _aggregate(tables, part, behind))) / base
            return share.quantize(Decimal("0.1"), ROUND_HALF_UP)
        case Total(field) if isinstance(tables.ledger.field(field).type, Money):
            return from_cents(_number(connection, _aggregate(tables, counted, behind)))
        case _:
            return _number(connection, _aggregate(tables, counted, behind))


def figure(
    connection: Connection, tables: LedgerTables, measure: Measure, period: Stretch
) -> Figure:
    """The value and the ids of the records that make it up, oldest first."""
    worth = value(connection, tables, measure, period)
    if worth is None and not isinstance(measure.counts, Percent):
        return Figure(None)
    main = tables.main
    behind = [*_behind(tables, measure, period), *_contributes(tables, measure.counts)]
    found = connection.execute(
        select(main.c.id).where(*behind).order_by(main.c.occurred_on, main.c.id)
    )
    return Figure(worth, tuple(found.scalars()))


def _behind(tables: LedgerTables, measure: Measure, period: Stretch) -> Conditions:
    """Which records are looked at: in the period, of a counted state, meeting ``where``."""
    main = tables.main
    conditions: Conditions = [
        main.c.state.in_(_STATES),
        main.c.occurred_on <= period.end.isoformat(),
    ]
    if not measure.standing:
        conditions.append(main.c.occurred_on >= period.start.isoformat())
    if measure.where is not None:
        conditions.append(record_condition(tables, measure.where))
    return conditions


def _aggregate(tables: LedgerTables, counted: Counted, behind: Conditions) -> Select[Any]:
    main = tables.main
    match counted:
        case Records():
            return select(func.count()).select_from(main).where(*behind)
        case Heads(field) | Total(field):
            return select(func.sum(main.c[field])).where(*behind)
        case Different(field):
            child = tables.children[field]
            month_and_word = func.substr(main.c.occurred_on, 1, 7) + " " + child.c.word
            joined = main.join(child, child.c.record_id == main.c.id)
            return select(func.count(distinct(month_and_word))).select_from(joined).where(*behind)
        case ChildRows(field):
            child = tables.children[field]
            joined = main.join(child, child.c.record_id == main.c.id)
            of_rows = _of_rows(child, counted)
            return select(func.count()).select_from(joined).where(*behind, *of_rows)
        case Percent(whole=whole):
            return _aggregate(tables, whole, behind)
        case _:
            assert_never(counted)


def _contributes(tables: LedgerTables, counted: Counted) -> Conditions:
    """Which of the records looked at make up the figure."""
    main = tables.main
    match counted:
        case Records():
            return []
        case Heads(field) | Total(field):
            return [main.c[field].is_not(None)]
        case Different(field):
            child = tables.children[field]
            return [exists(select(1).where(child.c.record_id == main.c.id))]
        case ChildRows(field):
            child = tables.children[field]
            own = select(1).where(child.c.record_id == main.c.id, *_of_rows(child, counted))
            return [exists(own)]
        case Percent(whole=whole):
            return _contributes(tables, whole)
        case _:
            assert_never(counted)


def _of_rows(child: Table, counted: ChildRows) -> Conditions:
    return [] if counted.where is None else [row_condition(child, counted.where)]


def _number(connection: Connection, aggregate: Select[Any]) -> int:
    return cast("int | None", connection.execute(aggregate).scalar()) or 0
