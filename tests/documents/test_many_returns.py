"""Many returns read at once: in their order, whatever one of them does, and stopped soon."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import time
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from qinglian_desktop.application.gathering_ports import ReadFile
from qinglian_desktop.application.verifying import Verified, verify
from qinglian_desktop.documents.returns import many, workers
from qinglian_desktop.documents.returns.many import ManyReturns
from qinglian_desktop.documents.returns.password import opened_by_one_of
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.documents.returns.workers import Workers
from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.domain.errors import BookInUse, Cancelled, EnvironmentProblem
from tests.collected_corpus import PASSWORD, SMALL, Flaw, months_of, write_corpus


def always(done: int, total: int) -> bool:
    return done <= total


def upper(path: Path) -> str:
    """What a worker does here; some names make it misbehave."""
    if "dies" in path.name:
        os._exit(3)
    if "hangs" in path.name:
        time.sleep(60)
    return path.name.upper()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that need not load everything anew, where the system has them."""
    if "fork" in multiprocessing.get_all_start_methods():
        monkeypatch.setattr(workers, "_CONTEXT", multiprocessing.get_context("fork"))


def lost(path: Path) -> str:
    return f"lost {path.name}"


def never_starts(path: Path) -> str:
    raise AssertionError(path)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("corpus")
    flaws = {(1, "2026-01"): Flaw.EDITED, (1, "2026-02"): Flaw.NO_CHECK, (2, "2026-02"): Flaw.LOOKS}
    return write_corpus(folder, 2, months_of(2026, 2), flaws, shape=SMALL)


def same(one: ReadFile, other: ReadFile) -> bool:
    if isinstance(one.found, Verified):
        assert isinstance(other.found, Verified)
        return (
            one == other
            and one.found.content.signed == other.found.content.signed
            and one.found.content.told == other.found.content.told
        )
    assert isinstance(other.found, EnvironmentProblem)
    return one.path == other.path and one.found.sentence == other.found.sentence


def test_each_is_verified_in_the_order_of_the_paths(corpus: list[Path]) -> None:
    read = list(ManyReturns(SheetReader()).read_all(corpus))
    assert [each.path for each in read] == corpus
    assert isinstance(read[1].found, Verified)
    assert "“校验”页被删掉了" in read[1].found.findings[0]
    assert isinstance(read[3].found, Verified)
    assert read[3].found.findings == verify(ReturnWorkbook(), corpus[3]).findings != ()


def test_other_processes_give_the_same(corpus: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    here = list(ManyReturns(SheetReader()).read_all(corpus))
    monkeypatch.setattr(many, "_FEW", 1)
    there = list(ManyReturns(SheetReader()).read_all(corpus))
    assert all(map(same, here, there))
    assert len(here) == len(there) == len(corpus)


def test_where_no_process_starts_it_is_done_here(
    corpus: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(many, "_FEW", 1)
    monkeypatch.setattr(workers, "_Worker", refused)
    assert [each.path for each in ManyReturns(SheetReader()).read_all(corpus)] == corpus


@pytest.mark.usefixtures("quick")
def test_what_dies_or_hangs_over_one_file_costs_this_one_alone() -> None:
    names = ["a", "b dies", "c", "d hangs", *(f"e{place}" for place in range(20)), "f dies"]
    found = list(Workers(upper, lost, longest=0.4, count=2).all(list(map(Path, names)), always))
    wanted = [f"lost {n}" if "dies" in n or "hangs" in n else n.upper() for n in names]
    assert found == wanted
    assert not multiprocessing.active_children()


class Slow(list[Path]):
    """Paths of which the second is handed over when the first is done."""

    def __getitem__(self, place: Any) -> Any:
        if place == 1:
            time.sleep(0.1)
        return super().__getitem__(place)


@pytest.mark.usefixtures("quick")
def test_what_dies_while_more_is_given_did_begin() -> None:
    found = list(Workers(upper, lost, count=1).all(Slow(map(Path, ("a dies", "b"))), always))
    assert found == ["lost a dies", "B"]


@pytest.mark.usefixtures("quick")
def test_a_process_that_cannot_begin_is_told_at_once() -> None:
    """What cannot be sent to it ends it; it is not tried again for every file."""
    broken = Workers(partial(never_starts, *[]), lost, count=1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(workers, "_serve", _ends)
        with pytest.raises(OSError, match="before it began"):
            list(broken.all([Path("a"), Path("b")], always))


def _ends(*_: object) -> None:
    """A process that ends at once."""


@pytest.mark.usefixtures("quick")
def test_it_stops_within_a_second_and_leaves_no_process() -> None:
    names = [Path(f"{place} hangs") for place in range(50)]
    began = time.monotonic()
    asked: list[int] = []

    def soon(done: int, total: int) -> bool:
        asked.append(total - done)
        return time.monotonic() - began < 0.3

    with pytest.raises(Cancelled):
        list(Workers(upper, lost, count=2).all(names, soon))
    assert time.monotonic() - began < 1.3
    assert len(asked) > 1
    assert not multiprocessing.active_children()


@pytest.mark.usefixtures("quick")
def test_whoever_stops_listening_leaves_no_process() -> None:
    given = Workers(upper, lost, count=2).all([Path("a"), Path("b"), *[Path("hangs")] * 9], always)
    assert next(given) == "A"
    given.close()  # pyright: ignore[reportAttributeAccessIssue]
    assert not multiprocessing.active_children()


def test_serially_too_it_is_asked_before_each(corpus: list[Path]) -> None:
    read = ManyReturns(SheetReader()).read_all(corpus, progress=lambda done, total: done < 2)
    assert next(read).path == corpus[0]
    next(read)
    with pytest.raises(Cancelled):
        next(read)


def test_passwords_are_tried_and_the_one_that_fitted_comes_first(tmp_path: Path) -> None:
    (month,) = months_of(2026, 1)
    flaws = {(unit, month.key): Flaw.LOCKED for unit in (1, 2)}
    paths = write_corpus(tmp_path, 2, [month], flaws, shape=SMALL)
    read = list(ManyReturns(SheetReader()).read_all(paths, ["别的", PASSWORD]))
    assert all(isinstance(each.found, Verified) and not each.found.findings for each in read)
    passwords = ["别的", PASSWORD]
    opened_by_one_of(paths[0], paths[0].read_bytes(), passwords)
    assert passwords == [PASSWORD, "别的"]


@pytest.mark.parametrize(("passwords", "said"), [([], "没有读"), (["别的"], "都打不开")])
def test_without_the_password_it_says_that_it_has_one(
    tmp_path: Path, passwords: list[str], said: str
) -> None:
    (month,) = months_of(2026, 1)
    paths = write_corpus(tmp_path, 1, [month], {(1, month.key): Flaw.LOCKED}, shape=SMALL)
    (read,) = ManyReturns(SheetReader()).read_all(paths, passwords)
    assert isinstance(read.found, EnvironmentProblem)
    assert "设了打开密码" in read.found.happened
    assert said in read.found.happened
    assert "密码" in read.found.todo


def test_a_problem_of_any_kind_comes_from_another_process_as_it_was() -> None:
    problem = BookInUse("周𬭚", datetime(2026, 11, 27, 8, 30))
    again = pickle.loads(pickle.dumps(problem))
    assert isinstance(again, BookInUse)
    assert (again.who, again.sentence, str(again)) == (problem.who, problem.sentence, str(problem))


def test_an_unexpected_failure_is_one_files_problem(
    corpus: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> Verified:
        raise ZeroDivisionError

    monkeypatch.setattr(many, "verify", breaks)
    read = list(ManyReturns(SheetReader()).read_all(corpus[:1]))
    assert isinstance(read[0].found, EnvironmentProblem)
    assert corpus[0].name in read[0].found.happened
