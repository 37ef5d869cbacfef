"""Measures over periods: all of a ledger in one statement, which is put into words once"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    Subquery,
    Text,
    and_,
    bindparam,
    case,
    distinct,
    exists,
    func,
    literal_column,
    not_,
    select,
    true,
)

from qinglian_desktop.domain.conditions import Condition, Reached, named_fields
from qinglian_desktop.domain.field_types import PeopleRef
from qinglian_desktop.domain.measures import (
    ChildRows,
    Counted,
    Different,
    Distinct,
    FigureValue,
    Heads,
    Measure,
    Percent,
    RecordCount,
    Total,
    Unlinked,
)
from qinglian_desktop.storage.codec import from_sum
from qinglian_desktop.storage.condition_sql import (
    Latest,
    is_counted,
    leads_here,
    record_condition,
    row_condition,
)
from qinglian_desktop.storage.ledger_tables import REF_ID
from qinglian_desktop.storage.prepared import Prepared
from qinglian_desktop.storage.sql_functions import folded_sql

if TYPE_CHECKING:
    from qinglian_desktop.domain.period import Stretch
    from qinglian_desktop.storage.ledger_tables import LedgerTables

_Part: TypeAlias = RecordCount | Heads | Total | Different | Distinct | ChildRows | Unlinked
_SHAPES = 256
"""Statements kept: a few for each ledger, and more where a unit changes its words."""


@dataclass(frozen=True, slots=True)
class _Walk:
    """Rows walked through together: of a table, counted by a day, in the period or up to its end.

    ``distinct`` is what tells one from another where each is to be counted once.
    """

    table: str
    day: str
    standing: bool
    distinct: str = ""
    where: Condition | None = None


class Tally:
    """These measures over any periods; a period that goes on is looked at from today."""

    def __init__(self, tables: LedgerTables, measures: Sequence[Measure]) -> None:
        self._tables = tables
        self._measures = tuple(measures)
        self._reached = {each.after: each for each in reached_in(measures)}
        self._periods = self._given()
        # What stands at an end is the same for all periods that end with it.
        ends = [self._periods.c[name] for name in ("last", *self._latest_names())]
        self._ends = select(self._periods.c.last.label("place"), *ends).distinct().cte("ends")
        walks: dict[_Walk, list[ColumnElement[Any]]] = {}
        count = 0
        for measure in self._measures:
            for part in _parts(measure.counts):
                walk = self._walk(measure, part)
                walks.setdefault(walk, []).append(
                    self._counted(walk, measure, part).label(f"n{count}")
                )
                count += 1
        self._statement = Prepared(lambda: self._whole(walks))

    def prepare(self) -> None:
        """Put the statement into words before it is asked."""
        self._statement.prepare()

    def values(
        self, connection: Connection, periods: Sequence[Stretch], today: date
    ) -> list[tuple[FigureValue, ...]]:
        """Of each measure its values over the periods.

        None where no record of the ledger was kept up to a period's end.
        """
        given = [self._dates(each, min(each.end, today)) for each in periods]
        rows = self._statement.run(connection, {"periods": json.dumps(given)}).fetchall()
        found: list[tuple[FigureValue, ...]] = []
        at = 2
        for measure in self._measures:
            parts = len(_parts(measure.counts))
            found.append(tuple(self._value(measure, row[1], row[at : at + parts]) for row in rows))
            at += parts
        return found

    def _value(self, measure: Measure, is_kept: int, numbers: Sequence[int | None]) -> FigureValue:
        counted, number = measure.counts, numbers[0] or 0
        if isinstance(counted, Percent):
            whole = numbers[1]
            share = Decimal(100 * number) / whole if whole else None
            return None if share is None else share.quantize(Decimal("0.1"), ROUND_HALF_UP)
        # What was counted was kept; only a nothing may mean that nobody kept it.
        if not number and not is_kept:
            return None
        if isinstance(counted, Total):
            return from_sum(self._tables.ledger.field(counted.field), number)
        return number

    def _dates(self, period: Stretch, on: date) -> list[str]:
        latest = (each.latest(on) for each in self._reached.values())
        return [day.isoformat() for day in (period.start, period.end, *latest)]

    def _latest_names(self) -> list[str]:
        return [f"latest{place}" for place in range(len(self._reached))]

    def _given(self) -> CTE:
        """The periods as they are handed over: their place, days, and what has been reached."""
        each = func.json_each(bindparam("periods")).table_valued("key", "value", name="given")
        names = ("first", "last", *self._latest_names())
        days = (
            literal_column(f"json_extract(given.value, '$[{place}]')", Text).label(name)
            for place, name in enumerate(names)
        )
        # Else each row that is walked through would read the periods' JSON again.
        given = select(each.c.key.label("place"), *days).cte("periods")
        return given.prefix_with("MATERIALIZED")

    def _walk(self, measure: Measure, part: _Part) -> _Walk:
        day, standing = measure.on or "occurred_on", measure.standing
        match part:
            case Different(field) | ChildRows(field):
                return _Walk(field, day, standing)
            case Distinct(field):
                rows, dot, _ = field.partition(".")
                table = rows if dot or self._is_of_people(field) else ""
                return _Walk(table, day, standing, field, measure.where)
            case RecordCount() | Heads() | Total() | Unlinked():
                return _Walk("", day, standing)
            case _:
                assert_never(part)

    def _counted(self, walk: _Walk, measure: Measure, part: _Part) -> ColumnElement[Any]:
        """What a part of a measure makes of the rows walked through."""
        main, among = self._tables.main, self._source(walk)
        wanted: list[ColumnElement[bool]] = []
        if measure.where is not None and not walk.distinct:
            wanted.append(record_condition(self._tables, measure.where, self._latest(among)))
        match part:
            case RecordCount():
                return func.count(_if(wanted, literal_column("1")))
            case Unlinked():
                is_alone = not_(leads_here(main, part, among.c.last))
                return func.count(_if([*wanted, is_alone], literal_column("1")))
            case Heads(field) | Total(field):
                return func.sum(_if(wanted, main.c[field]))
            case Different(field):
                word = self._tables.children[field].c.word
                month_and_word = func.substr(main.c.occurred_on, 1, 7) + " " + word
                return func.count(distinct(_if(wanted, month_and_word)))
            case ChildRows(field, where):
                child = self._tables.children[field]
                if where is not None:
                    wanted.append(row_condition(child, where, self._latest(among)))
                return func.count(_if(wanted, literal_column("1")))
            case Distinct(field):
                # Each spelling is folded once, not each record's.
                named = folded_sql(literal_column("named", Text))
                if not self._is_of_people(field):
                    return func.count(distinct(named))
                nameless = literal_column("nameless", Integer)
                each = func.count(distinct(case((nameless.is_(None), named))))
                return each + func.coalesce(func.sum(nameless), 0)
            case _:
                assert_never(part)

    def _whole(self, walks: dict[_Walk, list[ColumnElement[Any]]]) -> Select[Any]:
        main, periods = self._tables.main, self._periods
        joined: FromClause = periods
        columns: dict[str, ColumnElement[Any]] = {}
        for walk, counted in walks.items():
            walked = self._walked(walk, counted)
            place = periods.c.last if walk.standing else periods.c.place
            joined = joined.outerjoin(walked, walked.c.place == place)
            columns |= {each.name: walked.c[each.name] for each in counted}
        kept = select(1).where(is_counted(main), main.c.occurred_on <= periods.c.last)
        in_order = sorted(columns, key=lambda name: int(name[1:]))
        return (
            select(periods.c.place, exists(kept), *(columns[name] for name in in_order))
            .select_from(joined)
            .order_by(periods.c.place)
        )

    def _walked(self, walk: _Walk, counted: Sequence[ColumnElement[Any]]) -> Subquery:
        main, among = self._tables.main, self._source(walk)
        day = main.c[walk.day]
        within = [is_counted(main), day <= among.c.last]
        if not walk.standing:
            within.append(day >= among.c.first)
        joined: FromClause = among.join(main, and_(*within))
        child = self._tables.children[walk.table] if walk.table else None
        is_of_people = self._is_of_people(walk.distinct)
        if child is not None:
            own = child.c.record_id == main.c.id
            if is_of_people:
                own = and_(own, child.c.is_present == 1)
            # Of people a record may hold the number alone.
            joined = joined.join(child, own, isouter=is_of_people)
        place = among.c.place
        if not walk.distinct:
            return select(place, *counted).select_from(joined).group_by(place).subquery()
        if child is not None and is_of_people:
            told = list(_people(main, child, walk.distinct))
        else:
            told = [_named(main if child is None else child, walk.distinct.rpartition(".")[2])]
        where = true()
        if walk.where is not None:
            where = record_condition(self._tables, walk.where, self._latest(among))
        spellings = select(place, *told).distinct().select_from(joined).where(where)
        typed = spellings.subquery()
        return select(typed.c.place, *counted).select_from(typed).group_by(typed.c.place).subquery()

    def _is_of_people(self, field: str) -> bool:
        found = self._tables.ledger.by_key.get(field)
        return found is not None and isinstance(found.type, PeopleRef)

    def _source(self, walk: _Walk) -> CTE:
        return self._ends if walk.standing else self._periods

    def _latest(self, among: CTE) -> Latest:
        places = {after: place for place, after in enumerate(self._reached)}
        return lambda reached: among.c[f"latest{places[reached.after]}"]


@lru_cache(maxsize=_SHAPES)
def tally(tables: LedgerTables, measures: tuple[Measure, ...]) -> Tally:
    """The statement for these measures, put into words when it is first asked for."""
    return Tally(tables, measures)


def _parts(counted: Counted) -> tuple[_Part, ...]:
    return (counted.part, counted.whole) if isinstance(counted, Percent) else (counted,)


def reached_in(measures: Sequence[Measure]) -> Iterator[Reached]:
    """The days that the measures' conditions look at."""
    for measure in measures:
        rows = (part.where for part in _parts(measure.counts) if isinstance(part, ChildRows))
        for condition in (measure.where, *rows):
            leaves = named_fields(condition) if condition is not None else ()
            yield from (each for each in leaves if isinstance(each, Reached))


def _if(wanted: Sequence[ColumnElement[bool]], counted: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((and_(*wanted), counted)) if wanted else counted


def _named(table: FromClause, key: str) -> ColumnElement[Any]:
    """What tells one from another: of people the roster's id, where they have one."""
    if key + REF_ID not in table.c:
        return table.c[key].label("named")
    return func.coalesce("#" + table.c[key + REF_ID].cast(Text), table.c[key]).label("named")


def _people(main: FromClause, child: FromClause, key: str) -> Iterator[ColumnElement[Any]]:
    """What tells people from another; of a record that names nobody how many they were."""
    called = func.coalesce("#" + child.c.person_id.cast(Text), child.c.name)
    yield func.coalesce(called, "@" + main.c.id.cast(Text)).label("named")
    number = func.coalesce(main.c[key], 0)
    yield case((child.c.record_id.is_(None), number)).label("nameless")
