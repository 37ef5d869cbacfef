"""What stands around the records and only looks as if it told something of each of them."""

from __future__ import annotations

from typing import cast

import pytest

from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.importing.written import share_in
from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.problems import PROBLEMS
from qinglian_desktop.ledgers.risks import RISKS
from qinglian_desktop.ledgers.tasks import TASKS
from tests.read_sheets import read, sheet, told


def offers(found: Understanding) -> dict[str, object]:
    return {each.key: each.offer.plain for each in found.lacking if each.offer}


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("填报单位：办公室　联系电话：5551234", ""),
        ("填表人：王五　电话：5551234", ""),
        ("", "备注：本表一式两份，一份留存。"),
        ("", "说明：不含离退休人员"),
        ("", "负责人：王五　　审核：赵六　　联系电话：5551234"),
    ],
)
def test_what_tells_of_the_table_tells_nothing_of_its_records(above: str, below: str) -> None:
    rows = ("花名册", above, "姓名|性别|入党日期", "张三|男|2001-7-1", "李四|女|2002-7-1", below)
    assert offers(read(PEOPLE, sheet(*rows, merged="5,0,5,2"))) == {}


def test_of_problems_it_names_nobody_in_charge() -> None:
    rows = ("序号|问题|整改时限|整改措施", "1|台账不全|2026-6-30|补齐", "负责人：李四")
    assert "owner" not in offers(read(PROBLEMS, sheet(*rows, merged="2,0,2,3")))


@pytest.mark.parametrize("unit", ["万元", "人", "人次", "个", "项", "元"])
def test_in_what_something_is_counted_is_no_office(unit: str) -> None:
    heads = "风险点|风险类别|表现形式"
    found = read(RISKS, sheet("风险统计", f"单位：{unit}", heads, "围标|业务流程|指定品牌"))
    assert "department" not in offers(found)
    found = read(RISKS, sheet("风险统计", "单位：财务科", heads, "围标|业务流程|指定品牌"))
    assert offers(found)["department"] == "财务科"


TASK = ("任务名称|责任部门|完成时限", "甲任务|办公室|2026-6-30")
PROBLEM = ("问题|责任人|整改时限", "台账不全|张三|2026-6-30")


@pytest.mark.parametrize(
    "title", ["2026年重点工作完成情况表", "任务完成时限表", "重点任务完成率统计", "落实情况"]
)
def test_a_title_that_asks_how_far_something_is_does_not_say_it(title: str) -> None:
    assert "status" not in offers(read(TASKS, sheet(title, *TASK)))


def test_a_title_that_says_it_does() -> None:
    assert offers(read(TASKS, sheet("2026年已完成任务清单", *TASK)))["status"] == "已完成"
    assert "status" not in offers(read(PROBLEMS, sheet("问题整改完成情况统计表", *PROBLEM)))


def test_a_short_word_within_another_is_not_that_word() -> None:
    row = ("时间|地点|主题|主持人", "2026-3-2 9:00|会议室|学习精神|李四")
    assert "kind" not in offers(read(MEETINGS, sheet("学习贯彻党的二十大会议精神台账", *row)))
    assert offers(read(MEETINGS, sheet("2026年党员大会台账", *row)))["kind"] == "党员大会"
    rows = ("风险点|风险类别|表现形式", "围标|业务流程|指定品牌")
    assert "level" not in offers(read(RISKS, sheet("市局二级单位风险清单", *rows)))
    assert offers(read(RISKS, sheet("二级风险清单", *rows)))["level"] == "二级"


def test_nor_is_it_in_a_line_between_the_records() -> None:
    heads, row = "时间|地点|主题|主持人", "2026-3-2 9:00|会议室|学习|李四"
    found = read(
        MEETINGS,
        sheet(
            heads, "一、党的二十大会议精神学习|||", row, "二、支部大会|||", row, "三、大会|||", row
        ),
    )
    assert [each.get("kind") for each in told(found)] == [None, "党员大会", "党员大会"]


def test_a_title_is_the_name_of_one_field_and_never_of_two() -> None:
    found = read(RISKS, sheet("采购岗风险防控", "防控措施|责任人|责任领导", "双人审核|张三|李四"))
    assert found.is_one and offers(found) == {}


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("完成90%", "90"),
        ("总体进度达 90％", "90"),
        ("完成90%，满意率95%", "90"),
        ("尚未完成，仅完成20%", "20"),
        ("完成60%，比上季度提高10%", "60"),
        ("满意率达到95%，正在推进", None),
        ("整改满意率95%", None),
        ("同比增长20%", None),
        ("还有20%未完成", None),
        ("未完成20%", None),
        ("计划6月底前完成90%", None),
        ("一季度完成20%，二季度完成40%", None),
        ("完成1.5%", None),
    ],
)
def test_a_share_of_something_else_is_not_how_far_it_is(text: str, share: str | None) -> None:
    assert share_in(text) == share


def names(found: Understanding) -> list[object]:
    return [each["name"] for each in told(found)]


def test_the_right_half_of_a_line_that_adds_up_is_no_record() -> None:
    found = read(
        PEOPLE,
        sheet(
            "序号|姓名|部门|序号|姓名|部门",
            "1|张三|办公室|3|李四|财务科",
            "2|王五|办公室|||",
            "合计|3人|||2人|",
            "填表人：孙八|||审核人：周九||",
        ),
    )
    assert names(found) == ["张三", "王五", "李四"]


def test_who_signed_a_narrow_table_is_no_record() -> None:
    rows = ("姓名|性别|姓名|性别", "张三|男|李四|女", "王五|男||", "填表人：孙八||审核人：周九|")
    assert names(read(PEOPLE, sheet(*rows))) == ["张三", "王五", "李四"]


@pytest.mark.parametrize("line", ["支委会", "一、学习"])
def test_a_year_holds_until_another_time_begins(line: str) -> None:
    rows = ("2026年三会一课台账", "时间|地点|主题", "2025年||", "3月5日 9:00|一楼|甲", f"{line}||")
    below = ("3月6日 9:00|一楼|乙", "2024年||", "3月7日 9:00|一楼|丙")
    found = read(MEETINGS, sheet(*rows, *below, merged="4,0,4,2"))
    days = [str(each["time"])[11:21] for each in told(found)]
    assert days == ["2025-03-05", "2025-03-06", "2024-03-07"]


def test_a_year_that_is_open_stays_so_below_a_word() -> None:
    rows = ("2026年台账", "时间|地点|主题", "年份待定||", "支委会||", "3月5日 9:00|一楼|甲")
    found = read(MEETINGS, sheet(*rows))
    assert found.asks_year and [each.get("time") for each in told(found)] == [None]
    assert [each["kind"] for each in told(found)] == ["支委会"]


@pytest.mark.parametrize("line", ["二、财务管理", "财务管理方面"])
def test_below_a_numbered_line_no_row_is_of_the_record_above_it(line: str) -> None:
    rows = (
        "风险点|风险类别|表现形式|防控措施|责任人",
        "一、采购管理||||",
        "围标|业务流程|指定品牌|双人审核|张三",
        "|||公开招标|李四",
        f"{line}||||",
        "|||月报|王五",
    )
    found = read(RISKS, sheet(*rows, merged="4,0,4,4"))
    rows_of = [cast("list[dict[str, str]]", each["controls"]) for each in told(found)]
    measures = [[each["measure"] for each in controls] for controls in rows_of]
    # A mere heading, as on each page, parts nothing.
    parted = [["双人审核", "公开招标"], ["月报"]]
    assert measures == (parted if line[1] == "、" else [[*parted[0], *parted[1]]])
