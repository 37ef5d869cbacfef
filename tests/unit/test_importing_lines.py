"""Which lines of an office's sheet are records: none of theirs is lost as a total or a note."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.importing.body import RowLeftOut
from qinglian_desktop.domain.sheet import FileCell
from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.risks import RISKS
from tests.read_sheets import read, sheet, told

MATTERS = "部门|风险点|防控清单：防控措施|防控清单：直接责任人|备注"


@pytest.mark.parametrize("first", ["总计划制定", "累计开展活动3次", "小计算机培训", "合计划拨"])
def test_words_that_begin_like_a_total_are_those_of_a_record(first: str) -> None:
    found = read(MEETINGS, sheet("主题|类型|时间", f"{first}|支委会|2026-1-6"))
    assert [each["theme"] for each in told(found)] == [first]
    assert found.body.left_out == ()


@pytest.mark.parametrize(
    "line", ["合计|3|", "总 计|2人|", "合计||", "合计：3人||", "小计（人）|12|", "本页小计|1人|"]
)
def test_a_total_is_the_word_alone_or_beside_numbers(line: str) -> None:
    found = read(PEOPLE, sheet("姓名|性别|民族", "张三|男|汉族", line))
    assert found.body.left_out == (RowLeftOut(3, "合计"),)


@pytest.mark.parametrize("words", ["第一季度", "（二）集体讨论", "注意事项", "审核", "备注：抽查"])
def test_a_line_that_goes_on_with_a_record_is_neither_section_nor_note(words: str) -> None:
    found = read(RISKS, sheet(MATTERS, "办公室|审核不严|双人审核|韦一|", f"||{words}||"))
    (record,) = told(found)
    controls = [{"measure": "双人审核", "owner": "韦一"}, {"measure": words}]
    assert record["controls"] == controls and found.body.left_out == ()


def test_two_filled_cells_of_which_one_is_merged_across_are_a_record() -> None:
    head = "姓名|性别|民族|籍贯|学历|备注"
    found = read(PEOPLE, sheet(head, "张三|男|汉族|||", "审核|男||||", merged="2,1,2,5"))
    assert [each["name"] for each in told(found)] == ["张三", "审核"]


def test_in_a_table_of_ours_every_line_is_a_record() -> None:
    head: list[FileCell] = ["编号", "姓名", "性别", "民族"]
    page = sheet(head, ["", "合计", "男", ""], ["", "第一季度", "", ""], ["", "张三", "男", ""])
    found = read(PEOPLE, page)
    assert found.is_own
    assert [each["name"] for each in told(found)] == ["合计", "第一季度", "张三"]


def test_the_same_as_above_is_what_the_record_above_says_whatever_stands_between() -> None:
    found = read(
        PEOPLE,
        sheet("姓名|性别|民族", "张三|男|汉族", "合计|3|2", "第一季度||", "李四|同上|同上"),
    )
    assert told(found)[1] == {"name": "李四", "sex": "男", "ethnicity": "汉族"}
    assert found.cells(found.record(1)) == [["李四", "男", "汉族"]]


def test_above_the_first_record_there_is_nothing_to_be_the_same_as() -> None:
    found = read(PEOPLE, sheet("姓名|性别|民族", "张三|同上|同上", "李四|男|同上"))
    assert [each.get("ethnicity") for each in told(found)] == ["同上", "同上"]
    assert "同上" in found.record(0).problems[0].message


def test_the_same_as_above_reaches_over_the_lines_of_the_record_above() -> None:
    found = read(
        RISKS,
        sheet(MATTERS, "办公室|审核不严|双人审核|韦一|甲", "||抽查|同上|", "同上|把关|公开|罗二|"),
    )
    first, second = told(found)
    assert second["department"] == "办公室" and "remarks" not in second
    controls = [{"measure": "双人审核", "owner": "韦一"}, {"measure": "抽查", "owner": "韦一"}]
    assert first["controls"] == controls
    assert found.cells(found.record(1))[0][0] == "办公室"
