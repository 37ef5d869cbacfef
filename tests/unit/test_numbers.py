"""Only digits are numbers, half-width or full-width, with commas between thousands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    FieldType,
    Integer,
    Money,
    PeopleRef,
)
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.values import Attendee, People, Person

COUNT, AMOUNT, PEOPLE = Integer("人次"), Money(), PeopleRef(attendance=True)
NO_DIGITS = ["12①", "3²", "①", "1_5", "1e2", "1E2", "٣", "१२", "Ⅲ", "½", "𝟏𝟐"]
WRONG_COMMAS = ["1,20", ",5", "1,2345"]


@pytest.mark.parametrize("text", NO_DIGITS + WRONG_COMMAS)
@pytest.mark.parametrize("kind", [COUNT, AMOUNT])
def test_a_sign_that_is_no_digit_is_refused(kind: FieldType, text: str):
    with pytest.raises(Unreadable, match=r"不是(整数|金额)，请只填数字"):
        from_plain(kind, text)


@pytest.mark.parametrize("text", NO_DIGITS)
def test_a_count_of_people_is_of_digits_too(text: str):
    with pytest.raises(Unreadable):
        from_plain(PEOPLE, {"due": text, "present": 3})
    with pytest.raises(Unreadable):
        from_plain(PEOPLE, f"应到{text}人；实到3人")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("１２", 12),
        (" 1,200 ", 1200),
        ("１，２００", 1200),
        ("12人次", 12),
        ("1\u200b2", 12),
        ("12人次。", 12),
        ("12人", 12),
        ("１２ 名", 12),
        ("三十人次", 30),
        ("十人", 10),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("一十二", 12),
        ("九千九百九十九", 9999),
        ("二十八人", 28),
    ],
)
def test_a_count_as_people_write_it(text: str, number: int):
    assert from_plain(COUNT, text) == number


@pytest.mark.parametrize("text", ["11", "第11次", "第 11 次", "第十一次", "11次"])
def test_which_it_is_of_several_as_people_write_it(text: str):
    assert from_plain(Integer("次", ordinal=True), text) == 11


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3万元", "3"),
        ("30000元", "3"),
        ("￥1,200.00元", "0.12"),
        ("¥3万元", "3"),
        ("三万元", "3"),
        ("十二万", "12"),
        ("3 万", "3"),
        ("1,200.5", "1200.5"),
        ("３．５", "3.5"),
        (".5", "0.5"),
    ],
)
def test_an_amount_as_people_write_it(text: str, amount: str):
    assert from_plain(AMOUNT, text) == Decimal(amount)


def test_another_unit_than_the_declared_one_is_refused():
    for kind, text in ((AMOUNT, "￥30000"), (COUNT, "3万"), (COUNT, "3万人次")):
        with pytest.raises(Unreadable):
            from_plain(kind, text)


@pytest.mark.parametrize(
    "text",
    [
        "三五",
        "十几",
        "三五人",
        "一千二",
        "一百五",
        "三十零五",
        "零三",
        "千",
        "一百一",
        "三十件",
        "12件",
        "二〇",
        "三十多",
    ],
)
def test_what_is_said_otherwise_is_no_count(text: str):
    with pytest.raises(Unreadable, match="不是整数"):
        from_plain(COUNT, text)
    with pytest.raises(Unreadable):
        from_plain(PEOPLE, f"应到{text}人；实到三人")


def test_a_count_of_heads_is_no_count_of_people():
    assert from_plain(Integer("人"), "30名") == 30
    with pytest.raises(Unreadable, match="不是整数"):
        from_plain(Integer("人"), "30人次")


@pytest.mark.parametrize("between", ["\n", "\t"])
def test_what_is_quoted_of_a_number_is_what_was_written(between: str):
    with pytest.raises(Unreadable, match=r"^“1 2”不是整数"):
        from_plain(COUNT, f"1{between}2")


def test_a_number_of_json_is_read_whatever_its_size():
    assert from_plain(AMOUNT, 1e-05) == Decimal("0.00001")
    assert from_plain(COUNT, 1e6) == 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        "应到10人；实到8人",
        "应到10人，实到8人.",
        "应到10人，实到8人。",
        "应到10人。实到8人。",
        "应到：10人、实到：8人",
        "应到１０人 实到８人",
        "应到人数10，实到人数8",
        "应到十人；实到八人",
        "应到十人，实到八人，缺席两人",
        "应到十名 实到八名",
    ],
)
def test_the_counts_of_an_event_as_people_write_them(text: str):
    assert from_plain(PEOPLE, text) == People((), 10, 8)


@pytest.mark.parametrize("text", ["-0", "-0.0", "0", "－０"])
def test_nothing_has_no_sign(text: str):
    assert str(from_plain(AMOUNT, text)) == "0"


@pytest.mark.parametrize(
    "text",
    [
        "应到１０名，实到８名",
        "应到10人/实到8人",
        "应到10人，实到8人，缺席2人",
        "应到10人；实到8人；请假：２人",
        "应到10人实到8人缺勤2人",
        "应到10人；实到8人；缺席：无",
    ],
)
def test_who_was_away_may_be_said_as_a_number(text: str):
    assert from_plain(PeopleRef(attendance=True), text) == People((), 10, 8)


@pytest.mark.parametrize("text", ["应到10人，实到8人，缺席3人", "缺席2人", "实到8人；请假2人"])
def test_a_number_away_that_does_not_agree_is_asked_about(text: str):
    with pytest.raises(Unreadable, match="缺席的人数和应到、实到对不上"):
        from_plain(PeopleRef(attendance=True), text)


@pytest.mark.parametrize(
    "text", ["甲；缺席：乙【病假】", "甲；缺席：乙〔病假〕", "甲；缺席：乙(病假)"]
)
def test_a_reason_stands_in_brackets_of_any_kind(text: str):
    away = Attendee(Person("乙"), present=False, reason="病假")
    assert from_plain(PeopleRef(attendance=True), text) == People((Attendee(Person("甲")), away))


@pytest.mark.parametrize(
    "text", ["读书、唱歌", "唱歌，读书", "读书;唱歌", "读书 唱歌", "读书/唱歌"]
)
def test_words_of_a_list_stand_between_any_signs(text: str):
    assert from_plain(Choices(("读书", "唱歌", "读 写")), text) == ("读书", "唱歌")


@pytest.mark.parametrize("text", ["读 写", "读书，跳舞"])
def test_what_is_no_row_of_words_of_a_list_stays_whole(text: str):
    assert from_plain(Choices(("读书", "唱歌", "读 写")), text) == (text,)


CLASSES = Choices(("重点岗位负责人", "提拔和岗位调整", "双强四好", "其他"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("其它", ("其他",)),
        ("“双强四好”", ("双强四好",)),
        ("「双强四好」、《其它》", ("双强四好", "其他")),
        ("重点岗位负责人|其他", ("重点岗位负责人", "其他")),
        ("重点岗位负责人｜其它", ("重点岗位负责人", "其他")),
        ("重点岗位负责人和其他", ("重点岗位负责人", "其他")),
        ("重点岗位负责人、提拔和岗位调整和其他", CLASSES.options[:2] + CLASSES.options[3:]),
        ("提拔和岗位调整以及其它", ("提拔和岗位调整", "其他")),
        ("重点岗位负责人和跳舞", ("重点岗位负责人和跳舞",)),
        ("提拔和其他", ("提拔和其他",)),
    ],
)
def test_words_of_a_list_are_meant_by_what_is_like_them(text: str, words: tuple[str, ...]):
    assert from_plain(CLASSES, text) == words


def test_one_word_of_a_list_may_stand_in_quotation_marks():
    kind = Choice(("“两优一先”表彰", "双强四好", "其他"))
    assert from_plain(kind, "“双强四好”") == "双强四好"
    assert from_plain(kind, "其它") == "其他"
    assert from_plain(kind, "'两优一先'表彰") == "“两优一先”表彰"
