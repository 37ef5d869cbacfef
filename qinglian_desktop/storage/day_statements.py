"""What the first page asks of every ledger, each in one statement that is put into words once"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, bindparam, exists, func, literal, or_, select
from sqlalchemy import union_all as all_of

from qinglian_desktop.domain.conditions import Reached
from qinglian_desktop.storage.condition_sql import is_counted, record_condition, row_condition
from qinglian_desktop.storage.prepared import Prepared

if TYPE_CHECKING:
    from qinglian_desktop.domain.ledger import Due
    from qinglian_desktop.domain.period import Stretch
    from qinglian_desktop.storage.ledger_tables import LedgerTables

_MONTHS = 12


def by_month(
    connection: Connection, ledgers: Sequence[LedgerTables], year: int
) -> Mapping[str, Sequence[int]]:
    """By ledger how many records each month of the year holds."""
    asked = {"first": f"{year:04}-01-01", "last": f"{year:04}-12-31"}
    found = {each.key: [0] * _MONTHS for each in ledgers}
    for key, month, many in _counts(tuple(ledgers)).run(connection, asked):
        found[key][int(month) - 1] = many
    return found


def words_by_day(
    connection: Connection, tables: LedgerTables, key: str, period: Stretch
) -> list[tuple[date, int, str]]:
    """Day, id and word of each record with a word in a choice, oldest first."""
    asked = {"first": period.start.isoformat(), "last": period.end.isoformat()}
    rows = _words(tables, key).run(connection, asked)
    return [(date.fromisoformat(day), record_id, word) for day, record_id, word in rows]


def due(
    connection: Connection, tables: LedgerTables, dues: tuple[Due, ...], until: date
) -> list[int]:
    """The records of which something is due by that day and still open, newest first."""
    asked = {_until(each): (until - timedelta(days=each.after)).isoformat() for each in dues}
    return [row[0] for row in _due(tables, dues).run(connection, asked)]


def unfinished(
    connection: Connection, tables: LedgerTables, ends: tuple[str, ...], period: Stretch
) -> list[int]:
    """Those that began by the last day and did not end before the first, oldest first."""
    asked = {"first": period.start.isoformat(), "last": period.end.isoformat()}
    return [row[0] for row in _unfinished(tables, ends).run(connection, asked)]


@lru_cache
def _counts(ledgers: tuple[LedgerTables, ...]) -> Prepared:
    return Prepared(all_of(*(_counts_of(each) for each in ledgers)))


def _counts_of(tables: LedgerTables) -> Any:
    main = tables.main
    month = func.substr(main.c.occurred_on, 6, 2)
    return (
        select(literal(tables.key), month, func.count())
        .where(main.c.occurred_on.between(bindparam("first"), bindparam("last")))
        .where(is_counted(main))
        .group_by(month)
    )


@lru_cache(maxsize=256)
def _words(tables: LedgerTables, key: str) -> Prepared:
    main, child = tables.main, tables.children.get(key)
    word = main.c[key] if child is None else child.c.word
    asked = select(main.c.occurred_on, main.c.id, word).where(
        main.c.occurred_on.between(bindparam("first"), bindparam("last")),
        is_counted(main),
        word.is_not(None),
    )
    if child is not None:
        asked = asked.where(child.c.record_id == main.c.id)
    return Prepared(asked.order_by(main.c.occurred_on, main.c.id))


@lru_cache(maxsize=256)
def _due(tables: LedgerTables, dues: tuple[Due, ...]) -> Prepared:
    main = tables.main
    return Prepared(
        select(main.c.id)
        .where(is_counted(main), or_(*(_is_open(tables, each) for each in dues)))
        .order_by(main.c.occurred_on.desc(), main.c.id.desc())
    )


@lru_cache(maxsize=256)
def _unfinished(tables: LedgerTables, ends: tuple[str, ...]) -> Prepared:
    main = tables.main
    ended = (main.c[key] >= bindparam("first") for key in ends)
    return Prepared(
        select(main.c.id)
        .where(is_counted(main), main.c.occurred_on <= bindparam("last"))
        .where(or_(main.c[ends[0]].is_(None), *ended))
        .order_by(main.c.occurred_on, main.c.id)
    )


def _is_open(tables: LedgerTables, asked: Due) -> ColumnElement[bool]:
    rows, dot, key = asked.date.partition(".")
    if not dot:
        is_due = tables.main.c[rows] <= bindparam(_until(asked))
        return is_due & record_condition(tables, asked.open, _ever)
    child = tables.children[rows]
    is_open = row_condition(child, asked.open, _ever)
    of_record = child.c.record_id == tables.main.c.id
    return exists(select(1).where(of_record, child.c[key] <= bindparam(_until(asked)), is_open))


def _until(due: Due) -> str:
    return f"until_{due.after}"


def _ever(_: Reached) -> str:
    """Whatever day was entered has been reached: a due is looked at from no day of its own."""
    return date.max.isoformat()
