"""Returns of many units, kept in the book: taken once, read by month, answered, taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qinglian_desktop.application.collection_ports import KeptPlace
from qinglian_desktop.domain.collecting.collected import (
    Answered,
    Fate,
    MetFile,
)
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.period import Period
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.collected_examples import AT, OCTOBER, RETURN
from tests.storage.invented_books import PASSWORD


def test_a_return_is_taken_once_and_another_in_its_place_is_not(book: EncryptedBook) -> None:
    other = replace(RETURN, digest="cd" * 32)
    with book.writing() as work:
        assert work.collected.take(RETURN, "told") == KeptPlace(RETURN.digest, "某局", True)
        assert work.collected.take(RETURN, "told") == KeptPlace(RETURN.digest, "某局", False)
        assert work.collected.take(other, "else") == KeptPlace(RETURN.digest, "某局", False)
    with book.reading() as work:
        assert work.collected.all([OCTOBER]) == [RETURN]
        assert work.collected.all([OCTOBER.next]) == []
        assert work.collected.told("A01", OCTOBER, 1) == "told"
        assert work.collected.months() == [OCTOBER]
        assert work.collected.revisions() == {("A01", "2026-10"): 1}


def test_the_earliest_signed_return_says_whose_key_it_was(book: EncryptedBook) -> None:
    first = replace(RETURN, period=Period.parse("2026-08"), key="aa" * 32, lines=())
    with book.writing() as work:
        work.collected.take(replace(RETURN, key="bb" * 32), "told")
        work.collected.take(first, "told")
        work.collected.take(replace(RETURN, period=Period.parse("2026-07"), key=""), "told")
        assert work.collected.first_keys() == {"A01": first}


def test_an_answer_stands_with_its_return(book: EncryptedBook) -> None:
    answered = Answered(False, AT, ("缺封面盖章",))
    with book.writing() as work:
        work.collected.take(RETURN, "told")
        work.collected.answer(RETURN, answered)
        assert work.collected.all([OCTOBER]) == [replace(RETURN, answered=answered)]


def test_files_and_units_are_kept_and_a_month_is_taken_back(book: EncryptedBook) -> None:
    units = [ListedUnit("B02", "乙局", "党总支"), ListedUnit("A01", "某局")]
    met = MetFile("乙局/月报.xlsx", Fate.REFUSED, ("打不开。",), "B02", "乙局", "2026-10", 1)
    with book.writing() as work:
        work.collected.put_units([ListedUnit("X", "旧单位")])
        work.collected.put_units(units)
        work.collected.take(RETURN, "told")
        locked = [
            MetFile(f"清廉月报_乙局_2026-{month}_r1.xlsx", Fate.REFUSED) for month in ("10", "11")
        ]
        work.collected.note_files(AT, [met, *locked])
        assert work.collected.files("2026-10") == [(AT, met)]
        assert work.collected.take_back(OCTOBER) == 1
    with book.reading() as work:
        assert work.collected.units() == units
        assert work.collected.files() == [(AT, locked[1])]
        assert work.collected.all([OCTOBER]) == []


def test_what_was_collected_goes_wherever_the_book_goes(
    books: EncryptedBooks, book: EncryptedBook, folder: Path, tmp_path: Path
) -> None:
    units = [ListedUnit("B02", "乙局", "党总支"), ListedUnit("A01", "某局")]
    met = MetFile("月报.xlsx", Fate.REFUSED, ("打不开。",), "B02", "乙局", "2026-10", 1)
    answered = Answered(True, AT)
    with book.writing() as work:
        work.collected.put_units(units)
        work.collected.take(RETURN, "told")
        work.collected.answer(RETURN, answered)
        work.collected.note_files(AT, [met])

    def is_whole(there: EncryptedBook) -> bool:
        with there.reading() as work:
            kept = work.collected
            assert kept.all([OCTOBER]) == [replace(RETURN, answered=answered)]
            assert (kept.units(), kept.files()) == (units, [(AT, met)])
            assert kept.told("A01", OCTOBER, 1) == "told"
        assert there.check() == []
        there.close()
        return True

    backup = book.back_up()
    packed = book.archive(tmp_path / "整本.qlz", "another one")
    book.close()
    copy = books.open(backup, PASSWORD)
    assert is_whole(copy)
    unpacked, _ = books.create_from(packed.path, "another one", tmp_path / "新的", PASSWORD)
    assert is_whole(unpacked)
    repaired = books.repair(folder, tmp_path / "修复", PASSWORD)
    assert repaired.lost == ()
    assert is_whole(books.open(tmp_path / "修复", PASSWORD))
    books.restore(folder, backup, PASSWORD)
    assert is_whole(books.open(folder, PASSWORD))
