"""A record that was linked wrongly to a line of a list, and is put right or gone back from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.editing import Opened
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import AnswersTo, Draft, Record
from qinglian_desktop.domain.values import Link
from tests.lists_from_above import done, line, meeting, now, told


def linked_to(desk: Desk, asking: Record, theme: str, day: str) -> Record:
    """The line with another meeting in the place of the one to which it links, as a form saves."""
    held = desk.records.save(desk.catalogue["meetings"], meeting(desk, theme, day)).record
    return changed(desk, asking, {"meeting": {"id": held.id, "label": f"支委会 {theme}"}})


def changed(desk: Desk, asking: Record, more: Mapping[str, object]) -> Record:
    ledger = desk.catalogue["assignments"]
    typed = {**desk.records.plain(ledger, now(desk, asking)), **more}
    typed = {key: plain for key, plain in typed.items() if key not in ("done_on", "status", "due")}
    typed |= desk.records.follow(ledger, typed, set(typed))
    return desk.records.save(ledger, typed, record_id=asking.id).record


def days(record: Record) -> list[object]:
    return [day for day, _ in told(record)]


def gone_back(desk: Desk, asking: Record, then: Mapping[str, object]) -> Record:
    opened = Opened(desk.records, desk.catalogue["assignments"], now(desk, asking))
    return opened.save(opened.as_then(then)).record


def version(desk: Desk, asking: Record) -> Mapping[str, object]:
    found = desk.records.history(desk.catalogue["assignments"], asking.id or 0)[0].after
    assert found is not None
    return found


def test_the_wrong_one_goes_also_where_a_row_was_typed_by_hand(desk: Desk) -> None:
    asking = line(desk)
    done(desk, asking, meeting(desk, "错的", "2026-11-20"))
    rows = desk.records.plain(desk.catalogue["assignments"], now(desk, asking))["done"]
    assert isinstance(rows, list)
    changed(desk, asking, {"done": [*rows, {"day": "2026-11-12", "what": "发了简报"}]})
    right = linked_to(desk, asking, "对的", "2026-11-10")
    assert days(right) == [date(2026, 11, 10), date(2026, 11, 12)]
    assert right.value("done_on") == date(2026, 11, 12)


def test_the_wrong_one_goes_also_where_a_record_of_another_ledger_did_it_too(desk: Desk) -> None:
    asking = line(desk, kind="支部委员会、谈心谈话")
    assert asking.value("places") == ("三会一课与主题党日", "谈心谈话")
    done(desk, asking, meeting(desk, "错的", "2026-11-20"))
    (talk,) = desk.searching.first(Query("talks"), 1)[0]
    changed(desk, asking, {"talk": {"id": talk.id, "label": "谈话"}})
    right = linked_to(desk, asking, "对的", "2026-11-10")
    assert date(2026, 11, 20) not in days(right)
    assert days(right) == sorted([date(2026, 11, 10), talk.occurred_on])
    assert right.value("talk") is not None


def test_the_wrong_one_of_several_times_goes_where_they_are_enough_without_it(desk: Desk) -> None:
    asking = line(desk, source="2026年度工作计划", term="全年不少于2次")
    done(desk, asking, meeting(desk, "一", "2026-05-09"))
    done(desk, asking, meeting(desk, "错的", "2026-11-09"))
    right = linked_to(desk, asking, "对的", "2026-11-10")
    assert days(right) == [date(2026, 5, 9), date(2026, 11, 10)]
    assert right.value("status") == "已完成"


def test_the_wrong_one_of_a_turn_goes_and_one_of_another_turn_takes_none_away(desk: Desk) -> None:
    asking = line(desk, source="2026年度工作计划", term="每季度末")
    done(desk, asking, meeting(desk, "三季度的", "2026-08-09"))
    done(desk, asking, meeting(desk, "错的", "2026-11-09"))
    right = linked_to(desk, asking, "四季度的", "2026-11-10")
    assert days(right) == [date(2026, 8, 9), date(2026, 11, 10)]
    for theme, day in (("二季度的", "2026-05-09"), ("一季度的", "2026-02-09")):
        right = linked_to(desk, asking, theme, day)
    assert days(right) == [
        date(2026, 2, 9),
        date(2026, 5, 9),
        date(2026, 8, 9),
        date(2026, 11, 10),
    ]
    assert right.value("status") == "已完成"


def test_a_version_of_before_a_wrong_link_is_put_back_as_it_was(desk: Desk) -> None:
    asking = line(desk)
    held = done(desk, asking, meeting(desk, "对的", "2026-11-10"))
    good = version(desk, asking)
    wrong = linked_to(desk, asking, "错的", "2026-11-20")
    assert days(wrong) == [date(2026, 11, 20)]
    back = gone_back(desk, asking, good)
    assert days(back) == [date(2026, 11, 10)]
    assert back.value("meeting") == Link(held.id, "支委会 对的")
    assert (back.value("done_on"), back.value("status")) == (date(2026, 11, 10), "已完成")


def test_a_version_is_put_back_with_what_has_brought_a_rhythm_further_since(desk: Desk) -> None:
    asking = line(desk, source="2026年度工作计划", term="每季度末")
    done(desk, asking, meeting(desk, "四季度的", "2026-11-09"))
    partly = version(desk, asking)
    linked_to(desk, asking, "三季度的", "2026-08-09")
    back = gone_back(desk, asking, partly)
    assert days(back) == [date(2026, 8, 9), date(2026, 11, 9)]


def test_a_version_that_a_record_did_which_was_moved_since_says_so(desk: Desk) -> None:
    asking, meetings = line(desk), desk.catalogue["meetings"]
    held = done(desk, asking, meeting(desk, "对的", "2026-11-10"))
    good = version(desk, asking)
    linked_to(desk, asking, "错的", "2026-11-20")
    desk.records.save(meetings, meeting(desk, "对的", "2026-11-11"), record_id=held.id)
    back = gone_back(desk, asking, good)
    assert told(back) == [(date(2026, 11, 11), f"三会一课与主题党日 {held.number} 支委会 对的")]
    assert back.value("meeting") == Link(held.id, "支委会 对的")


def test_a_second_plan_that_is_saved_ticks_in_the_place_of_the_first(desk: Desk) -> None:
    asking = line(desk)
    done(desk, asking, meeting(desk, "先开的", "2026-11-10"))
    changed(desk, asking, {"remarks": "再开一次"})
    typed = meeting(desk, "后开的", "2026-11-20")
    answers = (AnswersTo("assignments", asking.id or 0, "meeting"),)
    draft = desk.records.keep_draft(Draft("meetings", typed, answers=answers, is_plan=True))
    Opened(desk.records, desk.catalogue["meetings"], None, draft).save(typed)
    assert days(now(desk, asking)) == [date(2026, 11, 20)]
