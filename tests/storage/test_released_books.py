"""A book from each released version still opens, whole, by password and recovery code."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.make_released_book import NOW, RELEASED, main

VERSIONS = sorted(each.name for each in RELEASED.iterdir()) if RELEASED.exists() else []


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("secret", ["password", "recovery_code"])
def test_a_released_book_still_opens(version: str, secret: str, tmp_path: Path) -> None:
    must_open(RELEASED / version, secret, tmp_path)


@pytest.mark.slow
def test_a_book_of_this_version_can_be_kept_for_later_ones(tmp_path: Path) -> None:
    main("next", tmp_path)
    must_open(tmp_path / "next", "password", tmp_path)


def must_open(kept: Path, secret: str, tmp_path: Path) -> None:
    expected = json.loads((kept / "expected.json").read_text(encoding="utf-8"))
    shutil.copytree(kept, tmp_path / "book")
    books = EncryptedBooks(Catalogue(ALL_LEDGERS), lambda: NOW, "示例")
    book = books.open(tmp_path / "book", expected[secret])
    assert book.check() == []
    with book.reading() as work:
        assert {key: work.records.count(Query(key)) for key in expected["records"]} == expected[
            "records"
        ]
        for ledger in ALL_LEDGERS:
            for record in work.records.page(Query(ledger.key), 0, 1):
                assert work.records.history(ledger, record.id or 0)
        assert work.settings.get("return.auditor") == "示例审核人"
        assert len(work.drafts.all()) == 1
        sample = "示例附件".encode()
        assert work.attachments.read(hashlib.sha256(sample).hexdigest()) == sample
    book.close()


def test_the_first_version_is_among_them() -> None:
    assert "0.1.0" in VERSIONS
