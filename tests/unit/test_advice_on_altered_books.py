"""What is advised where somebody altered a book is another thing than where it broke."""

from __future__ import annotations

from qinglian_desktop.application.checking_up import advice
from qinglian_desktop.application.soundness import BROKEN_PAGES, Finding, Whole


def test_what_was_altered_is_to_be_compared_not_repaired() -> None:
    said = advice([Finding("修改经过少了 1 行。", is_altered=True)], Whole())
    assert "不要点“修复”" in said
    assert said.endswith("。")


def test_broken_pages_come_first() -> None:
    altered = Finding("修改经过少了 1 行。", is_altered=True)
    assert "不要点“修复”" not in advice([Finding(BROKEN_PAGES), altered], Whole())
    assert "不要点“修复”" not in advice([Finding("搜索目录不对。")], Whole())
