"""What another tool wrote that no version of the program writes is told in words, by whatever reads
it, and a check goes through to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.errors import ProgramBug, QinglianError
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.unreadable import UnreadableContent
from tests.invented import EVERYTHING
from tests.make_tools import make_tools
from tests.storage.invented_books import NOW, PASSWORD, invented_books
from tests.unit.conftest import Voyage

WRITTEN = {
    "no text": "CAST(X'ff61' AS TEXT)",
    "bytes": "X'ff'",
    "a word": "'x'",
    "brackets": f"'{'[' * 100_000}'",
    "no day": "'2026-13-45'",
    "a great number": "1e300",
}
_RECORDS = "ledger_everything"
COLUMNS = (
    *(("history", name) for name in ("at", "by", "action", "before", "after", "chain")),
    *((_RECORDS, name) for name in ("number", "occurred_on", "state", "entered_at", "revision")),
    *((_RECORDS, name) for name in ("line", "day", "month", "moment", "span", "span__end")),
    *((_RECORDS, name) for name in ("weight", "money", "colour", "chief", "course", "hands__due")),
)
"""One of each kind."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("weird")
    tools = make_tools(clock=lambda: NOW, resources=folder)
    book, _ = invented_books().create(folder / "book", PASSWORD)
    voyage = Voyage(Desk(book, tools), tools)
    voyage.ship()
    voyage.event(guests="甲、乙", money="1.5")
    yield voyage.desk
    book.close()


def run(desk: Desk, statement: str, *given: object) -> list[Any]:
    with desk.book.writing() as work:
        found = cast("Any", work.records)._connection.exec_driver_sql(statement, given)
        return found.fetchall() if found.returns_rows else []


def run_together(desk: Desk, statements: tuple[str, ...]) -> None:
    with desk.book.writing() as work:
        for each in statements:
            cast("Any", work.records)._connection.exec_driver_sql(each)


@pytest.mark.parametrize("written", WRITTEN)
def test_it_is_told_in_words_and_a_check_tells_of_it(desk: Desk, written: str) -> None:
    asked: tuple[Callable[[], object], ...] = (
        lambda: desk.searching.first(Query("everything"), 5),
        lambda: desk.records.get(EVERYTHING, 1),
        lambda: desk.records.history(EVERYTHING, 1),
        lambda: desk.returning.preview(Period.parse("2026-10")),
    )
    for table, column in COLUMNS:
        before = run(desk, f'SELECT rowid, "{column}" FROM "{table}"')
        run(desk, f'UPDATE "{table}" SET "{column}" = {WRITTEN[written]}')
        for ask in asked:
            try:
                ask()
            except ProgramBug:
                raise
            except QinglianError as told:
                assert "读不出来" in str(told), (table, column)
        assert cast("EncryptedBook", desk.book).check(), (table, column)
        for row, value in before:
            run(desk, f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', value, row)
    assert not cast("EncryptedBook", desk.book).check()


_TWICE_IN_A_TABLE = ("INSERT INTO ledger_everything SELECT * FROM ledger_everything",)
_TWICE_IN_THE_INDEX = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
    " INSERT OR IGNORE INTO search_text_idx SELECT i, X'', 2 FROM n",
    "INSERT INTO search_text (rowid, pairs) VALUES (1000, 'xx')",
)


@pytest.mark.parametrize("again", [_TWICE_IN_A_TABLE, _TWICE_IN_THE_INDEX])
def test_a_row_that_is_there_already_as_old_pages_say_is_told_in_words(
    desk: Desk, again: tuple[str, ...]
) -> None:
    """As where single pages of a backup are those of an older one, each well sealed."""
    before = desk.searching.first(Query("everything"), 5)
    with pytest.raises(UnreadableContent) as told:
        run_together(desk, again)
    assert "前后对不上" in told.value.happened and "“检查”" in told.value.todo
    assert desk.searching.first(Query("everything"), 5) == before
