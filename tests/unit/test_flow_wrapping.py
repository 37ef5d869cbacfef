"""Text in the boxes of a flow chart: balanced lines that begin and end as they may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain.drawing import em_width
from qinglian_desktop.domain.flow.wrapping import diamond_around, in_lines


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("提出申请", 8, ("提出申请",)),
        ("一次性告知补正", 6, ("一次性告", "知补正")),
        ("是否符合规定的条件", 5, ("是否符合规", "定的条件")),
        ("材料齐全，符合法定形式", 6, ("材料齐全，", "符合法定形式")),
        ("报送《公务接待审批单》", 6, ("报送《公务接", "待审批单》")),
        ("于2026年10月9日前办结", 9, ("于2026年10月9日", "前办结")),
        ("", 5, ()),
        ("  \t\n 甲　乙 ", 5, ("甲 乙",)),
        ("第一行\n第二行", 9, ("第一行", "第二行")),
    ],
)
def test_lines_are_balanced(text: str, room: float, lines: tuple[str, ...]):
    assert in_lines(text, room, em_width).lines == lines


def test_long_text_is_filled_line_by_line_where_that_is_asked():
    text = "审核把关不严，擅自扩大范围"
    assert in_lines(text, 8, em_width, is_balanced=False).lines == (
        "审核把关不严，擅",
        "自扩大范围",
    )


@given(st.text("甲乙丙，。（）《》12ab ", min_size=1, max_size=40), st.sampled_from([4, 6, 9, 12]))
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(text: str, room: int):
    made = in_lines(text, room, em_width)
    assert "".join(made.lines).replace(" ", "") == text.replace(" ", "")
    assert made.width <= room + 1e-6
    assert all(line.strip() for line in made.lines)


def test_no_line_is_a_single_sign():
    for count in range(5, 60):
        for room in (5, 6, 7, 9):
            lines = in_lines("办理有关事项" * 10, room, em_width).lines
            assert min(map(len, lines)) > 1, (count, room)


@pytest.mark.parametrize("text", ["是否", "是否符合条件", "是否属于重大事项，需集体研究" * 14])
def test_a_diamond_holds_its_text(text: str):
    made = diamond_around(text, (100, 120, 140, 200), 9, 12, em_width)
    widest = max(map(em_width, made.lines)) * 9
    assert widest / made.width + 12 * len(made.lines) / made.height <= 1
    assert "".join(made.lines) == text
