"""Several things in one cell: each has its own row; and hours that stand behind a day."""

from __future__ import annotations

from datetime import datetime

import pytest

from qinglian_desktop.ledgers.branch_building import BRANCH_BUILDING
from qinglian_desktop.ledgers.education import EDUCATION
from qinglian_desktop.ledgers.eight_ones import EIGHT_ONES
from qinglian_desktop.ledgers.inspections import INSPECTIONS
from qinglian_desktop.ledgers.promotion_meetings import PROMOTION_MEETINGS
from tests.read_sheets import read, sheet, told

HEADS = "批次|命名类型|命名日期|命名单位"


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("一支部、二支部、三支部", ["一支部", "二支部", "三支部"]),
        ("一支部，二支部", ["一支部", "二支部"]),
        ("一支部\n二支部", ["一支部", "二支部"]),
        ("1.一支部；2.二支部", ["一支部", "二支部"]),
        ("联合支部（一、二科）、三支部", ["联合支部（一、二科）", "三支部"]),
        ("一支部", ["一支部"]),
        ("省高等法院", ["省高等法院"]),
        ("一支部、高等法院", ["一支部", "高等法院"]),
        ("幼儿师范高等专科学校、平等街道", ["幼儿师范高等专科学校", "平等街道"]),
        ("市中等职业学校", ["市中等职业学校"]),
        ("同等学力办", ["同等学力办"]),
    ],
)
@pytest.mark.parametrize("head", ["命名单位", "单位"])
def test_each_unit_of_a_cell_is_a_row(said: str, names: list[str], head: str) -> None:
    page = sheet(HEADS.replace("命名单位", head), ["第一批", "双强四好", "2026-01-05", said])
    assert told(read(BRANCH_BUILDING, page))[0]["units"] == [{"name": name} for name in names]


@pytest.mark.parametrize(
    "said",
    [
        "一支部、二支部等5个支部",
        "一支部等三家",
        "二支部等",
        "一支部、高等法院等",
        "办公室等单位",
        "一支部、二支部等有关部门",
        "一支部等 5 个基层党支部",
        "和平街道、平等街道等多个街道",
        "太平等社区",
    ],
)
def test_units_that_are_only_counted_are_asked_for(said: str) -> None:
    found = read(BRANCH_BUILDING, sheet(HEADS, ["第一批", "双强四好", "2026-01-05", said]))
    record = found.record(0)
    assert "units" not in record.typed
    assert record.problems[0].message == f"“{said}”没有写全是哪几个，请逐个写上。"
    assert record.problems[0].said == ("units.name", said)


def test_several_units_visited_have_a_row_each_and_share_what_is_said_of_all() -> None:
    rows = ("督导时间|被督导单位|类别", "2026.4.2|市水文站、市水科院|市直")
    assert told(read(INSPECTIONS, sheet(*rows)))[0]["units"] == [
        {"name": "市水文站", "area": "市直"},
        {"name": "市水科院", "area": "市直"},
    ]


@pytest.mark.parametrize(
    ("said", "day", "hours"),
    [
        ("2026年3月3日15:00-16:30", "2026-03-03", "15:00-16:30"),
        ("2026年3月3日 15:00—16:30", "2026-03-03", "15:00-16:30"),
        ("2026-03-03 09:30", "2026-03-03", "09:30"),
        ("2026.4.22上午", "2026-04-22", "上午"),
        ("3月3日（周二）下午3点", "2026-03-03", "下午3点"),
        ("3.3 9:00至11:00", "2026-03-03", "9:00至11:00"),
        (datetime(2026, 3, 3, 14, 30), "2026-03-03", "14:30"),
    ],
)
def test_hours_behind_a_day_go_where_hours_are_kept(said: object, day: str, hours: str) -> None:
    for ledger, key in ((PROMOTION_MEETINGS, "hours"), (EDUCATION, "time"), (EIGHT_ONES, "time")):
        page = sheet("2026年台账||", "日期|主题|地点", [said, "学习", "会议室"])  # pyright: ignore[reportArgumentType]
        record = read(ledger, page).record(0)
        assert (record.typed["day"], record.typed[key]) == (day, hours)
        assert not record.problems


def test_hours_that_another_column_says_otherwise_are_told() -> None:
    rows = ("日期|起止时间|主题", "2026年3月3日15:00|9:00-10:00|学习")
    record = read(EDUCATION, sheet(*rows)).record(0)
    assert (record.typed["day"], record.typed["time"]) == ("2026-03-03", "9:00-10:00")
    assert "写的不一样" in record.problems[0].message


@pytest.mark.parametrize("said", ["2026-03-03 09:30-3月4日 10:00", "2026年3月3日 25:00", "3月3日"])
def test_what_is_no_day_with_hours_is_asked_for_as_before(said: str) -> None:
    record = read(EDUCATION, sheet("日期|主题|地点", f"{said}|学习|会议室")).record(0)
    assert "day" not in record.typed and len(record.problems) == 1
