"""What the program changes by itself stands in nobody's way who takes back a step of his own."""

from __future__ import annotations

from typing import cast

import pytest

from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.values import Person, Values

SECRETARY = [{"word": "支部书记", "since": "2026-11-01"}]


def unit_of(desk: Desk) -> Record:
    (found,) = desk.searching.fetch(desk.catalogue["unit"], desk.searching.ids(Query("unit")))
    return found


def history(desk: Desk) -> list[str]:
    return [
        each.action for each in desk.records.history(desk.catalogue["unit"], unit_of(desk).id or 0)
    ]


def change_unit(desk: Desk, **changes: object) -> None:
    ledger, record = desk.catalogue["unit"], unit_of(desk)
    typed = {**desk.records.plain(ledger, record), **changes}
    desk.records.save(ledger, typed, record_id=record.id, revision=record.revision)


def change_person(desk: Desk, name: str, **changes: object) -> int:
    people = desk.catalogue["people"]
    (member,) = (m for m in desk.roster.members().values() if m.name == name)
    record = desk.records.get(people, member.id)
    assert record is not None
    typed = {**desk.records.plain(people, record), **changes}
    desk.records.save(people, typed, record_id=member.id)
    return member.id


def looks(desk: Desk) -> tuple[object, list[str], str]:
    """The unit's phone, who sits in its committee, and who leads it."""
    unit = unit_of(desk)
    rows = cast("tuple[Values, ...]", unit.value("officers") or ())
    seated = [cast("Person", row["person"]).name for row in rows]
    return unit.value("phone"), seated, cast("Person", unit.value("secretary")).name


def undo(desk: Desk, of: tuple[str, int] | None = None) -> str:
    turned = desk.records.steps.undo(of)
    assert turned is not None
    return turned.step.words


def redo(desk: Desk) -> str:
    turned = desk.records.steps.redo()
    assert turned is not None
    return turned.step.words


ALL = ["韦明谦", "陈㛃", "曾𫖯", "黄𬱖", "李䶮"]
LESS = [name for name in ALL if name != "李䶮"]
LEFT = {"left": "2026-11-01", "left_reason": "转出"}


def test_the_unit_then_the_roster_and_both_taken_back_and_done_again(desk: Desk) -> None:
    old = unit_of(desk).value("phone")
    change_unit(desk, phone="0000-1")
    change_person(desk, "李䶮", **LEFT)
    assert looks(desk) == ("0000-1", LESS, "韦明谦")
    undo(desk)
    assert looks(desk) == ("0000-1", ALL, "韦明谦")
    undo(desk)
    assert looks(desk) == (old, ALL, "韦明谦")
    redo(desk)
    assert looks(desk) == ("0000-1", ALL, "韦明谦")
    redo(desk)
    assert looks(desk) == ("0000-1", LESS, "韦明谦")
    assert desk.records.steps.redo() is None


def test_the_roster_then_the_unit_and_both_taken_back_and_done_again(desk: Desk) -> None:
    old = unit_of(desk).value("phone")
    change_person(desk, "李䶮", **LEFT)
    change_unit(desk, phone="0000-1")
    undo(desk)
    assert looks(desk) == (old, LESS, "韦明谦")
    undo(desk)
    assert looks(desk) == (old, ALL, "韦明谦")
    redo(desk)
    redo(desk)
    assert looks(desk) == ("0000-1", LESS, "韦明谦")


def test_the_step_of_the_unit_alone_is_taken_back_beside_the_roster(desk: Desk) -> None:
    """As its form offers it, with the roster changed since and left as it is."""
    old, unit_id = unit_of(desk).value("phone"), unit_of(desk).id or 0
    change_unit(desk, phone="0000-1")
    change_person(desk, "李䶮", **LEFT)
    undo(desk, ("unit", unit_id))
    assert looks(desk) == (old, LESS, "韦明谦")
    undo(desk)
    assert looks(desk) == (old, ALL, "韦明谦")


def test_who_led_the_unit_before_leads_it_again(desk: Desk) -> None:
    """Nobody of the roster said so: the unit did, and nothing else remembers it."""
    change_person(desk, "韦明谦", offices=[])
    change_unit(desk, secretary="黄𬱖")
    change_person(desk, "陈㛃", offices=SECRETARY)
    assert looks(desk)[2] == "陈㛃"
    before = len(history(desk))
    undo(desk)
    assert looks(desk)[2] == "黄𬱖"
    assert len(history(desk)) == before + 1
    undo(desk)
    undo(desk)
    assert looks(desk)[1:] == (ALL, "韦明谦")
    for _ in range(3):
        redo(desk)
    assert looks(desk)[2] == "陈㛃"


def test_another_who_leads_since_is_left_where_the_phone_alone_is_taken_back(desk: Desk) -> None:
    change_person(desk, "韦明谦", offices=[])
    old, unit_id = unit_of(desk).value("phone"), unit_of(desk).id or 0
    change_unit(desk, phone="0000-1")
    change_person(desk, "陈㛃", offices=SECRETARY)
    undo(desk, ("unit", unit_id))
    assert (looks(desk)[0], looks(desk)[2]) == (old, "陈㛃")
    change_person(desk, "陈㛃", offices=[])
    assert unit_of(desk).value("secretary") is None, "whose office is over leads no more"


def test_a_change_by_hand_elsewhere_is_still_told(desk: Desk, tools: Tools) -> None:
    change_unit(desk, phone="0000-1")
    other = Desk(desk.book, tools)
    change_unit(other, phone="0000-2")
    change_person(other, "李䶮", **LEFT)
    with pytest.raises(DataProblems, match="后来又有改动"):
        desk.records.steps.undo()
    assert looks(desk) == ("0000-2", LESS, "韦明谦")


def test_a_person_who_is_voided_and_revived_is_a_step_of_the_roster_only(desk: Desk) -> None:
    people = desk.catalogue["people"]
    change_unit(desk, phone="0000-1")
    (member,) = (m for m in desk.roster.members().values() if m.name == "李䶮")
    desk.records.void(people, member.id, "记错了")
    desk.records.revive(people, member.id)
    desk.records.void(people, member.id, "记错了")
    for seated in (ALL, LESS, ALL):
        assert undo(desk)
        assert looks(desk) == ("0000-1", seated, "韦明谦")
    undo(desk)
    assert looks(desk)[0] != "0000-1"


def test_a_unit_that_is_revived_is_as_the_roster_is_now(desk: Desk) -> None:
    unit = desk.catalogue["unit"]
    unit_id = unit_of(desk).id or 0
    desk.records.void(unit, unit_id, "记错了")
    change_person(desk, "李䶮", **LEFT)
    assert desk.records.revive(unit, unit_id).state is State.CONFIRMED
    assert looks(desk)[1] == LESS


def test_many_of_the_roster_are_one_change_of_the_unit(desk: Desk) -> None:
    people = desk.catalogue["people"]
    before = len(history(desk))
    sheet = [
        {
            "name": f"韦{name}",
            "politics": "正式党员",
            "joined": "2026-01-01",
            "joined_party": "2020-01-01",
            "party_group": "第一党小组",
        }
        for name in "甲乙丙丁戊己庚辛"
    ]
    desk.records.add_all(people, sheet)

    def of_first_group() -> object:
        return cast("tuple[Values, ...]", unit_of(desk).value("groups"))[0]["members"]

    assert (of_first_group(), len(history(desk))) == (13, before + 1)
    (last, *_) = desk.records.history(desk.catalogue["unit"], unit_of(desk).id or 0)
    assert last.reason == "花名册8条"
    undo(desk)
    assert (of_first_group(), len(history(desk))) == (5, before + 2)
    redo(desk)
    assert (of_first_group(), len(history(desk))) == (13, before + 3)
