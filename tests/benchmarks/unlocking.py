"""A book unlocked by a password, against the derivation itself that makes guessing dear."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.keeper import Keeper
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.guessing import Guessing
from qinglian_desktop.storage.key_slots import seconds_of
from qinglian_desktop.storage.keys import KeyRing
from qinglian_desktop.storage.unlocking import unlock_book
from tests.benchmarks.row import Row

TIMES = 7


def run() -> list[Row]:
    """Medians, taken in turns; a book whose key was changed, with backups from before."""
    with tempfile.TemporaryDirectory() as folder:
        books = EncryptedBooks(Catalogue(ALL_LEDGERS), datetime.now, "样例")
        book, _ = books.create(Path(folder) / "book", "样例")
        book.keepers.add(Keeper("纪检委员"), "另一个口令", "样例")
        for number in range(5):
            book.back_up()
            book.change_password("样例" if not number else f"口令{number - 1}", f"口令{number}")
        book.close()
        place, secret = Path(folder) / "book", f"口令{4}"
        cost = KeyRing.read(place / "keys.json").slots[0].cost
        guessing = Guessing()
        floors: list[float] = []
        values: list[float] = []
        for _ in range(TIMES):
            floors.append(seconds_of(cost))
            values.append(_seconds(lambda: unlock_book(place, secret, guessing, "书记")))
    value, floor = statistics.median(values), statistics.median(floors)
    return [Row("用密码打开钥匙 / 算一次密码", value, floor, value / floor, 1.2)]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
