"""The roster begins with those who lead, the highest first; all others follow by pinyin."""

from __future__ import annotations

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.query import Query, Sort, usual_order


def listed(desk: Desk, sort: Sort) -> list[tuple[object, object]]:
    roster = desk.catalogue["people"]
    ids = desk.searching.ids(Query("people", sort=sort))
    people = desk.searching.fetch(roster, ids)
    return [(each.value("name"), each.value("post")) for each in people]


def add(desk: Desk, name: str, post: str, **more: object) -> None:
    person = {"name": name, "post": post, "politics": "正式党员", "joined": "2020-01-01", **more}
    desk.records.save(desk.catalogue["people"], person)


COMMITTEE = ["韦明谦", "陈㛃", "曾𫖯", "黄𬱖", "李䶮"]


def names(desk: Desk) -> list[str]:
    return [str(name) for name, _ in listed(desk, usual_order(desk.catalogue["people"]))]


def test_the_roster_begins_with_the_committee_and_then_who_leads_by_post(desk: Desk) -> None:
    add(desk, "阿甲", "干部")
    add(desk, "安乙", "组织委员")
    add(desk, "左丙", "书记、副主任")
    add(desk, "安丁", "书记", left="2026-10-01", left_reason="转出")
    shown = listed(desk, usual_order(desk.catalogue["people"]))
    posts = [str(post) for _, post in shown]
    assert [name for name, _ in shown[:5]] == COMMITTEE
    assert shown[5] == ("左丙", "书记、副主任")
    assert posts[6:9] == ["副书记", "副书记", "组织委员"]
    # Behind them, who leads no more too, as a click onto the heading sorts all.
    rest = [each for each in listed(desk, Sort("name", descending=False)) if each in shown[9:]]
    assert shown[9:] == rest
    assert {"阿甲", "安丁"} <= {name for name, _ in shown[9:]}
    assert len(shown) == len(set(desk.searching.ids(Query("people"))))


def test_an_office_leads_on_the_days_on_which_it_is_held(desk: Desk) -> None:
    """Whatever the post says; the highest of several counts, who leads a group is no 支委."""
    seated = {"word": "支部副书记", "since": "2026-11-01"}
    add(desk, "左甲", "干部", offices=[{"word": "委员"}, seated])
    add(desk, "左乙", "干部", offices=[{**seated, "until": "2026-11-02"}])
    add(desk, "左丙", "干部", offices=[{"word": "党小组组长"}])
    add(desk, "左丁", "干部", offices=[seated], left="2026-11-02", left_reason="退休")
    shown = names(desk)
    assert shown[:6] == ["韦明谦", "左甲", *COMMITTEE[1:]]
    assert {"左乙", "左丙", "左丁"} <= set(shown[8:])


def test_a_click_onto_the_heading_sorts_by_name_alone(desk: Desk) -> None:
    add(desk, "阿甲", "干部")
    assert listed(desk, Sort("name", descending=False))[0] == ("阿甲", "干部")
