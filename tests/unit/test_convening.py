"""Who is due by the kind of event, on its day, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qinglian_desktop.domain.conditions import is_
from qinglian_desktop.domain.convening import (
    Called,
    Circle,
    Convening,
    not_due,
    not_due_words,
    who_is_due,
)
from qinglian_desktop.domain.rules import Member, Office
from qinglian_desktop.domain.values import People, Person

DAY = date(2026, 6, 1)
JOINED = date(2020, 1, 1)
FULL = Member(1, "甲", joined=JOINED, votes=True, in_party=True, is_full=True, group="一组")
NEW = Member(
    2, "乙", joined=JOINED, in_party=True, party_since=date(2026, 6, 1), politics="预备党员"
)
OTHER = Member(3, "丙", joined=JOINED, politics="群众")
GONE = replace(FULL, id=4, name="丁", left=date(2026, 5, 31))
EVERYONE = {each.id: each for each in (FULL, NEW, OTHER, GONE)}
ALL_KINDS = (
    Convening(Circle.COMMITTEE, is_("kind", "支")),
    Convening(Circle.GROUP, is_("kind", "组"), group="group"),
    Convening(Circle.BRANCH, is_("kind", "全")),
    Convening(Circle.PARTY, is_("kind", "大"), tells_votes=True),
    Convening(Circle.PARTY),
)


def ask(
    kind: str = "", group: str = "", members: dict[int, Member] = EVERYONE, day: date = DAY
) -> Called:
    return who_is_due(ALL_KINDS, {"kind": kind, "group": group}, members, day)


def ids(found: Called) -> list[int]:
    return [each.id for each in found.members]


def test_the_party_is_due_as_it_was_on_the_day() -> None:
    assert ids(ask()) == [1, 2]
    assert ids(ask(day=date(2026, 5, 31))) == [1, 4]
    assert ids(ask("全")) == [1, 2, 3]
    assert "应到的是当天的正式党员 1 人、预备党员 1 人。" in ask().reason
    assert "正式党员 1 人、预备党员 1 人，其中有表决权 1 人。" in ask("大").reason
    assert ask().reason.endswith("丙（群众）不是党员，不计应到。")


def test_nothing_declared_asks_everybody_and_knows_nobody() -> None:
    found = who_is_due((), {}, EVERYONE, DAY)
    assert (ids(found), found.is_known) == ([1, 2, 3], False)


def test_the_committee_stands_in_the_order_of_its_posts() -> None:
    seat = Office("宣传委员", date(2024, 1, 1), rank=2)
    head = Office("支部书记", date(2024, 1, 1), date(2026, 7, 1), rank=0)
    leader = Office("党小组组长", in_committee=False, rank=9)
    members = {
        1: replace(FULL, offices=(seat,)),
        5: replace(FULL, id=5, name="戊", offices=(head, leader)),
        6: replace(FULL, id=6, name="己", offices=(leader,)),
    }
    assert ids(ask("支", members=members)) == [5, 1]
    assert "支委 2 人：戊（支部书记）、甲（宣传委员）" in ask("支", members=members).reason
    assert ids(ask("支", members=members, day=date(2026, 7, 1))) == [1]


def test_a_committee_without_members_is_told_and_all_of_the_party_may_be() -> None:
    found = ask("支")
    assert (ids(found), found.is_known) == ([1, 2], False)
    assert "当天没有人担任支委" in found.reason and "党内职务" in found.reason


def test_groups() -> None:
    assert ids(ask("组", "一组")) == [1]
    assert "应到的是当天一组的党员 1 人" in ask("组", "一组").reason
    gone = ask("组", "二组")
    assert (ids(gone), gone.is_known) == ([], True)
    assert "没有“二组”的党员" in gone.reason and "花名册里有：一组" in gone.reason
    assert not ask("组").is_known and "还没有填是哪个党小组" in ask("组").reason
    without = {2: NEW}
    assert "还没有人登记党小组" in ask("组", "一组", without).reason


def test_nobody_is_of_a_group_before_he_came_to_it() -> None:
    moved = replace(FULL, id=7, name="庚", group="一组", group_since=DAY)
    members = {1: FULL, 7: moved}
    assert ids(ask("组", "一组", members)) == [1, 7]
    assert ids(ask("组", "一组", members, date(2026, 5, 31))) == [1]
    alone = ask("组", "一组", {7: moved}, date(2026, 5, 31))
    assert not alone.is_known and "还没有人登记党小组" in alone.reason


def test_a_branch_that_all_have_left_is_told() -> None:
    found = ask(members={4: GONE})
    assert ids(found) == [] and "当天花名册里没有党员" in found.reason


def test_who_is_away_is_named_with_the_place() -> None:
    away = {1: replace(FULL, away="借调：某局")}
    assert "流动或借调在外：甲（借调：某局）。" in ask(members=away).reason


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [
        ("", DAY, [(3, "群众")]),
        ("", date(2026, 5, 31), [(2, "当天还没有入党"), (3, "群众")]),
        ("全", DAY, []),
        ("组", DAY, [(2, "不是一组的人"), (3, "群众")]),
    ],
)
def test_why_somebody_is_not_due(kind: str, day: date, expected: list[tuple[int, str]]) -> None:
    people = People.named(*(Person(m.name, m.id) for m in (FULL, NEW, OTHER)))
    found = list(not_due(ask(kind, "一组", day=day), people, EVERYONE, day))
    assert [(member.id, why) for member, why in found] == expected
    assert bool(not_due_words(found, "列席")) is bool(expected)


@pytest.mark.parametrize(
    ("member", "day", "votes"),
    [
        (FULL, DAY, True),
        (replace(FULL, full_since=date(2026, 6, 2)), DAY, False),
        (replace(FULL, suspended=((date(2026, 6, 1), date(2027, 6, 1)),)), DAY, False),
        (replace(FULL, suspended=((date(2025, 6, 1), date(2026, 5, 31)),)), DAY, True),
        (replace(FULL, suspended=((date(2026, 1, 1), None),)), DAY, False),
        (NEW, DAY, False),
    ],
)
def test_the_vote_follows_from_the_party(member: Member, day: date, votes: bool) -> None:
    assert member.votes_on(day) is votes
