"""What forms of the roster and of problems ask for stands on them, and agrees with itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.field_types import InReturn
from qinglian_desktop.domain.listed import listed_columns
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.problems import PROBLEMS

PERSON = {"name": "某人", "politics": "正式党员", "joined": "2020-01-01"}
OF_PARTY = {
    "born_on": "1980-03-05",
    "introducers": "甲某、乙某",
    "party_group": "第一党小组",
    "group_since": "2024-04-10",
    "membership": "正常",
    "lost": "是",
    "lost_since": "2026-09-01",
}


def kept(desk: Desk, **changes: object) -> Record:
    typed = {**PERSON, **changes}
    typed |= desk.records.follow(PEOPLE, typed, set(typed))
    return desk.records.save(PEOPLE, typed).record


def messages(desk: Desk, changes: Mapping[str, object]) -> list[str]:
    return [each.message for each in desk.records.check(PEOPLE, {**PERSON, **changes}).problems]


def test_the_form_of_a_person_has_what_forms_ask_for(desk: Desk) -> None:
    record = kept(desk, **OF_PARTY)
    said = desk.records.plain(PEOPLE, record)
    assert {key: said[key] for key in OF_PARTY} == OF_PARTY
    assert record.value("born") == date(1980, 3, 1)
    assert PEOPLE.paper is not None
    printed = {key for line in PEOPLE.paper.lines for key in line}
    assert {*OF_PARTY, "born", "remarks"} <= printed
    (joined,) = (c for c in listed_columns(PEOPLE) if c.heading == "加入党组织日期、介绍人")
    assert joined.text(kept(desk, joined_party="2000-07-01", introducers="丙某")) == (
        "2000-07-01\n丙某"
    )


def test_who_is_not_of_the_party_has_none_of_it(desk: Desk) -> None:
    record = kept(desk, **{**OF_PARTY, "politics": "群众"})
    assert set(record.values) & set(OF_PARTY) == {"born_on", "party_group", "group_since"}


def test_a_month_of_birth_alone_is_enough(desk: Desk) -> None:
    assert kept(desk, born="1980-03").value("born") == date(1980, 3, 1)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"born_on": "1980-03-05", "born": "1980-04"}, "出生年月是1980-04，出生日期却是1980-03-05"),
        (
            {"party_group": "第一党小组", "group_since": "2019-12-31"},
            "编入党小组日期早于调入日期",
        ),
    ],
)
def test_what_contradicts_is_told(desk: Desk, changes: Mapping[str, object], words: str) -> None:
    assert [each for each in messages(desk, changes) if words in each]


def test_a_problem_has_a_remark_on_form_and_list_and_none_in_the_return() -> None:
    assert PROBLEMS.paper is not None
    assert ("remarks",) in PROBLEMS.paper.lines
    assert listed_columns(PROBLEMS)[-1].heading == "备注"
    assert PROBLEMS.field("remarks").in_return is InReturn.NOTHING
