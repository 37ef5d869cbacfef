"""What is half typed in answer to a question stays by what is asked, and goes once answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.application.half_typed import MOST, HalfTyped
from qinglian_desktop.storage.book import EncryptedBook
from tests.storage.invented_books import PASSWORD, invented_books


def test_each_question_has_its_own_and_it_outlives_the_book_being_closed(tmp_path: Path) -> None:
    books = invented_books()
    book, _ = books.create(tmp_path / "book", PASSWORD)
    HalfTyped(book).keep("作废 talks 1", "记错")
    HalfTyped(book).keep("作废 talks 2", ["甲", {"乙": 1}])
    book.close()
    with_it = books.open(tmp_path / "book", PASSWORD)
    assert HalfTyped(with_it).of("作废 talks 1") == "记错"
    assert HalfTyped(with_it).of("作废 talks 2") == ["甲", {"乙": 1}]
    assert HalfTyped(with_it).of("作废 talks 3") is None
    with_it.close()


def test_what_is_answered_is_forgotten_and_the_oldest_goes_first(empty_book: EncryptedBook) -> None:
    kept = HalfTyped(empty_book)
    kept.keep("一", "1")
    kept.keep("一", None)
    assert kept.of("一") is None
    for number in range(MOST + 1):
        kept.keep(f"问 {number}", str(number))
    assert (kept.of("问 0"), kept.of("问 1"), kept.of(f"问 {MOST}")) == (None, "1", str(MOST))


@pytest.mark.parametrize("text", ["", "[", "[1]", "[" * 100_000])
def test_nonsense_is_nothing(empty_book: EncryptedBook, text: str) -> None:
    with empty_book.writing() as work:
        work.settings.put(f"half_typed.{empty_book.keeper.name}", text)
    kept = HalfTyped(empty_book)
    assert kept.of("一") is None
    kept.keep("一", "1")
    assert kept.of("一") == "1"
