"""A single record comes back from a copy: as a new one, or over what it became, with history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.application.taking_back import TakenBack, Way, take_back
from qinglian_desktop.domain.errors import DataProblems, WrongPassword
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.values import People, Person
from qinglian_desktop.storage.books import EncryptedBooks
from tests.invented import EVERYTHING, INVENTED_ROSTER
from tests.make_tools import make_tools
from tests.storage.invented_books import (
    NOW,
    PASSWORD,
    add,
    add_crew,
    change,
    event,
    invented_books,
    mark,
    new_record,
    void,
)


@pytest.fixture
def tools() -> Tools:
    return make_tools(clock=lambda: NOW + timedelta(hours=1))


class Story:
    """A book, a copy of it that is looked into, and what happened since."""

    def __init__(self, folder: Path, tools: Tools) -> None:
        self.books: EncryptedBooks = invented_books()
        self.tools, self.folder = tools, folder
        self.book = self.books.create(folder, PASSWORD)[0]
        self.then: Book | None = None

    def copied(self) -> None:
        self.copy = self.book.back_up()

    def take(self, record: Record) -> TakenBack:
        """Close today's book, take the record back, open today's book again."""
        self.book.close()
        then = self.books.look(self.folder, self.copy, PASSWORD)
        try:
            return take_back(
                self.books,
                self.tools,
                self.folder,
                PASSWORD,
                then,
                record.ledger,
                record.id or 0,
            )
        finally:
            then.close()
            self.book = self.books.open(self.folder, PASSWORD)
            assert self.book.check() == []

    def today(self, record_id: int) -> Record:
        with self.book.reading() as work:
            found = work.records.get(EVERYTHING, record_id)
        assert found is not None
        return found


@pytest.fixture
def story(tmp_path: Path, tools: Tools) -> Iterator[Story]:
    made = Story(tmp_path / "book", tools)
    yield made
    made.book.close()


def test_a_changed_record_is_corrected_back_and_its_history_keeps_both(story: Story) -> None:
    kept = add(story.book, event("原来的"))
    story.copied()
    change(story.book, kept, {"line": "改坏了"})
    taken = story.take(kept)
    assert (taken.way, taken.record.value("line")) == (Way.CORRECTED, "原来的")
    assert story.today(1).values == kept.values
    with story.book.reading() as work:
        last, before, _ = work.records.history(EVERYTHING, 1)
    assert (last.action, last.reason) == ("修改", "从 2026年11月23日 10:05 的备份取回")
    assert before.action == "修改"
    assert story.take(kept).way is Way.THERE
    assert story.today(1).revision == taken.record.revision


def test_a_record_of_a_reported_month_becomes_a_correction(story: Story) -> None:
    kept = add(story.book, event("原来的"))
    story.copied()
    change(story.book, kept, {"line": "改坏了"})
    with story.book.writing() as work:
        work.returns.add(SentReturn("2026-10", 1, "0" * 64, NOW, "U盘"))
    assert story.take(kept).record.state is State.CORRECTED
    with story.book.reading() as work:
        assert work.records.history(EVERYTHING, 1)[0].action == "更正"


def test_a_voided_record_is_there_again(story: Story) -> None:
    kept = add(story.book, event("原来的"))
    story.copied()
    void(story.book, kept)
    taken = story.take(kept)
    assert (taken.way, taken.record.state) == (Way.CORRECTED, State.CONFIRMED)
    assert story.today(1).values == kept.values


def test_a_record_that_is_not_there_is_added_with_its_files_and_people_by_name(
    story: Story,
) -> None:
    """The copy is one that parted from today's book: its ids mean others there."""
    story.copied()
    start = story.copy
    add_crew(story.book, "别人")
    crew = add_crew(story.book, "周𬭚")
    with story.book.writing() as work:
        file = work.attachments.put("说明.txt", b"text")
    people = People.named(Person("周𬭚", crew.id))
    kept = add(story.book, event("只在那边", guests=people, files=(file,)))
    story.copied()
    story.book.close()
    story.books.restore(story.folder, start, PASSWORD)
    story.book = story.books.open(story.folder, PASSWORD)
    with story.book.writing() as work:
        # Entered at another moment: another person, another record.
        someone = new_record({"name": "周𬭚", "came": date(2020, 1, 1)}, INVENTED_ROSTER)
        later = replace(someone.entered, at=NOW + timedelta(minutes=5))
        work.records.add(INVENTED_ROSTER, replace(someone, entered=later), mark())
        other = new_record(event("另一条"))
        work.records.add(EVERYTHING, replace(other, entered=later), mark())
    taken = story.take(kept)
    assert (taken.way, taken.record.id) == (Way.ADDED, 2)
    assert story.today(1).value("line") == "另一条"
    found = story.today(2)
    assert found.value("line") == "只在那边"
    guests = found.value("guests")
    assert isinstance(guests, People)
    assert [(each.person.name, each.person.id) for each in guests.attendees] == [("周𬭚", 1)]
    with story.book.reading() as work:
        assert work.attachments.read(file.digest) == b"text"


def test_what_was_taken_back_once_is_not_added_twice(story: Story) -> None:
    story.copied()
    start = story.copy
    kept = add(story.book, event("只在那边"))
    story.copied()
    story.book.close()
    story.books.restore(story.folder, start, PASSWORD)
    story.book = story.books.open(story.folder, PASSWORD)
    assert story.take(kept).way is Way.ADDED
    assert story.take(kept).way is Way.THERE


def test_what_was_void_in_the_copy_is_not_taken_back(story: Story) -> None:
    kept = void(story.book, add(story.book, event("作废的")))
    story.copied()
    with pytest.raises(DataProblems, match="作废"):
        story.take(kept)


def test_what_does_not_go_in_today_is_told_before_why(story: Story) -> None:
    kept = add(story.book, event("长" * 5000))
    story.copied()
    change(story.book, kept, {"line": "改短"})
    with pytest.raises(DataProblems) as caught:
        story.take(kept)
    first, *wrong = caught.value.problems
    assert first.message == f"{kept.number} 照备份里的样子，现在存不进去，台账库没有动。"
    assert [each.field for each in wrong] == ["line"]


def test_nothing_is_taken_back_without_the_password(story: Story) -> None:
    kept = add(story.book, event())
    story.copied()
    story.book.close()
    then = story.books.look(story.folder, story.copy, PASSWORD)
    with pytest.raises(WrongPassword):
        take_back(story.books, story.tools, story.folder, "猜一猜", then, kept.ledger, 1)
    then.close()
    story.book = story.books.open(story.folder, PASSWORD)


def test_a_record_whose_file_is_damaged_or_gone_gets_it_back(story: Story) -> None:
    with story.book.writing() as work:
        file = work.attachments.put("灯.txt", b"light")
    kept = add(story.book, event("有附件的", files=(file,)))
    story.copied()
    (path,) = (story.folder / "attachments").glob("*/*")
    whole = path.read_bytes()
    path.unlink()
    assert story.take(kept).way is Way.CORRECTED
    path.unlink()
    path.write_bytes(whole[:-1])
    assert story.take(kept).way is Way.CORRECTED
    with story.book.reading() as work:
        assert work.attachments.read(file.digest) == b"light"
    assert story.take(kept).way is Way.THERE
    assert story.today(1).revision == kept.revision
