"""What follows from a record and was entered by itself before is one thing, and counted once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.record import Record, State
from tests.conftest import NOW
from tests.storage.invented_books import PASSWORD, books_of
from tests.unit.test_application_feeding import CATALOGUE, PORTS, VOYAGES, figures, ports, sail


@pytest.fixture
def sea(tmp_path: Path, tools: Tools) -> Iterator[Desk]:
    """Each look at the clock is a second later than the one before."""
    seconds = count()
    book, _ = books_of(CATALOGUE).create(tmp_path / "海", PASSWORD)

    def clock() -> datetime:
        return NOW + timedelta(seconds=next(seconds))

    yield Desk(book, replace(tools, catalogue=CATALOGUE, clock=clock))
    book.close()


def enter(desk: Desk, what: str = "北港", **more: object) -> Record:
    return desk.records.save(PORTS, {"day": "2026-05-06", "what": what, **more}).record


def test_what_says_the_same_is_taken_up_as_it_is(sea: Desk) -> None:
    before = enter(sea, remarks="补了水")
    sailed = sail(sea, "北港", "南港")
    there, more = ports(sea)
    assert there == before and more.value("what") == "南港"
    assert figures(sea)["ports"] == 2
    source = sea.records.source(PORTS, there)
    assert source is not None and source[1] == sailed
    with pytest.raises(DataProblems, match="由“出海簿 2026-001”带出"):
        sea.records.void(PORTS, there.id or 0, "写错了")


def test_what_says_something_else_stays_another_one(sea: Desk) -> None:
    enter(sea, kind="补给")
    enter(sea, "东港")
    enter(sea, day="2026-05-07")
    sail(sea, "北港")
    assert figures(sea)["ports"] == 4


def test_two_rows_of_one_name_take_up_one_each(sea: Desk) -> None:
    enter(sea)
    sail(sea, "北港", "北港")
    assert figures(sea)["ports"] == 2
    enter(sea)
    sail(sea, "北港")
    # What one record feeds is never taken up by another.
    assert figures(sea)["ports"] == 3


def test_it_stays_when_that_from_which_it_follows_is_taken_back_or_void(sea: Desk) -> None:
    before = enter(sea)
    sailed = sail(sea, "北港", "南港")
    sea.records.steps.undo()
    assert ports(sea) == [before] and sea.records.source(PORTS, before) is None
    sea.records.steps.redo()
    assert [each.value("what") for each in ports(sea)] == ["北港", "南港"]
    assert sea.records.source(PORTS, before) is not None
    sea.records.void(VOYAGES, sailed.id or 0, "写错了")
    assert ports(sea) == [before]
    mended = sea.records.save(
        PORTS, {"day": "2026-05-06", "what": "北港口"}, record_id=before.id
    ).record
    assert mended.state is State.CONFIRMED and mended.value("what") == "北港口"


def test_it_is_by_itself_again_when_its_row_is_taken_out(sea: Desk) -> None:
    before = enter(sea)
    sailed = sail(sea, "北港", "南港")
    sail(sea, "南港", record=sailed)
    assert figures(sea)["ports"] == 2
    sea.records.void(PORTS, before.id or 0, "写错了")
    assert [each.value("what") for each in ports(sea)] == ["南港"]


def test_one_of_that_day_and_name_that_says_something_else_is_told(sea: Desk) -> None:
    enter(sea, kind="补给")
    typed = {"day": "2026-05-06", "stops": [{"port": "北港"}, {"port": "南港"}]}
    (told,) = sea.records.check(VOYAGES, typed).problems
    assert told.is_warning and told.field == "stops"
    assert told.message == (
        "靠港簿里已经有同一天的“北港”（2026-001），有几项不一样，保存后是两条，会多算一次；"
        "是同一件事的，请把那一条作废，或者改成一样的。"
    )
    sailed = sea.records.save(VOYAGES, typed).record
    # Who saved nonetheless was told.
    assert sea.records.check(VOYAGES, typed, sailed.id).problems == ()
