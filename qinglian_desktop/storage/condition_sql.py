"""Conditions as SQL: whether a record or a child row is counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    exists,
    literal,
    not_,
    select,
)

from qinglian_desktop.domain.conditions import AllOf, Condition, Filled, Is, Not, Reached
from qinglian_desktop.domain.measures import Unlinked
from qinglian_desktop.domain.record import COUNTED
from qinglian_desktop.storage.ledger_tables import REF_ID, main_table

if TYPE_CHECKING:
    from qinglian_desktop.storage.ledger_tables import LedgerTables

Latest: TypeAlias = "Callable[[Reached], ColumnElement[Any] | str]"
"""The last day that has been reached, as text: of the day from which it is looked at."""

_COUNTED = [literal(state.value) for state in COUNTED]


def is_counted(main: Table) -> ColumnElement[bool]:
    """Whether a row of a ledger's main table is of a state that counts."""
    return main.c.state.in_(_COUNTED)


def leads_here(main: Table, linked: Unlinked, last: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a record of another ledger, dated no later than ``last``, links to a row."""
    other = main.metadata.tables[main_table(linked.ledger)]
    leads = other.c[linked.field + REF_ID] == main.c.id
    return exists(select(1).where(leads, is_counted(other), other.c.occurred_on <= last))


def record_condition(
    tables: LedgerTables, condition: Condition, latest: Latest
) -> ColumnElement[bool]:
    """The condition over a row of the ledger's main table, looked at from a day.

    Never NULL, so Not is exact.
    """
    match condition:
        case Is(field, words):
            if field not in tables.children:
                return _is_one_of(tables.main, field, words)
            child = tables.children[field]
            ticked = (child.c.record_id == tables.main.c.id, _is_among(child.c.word, words))
            return exists(select(1).where(*ticked))
        case Filled(field):
            if field in tables.main.c:
                return tables.main.c[field].is_not(None)
            child = tables.children[field]
            return exists(select(1).where(child.c.record_id == tables.main.c.id))
        case Reached():
            return _is_reached(tables.main, condition, latest)
        case Not(inner):
            return not_(record_condition(tables, inner, latest))
        case AllOf(inner):
            return and_(True, *(record_condition(tables, each, latest) for each in inner))
        case _:
            assert_never(condition)


def row_condition(child: Table, condition: Condition, latest: Latest) -> ColumnElement[bool]:
    """The condition over a row of a child table, looked at from a day."""
    match condition:
        case Is(field, words):
            return _is_one_of(child, field, words)
        case Filled(field):
            return child.c[field].is_not(None)
        case Reached():
            return _is_reached(child, condition, latest)
        case Not(inner):
            return not_(row_condition(child, inner, latest))
        case AllOf(inner):
            return and_(True, *(row_condition(child, each, latest) for each in inner))
        case _:
            assert_never(condition)


def _is_one_of(of: Table, field: str, words: tuple[str, ...]) -> ColumnElement[bool]:
    word = of.c[field]
    return and_(word.is_not(None), _is_among(word, words))


def _is_among(word: ColumnElement[Any], words: tuple[str, ...]) -> ColumnElement[bool]:
    """One of the words, each a value of its own: a statement can be put into words but once."""
    return word.in_([literal(each) for each in words])


def _is_reached(of: Table, condition: Reached, latest: Latest) -> ColumnElement[bool]:
    day = of.c[condition.field]
    return and_(day.is_not(None), day <= latest(condition))
