"""What a cell says a second time: it is read once, and yet told wherever it stands."""

from __future__ import annotations

import gc
from datetime import date

import pytest

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.roster import recognise
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.members import Members
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.sheet import FileSheet, SheetFile
from qinglian_desktop.domain.values import People, Person, Value
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.talks import TALKS
from tests.read_sheets import read, sheet

HEADS = "时间|地点|谈话对象|对象类别|谈话人|谈话内容"


def test_what_is_wrong_is_told_at_each_cell_that_says_it() -> None:
    rows = [f"2026-3-{day} 9:00|XXX|张三|外星人|李四|谈了。" for day in (5, 6, 7)]
    records = list(read(TALKS, sheet(HEADS, *rows)).records())
    assert [[(e.row, e.column) for e in each.problems] for each in records] == [
        [(1, 3)],
        [(2, 3)],
        [(3, 3)],
    ]
    assert [each.unfilled for each in records] == [(("place", "XXX"),)] * 3


def test_lost_digits_are_told_of_each_number() -> None:
    found = read(PEOPLE, sheet("姓名|电话", "张三|1.38E+10", "李四|1.38E+10"))
    assert [len(each.problems) for each in found.records()] == [1, 1]


def test_the_same_as_above_is_what_stands_above_each_time() -> None:
    rows = ("同上", "甲室", "同上", "乙室", "同上", "甲室")
    page = sheet(
        HEADS, *(f"2026-3-{5 + n} 9:00|{r}|张三|其他|李四|谈。" for n, r in enumerate(rows))
    )
    said = [each.typed.get("place") for each in read(TALKS, page).records()]
    assert said == ["同上", "甲室", "甲室", "乙室", "乙室", "甲室"]


def test_several_words_and_people_are_each_records_own() -> None:
    rows = [f"2026-3-{day} 9:00|室|张三、王五|其他|李四|谈了。" for day in (5, 6)]
    one, two = read(TALKS, sheet(HEADS, *rows)).records()
    for key in ("classes", "people"):
        assert one.typed[key] == two.typed[key] and one.typed[key] is not two.typed[key]


def test_words_noted_in_the_remarks_are_noted_of_each_record() -> None:
    plan = ImportPlan(mended={("sex", "武"): None}, noted=frozenset({("sex", "武")}))
    found = read(PEOPLE, sheet("姓名|性别", "张三|武", "李四|武"), plan=plan)
    assert len({str(each.typed["remarks"]) for each in found.records()}) == 1


def test_of_two_of_one_name_the_day_says_each_time_who_is_meant() -> None:
    members = Members(
        {
            1: Member(1, "张三", left=date(2025, 12, 31)),
            2: Member(2, "张三", joined=date(2026, 1, 1)),
        }
    )

    def meant(day: date) -> Value:
        values: dict[str, Value] = {TALKS.occurred: day, "people": People.named(Person("张三"))}
        assert recognise(TALKS, values, members) == []
        return values["people"]

    for day, who in ((date(2025, 3, 1), 1), (date(2026, 3, 1), 2), (date(2025, 3, 1), 1)):
        assert meant(day) == People.named(Person("张三", who))


def test_who_is_of_no_roster_is_told_of_each_record() -> None:
    for members in (Members({}), Members({7: Member(7, "张三丰")})):
        told: list[list[str]] = []
        for _ in range(2):
            values: dict[str, Value] = {"people": People.named(Person("张三"))}
            told.append([each.message for each in recognise(TALKS, values, members)])
        assert told[0] == told[1] and len(told[0]) == 1
        assert ("张三丰" in told[0][0]) == bool(members)


@pytest.mark.parametrize("collects", [True, False])
def test_nothing_is_collected_until_all_is_kept(
    empty_book: Book, tools: Tools, *, collects: bool
) -> None:
    cells = (("姓名", "性别"), ("张三", "男"), ("李四", "女"))
    file = SheetFile("名册.xlsx", "", (FileSheet("一", cells),))
    importing = Desk(empty_book, tools).importing
    seen: list[bool] = []

    def progress(done: int, total: int) -> bool:
        seen.append(gc.isenabled())
        return done < total

    was = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        found = importing.understand(PEOPLE, file, ImportPlan())
        with pytest.raises(Cancelled):
            importing.keep(found, progress=progress)
        assert seen == [False, False] and gc.isenabled() is collects
    finally:
        (gc.enable if was else gc.disable)()
