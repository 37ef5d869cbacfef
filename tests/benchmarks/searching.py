"""A two-character name found among a million encrypted records, against LIKE."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any, cast

from tests.benchmarks.million import EVERY, NAME, RECORDS, million
from tests.benchmarks.row import Row

_LIKE = (
    "SELECT id FROM ledger_everything"
    " WHERE line LIKE :part OR keeper LIKE :part OR story LIKE :part"
    " ORDER BY occurred_on DESC, id DESC LIMIT 100"
)


def run() -> list[Row]:
    """Medians; what is found includes titles and excerpts, LIKE gives ids only."""
    book = million()
    with book.reading() as work:
        driver = cast("Any", work.records)._connection.connection.dbapi_connection

        def found() -> int:
            return len(work.records.find(NAME))

        def liked() -> int:
            return len(driver.execute(_LIKE, {"part": f"%{NAME}%"}).fetchall())

        assert found() == liked() == RECORDS // EVERY
        value, floor = _median(found, 50), _median(liked, 3)
    name = f"在一百万条里找“{NAME}” / LIKE"
    return [Row(name, value, floor, value / floor, 0.01)]


def _median(work: Callable[[], int], times: int) -> float:
    taken: list[float] = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
