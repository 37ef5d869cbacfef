"""Attachments lie on a shelf once for all copies of a book, and come back with each of them."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage import attachment_folder, backup, shelf
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.invented_books import PASSWORD, add, event
from tests.storage.sentences import complete

pytestmark = pytest.mark.usefixtures("links_or_none")
LIGHT, SHADOW = b"light" * 50_000, b"shadow" * 50_000


def save_with(book: EncryptedBook, data: bytes) -> None:
    with book.writing() as work:
        file = work.attachments.put("附件.bin", data)
    add(book, event(files=(file,)))


def read(book: EncryptedBook, data: bytes) -> bytes:
    with book.reading() as work:
        return work.attachments.read(hashlib.sha256(data).hexdigest())


def lose_all(folder: Path) -> None:
    shutil.rmtree(folder / "attachments")


def test_many_copies_take_little_more_than_one(book: EncryptedBook, folder: Path) -> None:
    save_with(book, LIGHT)
    copies = [book.back_up() for _ in range(5)]
    assert all(sum(each.stat().st_size for each in c.iterdir()) < len(LIGHT) * 3 for c in copies)
    assert all(len((copy / "attachments.txt").read_text().split()) == 1 for copy in copies)
    assert len(list((folder / "backups" / "attachments").glob("*/*"))) == 1


def test_a_book_with_a_lost_attachment_is_backed_up_all_the_same(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    save_with(book, LIGHT)
    lose_all(folder)
    save_with(book, SHADOW)
    copy = books.open(book.back_up(), PASSWORD, read_only=True)
    assert read(copy, SHADOW) == SHADOW
    assert copy.check() == ["万事簿 2026-001 的附件“附件.bin”的文件不见了。"]
    copy.close()
    (problem,) = book.take_notices()
    assert problem.happened.startswith("有 1 个附件") and complete(problem)


def test_thirty_backups_take_little_more_than_one(
    book: EncryptedBook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "NEWEST_KEPT", 30)
    save_with(book, os.urandom(2_000_000))
    copies = [book.back_up() for _ in range(30)]
    assert all((copy / "ledger.db").is_file() for copy in copies)
    found = [each.stat() for each in (folder / "backups").rglob("*") if each.is_file()]
    databases = sum((copy / "ledger.db").stat().st_size for copy in copies)
    assert sum(each.st_size for each in found) < databases + 2_200_000


def test_what_no_copy_needs_any_more_leaves_the_shelf(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    save_with(book, LIGHT)
    with book.writing() as work:
        work.attachments.put("没有存.bin", SHADOW)
    first = book.back_up()
    book.close()
    assert len(attachment_folder.names_in(folder)) == 1
    assert len(attachment_folder.names_in(folder / "backups")) == 2
    again = books.open(folder, PASSWORD)
    for _ in range(9):
        again.back_up()
    assert len(attachment_folder.names_in(folder / "backups")) == 2
    assert content(books, folder, first) == {LIGHT, SHADOW}
    last = again.back_up()
    assert not first.exists()
    assert attachment_folder.names_in(folder / "backups") == attachment_folder.names_in(folder)
    again.close()
    assert content(books, folder, last) == {LIGHT}


def content(books: EncryptedBooks, folder: Path, copy: Path) -> set[bytes]:
    """Which of both contents are read in a copy, in which nothing is wrong."""
    looked = books.look(folder, copy, PASSWORD)
    assert looked.check() == []
    with looked.reading() as work:
        held = {
            data
            for data in (LIGHT, SHADOW)
            if work.attachments.holds(hashlib.sha256(data).hexdigest())
        }
    assert all(read(looked, data) == data for data in held)
    looked.close()
    return held


@pytest.mark.parametrize("wrong", ["renamed", "no list", "half a list"])
def test_nothing_leaves_a_shelf_on_which_the_needs_of_one_copy_are_unknown(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, wrong: str
) -> None:
    with book.writing() as work:
        work.attachments.put("没有存.bin", SHADOW)
    copy = book.back_up()
    list_of_names = copy / "attachments.txt"
    if wrong == "no list":
        list_of_names.unlink()
    elif wrong == "half a list":
        list_of_names.write_bytes(list_of_names.read_bytes()[:20])
    else:
        copy.rename(copy.with_name("年底的备份"))
    for _ in range(12):
        book.back_up()
    book.close()
    assert attachment_folder.names_in(folder) == set()
    assert len(attachment_folder.names_in(folder / "backups")) == 1


def test_a_damaged_attachment_is_no_copys_and_comes_back_from_the_copy_before(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    save_with(book, LIGHT)
    copy = book.back_up()
    save_with(book, SHADOW)
    kept = attachment_folder.names_in(folder / "backups")
    for path in (folder / "attachments").glob("*/*"):
        whole = path.read_bytes()
        # A new file: what is linked to the shelf stays as it was.
        path.unlink()
        path.write_bytes(whole[:-1])
    book.back_up()
    assert attachment_folder.names_in(folder / "backups") == kept
    (problem,) = book.take_notices()
    assert problem.happened.startswith("有 1 个附件")
    with book.writing() as work:
        work.attachments.put("附件.bin", SHADOW)
    assert content(books, folder, book.back_up()) == {LIGHT, SHADOW}
    book.close()
    books.restore(folder, copy, PASSWORD)
    restored = books.open(folder, PASSWORD)
    assert read(restored, LIGHT) == LIGHT and restored.check() == []
    restored.close()


def test_one_file_that_cannot_be_read_keeps_nobody_from_copying_the_rest(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_with(book, LIGHT)
    copy = book.back_up()
    save_with(book, SHADOW)
    (bad,) = attachment_folder.names_in(folder) - attachment_folder.names_in(folder / "backups")
    whole = Path.read_bytes

    def worn(path: Path) -> bytes:
        if path.name == bad:
            raise OSError(errno.EIO, "bad sector")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", worn)
    made = book.back_up()
    assert len(book.take_notices()) == 1
    looked = books.look(folder, made, PASSWORD)
    assert len(looked.check()) == 1
    looked.close()
    book.close()
    books.restore(folder, copy, PASSWORD)
    assert content(books, folder, copy) == {LIGHT}


def damage(store: Path) -> None:
    """One bit of each attachment there, in files of their own: links stay as they were."""
    for path in store.glob("*/*"):
        whole = path.read_bytes()
        path.unlink()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))


def test_what_is_damaged_on_the_shelf_is_put_anew_when_it_is_its_turn(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "READ_WITHIN", 3)
    save_with(book, LIGHT)
    first = book.back_up()
    damage(folder / "backups" / "attachments")
    for _ in range(3):
        second = book.back_up()
    assert book.take_notices() == []
    assert content(books, folder, first) == content(books, folder, second) == {LIGHT}
    assert [path.suffix for path in (folder / "backups" / "attachments").glob("*")] == [""]


def test_each_attachment_on_the_shelf_is_read_once_within_so_many_backups(
    book: EncryptedBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        save_with(book, b"%d" % number)
    book.back_up()
    monkeypatch.setattr(backup, "READ_WITHIN", 4)
    is_sound, looked_at = AttachmentFiles._is_sound, list[str]()

    def noted(files: AttachmentFiles, digest: str) -> bool:
        looked_at.append(digest)
        return is_sound(files, digest)

    monkeypatch.setattr(AttachmentFiles, "_is_sound", noted)
    counts: list[int] = []
    for _ in range(4):
        book.back_up()
        counts.append(len(looked_at) - sum(counts))
    assert sorted(looked_at) == sorted(hashlib.sha256(b"%d" % n).hexdigest() for n in range(40))
    assert max(counts) < 30


def test_what_is_damaged_in_the_book_comes_back_from_the_shelf(
    books: EncryptedBooks, book: EncryptedBook, folder: Path
) -> None:
    save_with(book, LIGHT)
    save_with(book, SHADOW)
    book.back_up()
    damage(folder / "attachments")
    findings = book.check()
    assert sorted(each.attachment for each in findings) == sorted(
        hashlib.sha256(each).hexdigest() for each in (LIGHT, SHADOW)
    )
    whole = book.whole_copies(findings)
    assert sorted(whole.attachments) == sorted(each.attachment for each in findings)
    assert book.bring_attachments_back() == (2, 0)
    assert (read(book, LIGHT), read(book, SHADOW)) == (LIGHT, SHADOW)
    assert book.check() == [] and book.bring_attachments_back() == (0, 0)


def test_what_is_damaged_everywhere_is_said_to_be_lost(
    book: EncryptedBook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "READ_WITHIN", 1)
    save_with(book, LIGHT)
    book.back_up()
    save_with(book, SHADOW)
    for place in (folder, folder / "backups"):
        damage(place / "attachments")
    assert book.whole_copies(book.check()).attachments == ()
    assert book.bring_attachments_back() == (0, 2)
    book.back_up()
    (problem,) = book.take_notices()
    assert problem.happened.startswith("有 2 个附件")


def test_a_book_that_is_only_read_brings_nothing_back(
    books: EncryptedBooks, book: EncryptedBook
) -> None:
    looked = books.open(book.folder, PASSWORD, read_only=True)
    with pytest.raises(EnvironmentProblem, match="只读"):
        looked.bring_attachments_back()
    looked.close()
