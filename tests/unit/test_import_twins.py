"""Which record is the same thing as one that comes in: what is asked, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.looked_records import Looked
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.sheet import SheetFile
from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.people import PEOPLE
from tests.conftest import PASSWORD
from tests.read_sheets import sheet


@pytest.fixture
def desk(tools: Tools, books: Books, tmp_path: Path) -> Iterator[Desk]:
    """An empty book of the program's own ledgers."""
    book, _ = books.create(tmp_path / "册", PASSWORD)
    try:
        yield Desk(book, tools)
    finally:
        book.close()


def understood(desk: Desk, ledger: Ledger, *rows: str) -> Understanding:
    file = SheetFile("", "", (sheet(*rows),))
    return desk.importing.understand(desk.catalogue[ledger.key], file, ImportPlan())


def looked(desk: Desk, ledger: Ledger, *rows: str) -> tuple[Looked, ...]:
    return desk.importing.look(understood(desk, ledger, *rows))


def bring_in(desk: Desk, ledger: Ledger, *rows: str) -> None:
    kept = desk.importing.keep(understood(desk, ledger, *rows), otherwise=Treatment.ADD)
    assert len(kept.saved) == len(rows) - 1


def test_one_name_is_the_same_person_unless_they_say_different_things(desk: Desk) -> None:
    head = "姓名|性别|出生年月|政治面貌|调入日期|联系电话"
    bring_in(
        desk,
        PEOPLE,
        head,
        "韦一|男|1980-01|群众|2020-01-01|0000-1",
        "罗二|女||群众|2020-01-01|",
        "莫三|男|1990-05|群众|2020-01-01|",
    )
    found = looked(
        desk,
        PEOPLE,
        head,
        "韦一|男|1980-01|群众|2020-01-01|0000-9",
        "韦一|男||群众|2020-01-01|",
        "韦一|男|1981-01|群众|2020-01-01|0000-2",
        "罗 二|女|1970-01|群众|2020-01-01|0000-3",
        "新来的|女||群众|2020-01-01|",
        "新来的|女||群众|2020-01-01|",
        "莫三|男|1991-05|群众|2020-01-01|",
    )
    twins = [each.twin.number[-3:] if each.twin else "" for each in found]
    assert twins == ["001", "", "", "002", "", "", ""]
    assert [each.same_as for each in found] == [None, 0, 1, None, None, 4, None]


def test_an_event_is_the_same_by_its_day_whether_or_not_it_says_the_hour(desk: Desk) -> None:
    head = "类型|会议主题|时间|地点|主持人|记录人|应到|实到|议题|会议内容"
    bring_in(desk, MEETINGS, head, "支委会|研究|2026-3-5|二楼|韦一|罗二|3|3|学习|讨论")
    found = looked(
        desk,
        MEETINGS,
        head,
        "支委会|研究|2026-3-5 9:00|二楼|韦一|罗二|3|3|学习|讨论",
        "党课|研究|2026-3-5 9:00|二楼|韦一|罗二|3|3|学习|讨论",
        "支委会|研究|2026-3-6|二楼|韦一|罗二|3|3|学习|讨论",
    )
    assert [each.twin is not None for each in found] == [True, False, False]


def test_one_that_is_rejected_does_not_stand_in_the_way_of_a_later_one(desk: Desk) -> None:
    heads = "姓名|出生年月|性别|政治面貌"
    bad, good = "张三|1980-01|不清楚|群众", "张三|1980-01|男|群众"
    found = understood(desk, PEOPLE, heads, bad, good, good)
    assert [each.same_as for each in desk.importing.look(found)] == [None, None, 1]
    kept = desk.importing.keep(found)
    assert (kept.rejected, kept.skipped, len(kept.saved)) == ((0,), (2,), 1)


def test_once_it_is_mended_those_below_are_the_same_as_it(desk: Desk) -> None:
    heads = "姓名|出生年月|性别|政治面貌"
    rows = ("张三|1980-01|不清楚|群众", "张三|1980-01|男|群众")
    found = understood(desk, PEOPLE, heads, *rows)
    plan = ImportPlan(mended={("sex", "不清楚"): "男"})
    mended = desk.importing.understand(found.ledger, found.file, plan)
    assert [each.same_as for each in desk.importing.look(mended)] == [None, 0]
