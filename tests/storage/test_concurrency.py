"""Many threads read while one writes; each sees a whole state."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from qinglian_desktop.domain.query import Query
from qinglian_desktop.storage.book import EncryptedBook
from tests.invented import EVERYTHING
from tests.storage.invented_books import add, event, mark, new_record


def test_a_reader_sees_the_state_in_which_it_began(book: EncryptedBook) -> None:
    add(book, event("先"))
    with book.reading() as before:
        assert before.records.count(Query("everything")) == 1
        with book.writing() as work:
            work.records.add(EVERYTHING, new_record(event("后")), mark())
            with book.reading() as meanwhile:
                assert meanwhile.records.count(Query("everything")) == 1
        assert before.records.count(Query("everything")) == 1
        with book.reading() as after:
            assert after.records.count(Query("everything")) == 2


def test_writers_on_many_threads_take_turns_and_none_is_lost(book: EncryptedBook) -> None:
    def write(number: int) -> str:
        return add(book, event(f"第{number}条")).number

    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(write, range(40)))
    assert sorted(numbers) == [f"2026-{n:03}" for n in range(1, 41)]
    assert book.check() == []


def test_readers_on_many_threads_see_pairs_only_whole(book: EncryptedBook) -> None:
    """Each transaction adds two records, so every count is even."""
    done = threading.Event()

    def write() -> None:
        for _ in range(30):
            with book.writing() as work:
                for _ in range(2):
                    work.records.add(EVERYTHING, new_record(event()), mark())
        done.set()

    def read() -> set[int]:
        seen: set[int] = set()
        while not done.is_set():
            with book.reading() as work:
                ids = work.records.ids(Query("everything"))
                assert len(work.records.fetch(EVERYTHING, ids)) == len(ids)
                seen.add(len(ids) % 2)
        return seen

    tasks: list[Callable[[], set[int] | None]] = [write, read, read, read]
    with ThreadPoolExecutor(4) as threads:
        results = [future.result() for future in [threads.submit(task) for task in tasks]]
    assert [each for each in results if each] and not any(1 in (each or ()) for each in results)


def test_closing_waits_for_those_who_read(book: EncryptedBook) -> None:
    add(book, event())
    reading, finish = threading.Event(), threading.Event()

    def read() -> int:
        with book.reading() as work:
            reading.set()
            finish.wait(10)
            return work.records.count(Query("everything"))

    with ThreadPoolExecutor(2) as threads:
        counted = threads.submit(read)
        reading.wait(10)
        closed = threads.submit(book.close)
        assert not closed.done()
        finish.set()
        assert counted.result() == 1
        closed.result()
    assert not (book.folder / "ledger.db-wal").exists()


def test_a_backup_may_be_made_while_others_read_and_write(book: EncryptedBook) -> None:
    with ThreadPoolExecutor(3) as threads:
        writes = [threads.submit(add, book, event(str(n))) for n in range(20)]
        copied = threads.submit(book.back_up).result()
        assert all(write.result().id for write in writes)
    assert (copied / "ledger.db").exists()
    assert book.check() == []
