"""Words that may mean one and the same are asked about; those that are told apart are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain.near_words import nearly_alike

SIGNS = st.text(st.sampled_from("示例新局机关（）()·一2教 "), max_size=8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例新局", "示例新局（机关）"),
        ("示例新局(本级)", "示例新局"),
        ("示例新局（机关）", "示例新局机关"),
        ("示例市委机关工委", "示例市机关工委"),
        ("示例市委机关工委", "示例市委机关公委"),
        ("示例市民政局", "示例市民政局局"),
        ("ABCD中心", "abcde中心"),
        ("清风局", "“清风”局"),
        ("清风局", "「清风」局"),
        ("示例新局", "“示例新局”"),
        ("示例新局", "《示例新局》"),
        ("清风、局", "清风局"),
        ("第一批", "第1批"),
        ("第一批", "“第1批”"),
        ("示例局第一支部", "示例局第1支部"),
        ("2026年第十二批", "2026年第12批"),
        ("二〇二六年", "2026年"),
    ],
)
def test_one_sign_or_a_part_in_brackets_is_asked_about(one: str, other: str) -> None:
    assert nearly_alike(one, other)
    assert nearly_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例新局（机关）", "示例新局 (机关)。"),
        ("第一批示范", "第二批示范"),
        ("2025年第1批", "2025年第11批"),
        ("第一批", "第2批"),
        ("第十一批", "第1批"),
        ("1-1-12号", "1112号"),
        ("“”", "（）"),
        ("东城区分局", "西城区分局"),
        ("示例中学（东区）", "示例中学（西区）"),
        ("市委", "县委"),
        ("示例市财政局", "示例市审计局"),
        ("", "示"),
        ("（机关）", "（本级）"),
    ],
)
def test_the_same_and_what_is_told_apart_are_not(one: str, other: str) -> None:
    assert not nearly_alike(one, other)
    assert not nearly_alike(other, one)


@given(SIGNS, SIGNS)
def test_it_is_the_same_both_ways_and_never_of_one_word(one: str, other: str) -> None:
    assert nearly_alike(one, other) == nearly_alike(other, one)
    assert not nearly_alike(one, one)
