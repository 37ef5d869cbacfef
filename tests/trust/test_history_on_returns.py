"""How far the history went is told with each return, and nobody can take that back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from qinglian_desktop.application.checking_up import check_up
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.chain_head import ChainHead
from qinglian_desktop.domain.period import Period
from qinglian_desktop.storage import chain
from tests.make_tools import make_tools
from tests.storage.invented_books import NOW, PASSWORD, invented_books
from tests.unit.conftest import Voyage

OCTOBER = Period.parse("2026-10")


@pytest.fixture
def sailing(tmp_path: Path) -> Iterator[Voyage]:
    """An open book of a ship, with an event of October that was reported."""
    tools = make_tools(clock=lambda: NOW, return_files=ReturnWorkbook(), resources=tmp_path)
    book, _ = invented_books().create(tmp_path / "航海簿", PASSWORD)
    voyage = Voyage(Desk(book, tools), tools)
    voyage.ship()
    voyage.event(guests="甲、乙", money="1.5")
    yield voyage
    voyage.desk.book.close()


def sent(sailing: Voyage, place: Path) -> Path:
    place.mkdir(exist_ok=True)
    return sailing.desk.returning.deliver(OCTOBER, place).path


def run(sailing: Voyage, *statements: str) -> None:
    """Alter the book as another tool does that has its key."""
    with sailing.desk.book.writing() as work:
        for statement in statements:
            cast("Any", work.records)._connection.exec_driver_sql(statement)


def held_anew(sailing: Voyage) -> None:
    with sailing.desk.book.writing() as work:
        driver = cast("Any", work.records)._connection.connection.dbapi_connection
        key = chain.key_of(driver)
        assert key is not None
        before = chain.BEFORE_ALL
        said = f"SELECT {chain.IN_ORDER} FROM history ORDER BY id"
        for row in driver.execute(said).fetchall():
            before = chain.RowHash(key).of(before, row)
            driver.execute("UPDATE history SET chain = ? WHERE id = ?", (before, row[0]))


def head(sailing: Voyage) -> ChainHead:
    with sailing.desk.book.reading() as work:
        found = work.records.chain_head()
    assert found is not None
    return found


def checked(sailing: Voyage) -> list[str]:
    return [str(each) for each in cast("Any", sailing.desk.book).check()]


def test_a_return_tells_how_far_the_history_went(sailing: Voyage, tmp_path: Path) -> None:
    before = head(sailing)
    path = sent(sailing, tmp_path / "U盘")
    content = ReturnWorkbook().read(path).content
    assert content.history == before
    assert head(sailing).rows > before.rows
    assert sailing.desk.returning.sent()[0].chain_head == before
    assert checked(sailing) == []
    assert sailing.desk.returning.verify(path).remarks == ("由本台账库写出。",)


def test_that_is_no_part_of_what_a_return_says(sailing: Voyage, tmp_path: Path) -> None:
    content = ReturnWorkbook().read(sent(sailing, tmp_path / "U盘")).content
    without = replace(content, history=None)
    assert (without.digest, without) == (content.digest, content)
    ReturnWorkbook().write(without, tmp_path / "former.xlsx")
    assert ReturnWorkbook().read(tmp_path / "former.xlsx").content.history is None
    assert sailing.desk.returning.verify(tmp_path / "former.xlsx").findings == ()


def test_the_same_return_is_the_same_file_with_its_first_head(
    sailing: Voyage, tmp_path: Path
) -> None:
    first, second = sent(sailing, tmp_path / "一"), sent(sailing, tmp_path / "二")
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


def test_rows_removed_after_a_return_are_told(sailing: Voyage, tmp_path: Path) -> None:
    sent(sailing, tmp_path / "U盘")
    run(sailing, "DELETE FROM history WHERE id >= 2")
    assert (
        "2026年10月月报第1次报出的时候修改经过有 2 行，现在只有 1 行："
        "后来的被删掉了，或者台账库被换成了旧的一份。"
    ) in checked(sailing)


def test_a_chain_computed_anew_is_told_by_the_return(sailing: Voyage, tmp_path: Path) -> None:
    sent(sailing, tmp_path / "U盘")
    run(sailing, "UPDATE history SET \"by\" = '别人' WHERE id = 1")
    held_anew(sailing)
    (told,) = checked(sailing)
    assert told.startswith("2026年10月月报第1次报出的时候，修改经过的前 2 行和现在的对不上")


def test_what_the_book_knew_of_it_taken_away_too_is_told_by_the_file(
    sailing: Voyage, tmp_path: Path
) -> None:
    """It is with the committee, out of reach."""
    path = sent(sailing, tmp_path / "U盘")
    run(sailing, "UPDATE history SET \"by\" = '别人' WHERE id = 1", "DELETE FROM returns")
    held_anew(sailing)
    assert checked(sailing) == []
    _, remark = sailing.desk.returning.verify(path).remarks
    assert remark.startswith("写这份月报的时候的修改经过，和台账库里现在的对不上")


def test_a_head_altered_in_the_register_is_told(sailing: Voyage, tmp_path: Path) -> None:
    sent(sailing, tmp_path / "U盘")
    run(sailing, "UPDATE returns SET chain_head = 'x'")
    assert checked(sailing) == ["2026年10月月报第1次报出时记下的修改经过的核对码被改动过。"]


def test_a_return_from_before_a_restore_is_none_the_worse(sailing: Voyage, tmp_path: Path) -> None:
    book = cast("Any", sailing.desk.book)
    # So that the copy has the key with which the book signs.
    sent(sailing, tmp_path / "先")
    copy = book.back_up()
    sailing.event(day="2026-10-20", guests="丙")
    path = sent(sailing, tmp_path / "U盘")
    book.close()
    books = invented_books()
    books.restore(tmp_path / "航海簿", copy, PASSWORD)
    sailing.desk = Desk(books.open(tmp_path / "航海簿", PASSWORD), sailing.tools)
    assert checked(sailing) == []
    assert sailing.desk.returning.verify(path).remarks == ("由本台账库写出。",)
    found = check_up(sailing.desk.book, sailing.desk.clock)
    assert found.is_sound
    day = "2026年11月23日 10:05"
    said = f"修改经过里最近记着：{day} 书记 恢复备份（恢复到 {day} 的备份）。"
    assert found.beside == said
    run(sailing, "UPDATE history SET at = 'x' WHERE ledger = ''")
    assert check_up(sailing.desk.book, sailing.desk.clock).beside == ""
    run(sailing, "UPDATE history SET at = '2026-11-23', reason = X'ff' WHERE ledger = ''")
    assert not check_up(sailing.desk.book, sailing.desk.clock).is_sound


def test_a_return_of_after_a_restore_that_was_removed_is_told_by_the_file(
    sailing: Voyage, tmp_path: Path
) -> None:
    """The restore excuses only what was written before it."""
    book = cast("Any", sailing.desk.book)
    sent(sailing, tmp_path / "先")
    copy = book.back_up()
    book.close()
    books = invented_books()
    books.restore(tmp_path / "航海簿", copy, PASSWORD)
    later = make_tools(
        clock=lambda: NOW + timedelta(days=1), return_files=ReturnWorkbook(), resources=tmp_path
    )
    sailing.desk = Desk(books.open(tmp_path / "航海簿", PASSWORD), later)
    sailing.event(day="2026-10-20", guests="丙")
    path = sent(sailing, tmp_path / "U盘")
    assert sailing.desk.returning.verify(path).remarks == ("由本台账库写出。",)
    assert "_r2" in path.name
    run(
        sailing,
        "DELETE FROM returns WHERE revision = 2",
        "UPDATE history SET \"by\" = '别人' WHERE action = '更正'",
    )
    held_anew(sailing)
    _, remark = sailing.desk.returning.verify(path).remarks
    assert remark.startswith("写这份月报的时候的修改经过，和台账库里现在的对不上")


@pytest.mark.parametrize("text", ["", "7", "7-", "x-" + "0" * 64, "7-abc", "-1-" + "0" * 64])
def test_what_is_no_head_is_none(text: str) -> None:
    assert ChainHead.parse(text) is None


def test_a_head_is_read_as_it_is_written() -> None:
    told = ChainHead(7, "0" * 64)
    assert ChainHead.parse(told.to_text()) == told


def test_what_is_taken_back_and_done_again_is_told_by_the_history(
    sailing: Voyage, tmp_path: Path
) -> None:
    """Also of a month that was reported, over and over."""
    sent(sailing, tmp_path / "U盘")
    sailing.event(day="2026-10-20", guests="丙")
    steps = sailing.desk.records.steps
    for _ in range(3):
        assert steps.undo() is not None
        assert steps.redo() is not None
    assert steps.undo() is not None
    assert checked(sailing) == []
    sent(sailing, tmp_path / "U盘")
    assert checked(sailing) == []
