"""A talk with twelve people saved, against one durable commit of a bare SQLCipher row."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.talks import TALKS
from qinglian_desktop.storage.books import EncryptedBooks
from tests.benchmarks.row import Row

SAVES = 300
NAMES = [f"样例{a}{b}" for a in "甲乙丙丁" for b in "子丑寅"]
_WORDS = "围绕岗位职责和廉政风险点谈话，要求带头执行财务和公务接待制度，管好自己、带好队伍。"


def run() -> list[Row]:
    """Medians, taken in turns: the disk is as busy for the one as for the other."""
    catalogue = Catalogue(ALL_LEDGERS)
    with tempfile.TemporaryDirectory() as folder:
        books = EncryptedBooks(catalogue, datetime.now, "样例")
        book, _ = books.create(Path(folder) / "book", "样例")
        keeping = RecordKeeping(book, catalogue, datetime.now, "样例")
        for name in NAMES:
            keeping.save(PEOPLE, {"name": name, "politics": "正式党员", "joined": "2020-01-01"})
        talk = {
            "category": "谈心谈话",
            "form": "集体",
            "place": "谈心谈话室",
            "people": NAMES,
            "classes": ["其他"],
            "talker": NAMES[0],
            "focus": ["岗位职责", "工作作风"],
            "content": _WORDS * 4,
        }
        bare = _bare(Path(folder) / "bare.db")
        floors: list[float] = []
        values: list[float] = []
        for number in range(SAVES):
            # Each at its own time: nobody talks with the same twelve at once.
            talk["time"] = f"2026-{1 + number % 9:02}-{1 + number // 12:02} 09:{number % 12:02}"
            floors.append(_seconds(lambda: _commit(bare)))
            values.append(_seconds(lambda: keeping.save(TALKS, talk)))
        bare.close()
        book.close()
    value, floor = statistics.median(values), statistics.median(floors)
    return [Row("存一次十二人的谈话 / 一次裸 SQLCipher 落盘", value, floor, value / floor, 6.0)]


def _bare(path: Path) -> dbapi2.Connection:
    connection = dbapi2.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{'ab' * 32}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, words TEXT)")
    return connection


def _commit(connection: dbapi2.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO rows (words) VALUES (?)", [_WORDS])
    connection.execute("COMMIT")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
