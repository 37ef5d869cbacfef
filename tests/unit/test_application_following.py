"""What a form fills in by itself, and what it leaves to the hand."""

from __future__ import annotations

from datetime import datetime

import pytest

from qinglian_desktop.application.roster import matching
from tests.invented import EVERYTHING
from tests.unit.conftest import Voyage


def test_a_new_form_begins_with_today_and_fixed_words(voyage: Voyage) -> None:
    typed = voyage.desk.records.start(EVERYTHING)
    assert typed["day"] == "2026-11-23"
    assert typed["moment"] == "2026-11-23 10:00"
    assert typed["span"] == {"start": "2026-11-23 09:00", "end": "2026-11-23 10:00"}
    assert typed["colour"] == "蓝"


@pytest.mark.parametrize(
    ("minute", "begun"), [(0, "10:00"), (29, "10:00"), (30, "10:30"), (59, "10:30")]
)
def test_a_new_form_begins_at_the_last_half_hour(voyage: Voyage, minute: int, begun: str) -> None:
    voyage.now = datetime(2026, 11, 23, 10, minute, 7)
    typed = voyage.desk.records.start(EVERYTHING)
    assert typed["moment"] == f"2026-11-23 {begun}"
    assert typed["span"] == {
        "start": f"2026-11-23 {begun.replace('10', '09', 1)}",
        "end": f"2026-11-23 {begun}",
    }


def test_it_begins_with_the_units_word_until_there_is_a_last_one(voyage: Voyage) -> None:
    assert voyage.desk.records.start(EVERYTHING)["chief"] is None
    voyage.ship()
    assert voyage.desk.records.start(EVERYTHING)["chief"] == {"name": "韦𬀩"}
    voyage.event(chief="李䶮")
    assert voyage.desk.records.start(EVERYTHING)["chief"] == {"name": "李䶮"}


def test_what_is_given_goes_before_every_default(voyage: Voyage) -> None:
    typed = voyage.desk.records.start(EVERYTHING, {"colour": "红", "weight": 20, "grade": "丙等"})
    assert (typed["colour"], typed["grade"]) == ("红", "丙等")


def test_the_list_of_those_due_holds_who_was_aboard_that_day(voyage: Voyage) -> None:
    voyage.crew("早走", gone="2026-10-08", gone_why="到岸")
    voyage.crew("当天走", gone="2026-10-09", gone_why="到岸")
    voyage.crew("当天来", came="2026-10-09")
    voyage.crew("晚来", came="2026-10-10")
    found = voyage.desk.records.follow(EVERYTHING, {"day": "2026-10-09"}, set())
    assert names(found["hands"]) == ["当天走", "当天来"]
    typed = voyage.desk.records.start(EVERYTHING, {"day": "2026-10-10"})
    assert names(typed["hands"]) == ["当天来", "晚来"]


def test_words_follow_the_roster_and_computed_words_the_form(voyage: Voyage) -> None:
    voyage.crew("周𬭚", post="大副")
    typed: dict[str, object] = {"day": "2026-10-09", "chief": "周𬭚", "weight": "12斤"}
    found = voyage.desk.records.follow(EVERYTHING, typed, set())
    assert (found["chief_post"], found["grade"]) == ("大副", "甲等")


def test_what_was_typed_by_hand_is_left_alone(voyage: Voyage) -> None:
    voyage.crew("周𬭚", post="大副")
    typed: dict[str, object] = {"day": "2026-10-09", "chief": "周𬭚", "weight": 12}
    touched = {"chief_post", "grade", "hands"}
    assert voyage.desk.records.follow(EVERYTHING, typed, touched) == {}


def test_an_answer_that_is_gone_takes_what_followed_along(voyage: Voyage) -> None:
    found = voyage.desk.records.follow(EVERYTHING, {"day": "2026-10-09", "chief": "生人"}, set())
    assert (found["chief_post"], found["grade"]) == (None, None)


def test_people_are_found_by_name_pinyin_and_initials(voyage: Voyage) -> None:
    for name in ("单于静", "曾以安", "周明", "章以安"):
        voyage.crew(name)
    members = voyage.desk.roster.members().values()

    def found(text: str) -> list[str]:
        return [member.name for member in matching(members, text)]

    assert found("zya") == ["曾以安", "章以安"]
    assert found("zy") == ["曾以安", "章以安"]
    assert found("cyj") == ["单于静"]
    assert found("以安") == ["曾以安", "章以安"]
    assert found("周") == ["周明"]
    assert found("ZM") == ["周明"]
    assert found("王") == []
    assert len(found("")) == 4


def test_only_those_aboard_on_the_day_are_offered(voyage: Voyage) -> None:
    voyage.crew("早走", gone="2026-10-08", gone_why="到岸")
    voyage.crew("还在")
    day = voyage.now.date()
    assert [member.name for member in voyage.desk.roster.matching("", day)] == ["还在"]
    assert len(voyage.desk.roster.due_on(day).attendees) == 1


def names(hands: object) -> list[str]:
    assert isinstance(hands, dict)
    return [each["name"] for each in hands["people"]]
