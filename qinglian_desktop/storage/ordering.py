"""In which order a list stands, as SQL: by a field, and the roster with those first who lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from qinglian_desktop.domain import field_types as kinds
from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.storage.member_list import ranks_of_offices
from qinglian_desktop.storage.sql_functions import pinyin_sql

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qinglian_desktop.domain.query import Sort
    from qinglian_desktop.storage.ledger_tables import LedgerTables

Order: TypeAlias = "Sequence[ColumnElement[Any]]"

_ENVELOPE = ("id", "occurred_on", "state", "entered_at", "entered_by", "revision")


def order(tables: LedgerTables, sort: Sort, today: date) -> Order:
    """The order of a list; ties are broken by the newest entry first."""
    keys = _sort_keys(tables, sort.key)
    turned = [key.desc() if sort.descending else key.asc() for key in keys]
    if sort.leaders_first:
        turned = [*_rank_of_office(tables, today), *_rank_of_post(tables), *turned]
    if sort.key == "id":
        return turned
    # Within a day the order of entry follows the direction, so the index gives it unsorted.
    if sort.key == "occurred_on" and not sort.descending:
        return [*turned, tables.main.c.id.asc()]
    return [*turned, tables.main.c.id.desc()]


def _rank_of_office(tables: LedgerTables, today: date) -> Order:
    """The highest post in the committee that a person holds; nobody leads who has left."""
    roster = tables.ledger.roster
    if roster is None or roster.life is None:
        return []
    known = ranks_of_offices(tables.ledger, roster.life.offices)
    ranks = {word: rank for word, rank in known.items() if word not in roster.life.beside}
    main, held, day = tables.main.c, tables.children[roster.life.offices].c, today.isoformat()
    in_force = and_(
        held.record_id == main.id,
        main[roster.left].is_(None),
        func.coalesce(held.since, "") <= day,
        or_(held.until.is_(None), held.until > day),
    )
    ranked = case(ranks, value=held.word, else_=len(ranks))
    highest = select(func.min(ranked)).where(in_force).scalar_subquery()
    return [func.coalesce(highest, len(ranks))]


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
        case kinds.Text() | kinds.LongText() | kinds.RecordRef() | kinds.StepRef():
            return [pinyin_sql(main.c[base], is_name=False)]
        case kinds.Flow():
            return [_steps(main.c[base])]
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


def _steps(chart: ColumnElement[Any]) -> ColumnElement[Any]:
    """How many steps a chart has: each tells its kind, and no text within it says so."""
    kind = '"kind":'
    return (func.length(chart) - func.length(func.replace(chart, kind, ""))) / len(kind)


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
