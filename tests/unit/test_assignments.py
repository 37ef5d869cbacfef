"""上级重点工作清单: what a line asks for, and that what is done ticks it, and nothing else does."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.editing import Opened
from qinglian_desktop.domain.field_types import RecordRef
from qinglian_desktop.domain.handing_over import handed_over
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import AnswersTo, Draft, State
from qinglian_desktop.domain.values import Link, Values
from tests.lists_from_above import LIST, done, line, meeting, now, told


def test_a_line_knows_its_month_its_last_day_and_where_it_is_kept(desk: Desk) -> None:
    kept = line(desk, kind="集中学习、主题党日", term="中旬")
    values = [kept.value(key) for key in ("month", "scope", "due", "status", "places")]
    assert values == [
        date(2026, 11, 1),
        "月度",
        date(2026, 11, 20),
        "未完成",
        ("三会一课与主题党日",),
    ]


def test_what_is_saved_out_of_a_plan_ticks_the_line_in_one_step(desk: Desk) -> None:
    asking = line(desk)
    held = done(desk, asking, meeting(desk))
    ticked = now(desk, asking)
    words = f"三会一课与主题党日 {held.number} 支委会 研究支部工作"
    assert told(ticked) == [(date(2026, 11, 10), words)]
    assert ticked.value("meeting") == Link(held.id, "支委会 研究支部工作")
    assert (ticked.value("status"), ticked.value("done_on")) == ("已完成", date(2026, 11, 10))
    desk.records.steps.undo()
    open_again = now(desk, asking)
    assert told(open_again) == [
        (None, f"三会一课与主题党日 {held.number}（已作废） 支委会 研究支部工作")
    ]
    assert (open_again.value("meeting"), open_again.value("status")) == (None, "未完成")
    assert open_again.value("done_on") is None
    desk.records.steps.redo()
    again = now(desk, asking)
    assert (told(again), again.value("status")) == (told(ticked), "已完成")
    assert again.value("meeting") == ticked.value("meeting")


def test_a_record_that_is_voided_or_moved_takes_the_line_along(desk: Desk) -> None:
    asking, meetings = line(desk), desk.catalogue["meetings"]
    held = done(desk, asking, meeting(desk))
    desk.records.save(meetings, meeting(desk, day="2026-11-12"), record_id=held.id)
    assert now(desk, asking).value("done_on") == date(2026, 11, 12)
    desk.records.void(meetings, held.id or 0, "没有开成")
    assert now(desk, asking).value("status") == "未完成"
    second = done(desk, asking, meeting(desk, "改期再开", "2026-11-20"))
    # What was voided is of no use once it was done otherwise.
    assert [what for _, what in told(now(desk, asking))] == [
        f"三会一课与主题党日 {second.number} 支委会 改期再开"
    ]


def test_one_record_may_answer_several_lines(desk: Desk) -> None:
    lines = [line(desk, theme=theme) for theme in ("集中学习", "主题党日")]
    answers = tuple(AnswersTo("assignments", each.id or 0, "meeting") for each in lines)
    typed = meeting(desk)
    draft = desk.records.keep_draft(Draft("meetings", typed, answers=answers))
    Opened(desk.records, desk.catalogue["meetings"], None, draft).save(typed)
    assert [now(desk, each).value("status") for each in lines] == ["已完成", "已完成"]


def test_a_link_that_is_chosen_by_hand_ticks_too_and_unticks_when_it_is_taken_away(
    desk: Desk,
) -> None:
    ledger, asking = desk.catalogue["assignments"], line(desk)
    held = desk.records.save(desk.catalogue["meetings"], meeting(desk)).record
    typed = desk.records.plain(ledger, asking)
    linked = {**typed, "meeting": {"id": held.id, "label": "支委会 研究支部工作"}}
    ticked = desk.records.save(ledger, linked, record_id=asking.id).record
    assert (ticked.value("status"), len(told(ticked))) == ("已完成", 1)
    without = {**desk.records.plain(ledger, ticked), "meeting": None}
    opened = desk.records.save(ledger, without, record_id=asking.id).record
    assert (opened.value("status"), told(opened)) == ("未完成", [])


def test_a_rhythm_is_open_again_in_the_next_month(desk: Desk) -> None:
    asking = line(desk, source="2026年10月重点工作清单", term="每月")
    assert asking.value("due") == date(2026, 10, 31)
    done(desk, asking, meeting(desk, day="2026-10-09"))
    going = now(desk, asking)
    assert (going.value("status"), going.value("due")) == ("进行中", date(2026, 11, 30))
    done(desk, asking, meeting(desk, "十一月的", "2026-11-09"))
    going = now(desk, asking)
    assert (len(told(going)), going.value("due")) == (2, date(2026, 12, 31))


def test_so_many_times_is_done_with_the_last_of_them(desk: Desk) -> None:
    asking = line(desk, source="2026年工作计划", term="全年不少于2次")
    done(desk, asking, meeting(desk, day="2026-10-09"))
    assert now(desk, asking).value("status") == "进行中"
    done(desk, asking, meeting(desk, "又一次", "2026-11-09"))
    assert now(desk, asking).value("status") == "已完成"


def test_what_is_done_otherwise_is_said_by_hand(desk: Desk) -> None:
    done_by_hand = line(
        desk, kind="报送材料", term="10日前", done=[{"day": "2026-11-05", "what": "报送纸质材料"}]
    )
    values = [done_by_hand.value(key) for key in ("status", "done_on", "places")]
    assert values == ["已完成", date(2026, 11, 5), None]


@pytest.mark.parametrize(
    ("term", "is_told"), [("长期", True), ("适时", True), ("3000年底", True), ("11月中旬", False)]
)
def test_a_time_limit_without_one_meaning_is_told(desk: Desk, term: str, is_told: bool) -> None:
    ledger = desk.catalogue["assignments"]
    typed = {"source": LIST, "kind": "大会", "theme": "学习", "term": term, "issuer": None}
    saved = desk.records.save(ledger, desk.records.start(ledger, {**typed, "issued_on": None}))
    assert (saved.record.value("due") is None) is is_told
    assert any(problem.field == "due" for problem in saved.warnings) is is_told


def test_a_void_or_strange_line_stops_no_record(desk: Desk) -> None:
    asking = line(desk)
    desk.records.void(desk.catalogue["assignments"], asking.id or 0, "清单撤回")
    held = done(desk, asking, meeting(desk))
    assert (held.state, now(desk, asking).state) == (State.CONFIRMED, State.VOID)
    strange = tuple(AnswersTo(key, 999, "kind") for key in ("gone", "meetings"))
    typed = meeting(desk, "再一次")
    draft = desk.records.keep_draft(Draft("meetings", typed, answers=strange))
    Opened(desk.records, desk.catalogue["meetings"], None, draft).save(typed)


@pytest.mark.parametrize(
    ("field", "values", "given"),
    [
        (
            "meeting",
            {
                "kind": "支部党员大会",
                "theme": "三季度党员大会",
                "content": "1.传达精神；2.通报党费收缴",
            },
            {
                "kind": "党员大会",
                "theme": "三季度党员大会",
                "agenda": [{"item": "传达精神"}, {"item": "通报党费收缴"}],
            },
        ),
        ("meeting", {"kind": "集中学习", "theme": "学习", "content": "xxxx"}, {"theme": "学习"}),
        (
            "meeting",
            {"kind": "主题党日", "theme": "清风", "term": "9月15日", "month": date(2026, 9, 1)},
            {
                "kind": "主题党日",
                "theme": "清风",
                "time": {"start": "2026-09-15", "end": None},
            },
        ),
        (
            "talk",
            {"kind": "任前谈话", "theme": "谈", "content": "廉洁"},
            {"category": "任前廉政谈话", "outline": "谈：廉洁"},
        ),
    ],
)
def test_a_record_begins_with_what_the_line_says(
    desk: Desk, field: str, values: dict[str, object], given: dict[str, object]
) -> None:
    ledger = desk.catalogue["assignments"]
    link = cast("RecordRef", ledger.field(field).type)
    found = handed_over(link, ledger, desk.catalogue[link.ledger], cast("Values", values))
    assert {key: plain for key, plain in found.items() if plain is not None} == given


def test_nothing_of_a_list_is_counted_or_returned(desk: Desk) -> None:
    ledger = desk.catalogue["assignments"]
    assert (ledger.in_return, ledger.measures) == (False, ())
    assert len(desk.searching.ids(Query("assignments"))) == 10


@pytest.mark.parametrize(
    ("term", "due", "said"),
    [
        ("国庆前", date(2026, 9, 30), "最迟日期2026-09-30在这份清单的月份以前，已经过了"),
        ("五一前", None, "完成时间“五一前”看不出是2026年的还是2027年的，请填最迟日期。"),
        ("适时", None, "完成时间“适时”没有写到哪一天，不会提醒；要提醒的请填最迟日期。"),
    ],
)
def test_a_time_limit_in_doubt_says_so_in_the_form_and_when_it_is_kept(
    desk: Desk, term: str, due: date | None, said: str
) -> None:
    ledger = desk.catalogue["assignments"]
    typed = {"source": LIST, "kind": "大会", "theme": "学习", "term": term}
    saved = desk.records.save(ledger, desk.records.start(ledger, typed))
    assert saved.record.value("due") == due
    assert [p.message.startswith(said) for p in saved.warnings if p.field == "due"] == [True]
    told_of = ledger.field("due").told
    assert told_of is not None
    assert told_of(saved.record.values, date(2026, 11, 23)).startswith(said)


def test_a_line_takes_day_and_issuer_from_its_own_list_alone(desk: Desk) -> None:
    ledger = desk.catalogue["assignments"]
    first = {"source": LIST, "issuer": "市委机关工委", "issued_on": "2026-10-28", "kind": "大会"}
    desk.records.save(ledger, desk.records.start(ledger, {**first, "theme": "学习"}))
    begun = desk.records.start(ledger)
    own = [begun[key] for key in ("source", "issuer", "issued_on")]
    assert own == [LIST, "市委机关工委", "2026-10-28"]
    other = {**begun, "source": "2026年12月机关党建重点工作清单"}
    follows = desk.records.follow(ledger, other, set())
    assert (follows["issuer"], follows["issued_on"]) == (None, None)
    begun = desk.records.start(ledger, {"source": "2026年12月机关党建重点工作清单"})
    assert (begun["issuer"], begun["issued_on"]) == (None, None)
    # What was typed by hand stays.
    touched = desk.records.follow(ledger, other, {"issued_on"})
    assert "issued_on" not in touched


def test_a_last_day_that_was_emptied_by_hand_is_not_said_to_be_in_no_time_limit(desk: Desk) -> None:
    ledger, asking = desk.catalogue["assignments"], line(desk, term="11月10日前")
    typed = {**desk.records.plain(ledger, asking), "due": None}
    saved = desk.records.save(ledger, typed, record_id=asking.id)
    said = "没有填最迟日期，不会提醒；完成时间“11月10日前”最迟是2026-11-10，要提醒的请填上。"
    assert [each.message for each in saved.warnings if each.field == "due"] == [said]
    told_of = ledger.field("due").told
    assert told_of is not None and told_of(saved.record.values, date(2026, 11, 1)) == said
