"""Who is at two talks of one time is told, whether the other was there or came just before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.ports import Mark
from qinglian_desktop.application.records import Saved
from qinglian_desktop.domain.record import State
from qinglian_desktop.domain.values import Interval
from qinglian_desktop.ledgers.talks import TALKS
from tests.conftest import PASSWORD

HOURS = [datetime(2026, 3, 5, hour) for hour in range(8, 18)]


@pytest.fixture
def desk(tools: Tools, books: Books, tmp_path: Path) -> Iterator[Desk]:
    """An empty book of the program's own ledgers."""
    book, _ = books.create(tmp_path / "册", PASSWORD)
    try:
        yield Desk(book, tools)
    finally:
        book.close()


def talk(who: str, at: datetime) -> dict[str, object]:
    return {
        "category": "谈心谈话",
        "form": "个别",
        "place": "谈心谈话室",
        "people": [who],
        "classes": ["其他"],
        "talker": "韦一方",
        "focus": ["岗位职责"],
        "content": "谈了工作和生活。",
        "time": f"{at:%Y-%m-%d %H:%M}",
    }


def told(saved: Saved) -> list[str]:
    return [each.message for each in saved.warnings if "重复登记" in each.message]


def test_of_many_at_once_each_is_compared_with_those_before_it(desk: Desk) -> None:
    desk.records.save(TALKS, talk("甲三", HOURS[3]))
    sheet = [talk("甲一", at) for at in HOURS[:3]]
    sheet += [talk("甲三", HOURS[3]), talk("甲一", HOURS[1]), talk("甲二", HOURS[1])]
    sheet += [talk("甲二", HOURS[1])]
    saved = desk.records.add_all(TALKS, sheet)
    numbers = [each.record.number for each in saved]
    said = [told(each) for each in saved]
    assert [len(each) for each in said] == [0, 0, 0, 1, 1, 0, 1]
    assert "2026-001" in said[3][0]
    assert numbers[1] in said[4][0]
    assert numbers[5] in said[6][0]


def test_one_that_is_moved_or_voided_meanwhile_is_met_where_it_is(desk: Desk) -> None:
    ledger = desk.catalogue[TALKS.key]
    (first,) = desk.records.add_all(ledger, [talk("甲一", HOURS[0])])
    mark = Mark(HOURS[0], "韦一方", "修改")
    with desk.book.writing() as work:

        def met(at: datetime) -> int:
            return len(work.records.at_once(ledger, at, 5))

        assert [met(at) for at in HOURS[:3]] == [1, 0, 0]
        values = {**first.record.values, "time": Interval(HOURS[2])}
        moved = work.records.replace(ledger, replace(first.record, values=values), mark)
        assert [met(at) for at in HOURS[:3]] == [0, 0, 1]
        work.records.replace(ledger, replace(moved, state=State.VOID), mark)
        assert [met(at) for at in HOURS[:3]] == [0, 0, 0]
