"""Keeps a book as this version writes it, for all later versions to open; not a test.

``python -m tests.storage.make_released_book VERSION`` writes ``tests/data/books/VERSION``:
the unit, its people and a few records of each ledger of the sample, all of them invented. What
records of other ledgers name by its words is there in full.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.sampling import fill_with_sample
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import RecordRef, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.key_slots import KeyCost

PROJECT = Path(__file__).parents[2]
RELEASED = PROJECT / "tests" / "data" / "books"
PASSWORD = "示例-2026"
YEAR, NOW = 2026, datetime(2026, 11, 23, 10, 5)
_OF_EACH = 3


def main(version: str, released: Path = RELEASED) -> None:
    target = released / version
    catalogue = Catalogue(ALL_LEDGERS)
    books = EncryptedBooks(catalogue, lambda: NOW, "示例", cost=KeyCost(1, 1024))
    named = {each.ledger for ledger in catalogue for each in _references(ledger)} | {"people"}
    with tempfile.TemporaryDirectory() as place:
        folder, sheets = Path(place) / "book", Path(place) / "sheets"
        sheets.mkdir()
        for sheet in (PROJECT / "resources" / "sample").glob("*.json"):
            records = json.loads(sheet.read_text(encoding="utf-8"))
            if sheet.stem not in named:
                records = records[:_OF_EACH]
            (sheets / sheet.name).write_text(json.dumps(records), encoding="utf-8")
        book, code = books.create(folder, PASSWORD)
        fill_with_sample(book, catalogue, sheets, YEAR)
        with book.writing() as work:
            file = work.attachments.put("示例.txt", "示例附件".encode())
            # What nothing names would leave as the book is closed.
            typed = {"remarks": "示例草稿", "files": [{"name": file.name, "digest": file.digest}]}
            work.drafts.put(Draft(ALL_LEDGERS[-1].key, typed))
            work.settings.put("return.auditor", "示例审核人")
        with book.reading() as work:
            counts = {ledger.key: work.records.count(Query(ledger.key)) for ledger in catalogue}
        book.close()
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for name in ("ledger.db", "keys.json"):
            shutil.copy(folder / name, target / name)
        shutil.copytree(folder / "attachments", target / "attachments")
    expected = {"password": PASSWORD, "recovery_code": code, "records": counts}
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    (target / "expected.json").write_text(text + "\n", encoding="utf-8")


def _references(ledger: Ledger) -> Iterator[RecordRef]:
    for field in ledger.fields:
        within = field.type.fields if isinstance(field.type, Rows) else (field,)
        for each in within:
            if isinstance(each.type, RecordRef):
                yield each.type


if __name__ == "__main__":
    main(sys.argv[1])
