"""Full-text search over all ledgers, kept in step with the records in the same transaction."""

from __future__ import annotations

import contextlib
import json
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias, cast

from sqlalchemy import (
    BindParameter,
    Connection,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
    update,
)

from qinglian_desktop.domain.comparing import spelled
from qinglian_desktop.domain.dates import Unreadable, in_digits, read_day, read_year_month
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.times import read_span
from qinglian_desktop.domain.words import Reading, pieces
from qinglian_desktop.storage.pairs import either, pairs, phrase, question
from qinglian_desktop.storage.prepared import Prepared
from qinglian_desktop.storage.schema import Schema

if TYPE_CHECKING:
    from qinglian_desktop.domain.ledger import Ledger

DAY_BITS = 24
"""Entries of one day: 16 million; above them stands the day as its ordinal number."""
_MOST_NAMES = 20
_LONGEST = 200
_LONGEST_DAY = 60
_MOST_WAITING = 1_000


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What the index is to hold of a record: the day as its lowest row, and the words."""

    day: int
    words: str
    is_void: bool


Waiting: TypeAlias = dict[tuple[str, int], IndexEntry]
"""Entries that a transaction has yet to write, by ledger and record.

FTS5 writes out all that it holds whenever a row comes that belongs before its last one. So they
are written together in the order of their days, in whatever order the records came.
"""

_ADD = Prepared(lambda: text("INSERT INTO search_text (rowid, pairs) VALUES (:row, :pairs)"))
_REMOVE = Prepared(lambda: text("DELETE FROM search_text WHERE rowid = :row"))
OF_DAYS = (
    "SELECT e.rowid FROM json_each(:days) d JOIN search_entries e"
    f" ON e.rowid >= d.value << {DAY_BITS} AND e.rowid < (d.value + 1) << {DAY_BITS}"
)
"""The entries of what took place on one of these days, given as ordinal numbers."""
_NEWEST = text(
    "SELECT e.ledger, e.record_id FROM search_text JOIN search_entries e"
    " ON e.rowid = search_text.rowid"
    " WHERE search_text MATCH :asked AND NOT e.is_void"
    " ORDER BY search_text.rowid DESC LIMIT :count"
)
_NEWEST_OF_DAYS = text(
    "SELECT e.ledger, e.record_id FROM search_entries e WHERE NOT e.is_void AND e.rowid IN"
    f" (SELECT rowid FROM search_text WHERE search_text MATCH :asked UNION {OF_DAYS})"
    " ORDER BY e.rowid DESC LIMIT :count"
)
_WITHOUT_YEAR = re.compile(r"[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*[日号]")
_YEARS = range(2000, 2100)
_MONTH = re.compile(
    r"[0-9]{4}\s*年\s*[0-9]{1,2}\s*月份?|20[0-9]{2}(?:\s*[-./]\s*[0-9]{1,2}|[0-9]{2})"
)
_HOUR = re.compile("[0-9][:点时]")
_MONTH_OF_ANY_YEAR = re.compile(r"([0-9]{1,2})\s*月份?")


class SearchIndex:
    """The entries of all records, and the question that a typed text means."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        entries = schema.entries
        day: BindParameter[int] = bindparam("day")
        next_day: BindParameter[int] = bindparam("next_day")
        self._last_of_day = Prepared(
            lambda: select(func.max(entries.c.rowid)).where(
                entries.c.rowid >= day, entries.c.rowid < next_day
            )
        )
        of_record = (
            entries.c.ledger == bindparam("key"),
            entries.c.record_id == bindparam("record"),
        )
        self._find_row = Prepared(lambda: select(entries.c.rowid).where(*of_record))
        self._mark_void = Prepared(
            lambda: update(entries).where(*of_record).values(is_void=bindparam("void"))
        )
        self._forget = Prepared(lambda: delete(entries).where(entries.c.rowid == bindparam("row")))
        self._enter = Prepared(lambda: insert(entries))

    def add(self, connection: Connection, ledger: Ledger, record: Record, waiting: Waiting) -> None:
        """Enter a record that is not in the index."""
        self._put(connection, ledger, record, pairs(_texts(ledger, record)), waiting)

    def replace(
        self, connection: Connection, ledger: Ledger, old: Record, new: Record, waiting: Waiting
    ) -> None:
        """Bring a record's entry up to date; left alone where nothing in it changed."""
        words = pairs(_texts(ledger, new))
        if (ledger.key, new.id or 0) in waiting:
            self._put(connection, ledger, new, words, waiting)
            return
        of_record = {"key": ledger.key, "record": new.id}
        if old.occurred_on == new.occurred_on and words == pairs(_texts(ledger, old)):
            if (old.state is State.VOID) != (new.state is State.VOID):
                void = int(new.state is State.VOID)
                self._mark_void.run(connection, {**of_record, "void": void})
            return
        ((row,),) = self._find_row.run(connection, of_record)
        _REMOVE.run(connection, {"row": row})
        self._forget.run(connection, {"row": row})
        self._put(connection, ledger, new, words, waiting)

    def write(self, connection: Connection, waiting: Waiting) -> None:
        """Write what waits; before that nothing of it is found."""
        rows: list[tuple[int, tuple[str, int], IndexEntry]] = []
        in_order = sorted(waiting.items(), key=lambda each: each[1].day)
        for day, entries in groupby(in_order, key=lambda each: each[1].day):
            bounds = {"day": day, "next_day": day + (1 << DAY_BITS)}
            ((last,),) = self._last_of_day.run(connection, bounds)
            first = day if last is None else last + 1
            rows += [(row, *each) for row, each in enumerate(entries, first)]
        self._enter.run_many(
            connection,
            (
                {"rowid": row, "ledger": key, "record_id": at, "is_void": int(entry.is_void)}
                for row, (key, at), entry in rows
            ),
        )
        _ADD.run_many(connection, ({"row": row, "pairs": entry.words} for row, _, entry in rows))
        waiting.clear()

    def question(self, connection: Connection, typed: str) -> str:
        """The FTS5 question that a typed text means; plain letters also name people by pinyin.

        "" where the text holds nothing to look for.
        """
        if days := days_meant(typed):
            plain = in_digits(typed)
            if _MONTH_OF_ANY_YEAR.fullmatch(plain):
                return question(f"{days[0].month}月")
            if _MONTH.fullmatch(plain):
                return either([question(f"{days[0].year}年{days[0].month}月"), phrase(plain)])
            if len(days) > 1:
                return question(f"{days[0].month}月{days[0].day}日")
            # Signs between numbers are no part of the index: loose, 10 would be found anywhere.
            return either(map(phrase, _spelled(days[0])))
        asked = question(typed[:_LONGEST])
        names = self.names_spelled(connection, typed)
        return either([asked, *map(question, names)]) if names else asked

    def names_spelled(self, connection: Connection, typed: str) -> list[str]:
        """The names of the roster whose pinyin or initials begin with the typed letters."""
        letters = spelled(typed)
        roster = self._schema.catalogue.roster
        if roster is None or roster.roster is None or not 2 <= len(letters) <= 60:
            return []
        main, words = self._schema.ledgers[roster.key].main, self._schema.spellings
        name = main.c[roster.roster.name]
        found = connection.execute(
            select(name)
            .distinct()
            .join(words, words.c.person_id == main.c.id)
            .where(words.c.spelled >= letters, words.c.spelled < letters + "{")
            .limit(_MOST_NAMES)
        )
        return [cast("str", row[0]) for row in found if row[0]]

    def newest(self, connection: Connection, typed: str, count: int) -> list[tuple[str, int]]:
        """Ledger and id of the records that answer, the newest occurrence first, no void ones.

        A day answers with what took place on it, too.
        """
        asked = self.question(connection, typed)
        if not asked:
            return []
        values = {"asked": asked, "count": count}
        if days := days_meant(typed):
            values["days"] = as_numbers(days)
        found = connection.execute(_NEWEST_OF_DAYS if days else _NEWEST, values)
        return [(row[0], row[1]) for row in found]

    def _put(
        self, connection: Connection, ledger: Ledger, record: Record, words: str, waiting: Waiting
    ) -> None:
        entry = IndexEntry(day_floor(record.occurred_on), words, record.state is State.VOID)
        waiting[ledger.key, record.id or 0] = entry
        if len(waiting) >= _MOST_WAITING:
            self.write(connection, waiting)


def days_meant(typed: str) -> list[date]:
    """The day that is typed, in any spelling, or begins a time as lists and papers show it.

    10月20日 is that day of every year, 2026年10月 is each day of that month, 10月 of every year.
    """
    if not 2 <= len(typed.strip()) <= _LONGEST_DAY:
        return []
    plain = in_digits(typed)
    found: list[date] = []
    if month := _MONTH_OF_ANY_YEAR.fullmatch(plain):
        return [day for year in _YEARS for day in days_meant(f"{year}年{month[1]}月")]
    if _MONTH.fullmatch(plain):
        with contextlib.suppress(Unreadable):
            first = read_year_month(plain)
            count = monthrange(first.year, first.month)[1]
            found += [first.replace(day=day) for day in range(1, count + 1)]
        return found
    years = [f"{year}年" for year in _YEARS] if _WITHOUT_YEAR.fullmatch(plain) else [""]
    for year in years:
        with contextlib.suppress(Unreadable):
            found.append(read_day(year + plain))
    if not found and _HOUR.search(plain):
        with contextlib.suppress(Unreadable):
            found.append(read_span(typed).start.date())
    return found


def as_numbers(days: Iterable[date]) -> str:
    """Days as ordinal numbers in JSON, as ``OF_DAYS`` takes them."""
    return json.dumps([day.toordinal() for day in days])


def _spelled(day: date) -> Iterable[str]:
    """How texts write the day, whatever signs stand between the numbers."""
    for month, number in ((f"{day:%m}", f"{day:%d}"), (f"{day.month}", f"{day.day}")):
        yield f"{day.year}-{month}-{number}"
        yield f"{day.year}年{month}月{number}日"


def day_floor(day: date) -> int:
    """The lowest rowid of a day's entries."""
    return day.toordinal() << DAY_BITS


def _texts(ledger: Ledger, record: Record) -> Iterable[str]:
    yield record.number
    values = record.values
    for field in ledger.fields:
        if (value := values.get(field.key)) is not None:
            yield from pieces(field.type, value, Reading.SEARCH)
