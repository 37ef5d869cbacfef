"""The way out and in again: one sealed file, and a book made of it that holds the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from qinglian_desktop.application.ports import OWN_TEMPLATES
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem, WrongPassword
from qinglian_desktop.domain.record import AnswersTo, Draft
from qinglian_desktop.storage import archive
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.keys import KeyRing
from qinglian_desktop.storage.migrations import Migration
from tests.invented import EVERYTHING, INVENTED
from tests.storage.invented_books import (
    NOW,
    PASSWORD,
    add,
    add_crew,
    change,
    event,
    full_values,
    invented_books,
    void,
)
from tests.storage.sentences import complete

SECRET = "信封-2026"
WORDS = "绝不能露出来的话"
SHEET = b"sheet " * 9000


def filled(book: EncryptedBook) -> None:
    """One of everything that a book can hold."""
    add_crew(book, "韦𬭚")
    first = change(book, add(book, full_values()), {"line": WORDS}, "写错了")
    void(book, add(book, event("作废的")))
    with book.writing() as work:
        file = work.attachments.put(f"{WORDS}.pdf", SHEET)
        photo = work.attachments.put("名单.pdf", random.Random(3).randbytes(2_500_000))
        printed: dict[str, object] = {"notice": {"day": "2026-12-01"}}
        answers = (AnswersTo("everything", 2, "link"),)
        typed = {"line": "半句", "files": []}
        work.drafts.put(Draft("everything", typed, None, told=printed, answers=answers))
        work.returns.add(SentReturn("2026-10", 1, "ab" * 32, NOW, "D:\\月报.xlsx"))
        work.settings.put("mine", '"词"')
    change(book, first, {"files": (file, photo)})
    templates = book.folder / OWN_TEMPLATES
    templates.mkdir()
    (templates / f"{WORDS}.txt").write_text(WORDS, encoding="utf-8")


def content(book: EncryptedBook) -> dict[str, object]:
    """All that can be read of a book, but for the numbers of its own backups."""
    with book.reading() as work:
        said: dict[str, object] = {
            "drafts": work.drafts.all(),
            "returns": work.returns.all(),
            "settings": work.settings.get("mine"),
        }
        for ledger in INVENTED:
            records = [work.records.get(ledger, number) for number in range(1, 9)]
            said[ledger.key] = records
            said[f"{ledger.key} history"] = [
                work.records.history(ledger, number) for number in range(1, 9)
            ]
        said["found"] = [(each.ledger, each.record_id) for each in work.records.find(WORDS)]
        kept = work.records.get(EVERYTHING, 1)
        assert kept is not None
        said["files"] = [work.attachments.read(each.digest) for each in kept.value("files")]  # type: ignore
    templates = (book.folder / OWN_TEMPLATES).iterdir()
    return said | {"templates": {each.name: each.read_bytes() for each in templates}}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘" / "清廉机关台账.qlz"


@pytest.fixture
def packed(book: EncryptedBook, target: Path) -> Path:
    filled(book)
    made = book.archive(target, SECRET)
    assert (made.path, made.records, made.files, made.lost) == (target, 3, 2, 0)
    return target


def test_what_comes_in_again_is_what_went_out(
    books: EncryptedBooks, book: EncryptedBook, packed: Path, tmp_path: Path
) -> None:
    assert [each.name for each in packed.parent.iterdir()] == [packed.name]
    folder = tmp_path / "新的"
    again, code = books.create_from(packed, SECRET, folder, "another one")
    assert content(again) == content(book)
    assert again.check() == []
    before = add(book, event("以后的"))
    assert add(again, event("以后的")) == before
    again.close()
    assert {each.name for each in folder.iterdir()} == {
        "ledger.db",
        "keys.json",
        "attachments",
        "backups",
        OWN_TEMPLATES,
    } | {each.name for each in folder.glob("*.lock")}
    with pytest.raises(WrongPassword):
        books.open(folder, PASSWORD)
    with pytest.raises(WrongPassword):
        books.open(folder, SECRET)
    for secret in ("another one", code):
        books.open(folder, secret).close()


def test_nothing_of_it_can_be_read_in_the_file_and_no_key_of_the_book_is_in_it(
    book: EncryptedBook, packed: Path
) -> None:
    whole = packed.read_bytes()
    for words in (WORDS, "韦𬭚", "半句", "everything", "ledger", "SQLite"):
        assert words.encode() not in whole
    assert SHEET[:40] not in whole
    opens = archive.unlock(packed, SECRET)
    ours = KeyRing.read(book.folder / "keys.json").unlock(PASSWORD)
    inside: list[bytes] = []
    archive.read(packed, opens, lambda _, __, pieces: inside.extend(pieces))
    assert ours not in b"".join(inside) and ours.hex().encode() not in b"".join(inside)
    assert opens != ours and archive.database_key(opens) != ours


def test_a_wrong_password_opens_nothing_and_makes_nothing(
    books: EncryptedBooks, packed: Path, tmp_path: Path
) -> None:
    with pytest.raises(WrongPassword, match="导出的密码") as told:
        books.create_from(packed, PASSWORD, tmp_path / "新的", "x")
    assert complete(told.value) and "恢复码" not in told.value.sentence
    assert not (tmp_path / "新的").exists()


def test_one_changed_byte_anywhere_is_refused_and_nothing_stays(
    books: EncryptedBooks, packed: Path, tmp_path: Path
) -> None:
    whole, folder = packed.read_bytes(), tmp_path / "新的"
    places = {*range(8), *range(8, 900, 61), len(whole) - 1, len(whole) // 2}
    places |= set(random.Random(7).sample(range(len(whole)), 12))
    for place in sorted(places):
        other = bytearray(whole)
        other[place] ^= 4
        packed.write_bytes(other)
        with pytest.raises(EnvironmentProblem) as told:
            books.create_from(packed, SECRET, folder, "another one")
        assert complete(told.value), place
        assert not folder.exists() or list(folder.iterdir()) == [], place
    for length in (0, 3, 100, len(whole) // 2, len(whole) - 1):
        packed.write_bytes(whole[:length])
        with pytest.raises(EnvironmentProblem):
            books.create_from(packed, SECRET, folder, "another one")
        assert not folder.exists() or list(folder.iterdir()) == []
    packed.write_bytes(whole)
    again, _ = books.create_from(packed, SECRET, folder, "another one")
    again.close()


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 5])
def test_given_up_it_leaves_nothing(
    books: EncryptedBooks, book: EncryptedBook, packed: Path, tmp_path: Path, steps: int
) -> None:
    left = steps

    def go_on(done: int, total: int) -> bool:
        nonlocal left
        left -= 1
        return left >= 0

    before = packed.read_bytes()
    with pytest.raises(Cancelled):
        book.archive(packed, "other", go_on)
    assert packed.read_bytes() == before
    assert [each.name for each in packed.parent.iterdir()] == [packed.name]
    left = min(steps, 3)
    with pytest.raises(Cancelled):
        books.create_from(packed, SECRET, tmp_path / "新的", "another one", go_on)
    assert list((tmp_path / "新的").iterdir()) == []


def test_progress_goes_up_to_the_end(book: EncryptedBook, target: Path) -> None:
    filled(book)
    told: list[tuple[int, int]] = []
    book.archive(target, SECRET, lambda done, total: told.append((done, total)) or True)
    assert told == sorted(told) and len({total for _, total in told}) == 1
    assert told[-1][0] > 0.9 * told[-1][1]


def test_a_lost_photo_does_not_keep_the_rest_from_leaving(
    books: EncryptedBooks, book: EncryptedBook, target: Path, tmp_path: Path
) -> None:
    filled(book)
    with book.reading() as work:
        kept = work.records.get(EVERYTHING, 1)
    assert kept is not None
    lost = kept.value("files")[0].digest  # type: ignore
    names = book._files.name(lost)  # pyright: ignore[reportPrivateUsage]
    (book.folder / "attachments" / names[:2] / names).unlink()
    made = book.archive(target, SECRET)
    assert (made.files, made.lost) == (1, 1)
    again, _ = books.create_from(target, SECRET, tmp_path / "新的", "another one")
    assert [each for each in again.check() if "不见了" in each] != []
    again.close()


def test_a_folder_with_other_things_is_left_alone(
    books: EncryptedBooks, packed: Path, tmp_path: Path
) -> None:
    (tmp_path / "满" / "attachments").mkdir(parents=True)
    with pytest.raises(EnvironmentProblem, match="已经有东西"):
        books.create_from(packed, SECRET, tmp_path / "满", "another one")
    assert (tmp_path / "满" / "attachments").is_dir()


def test_a_book_of_a_newer_program_is_refused(
    book: EncryptedBook, packed: Path, tmp_path: Path
) -> None:
    newer = invented_books(Migration(2, "later", ("CREATE TABLE later (id INTEGER)",)))
    again, _ = newer.create_from(packed, SECRET, tmp_path / "更新", "another one")
    assert again.last_backup() is not None, "brought up to date after a backup, as ever"
    again.archive(packed, SECRET)
    again.close()
    with pytest.raises(EnvironmentProblem, match="更新版本"):
        invented_books().create_from(packed, SECRET, tmp_path / "新的", "another one")
    assert list((tmp_path / "新的").iterdir()) == []


def test_a_stick_that_gives_back_something_else_keeps_nothing(
    book: EncryptedBook, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(book)
    real = archive.read

    def bad_stick(path: Path, key: bytes, take: archive.Take) -> archive.Manifest:
        whole = bytearray(path.read_bytes())
        whole[-500] ^= 1
        path.write_bytes(whole)
        return real(path, key, take)

    monkeypatch.setattr(archive, "read", bad_stick)
    with pytest.raises(EnvironmentProblem, match="对不上") as told:
        book.archive(target, SECRET)
    assert complete(told.value)
    assert list(target.parent.iterdir()) == []


def test_what_is_opened_only_to_be_read_goes_out_too(
    books: EncryptedBooks, book: EncryptedBook, target: Path, tmp_path: Path
) -> None:
    filled(book)
    whole = content(book)
    copy = book.back_up()
    reading = books.open(book.folder, PASSWORD, read_only=True)
    looked = books.look(book.folder, copy, PASSWORD)
    for place, each in enumerate((reading, looked)):
        made = each.archive(target.with_name(f"{place}.qlz"), SECRET)
        again, _ = books.create_from(made.path, SECRET, tmp_path / f"新{place}", "another one")
        assert content(again) == whole and again.check() == []
        again.close()
        each.close()
