"""The ids of a million records in a list's order, against the bare driver fetching them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, cast

from qinglian_desktop.domain.query import Query, Sort
from qinglian_desktop.storage.book import EncryptedBook
from tests.benchmarks.million import RECORDS, million
from tests.benchmarks.row import Row

_BARE = "SELECT id FROM ledger_everything ORDER BY occurred_on DESC, id DESC"
_EMPTY = Query("crew")


def run() -> list[Row]:
    """The best of several; the first window also against that of an empty list."""
    book = million()
    with book.reading() as work:
        driver = cast("Any", work.records)._connection.connection.dbapi_connection
        ids = _best(lambda: len(work.records.ids(Query("everything"))))
        bare = _best(lambda: len(driver.execute(_BARE).fetchall()))
        assert len(work.records.ids(Query("everything", sort=Sort("weight")))) == RECORDS
    first = _best(lambda: _first(book, Query("everything")), 20)
    empty = _best(lambda: _first(book, _EMPTY), 20)
    return [
        Row("一百万条的顺序 / 裸 SQLCipher 取同样的编号", ids, bare, ids / bare, 1.5),
        Row("一百万条的头一屏数据 / 空列表的", first, empty, first / empty, 40.0),
    ]


def _first(book: EncryptedBook, query: Query) -> int:
    """What a list asks before its first paint: a window of records and how many there are."""
    with book.reading() as work:
        return len(work.records.page(query, 0, 40)) + work.records.count(query)


def _best(work: Callable[[], int], times: int = 3) -> float:
    taken: list[float] = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)
