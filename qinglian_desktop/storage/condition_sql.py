"""Conditions as SQL: whether a record or a child row is counted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, assert_never

from sqlalchemy import ColumnElement, Table, and_, exists, not_, select

from qinglian_desktop.domain.conditions import AllOf, Condition, Filled, Is, Not, Reached

if TYPE_CHECKING:
    from qinglian_desktop.storage.ledger_tables import LedgerTables


def record_condition(tables: LedgerTables, condition: Condition, on: date) -> ColumnElement[bool]:
    """The condition over a row of the ledger's main table, looked at on a day.

    Never NULL, so Not is exact.
    """
    match condition:
        case Is(field, words):
            if field not in tables.children:
                return _is_one_of(tables.main, field, words)
            child = tables.children[field]
            ticked = (child.c.record_id == tables.main.c.id, child.c.word.in_(words))
            return exists(select(1).where(*ticked))
        case Filled(field):
            if field in tables.main.c:
                return tables.main.c[field].is_not(None)
            child = tables.children[field]
            return exists(select(1).where(child.c.record_id == tables.main.c.id))
        case Reached():
            return _is_reached(tables.main, condition, on)
        case Not(inner):
            return not_(record_condition(tables, inner, on))
        case AllOf(inner):
            return and_(True, *(record_condition(tables, each, on) for each in inner))
        case _:
            assert_never(condition)


def row_condition(child: Table, condition: Condition, on: date) -> ColumnElement[bool]:
    """The condition over a row of a child table, looked at on a day."""
    match condition:
        case Is(field, words):
            return _is_one_of(child, field, words)
        case Filled(field):
            return child.c[field].is_not(None)
        case Reached():
            return _is_reached(child, condition, on)
        case Not(inner):
            return not_(row_condition(child, inner, on))
        case AllOf(inner):
            return and_(True, *(row_condition(child, each, on) for each in inner))
        case _:
            assert_never(condition)


def _is_one_of(table: Table, field: str, words: tuple[str, ...]) -> ColumnElement[bool]:
    column = table.c[field]
    return and_(column.is_not(None), column.in_(words))


def _is_reached(table: Table, condition: Reached, on: date) -> ColumnElement[bool]:
    column = table.c[condition.field]
    return and_(column.is_not(None), column <= condition.latest(on).isoformat())
