"""工作台: everything due is listed with its reason and leads to where it is mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import (
    ToBackup,
    ToDraft,
    ToLens,
    ToNew,
    ToRecord,
    ToReturn,
    ToUnfinished,
)
from qinglian_desktop.application.todos import Todo, Urgency
from qinglian_desktop.application.unfinished_todos import SINGLY
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.lenses import Coverage, Every
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.record import Draft
from tests.glances import todos_of
from tests.invented import EVERYTHING, INVENTED_ROSTER, INVENTED_UNIT, TASKS
from tests.unit.conftest import Voyage

GRID = EVERYTHING.lenses[0]
COVERAGE = next(lens for lens in EVERYTHING.lenses if isinstance(lens, Coverage))


def leading(voyage: Voyage, kind: type) -> list[Todo]:
    return [todo for todo in todos_of(voyage.desk) if isinstance(todo.place, kind)]


def test_a_new_book_says_what_to_do_first(voyage: Voyage) -> None:
    assert [todo.place for todo in leading(voyage, ToNew)][:2] == [
        ToNew(INVENTED_ROSTER.key, {}),
        ToNew(INVENTED_UNIT.key, {}),
    ]
    voyage.ship()
    voyage.crew("周𬭚")
    assert not [todo for todo in leading(voyage, ToNew) if "先登记" in todo.text]


def test_every_line_says_why(voyage: Voyage) -> None:
    voyage.event(plan="2026-11-20")
    todos = todos_of(voyage.desk)
    assert todos
    assert all(todo.text and todo.reason for todo in todos)


def test_the_overdue_stand_first(voyage: Voyage) -> None:
    voyage.event(plan="2026-11-20")
    order = list(Urgency)
    found = [order.index(todo.urgency) for todo in todos_of(voyage.desk)]
    assert found == sorted(found)
    assert found[0] == 0


def test_a_month_with_one_word_missing_leads_to_a_new_record_of_that_month(
    voyage: Voyage,
) -> None:
    for month in range(1, 12):
        tasks = list(TASKS if month != 9 else TASKS[:-1])
        voyage.event(day=f"2026-{month:02}-02", tasks=tasks)
    (todo,) = (todo for todo in leading(voyage, ToNew) if "还差" in todo.text)
    assert todo.urgency is Urgency.OVERDUE
    assert todo.text == "9月万事簿还差1项：唱歌"
    assert todo.place == ToNew(EVERYTHING.key, {"tasks": ["唱歌"], "day": "2026-09-01"})


def test_this_month_is_due_and_not_yet_late(voyage: Voyage) -> None:
    for month in range(1, 11):
        voyage.event(day=f"2026-{month:02}-02", tasks=list(TASKS))
    voyage.event(day="2026-11-02", tasks="补帆")
    (todo,) = (todo for todo in leading(voyage, ToLens) if "还差" in todo.text)
    assert todo.urgency is Urgency.DUE
    assert todo.place == ToLens(EVERYTHING.key, GRID)
    assert "11月" in todo.text
    assert all(task in todo.text for task in TASKS if task != "补帆")


def test_who_was_not_seen_this_half_year_leads_to_the_lens(voyage: Voyage) -> None:
    watches = [{"word": "新手"}, {"word": "值更"}]
    voyage.crew("没来", watches=watches)
    voyage.crew("来过", watches=watches)
    voyage.event(guests="来过")
    (todo,) = (todo for todo in leading(voyage, ToLens) if "没来" in todo.text)
    assert todo.text == "2026年下半年还有1人没有万事簿：没来"
    assert todo.reason == "每半年至少一次"
    assert todo.place == ToLens(EVERYTHING.key, COVERAGE)


def test_who_is_not_seen_is_asked_for_in_the_rhythm_that_is_declared(voyage: Voyage) -> None:
    voyage.crew("没来", watches=[{"word": "新手"}])
    yearly = replace(COVERAGE, every=Every.YEAR, whom="客人")
    other = replace(EVERYTHING, lenses=(yearly,))
    catalogue = Catalogue((INVENTED_UNIT, INVENTED_ROSTER, other))
    desk = Desk(voyage.desk.book, replace(voyage.tools, catalogue=catalogue))
    (todo,) = (each for each in todos_of(desk) if "没来" in each.text)
    assert (todo.text, todo.reason) == ("2026年还有1人没有万事簿：没来", "客人每年至少一次")


def test_days_of_records_and_of_their_rows_come_due(voyage: Voyage) -> None:
    late = voyage.event(line="过期", plan="2026-11-20")
    today = voyage.event(line="今天", plan="2026-11-23")
    soon = voyage.event(
        line="快了",
        steps=[
            {"what": "量", "due": "2026-11-01", "done": "做完"},
            {"what": "缝", "due": "2026-11-30"},
        ],
    )
    voyage.event(line="还早", plan="2026-12-01")
    voyage.event(line="不算", plan="2026-11-01", colour="黄")
    found = {todo.place: (todo.urgency, todo.reason) for todo in leading(voyage, ToRecord)}
    assert found == {
        ToRecord(EVERYTHING.key, late): (Urgency.OVERDUE, "2026-11-20到期，已过3天"),
        ToRecord(EVERYTHING.key, today): (Urgency.DUE, "2026-11-23到期，今天到期"),
        ToRecord(EVERYTHING.key, soon): (Urgency.SOON, "2026-11-30到期，还有7天"),
    }


def test_last_months_return_is_due_until_it_is_written(voyage: Voyage, tmp_path: Path) -> None:
    voyage.ship()
    assert leading(voyage, ToReturn) == []
    voyage.event(day="2026-10-09")
    (todo,) = leading(voyage, ToReturn)
    assert todo.place == ToReturn(Period.parse("2026-10"))
    voyage.desk.returning.deliver(Period.parse("2026-10"), tmp_path)
    assert leading(voyage, ToReturn) == []


def test_a_draft_leads_back_to_itself(voyage: Voyage) -> None:
    draft = voyage.desk.records.keep_draft(Draft(EVERYTHING.key, {"line": "没写完"}))
    (todo,) = leading(voyage, ToDraft)
    assert draft.id is not None
    assert todo.place == ToDraft(EVERYTHING.key, draft.id)
    assert "11-23 10:05" in todo.reason
    assert todo.text == f"没有填完：{EVERYTHING.label} 没写完"


def test_a_title_that_begins_with_the_ledgers_name_is_not_told_behind_it(voyage: Voyage) -> None:
    voyage.desk.records.keep_draft(Draft(EVERYTHING.key, {"line": f"{EVERYTHING.label} 没写完"}))
    (todo,) = leading(voyage, ToDraft)
    assert todo.text == f"没有填完：{EVERYTHING.label} 没写完"


def test_many_forms_left_half_done_are_one_line_that_leads_to_all(voyage: Voyage) -> None:
    keep = voyage.desk.records.keep_draft
    for number in range(SINGLY):
        keep(Draft(EVERYTHING.key, {"line": f"第{number}张"}))
    plan = keep(Draft(EVERYTHING.key, {"line": "演习", "day": "2026-12-02"}, is_plan=True))
    edited = voyage.event(line="改到一半")
    change = keep(Draft(EVERYTHING.key, {"line": "改到"}, edited))
    assert len(leading(voyage, ToDraft)) == SINGLY + 2
    assert leading(voyage, ToUnfinished) == []
    keep(Draft(EVERYTHING.key, {"line": "再一张"}))
    (todo,) = leading(voyage, ToUnfinished)
    assert todo.text == f"没有填完：万事簿 {SINGLY + 1}张"
    assert todo.place == ToUnfinished(EVERYTHING.key)
    # A plan, and a record that is being changed, are none of them.
    assert {todo.place for todo in leading(voyage, ToDraft)} == {
        ToDraft(EVERYTHING.key, plan.id or 0),
        ToDraft(EVERYTHING.key, change.id or 0),
    }


def test_a_backup_is_due_each_week(voyage: Voyage) -> None:
    assert len(leading(voyage, ToBackup)) == 1
    voyage.desk.book.back_up()
    assert leading(voyage, ToBackup) == []
    assert voyage.desk.workbench.last_backup() == datetime(2026, 11, 23, 10, 5)
    voyage.now = datetime(2026, 12, 1, 10, 6)
    assert len(leading(voyage, ToBackup)) == 1
