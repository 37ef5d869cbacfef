"""A repaired book has what could be read of a damaged one, and tells what it has not.

Over 300 lines because all of it is told of one damaged book and by the same helpers.
"""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from qinglian_desktop.application.soundness import BROKEN_PAGES
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem, WrongPassword
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Draft, Record, State
from qinglian_desktop.domain.values import Link
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import PAGE, connect
from qinglian_desktop.storage.keys import KeyRing
from qinglian_desktop.storage.layout import Layout
from qinglian_desktop.storage.salvage import Salvage
from qinglian_desktop.storage.schema import Schema
from tests.invented import EVERYTHING, INVENTED, INVENTED_ROSTER
from tests.storage.collected_examples import OCTOBER, RETURN
from tests.storage.invented_books import (
    NOW,
    PASSWORD,
    add,
    add_crew,
    change,
    event,
    full_values,
    mark,
    void,
)

LEDGERS = (EVERYTHING, INVENTED_ROSTER)


@pytest.fixture
def sound(books: EncryptedBooks, folder: Path) -> Path:
    """A book with a bit of everything and a backup of it, closed."""
    book = books.open(folder, PASSWORD)
    for number in range(12):
        add_crew(book, f"船员{number}" + "长" * 300)
    with book.writing() as work:
        file = work.attachments.put("灯.txt", b"light")
        work.drafts.put(Draft("everything", {"line": "没写完"}))
        work.settings.put("own", "单位自己的说法")
        for number in range(1, 9):
            work.collected.take(replace(RETURN, revision=number), "收到的" * 900)
    kept = add(book, {**full_values(), "about": Link(1, "船员0"), "files": (file,)})
    change(book, kept, {"line": "改过的"})
    void(book, add(book, event("作废的")))
    for number in range(24):
        add(book, event(f"第{number}次" + "补" * 200, date(2025 + number % 2, 3, 1)))
    book.back_up()
    book.close()
    return folder


def records_of(book: EncryptedBook) -> dict[tuple[str, int], Record]:
    with book.reading() as work:
        return {
            (ledger.key, record.id or 0): record
            for ledger in LEDGERS
            for record in work.records.fetch(ledger, range(1, 100))
        }


def flip(folder: Path, page: int) -> None:
    """One bit within a page of the database."""
    path = folder / "ledger.db"
    data = bytearray(path.read_bytes())
    data[page * PAGE + PAGE // 2] ^= 1
    path.write_bytes(data)


def plainly_readable(folder: Path) -> set[tuple[str, int]]:
    """Which records can be read one by one, each by a connection of its own."""
    key = KeyRing.read(folder / "keys.json").unlock(PASSWORD)
    layout = Layout(Schema(INVENTED), lambda: NOW)
    opened = partial(connect, folder / "ledger.db", key, "immutable")
    salvage = Salvage(layout, opened, lambda done, total: True)

    def is_there(ledger: Ledger, record_id: int) -> bool:
        rows = layout.rows[ledger.key]
        return salvage.ask(lambda c: rows.get(c, record_id)) is not None

    return {
        (ledger.key, number)
        for ledger in LEDGERS
        for number in range(1, 40)
        if is_there(ledger, number)
    }


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file but the lock, which whoever looks at a book may write."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != "in-use.lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def pages_of(folder: Path) -> int:
    return (folder / "ledger.db").stat().st_size // PAGE


def must_be_repaired(books: EncryptedBooks, folder: Path, target: Path, page: int) -> None:
    """What is true of every book of which one page is broken."""
    book = books.open(folder, PASSWORD)
    whole = records_of(book)
    book.close()
    sound_bytes = (folder / "ledger.db").read_bytes()
    flip(folder, page)
    # Without its first page or the names of its tables a book answers nothing; a backup has them.
    readable, before = plainly_readable(folder) or whole.keys(), files_of(folder)
    repaired = books.repair(folder, target, PASSWORD)
    assert files_of(folder) == before
    (folder / "ledger.db").write_bytes(sound_bytes)
    again = books.open(target, PASSWORD)
    assert again.check() == []
    found = records_of(again)
    again.close()
    assert found.keys() == readable
    assert all(found[each] == whole[each] for each in found)
    assert repaired.records == len(found)
    lost = {(each.ledger, each.record_id) for each in repaired.lost if each.ledger}
    assert lost >= whole.keys() - readable
    assert all(each in repaired.whole.of for each in whole.keys() - readable)


@pytest.mark.parametrize("part", [0.0, 0.1, 0.35, 0.5, 0.65, 0.8, 0.99])
def test_every_record_that_can_be_read_is_in_the_repaired_book(
    books: EncryptedBooks, sound: Path, tmp_path: Path, part: float
) -> None:
    must_be_repaired(books, sound, tmp_path / "修复", int(part * pages_of(sound)))


@pytest.mark.slow
def test_whichever_page_is_broken(books: EncryptedBooks, sound: Path, tmp_path: Path) -> None:
    for page in range(pages_of(sound)):
        must_be_repaired(books, sound, tmp_path / f"修复{page}", page)


def test_a_sound_book_is_carried_over_whole(
    books: EncryptedBooks, sound: Path, tmp_path: Path
) -> None:
    repaired = books.repair(sound, tmp_path / "修复", PASSWORD)
    assert (repaired.lost, repaired.records) == ((), 38)
    book, again = books.open(sound, PASSWORD), books.open(tmp_path / "修复", PASSWORD)
    assert records_of(again) == records_of(book)
    with again.reading() as work, book.reading() as before:
        assert work.drafts.all() == before.drafts.all()
        assert work.settings.get("own") == "单位自己的说法"
        assert work.collected.all([OCTOBER]) == before.collected.all([OCTOBER])
        assert work.attachments.read(hashlib.sha256(b"light").hexdigest()) == b"light"
        history = [each.records.history(EVERYTHING, 1) for each in (work, before)]
        assert history[0] == history[1] and len(history[0]) == 2
    assert [copy.folder.name for copy in books.backups(again.folder)] == [
        copy.folder.name for copy in books.backups(sound)
    ]
    assert add(again, event("接着记")).number == add(book, event("接着记")).number
    for each in (book, again):
        each.close()


def broken_page_of_records(books: EncryptedBooks, folder: Path) -> set[tuple[str, int]]:
    """Break the first page that some records lie on; gives these records."""
    whole = (folder / "ledger.db").read_bytes()
    for page in range(1, pages_of(folder)):
        flip(folder, page)
        readable = plainly_readable(folder)
        if 0 < len(readable) < 38:
            return {(each.key, n) for each in LEDGERS for n in range(1, 40)} - readable
        (folder / "ledger.db").write_bytes(whole)
    raise AssertionError("no page has records")


def test_what_is_lost_is_not_found_again_and_its_number_not_given_again(
    books: EncryptedBooks, sound: Path, tmp_path: Path
) -> None:
    broken_page_of_records(books, sound)
    repaired = books.repair(sound, tmp_path / "一", PASSWORD)
    lost = {(each.ledger, each.record_id) for each in repaired.lost if each.ledger}
    assert lost
    again = books.open(tmp_path / "一", PASSWORD)
    ids = {add(again, event("新的")).id, add_crew(again, "新人").id}
    assert ids == {27, 13}
    assert again.check() == []
    again.close()
    # And of that one another can be made, too.
    twice = books.repair(tmp_path / "一", tmp_path / "二", PASSWORD)
    assert twice.lost == ()
    last = books.open(tmp_path / "二", PASSWORD)
    assert last.check() == [] and last.back_up().exists()
    last.close()


def test_a_check_names_the_records_on_a_broken_page_and_who_has_them(
    books: EncryptedBooks, sound: Path
) -> None:
    (copy,) = books.backups(sound)
    lost = broken_page_of_records(books, sound)
    book = books.open(sound, PASSWORD, read_only=True)
    findings = book.check()
    touched = {(each.ledger, each.record_id) for each in findings if each.ledger}
    assert touched and touched <= lost
    assert all(each.endswith(" 读不出来。") for each in findings if each.ledger)
    whole = book.whole_copies(findings)
    assert whole.newest == copy
    assert {each: found[0] for each, found in whole.of.items()} == dict.fromkeys(touched, copy)
    # A broken page met by one question harms none that follows.
    with book.reading() as work:
        for ledger in LEDGERS:
            for number in range(1, 40):
                if (ledger.key, number) not in lost:
                    work.records.get(ledger, number)
    book.close()


def test_a_damaged_backup_is_passed_over_for_an_older_one(
    books: EncryptedBooks, sound: Path
) -> None:
    (copy,) = books.backups(sound)
    book = books.open(sound, PASSWORD)
    newer = book.back_up()
    flip(newer, 3)
    whole = book.whole_copies([])
    assert whole.newest == copy and whole.of == {}
    book.close()


@pytest.mark.parametrize("lost", ["作废", "恢复"])
def test_what_is_void_is_so_in_the_history_of_the_repaired_book(
    books: EncryptedBooks, sound: Path, tmp_path: Path, lost: str
) -> None:
    """The last row of a record that was voided, or voided and revived, is not there any more."""
    book = books.open(sound, PASSWORD)
    kept = add(book, event("又恢复的"))
    void(book, kept)
    with book.writing() as work:
        (record,) = work.records.fetch(EVERYTHING, [kept.id or 0])
        revived = replace(record, state=State.CONFIRMED)
        work.records.replace(EVERYTHING, revived, mark("恢复", "写对了"))
    book.close()
    key = KeyRing.read(sound / "keys.json").unlock(PASSWORD)
    with closing(connect(sound / "ledger.db", key, "rw")) as connection:
        connection.execute("DELETE FROM history WHERE action = ?", (lost,))
    books.repair(sound, tmp_path / "修复", PASSWORD)
    repaired = books.open(tmp_path / "修复", PASSWORD)
    with repaired.reading() as work:
        (versions,) = work.records.versions_on(EVERYTHING, [NOW.date()])
        states = {
            each.id: each.state is State.VOID
            for each in work.records.fetch(EVERYTHING, range(1, 40))
        }
    repaired.close()
    assert {each.record_id: each.is_void for each in versions} == states
    assert sorted(states.values()).count(True) == 1


def test_an_attachment_is_taken_from_the_backups_or_known_to_be_lost(
    books: EncryptedBooks, sound: Path, tmp_path: Path
) -> None:
    (file,) = (sound / "attachments").glob("*/*")
    file.unlink()
    assert books.repair(sound, tmp_path / "一", PASSWORD).lost == ()
    (kept,) = (sound / "backups" / "attachments").glob("*/*")
    kept.unlink()
    (lost,) = books.repair(sound, tmp_path / "二", PASSWORD).lost
    assert lost == "万事簿 2026-001 的附件“灯.txt”的文件读不出来。"
    for name in ("一", "二"):
        book = books.open(tmp_path / name, PASSWORD)
        assert book.check() == [] and book.glance() == []
        book.close()


def test_a_missing_file_is_seen_at_a_glance(books: EncryptedBooks, sound: Path) -> None:
    book = books.open(sound, PASSWORD)
    assert book.glance() == []
    (file,) = (sound / "attachments").glob("*/*")
    file.unlink()
    (finding,) = book.glance()
    assert finding == "万事簿 2026-001 的附件“灯.txt”的文件不见了。"
    assert (finding.ledger, finding.record_id) == ("everything", 1)
    book.close()


def test_nothing_is_repaired_into_what_is_there_by_strangers_or_when_given_up(
    books: EncryptedBooks, sound: Path, tmp_path: Path
) -> None:
    (tmp_path / "有").mkdir()
    with pytest.raises(EnvironmentProblem, match="已经有"):
        books.repair(sound, tmp_path / "有", PASSWORD)
    with pytest.raises(WrongPassword):
        books.repair(sound, tmp_path / "新", "别的密码-1")
    with pytest.raises(Cancelled):
        books.repair(sound, tmp_path / "新", PASSWORD, lambda done, total: False)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["有", sound.name])


def test_a_check_of_broken_pages_looks_at_the_attachments_too(
    books: EncryptedBooks, sound: Path
) -> None:
    broken_page_of_records(books, sound)
    (file,) = (sound / "attachments").glob("*/*")
    file.unlink()
    book = books.open(sound, PASSWORD, read_only=True)
    findings = book.check()
    assert findings[0] == BROKEN_PAGES
    assert any(each.endswith("附件“灯.txt”的文件不见了。") for each in findings) or any(
        each == "一个附件的文件不见了。" for each in findings
    )
    book.close()


def test_a_disk_that_does_not_give_a_page_costs_no_more_than_that_page(
    books: EncryptedBooks, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = sound / "ledger.db"
    before = database.read_bytes()
    lost = broken_page_of_records(books, sound)
    (flipped,) = (at for at, byte in enumerate(database.read_bytes()) if byte != before[at])
    database.write_bytes(before)
    read = os.read

    def failing(file: int, length: int) -> bytes:
        at = os.lseek(file, 0, os.SEEK_CUR)
        if length >= PAGE and at <= flipped < at + length:
            raise OSError(errno.EIO, "no")
        return read(file, length)

    with monkeypatch.context() as patch:
        patch.setattr(os, "read", failing)
        repaired = books.repair(sound, tmp_path / "修复", PASSWORD)
    again = books.open(tmp_path / "修复", PASSWORD)
    assert records_of(again).keys().isdisjoint(lost)
    assert 0 < repaired.records == len(records_of(again)) < 38
    again.close()
