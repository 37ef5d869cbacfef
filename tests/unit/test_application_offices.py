"""支委会 and 党小组 are said once, at the people of the roster; the unit's record follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Person, Values


def unit_of(desk: Desk) -> Record:
    (found,) = desk.searching.fetch(desk.catalogue["unit"], desk.searching.ids(Query("unit")))
    return found


def officers(desk: Desk) -> list[tuple[object, str]]:
    rows = cast("tuple[Values, ...]", unit_of(desk).value("officers") or ())
    return [(row["office"], cast("Person", row["person"]).name) for row in rows]


def change(desk: Desk, name: str, **changes: object) -> None:
    people = desk.catalogue["people"]
    (member,) = (m for m in desk.roster.members().values() if m.name == name)
    record = desk.records.get(people, member.id)
    assert record is not None
    typed = {**desk.records.plain(people, record), **changes}
    desk.records.save(people, typed, record_id=member.id)


SEATED = [
    ("支部书记", "韦明谦"),
    ("组织委员", "陈㛃"),
    ("宣传委员", "曾𫖯"),
    ("纪检委员", "黄𬱖"),
    ("青年委员", "李䶮"),
]


def test_the_unit_lists_committee_and_groups_of_the_roster(desk: Desk) -> None:
    assert officers(desk) == SEATED
    groups = cast("tuple[Values, ...]", unit_of(desk).value("groups"))
    assert [(g["name"], cast("Person", g["leader"]).name, g["members"]) for g in groups] == [
        ("第一党小组", "李䶮", 5),
        ("第二党小组", "曾𫖯", 7),
        ("第三党小组", "单于𬭎", 6),
    ]


def test_a_change_at_the_roster_is_one_at_the_unit_and_can_be_taken_back(desk: Desk) -> None:
    since = "2024-04-10"
    change(desk, "曾𫖯", offices=[{"word": "宣传委员", "since": since, "until": "2026-11-01"}])
    assert ("宣传委员", "曾𫖯") not in officers(desk)
    assert desk.records.history(desk.catalogue["unit"], unit_of(desk).id or 0)[0].action == "修改"
    desk.records.steps.undo()
    assert officers(desk) == SEATED


def head(desk: Desk) -> str:
    person = unit_of(desk).value("secretary")
    return person.name if isinstance(person, Person) else ""


def told_of_head(desk: Desk) -> list[str]:
    return [each.text for each in desk.workbench.of_day().todos if "支部书记" in each.text]


def set_head(desk: Desk, name: str) -> None:
    ledger, record = desk.catalogue["unit"], unit_of(desk)
    typed = {**desk.records.plain(ledger, record), "secretary": name}
    desk.records.save(ledger, typed, record_id=record.id)


@pytest.mark.parametrize(
    "changes",
    [
        {"offices": []},
        {"offices": [{"word": "支部副书记"}]},
        {"offices": [{"word": "支部书记", "since": "2024-04-10", "until": "2026-11-01"}]},
        {"left": "2026-11-01", "left_reason": "转出"},
        {"left": "2026-11-01", "left_reason": "去世"},
        {"left": "2027-01-31", "left_reason": "退休"},
        {"politics": "群众", "joined_party": None, "full_since": None},
    ],
)
def test_a_secretary_who_went_heads_the_unit_no_more(
    desk: Desk, changes: Mapping[str, object]
) -> None:
    assert told_of_head(desk) == []
    change(desk, "韦明谦", **changes)
    assert head(desk) == ""
    assert ("支部书记", "韦明谦") not in officers(desk)
    assert told_of_head(desk) == ["支部书记空缺"]
    assert "secretary" not in desk.records.said_by_roster(desk.catalogue["unit"])
    desk.records.steps.undo()
    assert head(desk) == "韦明谦"


def test_a_secretary_entered_by_mistake_heads_the_unit_no_more(desk: Desk) -> None:
    (wei,) = (m for m in desk.roster.members().values() if m.name == "韦明谦")
    desk.records.void(desk.catalogue["people"], wei.id, "重复登记")
    assert head(desk) == ""


def test_who_becomes_secretary_heads_the_unit(desk: Desk) -> None:
    change(desk, "韦明谦", offices=[])
    change(desk, "陈㛃", offices=[{"word": "支部书记", "since": "2026-11-01"}])
    assert head(desk) == "陈㛃"
    assert told_of_head(desk) == []


def test_who_leads_in_the_meantime_may_be_typed_and_gives_way(desk: Desk) -> None:
    """A deputy of the roster or somebody from elsewhere, but not who held the office before."""
    over = [{"word": "支部书记", "since": "2024-04-10", "until": "2026-11-01"}]
    change(desk, "韦明谦", offices=over)
    set_head(desk, "陈㛃")
    assert (head(desk), told_of_head(desk)) == ("陈㛃", [])
    set_head(desk, "上级派来的人")
    change(desk, "李䶮", phone="0000-9")
    assert head(desk) == "上级派来的人"
    with pytest.raises(DataProblems, match="韦明谦已经不任支部书记"):
        set_head(desk, "韦明谦")
    change(desk, "黄𬱖", offices=[{"word": "支部书记", "since": "2026-11-02"}])
    assert head(desk) == "黄𬱖"


def test_a_head_typed_where_the_roster_has_no_such_office_stays(desk: Desk) -> None:
    change(desk, "韦明谦", offices=[])
    set_head(desk, "黄𬱖")
    change(desk, "黄𬱖", offices=[])
    change(desk, "李䶮", offices=[])
    assert (head(desk), told_of_head(desk)) == ("黄𬱖", [])
    change(desk, "黄𬱖", left="2026-11-01", left_reason="转出")
    assert head(desk) == "黄𬱖"
    assert told_of_head(desk) == ["支部书记还是黄𬱖（2026-11-01 转出）"]


def test_of_two_secretaries_the_latest_heads_the_unit_and_both_are_told(desk: Desk) -> None:
    change(desk, "陈㛃", offices=[{"word": "支部书记", "since": "2026-11-01"}])
    assert head(desk) == "陈㛃"
    assert told_of_head(desk) == ["花名册里现任支部书记有 2 位：陈㛃、韦明谦"]


def test_a_unit_without_a_head_is_kept_and_warned_of(desk: Desk) -> None:
    change(desk, "韦明谦", offices=[])
    ledger, record = desk.catalogue["unit"], unit_of(desk)
    typed = {**desk.records.plain(ledger, record), "phone": "0000-1"}
    saved = desk.records.save(ledger, typed, record_id=record.id)
    assert saved.record.value("phone") == "0000-1"
    assert [each.message for each in saved.warnings if "空缺" in each.message]


def test_whoever_left_sits_no_more(desk: Desk) -> None:
    change(desk, "李䶮", left="2026-11-01", left_reason="转出")
    assert ("青年委员", "李䶮") not in officers(desk)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"officers": [{"office": "支部书记", "person": "黄𬱖"}]}, "支委分工照花名册里各人的"),
        ({"secretary": "黄𬱖"}, "支部书记按花名册里的党内职务是韦明谦"),
        ({"groups": []}, "党小组照花名册里各人的"),
    ],
)
def test_it_cannot_be_said_otherwise_at_the_unit(
    desk: Desk, changes: Mapping[str, object], words: str
) -> None:
    ledger, record = desk.catalogue["unit"], unit_of(desk)
    typed = {**desk.records.plain(ledger, record), **changes}
    with pytest.raises(DataProblems, match=words):
        desk.records.save(ledger, typed, record_id=record.id)
    same = {**desk.records.plain(ledger, record), "phone": "0000-1"}
    assert desk.records.save(ledger, same, record_id=record.id).record.value("phone") == "0000-1"


def test_a_form_of_the_unit_begins_with_what_the_roster_says(desk: Desk) -> None:
    unit = desk.catalogue["unit"]
    said = desk.records.said_by_roster(unit)
    assert set(said) == {"officers", "groups", "secretary"}
    assert desk.records.start(unit)["officers"] == said["officers"]
    assert desk.records.said_by_roster(desk.catalogue["people"]) == {}


def test_the_term_ends_three_years_after_it_began(desk: Desk) -> None:
    assert str(unit_of(desk).value("term_due")) == "2027-04-10"


def test_terms_and_probations_are_told_in_time(desk: Desk) -> None:
    """换届 half a year ahead; 预备期满 a month ahead, and with no day of joining a warning."""
    people = desk.catalogue["people"]
    new = {"name": "预备甲", "politics": "预备党员", "joined": "2020-01-01"}
    saved = desk.records.save(people, new)
    assert any("算不出预备期" in each.message for each in saved.warnings)
    desk.records.save(people, {**new, "name": "预备乙", "joined_party": "2025-12-20"})
    desk.records.save(people, {**new, "name": "预备丙", "joined_party": "2025-10-20"})
    longer = {"joined_party": "2025-06-20", "probation_ends": "2026-12-20"}
    desk.records.save(people, {**new, "name": "预备丁", **longer})
    told = {each.text: each.reason for each in desk.workbench.of_day().todos}
    assert told["支部委员会换届：示例市委机关工委"].startswith("2027-04-10到期，还有")
    assert told["预备期满，讨论转正：预备乙"] == "2026-12-20到期，还有27天"
    assert told["预备期满，讨论转正：预备丙"] == "2026-10-20到期，已过34天"
    assert told["预备期满，讨论转正：预备丁"] == "2026-12-20到期，还有27天"
    assert not [text for text in told if "预备甲" in text or "甘雨桐" in text]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"offices": [{"word": "支部书记"}]}, "花名册里韦明谦现在也是支部书记"),
        (
            {"offices": [{"word": "委员", "since": "2026-02-01", "until": "2026-01-01"}]},
            "免职日期早于任职日期",
        ),
        (
            {"offices": [{"word": "委员"}], "left": "2026-11-01", "left_reason": "转出"},
            "还没有填免职日期",
        ),
        (
            {"suspended": [{"since": "2026-02-01", "until": "2026-01-01"}]},
            "期满日期早于起始日期",
        ),
        ({"joined_party": "2026-01-01", "full_since": "2025-01-01"}, "转正日期早于入党时间"),
    ],
)
def test_offices_and_days_that_cannot_be_are_told(
    desk: Desk, changes: Mapping[str, object], words: str
) -> None:
    typed = {"name": "某人", "politics": "正式党员", "joined": "2020-01-01", **changes}
    found = desk.records.check(desk.catalogue["people"], typed).problems
    assert [each.message for each in found if words in each.message]
