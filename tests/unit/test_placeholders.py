"""What is still to be filled in, and what only looks like that."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.placeholders import is_placeholder, still_to_fill
from qinglian_desktop.ledgers.assignments import ASSIGNMENTS


def left_open(text: str) -> str:
    """What is told of a theme; "" for nothing."""
    return next((each.message for each in still_to_fill(ASSIGNMENTS, {"theme": text})), "")


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("xx党支部三季度党员大会", "xx"),
        ("XX支部", "XX"),
        ("ｘｘ支部", "ｘｘ"),
        ("××党支部", "××"),
        ("9月××日前", "××"),
        ("20XX年工作", "XX"),
        ("20**年工作", "**"),
        ("**党支部", "**"),
        ("9月**日", "**"),
        ("○○党支部", "○○"),
        ("○○年工作", "○○"),
        ("〇〇党支部", "〇〇"),
        ("△△单位", "△△"),
        ("共____人", "____"),
        ("时间：9月__日", "__"),
        ("WIFI密码____", "____"),
        ("定于x月x日召开", "x"),
        ("第×次学习", "×"),
    ],
)
def test_what_is_to_be_filled_in_is_told(text: str, sign: str) -> None:
    assert left_open(text) == f"活动主题里的“{sign}”还没有填，请照实际的改好。"


@pytest.mark.parametrize(
    "text",
    [
        "二〇〇〇年六月入党的党员座谈",
        "二○○○年",
        "二○○八年",
        "庆祝建党一〇〇周年",
        "庆祝建党一○○周年",
        "学习〇〇一号文件",
        "编号〇〇〇一",
        "二〇二六年",
        "〇〇后青年党员座谈",
        "〇〇年代",
        "5*20**",
        "3*4",
        "长3×宽4",
        "电话138****5678",
        "文件A__B",
        "表t__1",
        "Xi’an",
        "Exxon公司案例",
        "x光检查",
        "T恤XXL号",
        "“十五五”规划",
    ],
)
def test_numbers_in_words_and_names_are_filled_in(text: str) -> None:
    assert left_open(text) == ""


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("xxxx", True),
        ("××、××", True),
        ("（○○）", True),
        ("____", True),
        ("二〇〇〇", False),
        ("一〇〇", False),
        ("〇〇一", False),
        ("", False),
        ("xx党支部", False),
        ("△△", True),
        ("◯◯", True),
        ("✕月", False),
    ],
)
def test_a_cell_of_nothing_else_is_empty(text: str, is_open: bool) -> None:
    assert is_placeholder(text) is is_open


def test_the_quick_look_at_the_first_sign_knows_every_sign() -> None:
    # Between brackets the first sign is never what the quick look goes by.
    texts = [chr(sign) * 2 for sign in range(0x10000)]
    assert [t for t in texts if is_placeholder(t) is not is_placeholder(f"（{t}）")] == []


@pytest.mark.parametrize("text", ["定于✕月✕日召开", "△△△单位", "20＊＊年工作", "第╳次学习"])
def test_every_sign_of_a_kind_means_the_same(text: str) -> None:
    assert "还没有填" in left_open(text)
