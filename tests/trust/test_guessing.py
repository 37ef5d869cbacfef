"""Who guesses at passwords waits longer and longer; who knows theirs is kept out for a moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import WrongPassword
from qinglian_desktop.domain.keeper import FIRST_KEEPER, Keeper, KeeperRole
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.guessing import FORGOTTEN, GUESSES, LEAST, WAITS, Guessing, TooSoon
from qinglian_desktop.storage.key_slots import MOST, OFFICE_COST, KeyCost, seconds_of
from tests.invented import INVENTED
from tests.storage.invented_books import CHEAP, FIRST, NOW, PASSWORD, WHO
from tests.storage.sentences import complete


class Time:
    """A clock that goes on only when told to."""

    now = 1000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Time:
    made = Time()
    monkeypatch.setattr("qinglian_desktop.storage.guessing.time", made)
    return made


def started() -> EncryptedBooks:
    """As the program has it after each start, but that a derivation costs nothing."""
    return EncryptedBooks(INVENTED, lambda: NOW, WHO, migrations=(FIRST,), cost=CHEAP)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    book, _ = started().create(tmp_path / "book", PASSWORD)
    book.close()
    return tmp_path / "book"


def wrong(books: EncryptedBooks, folder: Path) -> None:
    with pytest.raises(WrongPassword):
        books.open(folder, "不是它")


def test_waits_grow_and_nothing_is_tried_meanwhile(folder: Path, clock: Time) -> None:
    books = started()
    for wait in (0, 0, 1, 2, 4, 8, 16, 30, 30):
        wrong(books, folder)
        if wait:
            clock.now += wait - 0.5
            with pytest.raises(TooSoon, match=f"等 {1} 秒") as told:
                books.open(folder, PASSWORD)
            assert complete(told.value) and told.value.seconds == 1
            clock.now += 0.5
    assert max(WAITS) == 30


def test_a_restart_does_not_forget_and_the_right_one_ends_it(folder: Path, clock: Time) -> None:
    for _ in range(4):
        wrong(started(), folder)
        clock.now += 1
    with pytest.raises(TooSoon):
        started().open(folder, PASSWORD)
    clock.now += 1
    started().open(folder, PASSWORD).close()
    assert not (folder / GUESSES).exists()
    wrong(started(), folder)
    started().open(folder, PASSWORD).close()


def test_copies_and_an_open_book_count_the_same_guesses(folder: Path, clock: Time) -> None:
    books = started()
    book = books.open(folder, PASSWORD)
    copy = book.back_up()
    with pytest.raises(WrongPassword):
        book.keepers.confirm("不是它")
    with pytest.raises(WrongPassword):
        book.change_password("不是它", "新的")
    with pytest.raises(WrongPassword):
        books.look(folder, copy, "不是它")
    with pytest.raises(TooSoon):
        book.keepers.confirm(PASSWORD)
    with pytest.raises(TooSoon):
        books.restore(folder, copy, PASSWORD) if book.close() is None else None
    clock.now += 1
    books.open(folder, PASSWORD).close()


def kept_by_two(folder: Path) -> EncryptedBooks:
    books = started()
    book = books.open(folder, PASSWORD)
    book.keepers.add(Keeper("录入员", KeeperRole.ENTERING), "自己的口令", PASSWORD)
    book.close()
    return books


def test_who_knows_their_own_password_does_not_end_the_wait_for_another(
    folder: Path, clock: Time
) -> None:
    books = kept_by_two(folder)
    for _ in range(3):
        with pytest.raises(WrongPassword):
            books.open(folder, "不是它", keeper=FIRST_KEEPER.name)
        books.open(folder, "自己的口令", keeper="录入员").close()
    with pytest.raises(TooSoon, match=f"“{FIRST_KEEPER.name}”的密码连着输错了 3 次"):
        started().open(folder, PASSWORD, keeper=FIRST_KEEPER.name)
    clock.now += 1
    books.open(folder, PASSWORD, keeper=FIRST_KEEPER.name).close()
    assert not (folder / GUESSES).exists()


def test_nor_where_nobody_is_named_until_some_time_has_passed(folder: Path, clock: Time) -> None:
    books = kept_by_two(folder)
    for wait in (0, 0, 1):
        wrong(books, folder)
        clock.now += wait
        books.open(folder, "自己的口令").close()
    wrong(books, folder)
    for name in ("", "录入员", FIRST_KEEPER.name):
        with pytest.raises(TooSoon, match="连着输错了 4 次"):
            started().open(folder, PASSWORD, keeper=name)
    clock.now += FORGOTTEN
    books.open(folder, PASSWORD).close()
    assert not (folder / GUESSES).exists()


def test_a_wrong_guess_at_one_keeps_no_other_waiting(folder: Path, clock: Time) -> None:
    books = kept_by_two(folder)
    for _ in range(3):
        with pytest.raises(WrongPassword):
            books.open(folder, "不是它", keeper="录入员")
    books.open(folder, PASSWORD, keeper=FIRST_KEEPER.name).close()
    with pytest.raises(TooSoon):
        books.open(folder, "自己的口令", keeper="录入员")


def test_a_clock_that_was_set_back_keeps_nobody_out(folder: Path, clock: Time) -> None:
    for _ in range(4):
        wrong(started(), folder)
        clock.now += 30
    clock.now -= 100_000
    started().open(folder, PASSWORD).close()


def test_what_stands_in_the_file_is_no_reason_to_fail(folder: Path) -> None:
    for words in (
        b"",
        b"[]",
        b"{}",
        b'{"wrong": 7, "last": 1}',
        b'{"": ["x", 1]}',
        b'{"": [-3, "NaN"]}',
        b'{"": [-100, 1], "a": [1]}',
        b'{"": 3}',
        b"[" * 100_000,
    ):
        (folder / GUESSES).write_bytes(words)
        started().open(folder, PASSWORD).close()


def test_a_derivation_takes_long_enough_on_this_pc_and_is_never_refused() -> None:
    cost = Guessing().cost
    assert OFFICE_COST.iterations <= cost.iterations <= MOST * OFFICE_COST.iterations
    assert cost.memory_kib == OFFICE_COST.memory_kib
    assert seconds_of(cost) >= LEAST or cost.iterations == MOST * OFFICE_COST.iterations


@pytest.mark.parametrize(("once", "iterations"), [(1.0, 6), (0.05, 6), (0.02, 15), (0.001, 24)])
def test_a_quicker_pc_reckons_more(
    once: float, iterations: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def measured(_: KeyCost) -> float:
        return once

    monkeypatch.setattr("qinglian_desktop.storage.guessing.seconds_of", measured)
    assert Guessing().cost == KeyCost(iterations, OFFICE_COST.memory_kib)
