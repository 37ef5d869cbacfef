"""A book of a million records of the invented ledger, made once for the benchmarks."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.pairs import pairs
from qinglian_desktop.storage.search_index import day_floor
from tests.storage.invented_books import PASSWORD, invented_books

RECORDS = 1_000_000
EVERY = 50_000
"""Every so many records name the person that is looked for."""
NAME = "韦𬭚"
_WORDS = "围绕岗位职责和廉政风险点谈话要求带头执行财务和公务接待制度管好自己带好队伍"
_FIRST = date(2001, 1, 1)
_A_DAY = 110


@cache
def million() -> EncryptedBook:
    """The open book; made straight in the tables, as saving one by one would take an hour."""
    folder = tempfile.TemporaryDirectory()
    book, _ = invented_books().create(Path(folder.name) / "book", PASSWORD)
    with book.writing() as work:
        connection = cast("Any", work.records)._connection.connection.dbapi_connection
        connection.executemany(
            "INSERT INTO ledger_everything (id, number, occurred_on, state, entered_at,"
            " entered_by, changed_at, revision, line, keeper, day, colour, weight, story)"
            " VALUES (?, ?, ?, '已确认', '2026-11-23 10:05:00', '样例',"
            " '2026-11-23 10:05:00', 1, ?, ?, ?, ?, ?, ?)",
            _rows(),
        )
        connection.executemany(
            "INSERT INTO search_entries (rowid, ledger, record_id, is_void)"
            " VALUES (?, 'everything', ?, 0)",
            ((_row(number), number) for number in range(1, RECORDS + 1)),
        )
        connection.executemany(
            "INSERT INTO search_text (rowid, pairs) VALUES (?, ?)",
            (
                (_row(number), pairs([line, keeper, story]))
                for number, (*_, line, keeper, _, _, _, story) in enumerate(_rows(), 1)
            ),
        )

    def leave() -> None:
        book.close()
        folder.cleanup()

    atexit.register(leave)
    return book


def _rows() -> Iterator[tuple[int, str, str, str, str, str, str, int, str]]:
    for number in range(1, RECORDS + 1):
        day = _day(number).isoformat()
        start = number % 30
        line, story = _WORDS[start : start + 8], _WORDS[number % 20 :][:18]
        keeper = NAME if number % EVERY == 0 else f"样{_WORDS[number % 36]}{_WORDS[number % 37]}"
        colour = "红黄蓝"[number % 3]
        yield number, f"n{number}", day, line, keeper, day, colour, number % 100, story


def _day(number: int) -> date:
    return _FIRST + timedelta(days=number // _A_DAY)


def _row(number: int) -> int:
    return day_floor(_day(number)) + number % _A_DAY
