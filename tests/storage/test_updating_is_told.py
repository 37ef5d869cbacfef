"""An older book that is opened: told step by step, and as it was if that is given up or fails."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import Cancelled, ProgramBug
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.keys import KEYS, KeyRing
from qinglian_desktop.storage.migration_runner import applied
from qinglian_desktop.storage.migrations import MIGRATIONS, Migration
from tests.storage.invented_books import PASSWORD, add, event, invented_books
from tests.storage.make_released_book import NOW, RELEASED

KEPT = RELEASED / "0.1.0"
SECRET = json.loads((KEPT / "expected.json").read_text("utf-8"))["password"]
NEWER = Migration(2, "newer", ("CREATE TABLE newer (a)",))
BROKEN = Migration(3, "broken", ("CREATE TABLE a (b)", "CREATE NONSENSE"))


class Watch:
    """Hears what is told, and gives the work up at the step of a number."""

    def __init__(self, last: int = -1) -> None:
        self.told: list[tuple[int, int]] = []
        self._last = last

    def __call__(self, done: int, total: int) -> bool:
        self.told.append((done, total))
        return len(self.told) - 1 != self._last


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """The book of the first version."""
    return Path(shutil.copytree(KEPT, tmp_path / "former"))


def released(*more: Migration) -> EncryptedBooks:
    migrations = (*MIGRATIONS, *more)
    return EncryptedBooks(Catalogue(ALL_LEDGERS), lambda: NOW, "示例", migrations=migrations)


def dumped(folder: Path, secret: str) -> tuple[int, list[object]]:
    """The number of a book's version, and everything in it but how many copies were made."""
    key = KeyRing.read(folder / KEYS).unlock(secret)
    connection = connect(folder / DATABASE, key, "ro")
    try:
        made = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        names = [name for name, sql in made if str(sql).startswith("CREATE TABLE")]
        held = [
            (name, connection.execute(f'SELECT * FROM "{name}"').fetchall())
            for name in names
            if name != "settings"
        ]
        return applied(connection), [made, held]
    finally:
        connection.close()


def test_nothing_is_told_of_a_book_that_is_up_to_date(book: EncryptedBook, folder: Path) -> None:
    book.close()
    watch = Watch()
    invented_books().open(folder, PASSWORD, progress=watch).close()
    assert watch.told == []


def test_an_older_book_can_be_given_up_at_every_step(book: EncryptedBook, folder: Path) -> None:
    """The backup's steps, the migrations' and, of a book that has none, the chain's."""
    add(book, event())
    book.close()
    key = KeyRing.read(folder / KEYS).unlock(PASSWORD)
    connection = connect(folder / DATABASE, key, "rw")
    connection.execute("DELETE FROM settings WHERE key = 'chain.key'").close()
    connection.execute("UPDATE history SET chain = NULL").close()
    connection.close()
    before = dumped(folder, PASSWORD)
    newer, step = invented_books(NEWER), 0
    while True:
        watch = Watch(step)
        try:
            newer.open(folder, PASSWORD, progress=watch).close()
        except Cancelled:
            assert dumped(folder, PASSWORD) == before, watch.told[-1]
            step += 1
        else:
            break
    assert watch.told[-3:] == [(1, 1), (1, 2), (2, 2)]
    assert step == len(watch.told) > 4
    assert all(0 <= done <= total for done, total in watch.told)
    opened = newer.open(folder, PASSWORD)
    assert opened.check() == []
    opened.close()


@pytest.mark.parametrize("more", [(NEWER, BROKEN), (BROKEN,)])
def test_a_migration_that_fails_leaves_a_book_of_the_former_version(
    book: EncryptedBook, folder: Path, more: tuple[Migration, ...]
) -> None:
    """Also where those before it were carried out: the former program opens it as it was."""
    add(book, event())
    book.close()
    before = dumped(folder, PASSWORD)
    with pytest.raises(ProgramBug):
        invented_books(*more).open(folder, PASSWORD)
    assert dumped(folder, PASSWORD) == before
    opened = invented_books().open(folder, PASSWORD)
    assert opened.check() == []
    opened.close()


def test_the_first_versions_book_outlives_both(former: Path) -> None:
    before = dumped(former, SECRET)
    lacking = len([each for each in MIGRATIONS if each.number > before[0]])

    def told(done: int, total: int) -> bool:
        return (done, total) != (lacking - 1, lacking)

    with pytest.raises(Cancelled):
        released().open(former, SECRET, progress=told)
    assert dumped(former, SECRET) == before
    broken = Migration(MIGRATIONS[-1].number + 1, "broken", BROKEN.statements)
    with pytest.raises(ProgramBug):
        released(broken).open(former, SECRET)
    assert dumped(former, SECRET) == before
    watch = Watch()
    opened = released().open(former, SECRET, progress=watch)
    assert opened.check() == []
    opened.close()
    assert (lacking, lacking) in watch.told
    done, total = watch.told[-1]
    assert done == total > lacking
