"""What the first page asks of every ledger, each in one statement that is put into words once"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    text,
)
from sqlalchemy import union_all as all_of

from qinglian_desktop.domain.conditions import Reached
from qinglian_desktop.domain.dues import latest_date
from qinglian_desktop.domain.lenses import MonthGrid
from qinglian_desktop.storage.condition_sql import is_counted, record_condition, row_condition
from qinglian_desktop.storage.prepared import Prepared
from qinglian_desktop.storage.tallying import tally

if TYPE_CHECKING:
    from qinglian_desktop.domain.ledger import Due
    from qinglian_desktop.domain.period import Stretch
    from qinglian_desktop.storage.ledger_tables import LedgerTables

_MONTHS = 12
_Dues: TypeAlias = "tuple[LedgerTables, tuple[Due, ...]]"
"""A ledger's tables, and what is due in it, in the unit's words."""


def put_into_words(ledgers: Sequence[LedgerTables]) -> None:
    """Put into words what the first page asks of these ledgers, before anybody waits for it."""
    _counts(tuple(ledgers)).prepare()
    _due(tuple((each, each.ledger.dues) for each in ledgers if each.ledger.dues)).prepare()
    for tables in ledgers:
        ledger = tables.ledger
        if ledger.measures:
            tally(tables, ledger.measures).prepare()
        for lens in ledger.lenses:
            if isinstance(lens, MonthGrid):
                _words(tables, lens.rows).prepare()


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


def due(connection: Connection, asked: Sequence[_Dues], today: date) -> Mapping[str, Sequence[int]]:
    """By ledger the records of which something open may have to be told today, newest first."""
    found: dict[str, list[int]] = {tables.key: [] for tables, _ in asked}
    if asked:
        given = {
            _until(tables, one): latest_date(one, today).isoformat()
            for tables, dues in asked
            for one in dues
        }
        for key, record_id, _ in _due(tuple(asked)).run(connection, given):
            found[key].append(record_id)
    return found


def unfinished(
    connection: Connection, tables: LedgerTables, ends: tuple[str, ...], period: Stretch
) -> list[int]:
    """Those that began by the last day and did not end before the first, oldest first."""
    asked = {"first": period.start.isoformat(), "last": period.end.isoformat()}
    return [row[0] for row in _unfinished(tables, ends).run(connection, asked)]


@lru_cache
def _counts(ledgers: tuple[LedgerTables, ...]) -> Prepared:
    return Prepared(lambda: all_of(*(_counts_of(each) for each in ledgers)))


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
    return Prepared(lambda: asked.order_by(main.c.occurred_on, main.c.id))


@lru_cache
def _due(asked: tuple[_Dues, ...]) -> Prepared:
    newest_first = text("3 DESC, 2 DESC")
    return Prepared(lambda: all_of(*(_due_of(*each) for each in asked)).order_by(newest_first))


def _due_of(tables: LedgerTables, dues: tuple[Due, ...]) -> Any:
    main = tables.main
    return select(literal(tables.key), main.c.id, main.c.occurred_on).where(
        is_counted(main), or_(*(_is_open(tables, each) for each in dues))
    )


@lru_cache(maxsize=256)
def _unfinished(tables: LedgerTables, ends: tuple[str, ...]) -> Prepared:
    main = tables.main
    return Prepared(
        lambda: (
            select(main.c.id)
            .where(is_counted(main), main.c.occurred_on <= bindparam("last"))
            .where(
                or_(
                    main.c[ends[0]].is_(None),
                    *(main.c[key] >= bindparam("first") for key in ends),
                )
            )
            .order_by(main.c.occurred_on, main.c.id)
        )
    )


def _is_open(tables: LedgerTables, asked: Due) -> ColumnElement[bool]:
    rows, dot, key = asked.date.partition(".")
    if not dot:
        is_due = tables.main.c[rows] <= bindparam(_until(tables, asked))
        return is_due & record_condition(tables, asked.open, _ever)
    child = tables.children[rows]
    is_open = row_condition(child, asked.open, _ever)
    of_record = child.c.record_id == tables.main.c.id
    is_due = child.c[key] <= bindparam(_until(tables, asked))
    return exists(select(1).where(of_record, is_due, is_open))


def _until(tables: LedgerTables, asked: Due) -> str:
    """What the last day that is asked for is called in the statement of all ledgers."""
    return f"{tables.key}__{asked.key}"


def _ever(_: Reached) -> str:
    """Whatever day was entered has been reached: a due is looked at from no day of its own."""
    return date.max.isoformat()
