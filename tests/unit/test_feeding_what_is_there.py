"""What follows from a record and was entered by itself before is one thing, and counted once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Record, State
from tests.make_tools import make_tools
from tests.storage.invented_books import PASSWORD, books_of
from tests.unit.test_application_feeding import CATALOGUE, PORTS, VOYAGES, figures, ports, sail


@pytest.fixture
def sea(tmp_path: Path, tools: Tools) -> Iterator[Desk]:
    """The clock stands still: nothing can be told from which was entered first."""
    book, _ = books_of(CATALOGUE).create(tmp_path / "海", PASSWORD)
    yield Desk(book, replace(tools, catalogue=CATALOGUE))
    book.close()


def enter(desk: Desk, what: str = "北港", **more: object) -> Record:
    return desk.records.save(PORTS, {"day": "2026-05-06", "what": what, **more}).record


def edit(desk: Desk, record: Record, day: str, what: str) -> Record:
    typed = {"day": day, "what": what}
    return desk.records.save(PORTS, typed, record_id=record.id).record


def follows(desk: Desk, record: Record) -> str:
    """The number of that from which it follows."""
    source = desk.records.source(PORTS, record)
    return source[1].number if source is not None else ""


def said(desk: Desk) -> list[tuple[str, str]]:
    """Of each port the day and the name."""
    return [(f"{each.occurred_on:%m-%d}", str(each.value("what"))) for each in ports(desk)]


def warned(desk: Desk, sailed: Record, *names: str, **more: object) -> tuple[Problem, ...]:
    typed = {"day": "2026-05-06", "stops": [{"port": name} for name in names], **more}
    return desk.records.check(VOYAGES, typed, sailed.id).problems


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
        "是同一件事的，先改成一样的再保存，或者把那一条作废。"
    )
    sailed = sea.records.save(VOYAGES, typed).record
    # Who saved nonetheless was told.
    assert sea.records.check(VOYAGES, typed, sailed.id).problems == ()


@pytest.mark.parametrize("is_voided", [True, False], ids=["void", "taken back"])
def test_what_is_entered_again_takes_it_up_again(sea: Desk, is_voided: bool) -> None:
    before = enter(sea)
    first = sail(sea, "北港")
    if is_voided:
        sea.records.void(VOYAGES, first.id or 0, "写错了")
    else:
        sea.records.steps.undo()
    assert figures(sea) == {"voyages": None, "ports": 1}
    again = sail(sea, "北港")
    assert figures(sea) == {"voyages": 1, "ports": 1}
    assert follows(sea, before) == again.number
    # It belongs to that one now, so the first has one of its own.
    sea.records.revive(VOYAGES, first.id or 0)
    assert figures(sea) == {"voyages": 2, "ports": 2}
    assert [follows(sea, each) for each in ports(sea)] == [again.number, first.number]


@pytest.mark.parametrize("is_voided", [True, False], ids=["void", "taken back"])
def test_what_is_by_itself_again_is_not_overwritten_by_what_comes_back(
    sea: Desk, is_voided: bool
) -> None:
    before = enter(sea)
    sailed = sail(sea, "北港")
    if is_voided:
        sea.records.void(VOYAGES, sailed.id or 0, "写错了")
    else:
        sea.records.steps.undo()
    edit(sea, before, "2026-06-07", "天津港")
    sea.records.revive(VOYAGES, sailed.id or 0)
    assert said(sea) == [("06-07", "天津港"), ("05-06", "北港")]
    assert [follows(sea, each) for each in ports(sea)] == ["", sailed.number]
    sea.records.steps.undo()
    assert said(sea) == [("06-07", "天津港")]
    sea.records.steps.redo()
    assert said(sea) == [("06-07", "天津港"), ("05-06", "北港")]
    assert figures(sea) == {"voyages": 1, "ports": 2}


@pytest.mark.parametrize("name", ["东江口", "北港2号"])
def test_a_row_that_comes_later_makes_a_record_of_its_own(sea: Desk, name: str) -> None:
    before = enter(sea)
    sailed = sail(sea, record=sail(sea, "北港"))
    assert ports(sea) == [before] and follows(sea, before) == ""
    sail(sea, name, record=sailed)
    assert ports(sea)[0] == before
    assert [follows(sea, each) for each in ports(sea)] == ["", sailed.number]


def test_a_row_that_was_taken_out_and_comes_back_takes_it_up(sea: Desk) -> None:
    before = enter(sea)
    sailed = sail(sea, record=sail(sea, "北港"))
    sail(sea, "北港", record=sailed)
    assert ports(sea) == [before] and follows(sea, before) == sailed.number
    sea.records.steps.undo()
    assert ports(sea) == [before] and follows(sea, before) == ""


def test_whatever_was_entered_first_it_stays_when_what_took_it_up_is_void(sea: Desk) -> None:
    sailed = sail(sea)
    before = enter(sea)
    sail(sea, "北港", record=sailed)
    assert follows(sea, before) == sailed.number
    sea.records.void(VOYAGES, sailed.id or 0, "写错了")
    assert ports(sea) == [before] and follows(sea, before) == ""
    sea.records.revive(VOYAGES, sailed.id or 0)
    assert ports(sea) == [before] and follows(sea, before) == sailed.number


def test_what_is_reworded_lets_it_go_as_it_is(sea: Desk) -> None:
    before = enter(sea)
    sailed = sail(sea, "北港")
    (told,) = warned(sea, sailed, "北港口")
    assert told.is_warning and told.message == (
        "靠港簿里的“北港”（2026-001）是单独登记的，留着不改，这里改过的另记一条，会多算一次；"
        "是同一件事的，保存后请把那一条作废。"
    )
    sail(sea, "北港口", record=sailed)
    assert said(sea) == [("05-06", "北港"), ("05-06", "北港口")]
    assert [follows(sea, each) for each in ports(sea)] == ["", sailed.number]
    sea.records.steps.undo()
    assert ports(sea) == [before] and follows(sea, before) == sailed.number
    sea.records.steps.redo()
    assert said(sea) == [("05-06", "北港"), ("05-06", "北港口")]
    sea.records.void(VOYAGES, sailed.id or 0, "写错了")
    assert ports(sea) == [before]


@pytest.mark.parametrize("change", [{"kind": "补给"}, {"day": "2026-05-08"}])
def test_another_kind_or_day_lets_it_go_and_is_told(sea: Desk, change: dict[str, str]) -> None:
    before = enter(sea)
    sailed = sail(sea, "北港")
    (told,) = warned(sea, sailed, "北港", **change)
    assert told.is_warning and "是单独登记的，留着不改" in told.message
    sail(sea, "北港", record=sailed, **change)
    assert ports(sea)[0] == before
    assert figures(sea) == {"voyages": 1, "ports": 2}
    # It is free to be voided, as was told.
    sea.records.void(PORTS, before.id or 0, "同一件事")
    assert figures(sea) == {"voyages": 1, "ports": 1}


def test_what_was_entered_while_the_source_was_void_is_taken_up(sea: Desk) -> None:
    sailed = sail(sea, "北港")
    sea.records.void(VOYAGES, sailed.id or 0, "写错了")
    before = enter(sea)
    sea.records.revive(VOYAGES, sailed.id or 0)
    assert ports(sea) == [before] and follows(sea, before) == sailed.number
    assert figures(sea) == {"voyages": 1, "ports": 1}


def test_a_row_reworded_to_what_is_there_takes_that_up(sea: Desk) -> None:
    sailed = sail(sea, "北港")
    before = enter(sea, "北港口")
    sail(sea, "北港口", record=sailed)
    assert ports(sea) == [before] and follows(sea, before) == sailed.number
    sea.records.steps.undo()
    assert said(sea) == [("05-06", "北港"), ("05-06", "北港口")]
    assert follows(sea, ports(sea)[1]) == ""


def test_what_was_taken_up_is_not_taken_back_by_itself(sea: Desk) -> None:
    before = enter(sea)
    sail(sea, "北港")
    with pytest.raises(DataProblems, match="现在由“出海簿 2026-001”带出，要作废请先到那里办。"):
        sea.records.steps.undo((PORTS.key, before.id or 0))
    assert ports(sea) == [before] and figures(sea) == {"voyages": 1, "ports": 1}


def test_what_is_taken_up_by_one_row_is_not_told_of_at_another(sea: Desk) -> None:
    enter(sea)
    typed = {"day": "2026-05-06", "stops": [{"port": "北港"}, {"port": "北港"}]}
    told = sea.records.check(VOYAGES, typed).problems
    assert not [each for each in told if PORTS.label in each.message]


def test_a_table_brought_in_taken_back_and_brought_in_again_counts_the_same(
    sea: Desk, tmp_path: Path
) -> None:
    sheet = tmp_path / "出海.csv"
    sheet.write_text("日期,种类,停靠\n2026-05-06,,港：北港\n2026-05-07,,港：东港\n", "utf-8")
    before = enter(sea)
    for _ in range(2):
        importing = sea.importing
        found = importing.understand(VOYAGES, importing.read(sheet), ImportPlan())
        assert not importing.keep(found).rejected
        assert figures(sea) == {"voyages": 2, "ports": 2}
        assert ports(sea)[0] == before and follows(sea, before) != ""
        sea.records.steps.undo()
        assert ports(sea) == [before] and follows(sea, before) == ""
    sea.records.steps.redo()
    assert figures(sea) == {"voyages": 2, "ports": 2}
    assert ports(sea)[0] == before


def test_a_repaired_book_knows_what_was_taken_up(sea: Desk, tmp_path: Path) -> None:
    before = enter(sea)
    sailed = sail(sea, "北港", "南港")
    books = books_of(CATALOGUE)
    sea.book.close()
    assert books.repair(tmp_path / "海", tmp_path / "修复", PASSWORD).lost == ()
    book = books.open(tmp_path / "修复", PASSWORD)
    desk = Desk(book, make_tools(catalogue=CATALOGUE, clock=sea.clock))
    assert [taken for _, _, taken in desk.records.fed(VOYAGES, sailed)] == [True, False]
    desk.records.void(VOYAGES, sailed.id or 0, "写错了")
    assert ports(desk) == [before] and follows(desk, before) == ""
    book.close()
