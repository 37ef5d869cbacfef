"""三会一课: whether a vote holds, and the records that follow from one meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import cast

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Member, Surroundings
from qinglian_desktop.domain.validation import errors, validate
from qinglian_desktop.domain.values import Attendee, Interval, People, Person, Value, Values
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.ledgers.meetings import MEETINGS

TODAY = date(2026, 11, 23)
VOTERS = {
    number: Member(number, f"党员{sign}", joined=date(2020, 1, 1), votes=True)
    for number, sign in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未", 1)
}
GONE = replace(VOTERS[1], id=19, name="调出的党员", left=date(2026, 6, 30))
GUEST = Member(20, "入党积极分子", joined=date(2020, 1, 1))
AROUND = Surroundings(TODAY, {**VOTERS, 19: GONE, 20: GUEST})


def came(present: int) -> People:
    """All voters due, the first ones present, and the guest among them."""
    voters = (Attendee(Person(m.name, m.id), m.id <= present) for m in VOTERS.values())
    return People((*voters, Attendee(Person(GUEST.name, GUEST.id))))


def meeting(present: int = 18, **more: Value) -> Values:
    return {
        "kind": "党员大会",
        "time": Interval(datetime(2026, 10, 13, 15), datetime(2026, 10, 13, 16, 30)),
        "place": "三楼会议室",
        "theme": "讨论党费使用方案",
        "host": Person("党员甲", 1),
        "recorder": Person("党员乙", 2),
        "people": came(present),
        "agenda": ({"item": "党费使用方案"},),
        "points": "逐项讨论。",
        **more,
    }


def vote(yes: int, no: int = 0, abstained: int = 0, outcome: str = "通过") -> tuple[Values, ...]:
    row: Values = {
        "matter": "党费使用方案",
        "yes": yes,
        "no": no,
        "abstained": abstained,
        "outcome": outcome,
    }
    return (row,)


def problems(values: Values, surroundings: Surroundings = AROUND) -> tuple[Problem, ...]:
    return validate(MEETINGS, values, surroundings)


def test_a_vote_of_more_than_half_holds() -> None:
    assert problems(meeting(10, votes=vote(10))) == ()
    assert problems(meeting(10, votes=vote(6, 3, 1, "未通过"))) == ()


def test_too_few_voters_are_warned_about_with_the_reason() -> None:
    (problem,) = problems(meeting(8, votes=vote(8, outcome="未通过")))
    assert problem.is_warning
    assert problem.field == "people"
    assert "有表决权的党员18人，到会8人，没有过半（应到会10人以上），表决无效" in problem.message


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        (vote(10, 2, 1), "共13票，到会有表决权的党员只有12人"),
        (vote(9, 3), "赞成9票没有过半，不能写“通过”"),
    ],
)
def test_votes_that_cannot_be_are_refused(votes: tuple[Values, ...], words: str) -> None:
    (problem,) = errors(problems(meeting(12, votes=votes)))
    assert problem.field == "votes"
    assert words in problem.message


def test_who_belonged_on_the_day_is_counted() -> None:
    """Before he left there were nineteen, and ten are more than half of them."""
    june = Interval(datetime(2026, 6, 30, 15))
    assert problems(meeting(10, votes=vote(10), time=june)) == ()
    (problem,) = problems(meeting(9, votes=vote(9, outcome="未通过"), time=june))
    assert "有表决权的党员19人" in problem.message


@pytest.mark.parametrize(
    "values",
    [
        meeting(3),
        meeting(3, votes=vote(3), kind="支委会"),
        meeting(votes=vote(3), people=People(due_count=18, present_count=3)),
    ],
    ids=["no vote", "committee", "numbers only"],
)
def test_other_meetings_need_no_quorum(values: Values) -> None:
    assert problems(values) == ()


def test_a_roster_without_voters_says_nothing_about_votes() -> None:
    guests_only = Surroundings(TODAY, {20: GUEST})
    assert problems(meeting(votes=vote(3)), guests_only) == ()


def test_what_follows_from_a_meeting_is_valid_there() -> None:
    catalogue = Catalogue(ALL_LEDGERS)
    values = meeting(eight_items=("讲一段红色故事",), education_form="廉政党课", study="政策学研")
    fed: dict[str, Values] = {}
    for feed in MEETINGS.feeds:
        (fed[feed.ledger],) = feed.values(values)
        assert set(fed[feed.ledger]) == set(feed.fields)
        assert validate(catalogue[feed.ledger], fed[feed.ledger], AROUND) == ()
    assert fed["education"]["items"] == ("一次廉政党课",)
    assert fed["brand_work"]["period"] == "2026年10月"
    assert {each["day"] for each in fed.values()} == {date(2026, 10, 13)}


@pytest.mark.parametrize(
    ("form", "items"),
    [("一月一警示", ("一月一警示",)), ("专题研讨会", ())],
)
def test_only_two_forms_are_among_the_ten(form: str, items: tuple[str, ...]) -> None:
    feed = next(each for each in MEETINGS.feeds if each.ledger == "education")
    (fed,) = feed.values(meeting(education_form=form))
    assert fed["items"] == items


def test_the_list_of_a_meeting_is_that_of_the_last_of_its_kind(desk: Desk) -> None:
    """A 支委会 asks for its five members, and a kind that never met for everybody."""
    meetings = desk.catalogue["meetings"]
    committee = desk.records.start(meetings, {"kind": "支委会"})
    people = cast("Mapping[str, list[object]]", committee["people"])
    assert len(people["people"]) == 5
    theme_day = desk.records.start(meetings, {"kind": "主题党日"})
    assert len(cast("Mapping[str, list[object]]", theme_day["people"])["people"]) == 18


@pytest.mark.parametrize(
    ("kind", "new"),
    [
        ("党员大会", []),
        ("党课", []),
        ("主题党日", []),
        ("组织生活会", []),
        (None, ["新来甲", "新来乙"]),
    ],
)
def test_only_the_party_is_due_where_its_members_meet(
    desk: Desk, kind: str | None, new: list[str]
) -> None:
    for name, politics in (("新来甲", "群众"), ("新来乙", "预备党员")):
        typed = {"name": name, "politics": politics, "joined": "2026-01-01"}
        desk.records.save(desk.catalogue["people"], typed)
    meeting = {"kind": kind, "time": "2026-11-20 09:00"}
    found = desk.records.follow(desk.catalogue["meetings"], meeting, set())["people"]
    due = cast("Mapping[str, list[dict[str, object]]]", found)["people"]
    members = desk.roster.members()
    there = [members[cast("int", each["id"])] for each in due]
    assert [each.name for each in there if each.name.startswith("新来")] == new
    assert all(each.in_party for each in there) is (kind is not None)
