"""Titles over a table, and heads that only the head above them explains."""

from __future__ import annotations

import pytest

from qinglian_desktop.documents.sheets.text_tables import rows_of_text
from qinglian_desktop.domain.importing.import_plan import HeadRows
from qinglian_desktop.ledgers.checkups import CHECKUPS
from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.talks import TALKS
from tests.read_sheets import read, sheet, told

TWO_ROWS = (
    "序号|党员姓名|年度|体检时间|体检项目||自查问题|体检结论",
    "||||思想|纪律||",
    "1|李一|2026|2026.4.10|√||不够主动|健康",
)
MERGED = "{0},4,{0},5 " + " ".join(f"{{0}},{at},{{1}},{at}" for at in (0, 1, 2, 3, 6, 7))


@pytest.mark.parametrize(
    ("titles", "merged"),
    [
        (("2026年度体检汇总表|||||||",), "0,0,0,7"),
        (("2026年度体检汇总表|||||||",), "0,0,0,6"),
        (("2026年度体检汇总表",), ""),
        (
            ("2026年度体检汇总表", "填报单位：三支部||||填报日期：2026年5月|||"),
            "1,0,1,3 1,4,1,7",
        ),
        (("附件2|||||||", "2026年度体检汇总表|||||||"), "0,0,0,1 1,0,1,7"),
    ],
)
def test_a_title_is_no_row_of_heads_however_it_is_merged(
    titles: tuple[str, ...], merged: str
) -> None:
    first = len(titles)
    cells = f"{merged} {MERGED.format(first, first + 1)}"
    found = read(CHECKUPS, sheet(*titles, *TWO_ROWS, merged=cells))
    assert found.head.rows == HeadRows(first, 2) and len(found.body.records) == 1
    assert found.year == 2026
    one = told(found)[0]
    assert (one["person"], one["day"], one["result"]) == ("李一", "2026-04-10", "健康")


@pytest.mark.parametrize("post", ["职务", "单位及职务", "部门及职务", "现任职务"])
def test_names_and_posts_below_who_speaks_and_with_whom_are_theirs(post: str) -> None:
    rows = (
        "时间||主谈人||谈话对象||谈话内容",
        f"日期|起止时间|姓名|职务|姓名|{post}|",
        "2026-01-20|9:00—9:40|邓一|纪检组长|李二|办公室科员|提醒",
    )
    found = read(TALKS, sheet(*rows, merged="0,0,0,1 0,2,0,3 0,4,0,5 0,6,1,6"))
    assert told(found) == [
        {
            "talker": "邓一",
            "talker_post": "纪检组长",
            "people": {"people": [{"name": "李二"}]},
            "position": "办公室科员",
            "content": "提醒",
            "time": {"start": "2026-01-20 09:00", "end": "2026-01-20 09:40"},
        }
    ]
    assert all(each.is_sure for each in found.columns)


@pytest.mark.parametrize(
    "rows",
    [
        (
            "序号|主谈人||谈话对象||时间|谈话内容",
            "|姓名|职务|姓名|职务||",
            "1|邓一|纪检组长|李二|办公室科员|2026-01-20 9:00|提醒",
        ),
        (
            "谈话台账",
            "时间|主谈人||谈话对象|||谈话内容",
            "|姓名|职务|姓名|部门|职务|",
            "2026-01-20 9:00|邓一|纪检组长|李二|一科|办公室科员|提醒",
        ),
    ],
)
def test_groups_of_people_are_known_where_their_merging_was_lost(rows: tuple[str, ...]) -> None:
    found = read(TALKS, sheet(*rows))
    (one,) = told(found)
    assert found.head.rows.count == 2
    assert (one["talker"], one["talker_post"]) == ("邓一", "纪检组长")
    assert one["people"] == {"people": [{"name": "李二"}]}
    assert "办公室科员" in str(one["position"]) and one["content"] == "提醒"


def test_a_record_below_a_head_that_is_blank_is_no_group() -> None:
    rows = ("谈话对象|对象职务||谈话内容", "李二|职务|备用|提醒", "姓名|职务||提醒")
    found = read(TALKS, sheet(*rows))
    assert found.head.rows == HeadRows(0, 1) and len(found.body.records) == 2


def test_the_post_of_somebody_else_goes_nowhere() -> None:
    rows = ("主题|主持人||记录人||地点", "|姓名|职务|姓名|职务|", "学习|邓一|书记|李二|科员|会议室")
    found = read(MEETINGS, sheet(*rows, merged="0,0,1,0 0,1,0,2 0,3,0,4 0,5,1,5"))
    assert [each.target for each in found.columns] == ["theme", "host", "", "recorder", "", "place"]


def test_a_group_that_names_nobody_changes_nothing() -> None:
    rows = ("基本情况|||谈话内容", "谈话对象|职务|谈话人|", "李二|科员|邓一|提醒")
    found = read(TALKS, sheet(*rows, merged="0,0,0,2 0,3,1,3"))
    assert [each.target for each in found.columns] == ["people", "position", "talker", "content"]


@pytest.mark.parametrize("hours", ["时间", "起止时间", "钟点"])
def test_hours_beside_a_day_are_the_hours_of_it(hours: str) -> None:
    rows = (f"日期|{hours}|谈话对象|谈话内容", "2026-01-20|9:00—9:40|李二|提醒")
    rows = (*rows, "2026-01-21|上午10点|李二|提醒")
    times = [each["time"] for each in told(read(TALKS, sheet(*rows)))]
    assert times == [
        {"start": "2026-01-20 09:00", "end": "2026-01-20 09:40"},
        {"start": "2026-01-21 10:00", "end": None},
    ]


SECTIONS = (
    "2026年谈话",
    "日期,谈话人,谈话对象,地点,谈话内容",
    "2025年",
    "12月8日,邓一,李二,办公室,甲",
    "2026年",
    "1月8日,邓一,李二,办公室,乙",
    "合计：2次",
)


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_short_lines_of_a_text_do_not_make_it_one_column(separator: str) -> None:
    text = "\n".join(SECTIONS).replace(",", separator)
    page = sheet(*([*row] for row in rows_of_text(text, "谈话.csv")))
    found = read(TALKS, page)
    assert [(each.row, each.why) for each in found.body.left_out] == [
        (3, "分段"),
        (5, "分段"),
        (7, "合计"),
    ]
    assert [str(each["time"])[11:21] for each in told(found)] == ["2025-12-08", "2026-01-08"]


def test_a_text_that_only_has_a_comma_here_and_there_is_one_column() -> None:
    text = "今天开会\n学习了文件\n大家发言,都很好\n散会\n记录完\n"
    assert {len(row) for row in rows_of_text(text, "记录.txt")} == {1}
