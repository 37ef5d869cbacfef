"""Where what a list from above asks for is seen: 工作台, the month grid, and the list on paper."""

from __future__ import annotations

from datetime import date
from typing import cast

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.month_grids import GridMark
from qinglian_desktop.application.places import ToDraft, ToRecord
from qinglian_desktop.application.planning import planned
from qinglian_desktop.application.todos import Urgency
from qinglian_desktop.domain.form_content import Entries, FormReader
from qinglian_desktop.domain.lenses import MonthGrid
from qinglian_desktop.domain.listed import count_words, listed_columns
from qinglian_desktop.domain.projection import cell, screen_columns
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from tests.glances import todos_of
from tests.lists_from_above import done, line, meeting, now

LIST = "2026年12月机关党建重点工作清单"


def kept(desk: Desk, **more: object) -> Record:
    ledger = desk.catalogue["assignments"]
    typed = {"source": LIST, "kind": "主题党日", "theme": "年终党日", "term": "上旬"} | more
    begun = {**desk.records.start(ledger, typed), "issuer": None, "issued_on": None}
    return desk.records.save(ledger, begun).record


def test_a_line_is_due_with_the_title_of_its_list(desk: Desk) -> None:
    line = kept(desk, source="2026年11月重点工作清单", term="25日前")
    (todo,) = [each for each in todos_of(desk) if "年终党日" in each.text]
    assert todo.urgency is Urgency.SOON
    assert todo.text == "上级清单：主题党日 年终党日"
    assert todo.reason == "2026-11-25到期，还有2天，2026年11月重点工作清单"
    assert todo.place == ToRecord("assignments", line.id or 0)


def test_a_line_stands_as_planned_in_the_grid_of_its_ledger_until_its_turn_is_over(
    desk: Desk,
) -> None:
    line = kept(desk)
    meetings = desk.catalogue["meetings"]
    lens = cast("MonthGrid", meetings.lenses[0])
    cell = desk.statistics.grid(meetings, lens, 2026).cells["主题党日"][11]
    assert cell.mark is GridMark.PLANNED
    # Beside it stands what the year asks for once more.
    asked = [(each.record_id, each.source) for each in cell.asked]
    assert asked == [(line.id, LIST), (1, "2026年机关党建重点工作计划（4次办了1次）")]
    kept(desk, source="2026年8月重点工作清单", kind="党小组会", theme="迟了的")
    late = desk.statistics.grid(meetings, lens, 2026).cells["党小组会"][7]
    assert (late.mark, late.asked) == (GridMark.MISSING, ())


def test_a_rhythm_of_which_a_turn_was_done_stands_in_the_grid_with_the_next(desk: Desk) -> None:
    asking = line(desk, source="2026年度工作计划", kind="主题党日", term="每月")
    typed = meeting(desk, "十月的", "2026-10-12")
    done(desk, asking, typed)
    meetings = desk.catalogue["meetings"]
    lens = cast("MonthGrid", meetings.lenses[0])
    for month, day in ((11, date(2026, 11, 30)), (12, date(2026, 12, 31))):
        assert (now(desk, asking).value("due"), now(desk, asking).value("status")) == (
            day,
            "进行中",
        )
        cell = desk.statistics.grid(meetings, lens, 2026).cells["主题党日"][month - 1]
        assert asking.id in [each.record_id for each in cell.asked]
        assert cell.mark is GridMark.PLANNED
        if month == 11:
            done(desk, asking, {**typed, "theme": "下一次", "time": "2026-11-09 09:00"})


def test_a_plan_for_a_line_is_made_once_and_has_no_day_of_its_own(desk: Desk) -> None:
    line, ledger = kept(desk, content="学习；走访"), desk.catalogue["assignments"]
    first = planned(desk.records, desk.catalogue, ledger, line, "meeting")
    assert planned(desk.records, desk.catalogue, ledger, line, "meeting").id == first.id
    assert first.is_plan and "time" not in first.typed
    assert (first.typed["kind"], first.typed["theme"]) == ("主题党日", "年终党日")
    assert first.typed["agenda"] == [{"item": "学习"}, {"item": "走访"}]
    (todo,) = [each for each in todos_of(desk) if each.place == ToDraft("meetings", first.id or 0)]
    assert (todo.urgency, todo.reason) == (Urgency.PLANNED, "还没有定日子，定了写上")


def test_the_list_counts_its_words_and_no_share(desk: Desk) -> None:
    ledger = desk.catalogue["assignments"]
    records = desk.searching.fetch(ledger, desk.searching.ids(Query("assignments")))
    assert count_words(ledger, records) == "共 10 条：未完成 1，进行中 1，已完成 8"
    assert count_words(ledger, []) == "共 0 条"


def test_a_rhythm_of_which_turns_were_left_out_says_how_many_were_done(desk: Desk) -> None:
    ledger = desk.catalogue["assignments"]
    asking = line(desk, source="2026年度工作计划", term="每季度末")
    held = done(desk, asking, meeting(desk, "四季度的"))
    over = now(desk, asking)
    assert (over.value("status"), over.value("due")) == ("部分完成", date(2026, 12, 31))
    said = {each.key: cell(over, each) for each in screen_columns(ledger)}
    assert (said["status"], said["status.beside"]) == ("部分完成", "4期办了1期")
    (column,) = [each for each in listed_columns(ledger) if each.heading == "完成情况"]
    words = f"三会一课与主题党日 {held.number} 支委会 四季度的"
    assert column.text(over).split("\n")[:2] == ["部分完成", "4期办了1期"]
    assert words in column.text(over)
    entries = [each for each in FormReader(ledger).lines(over) if isinstance(each, Entries)]
    (status,) = [e.said for each in entries for e in each.entries if e.label == "完成情况"]
    assert status == ("☐未完成", "☐进行中", "☑部分完成", "☐已完成", "4期办了1期")
    assert count_words(ledger, [over]) == "共 1 条：部分完成 1"
    # It is over: nothing asks for it, and nothing invites to make up for it.
    assert not [each for each in todos_of(desk) if "研究支部工作" in each.text]


def test_what_goes_on_is_due_with_how_many_were_done(desk: Desk) -> None:
    asking = line(desk, source="2026年度工作计划", term="每月")
    done(desk, asking, meeting(desk, "十月的", "2026-10-09"))
    (todo,) = [each for each in todos_of(desk) if "研究支部工作" in each.text]
    assert todo.reason == "2026-11-30到期，还有7天，2026年度工作计划，12期办了1期"


def test_nothing_is_said_of_how_many_where_it_is_done_or_not_begun(desk: Desk) -> None:
    ledger = desk.catalogue["assignments"]
    (beside,) = [each for each in screen_columns(ledger) if each.key == "status.beside"]
    asking = line(desk, source="2026年工作计划", term="全年不少于2次")
    assert cell(asking, beside) is None
    done(desk, asking, meeting(desk))
    assert cell(now(desk, asking), beside) == "2次办了1次"
    done(desk, asking, meeting(desk, "又一次", "2026-11-12"))
    assert cell(now(desk, asking), beside) is None
