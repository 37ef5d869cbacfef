"""Who was due, came and was away, as people write it into one field."""

from __future__ import annotations

from datetime import date

import pytest

from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.people_text import read_people
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.validation import read_input, validate
from qinglian_desktop.domain.values import Attendee, People, Person
from tests.invented import EVERYTHING, example_input
from tests.unit.conftest import Voyage

CAME = (Attendee(Person("甲")), Attendee(Person("乙")))


def away(name: str, reason: str = "") -> Attendee:
    return Attendee(Person(name), present=False, reason=reason)


@pytest.mark.parametrize(
    ("text", "due", "came"),
    [
        ("应到1,200人；实到1,100人", 1200, 1100),
        ("应到１，２００人，实到１，１００人", 1200, 1100),
        ("应到十人，实到八人", 10, 8),
        ("应到十二名 实到十名", 12, 10),
        ("应到二十人，实到一百零五人", 20, 105),
        ("应到三十人次，实到两人次", 30, 2),
        ("应到会18人，到会15人", 18, 15),
        ("应参加10人，实际参加8人", 10, 8),
        ("应到党员10人，实到党员8人", 10, 8),
        ("应到10名党员，实到8名", 10, 8),
        ("应到10人，缺席2人", 10, 8),
        ("应到10人，实到7人，缺席2人，请假1人", 10, 7),
        ("应到10人，实到10人，缺席0人", 10, 10),
    ],
)
def test_numbers_are_read_as_they_are_said(text: str, due: int, came: int) -> None:
    assert read_people(text) == People((), due, came)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("甲、乙，缺席：丙（病假）", [away("丙", "病假")]),
        ("甲、乙；缺席人员：丙（病假）、丁", [away("丙", "病假"), away("丁")]),
        ("甲、乙；缺席丙（病假）", [away("丙", "病假")]),
        ("甲、乙；请假：丙、丁（出差）", [away("丙", "请假"), away("丁", "出差")]),
        ("甲、乙；病假：丙；出差：丁", [away("丙", "病假"), away("丁", "出差")]),
        ("甲、乙；缺席：丙 病假", [away("丙", "病假")]),
        ("甲、乙；缺席：丙，病假，丁", [away("丙", "病假"), away("丁")]),
        ("甲、乙；缺席1人：丙", [away("丙")]),
        ("甲、乙；缺席2人（丙、丁）", [away("丙"), away("丁")]),
        ("实到2人（甲、乙），缺席1人（丙，病假）", [away("丙", "病假")]),
        ("甲、乙；请假：丙，出差，丁", [away("丙", "出差"), away("丁", "请假")]),
        ("甲、乙；缺席：丙（综合科）（病假）", [away("丙（综合科）", "病假")]),
        ("参加人员：甲、乙；缺席：无", []),
        ("出席：甲、乙，缺席：0人", []),
        ("实到：甲、乙", []),
        ("缺席：丙；到会人员：甲、乙", [away("丙")]),
        ("甲、乙\n缺席：丙\n丁", [away("丙"), away("丁")]),
        ("甲、乙；缺席：丙（病假）；丁", [away("丙", "病假"), away("丁")]),
        ("甲、乙\n请假人员：\n丙", [away("丙", "请假")]),
        ("缺席：无；甲、乙", []),
        ("缺席1人：丙；甲、乙", [away("丙")]),
        ("缺席2人：丙；丁；甲、乙", [away("丙"), away("丁")]),
    ],
)
def test_a_heading_says_who_was_away(text: str, gone: list[Attendee]) -> None:
    people = read_people(text)
    assert tuple(each for each in people.attendees if each.present) == CAME
    assert list(people.absent) == gone


@pytest.mark.parametrize("text", ["甲、乙；缺席2人", "甲；缺席：乙；缺席2人", "缺席0人"])
def test_a_number_away_that_is_not_that_of_the_names_is_asked_about(text: str) -> None:
    with pytest.raises(Unreadable, match="对不上"):
        read_people(text)


@pytest.mark.parametrize("text", ["应到十多人", "应到一百二人", "应到10.5人", "实到10-12人"])
def test_a_number_that_is_not_clear_is_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable, match="人数请只填数字"):
        read_people(text)


@pytest.mark.parametrize(
    ("text", "said", "is_warning"),
    [
        ("实到8人", "应到/实到/缺席只写了实到 8 人，请补上应到人数。", False),
        (
            "应到10人",
            "应到/实到/缺席只写了应到 10 人，没有写实到，按 10 人都到了计算；"
            "有缺席的请补上实到人数。",
            True,
        ),
        ("应到10人；实到12人", "实到 12 人多于应到 10 人，请核对。", False),
    ],
)
def test_one_number_alone_is_told_of(text: str, said: str, is_warning: bool) -> None:
    values, _ = read_input(EVERYTHING, example_input(hands=text))
    problems = validate(EVERYTHING, values, Surroundings(date(2026, 11, 23)))
    told = [(each.message, each.is_warning) for each in problems if each.field == "hands"]
    assert told == [(said, is_warning)]


def test_of_two_namesakes_the_absent_one_is_told_by_the_department(voyage: Voyage) -> None:
    _, second = (voyage.crew("李伟", cabin=cabin) for cabin in ("轮机部", "甲板部"))
    gone = Attendee(Person("李伟", second), present=False)
    kept = voyage.save(example_input(hands="缺席：李伟（甲板部）")).record
    assert kept.value("hands") == People((gone,))
    kept = voyage.save(example_input(hands="缺席：李伟（甲板部）（病假）", day="2026-10-08")).record
    assert kept.value("hands") == People((Attendee(gone.person, present=False, reason="病假"),))
