"""The backup of a book of 500 MB against a plain verified copy, and how long a draft waits."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.domain.record import Draft
from tests.benchmarks.row import Row
from tests.invented import EVERYTHING
from tests.storage.invented_books import PASSWORD, event, invented_books, mark, new_record

FILES, FILE_BYTES = 97, 5_000_000
RECORDS = 3_000
"""As many as a branch writes in some years, all of them long."""
ROUNDS = 3
EVERY = 0.03
_WORDS = "围绕岗位职责和廉政风险点谈话，要求带头执行财务和公务接待制度，管好自己、带好队伍。"


def run() -> list[Row]:
    """The best of several rounds each, taken in turns, on one disk."""
    with tempfile.TemporaryDirectory(prefix="backing-up-") as folder:
        place = Path(folder)
        book = _made(place / "book")
        floors: list[float] = []
        first: list[float] = []
        changed: list[float] = []
        copied: list[float] = []
        waits: list[float] = []
        alone: list[float] = []
        for number in range(ROUNDS):
            floors.append(_seconds(lambda: _verified_copy(place / "book", place / "plain")))
            shutil.rmtree(place / "plain")
            _forget_backups(place / "book")
            first.append(_seconds(book.back_up))
            _change(book, number)
            changed.append(_seconds(book.back_up))
            _change(book, number + ROUNDS)
            alone += _draft_waits(book, lambda: time.sleep(statistics.median(changed)))
            _forget_backups(place / "book")
            waits += _draft_waits(book, book.back_up)
            _forget_backups(place / "book")
            with _without_links():
                copied.append(_seconds(book.back_up))
        records = (place / "book" / "ledger.db").stat().st_size / 1e6
        size = sum(each.stat().st_size for each in _files(place / "book")) / 1e6
        book.close()
    floor = min(floors)

    def row(name: str, value: float, budget: float) -> Row:
        return Row(f"{name} / 照抄一遍并读回核对", value, floor, value / floor, budget)

    longest, usual = max(waits), max(alone)
    return [
        row(f"第一次备份 {size:.0f} MB 的台账库（记录占 {records:.0f} MB）", min(first), 1.5),
        row("同上，磁盘不能链接（U盘）", min(copied), 1.5),
        row("只改了记录以后再备份", min(changed), 0.2),
        Row(
            f"备份时存草稿最久等多久（存了 {len(waits)} 次）/ 不备份时最久",
            longest,
            usual,
            longest / usual,
            None,
        ),
    ]


def _made(folder: Path) -> Book:
    book, _ = invented_books().create(folder, PASSWORD)
    chance = random.Random(0)
    for number in range(FILES):
        with book.writing() as work:
            file = work.attachments.put(f"{number}.pdf", chance.randbytes(FILE_BYTES))
            named = event(f"第{number}件", files=(file,))
            work.records.add(EVERYTHING, new_record(named), mark())
    with book.writing() as work:
        for number in range(RECORDS):
            said = event(f"第{number}次", date(2026, 1 + number % 11, 9), story=_WORDS * 12)
            work.records.add(EVERYTHING, new_record(said), mark())
    # Closing folds the log into the database.
    book.close()
    return invented_books().open(folder, PASSWORD)


def _change(book: Book, number: int) -> None:
    with book.writing() as work:
        for count in range(20):
            work.records.add(EVERYTHING, new_record(event(f"改{number} {count}")), mark())


def _forget_backups(folder: Path) -> None:
    shutil.rmtree(folder / "backups")
    (folder / "backups").mkdir()


def _files(folder: Path) -> list[Path]:
    """What a copy of a book is made of: all but its backups."""
    found = [*folder.glob("*"), *(folder / "attachments").rglob("*")]
    return [each for each in found if each.is_file()]


def _verified_copy(source: Path, target: Path) -> None:
    """Each file copied, flushed, read back and compared by its digest."""
    for path in _files(source):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        put = hashlib.sha256()
        with path.open("rb") as read, copy.open("wb") as written:
            while piece := read.read(1 << 20):
                put.update(piece)
                written.write(piece)
            written.flush()
            os.fsync(written.fileno())
        with copy.open("rb") as read:
            if hashlib.file_digest(read, "sha256").digest() != put.digest():
                raise OSError(errno.EIO, "not what was written")


def _draft_waits(book: Book, meanwhile: Callable[[], object]) -> list[float]:
    """How long each draft took that was saved while something was done, in seconds."""
    waits: list[float] = []
    is_over = threading.Event()

    def type_on() -> None:
        kept: int | None = None
        while not is_over.wait(EVERY):
            began = time.perf_counter()
            with book.writing() as work:
                draft = Draft(EVERYTHING.key, {"line": f"草稿 {len(waits)}"}, id=kept)
                kept = work.drafts.put(draft).id
            waits.append(time.perf_counter() - began)

    typing = threading.Thread(target=type_on)
    typing.start()
    try:
        meanwhile()
    finally:
        is_over.set()
        typing.join()
    return waits


@contextmanager
def _without_links() -> Generator[None]:
    real = os.link

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    os.link = refused
    try:
        yield
    finally:
        os.link = real


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
