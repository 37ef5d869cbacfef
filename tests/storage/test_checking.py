"""A sound book has no findings; each way to be unsound is found."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, cast

import pytest

from qinglian_desktop.application.soundness import BROKEN_PAGES
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.values import Attached, Link, People, Person
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.keys import KeyRing
from tests.storage.invented_books import (
    PASSWORD,
    add,
    add_crew,
    change,
    event,
    full_values,
    void,
)


@pytest.fixture
def filled(book: EncryptedBook) -> EncryptedBook:
    """A sound book with a bit of everything."""
    add_crew(book, "韦𬀩")
    with book.writing() as work:
        file = work.attachments.put("灯.txt", b"light")
    kept = add(book, {**full_values(), "about": Link(1, "韦𬀩"), "files": (file,)})
    change(book, kept, {"line": "改过的"})
    void(book, add(book, event("作废的")))
    add(book, event("𬱖"))
    return book


def harm(book: EncryptedBook, statement: str) -> None:
    with book.writing() as work:
        cast("Any", work.records)._connection.exec_driver_sql(statement)


def test_a_sound_book_has_no_findings(filled: EncryptedBook) -> None:
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        seen.append((done, total))
        return True

    assert filled.check(progress) == []
    # Four records, their six rows of the history and a file.
    assert seen[-1] == (11, 11)


def test_a_check_can_be_cancelled(filled: EncryptedBook) -> None:
    with pytest.raises(Cancelled):
        filled.check(lambda done, total: False)


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE ledger_everything SET line = '偷改' WHERE id = 1", "2026-001 和它的最后一次历史"),
        ("DELETE FROM ledger_everything__tasks", "对不上"),
        ("DELETE FROM history WHERE ledger = 'everything'", "没有历史"),
        ("UPDATE history SET record_id = 99 WHERE record_id = 3", "历史里有 1 条指向不存在"),
        ("DELETE FROM search_entries WHERE ledger = 'crew'", "不在搜索目录里"),
        ("UPDATE search_entries SET record_id = 99 WHERE record_id = 3", "搜索目录里有 1 条"),
        ("UPDATE search_entries SET is_void = 1", "搜索目录里的内容不对"),
        ("DELETE FROM search_text WHERE rowid IN (SELECT rowid FROM search_entries)", "内容不对"),
        ("DELETE FROM attachments", "“附件”有 1 个文件不在"),
        ("UPDATE ledger_everything SET about__id = 99 WHERE id = 1", "“说的谁”有 1 处指向不存在"),
        ("UPDATE ledger_everything SET id = 9 WHERE id = 3", "6 条记录不见了"),
        ("UPDATE ledger_everything SET number = '2026-001'", "2 个编号用了两次"),
    ],
)
def test_harm_is_found(filled: EncryptedBook, statement: str, finding: str) -> None:
    harm(filled, statement)
    findings = filled.check()
    assert any(finding in each for each in findings), findings
    assert all(each.endswith("。") for each in findings)


def test_a_flipped_bit_on_the_disk_is_found(filled: EncryptedBook) -> None:
    path = filled.back_up() / "ledger.db"
    data = bytearray(path.read_bytes())
    data[len(data) * 2 // 3] ^= 1
    path.write_bytes(data)
    from tests.storage.invented_books import invented_books

    spoiled = invented_books().open(path.parent, PASSWORD, read_only=True)
    assert spoiled.check()[0] == BROKEN_PAGES
    spoiled.close()


def file_of(folder: Path) -> Path:
    """The one attachment's file of the book."""
    (found,) = (folder / "attachments").glob("*/*")
    return found


def test_an_attachment_that_is_damaged_is_told_with_its_record(
    filled: EncryptedBook, folder: Path
) -> None:
    data = bytearray(file_of(folder).read_bytes())
    data[-1] ^= 1
    file_of(folder).write_bytes(data)
    assert filled.check() == ["万事簿 2026-001 的附件“灯.txt”的内容和存进来时不一样了。"]


def test_an_attachment_that_is_gone_is_told_with_its_record(
    filled: EncryptedBook, folder: Path
) -> None:
    file_of(folder).unlink()
    assert filled.check() == ["万事簿 2026-001 的附件“灯.txt”的文件不见了。"]


def test_a_lost_attachment_that_no_record_names_is_told(
    filled: EncryptedBook, folder: Path
) -> None:
    known = file_of(folder)
    with filled.writing() as work:
        work.attachments.put("影.txt", b"shadow")
    (loose,) = set((folder / "attachments").glob("*/*")) - {known}
    loose.unlink()
    assert filled.check() == ["草稿或历史里的一个附件的文件不见了。"]


def test_another_content_under_the_name_is_noticed(filled: EncryptedBook, folder: Path) -> None:
    """Even one that somebody with the key has put there."""
    digest = hashlib.sha256(b"light").hexdigest()
    file_of(folder).unlink()
    key = KeyRing.read(folder / "keys.json").unlock(PASSWORD)
    AttachmentFiles(folder, (key,)).put(digest, b"dark")
    assert filled.check() == ["万事簿 2026-001 的附件“灯.txt”的内容和存进来时不一样了。"]


def test_files_of_others_among_the_attachments_are_named(
    filled: EncryptedBook, folder: Path
) -> None:
    for number in range(4):
        (folder / "attachments" / f"照片{number}.jpg").write_bytes(b"x")
    (sentence,) = filled.check()
    assert sentence == (
        "附件文件夹里的“照片0.jpg”、“照片1.jpg”、“照片2.jpg”等 4 个文件"
        "不是本程序放的，也没有记录用到。"
    )


def test_people_of_the_roster_must_be_there(filled: EncryptedBook) -> None:
    add(filled, event(guests=People.named(Person("谁", 99))))
    add(filled, event(files=(Attached("丢了.txt", "b" * 64, "text/plain", 1),)))
    findings = filled.check()
    assert any("“客人”有 1 处" in each for each in findings)
    assert any("“附件”有 1 个文件不在" in each for each in findings)
