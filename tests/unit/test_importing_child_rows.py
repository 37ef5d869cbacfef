"""Child rows out of the sheets of offices: each word stays with whom and what it belongs to."""

from __future__ import annotations

from typing import cast

import pytest

from qinglian_desktop.domain.field_types import Rows
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.parts import rows_in
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.sheet import FileCell
from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.problems import PROBLEMS
from qinglian_desktop.ledgers.risks import RISKS
from tests.read_sheets import read, sheet, told

SPEECHES = "类型|时间|主题|发言人|发言"
CONTROLS = "部门|风险点|防控清单：防控措施|防控清单：直接责任人"


def rows(ledger: Ledger, key: str, head: str, *lines: list[FileCell]) -> object:
    (record,) = told(read(ledger, sheet(head, *lines)))
    return record[key]


def speech(who: str, said: str) -> dict[str, object]:
    return {"speaker": {"name": who}, "said": said}


def test_what_one_says_in_numbered_points_is_one_speech_of_theirs() -> None:
    first: list[FileCell] = ["支委会", "2026-1-6", "甲", "张三", "1.同意\n2.建议早办"]
    assert rows(MEETINGS, "speeches", SPEECHES, first, ["", "", "", "李四", "反对"]) == [
        speech("张三", "1.同意\n2.建议早办"),
        speech("李四", "反对"),
    ]


@pytest.mark.parametrize("who", ["张三\n李四", "1.张三\n2.李四", "1、张三；2、李四"])
def test_of_several_in_a_cell_each_has_the_words_of_their_number(who: str) -> None:
    line: list[FileCell] = ["支委会", "2026-1-6", "甲", who, "1.同意\n2.建议早办"]
    assert rows(MEETINGS, "speeches", SPEECHES, line) == [
        speech("张三", "同意"),
        speech("李四", "建议早办"),
    ]


def test_where_it_cannot_be_told_who_said_what_nothing_is_parted() -> None:
    line: list[FileCell] = ["支委会", "2026-1-6", "甲", "张三\n李四", "1.同意\n2.早办\n3.公开"]
    assert rows(MEETINGS, "speeches", SPEECHES, line) == [
        speech("张三\n李四", "1.同意\n2.早办\n3.公开")
    ]


def test_measures_and_their_owners_are_paired_by_number_or_line() -> None:
    by_line: list[FileCell] = ["办公室", "审核不严", "1.双人审核\n2.公开", "韦一\n罗二"]
    by_number: list[FileCell] = ["办公室", "审核不严", "1.双人审核\n2.公开", "2.罗二\n1.韦一"]
    for line in (by_line, by_number):
        assert rows(RISKS, "controls", CONTROLS, line) == [
            {"measure": "双人审核", "owner": "韦一"},
            {"measure": "公开", "owner": "罗二"},
        ]


def test_cells_merged_beside_several_entries_are_of_one_record() -> None:
    merged = "1,0,2,0 1,1,2,1 1,2,2,2"
    page = sheet("类型|时间|主题|议题", "支委会|2026-1-6|甲|审议计划", "|||研究用车", merged=merged)
    (record,) = told(read(MEETINGS, page))
    assert record["agenda"] == [{"item": "审议计划"}, {"item": "研究用车"}]


def test_whole_entries_and_columns_of_their_parts_say_the_same_rows() -> None:
    first: list[FileCell] = ["办公室", "审核不严", "双人审核", "韦一"]
    plan = ImportPlan(targets={2: "controls", 3: "controls.owner"})
    page = sheet("部门|风险点|甲|乙", first, ["", "", "1.公开\n2.抽查", "罗二"])
    (record,) = told(read(RISKS, page, plan=plan))
    assert record["controls"] == [
        {"measure": "双人审核", "owner": "韦一"},
        {"measure": "公开", "owner": "罗二"},
        {"measure": "抽查", "owner": "罗二"},
    ]


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("传达学习党章、党规和八项规定精神", ["传达学习党章、党规和八项规定精神"]),
        ("一、学习条例", ["学习条例"]),
        ("一、学习条例\n二、讨论党章、党规", ["学习条例", "讨论党章、党规"]),
        ("（一）学习条例；\n（二）讨论", ["学习条例", "讨论"]),
        ("1.学习\n2.讨论", ["学习", "讨论"]),
    ],
)
def test_words_are_parted_only_by_their_numbers_and_lines(words: str, items: list[str]) -> None:
    line: list[FileCell] = ["支委会", "2026-1-6", "甲", words]
    found = rows(MEETINGS, "agenda", "类型|时间|主题|议题", line)
    assert found == [{"item": each} for each in items]


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("加强制度建设", {"measure": "加强制度建设"}),
        ("制度建设", {"measure": "制度建设"}),
        ("双审", {"measure": "双审"}),
        ("加强 制度", {"measure": "加强 制度"}),
        ("完善内控制度 加强监督", {"measure": "完善内控制度 加强监督"}),
        ("实行双人审核 韦一", {"measure": "实行双人审核", "owner": "韦一"}),
    ],
)
def test_words_are_a_name_only_where_they_look_like_one(words: str, row: object) -> None:
    assert rows_in(cast("Rows", RISKS.field("controls").type), words) == [row]


@pytest.mark.parametrize("between", ["：", ":", " "])
def test_who_spoke_stands_before_what_was_said(between: str) -> None:
    words = f"张三{between}同意；\n李四{between}建议早办、快办"
    assert rows_in(cast("Rows", MEETINGS.field("speeches").type), words) == [
        {"speaker": "张三", "said": "同意"},
        {"speaker": "李四", "said": "建议早办、快办"},
    ]


def test_who_is_meant_is_chosen_in_child_rows_too() -> None:
    zhang = {"name": "张三", "id": "p1"}
    page = sheet(SPEECHES, "支委会|2026-1-6|甲|张三|同意")
    (record,) = told(read(MEETINGS, page, plan=ImportPlan(people={"张三": zhang})))
    assert record["speeches"] == [{"speaker": zhang, "said": "同意"}]
    whole = sheet("类型|时间|主题|发言记录", "支委会|2026-1-6|甲|张三：同意")
    (record,) = told(read(MEETINGS, whole, plan=ImportPlan(people={"张三": zhang})))
    assert record["speeches"] == [{"speaker": zhang, "said": "同意"}]


def test_what_no_cell_of_whole_rows_says_is_asked_once_for_all() -> None:
    rows = ("存在问题|问题来源|整改进展", "甲|自查|已制定计划", "乙|自查|持续推进")
    found = read(PROBLEMS, sheet(*rows))
    assert "steps.day" in {each.key for each in found.lacking}
    plan = ImportPlan(for_all={"steps.day": "2026-03-01"})
    assert [each["steps"] for each in told(read(PROBLEMS, sheet(*rows), plan=plan))] == [
        [{"note": "已制定计划", "day": "2026-03-01"}],
        [{"note": "持续推进", "day": "2026-03-01"}],
    ]
    dated = (*rows, "丙|自查|2026-02-01 已整改")
    assert "steps.day" not in {each.key for each in read(PROBLEMS, sheet(*dated)).lacking}


def test_the_way_of_a_risk_comes_in_and_a_step_stays_a_step() -> None:
    head = "部门|风险点|环节|目前阶段|办理环节|办理日期|经办人|办理意见"
    line: list[FileCell] = [
        "办公室",
        "审核不严",
        "初审",
        "审定",
        "审定",
        "2026-3-1",
        "韦一",
        "同意",
    ]
    (record,) = told(read(RISKS, sheet(head, line)))
    assert (record["step"], record["stage"]) == ("初审", "审定")
    assert record["passage"] == [
        {"stage": "审定", "day": "2026-03-01", "by": "韦一", "opinion": "同意"}
    ]
