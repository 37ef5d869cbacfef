"""What other offices call a word of a list, and the signs that they put instead of words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    Field,
    FieldType,
    Integer,
    LongText,
    PeopleRef,
    PersonRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import Section
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.ticks import is_as_above, is_blank_sign, ticked
from qinglian_desktop.domain.wording import Wording, in_words
from tests.invented import EVERYTHING

SCHOOLING = Choice(
    ("研究生", "大学本科", "大学专科"), known_as=(("大学", "大学本科"), ("大专", "大学专科"))
)
YES_OR_NO = Choice(("是", "否"), fixed=True, known_as=ticked("是", "否"))
DONE = Choice(("待解决", "已解决"), fixed=True, known_as=ticked("已解决"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("大学", "大学本科"),
        (" 大 学 ", "大学本科"),
        ("“大专”", "大学专科"),
        ("大学专科", "大学专科"),
        ("中学", "中学"),
    ],
)
def test_a_word_of_others_is_the_word_of_the_list(typed: str, meant: str):
    assert from_plain(SCHOOLING, typed) == meant


def test_several_words_of_others_are_read_too():
    kind = Choices(("配偶", "父母"), known_as=(("妻子", "配偶"), ("丈夫", "配偶")))
    assert from_plain(kind, "父母、妻子") == ("配偶", "父母")
    assert from_plain(kind, ["丈夫", "妻子"]) == ("配偶",)
    assert from_plain(kind, "妻子 父母") == ("配偶", "父母")


@pytest.mark.parametrize("pair", [("大学", "博士"), ("研究生", "大学本科")])
def test_a_word_of_others_must_mean_one_of_the_list(pair: tuple[str, str]):
    with pytest.raises(BadDeclaration, match="contradicts"):
        Choice(("研究生", "大学本科"), known_as=(pair,))
    with pytest.raises(BadDeclaration, match="means two"):
        Choice(("甲", "乙"), known_as=(("丙", "甲"), ("丙", "乙")))


def with_wording(wording: Wording) -> Choice:
    ledger = replace(
        EVERYTHING,
        sections=(*EVERYTHING.sections, Section("又", (Field("schooling", "学历", SCHOOLING),))),
    )
    kind = in_words(ledger, {"schooling": wording}).field("schooling").type
    assert isinstance(kind, Choice)
    return kind


def test_what_others_say_goes_along_where_a_unit_renames_the_word():
    now = with_wording(Wording(SCHOOLING.options).renamed("大学本科", "本科"))
    assert from_plain(now, "大学") == "本科"
    assert from_plain(now, "大专") == "大学专科"


def test_what_others_say_means_nothing_where_a_unit_dropped_the_word():
    now = with_wording(Wording(SCHOOLING.options).dropped("大学本科"))
    assert from_plain(now, "大学") == "大学"


def test_a_unit_s_own_word_goes_before_what_others_mean_by_it():
    now = with_wording(Wording(SCHOOLING.options).added("大专"))
    assert from_plain(now, "大专") == "大专"


@pytest.mark.parametrize("sign", ["√", "✓", "✔", "☑", "对", "Y", "y", "1", "是", "有", "TRUE"])
def test_a_tick_says_yes(sign: str):
    assert from_plain(YES_OR_NO, sign) == "是"
    assert from_plain(DONE, sign) == "已解决"


@pytest.mark.parametrize("sign", ["×", "✗", "☐", "0", "N", "x", "否", "无", "False"])
def test_a_cross_says_no_where_there_is_one_no(sign: str):
    assert from_plain(YES_OR_NO, sign) == "否"
    assert from_plain(DONE, sign) not in DONE.options


def test_a_cell_of_a_number_or_a_truth_is_a_tick():
    assert [from_plain(YES_OR_NO, raw) for raw in (1, 0, True, False)] == ["是", "否", "是", "否"]
    there = Choice(("有", "无"), known_as=ticked("有", "无"))
    assert [from_plain(there, raw) for raw in ("√", "无", "是", "否")] == ["有", "无", "有", "无"]


@pytest.mark.parametrize("sign", ["—", "——", "-", "/", "\\", "无", "空", " ／ ", "－", "无。"])
@pytest.mark.parametrize(
    "kind",
    [
        Day(),
        Integer(),
        PersonRef(),
        PeopleRef(),
        SCHOOLING,
        Rows((Field("what", "事项", Text()),), noun="事项"),
    ],
)
def test_a_stroke_says_that_there_is_nothing(kind: FieldType, sign: str):
    assert is_blank_sign(kind, sign)


@pytest.mark.parametrize("kind", [Text(), LongText()])
def test_in_a_text_a_word_is_kept_and_a_stroke_is_none(kind: FieldType):
    assert not is_blank_sign(kind, "无")
    assert is_blank_sign(kind, "—")


def test_a_word_of_the_list_is_no_sign_of_nothing():
    assert not is_blank_sign(Choice(("有", "无")), "无")
    assert not is_blank_sign(YES_OR_NO, "无")
    assert not is_blank_sign(Choices(("无", "其他")), "无")
    assert is_blank_sign(YES_OR_NO, "—")
    assert not is_blank_sign(Integer(), "0")


def test_a_cross_where_a_tick_is_one_of_several_words_says_none_of_them():
    assert is_blank_sign(DONE, "否") and is_blank_sign(DONE, "×")
    assert not is_blank_sign(DONE, "√") and not is_blank_sign(SCHOOLING, "否")


def test_what_stands_above_is_meant_by_a_sign():
    assert is_as_above("〃") and is_as_above(" 同上 ")
    assert not is_as_above("无") and not is_blank_sign(Day(), "〃")
