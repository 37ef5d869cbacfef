"""Queries as SQL: which records of a ledger, in which order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    false,
    func,
    or_,
    select,
    text,
)

from qinglian_desktop.domain import field_types as kinds
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.record import COUNTED, State
from qinglian_desktop.storage.ledger_tables import IS_GONE, REF_ID, UNLISTED
from qinglian_desktop.storage.ordering import order
from qinglian_desktop.storage.search_index import OF_DAYS, as_numbers, days_meant
from qinglian_desktop.storage.sql_functions import folded_sql

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.sql.elements import TextClause

    from qinglian_desktop.domain.field_types import Field
    from qinglian_desktop.domain.query import Query
    from qinglian_desktop.domain.values import Person
    from qinglian_desktop.storage.ledger_tables import LedgerTables
    from qinglian_desktop.storage.search_index import SearchIndex

_WORDS_OF = 5_000
"""How many of the newest records, or of their rows, are asked for what was typed before."""


def among(ids: Iterable[int | str]) -> TextClause:
    """A list of ids or words of any length as a subquery of one bound value."""
    words = json.dumps(list(ids))
    return text("SELECT value FROM json_each(:ids)").bindparams(bindparam("ids", words))


def conditions(
    connection: Connection, tables: LedgerTables, index: SearchIndex, query: Query
) -> list[ColumnElement[bool]]:
    """What a record must meet to be in the query's list."""
    main = tables.main
    found: list[ColumnElement[bool]] = []
    if query.ids is not None:
        found.append(main.c.id.in_(among(query.ids)))
    if query.period is not None:
        first, last = query.period.start.isoformat(), query.period.end.isoformat()
        found.append(main.c.occurred_on.between(first, last))
    for key, words in query.words.items():
        if words:
            found.append(_says(tables, key, words))
    if query.person is not None:
        found.append(_names(tables, query.person))
    if query.linked is not None:
        key, target = query.linked
        found.append(main.c[key + REF_ID] == target)
    if query.gone:
        found.append(main.c[query.gone + IS_GONE] == 1)
    if query.text.strip():
        asked = index.question(connection, query.text)
        hits = text(
            "SELECT e.record_id FROM search_text JOIN search_entries e"
            " ON e.rowid = search_text.rowid"
            " WHERE search_text MATCH :asked AND e.ledger = :ledger"
        ).bindparams(asked=asked, ledger=tables.key)
        if days := days_meant(query.text):
            hits = text(
                "SELECT e.record_id FROM search_entries e WHERE e.ledger = :ledger AND e.rowid IN"
                f" (SELECT rowid FROM search_text WHERE search_text MATCH :asked UNION {OF_DAYS})"
            ).bindparams(asked=asked, ledger=tables.key, days=as_numbers(days))
        found.append(main.c.id.in_(hits) if asked else main.c.id.is_(None))
    if len(set(query.states)) < len(State):
        found.append(main.c.state.in_([state.value for state in query.states]))
    return found


def selection(
    connection: Connection, tables: LedgerTables, index: SearchIndex, query: Query, today: date
) -> Select[tuple[int]]:
    """The ids of the query's records in its order; who leads does so ``today``."""
    return (
        select(tables.main.c.id)
        .where(*conditions(connection, tables, index, query))
        .order_by(*order(tables, query.sort, today))
    )


def count(connection: Connection, tables: LedgerTables, index: SearchIndex, query: Query) -> int:
    """How many records the query finds."""
    main = tables.main
    asked = select(func.count()).select_from(main)
    narrowed = query.text.strip() or query.period or query.words or query.linked or query.gone
    everything = not narrowed and query.ids is None and not query.person
    plain = everything and set(query.states) == set(COUNTED)
    if plain:
        # Ids have no gaps (decision 0022), so the highest one says how many records there are.
        last = _number(connection, select(func.coalesce(func.max(main.c.id), 0)))
        return last - _number(connection, asked.where(UNLISTED))
    return _number(connection, asked.where(*conditions(connection, tables, index, query)))


def _names(tables: LedgerTables, person: Person) -> ColumnElement[bool]:
    """Wherever a member of the roster may stand: in a field, in a list of people, in a row."""
    main = tables.main
    found: list[ColumnElement[bool]] = []
    for field in tables.ledger.fields:
        match field.type:
            case kinds.PeopleRef():
                child = tables.children[field.key]
                is_person = _is_person(child.c.person_id, child.c.name, person)
                found.append(_within(child, is_person, main))
            case kinds.Rows(fields=fields):
                child = tables.children[field.key]
                own = (_is_named(child, each, person) for each in fields)
                found += [_within(child, each, main) for each in own if each is not None]
            case _:
                own = _is_named(main, field, person)
                found += [] if own is None else [own]
    return or_(false(), *found)


def _is_named(table: Table, field: Field, person: Person) -> ColumnElement[bool] | None:
    match field.type:
        case kinds.PersonRef():
            return _is_person(table.c[field.key + REF_ID], table.c[field.key], person)
        case kinds.Name():
            return folded_sql(table.c[field.key]) == folded(person.name)
        case _:
            return None


def _is_person(
    kept: ColumnElement[int], name: ColumnElement[str], person: Person
) -> ColumnElement[bool]:
    """By id; whoever was not on the roster then, by the name."""
    return or_(kept == person.id, and_(kept.is_(None), folded_sql(name) == folded(person.name)))


def _within(child: Table, holds: ColumnElement[bool], main: Table) -> ColumnElement[bool]:
    return main.c.id.in_(select(child.c.record_id).where(holds))


def _says(tables: LedgerTables, key: str, words: Sequence[str]) -> ColumnElement[bool]:
    if key in tables.children:
        child = tables.children[key]
        return tables.main.c.id.in_(select(child.c.record_id).where(child.c.word.in_(words)))
    return tables.main.c[key].in_(words)


def words_of(
    connection: Connection, tables: LedgerTables, path: str, limit: int
) -> list[tuple[str, str]]:
    """The words of a text field, or of one in rows, each with the number of its latest record."""
    key, dot, inner = path.partition(".")
    main, table = tables.main, tables.children[key] if dot else tables.main
    typed = table.c[inner if dot else key]
    joined = main.join(table, table.c.record_id == main.c.id) if dot else main
    latest = (
        select(main.c.id, main.c.number, typed.label("typed"))
        .select_from(joined)
        .where(typed.is_not(None), main.c.state != State.VOID.value)
        .order_by(main.c.id.desc())
        .limit(_WORDS_OF)
        .subquery()
    )
    # Beside a maximum SQLite gives the other columns of the same row.
    last = func.max(latest.c.id)
    words = select(latest.c.typed, latest.c.number, last).group_by(latest.c.typed)
    found = connection.execute(words.order_by(last.desc()).limit(limit))
    return [(word, number) for word, number, _ in found]


def _number(connection: Connection, asked: Select[Any]) -> int:
    return cast("int", connection.execute(asked).scalar_one())
