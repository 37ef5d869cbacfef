"""A book with which nobody meddled is never said to be altered, whatever was done with it.

Over 300 lines because all that the program does with a book is tried with the same one.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.storage import chain
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.copy_heads import HEAD
from tests.invented import EVERYTHING
from tests.storage.invented_books import PASSWORD, add, change, event, invented_books, mark
from tests.trust.altered_history import altered, checked, held_anew, made, notes_of, raw, unheld


@pytest.fixture
def books() -> EncryptedBooks:
    return invented_books()


@pytest.fixture
def folder(books: EncryptedBooks, tmp_path: Path) -> Path:
    """A closed book."""
    made(books, tmp_path / "book").close()
    return tmp_path / "book"


def more(books: EncryptedBooks, folder: Path, line: str) -> Path:
    """Another record, and a backup with it."""
    book = books.open(folder, PASSWORD)
    add(book, event(line))
    copy = book.back_up()
    book.close()
    return copy


def key_of(folder: Path) -> bytes | None:
    with closing(raw(folder)) as connection:
        return chain.key_of(connection)


def test_after_going_back_and_forth_between_branches(books: EncryptedBooks, folder: Path) -> None:
    """To the first copy, on from there, to one of the other branch, and back to the second."""
    first, second = more(books, folder, "一"), more(books, folder, "二")
    key = key_of(folder)
    books.restore(folder, first, PASSWORD)
    assert checked(books, folder) == []
    third = more(books, folder, "三")
    assert checked(books, folder) == []
    books.restore(folder, second, PASSWORD)
    assert checked(books, folder) == []
    more(books, folder, "四")
    books.restore(folder, third, PASSWORD)
    more(books, folder, "五")
    assert checked(books, folder) == []
    assert key_of(folder) == key
    assert notes_of(folder) == ["恢复到 2026年11月23日 10:05 的备份"] * 2


def test_what_was_before_a_restore_is_still_held_by_the_copies(
    books: EncryptedBooks, folder: Path
) -> None:
    """A restore excuses what came after the copy, not what was written before it."""
    first = more(books, folder, "一")
    more(books, folder, "二")
    books.restore(folder, first, PASSWORD)
    assert checked(books, folder) == []
    altered(folder, "UPDATE history SET \"by\" = '别人' WHERE id = 4")
    held_anew(folder)
    # The first copy alone: what the second one knows is of a history that is gone.
    assert len(checked(books, folder)) == 1


def test_a_copy_from_before_the_chain_gone_back_to(books: EncryptedBooks, folder: Path) -> None:
    """Its rows are held anew; what copies know that were made meanwhile is of another chain."""
    old = more(books, folder, "一")
    unheld(old)
    (old / HEAD).unlink()
    more(books, folder, "二")
    books.restore(folder, old, PASSWORD)
    assert checked(books, folder) == []
    more(books, folder, "三")
    assert checked(books, folder) == []


def test_a_copy_from_before_the_chain_in_place_of_a_broken_book(
    books: EncryptedBooks, folder: Path
) -> None:
    """No key can be had: what the copies tell is of another chain, and the restore says so."""
    old = more(books, folder, "一")
    unheld(old)
    (old / HEAD).unlink()
    more(books, folder, "二")
    (folder / "ledger.db").write_bytes(b"x" * 8192)
    books.restore(folder, old, PASSWORD)
    assert checked(books, folder) == []
    more(books, folder, "三")
    assert checked(books, folder) == []


def test_a_book_of_a_former_version_is_held_when_it_is_opened(
    books: EncryptedBooks, folder: Path
) -> None:
    unheld(folder)
    assert checked(books, folder) == []
    with closing(raw(folder)) as connection:
        asked = "SELECT count(*), count(chain) FROM history"
        assert len(set(connection.execute(asked).fetchone())) == 1
    altered(folder, "UPDATE ledger_everything SET number = 'x' WHERE id = 1")
    assert len(checked(books, folder)) == 1


def test_a_record_that_was_altered_before_is_not_made_good_by_that(
    books: EncryptedBooks, folder: Path
) -> None:
    altered(
        folder,
        "UPDATE history SET chain = NULL, record_digest = NULL",
        "DELETE FROM settings WHERE key = 'chain.key'",
        "UPDATE ledger_everything SET line = '偷改的' WHERE id = 1",
    )
    assert checked(books, folder) == ["万事簿 2026-001 和它的最后一次历史对不上。"]


def test_a_copy_that_is_looked_into(books: EncryptedBooks, folder: Path) -> None:
    copy = more(books, folder, "一")
    more(books, folder, "二")
    with closing(books.look(folder, copy, PASSWORD)) as book:
        assert book.check() == []


def test_a_book_out_of_an_archive(books: EncryptedBooks, folder: Path, tmp_path: Path) -> None:
    more(books, folder, "一")
    book = books.open(folder, PASSWORD)
    book.archive(tmp_path / "全部", "另一个口令-2026")
    book.close()
    new, _ = books.create_from(tmp_path / "全部", "另一个口令-2026", tmp_path / "新的", PASSWORD)
    assert new.check() == []
    add(new, event("新的"))
    new.back_up()
    new.close()
    assert checked(books, tmp_path / "新的") == []
    assert key_of(tmp_path / "新的") == key_of(folder)


def test_a_book_brought_back_from_a_stick(
    books: EncryptedBooks, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "盘").mkdir()
    book = books.open(folder, PASSWORD)
    copy = book.back_up_to(tmp_path / "盘", "样例")
    book.close()
    assert (copy / HEAD).exists()
    books.bring_back(copy, PASSWORD, tmp_path / "回来")
    assert checked(books, tmp_path / "回来") == []


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1",
        "DELETE FROM history WHERE id BETWEEN 3 AND 5",
        "DELETE FROM history WHERE id > 6",
        "DELETE FROM history WHERE id < 3",
        "DELETE FROM history",
        "DELETE FROM settings",
    ],
    ids=["nothing", "rows", "the last rows", "the first rows", "all rows", "the key"],
)
def test_a_repaired_book(
    books: EncryptedBooks, folder: Path, tmp_path: Path, statement: str
) -> None:
    """What is gone is as what a broken page took: it is noted, and told no more."""
    more(books, folder, "一")
    altered(folder, statement)
    books.repair(folder, tmp_path / "修复", PASSWORD)
    assert checked(books, tmp_path / "修复") == []
    more(books, tmp_path / "修复", "二")
    assert checked(books, tmp_path / "修复") == []
    with closing(raw(tmp_path / "修复")) as connection:
        asked = "SELECT count(*) FROM history WHERE action = '修复台账库'"
        assert connection.execute(asked).fetchone() == (1,)
    books.repair(tmp_path / "修复", tmp_path / "又修复", PASSWORD)
    assert checked(books, tmp_path / "又修复") == []


def test_rows_that_a_repair_brought_over_are_still_held(
    books: EncryptedBooks, folder: Path, tmp_path: Path
) -> None:
    altered(folder, "DELETE FROM history WHERE id BETWEEN 3 AND 5")
    books.repair(folder, tmp_path / "修复", PASSWORD)
    for row in (2, 8):
        twin = tmp_path / f"twin{row}"
        shutil.copytree(tmp_path / "修复", twin)
        altered(twin, f"UPDATE history SET \"by\" = '别人' WHERE id = {row}")
        assert len(checked(books, twin)) == 1


def test_rows_of_one_transaction_are_held_in_their_order(
    books: EncryptedBooks, folder: Path
) -> None:
    """Many records at once, the same one twice, and one that is read between."""
    book = books.open(folder, PASSWORD)
    with book.writing() as work:
        kept = [
            work.records.add(
                EVERYTHING, record_of(f"第{number}条"), mark("新增", "导入自“表.xlsx”")
            )
            for number in range(1_200)
        ]
        assert work.records.history(EVERYTHING, kept[-1].id or 0)
        again = work.records.replace(
            EVERYTHING, replace(kept[0], values={**kept[0].values, "line": "改"}), mark("修改")
        )
        work.records.replace(EVERYTHING, replace(again, state=State.VOID), mark("作废", "错"))
        work.records.set_state(
            EVERYTHING, [each.id or 0 for each in kept[1:5]], State.REPORTED, mark("上报")
        )
    book.close()
    assert checked(books, folder) == []


def test_a_transaction_that_was_undone_leaves_no_gap(books: EncryptedBooks, folder: Path) -> None:
    book = books.open(folder, PASSWORD)
    with pytest.raises(ZeroDivisionError), book.writing() as work:
        work.records.add(EVERYTHING, record_of("没有存上"), mark())
        work.records.history_end()
        raise ZeroDivisionError
    add(book, event("存上了"))
    book.close()
    assert checked(books, folder) == []


def record_of(line: str, day: date = date(2026, 10, 9)) -> Record:
    from tests.storage.invented_books import new_record

    return new_record(event(line, day))


@pytest.mark.parametrize(
    ("seed", "many"),
    [(1, 60), *(pytest.param(each, 1_000, marks=pytest.mark.slow) for each in range(2, 5))],
)
def test_a_thousand_things_done_at_random(seed: int, many: int, tmp_path: Path) -> None:
    """Saved, changed, voided, revived, reported, backed up, opened again, gone back, repaired."""
    chance = random.Random(seed)
    books = invented_books()
    place = tmp_path / "book"
    book = made(books, place)

    def known() -> list[Record]:
        with book.reading() as work:
            last = work.records.history_end()
            return work.records.fetch(EVERYTHING, chance.sample(range(1, last + 1), k=min(9, last)))

    def put(record: Record, **changes: object) -> None:
        with book.writing() as work:
            work.records.replace(EVERYTHING, replace(record, **changes), mark("修改"))  # type: ignore[arg-type]

    def new() -> None:
        day = date(2026, 1, 1) + timedelta(days=chance.randrange(300))
        with book.writing() as work:
            for number in range(chance.choice([1, 1, 1, 3])):
                work.records.add(EVERYTHING, record_of(f"第{number}条", day), mark())

    def changed() -> None:
        for record in known()[:1]:
            change(book, record, {"line": f"改{chance.random()}"})

    def turned() -> None:
        for record in known()[:1]:
            put(record, state=State.CONFIRMED if record.state is State.VOID else State.VOID)

    def reported() -> None:
        with book.writing() as work:
            ids = [record.id or 0 for record in known_in(work)]
            work.records.set_state(EVERYTHING, ids, State.REPORTED, mark("上报"))

    def known_in(work: object) -> list[Record]:
        return work.records.fetch(EVERYTHING, chance.sample(range(1, 20), k=4))  # type: ignore[attr-defined]

    each: list[tuple[int, Callable[[], None]]] = [
        (40, new),
        (40, changed),
        (10, turned),
        (8, reported),
    ]
    weights, steps = zip(*each, strict=True)
    for number in range(many):
        if number % 30 == 29:
            book = done_with(books, book, place, chance, tmp_path)
        chance.choices(steps, weights)[0]()
    assert book.check() == []
    book.close()
    assert checked(books, place) == []


def done_with(
    books: EncryptedBooks, book: EncryptedBook, place: Path, chance: random.Random, beside: Path
) -> EncryptedBook:
    """Back up, and open again: as it is, gone back to some copy, or out of an archive."""
    book.back_up()
    if chance.random() < 0.2:
        book.bring_attachments_back()
    assert book.check() == []
    book.close()
    if chance.random() < 0.6:
        copies = [*books.backups(place), *books.set_aside(place)]
        books.restore(place, chance.choice(copies).folder, PASSWORD)
    if chance.random() < 0.2:
        target = beside / f"修复{chance.random()}"
        books.repair(place, target, PASSWORD)
        shutil.rmtree(place)
        target.rename(place)
    return books.open(place, PASSWORD)
