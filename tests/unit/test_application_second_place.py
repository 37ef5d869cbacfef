"""The second place: once a week where it is there, by the clock of the book, never naggingly."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.places import ToSecondPlace
from qinglian_desktop.application.second_place import SecondBackups, SecondSpot
from qinglian_desktop.application.todos import Todo
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft
from tests.conftest import NOW, PASSWORD
from tests.glances import todos_of
from tests.unit.conftest import Voyage


@pytest.fixture
def stick(tmp_path: Path) -> SecondSpot:
    (tmp_path / "U盘").mkdir()
    return SecondSpot(tmp_path / "U盘", "我的U盘（E:）")


def copies(spot: SecondSpot) -> int:
    return len(list(spot.folder.glob("清廉台账备份_*/backups/0*")))


def nowhere() -> list[SecondSpot]:
    return []


def at(book: Book, now: datetime) -> SecondBackups:
    return SecondBackups(book, lambda: now, lambda: "示例支部")


def test_where_a_copy_was_put_is_the_second_place(empty_book: Book, stick: SecondSpot) -> None:
    second = at(empty_book, NOW)
    assert second.place() is None and second.due() is None
    made = second.put(stick)
    assert made.parents[2] == stick.folder and "示例支部" in made.parents[1].name
    place = second.place()
    assert place is not None and (place.spot, place.at) == (stick, NOW)
    assert second.due() is None


def test_once_in_seven_days_it_is_made_by_itself(empty_book: Book, stick: SecondSpot) -> None:
    at(empty_book, NOW).put(stick)
    assert at(empty_book, NOW + timedelta(days=6)).once_a_week(nowhere) == ""
    week = at(empty_book, NOW + timedelta(days=7))
    assert "做好了，在“我的U盘（E:）”" in week.once_a_week(nowhere)
    assert copies(stick) == 2
    assert week.once_a_week(nowhere) == ""


def test_a_copy_of_the_future_counts_for_none_once(empty_book: Book, stick: SecondSpot) -> None:
    at(empty_book, NOW.replace(year=2099)).put(stick)
    today = at(empty_book, NOW)
    due = today.due()
    assert due is not None and due.days(NOW) < 0
    # Later on the same day is no future: clocks are set by minutes.
    at(empty_book, NOW + timedelta(hours=3)).put(stick)
    assert today.due() is None


def test_what_was_never_chosen_is_not_made(empty_book: Book, stick: SecondSpot) -> None:
    assert at(empty_book, NOW).once_a_week(lambda: [stick]) == ""
    assert copies(stick) == 0


def test_the_same_stick_is_found_under_another_letter_and_no_other_one_is_taken(
    empty_book: Book, stick: SecondSpot, tmp_path: Path
) -> None:
    at(empty_book, NOW).put(stick)
    moved, other = (
        SecondSpot(tmp_path / "F", "我的U盘（F:）"),
        SecondSpot(stick.folder, "别人的（E:）"),
    )
    stick.folder.rename(moved.folder)
    other.folder.mkdir()
    later = at(empty_book, NOW + timedelta(days=9))
    assert later.once_a_week(lambda: [other]) == ""
    assert not any(other.folder.iterdir())
    assert "在“我的U盘（F:）”" in later.once_a_week(lambda: [other, moved])
    assert copies(moved) == 2
    place = later.place()
    assert place is not None and place.spot == moved


def test_what_went_wrong_is_a_sentence_and_it_stays_due(
    empty_book: Book, stick: SecondSpot
) -> None:
    at(empty_book, NOW).put(stick)
    (folder,) = stick.folder.glob("清廉*")
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "backups").write_text("somebody's")
    later = at(empty_book, NOW + timedelta(days=9))
    assert later.once_a_week(nowhere).startswith("每周的第二处备份没有做成：")
    assert later.due() is not None


def test_a_place_where_nothing_could_be_put_is_not_the_second_place(
    empty_book: Book, tmp_path: Path
) -> None:
    second = at(empty_book, NOW)
    with pytest.raises(EnvironmentProblem):
        second.put(SecondSpot(tmp_path / "没插", "没插"))
    assert second.place() is None


def test_it_is_offered_once(empty_book: Book, stick: SecondSpot) -> None:
    second = at(empty_book, NOW)
    assert second.is_to_be_offered()
    assert not second.is_to_be_offered()


def test_who_has_one_or_only_reads_is_offered_none(
    empty_book: Book, books: Books, stick: SecondSpot
) -> None:
    at(empty_book, NOW).put(stick)
    assert not at(empty_book, NOW).is_to_be_offered()
    empty_book.close()
    reader = books.open(empty_book.folder, PASSWORD, read_only=True)
    late = at(reader, NOW + timedelta(days=30))
    assert late.due() is None and not late.is_to_be_offered()
    assert late.place() is not None
    reader.close()


def test_the_workbench_asks_for_it_when_it_is_due(voyage: Voyage, stick: SecondSpot) -> None:
    def asked() -> list[Todo]:
        return [each for each in todos_of(voyage.desk) if isinstance(each.place, ToSecondPlace)]

    assert asked() == []
    voyage.desk.second_backups.put(stick)
    assert asked() == []
    voyage.now += timedelta(days=12)
    (todo,) = asked()
    assert todo.text == "第二处备份已经 12 天没有做了"
    assert "我的U盘（E:）" in todo.reason
    voyage.now -= timedelta(days=400)
    (todo,) = asked()
    assert "比今天还晚" in todo.text


def test_the_disk_dies_after_a_week_and_all_of_it_comes_back_from_the_stick(
    empty_book: Book, books: Books, tools: Tools, stick: SecondSpot, tmp_path: Path
) -> None:
    roster = tools.catalogue.roster
    assert roster is not None

    def keep(name: str) -> None:
        desk = Desk(empty_book, tools)
        desk.records.save(roster, {"name": name, "politics": "群众", "joined": "2020-01-01"})
        with empty_book.writing() as work:
            digests[name] = work.attachments.put(f"{name}.txt", name.encode() * 5000).digest
            work.drafts.put(Draft(roster.key, {"name": name, "files": digests[name]}))

    digests: dict[str, str] = {}
    keep("韦明谦")
    at(empty_book, NOW).put(stick)
    keep("覃书宁")
    assert at(empty_book, NOW + timedelta(days=8)).once_a_week(nowhere)
    folder = empty_book.folder
    empty_book.close()
    shutil.rmtree(folder)

    (shelf,) = books.shelves(stick.folder)
    new = tmp_path / "新电脑" / "台账库"
    books.bring_back(books.backups(shelf)[0].folder, PASSWORD, new)
    again = books.open(new, PASSWORD)
    with again.reading() as work:
        people = work.records.page(Query(roster.key), 0, 9)
        assert {each.value("name") for each in people} == {"韦明谦", "覃书宁"}
        assert len(list(work.drafts.all())) == 2
        for name, digest in digests.items():
            assert work.attachments.read(digest) == name.encode() * 5000
    assert again.check() == []
    assert at(again, NOW).place() is not None
    again.close()
