"""A sheet of somebody else: where its head is, what its columns say, and which rows are records.

Over 300 lines because each shape of a sheet is tried in one place.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

import pytest

from qinglian_desktop.domain.field_types import Rows
from qinglian_desktop.domain.importing.cells import has_lost_digits, text_of_cell
from qinglian_desktop.domain.importing.import_plan import HeadRows, ImportPlan
from qinglian_desktop.domain.importing.parts import rows_in
from qinglian_desktop.domain.importing.targets import targets
from qinglian_desktop.domain.importing.written import (
    names_and_posts,
    numbered,
    only_a_group,
    span_text,
)
from qinglian_desktop.domain.sheet import FileCell, FileSheet
from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.risks import RISKS
from qinglian_desktop.ledgers.talks import TALKS
from tests.read_sheets import read, sheet, told


def test_titles_stand_above_a_head_of_two_rows_with_groups() -> None:
    found = read(
        PEOPLE,
        sheet(
            "某支部花名册|||",
            "填报时间：2026年7月1日|||",
            "序号|基本情况||备注",
            "|姓名|性别|",
            "1|张三|男|书记",
            merged="0,0,0,3 2,0,3,0 2,1,2,2 2,3,3,3",
        ),
    )
    assert found.head.rows == HeadRows(2, 2)
    assert [each.target for each in found.columns] == ["", "name", "sex", "remarks"]
    assert found.columns[1].head == "基本情况／姓名" and found.year is None
    assert told(found) == [{"name": "张三", "sex": "男", "remarks": "书记"}]
    assert list(found.record(0).rows) == [4]


def test_the_sheet_of_the_most_known_heads_is_read_wherever_it_stands() -> None:
    note = sheet("填表说明|一|二", name="说明")
    found = read(PEOPLE, note, sheet("姓名|性别", "张三|男", name="名单"))
    assert found.sheet.name == "名单" and len(found.body.records) == 1
    chosen = read(PEOPLE, note, sheet("姓名|性别", "张三|男"), plan=ImportPlan(sheet=0))
    assert chosen.sheet.name == "说明"


@pytest.mark.parametrize(
    "head",
    [
        "姓名*",
        "＊姓名",
        "姓 名",
        "姓\n名",
        "【敏感】姓名",
        "姓名（与身份证一致）",
        "姓名★",
        "姓　名",
    ],
)
def test_a_head_is_known_however_it_is_dressed(head: str) -> None:
    found = read(PEOPLE, FileSheet("表", ((head, "性别"), ("张三", "男"))))
    assert [each.target for each in found.columns] == ["name", "sex"]
    assert found.columns[0].is_sure


def test_rows_that_are_no_records_are_left_out_and_said_why() -> None:
    found = read(
        PEOPLE,
        sheet(
            "姓名|性别|电话|备注",
            "一季度|||",
            "张三|男||",
            "|||",
            "李四|女||",
            "小计|2人||",
            "合计|2人||",
            "注：1.本表一式两份|||",
            "填表人：王五|||",
        ),
    )
    assert [each["name"] for each in told(found)] == ["张三", "李四"]
    assert [(each.row, each.why) for each in found.body.left_out] == [
        (2, "分段"),
        (6, "合计"),
        (7, "合计"),
        (8, "说明"),
        (9, "说明"),
    ]


def test_a_notice_over_merged_cells_is_no_record() -> None:
    long = "1、红色字段为必填；\n2、导入前请删除注意事项，合并单元格"
    found = read(
        PEOPLE, sheet("姓名|性别|电话|备注", "张三|男||", ["", "", long, ""], merged="2,2,9,3")
    )
    assert [each["name"] for each in told(found)] == ["张三"]
    assert [each.why for each in found.body.left_out] == ["说明"]


def test_cells_merged_downwards_are_of_each_record_below() -> None:
    found = read(
        RISKS,
        sheet(
            "序号|部门|岗位|风险点|防控清单：防控措施|防控清单：责任领导",
            "1|办公室|财务|审核不严|1.双人审核；\n2.每季度公开|韦一",
            "2||车辆管理|公车私用|封存|",
            merged="1,1,2,1 1,5,2,5",
        ),
    )
    first, second = told(found)
    assert first["controls"] == [
        {"measure": "双人审核", "leader": "韦一"},
        {"measure": "每季度公开", "leader": "韦一"},
    ]
    assert second["department"] == "办公室" and second["post"] == "车辆管理"
    assert second["controls"] == [{"measure": "封存", "leader": "韦一"}]


def test_a_row_of_nothing_but_child_cells_goes_on_with_the_record_above() -> None:
    found = read(
        RISKS,
        sheet(
            "编号|部门|岗位|防控清单：防控措施|防控清单：直接责任人",
            "2026-001|办公室|财务|双人审核|张三",
            "|||每季度公开|李四",
            "2026-002|执法科|执法|集体讨论|王五",
        ),
    )
    first, second = found.records()
    assert first.rows == (1, 2) and second.rows == (3,) and first.number == "2026-001"
    assert first.typed["controls"] == [
        {"measure": "双人审核", "owner": "张三"},
        {"measure": "每季度公开", "owner": "李四"},
    ]
    assert first.cells["controls.owner", 2] == (2, 4)


def test_a_day_without_a_year_is_completed_from_the_title_and_shown() -> None:
    found = read(
        TALKS,
        sheet("2026年谈心谈话台账||", "起止时间|谈话对象|谈话内容", "3月5日 15:00|张三|工作"),
    )
    record = found.record(0)
    assert record.typed["time"] == {"start": "2026-03-05 15:00", "end": None}
    assert record.completed == {(2, 0): "2026年3月5日 15:00"}
    decided = read(TALKS, found.sheet, plan=ImportPlan(year=2025))
    assert decided.record(0).typed["time"] == {"start": "2026-03-05 15:00", "end": None}


def test_what_cannot_be_read_stands_at_its_cell_and_is_mended_for_all_like_it() -> None:
    page = sheet("姓名|性别|学历", "张三|男|私塾", "李四|女|私塾")
    found = read(PEOPLE, page)
    wrong = [problem for each in found.records() for problem in each.problems]
    assert [(each.row, each.column, each.said) for each in wrong] == [
        (1, 2, ("schooling", "私塾")),
        (2, 2, ("schooling", "私塾")),
    ]
    assert "私塾" in wrong[0].message and "初中及以下" in wrong[0].options
    plan = ImportPlan(mended={("schooling", "私塾"): "初中及以下"})
    mended = read(PEOPLE, page, plan=plan)
    assert [each["schooling"] for each in told(mended)] == ["初中及以下"] * 2
    assert not any(each.problems for each in mended.records())


def test_attendance_comes_out_of_its_columns() -> None:
    found = read(
        MEETINGS,
        sheet("类型|应到|实到|请假人数|缺席人员及原因", "支委会|6人|5|1|单于（出差）"),
    )
    assert found.record(0).typed["people"] == {
        "people": [{"name": "单于", "present": False, "reason": "出差"}],
        "due": 6,
        "present": 5,
    }


def test_a_column_can_be_sent_elsewhere_or_nowhere() -> None:
    page = sheet("姓名|性别|家庭住址|邮箱", "张三|男|某路1号|a@b")
    plan = ImportPlan(targets={2: "remarks", 3: "remarks", 1: ""})
    found = read(PEOPLE, page, plan=plan)
    assert told(found) == [{"name": "张三", "remarks": "家庭住址：某路1号\n邮箱：a@b"}]
    assert [each.target for each in read(PEOPLE, page).columns[2:]] == ["", ""]


def test_what_is_said_for_all_fills_only_what_no_row_says() -> None:
    plan = ImportPlan(for_all={"joined": "2026-01-01", "sex": "女"})
    found = read(PEOPLE, sheet("姓名|性别", "张三|男", "李四|"), plan=plan)
    assert [(each["sex"], each["joined"]) for each in told(found)] == [
        ("男", "2026-01-01"),
        ("女", "2026-01-01"),
    ]


def test_a_sheet_of_unknown_heads_is_shown_with_all_of_its_rows() -> None:
    found = read(PEOPLE, sheet("甲栏|乙栏|丙栏", "一|二|三", "四|五|六"))
    assert found.head.rows == HeadRows(0, 1) and not any(e.target for e in found.columns)
    assert len(found.body.records) == 2


@pytest.mark.parametrize("rows", [(), (("",),), ((None, ""), ())])
def test_an_empty_sheet_has_no_records(rows: tuple[tuple[FileCell, ...], ...]) -> None:
    assert read(PEOPLE, FileSheet("表", rows)).body.records == ()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (6.0, "6"),
        (1.5, "1.5"),
        (0.0, "0"),
        (20210701, "20210701"),
        (True, "是"),
        (datetime(2026, 5, 6, 9, 30), "2026-05-06 09:30"),
        (datetime(2026, 5, 6), "2026-05-06"),
        (date(2026, 5, 6), "2026-05-06"),
        (" 罗文渊\u3000", "罗文渊"),
        ("=HYPERLINK", "=HYPERLINK"),
        (None, ""),
    ],
)
def test_what_a_cell_says(cell: FileCell, words: str) -> None:
    assert text_of_cell(cell) == words


def test_numbers_of_which_digits_were_lost_are_told_and_never_kept() -> None:
    assert has_lost_digits(4.5010119880101e17) and has_lost_digits("1.23E+17")
    assert not has_lost_digits(13912345678.0) and not has_lost_digits("450101198801011234")
    found = read(PEOPLE, FileSheet("表", (("姓名", "电话"), ("张三", 1.23456789012345e17))))
    assert told(found) == [{"name": "张三"}]
    (problem,) = found.record(0).problems
    assert (problem.row, problem.column) == (1, 1) and "丢了" in problem.message


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("1.双人审核；\n2.每季度公开", ["双人审核", "每季度公开"]),
        ("①甲②乙", ["①甲②乙"]),
        ("①甲；②乙。", ["甲", "乙。"]),
        ("（1）甲；（2）乙", ["甲", "乙"]),
        ("1、甲\n2、乙\n3、丙", ["甲", "乙", "丙"]),
        ("比例为1.5；2.5以上", ["比例为1.5；2.5以上"]),
        ("统一调度、节假日封存", ["统一调度、节假日封存"]),
    ],
)
def test_numbered_entries_of_one_cell(text: str, entries: list[str]) -> None:
    assert numbered(text) == entries


def test_names_with_posts_and_groups_without_names() -> None:
    assert names_and_posts("韦一（党支部书记）") == ("韦一", "党支部书记")
    assert names_and_posts("韦一（书记）、罗二（委员）") == ("韦一、罗二", "")
    assert names_and_posts("黄三、单四") == ("黄三、单四", "")
    assert only_a_group("全体重点岗位负责人（5人）") == ("实到5人",)
    assert only_a_group("全体党员") == () and only_a_group("5人") == ("实到5人",)
    assert only_a_group("张三、李四") is None


def test_a_time_out_of_several_columns() -> None:
    assert span_text("", {"day": "3月5日", "hours": "9:30"}, 2026) == "2026年3月5日 9:30"
    assert span_text("", {"start": "2026-3-5 9:00", "end": "10:00"}, None).endswith("至 10:00")
    begun = "2019-02-03 14:30"
    assert span_text(begun, {"minutes": "60"}, None) == "2019-02-03 14:30 至 15:30"
    assert span_text(begun, {"minutes": "1.5小时"}, None) == "2019-02-03 14:30 至 16:00"
    assert span_text(begun, {"minutes": "1小时20分钟"}, None) == "2019-02-03 14:30 至 15:50"
    assert span_text(begun, {"minutes": "两个半小时"}, None) == "2019-02-03 14:30 至 17:00"
    assert span_text("2019-02-03", {"minutes": "60"}, None) == "2019-02-03"


def test_child_rows_out_of_one_cell() -> None:
    offices = cast("Rows", PEOPLE.field("offices").type)
    assert rows_in(offices, "支部书记 全面工作 2024-01-01；\n委员") == [
        {"word": "支部书记", "charge": "全面工作", "since": "2024-01-01"},
        {"word": "委员"},
    ]
    assert rows_in(offices, "组织委员、宣传委员") == [{"word": "组织委员"}, {"word": "宣传委员"}]


def test_every_target_is_told_apart_by_its_label() -> None:
    for ledger in (PEOPLE, TALKS, RISKS, MEETINGS):
        labels = [each.label for each in targets(ledger).values()]
        assert len(set(labels)) == len(labels)


def test_a_month_of_birth_goes_where_months_are_kept() -> None:
    rows = ("姓名|出生日期", "张三|1974.04", "李四|1978-11-03", "王五|1980年9月", "赵六|1999")
    found = read(PEOPLE, sheet(*rows))
    assert [(each.get("born_on"), each.get("born")) for each in told(found)] == [
        (None, "1974-04"),
        ("1978-11-03", None),
        (None, "1980-09"),
        (None, None),
    ]
    assert [len(each.problems) for each in found.records()] == [0, 0, 0, 1]
