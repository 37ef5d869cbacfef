"""Two columns that say the same thing: both stay where there is room, and none is lost unseen."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.risks import RISKS
from qinglian_desktop.ledgers.talks import TALKS
from tests.read_sheets import read, sheet, told


def goes(found: Understanding) -> list[str]:
    return [each.target for each in found.columns]


@pytest.mark.parametrize("is_post_first", [True, False])
def test_a_name_with_its_post_goes_before_the_name_alone(is_post_first: bool) -> None:
    pair = [("谈话人及职务", "韦一（书记）"), ("谈话人", "韦二")]
    (head, said), (other, name) = pair if is_post_first else pair[::-1]
    found = read(TALKS, sheet(f"谈话对象|{head}|{other}", f"张三|{said}|{name}"))
    (record,) = told(found)
    assert (record["talker"], record["talker_post"]) == ("韦一", "书记")
    (words,) = found.at_one_place()
    lost, kept = (3, 2) if is_post_first else (2, 3)
    assert words == (
        f"第 {lost} 列“谈话人”与第 {kept} 列“谈话人及职务”都记到“谈话人”，"
        f"只能记一列，第 {lost} 列不导入。"
    )
    assert found.columns[lost - 1].target == ""


def test_a_post_said_twice_stands_once_and_two_posts_both() -> None:
    head = "谈话对象|谈话人及职务|谈话人职务"
    rows = (
        "张三|韦一（书记）|党支部书记",
        "李四|韦一（委员）|科长",
        "王五|韦一（党支部书记）|书记",
    )
    posts = [each["talker_post"] for each in told(read(TALKS, sheet(head, *rows)))]
    assert posts == ["党支部书记", "委员；科长", "党支部书记"]


def test_columns_of_one_text_are_joined_and_it_is_said() -> None:
    found = read(
        MEETINGS,
        sheet(
            "类型|地点|会议地点|主要内容|讨论发言", "支委会|一楼|二楼|甲|乙", "支委会|一楼|一楼||乙"
        ),
    )
    first, second = told(found)
    assert (first["place"], first["points"]) == ("一楼；二楼", "甲\n讨论发言：乙")
    assert (second["place"], second["points"]) == ("一楼", "乙")
    assert list(found.at_one_place()) == [
        "第 3 列“会议地点”与第 2 列“地点”都记到“地点”，连在一起。",
        "第 5 列“讨论发言”与第 4 列“主要内容”都记到“发言要点”，连在一起。",
    ]


def test_of_two_records_side_by_side_the_second_is_not_mixed_into_the_first() -> None:
    found = read(PEOPLE, sheet("姓名|部门|备注|姓名|部门|备注", "张三|一科|甲|李四|二科|乙"))
    assert told(found) == [
        {"name": "张三", "department": "一科", "remarks": "甲"},
        {"name": "李四", "department": "二科", "remarks": "乙"},
    ]
    found = read(PEOPLE, sheet("部门|姓名|备注|姓名|备注", "一科|张三|甲|李四|乙"))
    assert told(found) == [{"name": "张三", "department": "一科", "remarks": "甲"}]
    assert len(list(found.at_one_place())) == 2


def test_columns_of_different_groups_are_not_joined() -> None:
    rows = ("姓名|去年|今年", "|备注|备注", "张三|甲|乙")
    found = read(PEOPLE, sheet(*rows, merged="0,0,1,0"))
    assert told(found) == [{"name": "张三", "remarks": "乙"}] and goes(found)[1] == ""


def test_what_is_surely_taken_is_no_likeness_of_something_else() -> None:
    found = read(MEETINGS, sheet("类型|参加人员|到会人员", "支委会|张三|李四"))
    assert goes(found) == ["kind", "people", ""]


def test_a_day_and_its_hours_in_two_columns_are_one_time() -> None:
    for pair in ("日期|时间", "会议日期|会议时间"):
        found = read(
            MEETINGS,
            sheet(f"类型|{pair}", "支委会|2026-3-5|9:00-10:00", "支委会|2026年3月6日|下午3点"),
        )
        assert goes(found) == ["kind", "time", "time.hours"]
        assert [each["time"] for each in told(found)] == [
            {"start": "2026-03-05 09:00", "end": "2026-03-05 10:00"},
            {"start": "2026-03-06 15:00", "end": None},
        ]


def test_of_a_day_and_a_time_with_it_that_is_taken_which_says_more() -> None:
    found = read(MEETINGS, sheet("类型|日期|时间", "支委会|2026-3-5|2026-3-5 9:00"))
    assert told(found)[0]["time"] == {"start": "2026-03-05 09:00", "end": None}
    assert goes(found) == ["kind", "", "time"]


def test_a_month_that_another_column_says_otherwise_is_told() -> None:
    for heads in ("出生年月|出生日期", "出生日期|出生年月"):
        born = "1974.05|1974.06" if heads.startswith("出生年月") else "1974.06|1974.05"
        (record,) = read(PEOPLE, sheet(f"姓名|{heads}", f"张三|{born}")).records()
        assert record.typed["born"] == "1974-05"
        (problem,) = record.problems
        assert problem.message == "“1974.06”和“出生年月”那一列写的不一样，没有采用。"
        assert problem.said == ("born_on", "1974.06")


def test_of_child_rows_the_first_column_is_taken_and_the_other_told() -> None:
    rows = ("风险点|防控措施|防控措施", "审核不严|双人审核|公开")
    found = read(RISKS, sheet(*rows))
    assert told(found)[0]["controls"] == [{"measure": "双人审核"}]
    assert [each[:11] for each in found.at_one_place()] == ["第 3 列“防控措施”"]


def test_what_was_decided_goes_before_what_is_proposed() -> None:
    rows = ("姓名|性别|别名", "张三|男|李四")
    found = read(PEOPLE, sheet(*rows), plan=ImportPlan(targets={2: "name"}))
    assert goes(found) == ["", "sex", "name"]
    both = read(PEOPLE, sheet(*rows), plan=ImportPlan(targets={2: "name", 0: "name"}))
    assert goes(both) == ["", "sex", "name"]


@pytest.mark.parametrize(
    ("ledger", "head"),
    [
        (PEOPLE, "申请入党时间"),
        (PEOPLE, "递交入党时间"),
        (PEOPLE, "预计转正时间"),
        (PEOPLE, "原民族"),
        (MEETINGS, "上次会议时间"),
        (MEETINGS, "下次活动地点"),
        (MEETINGS, "计划召开时间"),
    ],
)
def test_a_word_before_a_name_that_makes_it_another_thing_is_heeded(
    ledger: Ledger, head: str
) -> None:
    found = read(ledger, sheet(f"姓名|类型|{head}", "李一|支委会|2026.1.5"))
    assert found.columns[2].target == ""
