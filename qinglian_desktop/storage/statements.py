"""Queries as SQL: which records of a ledger, in which order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    case,
    false,
    func,
    or_,
    select,
    text,
)

from qinglian_desktop.domain import field_types as kinds
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.record import COUNTED, State
from qinglian_desktop.storage.ledger_tables import REF_ID, UNLISTED
from qinglian_desktop.storage.search_index import OF_DAYS, as_numbers, days_meant
from qinglian_desktop.storage.sql_functions import folded_sql, pinyin_sql

if TYPE_CHECKING:
    from sqlalchemy.sql.elements import TextClause

    from qinglian_desktop.domain.field_types import Field
    from qinglian_desktop.domain.query import Query, Sort
    from qinglian_desktop.domain.values import Person
    from qinglian_desktop.storage.ledger_tables import LedgerTables
    from qinglian_desktop.storage.search_index import SearchIndex

Order: TypeAlias = "Sequence[ColumnElement[Any]]"

_WORDS_OF = 5_000
"""How many of the newest records, or of their rows, are asked for what was typed before."""
_ENVELOPE = ("id", "occurred_on", "state", "entered_at", "entered_by", "revision")


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
    connection: Connection, tables: LedgerTables, index: SearchIndex, query: Query
) -> Select[tuple[int]]:
    """The ids of the query's records in its order."""
    return (
        select(tables.main.c.id)
        .where(*conditions(connection, tables, index, query))
        .order_by(*order(tables, query.sort))
    )


def count(connection: Connection, tables: LedgerTables, index: SearchIndex, query: Query) -> int:
    """How many records the query finds."""
    main = tables.main
    asked = select(func.count()).select_from(main)
    narrowed = query.text.strip() or query.period or query.words
    everything = not narrowed and query.ids is None and not query.person
    plain = everything and set(query.states) == set(COUNTED)
    if plain:
        # Ids have no gaps (decision 0022), so the highest one says how many records there are.
        last = _number(connection, select(func.coalesce(func.max(main.c.id), 0)))
        return last - _number(connection, asked.where(UNLISTED))
    return _number(connection, asked.where(*conditions(connection, tables, index, query)))


def order(tables: LedgerTables, sort: Sort) -> Order:
    """The order of a list; ties are broken by the newest entry first."""
    keys = _sort_keys(tables, sort.key)
    turned = [key.desc() if sort.descending else key.asc() for key in keys]
    if sort.leaders_first:
        turned = [*_rank_of_post(tables), *turned]
    if sort.key == "id":
        return turned
    # Within a day the order of entry follows the direction, so the index gives it unsorted.
    if sort.key == "occurred_on" and not sort.descending:
        return [*turned, tables.main.c.id.asc()]
    return [*turned, tables.main.c.id.desc()]


def _rank_of_post(tables: LedgerTables) -> Order:
    """The highest leading word in a person's post; nobody leads who has left."""
    roster = tables.ledger.roster
    if roster is None or not roster.leading:
        return []
    main, words = tables.main, roster.leading
    ranks: list[tuple[ColumnElement[bool], int]] = []
    for rank, word in enumerate(words):
        post: ColumnElement[str] = main.c[roster.post]
        for longer in words:
            if word in longer and word != longer:
                # 副书记 is no 书记.
                post = func.replace(post, longer, "")
        ranks.append((and_(main.c[roster.left].is_(None), func.instr(post, word) > 0), rank))
    return [case(*ranks, else_=len(words))]


def _sort_keys(tables: LedgerTables, key: str) -> Order:
    main = tables.main
    if key in _ENVELOPE:
        return [main.c[key]]
    if key == "number":
        # 2026-1000 comes after 2026-999.
        number = main.c.number
        return [func.substr(number, 1, 5), func.length(number), number]
    base, _, part = key.partition(".")
    field = tables.ledger.by_key.get(base)
    if field is None:
        raise ProgramBug(f"{tables.key} has no {key!r} to sort by")
    match field.type:
        case kinds.Choice(options=options):
            ranks = {word: rank for rank, word in enumerate(options)}
            ranked = case(ranks, value=main.c[base], else_=len(options))
            return [main.c[base].is_(None), ranked, main.c[base]]
        case kinds.Text() | kinds.LongText() | kinds.RecordRef():
            return [pinyin_sql(main.c[base], is_name=False)]
        case kinds.Name() | kinds.PersonRef():
            return [pinyin_sql(main.c[base], is_name=True)]
        case (
            kinds.Integer()
            | kinds.Money()
            | kinds.Day()
            | kinds.Month()
            | kinds.Moment()
            | kinds.Span()
        ):
            return [main.c[base]]
        case kinds.PeopleRef():
            return [_people_order(tables, base, part)]
        case kinds.Choices():
            return [_first_of(tables, base, "word")]
        case kinds.Rows() | kinds.Attachments():
            child = tables.children[base]
            own = child.c.record_id == main.c.id
            return [select(func.count()).select_from(child).where(own).scalar_subquery()]
        case _:
            assert_never(field.type)


def _people_order(tables: LedgerTables, key: str, part: str) -> ColumnElement[Any]:
    """By numbers for the columns 应到 and 实到 (``field.due``), else by the first name."""
    main, child = tables.main, tables.children[key]
    if part in ("present", "count"):
        return main.c[key]
    own = child.c.record_id == main.c.id
    named = select(func.count()).select_from(child).where(own)
    if part == "due":
        return func.coalesce(main.c[f"{key}__due"], named.scalar_subquery())
    if part == "absent":
        return named.where(child.c.is_present == 0).scalar_subquery()
    return pinyin_sql(_first_of(tables, key, "name"), is_name=True)


def _first_of(tables: LedgerTables, key: str, column: str) -> ColumnElement[Any]:
    child = tables.children[key]
    first = select(child.c[column]).where(child.c.record_id == tables.main.c.id, child.c.place == 0)
    return first.scalar_subquery()


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
