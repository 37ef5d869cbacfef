"""What ticks a line of a list from above stays, and nothing that was not done does."""

from __future__ import annotations

from datetime import date
from typing import cast

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.editing import Opened
from qinglian_desktop.domain.record import Draft, State
from qinglian_desktop.domain.values import Link
from tests.lists_from_above import done, line, meeting, now, told


def test_words_typed_by_hand_stay_whatever_is_ticked_after_them(desk: Desk) -> None:
    ledger = desk.catalogue["assignments"]
    by_hand = [
        {"day": "2026-10-01", "what": "原会议（已作废）后改到线上开，见会议纪要"},
        {"what": "三会一课与主题党日 十月那次（已作废） 没有开"},
    ]
    asking = line(desk, source="2026年10月重点工作清单", term="每月", done=by_hand)
    held = done(desk, asking, meeting(desk))
    said = [what for _, what in told(now(desk, asking))]
    assert set(said) > {row["what"] for row in by_hand}
    # What somebody wrote behind the words of the program goes with them.
    typed = desk.records.plain(ledger, now(desk, asking))
    rows = cast("list[dict[str, object]]", typed["done"])
    typed["done"] = [
        {**row, "what": f"{row['what']}，到会12人"}
        if str(row["what"]).startswith(f"三会一课与主题党日 {held.number}")
        else row
        for row in rows
    ]
    desk.records.save(ledger, typed, record_id=asking.id)
    meetings = desk.catalogue["meetings"]
    desk.records.save(meetings, meeting(desk, "改了题", "2026-11-12"), record_id=held.id)
    words = f"三会一课与主题党日 {held.number}"
    assert (date(2026, 11, 12), f"{words} 支委会 改了题，到会12人") in told(now(desk, asking))
    desk.records.void(meetings, held.id or 0, "没有开成")
    assert (None, f"{words}（已作废） 支委会 改了题，到会12人") in told(now(desk, asking))


def test_a_day_that_was_put_right_by_hand_stays_when_the_record_is_called_otherwise(
    desk: Desk,
) -> None:
    ledger, asking = desk.catalogue["assignments"], line(desk)
    held = done(desk, asking, meeting(desk))
    typed = desk.records.plain(ledger, now(desk, asking))
    (row,) = cast("list[dict[str, object]]", typed["done"])
    typed["done"] = [{**row, "day": "2026-11-09"}]
    del typed["done_on"]
    desk.records.save(ledger, typed, record_id=asking.id)
    desk.records.save(desk.catalogue["meetings"], meeting(desk, "改了题"), record_id=held.id)
    words = f"三会一课与主题党日 {held.number} 支委会 改了题"
    assert told(now(desk, asking)) == [(date(2026, 11, 9), words)]


def test_of_a_rhythm_what_is_revived_comes_back_whatever_was_done_since(desk: Desk) -> None:
    asking = line(desk, source="2026年10月重点工作清单", term="每月")
    october = done(desk, asking, meeting(desk, "十月的", "2026-10-09"))
    meetings = desk.catalogue["meetings"]
    desk.records.void(meetings, october.id or 0, "登记错了")
    november = done(desk, asking, meeting(desk, "十一月的", "2026-11-09"))
    desk.records.revive(meetings, october.id or 0)
    going = now(desk, asking)
    assert [day for day, _ in told(going)] == [date(2026, 10, 9), date(2026, 11, 9)]
    assert (going.value("status"), going.value("due")) == ("进行中", date(2026, 12, 31))
    assert going.value("meeting") == Link(november.id, "支委会 十一月的")


def test_a_form_left_half_done_is_ticked_with_its_line(desk: Desk) -> None:
    ledger = desk.catalogue["assignments"]
    asking = line(desk, source="2026年10月重点工作清单", term="每月")
    by_hand = {"day": "2026-10-20", "what": "补了一份材料"}
    typed = {**desk.records.plain(ledger, asking), "remarks": "改到一半", "done": [by_hand]}
    desk.records.keep_draft(Draft("assignments", typed, asking.id))
    held = done(desk, asking, meeting(desk))
    (draft,) = desk.records.drafts(ledger)
    assert (draft.typed["remarks"], draft.typed["due"]) == ("改到一半", "2026-12-31")
    saved = Opened(desk.records, ledger, now(desk, asking), draft).save(draft.typed).record
    assert [day for day, _ in told(saved)] == [date(2026, 10, 20), date(2026, 11, 10)]
    assert saved.value("meeting") == Link(held.id, "支委会 研究支部工作")
    assert (saved.value("remarks"), saved.value("status")) == ("改到一半", "进行中")


def test_a_form_that_was_open_when_its_line_was_ticked_is_left_half_done_ticked(
    desk: Desk,
) -> None:
    ledger, asking = desk.catalogue["assignments"], line(desk)
    opened = Opened(desk.records, ledger, asking)
    typed = {**desk.records.plain(ledger, asking), "remarks": "改到一半"}
    done(desk, asking, meeting(desk))
    draft = opened.keep_draft(typed)
    saved = Opened(desk.records, ledger, now(desk, asking), draft).save(draft.typed).record
    assert (saved.value("remarks"), saved.value("status")) == ("改到一半", "已完成")
    assert len(told(saved)) == 1


def test_a_line_that_is_revived_knows_what_was_voided_meanwhile(desk: Desk) -> None:
    lines, meetings = desk.catalogue["assignments"], desk.catalogue["meetings"]
    asking = line(desk)
    held = done(desk, asking, meeting(desk))
    desk.records.void(lines, asking.id or 0, "清单撤回")
    desk.records.void(meetings, held.id or 0, "没有开成")
    desk.records.revive(lines, asking.id or 0)
    again = now(desk, asking)
    words = f"三会一课与主题党日 {held.number}（已作废） 支委会 研究支部工作"
    assert told(again) == [(None, words)]
    assert (again.value("status"), again.value("meeting")) == ("未完成", None)
    desk.records.void(lines, asking.id or 0, "清单撤回")
    desk.records.revive(meetings, held.id or 0)
    desk.records.revive(lines, asking.id or 0)
    again = now(desk, asking)
    assert (again.value("status"), again.value("done_on")) == ("已完成", date(2026, 11, 10))
    assert again.value("meeting") == Link(held.id, "支委会 研究支部工作")


def test_a_link_that_is_emptied_forgets_nothing_of_a_line_that_goes_on(desk: Desk) -> None:
    ledger = desk.catalogue["assignments"]
    asking = line(desk, source="2026年10月重点工作清单", term="每月")
    done(desk, asking, meeting(desk, "十月的", "2026-10-09"))
    done(desk, asking, meeting(desk, "十一月的", "2026-11-09"))
    without = {**desk.records.plain(ledger, now(desk, asking)), "meeting": None}
    kept = desk.records.save(ledger, without, record_id=asking.id).record
    assert [day for day, _ in told(kept)] == [date(2026, 10, 9), date(2026, 11, 9)]
    assert (kept.value("meeting"), kept.value("due")) == (None, date(2026, 12, 31))


def test_one_more_that_is_linked_when_a_rhythm_is_over_takes_none_away(desk: Desk) -> None:
    ledger = desk.catalogue["assignments"]
    asking = line(desk, source="2026年度工作计划", term="每季度末")
    done(desk, asking, meeting(desk, "三季度的", "2026-08-09"))
    done(desk, asking, meeting(desk, "四季度的", "2026-11-09"))
    earlier = desk.records.save(desk.catalogue["meetings"], meeting(desk, "二季度的", "2026-05-09"))
    linked = {"id": earlier.record.id, "label": "支委会 二季度的"}
    typed = {**desk.records.plain(ledger, now(desk, asking)), "meeting": linked}
    kept = desk.records.save(ledger, typed, record_id=asking.id).record
    days = [date(2026, 5, 9), date(2026, 8, 9), date(2026, 11, 9)]
    assert [day for day, _ in told(kept)] == days
    assert kept.value("status") == "部分完成"


def test_a_plan_that_is_saved_while_its_line_is_void_has_answered_it_when_that_is_revived(
    desk: Desk,
) -> None:
    lines, asking = desk.catalogue["assignments"], line(desk)
    desk.records.void(lines, asking.id or 0, "清单撤回")
    held = done(desk, asking, meeting(desk))
    void = now(desk, asking)
    assert void.state is State.VOID
    desk.records.revive(lines, asking.id or 0)
    again = now(desk, asking)
    words = f"三会一课与主题党日 {held.number} 支委会 研究支部工作"
    assert told(again) == [(date(2026, 11, 10), words)]
    assert (again.value("status"), again.value("meeting")) == (
        "已完成",
        Link(held.id, "支委会 研究支部工作"),
    )


def test_what_was_undone_while_the_line_was_void_has_not_answered_it(desk: Desk) -> None:
    lines, asking = desk.catalogue["assignments"], line(desk)
    desk.records.void(lines, asking.id or 0, "清单撤回")
    done(desk, asking, meeting(desk))
    desk.records.steps.undo()
    desk.records.revive(lines, asking.id or 0)
    again = now(desk, asking)
    assert (again.value("status"), again.value("meeting")) == ("未完成", None)
    assert [day for day, _ in told(again)] == [None]


def test_an_earlier_version_of_a_line_takes_no_tick_away(desk: Desk) -> None:
    ledger = desk.catalogue["assignments"]
    asking = line(desk, source="2026年10月重点工作清单", term="每月", theme="原来的")
    kept = ("done_on", "status", "due")
    typed = {k: v for k, v in desk.records.plain(ledger, asking).items() if k not in kept}
    by_hand = {"day": "2026-09-20", "what": "补了一份材料"}
    going = {**typed, "theme": "后来的", "done": [by_hand], "status": "进行中"}
    desk.records.save(ledger, going, record_id=asking.id)
    held = done(desk, asking, meeting(desk))
    first = desk.records.history(ledger, asking.id or 0)[-1].after
    assert first is not None and not first.get("done")
    opened = Opened(desk.records, ledger, now(desk, asking))
    saved = opened.save(opened.as_then(first)).record
    assert saved.value("theme") == "原来的"
    # What was typed by hand is as it was then, and what ticked it is as it is now.
    words = f"三会一课与主题党日 {held.number} 支委会 研究支部工作"
    assert told(saved) == [(date(2026, 11, 10), words)]
    assert saved.value("meeting") == Link(held.id, "支委会 研究支部工作")
    assert (saved.value("status"), saved.value("due")) == ("进行中", date(2026, 12, 31))


def test_an_earlier_version_does_not_say_done_what_was_voided_since(desk: Desk) -> None:
    ledger, asking = desk.catalogue["assignments"], line(desk)
    held = done(desk, asking, meeting(desk))
    ticked = desk.records.history(ledger, asking.id or 0)[0].after
    desk.records.void(desk.catalogue["meetings"], held.id or 0, "没有开成")
    second = done(desk, asking, meeting(desk, "改期再开", "2026-11-20"))
    opened = Opened(desk.records, ledger, now(desk, asking))
    assert ticked is not None
    saved = opened.save(opened.as_then(ticked)).record
    assert saved.value("done_on") == date(2026, 11, 20)
    assert saved.value("meeting") == Link(second.id, "支委会 改期再开")
    assert [day for day, _ in told(saved)] == [date(2026, 11, 20), None]
