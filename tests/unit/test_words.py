"""What one value says to each of its readers."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.field_types import Integer, PeopleRef
from qinglian_desktop.domain.values import Attendee, People, Person
from qinglian_desktop.domain.words import Reading, pieces, words
from tests.invented import EVERYTHING, example_values

VALUES = example_values(
    hands=People((Attendee(Person("周𬭚")), Attendee(Person("吴𫟼"), False, "病")))
)
READINGS: dict[str, tuple[object, object, list[object]]] = {
    "line": ("补帆与看灯", "补帆与看灯", ["补帆与看灯"]),
    "keeper": ("周𬭚", "周𬭚", ["周𬭚"]),
    "day": ("2026-10-09", "2026年10月9日", []),
    "month": ("2026-10", "2026年10月", []),
    "moment": ("2026-10-09 08:30", "2026年10月9日 08:30", []),
    "span": ("2026-10-09 09:00 至 11:30", "2026年10月9日 09:00\u00a0至\u00a011:30", []),
    "colour": ("红", "红", ["红"]),
    "tasks": ("补帆、看灯", "补帆、看灯", ["补帆", "看灯"]),
    "weight": ("12", "12斤", []),
    "money": ("1.5", "1.5万元", []),
    "chief": ("韦𬀩", "韦𬀩", ["韦𬀩"]),
    "hands": (
        "周𬭚；缺席：吴𫟼（病）",
        "应到2人\u3000实到1人\u3000缺席：吴𫟼（病）\n参加人员：周𬭚",
        ["周𬭚", "吴𫟼", "病"],
    ),
    "about": ("周𬭚 水手", "周𬭚 水手", ["周𬭚 水手"]),
    "course": ("2步", "2步，图附后", ["离港", "转向"]),
    "leg": ("转向", "转向", ["转向"]),
    "steps": (
        "量帆布 吴𫟼 2026-10-08 2 做完；\n缝 2026-12-01 0.000001 没做",
        "量帆布 吴𫟼 2026年10月8日 2次 做完；\n缝 2026年12月1日 0.000001万元 没做",
        ["量帆布", "吴𫟼", "做完", "缝", "没做"],
    ),
    "story": (VALUES["story"], VALUES["story"], [VALUES["story"]]),
    "files": ("灯.jpg", "灯.jpg", ["灯.jpg"]),
}


@pytest.mark.parametrize("key", READINGS)
def test_each_reader_has_words_of_their_own(key: str):
    kind, value = EVERYTHING.field(key).type, VALUES[key]
    in_list, on_form, sought = READINGS[key]
    assert words(kind, value, Reading.LIST) == in_list
    assert words(kind, value, Reading.FORM) == on_form
    assert list(pieces(kind, value, Reading.SEARCH)) == sought


def test_every_field_type_is_read():
    read = {type(EVERYTHING.field(key).type) for key in READINGS}
    assert read == {type(field.type) for field in EVERYTHING.fields}


@pytest.mark.parametrize("reading", Reading)
def test_nothing_says_nothing_and_a_zero_says_zero(reading: Reading):
    for field in EVERYTHING.fields:
        assert words(field.type, None, reading) == ""
    zero = {Reading.LIST: "0", Reading.FORM: "0份", Reading.SEARCH: ""}
    assert words(Integer("份"), 0, reading) == zero[reading]


def test_names_on_a_form_stay_whole():
    people = People((Attendee(Person("阿依登")), Attendee(Person("李䶮"))))
    assert list(pieces(PeopleRef(), people, Reading.FORM)) == ["阿依登、", "李䶮"]


@pytest.mark.parametrize("reading", Reading)
def test_which_it_is_of_several_is_said_as_one_says_it(reading: Reading):
    assert words(Integer("次", ordinal=True), 11, reading) == "第11次"
