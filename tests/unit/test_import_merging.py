"""What becomes of a record that is there already, when a table says more of it, or other things."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.importing import Imported
from qinglian_desktop.application.looked_records import Looked
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.sheet import SheetFile
from qinglian_desktop.domain.values import Interval, People
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.read_sheets import sheet

CATALOGUE = Catalogue(ALL_LEDGERS)
PEOPLE, MEETINGS, TALKS = (CATALOGUE[key] for key in ("people", "meetings", "talks"))
BOTH = [Treatment.FILL, Treatment.UPDATE]
OF_MEETING = "类型|会议主题|时间|地点|主持人|记录人|参加人员|应到|实到|议题|会议内容"
OF_GROUP = "类型|党小组|会议主题|时间|地点|主持人|记录人|应到|实到|议题|会议内容"


@pytest.fixture
def desk(empty_book: Book, tools: Tools) -> Desk:
    return Desk(empty_book, tools)


def understood(
    desk: Desk, ledger: Ledger, *rows: str, plan: ImportPlan | None = None
) -> Understanding:
    file = SheetFile("表.xlsx", "", (sheet(*rows),))
    return desk.importing.understand(ledger, file, plan or ImportPlan())


def bring_in(
    desk: Desk,
    ledger: Ledger,
    *rows: str,
    otherwise: Treatment = Treatment.SKIP,
    plan: ImportPlan | None = None,
) -> Imported:
    return desk.importing.keep(understood(desk, ledger, *rows, plan=plan), otherwise=otherwise)


def all_of(desk: Desk, ledger: Ledger) -> list[Record]:
    found = desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key)))
    return sorted(found, key=lambda record: record.number)


def group(which: str, said: str, day: str = "2026-03-05 9:00") -> str:
    return f"党小组会|{which}|学习|{day}|二楼|韦一|罗二|3|3|学习|{said}"


@pytest.mark.parametrize("treatment", BOTH)
def test_what_the_program_only_proposed_changes_nothing_of_what_is_there(
    desk: Desk, treatment: Treatment
) -> None:
    bring_in(desk, PEOPLE, "姓名|政治面貌|调入日期|职务", "张三|中共党员|2019-05-06|科员")
    made = bring_in(desk, PEOPLE, "姓名|联系电话", "张三|0771-1", otherwise=treatment)
    assert (made.changed, made.rejected) == (1, ())
    (person,) = all_of(desk, PEOPLE)
    told = [str(person.value(key)) for key in ("politics", "joined", "post", "phone")]
    assert told == ["正式党员", "2019-05-06", "科员", "0771-1"]


def test_what_was_said_for_all_fills_only_what_is_blank(desk: Desk) -> None:
    bring_in(desk, PEOPLE, "姓名|政治面貌|职务", "张三|群众|科员", "李四|群众|")
    plan = ImportPlan(for_all={"post": "主任", "politics": "中共党员"})
    rows = ("姓名|联系电话", "张三|0771-1", "李四|0771-2")
    bring_in(desk, PEOPLE, *rows, otherwise=Treatment.UPDATE, plan=plan)
    told = [(each.value("post"), each.value("politics")) for each in all_of(desk, PEOPLE)]
    assert told == [("科员", "群众"), ("主任", "群众")]


def test_a_nought_is_said(desk: Desk) -> None:
    head = "类型|会议主题|时间|地点|主持人|记录人|应到|实到|流动和行动不便党员数|议题|会议内容"
    row = "党员大会|学习|2026-03-05 9:00|二楼|韦一|罗二|30|20|{}|学习|讨论"
    bring_in(desk, MEETINGS, head, row.format(2))
    made = bring_in(desk, MEETINGS, head, row.format(0), otherwise=Treatment.UPDATE)
    assert made.changed == 1 and all_of(desk, MEETINGS)[0].value("unable") == 0


def test_updating_makes_no_record_poorer_and_says_so(desk: Desk) -> None:
    people = [f"{name}|正式党员" for name in ("韦一", "罗二", "莫三")]
    bring_in(desk, PEOPLE, "姓名|政治面貌", *people)
    full = "支委会|学习|2026-03-05 9:00-11:00|二楼|韦一|罗二|韦一、罗二、莫三|||学习|讨论"
    assert bring_in(desk, MEETINGS, OF_MEETING, full).reasons == {}
    poor = "支委会|学习|2026-03-05|三楼|韦一|罗二||3|3|学习|讨论"
    made = bring_in(desk, MEETINGS, OF_MEETING, poor, otherwise=Treatment.UPDATE)
    (meeting,) = all_of(desk, MEETINGS)
    came = meeting.value("people")
    assert isinstance(came, People) and len(came.attendees) == 3
    assert meeting.value("time") == Interval(datetime(2026, 3, 5, 9), datetime(2026, 3, 5, 11))
    assert meeting.value("place") == "三楼"
    said = [each.field for each in made.saved[0].warnings if "写得更全" in each.message]
    assert said == ["time", "people"]


@pytest.mark.parametrize("treatment", BOTH)
def test_of_a_double_in_the_file_one_record_is_made(desk: Desk, treatment: Treatment) -> None:
    rows = ("姓名|政治面貌|职务|联系电话", "张三|群众|科员|", "张三|群众||0771-1")
    made = bring_in(desk, PEOPLE, *rows, otherwise=treatment)
    (person,) = all_of(desk, PEOPLE)
    assert (person.value("post"), person.value("phone")) == ("科员", "0771-1")
    assert (len(made.saved), made.changed) == (1, 0)
    assert desk.records.steps.undo() is not None and all_of(desk, PEOPLE) == []
    assert desk.records.steps.redo() is not None
    assert all_of(desk, PEOPLE)[0].value("phone") == "0771-1"


def test_one_that_is_met_twice_is_counted_once_and_taken_back_whole(desk: Desk) -> None:
    bring_in(desk, PEOPLE, "姓名|政治面貌|职务", "张三|群众|科员")
    rows = ("姓名|政治面貌|职务|联系电话", "张三|群众|副主任|", "张三|群众||0771-1")
    made = bring_in(desk, PEOPLE, *rows, otherwise=Treatment.UPDATE)
    assert (len(made.saved), made.changed) == (1, 1)
    (person,) = all_of(desk, PEOPLE)
    assert (person.value("post"), person.value("phone")) == ("副主任", "0771-1")
    assert desk.records.steps.undo() is not None
    (person,) = all_of(desk, PEOPLE)
    assert (person.value("post"), person.value("phone")) == ("科员", None)
    assert desk.records.steps.redo() is not None
    (person,) = all_of(desk, PEOPLE)
    assert (person.value("post"), person.value("phone")) == ("副主任", "0771-1")


def test_two_groups_on_one_day_are_two_meetings_and_so_are_two_hours(desk: Desk) -> None:
    rows = (OF_GROUP, group("第一党小组", "甲"), group("第二党小组", "乙"))
    assert len(bring_in(desk, MEETINGS, *rows).saved) == 2
    later = group("第一党小组", "丙", "2026-03-05 15:00")
    assert len(bring_in(desk, MEETINGS, OF_GROUP, later).saved) == 1
    bring_in(desk, MEETINGS, *rows, otherwise=Treatment.UPDATE)
    assert [each.value("points") for each in all_of(desk, MEETINGS)] == ["甲", "乙", "丙"]


def test_a_record_of_the_book_is_met_once(desk: Desk) -> None:
    head = OF_GROUP.replace("|党小组|", "|")
    rows = [group("", text).replace("||", "|", 1) for text in ("甲", "乙")]
    bring_in(desk, MEETINGS, head, *rows, otherwise=Treatment.ADD)
    made = bring_in(desk, MEETINGS, head, *rows, otherwise=Treatment.UPDATE)
    assert made.unchanged == 2
    assert [each.value("points") for each in all_of(desk, MEETINGS)] == ["甲", "乙"]


def test_a_row_of_our_own_list_is_known_by_its_number(desk: Desk, tmp_path: Path) -> None:
    head = OF_GROUP.replace("|党小组|", "|")
    rows = [group("", text).replace("||", "|", 1) for text in ("甲", "乙")]
    bring_in(desk, MEETINGS, head, *rows, otherwise=Treatment.ADD)
    one, two = all_of(desk, MEETINGS)
    own = "编号|类型|起止时间|主题|主持人"
    found = understood(
        desk,
        MEETINGS,
        own,
        f"{two.number}|党小组会|2026-03-05 9:00|学习|韦一",
        f"{one.number}|党小组会|2026-03-09 9:00|学习|韦一",
    )
    twins = [each.twin.number if each.twin else "" for each in desk.importing.look(found)]
    assert found.is_own and twins == [two.number, one.number]


def reasons(looked: Looked) -> Mapping[Treatment, list[str]]:
    return {each: looked.reasons(each) for each in BOTH}


def test_it_is_told_before_and_after_why_it_cannot_be_merged(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, PEOPLE, "姓名|政治面貌|调入日期", "张三|群众|2020-01-01")
    found = understood(desk, PEOPLE, "姓名|政治面貌|调出日期", "张三|群众|2019-01-01")
    (looked,) = desk.importing.look(found)
    assert reasons(looked)[Treatment.UPDATE]
    assert not looked.can_be(Treatment.UPDATE) and looked.can_be(Treatment.SKIP)
    made = desk.importing.keep(found, otherwise=Treatment.UPDATE)
    assert made.rejected == (0,) and list(made.reasons[0]) == looked.reasons(Treatment.UPDATE)
    target = tmp_path / "没有导入.xlsx"
    desk.importing.write_rejected(found, made.rejected, target, made.reasons)
    page = openpyxl.load_workbook(target).worksheets[0]
    last = [cell.value for cell in list(page.iter_rows())[-1]]
    assert made.reasons[0][0] in str(last[-1])
