"""Receipts for collected returns, out of what is kept of them; and which units collect."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qinglian_desktop.application.answering_units import AnsweringUnits, Receipts
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.application.unit_months import unit_collects, unit_month_kept
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.errors import EnvironmentProblem
from tests.unit.two_offices import OCTOBER, Offices, office, two_offices


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    with two_offices(tmp_path) as made:
        yield made


def answering(offices: Offices) -> AnsweringUnits:
    desk = offices.committee.desk
    return AnsweringUnits(desk.book, desk.collecting, desk.clock)


def collected(offices: Offices) -> None:
    offices.hand_in()
    offices.committee.desk.collection.collect(offices.stick)


def test_a_kept_return_is_given_back_when_its_file_is_gone_and_the_unit_reads_why(
    offices: Offices,
) -> None:
    path = offices.hand_in()
    offices.committee.desk.collection.collect(offices.stick)
    path.unlink()
    book = offices.committee.desk.book
    (returned,) = unit_month_kept(book, "QL-07", OCTOBER).returns
    answering(offices).answer(returned, Verdict.RETURNED, ("少了一次",), offices.stick)
    assert offices.verdict() is None
    offices.read()
    assert offices.verdict() is Verdict.RETURNED
    (again,) = unit_month_kept(book, "QL-07", OCTOBER).returns
    assert again.answered is not None
    assert (again.answered.is_taken, again.answered.reasons) == (False, ("少了一次",))


def test_all_that_is_not_answered_yet_is_taken_once(offices: Offices) -> None:
    collected(offices)
    ((verdict, written),) = answering(offices).take_all(OCTOBER, offices.stick).written
    assert verdict is Verdict.TAKEN
    assert written.name.endswith("已接收.txt")
    assert answering(offices).take_all(OCTOBER, offices.stick) == Receipts(())
    offices.read()
    assert offices.verdict() is Verdict.TAKEN


def test_of_two_units_with_one_name_the_second_is_told(offices: Offices, tmp_path: Path) -> None:
    collected(offices)
    other = tmp_path / "另一个U盘"
    other.mkdir()
    with office(tmp_path / "同名", "青莲号", "QL-08") as named_alike:
        named_alike.desk.returning.deliver(OCTOBER, other)
        offices.committee.desk.collection.collect(other)
    taken = answering(offices).take_all(OCTOBER, offices.stick)
    assert len(taken.written) == 1
    assert "另一个单位也叫这个名字" in taken.unwritten[0]


def test_what_stands_in_the_way_is_told_beside_what_was_written(
    offices: Offices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected(offices)
    other = tmp_path / "另一个U盘"
    other.mkdir()
    with office(tmp_path / "别的单位", "白莲号", "QL-08") as unit:
        unit.desk.returning.deliver(OCTOBER, other)
        offices.committee.desk.collection.collect(other)
    collecting, written = offices.committee.desk.collecting, []

    def pulled_out(*asked: Any) -> Path:
        if written:
            raise EnvironmentProblem("U盘已经拔出。", "写好的都在。", "请插好再写。")
        written.append(Path("回执.txt"))
        return written[0]

    monkeypatch.setattr(collecting, "answer", pulled_out)
    receipts = answering(offices).take_all(OCTOBER, other)
    assert receipts.written == ((Verdict.TAKEN, written[0]),)
    assert receipts.problem is not None
    monkeypatch.undo()
    assert len(answering(offices).take_all(OCTOBER, other).written) == 1


def test_a_return_that_was_taken_back_is_not_answered(offices: Offices) -> None:
    collected(offices)
    book = offices.committee.desk.book
    (returned,) = unit_month_kept(book, "QL-07", OCTOBER).returns
    with book.writing() as work:
        work.collected.take_back(OCTOBER)
    with pytest.raises(EnvironmentProblem, match="已经撤回"):
        answering(offices).answer(returned, Verdict.TAKEN, (), offices.stick)


def test_a_key_that_changed_is_told_and_accepted(offices: Offices, tmp_path: Path) -> None:
    collected(offices)
    book, other = offices.committee.desk.book, tmp_path / "新电脑"
    other.mkdir()
    with office(tmp_path / "新库", "青莲号", "QL-07") as anew:
        anew.event(guests="丙")
        anew.desk.returning.deliver(OCTOBER.next, other)
        offices.committee.desk.collection.collect(other)
    assert not unit_month_kept(book, "QL-07", OCTOBER).has_other_key
    found = unit_month_kept(book, "QL-07", OCTOBER.next)
    assert found.has_other_key
    answering(offices).accept_key(found.returns[0])
    assert not unit_month_kept(book, "QL-07", OCTOBER.next).has_other_key


def test_a_unit_collects_that_keeps_a_list_or_took_anything(offices: Offices) -> None:
    desk = offices.committee.desk
    assert not unit_collects(desk.book, desk.catalogue)
    with desk.book.writing() as work:
        work.collected.put_units([ListedUnit("QL-07", "青莲号")])
    assert unit_collects(desk.book, desk.catalogue)
    with desk.book.writing() as work:
        work.collected.put_units([])
    assert not unit_collects(desk.book, desk.catalogue)
    collected(offices)
    assert unit_collects(desk.book, desk.catalogue)
