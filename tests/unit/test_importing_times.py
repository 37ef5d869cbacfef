"""A time of which several columns say something, read, mended and told at the right cell."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.importing.import_plan import ImportPlan, Said
from qinglian_desktop.ledgers.meetings import MEETINGS
from tests.read_sheets import read, sheet, told

HEADS = "类型|日期|开始时间|结束时间"
FROM_TO = {"start": "2026-03-05 09:00", "end": "2026-03-05 10:00"}


def page(day: str, start: str = "9:00", end: str = "10:00", heads: str = HEADS) -> object:
    return told(read(MEETINGS, sheet(heads, f"支委会|{day}|{start}|{end}")))[0].get("time")


@pytest.mark.parametrize(
    ("meant", "time"),
    [
        ({"start": "2026-03-05", "end": None}, FROM_TO),
        ("2026-03-05", FROM_TO),
        (
            {"start": "2026-03-05 14:00", "end": "2026-03-05 15:00"},
            {"start": "2026-03-05 14:00", "end": "2026-03-05 15:00"},
        ),
        (None, None),
    ],
)
def test_a_day_mended_in_its_place_takes_the_hours_beside_it(meant: object, time: object) -> None:
    rows = sheet(HEADS, "支委会|去年|9:00|10:00")
    (problem,) = read(MEETINGS, rows).record(0).problems
    assert (problem.row, problem.column) == (1, 1) and problem.said == ("time", "去年")
    said: dict[Said, object] = {("time", "去年"): meant}
    record = read(MEETINGS, rows, plan=ImportPlan(mended=said)).record(0)
    assert record.typed.get("time") == time
    # Hours without a day are asked about: nothing of them is lost.
    assert bool(record.problems) == (meant is None)


def test_a_time_that_is_said_twice_is_one() -> None:
    assert page("2026-3-5") == FROM_TO
    assert page("2026-3-5", "2026-3-5 9:00", "2026-3-5 10:00") == FROM_TO
    assert page("2026-3-5 9:00") == FROM_TO
    assert page("2026-3-5 9:00", "2026-3-5 9:00") == FROM_TO
    assert page("2026-3-5 9:00-10:00", "2026-3-5 9:00") == FROM_TO


def test_two_beginnings_are_told() -> None:
    found = read(MEETINGS, sheet(HEADS, "支委会|2026-3-5 8:00|9:00|10:00"))
    assert [(each.row, each.column) for each in found.record(0).problems] == [(1, 1)]
