"""A book of a former version is held from its first opening on, also when one goes back to it."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.copy_heads import HEAD
from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.keys import KEYS, KeyRing
from tests.storage.make_released_book import NOW, RELEASED


@pytest.mark.parametrize("version", sorted(each.name for each in RELEASED.iterdir()))
def test_a_released_book_is_held_and_gone_back_to(version: str, tmp_path: Path) -> None:
    """What the openings back up before they update has nothing told beside it."""
    kept, folder = RELEASED / version, tmp_path / "book"
    password = json.loads((kept / "expected.json").read_text("utf-8"))["password"]
    shutil.copytree(kept, folder)
    books = EncryptedBooks(Catalogue(ALL_LEDGERS), lambda: NOW, "示例")
    book = books.open(folder, password)
    book.back_up()
    book.close()
    former = [each.folder for each in books.backups(folder) if not (each.folder / HEAD).exists()]
    with closing(books.look(folder, former[0], password)) as copy:
        assert copy.check() == []
    books.restore(folder, former[0], password)
    book = books.open(folder, password)
    assert book.check() == []
    book.close()
    key = KeyRing.read(folder / KEYS).unlock(password)
    with closing(connect(folder / DATABASE, key, "ro")) as connection:
        asked = "SELECT count(*), count(chain) FROM history"
        rows, held = connection.execute(asked).fetchone()
        assert rows == held > 0
        of_records = (
            "SELECT count(*), count(record_digest) FROM history WHERE id IN"
            " (SELECT max(id) FROM history WHERE ledger <> '' GROUP BY ledger, record_id)"
        )
        last, told = connection.execute(of_records).fetchone()
        assert last == told > 0
