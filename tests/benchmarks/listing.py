"""The ids of a million records in a list's order, against the bare driver fetching them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, cast

from qinglian_desktop.domain.query import Query, Sort
from tests.benchmarks.million import RECORDS, million
from tests.benchmarks.row import Row

_BARE = "SELECT id FROM ledger_everything ORDER BY occurred_on DESC, id DESC"


def run() -> list[Row]:
    """The best of several."""
    book = million()
    with book.reading() as work:
        driver = cast("Any", work.records)._connection.connection.dbapi_connection
        ids = _best(lambda: len(work.records.ids(Query("everything"))))
        bare = _best(lambda: len(driver.execute(_BARE).fetchall()))
        assert len(work.records.ids(Query("everything", sort=Sort("weight")))) == RECORDS
    name = "一百万条的顺序 / 裸 SQLCipher 取同样的编号"
    return [Row(name, ids, bare, ids / bare, 1.5)]


def _best(work: Callable[[], int], times: int = 3) -> float:
    taken: list[float] = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)
