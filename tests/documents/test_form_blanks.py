"""What is written behind words: in their line, their blanks, their place for a day."""

from __future__ import annotations

from datetime import date

import pytest

from qinglian_desktop.documents.filling.blanks import in_blank
from qinglian_desktop.domain.projection import CellValue

DAY = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("text", "value", "result"),
    [
        ("填报单位（盖章）：", "某局", "填报单位（盖章）：某局"),
        ("填报单位（盖章）：____", "某局", "填报单位（盖章）：某局"),
        ("填报人：　　　　", "示例甲", "填报人：示例甲"),
        ("填报人:     ", "示例甲", "填报人:示例甲"),
        ("填报单位：________（盖章）", "某局", "填报单位：某局（盖章）"),
        ("填报单位：          （盖章）", "某局", "填报单位：某局（盖章）"),
        ("共    人", 12, "共12人"),
        ("共＿＿人", 12, "共12人"),
        ("单位负责人：        填报人：", "示例甲", "单位负责人：        填报人：示例甲"),
        ("2026年    月", DAY, "2026年10月"),
        ("2026年    月", "2026年10月", "2026年10月"),
        ("2026年    月", 10, "2026年10月"),
        ("    年    月    日", DAY, "2026年10月31日"),
        ("填表日期：____年__月__日", DAY, "填表日期：2026年10月31日"),
        ("统计日期：2018年3月  日", DAY, "统计日期：2026年10月31日"),
        ("统计日期：2018年3月  日", "2026年10月", "统计日期：2026年10月  日"),
        ("填报日期：", DAY, "填报日期：2026年10月31日"),
        ("职务", "书记", "职务书记"),
        ("甲  乙  丙", "丁", "甲  乙  丙丁"),
        ("____", "某局", "某局"),
        ("合计", None, "合计"),
    ],
)
def test_a_value_goes_where_room_was_left_for_it(text: str, value: CellValue, result: str) -> None:
    start, end, said = in_blank(text, value)
    assert text[:start] + said + text[end:] == result
