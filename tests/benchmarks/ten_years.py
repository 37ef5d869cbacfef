"""The first page over ten years of records, against hand-written SQL for some of its numbers."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Table

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.sampling import fill_with_sample
from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period, Stretch
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.key_slots import KeyCost
from tests.benchmarks.day_by_hand import FIGURES, figures, rest
from tests.benchmarks.measures import median
from tests.benchmarks.row import Row

RECORDS, YEARS = 100_000, 10
NOW = datetime(2026, 11, 26, 10)
_PASSWORD = "测量口令-2026"
_DAY = "20[0-9][0-9]-[01][0-9]-[0-3][0-9]"


def run() -> list[Row]:
    """All that the page tells, by declarations and by hand; the figures are compared before."""
    with ten_years() as (book, tools):
        desk = Desk(book, tools)
        month = Period.month_of(NOW.date())
        periods = (month, month.previous, month.year_to_date)
        with book.reading() as work:
            driver = cast("Any", work.records)._connection.connection.dbapi_connection
            _compare(work, driver, tools.catalogue, periods)
            floor = median(lambda: _by_hand(driver, tools.catalogue, periods))
        page = median(desk.workbench.of_day)
    return [
        Row("工作台要读的（十年十万条）/ 手写 SQL 取同样的数", page, floor, page / floor, 3),
    ]


@contextmanager
def ten_years() -> Generator[tuple[Book, Tools]]:
    """An open book of so many records, and the tools of its day."""
    tools = build_tools(clock=lambda: NOW)
    cheap = KeyCost(iterations=1, memory_kib=64, lanes=1)
    with tempfile.TemporaryDirectory() as folder:
        books = EncryptedBooks(tools.catalogue, tools.clock, tools.who, cost=cheap)
        book, _ = books.create(Path(folder) / "book", _PASSWORD)
        fill_with_sample(book, tools.catalogue, tools.resources / "sample", NOW.year)
        with book.writing() as work:
            records = cast("Any", work.records)
            driver = records._connection.connection.dbapi_connection
            _repeat(driver, records._layout.schema, tools.catalogue)
        try:
            yield book, tools
        finally:
            book.close()


def _by_hand(driver: Any, catalogue: Catalogue, periods: Sequence[Stretch]) -> None:
    for key in FIGURES:
        for period in periods:
            figures(driver, key, period, NOW.date())
    keys = tuple(ledger.key for ledger in catalogue)
    rest(driver, keys, NOW.date(), NOW.date() + timedelta(days=7))


def _compare(
    work: UnitOfWork, driver: Any, catalogue: Catalogue, periods: Sequence[Stretch]
) -> None:
    """The floor is of the same numbers, or it is none."""
    for ledger in catalogue:
        if not ledger.measures:
            continue
        counted = zip(*work.records.tally(ledger, ledger.measures, periods), strict=True)
        for period, values in zip(periods, counted, strict=True):
            given = figures(driver, ledger.key, period, NOW.date())
            assert [float(value or 0) for value in values] == [
                float(cast("Any", number) or 0) for number in given
            ], f"{ledger.key} {period}"


def _repeat(driver: Any, schema: Any, ledgers: Sequence[Ledger] | Any) -> None:
    """The sample's records again and again, each time moved back by some years and all settled."""
    kept = [each for each in ledgers if each.is_of_events]
    sizes = {each.key: _size(driver, each.key) for each in kept}
    copies = RECORDS // sum(sizes.values())
    for ledger in kept:
        tables = schema.ledgers[ledger.key]
        for table in (tables.main, *tables.children.values()):
            names, values = zip(*_moved(ledger, table, is_main=table is tables.main), strict=True)
            place = "id" if table is tables.main else "record_id"
            said = (
                f"INSERT INTO {table.name} ({', '.join(names)})"
                f" SELECT {', '.join(values)} FROM {table.name} WHERE {place} <= :size"
            )
            for copy in range(1, copies):
                by = {"by": sizes[ledger.key] * copy, "copy": str(copy)}
                back = {"back": f"-{copy % YEARS} years", "size": sizes[ledger.key]}
                driver.execute(said, {**by, **back})


def _moved(ledger: Ledger, table: Table, *, is_main: bool) -> Iterator[tuple[str, str]]:
    """Each column, and what stands in it in a copy."""
    due = {each.date.rpartition(".")[2] for each in ledger.dues}
    for column in table.columns:
        name = f'"{column.name}"'
        if column.name in ("id", "record_id"):
            yield name, f"{name} + :by"
        elif column.name == "number" and is_main:
            yield name, f"{name} || '-' || :copy"
        elif column.name in due:
            # Of other years nothing is open any more.
            yield name, f"CASE WHEN :back = '-0 years' THEN {name} END"
        else:
            yield (
                name,
                f"CASE WHEN {name} GLOB '{_DAY}' THEN date({name}, :back)"
                f" WHEN length({name}) IN (16, 19) AND {name} GLOB '{_DAY} [0-2]*'"
                f" THEN date(substr({name}, 1, 10), :back) || substr({name}, 11) ELSE {name} END",
            )


def _size(driver: Any, key: str) -> int:
    (size,) = driver.execute(f"SELECT coalesce(max(id), 0) FROM ledger_{key}").fetchone()
    return size
