"""A book of a hundred thousand records brought up to date, against copying and writing it anew.

In the processor's time: what is asked is whether the bar moves, on a machine that is busy, too.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import DATABASE, connect
from tests.benchmarks.checking_up import NOW, PASSWORD, hundred_thousand
from tests.benchmarks.row import Row
from tests.storage.older_books import take_back_to

VERSION = 17
"""The last one whose history was not held yet: each of its rows is written anew."""
_AT_ONCE = 1_000


class Watch:
    """Notes when it was told how far the work is; gives it up once it was told so often."""

    def __init__(self, most: int | None = None) -> None:
        self.told: list[float] = []
        self._most = most

    def __call__(self, done: int, total: int) -> bool:
        self.told.append(time.process_time())
        return self._most is None or len(self.told) < self._most


def run() -> list[Row]:
    """Once for the whole, and once given up half-way: then it has to be as it was."""
    tools = build_tools(clock=lambda: NOW)
    books = EncryptedBooks(tools.catalogue, tools.clock, tools.who)
    with tempfile.TemporaryDirectory() as place, hundred_thousand() as book:
        former = _former(book, Path(place))
        floor = _floor(former, book.keys[0], Path(place))
        watch = Watch()
        whole = Path(shutil.copytree(former, Path(place) / "whole"))
        begun = time.process_time()
        opened = books.open(whole, PASSWORD, progress=watch)
        taken = time.process_time() - begun
        opened.close()
        moments = [begun, *watch.told, begun + taken]
        still = max(after - before for before, after in pairwise(moments))
        stopped = _stopped(books, former, book.keys[0], len(watch.told) * 2 // 3)
    print(f"（进度说了 {len(watch.told):,} 次，{taken:.1f} 秒）")
    return [
        Row(
            "十万条的旧台账库备份、更新（处理器时间）/ 照抄一遍核对，再把每行修改经过写一遍",
            taken,
            floor,
            taken / floor,
            6,
        ),
        Row("同上，进度条最久多久不动 / 0.5 秒", still, 0.5, still / 0.5, 1),
        Row("同上，点取消到停下 / 0.5 秒", stopped, 0.5, stopped / 0.5, 1),
    ]


def _former(book: EncryptedBook, place: Path) -> Path:
    folder = Path(shutil.copytree(book.folder, place / "former"))
    for each in folder.glob("*.lock"):
        each.unlink()
    with closing(connect(folder / DATABASE, book.keys[0], "rw")) as connection:
        take_back_to(connection, VERSION)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    return folder


def _floor(former: Path, key: bytes, place: Path) -> float:
    """A copy that is read back, and every row of the history once."""
    begun = time.process_time()
    copy = Path(shutil.copyfile(former / DATABASE, place / "copied.db"))
    with closing(connect(copy, key, "rw")) as connection:
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.execute("BEGIN").close()
        rows = connection.execute('SELECT "after", id FROM history ORDER BY id').fetchall()
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            connection.executemany('UPDATE history SET "after" = ? WHERE id = ?', some).close()
        connection.execute("COMMIT").close()
    return time.process_time() - begun


def _stopped(books: EncryptedBooks, former: Path, key: bytes, after: int) -> float:
    """Seconds from giving it up until it is as it was."""
    watch = Watch(after)
    try:
        books.open(former, PASSWORD, progress=watch).close()
    except Cancelled:
        taken = time.process_time() - watch.told[-1]
    else:
        raise AssertionError("it was not given up")
    with closing(connect(former / DATABASE, key, "ro")) as connection:
        assert connection.execute("SELECT max(number) FROM migrations").fetchone() == (VERSION,)
    return taken
