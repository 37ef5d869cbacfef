"""Two copies made one: what was typed on both apart, what one is asked, and what is asked once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.merge_taking import MergeDone, WhoseWords, look_beside, merge_copy
from qinglian_desktop.application.merging import Since
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import Cancelled, DataProblems
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Link, Values
from tests.invented import EVERYTHING, INVENTED_ROSTER, INVENTED_UNIT
from tests.make_tools import make_tools
from tests.storage.invented_books import NOW, PASSWORD, books_of
from tests.storage.parted_books import Parted, records_of


def _asks_of_lights(values: Values, _: Surroundings) -> Iterator[Problem]:
    if "灯" in str(values.get("line")):
        yield Problem("line", "灯亮着吗？", is_warning=True)
    if values.get("about") is not None:
        yield Problem("about", "认得吗？", is_warning=True)


EVENTS = replace(EVERYTHING, identity=(("line", "day"),), rules=(_asks_of_lights,))
CREW = replace(INVENTED_ROSTER, identity=(("name", "came"),))
CATALOGUE = Catalogue((INVENTED_UNIT, CREW, EVENTS))
BOOKS = books_of(CATALOGUE)


@pytest.fixture(scope="module")
def tools() -> Tools:
    return make_tools(catalogue=CATALOGUE, clock=lambda: NOW + timedelta(hours=1))


@pytest.fixture(scope="module")
def first(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("twice") / "book"
    book, _ = BOOKS.create(folder, PASSWORD)
    event(Desk(book, tools), "补帆")
    book.close()
    return folder


@pytest.fixture
def parted(first: Path, tools: Tools, tmp_path: Path) -> Iterator[Parted]:
    made = Parted(BOOKS, tools, first, tmp_path)
    yield made
    made.close()


def event(desk: Desk, line: str, record_id: int | None = None, **more: object) -> Record:
    typed: dict[str, object] = {"line": line, "day": "2026-10-09", **more}
    return desk.records.save(EVENTS, typed, record_id=record_id, reason="改").record


def crew(desk: Desk, name: str) -> Record:
    return desk.records.save(CREW, {"name": name, "came": "2020-01-01"}).record


def lines(desk: Desk) -> list[object]:
    return [each.value("line") for each in records_of(desk, EVENTS)]


def stories(desk: Desk) -> list[object]:
    return [each.value("story") for each in records_of(desk, EVENTS)]


def taken(parted: Parted, side: WhoseWords, *, back: bool = False) -> MergeDone:
    """Whatever may be one thing is; of all that differs this side."""
    seen = parted.beside(back=back).records
    same = [each.name for each in seen if each.twin is not None]
    return parted.merge(lambda _: side, back=back, same=same)


def test_what_was_typed_on_both_apart_is_asked_of_and_is_two_unless_said(parted: Parted) -> None:
    event(parted.here, "看灯")
    event(parted.there, "看灯 ", story="对方写的")
    event(parted.there, "看灯", day="2026-10-10")
    one, other = parted.beside().records
    assert one.since is Since.NEW and one.twin is not None and other.twin is None
    assert one.twin.number == "2026-002"
    parted.merge()
    assert lines(parted.here) == ["补帆", "看灯", "看灯", "看灯"]
    # Merged the other way, it is no longer one of two that may be the same.
    assert [each.twin for each in parted.beside(back=True).records] == [None]


@pytest.mark.parametrize(
    ("side", "story"), [(WhoseWords.HERE, "本机写的"), (WhoseWords.THERE, "对方写的")]
)
def test_the_same_thing_becomes_one_on_both(parted: Parted, side: WhoseWords, story: str) -> None:
    event(parted.here, "看灯", story="本机写的")
    event(parted.there, "看灯", story="对方写的")
    (seen,) = parted.beside().records
    assert [(each.now, each.then) for each in seen.lines if each.differs] == [
        ("本机写的", "对方写的")
    ]
    with pytest.raises(DataProblems, match="还没有选照哪一边"):
        parted.merge(same=[seen.name])

    done = taken(parted, side)

    assert (done.added, done.changed + done.left) == (0, 1)
    assert stories(parted.here) == [None, story]
    parted.merge(back=True)
    assert stories(parted.there) == [None, story]
    for back in (False, True):
        assert parted.beside(back=back).records == ()
    event(parted.there, "看灯", 2, story="后来写的")
    assert [each.since for each in parted.beside().records] == [Since.THEIRS]
    assert parted.here.book.check() == parted.there.book.check() == []


def test_who_came_on_both_sides_is_one_person_and_so_are_those_who_lead_to_them(
    parted: Parted,
) -> None:
    crew(parted.here, "林")
    crew(parted.there, "苏")
    who = crew(parted.there, "林")
    event(parted.there, "同行", about={"id": who.id, "label": "林"})

    taken(parted, WhoseWords.THERE)

    assert [each.value("name") for each in records_of(parted.here, CREW)] == ["林", "苏"]
    about = records_of(parted.here, EVENTS)[-1].value("about")
    assert isinstance(about, Link) and about.id == 1
    parted.merge(back=True)
    assert len(records_of(parted.there, CREW)) == 2
    assert parted.here.book.check() == parted.there.book.check() == []


def test_what_was_left_as_here_is_not_asked_again_by_way_of_a_third(
    parted: Parted, first: Path, tools: Tools, tmp_path: Path
) -> None:
    event(parted.there, "对方改", 1)
    event(parted.there, "对方的")
    parted.merge(lambda _: WhoseWords.HERE)
    third = Parted(BOOKS, tools, first, tmp_path / "third")
    try:
        # It took what was left here, as a row of its own history.
        of = third.here.book.folder, parted.there.book.folder, PASSWORD
        with closing(BOOKS.look(*of)) as other:
            merge_copy(third.here, other, {})
        event(third.here, "第三份的")
        third.there.book.close()
        third.there = parted.here
        seen = third.beside(back=True).records
        assert [each.there.value("line") for each in seen] == ["第三份的"]
        event(third.here, "又改", 1)
        seen = third.beside(back=True).records
        assert {each.there.value("line") for each in seen} == {"第三份的", "又改"}
        third.merge(back=True)
        event(third.here, "对方改", 1)
        # Taken since: what was once left is asked of like anything else.
        assert len(third.beside(back=True).records) == 1
    finally:
        third.here.book.close()


def test_what_one_would_be_asked_on_saving_is_told_before_and_after(parted: Parted) -> None:
    event(parted.there, "看灯")
    (seen,) = parted.beside().records
    assert seen.doubts == ("灯亮着吗？",)
    assert parted.merge().doubts == ["万事簿 2026-002 看灯：灯亮着吗？"]


def test_what_rests_on_one_that_is_not_here_yet_is_asked_only_as_it_comes(parted: Parted) -> None:
    who = crew(parted.there, "林")
    event(parted.there, "同行", about={"id": who.id, "label": "林"})
    assert [each.doubts for each in parted.beside().records] == [(), ()]
    assert parted.merge().doubts == ["万事簿 2026-002 同行：认得吗？"]


def test_comparing_tells_how_far_it_is_and_can_be_given_up(parted: Parted) -> None:
    event(parted.there, "对方的")
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return False

    of = parted.here.book.folder, parted.there.book.folder, PASSWORD
    with closing(BOOKS.look(*of)) as other, pytest.raises(Cancelled):
        look_beside(parted.here, other, progress)
    assert told == [(1, 1)]
