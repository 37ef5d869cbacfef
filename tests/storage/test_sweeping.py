"""What no record, draft or history names leaves when the book is closed; all else stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem, ProgramBug
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.values import Attached
from qinglian_desktop.storage import failures, sweeping
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.invented_books import PASSWORD, add, change, event, void


def put(book: EncryptedBook, name: str = "灯.txt", data: bytes = b"light") -> Attached:
    with book.writing() as work:
        return work.attachments.put(name, data)


def on_disk(folder: Path) -> int:
    return len(list((folder / "attachments").glob("*/*")))


@pytest.fixture
def reopened(books: EncryptedBooks, folder: Path) -> Callable[[], EncryptedBook]:
    return lambda: books.open(folder, PASSWORD)


def draft_with(book: EncryptedBook, file: Attached) -> Draft:
    plain = {"name": file.name, "digest": file.digest, "media_type": "text/plain", "size": 5}
    with book.writing() as work:
        return work.drafts.put(Draft("everything", {"files": [plain]}))


def holds(book: EncryptedBook, file: Attached) -> bool:
    with book.reading() as work:
        return work.attachments.holds(file.digest)


def test_a_file_that_nothing_names_leaves_with_the_closing(
    book: EncryptedBook, folder: Path, reopened: Callable[[], EncryptedBook]
) -> None:
    kept, loose = put(book), put(book, "影.txt", b"shadow")
    add(book, event(files=(kept,)))
    assert on_disk(folder) == 2
    book.close()
    assert on_disk(folder) == 1
    again = reopened()
    assert holds(again, kept) and not holds(again, loose)
    assert again.check() == []
    again.close()


def test_a_file_of_a_draft_stays_until_the_draft_goes(
    book: EncryptedBook, folder: Path, reopened: Callable[[], EncryptedBook]
) -> None:
    file = put(book)
    draft = draft_with(book, file)
    for _ in range(2):
        book.close()
        book = reopened()
        with book.reading() as work:
            assert work.attachments.read(file.digest) == b"light"
    with book.writing() as work:
        work.drafts.discard(draft.id or 0)
    book.close()
    assert on_disk(folder) == 0


def test_a_file_of_a_void_record_and_one_that_was_taken_out_stay(
    book: EncryptedBook, folder: Path, reopened: Callable[[], EncryptedBook]
) -> None:
    first, second = put(book), put(book, "影.txt", b"shadow")
    void(book, add(book, event(files=(first,))))
    change(book, add(book, event(files=(second,))), {"files": ()})
    for _ in range(3):
        book.close()
        book = reopened()
    with book.reading() as work:
        assert work.attachments.read(first.digest) == b"light"
        assert work.attachments.read(second.digest) == b"shadow"
    book.close()


def test_a_file_taken_from_a_draft_into_a_record_later_stays(
    book: EncryptedBook, reopened: Callable[[], EncryptedBook]
) -> None:
    """In the history alone, of a session after the one in which it was added."""
    file = put(book)
    draft = draft_with(book, file)
    add(book, event())
    book.close()
    book = reopened()
    kept = add(book, event(files=(file,)))
    change(book, kept, {"files": ()})
    with book.writing() as work:
        work.drafts.discard(draft.id or 0)
    book.close()
    book = reopened()
    assert holds(book, file)
    book.close()


def test_what_a_closing_has_found_in_the_history_is_not_sought_again(
    book: EncryptedBook,
    reopened: Callable[[], EncryptedBook],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    change(book, add(book, event(files=(put(book),))), {"files": ()})
    book.close()
    sought: list[int] = []
    monkeypatch.setattr(sweeping, "_in_history", lambda *_: sought.append(1) or set())
    reopened().close()
    assert sought == []


def test_a_file_of_a_transaction_that_was_undone_leaves(book: EncryptedBook, folder: Path) -> None:
    with pytest.raises(KeyError), book.writing() as work:
        file = work.attachments.put("灯.txt", b"light")
        raise KeyError(file.digest)
    assert not holds(book, file)
    assert book.check() == []
    assert on_disk(folder) == 1
    book.close()
    assert on_disk(folder) == 0


def test_a_file_put_again_after_an_undone_transaction_is_there(book: EncryptedBook) -> None:
    with pytest.raises(KeyError), book.writing() as work:
        work.attachments.put("灯.txt", b"light")
        raise KeyError
    file = put(book)
    with book.reading() as work:
        assert work.attachments.read(file.digest) == b"light"


def test_scraps_leave_and_files_of_others_do_not(book: EncryptedBook, folder: Path) -> None:
    add(book, event(files=(put(book),)))
    (path,) = (folder / "attachments").glob("*/*")
    scrap = folder / "attachments" / f"{path.name}.new"
    stranger = path.with_name("照片.jpg")
    for each in (scrap, stranger):
        each.write_bytes(b"x")
    book.close()
    assert path.exists() and stranger.exists() and not scrap.exists()


def test_scraps_of_a_power_cut_leave_with_the_next_opening(
    book: EncryptedBook, folder: Path, reopened: Callable[[], EncryptedBook]
) -> None:
    put(book)
    book.back_up()
    book.close()
    scraps = [each / "attachments" / f"{'a' * 64}.new" for each in (folder, folder / "backups")]
    for each in scraps:
        each.parent.mkdir(exist_ok=True)
        each.write_bytes(b"half")
    again = reopened()
    assert not any(each.exists() for each in scraps)
    again.close()


def test_nothing_leaves_when_a_book_was_only_read(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    put(book)
    reader = books.open(folder, PASSWORD, read_only=True)
    reader.close()
    assert on_disk(folder) == 1
    book.close()


def test_nothing_leaves_a_shelf_when_a_copy_on_it_was_opened(
    books: EncryptedBooks, book: EncryptedBook
) -> None:
    first = book.back_up()
    file = put(book)
    add(book, event(files=(file,)))
    second = book.back_up()
    books.open(first, PASSWORD).close()
    copy = books.open(second, PASSWORD, read_only=True)
    with copy.reading() as work:
        assert work.attachments.read(file.digest) == b"light"
    assert copy.check() == []
    copy.close()


def test_a_book_that_was_replaced_meanwhile_loses_nothing(
    book: EncryptedBook, folder: Path, tmp_path: Path
) -> None:
    put(book)
    shutil.copy(folder / "ledger.db", tmp_path / "other.db")
    (tmp_path / "other.db").replace(folder / "ledger.db")
    book.close()
    assert on_disk(folder) == 1


def test_who_still_reads_keeps_all_there(
    book: EncryptedBook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qinglian_desktop.storage.transactions._PATIENCE", 0)
    put(book)
    with book.reading():
        book.close()
    assert on_disk(folder) == 1


@pytest.mark.parametrize(
    "error", [EnvironmentProblem("满了。", "都在。", "再来。"), OSError(5, "")]
)
def test_a_disk_that_fails_stops_no_closing(
    books: EncryptedBooks,
    book: EncryptedBook,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    def fails(*_: object) -> set[str]:
        raise error

    put(book)
    monkeypatch.setattr(sweeping, "forget_unnamed", fails)
    book.close()
    monkeypatch.undo()
    books.open(folder, PASSWORD).close()
    assert on_disk(folder) == 0


def test_what_may_yet_count_keeps_its_file(
    book: EncryptedBook,
    folder: Path,
    reopened: Callable[[], EncryptedBook],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where a commit failed at its end, the next opening may find it in the log, whole."""

    def fail() -> None:
        raise failures.unreadable_disk()

    with monkeypatch.context() as broken:
        broken.setattr(failures, "while_committing", fail)
        with pytest.raises(EnvironmentProblem):
            put(book)
    add(book, event())
    book.close()
    assert on_disk(folder) == 1
    reopened().close()
    assert on_disk(folder) == 0


def test_a_bug_while_sweeping_is_told_and_the_book_closed_all_the_same(
    books: EncryptedBooks,
    book: EncryptedBook,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> set[str]:
        raise ProgramBug("a bug")

    with monkeypatch.context() as patched:
        patched.setattr(sweeping, "forget_unnamed", fails)
        with pytest.raises(ProgramBug):
            book.close()
    books.open(folder, PASSWORD).close()
