"""Rows of all records as one list: in the order in which they press, ticked where they stand."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

import pytest

from qinglian_desktop.application.row_list_words import (
    Shown,
    chosen_rows,
    counted_words,
    everyone,
    row_state_words,
)
from qinglian_desktop.application.row_lists import ListedRow
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.lenses import RowList
from tests.invented import EVERYTHING
from tests.unit.conftest import Voyage

LENS = next(each for each in EVERYTHING.lenses if isinstance(each, RowList))


def step(what: str, **more: object) -> dict[str, object]:
    return {"what": what, "done": "没做", **more}


@pytest.fixture
def many(voyage: Voyage) -> Voyage:
    voyage.now = datetime(2026, 11, 23, 9)
    rows = [
        step("修舵", due="2026-11-20", who="陈㛃"),
        step("数绳"),
        step("点灯", due="2026-12-01"),
    ]
    voyage.event(line="甲", colour="红", steps=rows)
    rows = [step("涂漆", who="陈㛃") | {"done": "做完", "done_on": "2026-11-02"}]
    voyage.event(line="乙", colour="红", day="2026-10-01", steps=rows)
    voyage.event(line="丙", colour="黄", day="2026-09-01", steps=[step("不在单里")])
    return voyage


def lines(voyage: Voyage) -> list[ListedRow]:
    return voyage.desk.row_lists.lines(EVERYTHING, LENS)


def test_what_presses_stands_first_and_what_is_done_last(many: Voyage) -> None:
    assert [each.what for each in lines(many)] == ["修舵", "点灯", "数绳", "涂漆"]


def test_a_row_says_whose_it_is_and_how_it_stands(many: Voyage) -> None:
    first, *_, last = lines(many)
    assert (first.of, first.who, first.days_over) == (("甲", "红"), ("陈㛃",), 3)
    assert row_state_words(first) == "没做，逾期 3 天"
    assert row_state_words(last) == "做完 2026-11-02"
    assert counted_words(LENS, lines(many)) == "共 4 条步骤，做完 1 条，逾期 1 条"


def test_rows_are_chosen_by_state_and_person(many: Voyage) -> None:
    found = lines(many)
    assert everyone(found) == ["陈㛃"]
    assert [each.what for each in chosen_rows(found, Shown.OPEN, "陈㛃")] == ["修舵"]
    assert [each.what for each in chosen_rows(found, Shown.LATE)] == ["修舵"]
    assert [each.what for each in chosen_rows(found, Shown.DONE)] == ["涂漆"]
    assert chosen_rows(found, Shown.ALL) == found


def test_a_tick_is_one_save_with_the_day_and_can_be_taken_back(many: Voyage) -> None:
    rows = many.desk.row_lists
    many.now = datetime(2026, 11, 24, 9)
    kept = rows.tick(EVERYTHING, LENS, lines(many)[0], done=True).record
    ticked = cast("tuple[dict[str, object], ...]", kept.value("steps"))[0]
    assert (ticked["done"], ticked["done_on"]) == ("做完", date(2026, 11, 24))
    assert [change.action for change in many.desk.records.history(EVERYTHING, kept.id or 0)] == [
        "修改",
        "新增",
    ]
    assert [each.what for each in lines(many)] == ["点灯", "数绳", "修舵", "涂漆"]
    again = next(each for each in lines(many) if each.what == "修舵")
    rows.tick(EVERYTHING, LENS, again, done=False)
    back = lines(many)[0]
    assert (back.what, back.status, back.done_on) == ("修舵", "没做", None)
    many.desk.records.steps.undo()
    assert lines(many)[2].status == "做完"


def test_a_tick_taken_back_gives_back_how_far_it_had_come(many: Voyage) -> None:
    rows = [step("装帆") | {"done": "在做"}, step("起锚") | {"done": "做完"}]
    many.event(line="丁", colour="红", day="2026-10-02", steps=rows)

    def turned(what: str, *, done: bool) -> tuple[str, date | None]:
        line = next(each for each in lines(many) if each.what == what)
        many.desk.row_lists.tick(EVERYTHING, LENS, line, done=done)
        line = next(each for each in lines(many) if each.what == what)
        return line.status, line.done_on

    assert turned("装帆", done=True) == ("做完", date(2026, 11, 23))
    assert turned("装帆", done=False) == ("在做", None)
    assert turned("装帆", done=True)[0] == "做完"
    assert turned("装帆", done=False) == ("在做", None)
    # Nobody ever said how far that one was.
    assert turned("起锚", done=False) == ("没做", None)


def test_a_row_that_is_another_by_now_is_not_ticked(many: Voyage) -> None:
    seen = lines(many)[0]
    record = many.desk.records.get(EVERYTHING, seen.record)
    assert record is not None
    plain = many.desk.records.plain(EVERYTHING, record)
    rows = [step("修帆"), *cast("list[object]", plain["steps"])]
    many.desk.records.save(
        EVERYTHING, {**plain, "steps": rows}, record_id=record.id, revision=record.revision
    )
    with pytest.raises(EnvironmentProblem, match="刚才在别处改过"):
        many.desk.row_lists.tick(EVERYTHING, LENS, seen, done=True)
    assert not any(each.is_done for each in lines(many) if each.record == seen.record)
