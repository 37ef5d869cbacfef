"""A book of each version opens today; an update that fails at any step leaves it as it was.

The book of the first version, brought by the frozen migrations as far as a version came, is a book
of that version: nobody has to keep one of each.
"""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.keys import KEYS, KeyRing
from qinglian_desktop.storage.migration_runner import applied, make_ready, migrate
from qinglian_desktop.storage.migrations import MIGRATIONS, Migration
from tests.storage.make_released_book import NOW, RELEASED

FIRST = RELEASED / "0.1.0"
EXPECTED = json.loads((FIRST / "expected.json").read_text("utf-8"))
NEWEST = MIGRATIONS[-1].number
OFTEN = {1, NEWEST - 1}
"""Tried each time; the others when there is time."""
COUNTER = "backup.number"
each_version = pytest.mark.parametrize(
    "version",
    [
        each if each in OFTEN else pytest.param(each, marks=pytest.mark.slow)
        for each in range(1, NEWEST)
    ],
)


def book_of(version: int, folder: Path) -> Path:
    """The first version's book as a later one left it."""
    shutil.copytree(FIRST, folder)
    key = KeyRing.read(folder / KEYS).unlock(EXPECTED["password"])
    until = MIGRATIONS[:version]
    with closing(connect(folder / DATABASE, key, "rw")) as connection:
        make_ready(connection, until, 1, AttachmentFiles(folder, (key,)).put)
        migrate(connection, until, 1, NOW)
        assert applied(connection) == version
    return folder


def books(*migrations: Migration) -> EncryptedBooks:
    chosen = migrations or MIGRATIONS
    return EncryptedBooks(Catalogue(ALL_LEDGERS), lambda: NOW, "示例", migrations=chosen)


def everything(folder: Path) -> list[object]:
    """All that the database holds, and every attachment; but not which number a copy gets next."""
    key = KeyRing.read(folder / KEYS).unlock(EXPECTED["password"])
    with closing(connect(folder / DATABASE, key, "ro")) as connection:
        made = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        names = [name for name, sql in made if str(sql).startswith("CREATE TABLE")]
        rows = {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
            for name in names
        }
    rows["settings"] = [each for each in rows["settings"] if each[0] != COUNTER]
    kept = (folder / KEYS).read_bytes()
    files = {each.name for each in (folder / "attachments").iterdir() if each.is_file()}
    return [made, rows, kept, files]


@each_version
def test_it_opens_and_is_sound(version: int, tmp_path: Path) -> None:
    folder = book_of(version, tmp_path / "book")
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    book = books().open(folder, EXPECTED["password"], progress=progress)
    try:
        assert book.check() == []
        with book.reading() as work:
            for key, count in EXPECTED["records"].items():
                assert work.records.count(Query(key)) == count, key
    finally:
        book.close()
    assert (NEWEST - version, NEWEST - version) in told
    # What it was before lies in its first copy, which today's program opens, too.
    (copy,) = books().backups(folder)
    looked = books().look(folder, copy.folder, EXPECTED["password"])
    assert looked.check() == []
    looked.close()


@each_version
def test_an_update_that_fails_at_a_step_leaves_it_as_it_was(version: int, tmp_path: Path) -> None:
    """The step is the one after this version: all before it were carried out already."""
    folder = book_of(1, tmp_path / "book")
    (folder / "attachments").mkdir(exist_ok=True)
    at = version + 1
    broken = [
        replace(each, statements=(*each.statements, "CREATE NONSENSE"))
        if each.number == at
        else each
        for each in MIGRATIONS
    ]
    before = everything(folder)
    files = before.pop()
    with pytest.raises(ProgramBug):
        books(*broken).open(folder, EXPECTED["password"])
    *after, more = everything(folder)
    assert after == before
    # Attachments were put beside the database already; their rows are still in it.
    assert isinstance(files, set) and isinstance(more, set) and files <= more
    book = books().open(folder, EXPECTED["password"])
    assert book.check() == []
    book.close()
