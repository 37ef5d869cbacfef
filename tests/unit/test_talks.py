"""谈心谈话: what the roster tells of whom was talked to, as of the day of the talk."""

from __future__ import annotations

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.following import follow
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.values import People, Person
from qinglian_desktop.ledgers.talks import TALKS

STAFF = {
    1: Member(1, "李䶮", "办公室", "主任"),
    2: Member(2, "吴𫟼", "组织部", "副部长"),
    3: Member(3, "谢长乐"),
}


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ([Person("李䶮", 1)], "办公室 主任"),
        ([Person("李䶮", 1), Person("吴𫟼", 2)], "李䶮：办公室 主任；吴𫟼：组织部 副部长"),
        ([Person("李䶮", 1), Person("谢长乐", 3), Person("外人")], "李䶮：办公室 主任"),
        ([Person("谢长乐", 3)], ""),
        ([Person("外人")], None),
        ([], None),
    ],
)
def test_the_roster_tells_department_and_post_of_whom_is_talked_to(
    people: list[Person], told: str | None
) -> None:
    found = follow(TALKS, {"people": People.named(*people)}, STAFF, set())
    assert found["position"] == told


def test_what_was_typed_of_department_and_post_stays() -> None:
    people = People.named(Person("李䶮", 1))
    assert "position" not in follow(TALKS, {"people": people}, STAFF, {"position"})


def records(desk: Desk, key: str) -> list[Record]:
    return desk.searching.fetch(desk.catalogue[key], desk.searching.ids(Query(key)))


def test_a_saved_talk_keeps_the_post_of_its_day(desk: Desk) -> None:
    """Whoever is promoted later was talked to as what he was."""
    people, talks = desk.catalogue["people"], desk.catalogue["talks"]
    talk = next(
        each for each in records(desk, "talks") if each.value("position") == "组织部 副部长"
    )
    member = next(each for each in records(desk, "people") if each.value("name") == "吴𫟼")
    desk.records.save(
        people, desk.records.plain(people, member) | {"post": "部长"}, record_id=member.id
    )
    desk.records.save(talks, desk.records.plain(talks, talk), record_id=talk.id)
    (again,) = desk.searching.fetch(talks, [talk.id or 0])
    assert again.value("position") == "组织部 副部长"
