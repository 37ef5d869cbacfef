"""Heads that stand more than once beside each other: parts of a sheet, and numbered columns."""

from __future__ import annotations

from time import process_time

import pytest

from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.powers import POWERS
from qinglian_desktop.ledgers.risks import RISKS
from qinglian_desktop.ledgers.talks import TALKS
from tests.read_sheets import read, sheet, told

HEADS = "序号|姓名|性别|电话"


def names(found: Understanding) -> list[object]:
    return [each.get("name") for each in told(found)]


def where(found: Understanding) -> list[str]:
    return [found.beside.row_words(each.rows[0]) for each in found.records()]


def test_the_right_half_of_a_roster_is_read_below_the_left() -> None:
    rows = ("1|李四|男|1380|4|钱七|女|1383", "2|王五|女|1381|5|孙八|男|1384", "3|赵六|男|1382")
    found = read(PEOPLE, sheet("三支部通讯录", f"{HEADS}|{HEADS}", *rows))
    assert names(found) == ["李四", "王五", "赵六", "钱七", "孙八"]
    assert [each["phone"] for each in told(found)] == ["1380", "1381", "1382", "1383", "1384"]
    assert where(found) == ["第 3 行", "第 4 行", "第 5 行", "右栏第 3 行", "右栏第 4 行"]
    assert [each.head for each in found.columns] == ["序号", "姓名", "性别", "电话"]
    assert list(found.at_one_place()) == []
    right = found.record(3)
    assert found.beside.original(*right.cells["name", 0]) == (2, 5)


def test_parts_may_be_three_and_stand_apart() -> None:
    heads = "||".join(["姓名|电话"] * 3)
    found = read(PEOPLE, sheet(heads, "李四|1||王五|2||赵六|3", "钱七|4||||"))
    assert names(found) == ["李四", "钱七", "王五", "赵六"]
    assert where(found)[-1] == "第 3 栏第 2 行"


def test_thousands_of_columns_without_a_word_are_not_looked_through_again() -> None:
    far = "|" * 3000
    begun = process_time()
    for heads in (f"姓名|电话{far}", f"姓名|电话{far}姓名|电话", f"姓名|电话{far}备注"):
        found = read(PEOPLE, sheet(heads, f"李四|1{far}王五|2"))
        assert names(found)[:1] == ["李四"]
        assert ("王五" in names(found)) == heads.endswith("姓名|电话")
    assert process_time() - begun < 2


def test_a_line_over_both_parts_stands_over_each() -> None:
    rows = ("第一党小组", "1|李四|男|1|2|王五|女|2", "合计：2人")
    found = read(PEOPLE, sheet(f"{HEADS}|{HEADS}", *rows, merged="1,0,1,7 3,0,3,7"))
    assert names(found) == ["李四", "王五"]
    assert [each.why for each in found.body.left_out] == ["分段", "合计", "分段", "合计"]


def test_a_section_of_the_left_says_nothing_of_the_right() -> None:
    heads = "日期|谈话人|谈话对象|谈话内容"
    rows = ("2025年|", "12月5日|李四|王五|谈|1月6日|李四|赵六|谈")
    found = read(TALKS, sheet("2026年谈话", f"{heads}|{heads}", *rows))
    assert [each["time"] for each in told(found)] == [
        {"start": "2025-12-05", "end": None},
        {"start": "2026-01-06", "end": None},
    ]


@pytest.mark.parametrize(
    ("heads", "merged"),
    [
        ("去年||今年|\n姓名|电话|姓名|电话", "0,0,0,1 0,2,0,3"),
        ("部门|姓名|电话|姓名|电话", ""),
        ("甲|乙|丙|甲|乙|丙", ""),
    ],
)
def test_what_is_no_second_half_stays_where_it_is(heads: str, merged: str) -> None:
    found = read(PEOPLE, sheet(*heads.split("\n"), "李四|1|王五|2|赵六|3", merged=merged))
    assert found.beside.starts == ()


def test_numbered_columns_are_rows_of_their_own() -> None:
    heads = "部门|职权|风险点|防控措施1|防控措施2|直接责任人"
    found = read(RISKS, sheet(heads, "甲|采购|围标|公开|双人|李四", "乙|采购|泄密|登记||王五"))
    assert [each["controls"] for each in told(found)] == [
        [{"measure": "公开", "owner": "李四"}, {"measure": "双人", "owner": "李四"}],
        [{"measure": "登记", "owner": "王五"}],
    ]
    said = "第 5 列“防控措施2”与第 4 列“防控措施1”都记到“防控清单：防控措施”，各记一行。"
    assert list(found.at_one_place()) == [said]


def test_numbered_columns_of_several_fields_go_by_their_numbers() -> None:
    heads = "部门|职权|风险点|措施一|责任人一|措施二|责任人二"
    found = read(
        RISKS, sheet(heads, "甲|采购|围标|公开|李四|双人|王五", "乙|采购|泄密|||登记|赵六")
    )
    assert [each["controls"] for each in told(found)] == [
        [{"measure": "公开", "owner": "李四"}, {"measure": "双人", "owner": "王五"}],
        [{"measure": "登记", "owner": "赵六"}],
    ]


def test_numbered_columns_of_one_text_stand_behind_each_other() -> None:
    heads = "编码|职权名称|行权部门/岗位|依据1|依据2"
    (record,) = told(read(POWERS, sheet(heads, "A1|取水许可|水资源科|《水法》|《条例》")))
    assert record["basis"] == "《水法》\n依据2：《条例》"


def test_a_number_behind_a_single_head_says_nothing_of_others() -> None:
    found = read(RISKS, sheet("部门|职权|风险点|防控措施2", "甲|采购|围标|公开"))
    assert [each["controls"] for each in told(found)] == [[{"measure": "公开"}]]
