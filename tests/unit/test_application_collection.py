"""Returns of several offices collected: what is taken, and why everything else is not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest

from qinglian_desktop.application.collection import Collection
from qinglian_desktop.application.collection_ports import CollectionWork, WriteAgain
from qinglian_desktop.domain.collecting.collected import Fate, MetFile
from qinglian_desktop.domain.errors import EnvironmentProblem
from tests.unit.two_offices import OCTOBER, Offices, office, two_offices


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    with two_offices(tmp_path) as made:
        yield made


def stops(done: int, total: int) -> bool:
    return False


def collected(offices: Offices) -> Sequence[MetFile]:
    return offices.committee.desk.collection.collect(offices.stick).files


def test_a_return_is_taken_with_all_that_it_said_and_known_the_next_time(
    offices: Offices,
) -> None:
    path = offices.hand_in()
    desk = offices.committee.desk
    (met,) = collected(offices)
    assert (met.path, met.fate, met.period, met.revision) == (path.name, Fate.TAKEN, "2026-10", 1)
    content = offices.verified(path).content
    with desk.book.reading() as work:
        (kept,) = work.collected.all([OCTOBER])
        assert kept.lines == content.summary
        assert work.collected.told(kept.unit_code, OCTOBER, 1) == content.told
        assert [each for _, each in work.collected.files()] == [met]
    (again,) = collected(offices)
    assert (again.fate, again.why) == (Fate.KNOWN, ())
    assert [each.code for each in desk.collecting.known()] == [content.unit_code]


def test_the_latest_revision_counts_in_whatever_order_they_come(offices: Offices) -> None:
    first = offices.hand_in()
    offices.unit.event(guests="丙")
    offices.hand_in()
    aside = offices.stick / "先放着"
    aside.mkdir()
    shutil.move(first, aside / "旧的.xlsx")
    fates = {each.revision: each for each in collected(offices)}
    assert fates[2].fate is Fate.TAKEN
    assert fates[1].fate is Fate.SUPERSEDED
    assert fates[1].why[0] == "有第2次，以第2次为准。"


def test_what_was_changed_by_hand_is_refused_and_not_kept(offices: Offices) -> None:
    path = offices.hand_in()
    book = openpyxl.load_workbook(path)
    book["汇总"]["D3"] = 77
    book.save(path)
    (met,) = collected(offices)
    assert met.fate is Fate.REFUSED
    assert met.unit_name == offices.verified(path).content.unit_name
    assert "内容与写出时不一样" in met.why[0]
    assert met.why[-1].startswith("请退回，让填报单位"), "it is the clerk who reads it"
    with offices.committee.desk.book.reading() as work:
        assert work.collected.all([OCTOBER]) == []


def test_without_its_proof_a_return_is_refused_and_its_unit_is_told(offices: Offices) -> None:
    path = offices.hand_in()
    written = offices.verified(path).content
    book = openpyxl.load_workbook(path)
    del book["校验"]
    book.save(path)
    (met,) = collected(offices)
    assert (met.fate, met.period, met.unit_name) == (Fate.REFUSED, "2026-10", written.unit_name)
    assert "“校验”页被删掉了" in met.why[0]
    shown = offices.verified(path).content
    assert [(each.label, each.month) for each in shown.summary] == [
        (each.label, each.month) for each in written.summary
    ]
    assert [each.rows for each in shown.sheets] == [each.rows for each in written.drawn]
    assert shown.cover == written.cover


def test_two_units_of_one_code_are_told_apart(tmp_path: Path, offices: Offices) -> None:
    path = offices.hand_in()
    code = offices.verified(path).content.unit_code
    collected(offices)
    with office(tmp_path / "丙", "丙号", code) as third:
        third.desk.returning.deliver(OCTOBER, offices.stick)
    met = {each.unit_name: each for each in collected(offices)}
    assert met["丙号"].fate is Fate.REFUSED
    said, todo = met["丙号"].why
    assert said.endswith("单位编码可能填重了。")
    assert todo.startswith("请向两个单位核实")


def test_other_tables_and_broken_files_do_not_keep_the_rest_from_being_taken(
    offices: Offices,
) -> None:
    path = offices.hand_in()
    openpyxl.Workbook().save(offices.stick / "通讯录.xlsx")
    (offices.stick / "坏的.xlsx").write_bytes(path.read_bytes()[:2000])
    (offices.stick / "说明.txt").touch()
    gathered = offices.committee.desk.collection.collect(offices.stick)
    fates = {each.path: each.fate for each in gathered.files}
    assert fates == {
        path.name: Fate.TAKEN,
        "通讯录.xlsx": Fate.UNRELATED,
        "坏的.xlsx": Fate.REFUSED,
    }
    assert gathered.others == 1
    assert not gathered.stopped


def test_stopped_in_the_middle_what_was_taken_stays(offices: Offices) -> None:
    offices.hand_in()
    gathered = offices.committee.desk.collection.collect(offices.stick, progress=stops)
    assert gathered.stopped.startswith("已停下")
    assert gathered.files == ()
    (met,) = collected(offices)
    assert met.fate is Fate.TAKEN


def test_what_clashes_with_others_is_done_again_and_at_last_given_up(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    offices.hand_in()
    desk, tools = offices.committee.desk, offices.committee.tools
    clashes: list[int] = []

    class Busy:
        """A store in which the first transactions clash."""

        def __init__(self, times: int) -> None:
            self._left = times

        def reading(self):
            return desk.book.reading()

        @contextmanager
        def writing(self) -> Iterator[CollectionWork]:
            if self._left:
                self._left -= 1
                clashes.append(self._left)
                raise WriteAgain
            with desk.book.writing() as work:
                yield work

    def collecting(times: int) -> Collection:
        return Collection(Busy(times), desk.catalogue, tools)

    (met,) = collecting(3).collect(offices.stick).files
    assert met.fate is Fate.TAKEN
    assert clashes == [2, 1, 0]
    with pytest.raises(EnvironmentProblem, match="别人正在写同一个数据库"):
        collecting(1000).collect(offices.stick)
    assert 5 < len(slept) < 30 and sum(slept) < 10
