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
from qinglian_desktop.domain.rules import Member, Office, Surroundings
from qinglian_desktop.domain.validation import errors, validate
from qinglian_desktop.domain.values import Attendee, Interval, People, Person, Value, Values
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.ledgers.meetings import MEETINGS

TODAY = date(2026, 11, 23)
VOTERS = {
    number: Member(
        number, f"党员{sign}", joined=date(2020, 1, 1), votes=True, in_party=True, is_full=True
    )
    for number, sign in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未", 1)
}
GONE = replace(VOTERS[1], id=19, name="调出的党员", left=date(2026, 6, 30))
GUEST = Member(20, "积极分子甲", joined=date(2020, 1, 1), politics="入党积极分子")
AROUND = Surroundings(TODAY, {**VOTERS, 19: GONE, 20: GUEST})
SEATS = ("支部书记", "纪检委员", "组织委员", "宣传委员", "青年委员")
COMMITTEE = {
    number: replace(VOTERS[number], offices=(Office(word, date(2024, 4, 10), rank=number),))
    for number, word in enumerate(SEATS, 1)
}
SEATED = Surroundings(TODAY, {**VOTERS, **COMMITTEE, 20: GUEST})


def came(present: int) -> People:
    """All voters due, the first ones present."""
    voters = (Attendee(Person(m.name, m.id), m.id <= present) for m in VOTERS.values())
    return People(tuple(voters))


def committee(came: int, **more: Value) -> Values:
    """A 支委会 of five, of whom the first ones came."""
    seated = (Attendee(Person(m.name, m.id), m.id <= came) for m in COMMITTEE.values())
    return {**meeting(), "kind": "支委会", "people": People(tuple(seated)), **more}


def meeting(present: int = 18, **more: Value) -> Values:
    return {
        "kind": "党员大会",
        "time": Interval(datetime(2026, 10, 13, 15), datetime(2026, 10, 13, 16, 30)),
        "place": "三楼会议室",
        "theme": "讨论党费使用方案",
        "host": Person("党员甲", 1),
        "recorder": Person("党员乙", 2),
        "people": came(present),
        "guests": People.named(Person(GUEST.name, GUEST.id)),
        "agenda": ({"item": "党费使用方案"},),
        "points": "逐项讨论。",
        **more,
    }


def vote(
    yes: int, no: int = 0, abstained: int = 0, outcome: str = "通过", ballot: str = "表决"
) -> tuple[Values, ...]:
    row: Values = {
        "ballot": ballot,
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


@pytest.mark.parametrize("kind", ["党员大会", "党课", "主题党日", "组织生活会", None])
def test_only_the_party_is_due_where_its_members_meet(desk: Desk, kind: str | None) -> None:
    """Also who joined since the last meeting of the kind; nobody who is no member."""
    for name, politics in (("新来甲", "群众"), ("新来乙", "预备党员")):
        typed = {"name": name, "politics": politics, "joined": "2026-01-01"}
        desk.records.save(desk.catalogue["people"], typed)
    members = desk.roster.members()
    due = [members[each] for each in listed(desk, {"kind": kind, "time": "2026-11-20 09:00"})]
    assert [each.name for each in due if each.name.startswith("新来")] == ["新来乙"]
    assert all(each.in_party for each in due)


def listed(desk: Desk, typed: Mapping[str, object]) -> list[int]:
    found = desk.records.follow(desk.catalogue["meetings"], typed, set())["people"]
    due = cast("Mapping[str, list[dict[str, object]]]", found or {}).get("people", [])
    return [cast("int", each["id"]) for each in due]


def test_the_committee_is_who_holds_a_post_in_it_on_that_day(desk: Desk) -> None:
    """Not who was due the last time: somebody was elected, and one left his post."""
    people = desk.catalogue["people"]
    members = desk.roster.members()
    (old,) = (m for m in members.values() if m.name == "李䶮")
    record = desk.records.get(people, old.id)
    assert record is not None
    plain = desk.records.plain(people, record)
    seat = {"word": "青年委员", "since": "2024-04-10", "until": "2026-11-10"}
    desk.records.save(people, {**plain, "offices": [seat]}, record_id=old.id)
    seat = {"word": "青年委员", "since": "2026-11-10"}
    new = {"name": "新委员", "politics": "正式党员", "joined": "2020-01-01", "offices": [seat]}
    elected = desk.records.save(people, new).record.id
    before = listed(desk, {"kind": "支委会", "time": "2026-11-09 09:00"})
    after = listed(desk, {"kind": "支委会", "time": "2026-11-10 09:00"})
    assert old.id in before and elected not in before and len(before) == 5
    assert elected in after and old.id not in after and len(after) == 5


def test_a_group_meets_as_the_roster_has_it(desk: Desk) -> None:
    typed = {"kind": "党小组会", "time": "2026-10-20 16:00", "party_group": "第二党小组"}
    members = desk.roster.members()
    names = {members[each].name for each in listed(desk, typed)}
    assert names == {"陈㛃", "曾𫖯", "吴𫟼", "梁㙦", "莫𦰡", "古丽扎·阿依登", "覃书宁"}
    assert listed(desk, {**typed, "party_group": "第九党小组"}) == []
    unnamed = {key: typed[key] for key in ("kind", "time")}
    assert {members[each].name for each in listed(desk, unnamed)} >= {"李䶮", "周𬭚"}


def test_who_is_put_down_and_not_due_is_told_and_never_counted() -> None:
    people = People((*came(8).attendees, Attendee(Person(GUEST.name, GUEST.id))))
    found = problems(meeting(people=people, guests=None, votes=vote(8, outcome="未通过")))
    assert [each.is_warning for each in found] == [True, True]
    said = "积极分子甲（入党积极分子）不在应到之列，来了请填在“列席”里。"
    assert said in [each.message for each in found]
    assert any("到会8人，没有过半" in each.message for each in found)
    kept = Surroundings(TODAY, AROUND.members, {"people": people})
    assert said not in [each.message for each in problems(meeting(people=people), kept)]


@pytest.mark.parametrize(
    ("present", "words"), [(15, ""), (14, "到会14人，不到五分之四（应到会15人以上），选举无效")]
)
def test_an_election_needs_four_fifths(present: int, words: str) -> None:
    found = problems(meeting(present, votes=vote(present, ballot="选举")))
    assert [each.message for each in found if words not in each.message] == []
    assert bool(found) is bool(words)


def test_whoever_is_elected_has_more_than_half_of_those_present() -> None:
    assert problems(meeting(16, votes=vote(9, 7, ballot="选举"))) == ()
    (problem,) = errors(problems(meeting(16, votes=vote(8, 8, ballot="选举"))))
    assert "到会有表决权的党员16人，赞成8票没有过半" in problem.message


def test_a_committee_needs_half_of_its_members() -> None:
    assert problems(committee(3), SEATED) == ()
    (problem,) = problems(committee(2), SEATED)
    assert problem.is_warning and problem.field == "people"
    assert "支委5人，到会2人，不到半数（应到会3人以上），支委会不能开" in problem.message
    (wrong,) = errors(problems(committee(3, votes=vote(2, 1)), SEATED))
    assert "支委5人，赞成2票没有过半" in wrong.message


def test_what_was_said_is_written_as_one_text_or_by_speaker() -> None:
    (problem,) = problems(meeting(points=None))
    assert problem.field == "points" and not problem.is_warning
    spoken = ({"speaker": Person("党员甲", 1), "said": "同意。"},)
    values = meeting(points=None, speeches=spoken, eight_items=("讲一段红色故事",))
    assert problems(values) == ()
    feed = next(each for each in MEETINGS.feeds if each.ledger == "eight_ones")
    assert [each["summary"] for each in feed.values(values)] == ["党员甲：同意。"]
