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


def test_the_roster_begins_with_the_secretary_and_the_committee(desk: Desk) -> None:
    add(desk, "阿甲", "干部")
    add(desk, "安乙", "组织委员")
    add(desk, "左丙", "书记、副主任")
    add(desk, "安丁", "书记", left="2026-10-01", left_reason="转出")
    roster = desk.catalogue["people"]
    shown = listed(desk, usual_order(roster))
    posts = [str(post) for _, post in shown]
    assert posts[0] == "副书记、支部书记"
    secretaries = [post for post in posts if post.startswith("书记、")]
    assert posts[1:3] == secretaries
    committee = [place for place, post in enumerate(posts) if "委员" in post and place > 2]
    deputies = [place for place, post in enumerate(posts) if post == "副书记"]
    assert deputies == [3, 4]
    assert committee == [5, 6, 7]
    assert shown[5][0] == "安乙"
    # Behind them, who leads no more too, as a click onto the heading sorts all.
    rest = [each for each in listed(desk, Sort("name", descending=False)) if each in shown[8:]]
    assert shown[8:] == rest
    assert {"阿甲", "安丁"} <= {name for name, _ in shown[8:]}
    assert len(shown) == len(set(desk.searching.ids(Query("people"))))


def test_a_click_onto_the_heading_sorts_by_name_alone(desk: Desk) -> None:
    add(desk, "阿甲", "干部")
    assert listed(desk, Sort("name", descending=False))[0] == ("阿甲", "干部")
