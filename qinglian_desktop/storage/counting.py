"""The records behind a measure's value over a period."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias, assert_never

from sqlalchemy import ColumnElement, Connection, Text, bindparam, exists, not_, select

from qinglian_desktop.domain.conditions import Reached
from qinglian_desktop.domain.measures import (
    ChildRows,
    Counted,
    Different,
    Distinct,
    Heads,
    Measure,
    Percent,
    RecordCount,
    Total,
    Unlinked,
)
from qinglian_desktop.storage.condition_sql import (
    Latest,
    is_counted,
    leads_here,
    record_condition,
    row_condition,
)
from qinglian_desktop.storage.prepared import Prepared
from qinglian_desktop.storage.tallying import reached_in

if TYPE_CHECKING:
    from qinglian_desktop.domain.period import Stretch
    from qinglian_desktop.storage.ledger_tables import LedgerTables

_Conditions: TypeAlias = "list[ColumnElement[bool]]"
_SHAPES = 512
"""Statements kept: one for each measure that somebody has looked into."""


def records_behind(
    connection: Connection, tables: LedgerTables, measure: Measure, period: Stretch, today: date
) -> tuple[int, ...]:
    """The ids of the records that make up a value, oldest first.

    A period that goes on is looked at from ``today``.
    """
    on = min(period.end, today)
    asked: dict[str, str] = {"first": period.start.isoformat(), "last": period.end.isoformat()}
    for reached in reached_in((measure,)):
        asked[_name_of(reached)] = reached.latest(on).isoformat()
    return tuple(chain.from_iterable(_behind(tables, measure).run(connection, asked)))


@lru_cache(maxsize=_SHAPES)
def _behind(tables: LedgerTables, measure: Measure) -> Prepared:
    main = tables.main
    day = main.c[measure.on or "occurred_on"]
    wanted: _Conditions = [is_counted(main), day <= bindparam("last")]
    if not measure.standing:
        wanted.append(day >= bindparam("first"))
    if measure.where is not None:
        wanted.append(record_condition(tables, measure.where, _latest))
    wanted += _contributes(tables, measure.counts, _latest)
    found = select(main.c.id).where(*wanted).order_by(main.c.occurred_on, main.c.id)
    return Prepared(lambda: found)


def _latest(reached: Reached) -> ColumnElement[str]:
    return bindparam(_name_of(reached), type_=Text)


def _name_of(reached: Reached) -> str:
    return f"latest_{reached.after}"


def _contributes(tables: LedgerTables, counted: Counted, latest: Latest) -> _Conditions:
    """Which of the records looked at make up the figure."""
    main, children = tables.main, tables.children
    match counted:
        case RecordCount():
            return []
        case Unlinked():
            return [not_(leads_here(main, counted, bindparam("last")))]
        case Heads(field) | Total(field):
            return [main.c[field].is_not(None)]
        case Different(field):
            return [_has_rows(tables, field)]
        case Distinct(field):
            rows, dot, _ = field.partition(".")
            return [_has_rows(tables, rows) if dot else main.c[field].is_not(None)]
        case ChildRows(field, where):
            if where is None:
                return [_has_rows(tables, field)]
            return [_has_rows(tables, field, row_condition(children[field], where, latest))]
        case Percent(whole=whole):
            return _contributes(tables, whole, latest)
        case _:
            assert_never(counted)


def _has_rows(
    tables: LedgerTables, field: str, *of_rows: ColumnElement[bool]
) -> ColumnElement[bool]:
    child = tables.children[field]
    return exists(select(1).where(child.c.record_id == tables.main.c.id, *of_rows))
