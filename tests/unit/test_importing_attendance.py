"""Who came and who was away, out of the columns of others: nobody absent becomes present."""

from __future__ import annotations

from datetime import time

import pytest

from qinglian_desktop.domain.sheet import FileCell
from qinglian_desktop.ledgers.meetings import MEETINGS
from tests.read_sheets import read, sheet, told

HEAD = "类型|参加人员|应到|实到|请假人数|缺席人员"


def away(name: str, reason: str = "") -> dict[str, object]:
    return {"name": name, "present": False, **({"reason": reason} if reason else {})}


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        ("莫三\n王四", [away("莫三"), away("王四")]),
        ("莫三；王四", [away("莫三"), away("王四")]),
        ("莫三（病假）\n王四", [away("莫三", "病假"), away("王四")]),
        ("请假人员：\n莫三、王四", [away("莫三", "请假"), away("王四", "请假")]),
        ("病假：莫三；事假：王四", [away("莫三", "病假"), away("王四", "事假")]),
        ("无", []),
        ("年假莫三", [away("莫三", "年假")]),
        ("事假莫三、病假王四", [away("莫三", "事假"), away("王四", "病假")]),
    ],
)
def test_all_whom_the_column_of_the_absent_names_were_away(words: str, absent: object) -> None:
    page = sheet(HEAD, ["支委会", "", "4", "2", "", words])
    assert told(read(MEETINGS, page))[0]["people"] == {"people": absent, "due": 4, "present": 2}


@pytest.mark.parametrize(
    ("row", "came"),
    [("支委会||4||1|", 3), ("支委会||4|3|1|", 3), ("支委会||4||0|", 4), ("支委会||4|4|0|无", 4)],
)
def test_how_many_were_away_is_not_lost(row: str, came: int) -> None:
    people = told(read(MEETINGS, sheet(HEAD, row)))[0]["people"]
    assert people == {"people": [], "due": 4, "present": came}


@pytest.mark.parametrize(
    ("words", "came"),
    [
        ("事假1人、病假1人", 18),
        ("事假1人，病假2人。", 17),
        ("1人事假；2人病假", 17),
        ("事假：1人\n公差：1人", 18),
        ("事假1人和病假1人", 18),
        ("事假一人、出差两人", 17),
        ("请假2人（事假1人、病假1人）", 18),
        ("2人，其中事假1人、病假1人", 18),
        ("事假0人、病假0人", 20),
    ],
)
def test_those_away_who_are_only_counted_are_not_taken_for_people(words: str, came: int) -> None:
    page = sheet(HEAD, ["支委会", "", "20", "", "", words])
    people = told(read(MEETINGS, page))[0]["people"]
    assert people == {"people": [], "due": 20, "present": came}


def test_those_away_who_are_named_count_with_the_others() -> None:
    page = sheet(HEAD, ["支委会", "", "20", "17", "", "莫三（病假）、事假2人"])
    people = {"people": [away("莫三", "病假")], "due": 20, "present": 17}
    assert told(read(MEETINGS, page))[0]["people"] == people
    page = sheet(HEAD, ["支委会", "", "20", "19", "", "莫三（病假）、事假2人"])
    assert "对不上" in read(MEETINGS, page).record(0).problems[0].message


@pytest.mark.parametrize(
    "row", ["支委会||5|4|2|", "支委会||4|3|0|", "支委会|甲某、乙某|4||1|丙某、丁某"]
)
def test_numbers_that_disagree_are_asked_about(row: str) -> None:
    found = read(MEETINGS, sheet(HEAD, row))
    (problem,) = found.record(0).problems
    assert "对不上" in problem.message and "people" not in told(found)[0]


@pytest.mark.parametrize(
    ("cell", "end"),
    [("两小时", "11:00"), ("一个半小时", "10:30"), ("半小时", "09:30"), (time(1, 30), "10:30")],
)
def test_how_long_it_took_is_read(cell: FileCell, end: str) -> None:
    found = read(MEETINGS, sheet("类型|时间|时长", ["支委会", "2026-1-6 9:00", cell]))
    assert told(found)[0]["time"] == {"start": "2026-01-06 09:00", "end": f"2026-01-06 {end}"}


def test_how_long_it_took_is_asked_about_where_it_is_not_read() -> None:
    found = read(MEETINGS, sheet("类型|时间|时长", "支委会|2026-1-6 9:00|全天"))
    (problem,) = found.record(0).problems
    assert (problem.row, problem.column) == (1, 2) and "多长时间" in problem.message
