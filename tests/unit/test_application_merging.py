"""Two copies of a book, changed on two PCs, are made one, and nothing of either is lost.

Over 300 lines because the two copies of one book serve every test.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.merge_taking import WhoseWords
from qinglian_desktop.application.merging import Differing, Since
from qinglian_desktop.application.parting import CopyStanding
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import Cancelled, DataProblems, NotAllowed, ReasonNeeded
from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import plain_file
from qinglian_desktop.domain.record import COUNTED, Record, State
from qinglian_desktop.domain.values import Link, People, Person
from tests.invented import EVERYTHING, INVENTED_ROSTER, INVENTED_UNIT
from tests.make_tools import make_tools
from tests.storage.invented_books import NOW, PASSWORD, books_of
from tests.storage.parted_books import Parted, records_of
from tests.unit.test_application_feeding import PORTS, VOYAGES

CATALOGUE = Catalogue((INVENTED_UNIT, INVENTED_ROSTER, VOYAGES, PORTS, EVERYTHING))
BOOKS = books_of(CATALOGUE)


@pytest.fixture(scope="module")
def tools() -> Tools:
    return make_tools(catalogue=CATALOGUE, clock=lambda: NOW + timedelta(hours=1))


@pytest.fixture(scope="module")
def first(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book before it was copied: two of the crew, two events, a voyage to two ports."""
    folder = tmp_path_factory.mktemp("parted") / "book"
    book, _ = BOOKS.create(folder, PASSWORD)
    desk = Desk(book, tools)
    crew(desk, "林")
    crew(desk, "苏")
    event(desk, "补帆")
    event(desk, "看灯", keeper="林")
    save(desk, VOYAGES, day="2026-05-06", stops=[{"port": "泉港"}, {"port": "厦港"}])
    book.close()
    return folder


@pytest.fixture
def parted(first: Path, tools: Tools, tmp_path: Path) -> Iterator[Parted]:
    made = Parted(BOOKS, tools, first, tmp_path)
    yield made
    made.close()


def save(desk: Desk, ledger: Ledger, record: Record | None = None, **typed: object) -> Record:
    plain = desk.records.plain(ledger, record) if record is not None else {}
    at = record.id if record is not None else None
    return desk.records.save(ledger, {**plain, **typed}, record_id=at, reason="改").record


def event(desk: Desk, line: str, **typed: object) -> Record:
    return save(desk, EVERYTHING, None, line=line, day="2026-10-09", **typed)


def crew(desk: Desk, name: str) -> Record:
    return save(desk, INVENTED_ROSTER, name=name, came="2020-01-01")


def change(desk: Desk, at: int, **typed: str) -> Record:
    return save(desk, EVERYTHING, records_of(desk, EVERYTHING)[at], **typed)


def lines(desk: Desk) -> list[object]:
    return [each.value("line") for each in records_of(desk, EVERYTHING) if each.state in COUNTED]


def is_sound(parted: Parted) -> bool:
    return parted.here.book.check() == parted.there.book.check() == []


def theirs(_: object) -> WhoseWords:
    return WhoseWords.THERE


def ours(_: object) -> WhoseWords:
    return WhoseWords.HERE


def test_what_is_only_there_comes_with_the_next_number(parted: Parted) -> None:
    event(parted.here, "本机的")
    event(parted.there, "对方的")
    seen = parted.beside()
    assert seen.standing is CopyStanding.PARTED
    assert [(each.since, each.there.number) for each in seen.records] == [(Since.NEW, "2026-003")]

    done = parted.merge()

    assert (done.added, done.changed, done.left) == (1, 0, 0)
    assert done.renumbered == ["万事簿 2026-003 → 2026-004"]
    assert lines(parted.here) == ["补帆", "看灯", "本机的", "对方的"]
    assert parted.here.records.history(EVERYTHING, 4)[0].reason.endswith("在另一份里记的")
    assert is_sound(parted)


def test_a_second_merge_asks_nothing_and_writes_nothing(parted: Parted) -> None:
    event(parted.there, "对方的")
    change(parted.here, 0, line="本机改")
    change(parted.there, 0, line="对方改")
    parted.merge(ours)
    with parted.here.book.reading() as work:
        end = work.records.history_end()

    assert parted.beside().records == ()
    assert parted.merge().added == 0
    with parted.here.book.reading() as work:
        assert work.records.history_end() == end


def test_merged_into_one_another_both_end_alike(parted: Parted) -> None:
    event(parted.here, "本机的")
    event(parted.there, "对方的")
    change(parted.there, 1, line="对方改")
    change(parted.here, 0, line="本机改")
    parted.merge()
    # What was taken from there is known there by its name, whatever its number is here.
    assert {each.since for each in parted.beside(back=True).records} == {Since.THEIRS, Since.NEW}

    parted.merge(back=True)

    assert sorted(map(str, lines(parted.here))) == sorted(map(str, lines(parted.there)))
    assert len(lines(parted.there)) == 4
    for back in (False, True):
        assert parted.beside(back=back).records == ()
    change(parted.there, 3, line="又改")
    (seen,) = parted.beside().records
    assert (seen.since, seen.here and seen.here.value("line")) == (Since.THEIRS, "本机的")
    assert is_sound(parted)


def test_what_only_here_was_changed_stays(parted: Parted) -> None:
    change(parted.here, 0, line="本机改")
    assert parted.beside().standing is CopyStanding.BEHIND
    event(parted.there, "对方的")
    parted.merge()
    assert lines(parted.here) == ["本机改", "看灯", "对方的"]


def test_what_was_left_as_here_is_asked_again_only_when_changed_again_there(
    parted: Parted,
) -> None:
    change(parted.here, 0, line="本机改")
    change(parted.there, 0, line="对方改")
    change(parted.there, 1, line="只那边改")
    parted.merge(ours)
    change(parted.there, 0, line="对方又改")
    change(parted.there, 1, line="那边又改")
    assert [(each.here and each.here.number, each.since) for each in parted.beside().records] == [
        ("2026-001", Since.BOTH),
        ("2026-002", Since.THEIRS),
    ]
    parted.merge(theirs)
    change(parted.there, 0, line="对方再改")
    assert [each.since for each in parted.beside().records] == [Since.THEIRS]


def test_what_both_changed_alike_is_not_asked(parted: Parted) -> None:
    for each in (parted.here, parted.there):
        change(each, 0, line="一样改")
    assert parted.beside().records == ()


@pytest.mark.parametrize(
    ("side", "line"), [(WhoseWords.HERE, "本机改"), (WhoseWords.THERE, "对方改")]
)
def test_what_both_changed_is_chosen_field_by_field(
    parted: Parted, side: WhoseWords, line: str
) -> None:
    change(parted.here, 0, line="本机改")
    change(parted.there, 0, line="对方改")
    (seen,) = parted.beside().records
    assert seen.since is Since.BOTH
    differing = [(each.label, each.now, each.then) for each in seen.lines if each.differs]
    assert differing == [("一行字", "本机改", "对方改")]
    with pytest.raises(DataProblems, match="两边都改过，还没有选"):
        parted.merge()
    assert lines(parted.here)[0] == "本机改"

    parted.merge(lambda _: side)

    assert lines(parted.here)[0] == line
    parted.merge(back=True)
    assert lines(parted.there)[0] == line
    assert is_sound(parted)


def test_people_and_links_are_those_they_were_there(parted: Parted) -> None:
    crew(parted.here, "本机来的")
    new = crew(parted.there, "对方来的")
    event(parted.there, "同行", about={"id": new.id, "label": "对方来的"})

    parted.merge()

    (came,) = (each for each in records_of(parted.here, INVENTED_ROSTER) if each.id == 4)
    assert came.value("name") == "对方来的"
    about = records_of(parted.here, EVERYTHING)[-1].value("about")
    assert isinstance(about, Link)
    assert about.id == 4
    assert is_sound(parted)


def test_a_void_is_one_more_line_and_comes_too(parted: Parted) -> None:
    parted.there.records.void(EVERYTHING, 1, "记错了")
    (seen,) = parted.beside().records
    assert [(each.label, each.then) for each in seen.lines if each.differs] == [("状态", "已作废")]
    parted.merge()
    assert records_of(parted.here, EVERYTHING)[0].state is State.VOID
    # One that was void before it was ever here is not brought.
    gone = event(parted.there, "写错")
    parted.there.records.void(EVERYTHING, gone.id or 0, "记错了")
    assert parted.beside().records == ()
    parted.there.records.revive(EVERYTHING, 1)
    parted.merge()
    assert records_of(parted.here, EVERYTHING)[0].state is State.CONFIRMED
    assert is_sound(parted)


def test_what_follows_from_a_record_follows_from_it_here(parted: Parted) -> None:
    save(parted.here, VOYAGES, day="2026-06-01", stops=[{"port": "本机港"}])
    save(parted.there, VOYAGES, day="2026-06-02", stops=[{"port": "对方港"}])
    fed = records_of(parted.there, PORTS)[-1]
    save(parted.there, PORTS, fed, remarks="手填的")
    before = records_of(parted.there, PORTS)[0]
    save(parted.there, PORTS, before, remarks="补的")
    assert [each.ledger.key for each in parted.beside().records] == ["voyages", "ports"]

    done = parted.merge()

    assert (done.added, done.changed) == (1, 1)
    here = records_of(parted.here, PORTS)
    assert [each.value("what") for each in here] == ["泉港", "厦港", "本机港", "对方港"]
    assert [each.value("remarks") for each in here] == ["补的", None, None, "手填的"]
    source = parted.here.records.source(PORTS, here[-1])
    assert source is not None
    assert source[1].id == 3
    assert parted.beside(back=True).records[0].since is Since.NEW
    parted.merge(back=True)
    assert len(records_of(parted.there, PORTS)) == 4
    assert is_sound(parted)


def test_files_come_by_their_digest(parted: Parted) -> None:
    with parted.there.book.writing() as work:
        file = work.attachments.put("说明.txt", "内容".encode())
    plain = [plain_file(file)]
    event(parted.there, "带附件", files=plain)

    parted.merge()

    with parted.here.book.reading() as work:
        assert work.attachments.read(file.digest) == "内容".encode()
    assert is_sound(parted)


def test_a_month_that_was_reported_asks_why(parted: Parted) -> None:
    with parted.here.book.writing() as work:
        work.returns.add(SentReturn("2026-10", 1, "0" * 64, NOW, "U盘"))
    with parted.there.book.writing() as work:
        work.returns.add(SentReturn("2026-10", 1, "1" * 64, NOW, "U盘"))
    change(parted.there, 0, line="对方改")
    assert any("2026年10月月报第1次两边都报过" in each for each in parted.beside().told)
    with pytest.raises(ReasonNeeded):
        parted.merge()
    assert lines(parted.here)[0] == "补帆"

    parted.merge(reason="两台电脑合并")

    (changed, *_) = records_of(parted.here, EVERYTHING)
    assert (changed.value("line"), changed.state) == ("对方改", State.CORRECTED)
    assert parted.here.records.history(EVERYTHING, 1)[0].reason.startswith("两台电脑合并")


def test_stopped_midway_the_book_is_as_it_was(parted: Parted) -> None:
    event(parted.there, "一")
    event(parted.there, "二")
    with pytest.raises(Cancelled):
        parted.merge(progress=lambda done, total: done < 1)
    assert lines(parted.here) == ["补帆", "看灯"]
    assert len(parted.beside().records) == 2
    assert BOOKS.backups(parted.here.book.folder) != []
    assert is_sound(parted)


def test_one_that_the_book_does_not_take_leaves_all_as_it_was(parted: Parted) -> None:
    sails = {"id": 1, "label": "林"}
    event(parted.here, "本机开的", sails=sails)
    event(parted.there, "先来的")
    refused = event(parted.there, "对方开的", sails=sails)
    with pytest.raises(DataProblems, match=r"2026-004.*存不进去，什么也没有合并"):
        parted.merge()
    assert lines(parted.here) == ["补帆", "看灯", "本机开的"]

    def but_that(each: Differing) -> WhoseWords:
        is_it = each.there.number == refused.number
        return WhoseWords.HERE if is_it else WhoseWords.THERE

    parted.merge(but_that)
    assert lines(parted.here) == ["补帆", "看灯", "本机开的", "先来的"]
    assert is_sound(parted)


def test_another_book_is_no_copy(parted: Parted, tools: Tools, tmp_path: Path) -> None:
    book, _ = BOOKS.create(tmp_path / "another", PASSWORD)
    event(Desk(book, tools), "别的")
    book.close()
    parted.there.book.close()
    parted.there = Desk(BOOKS.open(tmp_path / "another", PASSWORD), tools)
    assert parted.beside().standing is CopyStanding.STRANGE
    with pytest.raises(DataProblems, match="不能合并"):
        parted.merge()


def test_only_who_sees_and_may_do_everything_merges(parted: Parted, tools: Tools) -> None:
    folder = parted.here.book.folder
    writing = Keeper("组织委员", KeeperRole.ENTERING)
    parted.here.book.keepers.add(writing, "灯塔-2027", PASSWORD)
    parted.here.book.close()
    parted.here = Desk(BOOKS.open(folder, "灯塔-2027", keeper="组织委员"), tools)
    with pytest.raises(NotAllowed):
        parted.beside()


def test_people_present_keep_who_they_are(parted: Parted) -> None:
    kept = event(parted.there, "集合", hands={"people": [{"name": "林", "id": 1}]})
    parted.merge()
    found = records_of(parted.here, EVERYTHING)[-1].value("hands")
    assert isinstance(found, People)
    assert found == kept.value("hands")
    assert found.attendees[0].person == Person("林", 1)
