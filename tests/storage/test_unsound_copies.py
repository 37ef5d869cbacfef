"""A copy whose pages are whole and do not belong together is no way back, unless it is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.application.ports import no_progress
from qinglian_desktop.application.soundness import UnsoundCopy
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.storage import checking
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import DATABASE, PAGE
from tests.storage.invented_books import PASSWORD, add, event, lines_in
from tests.storage.second_places import CALLED, everything
from tests.storage.sentences import complete
from tests.trust.altered_history import altered

OTHER = "UPDATE ledger_everything SET line = '别的' WHERE id = 1"


@pytest.fixture
def unsound(book: EncryptedBook) -> Path:
    """A backup of a closed book with two records, in which another tool wrote."""
    add(book, event("昨天"))
    copy = book.back_up()
    add(book, event("今天"))
    book.close()
    altered(copy, OTHER)
    return copy


def test_it_is_refused_in_words_and_nothing_changed(
    books: EncryptedBooks, folder: Path, unsound: Path
) -> None:
    before = everything(folder)
    with pytest.raises(UnsoundCopy) as told:
        books.restore(folder, unsound, PASSWORD)
    assert complete(told.value)
    assert "检查出 1 处问题：万事簿 2026-001 和它的最后一次历史对不上" in told.value.happened
    assert "没有改动" in told.value.kept and "更早的备份" in told.value.todo
    assert everything(folder) == before
    book = books.open(folder, PASSWORD)
    assert lines_in(book) == ["今天", "昨天"] and book.check() == []
    book.close()


def test_who_knows_of_all_that_is_wrong_goes_back_all_the_same(
    books: EncryptedBooks, folder: Path, unsound: Path
) -> None:
    with pytest.raises(UnsoundCopy) as told:
        books.restore(folder, unsound, PASSWORD)
    altered(unsound, "DELETE FROM search_entries WHERE record_id = 1")
    with pytest.raises(UnsoundCopy, match="2 处"):
        books.restore(folder, unsound, PASSWORD, no_progress, told.value.findings)
    altered(unsound, OTHER.replace("别的", "昨天"))
    with pytest.raises(UnsoundCopy) as told:
        books.restore(folder, unsound, PASSWORD)
    books.restore(folder, unsound, PASSWORD, no_progress, told.value.findings)
    book = books.open(folder, PASSWORD)
    assert lines_in(book) == ["昨天"]
    book.close()


def test_one_elsewhere_leaves_nothing_until_it_is_known(
    books: EncryptedBooks, book: EncryptedBook, stick: Path, tmp_path: Path
) -> None:
    add(book, event("昨天"))
    copy = book.back_up_to(stick, CALLED)
    book.close()
    altered(copy, OTHER)
    new = tmp_path / "新"
    with pytest.raises(UnsoundCopy) as told:
        books.bring_back(copy, PASSWORD, new)
    assert not everything(new)
    books.bring_back(copy, PASSWORD, new, no_progress, told.value.findings)
    book = books.open(new, PASSWORD)
    assert lines_in(book) == ["别的"]
    book.close()


def test_pages_of_an_older_day_among_those_of_a_later_one_are_found(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    add(book, event("昨天"))
    older = book.back_up()
    add(book, event("今天"))
    copy = book.back_up()
    book.close()
    then, now = ((each / DATABASE).read_bytes() for each in (older, copy))
    other = [at for at in range(PAGE, len(then), PAGE) if then[at:][:PAGE] != now[at:][:PAGE]]
    found = set[str]()
    # Each is sealed under the same key; three of them stand for all.
    for at in other[:: len(other) // 3]:
        (copy / DATABASE).write_bytes(now[:at] + then[at : at + PAGE] + now[at + PAGE :])
        try:
            aside = books.restore(folder, copy, PASSWORD)
        except Exception as problem:
            found.add(type(problem).__name__)
            continue
        back = books.open(folder, PASSWORD)
        assert back.check() == []
        add(back, event("再存"))
        back.close()
        books.restore(folder, aside, PASSWORD)
    assert found <= {"UnsoundCopy", "EnvironmentProblem"} and found


def test_the_check_can_be_given_up(
    books: EncryptedBooks, folder: Path, unsound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, begun = everything(folder), list[bool]()
    whole = checking.walk

    def noted(*given: object) -> object:
        begun.append(True)
        return whole(*given)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(checking, "walk", noted)
    with pytest.raises(Cancelled):
        books.restore(folder, unsound, PASSWORD, lambda done, total: not begun)
    assert everything(folder) == before
