"""A table of somebody's units becomes the list: its heads are found, what is wrong has its row."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.unit_lists import units_in
from qinglian_desktop.domain.sheet import FileCell, SheetFile
from tests.read_sheets import file_of, sheet


def table(*rows: str | list[FileCell]) -> SheetFile:
    """A file of one sheet, of which some cells are numbers."""
    return SheetFile("单位.xlsx", "", (sheet(*rows),))


def test_heads_are_found_below_a_title_and_blank_rows_left() -> None:
    found = units_in(
        file_of(
            "某工委所属党组织名单||||",
            "序号|单位名称|单位编码|类型|联系人",
            "1|某局党支部|0065001|党支部|张明",
            "||||",
            "2|某院党总支|0065002||",
            "合计|2个|||",
        )
    )
    assert found.problems == ("第 6 行：“2个”没有单位编码。",)
    found = units_in(file_of("名称|编码|类别", "某局|0065001|党支部", "合计||", "乙局|2|"))
    assert found.units == (ListedUnit("0065001", "某局", "党支部"), ListedUnit("2", "乙局"))
    assert found.remarks == ("第 3 行“合计”不是单位，没有用。",)
    assert found.problems == ()


@pytest.mark.parametrize(
    "heads",
    ["单位|代码|类型", "党组织名称|党组织编码|党组织类型", "单位 名称＊|单位编码（必填）|类别"],
)
def test_heads_may_be_called_otherwise(heads: str) -> None:
    assert units_in(file_of(heads, "某局|A1|党委")).units == (ListedUnit("A1", "某局", "党委"),)


def test_a_kind_may_be_merged_over_rows_and_a_code_be_a_number() -> None:
    rows = sheet("名称|编码|类型", ["甲", 101, "党委"], ["乙", 102.0, ""], merged="1,2,2,2")
    found = units_in(SheetFile("单位.xlsx", "", (sheet("说明"), rows)))
    assert found.units == (ListedUnit("101", "甲", "党委"), ListedUnit("102", "乙", "党委"))
    assert (found.problems, found.remarks) == ((), ())


def test_every_row_that_cannot_be_used_is_told() -> None:
    found = table(
        "单位名称|单位编码",
        "甲局|A01",
        "乙局|",
        "|A03",
        "丁局|a01",
        ["戊局", 123456789012345678],
        f"{'长' * 101}|A06",
    )
    assert units_in(found).problems == (
        "第 3 行：“乙局”没有单位编码。",
        "第 4 行：编码“A03”没有单位名称。",
        "第 5 行：“丁局”的编码“a01”和第 2 行“甲局”的一样。",
        "第 6 行：编码“123456789012345678”太长，Excel 已经把后几位变成了 0，"
        "请把这一列设成文本格式再填。",
        "第 7 行：单位名称、编码、类型都不能超过 100 个字。",
    )


def test_what_may_be_wrong_is_worth_a_word() -> None:
    found = units_in(table("单位|编码", "甲|0065", ["乙", 66], "甲|0067"))
    assert found.problems == ()
    same, zeros = found.remarks
    assert same == "第 4 行：“甲”和第 2 行同名，请看看是不是同一个单位。"
    assert "第 3 行“66”" in zeros and "前面的 0 可能丢了" in zeros


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["甲|乙", "1|2"], "没有“单位名称”“单位编码”这样的表头"),
        ([], "没有“单位名称”“单位编码”这样的表头"),
        (["单位名称|类型", "甲局|党委"], "没有“单位编码”这一列"),
        (["单位名称|单位编码"], "表头下面没有单位"),
    ],
)
def test_what_is_no_list_is_told(rows: list[str], words: str) -> None:
    found = units_in(file_of(*rows))
    assert found.units == ()
    assert len(found.problems) == 1 and words in found.problems[0]
