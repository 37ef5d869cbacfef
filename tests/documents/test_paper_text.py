"""Chinese line breaking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.documents.paper.fonts import Fonts, Role, Typeface
from qinglian_desktop.documents.paper.text import set_label, set_pieces, set_text, tidy
from tests.documents.paper_samples import FONTS, RARE

FACE = Fonts(FONTS, ())[Role.BODY]


def lines(text: str, signs: float, face: Typeface = FACE) -> list[str]:
    return [line.text for line in set_text(face, 10, text, signs * 10)]


def test_a_line_takes_what_fits():
    assert lines("一二三四五六七八九十", 4) == ["一二三四", "五六七八", "九十"]


@pytest.mark.parametrize("mark", "，。、；：？！）》”’")
def test_no_closing_mark_begins_a_line(mark: str):
    assert lines(f"一二三四{mark}五六", 4) == ["一二三", f"四{mark}五六"]


@pytest.mark.parametrize("mark", "（《“‘【")
def test_no_opening_mark_ends_a_line(mark: str):
    assert lines(f"一二三{mark}四五", 4) == ["一二三", f"{mark}四五"]


def test_numbers_and_words_stay_whole():
    assert lines("共计1,234.56万元", 4) == ["共计", "1,234.56", "万元"]
    assert lines("阅读Windows说明", 5) == ["阅读", "Windows", "说明"]


def test_a_date_stays_whole():
    assert lines("会议定于2026年10月9日召开", 8) == ["会议定于", "2026年10月9日召", "开"]


def test_a_word_wider_than_the_line_is_cut():
    cut = lines("a" * 40, 4)
    assert "".join(cut) == "a" * 40
    assert all(0 < FACE.width(line, 10) <= 40 for line in cut)
    assert all(FACE.width(line + "a", 10) > 40 for line in cut[:-1])


def test_dashes_and_dots_come_in_pairs():
    assert lines("一二三——四", 4) == ["一二三", "——四"]
    assert lines("一二三……四", 4) == ["一二三", "……四"]


def test_paragraphs_are_indented_unless_they_bring_their_own():
    first, _, third = set_text(FACE, 10, "甲段\n\n　　乙段", 100, indent=20)
    assert (first.indent, third.indent) == (20, 0)


def test_lines_short_of_the_margin_by_a_mark_are_spread_to_it():
    line = set_text(FACE, 10, "一二三四五六七八九十甲乙，丙丁", 120)[0]
    assert line.text == "一二三四五六七八九十甲"
    assert line.width + line.stretch * 10 == pytest.approx(120)


def test_pieces_are_not_cut():
    set_ = set_pieces(FACE, 10, ["样例甲、", "样例乙、", "样例丙"], 90)
    assert [line.text for line in set_] == ["样例甲、样例乙、", "样例丙"]


def test_labels_break_evenly_or_after_a_stroke():
    assert [line.text for line in set_label(FACE, 12, "作品或基地名称", 66)] == [
        "作品或基",
        "地名称",
    ]
    assert [line.text for line in set_label(FACE, 12, "应到/实到/缺席", 66)] == [
        "应到/实到/",
        "缺席",
    ]


def test_a_label_breaks_at_its_marks():
    for label, parts in {
        "部门、职务（工作岗位）": ["部门、职务", "（工作岗位）"],
        "责任部门、责任人": ["责任部门、", "责任人"],
        "协调资金(万元)": ["协调资金", "(万元)"],
    }.items():
        assert [line.text for line in set_label(FACE, 12, label, 75)] == parts


def test_what_paper_cannot_show_is_left_out():
    assert tidy("甲\x00乙\u200b丙\r\n丁\t戊\ufe0f") == "甲乙丙\n丁  戊"
    # Selectors of a shape are called printable, and letters may come in two pieces.
    assert tidy("葛\U000e0100城\ufe0f") == "葛城"
    assert tidy("fe\u0302te") == "f\u00eate"


def test_what_chooses_a_shape_is_left_out_and_letters_are_composed():
    assert tidy("葛\U000e0100 \ufe0f好") == "葛 好"
    assert tidy("e\u0302") == "ê"


def test_a_character_of_no_font_is_marked():
    assert "〓" in "".join(text for _, text in FACE.runs("好😀"))


def test_rare_characters_come_from_the_fonts_that_have_them():
    runs = FACE.runs(f"样例{RARE}")
    assert "".join(text for _, text in runs) == f"样例{RARE}"
    assert len({font for font, _ in runs}) == 2


@given(st.text("一二三，。（）“”《》abc 12.、…—", max_size=60), st.floats(2, 12))
def test_nothing_is_lost_and_nothing_is_wider_than_the_line(text: str, signs: float):
    broken = set_text(FACE, 10, text, signs * 10)
    assert "".join(line.text for line in broken).replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= signs * 10 + 0.01 for line in broken)
