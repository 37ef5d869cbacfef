"""Another key for a book: all that it has still opens, after one change and after two."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.domain.errors import (
    Cancelled,
    DamagedBook,
    EnvironmentProblem,
    WrongPassword,
)
from qinglian_desktop.domain.values import Attached
from qinglian_desktop.storage import failures, renewing
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.fitting import is_key_of
from qinglian_desktop.storage.keys import KeyRing
from tests.invented import EVERYTHING
from tests.storage.invented_books import PASSWORD, add, event
from tests.storage.sentences import complete

SECRETS = ("第二个口令", "第三个口令")


def keep(book: EncryptedBook, line: str) -> None:
    """A record with a file of its own."""
    with book.writing() as work:
        file = work.attachments.put(f"{line}.txt", line.encode() * 300)
    add(book, event(line, files=(file,)))


def kept(book: Book) -> list[str]:
    """The lines of all records, whose files say the same."""
    lines: list[str] = []
    with book.reading() as work:
        for record in work.records.fetch(EVERYTHING, range(1, 50)):
            (file,) = cast("tuple[Attached, ...]", record.value("files"))
            lines.append(str(record.value("line")))
            assert work.attachments.read(file.digest) == lines[-1].encode() * 300
    return sorted(lines)


@pytest.fixture(params=[1, 2], ids=["once", "twice"])
def renewed(request: pytest.FixtureRequest, book: EncryptedBook) -> Iterator[EncryptedBook]:
    """An open book that got other keys, with a record and a backup of each time."""
    keep(book, "甲")
    book.back_up()
    secret = PASSWORD
    for line, new in zip(("乙", "丙"), SECRETS[: request.param], strict=False):
        book.change_password(secret, new)
        secret = new
        keep(book, line)
        book.back_up()
    book.change_password(secret, "现在的口令")
    yield book
    book.close()


NOW = "现在的口令"


def test_an_open_book_goes_on_and_opens_by_the_new_password(
    renewed: EncryptedBook, books: EncryptedBooks
) -> None:
    before, folder = kept(renewed), renewed.folder
    keep(renewed, "丁")
    assert renewed.check() == []
    renewed.back_up()
    renewed.close()
    assert not (folder / "renewing").exists()
    with pytest.raises(WrongPassword):
        books.open(folder, PASSWORD)
    again = books.open(folder, NOW)
    assert kept(again) == sorted([*before, "丁"]) and again.take_notices() == []
    assert again.check() == []
    again.close()


def test_copies_from_before_open_by_todays_password_and_by_no_former_one(
    renewed: EncryptedBook, books: EncryptedBooks
) -> None:
    folder = renewed.folder
    renewed.close()
    copies = books.backups(folder)
    for copy, lines in zip(
        reversed(copies), (["甲"], ["甲", "乙"], ["甲", "乙", "丙"]), strict=False
    ):
        looked = books.look(folder, copy.folder, NOW)
        assert kept(looked) == sorted(lines)
        looked.close()
        for former in (PASSWORD, SECRETS[0]):
            with pytest.raises(WrongPassword):
                books.look(folder, copy.folder, former)
            with pytest.raises(WrongPassword):
                books.open(copy.folder, former, read_only=True)


def test_a_copy_from_before_is_gone_back_to_and_gets_todays_key(
    renewed: EncryptedBook, books: EncryptedBooks
) -> None:
    folder, now = renewed.folder, kept(renewed)
    renewed.close()
    aside = books.restore(folder, books.backups(folder)[-1].folder, NOW)
    back = books.open(folder, NOW)
    assert kept(back) == ["甲"]
    assert is_key_of(folder / "ledger.db", KeyRing.read(folder / "keys.json").unlock(NOW))
    keep(back, "戊")
    assert back.check() == []
    back.close()
    books.restore(folder, aside, NOW)
    again = books.open(folder, NOW)
    assert kept(again) == now
    again.close()


def test_a_second_place_goes_on(
    renewed: EncryptedBook, books: EncryptedBooks, stick: Path, tmp_path: Path
) -> None:
    first = renewed.back_up_to(stick, "船厂")
    renewed.change_password(NOW, "又一个口令")
    renewed.back_up_to(stick, "船厂")
    lines = kept(renewed)
    renewed.close()
    with pytest.raises(WrongPassword):
        books.bring_back(first, NOW, tmp_path / "back")
    books.bring_back(first, "又一个口令", tmp_path / "back")
    back = books.open(tmp_path / "back", "又一个口令")
    assert kept(back) == lines
    back.close()


def test_a_book_is_mended_with_what_copies_from_before_have(
    renewed: EncryptedBook, books: EncryptedBooks, tmp_path: Path
) -> None:
    folder, lines = renewed.folder, kept(renewed)
    for each in (folder / "attachments").rglob("*"):
        if each.is_file():
            each.unlink()
    assert renewed.check() != []
    assert renewed.bring_attachments_back() == (len(lines), 0)
    assert renewed.check() == []
    renewed.close()
    spoiled = bytearray((folder / "ledger.db").read_bytes())
    spoiled[100:200] = bytes(100)
    (folder / "ledger.db").write_bytes(spoiled)
    books.repair(folder, tmp_path / "mended", NOW)
    mended = books.open(tmp_path / "mended", NOW)
    assert kept(mended) == lines
    mended.close()


def test_an_archive_holds_what_was_put_under_former_keys(
    renewed: EncryptedBook, books: EncryptedBooks, tmp_path: Path
) -> None:
    renewed.archive(tmp_path / "全部.ql", "导出的口令")
    other, _ = books.create_from(tmp_path / "全部.ql", "导出的口令", tmp_path / "other", PASSWORD)
    assert kept(other) == kept(renewed)
    other.close()


def test_what_lay_in_the_attachments_folder_is_swept_by_the_same_rules(
    renewed: EncryptedBook, books: EncryptedBooks
) -> None:
    folder, lines = renewed.folder, kept(renewed)
    renewed.close()
    files = [each for each in (folder / "attachments").rglob("*") if each.is_file()]
    assert len(files) == len(lines)


def test_one_that_is_cut_off_between_its_two_names_is_finished_at_the_next_opening(
    books: EncryptedBooks, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = books.open(folder, PASSWORD)
    keep(book, "甲")

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(renewing, "_change_hands", killed)
        patch.setattr(KeyRing, "write", once(KeyRing.write))
        with pytest.raises(Killed):
            book.change_password(PASSWORD, NOW)
    ring = KeyRing.read(folder / "keys.json")
    assert not is_key_of(folder / "ledger.db", ring.unlock(NOW))
    seen = books.open(folder, NOW, read_only=True)
    assert kept(seen) == ["甲"]
    seen.close()
    book.close = lambda: None  # As a kill leaves it.
    book._lock.release()  # type: ignore[union-attr]
    with monkeypatch.context() as patch:
        patch.setattr(renewing, "seal_anew", full)
        again = books.open(folder, NOW)
    (notice,) = again.take_notices()
    assert "没有换完钥匙" in notice.happened and complete(notice) and kept(again) == ["甲"]
    again.close()
    again = books.open(folder, NOW)
    assert is_key_of(folder / "ledger.db", ring.unlock(NOW)) and kept(again) == ["甲"]
    assert again.take_notices() == []
    again.close()


def full(*_: object) -> None:
    raise failures.full()


def once(write: object) -> object:
    """The first is written; then the process is gone."""
    written: list[object] = []

    def first(ring: KeyRing, path: Path) -> None:
        if not written:
            written.append(path)
            write(ring, path)  # type: ignore[operator]

    return first


def test_one_that_is_given_up_leaves_all_as_it_was(book: EncryptedBook) -> None:
    keep(book, "甲")
    ring = (book.folder / "keys.json").read_bytes()
    with pytest.raises(Cancelled):
        book.change_password(PASSWORD, NOW, lambda done, total: False)
    assert (book.folder / "keys.json").read_bytes() == ring
    assert not (book.folder / "renewing").exists() and kept(book) == ["甲"]


def test_who_reads_and_saves_meanwhile_sees_nothing_of_it(book: EncryptedBook) -> None:
    keep(book, "甲")
    done, amiss = threading.Event(), list[BaseException]()

    def read() -> None:
        try:
            while not done.is_set():
                assert "甲" in kept(book)
        except BaseException as error:
            amiss.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for each in readers:
        each.start()
    secret = PASSWORD
    for new in SECRETS:
        book.change_password(secret, new)
        secret = new
        keep(book, new)
    done.set()
    for each in readers:
        each.join()
    assert amiss == [] and kept(book) == sorted(["甲", *SECRETS])


def test_long_work_that_reads_is_not_waited_for_without_end(
    book: EncryptedBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qinglian_desktop.storage.transactions._PAUSE", 0.05)
    keep(book, "甲")
    reads, done = threading.Event(), threading.Event()

    def read() -> None:
        with book.reading():
            reads.set()
            done.wait()

    reader = threading.Thread(target=read)
    reader.start()
    reads.wait()
    with pytest.raises(EnvironmentProblem, match="正在") as told:
        book.change_password(PASSWORD, NOW)
    assert complete(told.value)
    done.set()
    reader.join()
    book.change_password(PASSWORD, NOW)
    assert kept(book) == ["甲"]


def test_another_program_that_reads_is_told_to_open_anew_and_of_no_damage(
    book: EncryptedBook, books: EncryptedBooks
) -> None:
    keep(book, "甲")
    reader = books.open(book.folder, PASSWORD, read_only=True)
    assert kept(reader) == ["甲"]
    book.change_password(PASSWORD, NOW)
    keep(book, "乙")
    for look in (lambda: kept(reader), reader.check, reader.glance):
        with pytest.raises(EnvironmentProblem, match="别的窗口") as told:
            look()
        assert not isinstance(told.value, DamagedBook) and complete(told.value)
    reader.close()
    assert kept(book) == ["乙", "甲"] and book.check() == []
