"""Keys that are lost or garbled: told as what they are, and made anew where a backup has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.journeys.office import BOOKS, PASSWORD, Office


def slots(book: Path, **changed: object) -> bytes:
    found = json.loads((book / "keys.json").read_bytes())
    found["slots"] = [{**slot, **changed} for slot in found["slots"]]
    return json.dumps(found).encode()


@pytest.mark.parametrize(
    "changed",
    [
        {"nonce": ""},
        {"salt": ""},
        {"wrapped": "00"},
        {"iterations": 6.5},
        {"iterations": "6"},
        {"memory_kib": 8, "lanes": 16},
    ],
)
def test_garbled_keys_are_told_as_damage(office: Office, changed: Mapping[str, object]) -> None:
    (office.book / "keys.json").write_bytes(slots(office.book, **changed))
    assert "损坏" in office.run("check").environment


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"[" * 100_000, "损坏"),
        (b'{"format": 1, "book": "x", "slots": []}', "损坏"),
        (b'{"format": 1, "book": "x", "slots": ["x"]}', "损坏"),
        (b'{"format": 3}', "更新版本"),
    ],
)
def test_keys_that_are_none_are_told(office: Office, data: bytes, words: str) -> None:
    (office.book / "keys.json").write_bytes(data)
    assert words in office.run("check").environment


@pytest.mark.parametrize("name", ["keys.json", "ledger.db"])
def test_half_a_book_is_not_taken_for_an_empty_folder(office: Office, name: str) -> None:
    (office.book / name).unlink()
    assert "缺了一个文件" in office.run("check").environment


def test_a_book_opened_by_the_keys_of_its_backup_says_so_beside_the_answer(
    office: Office,
) -> None:
    book = BOOKS.open(office.book, PASSWORD)
    book.back_up()
    book.close()
    (office.book / "keys.json").write_bytes(b"{")
    looked = office.run("check")
    assert looked.json["sound"] and "钥匙文件坏了" in looked.err and "只读" in looked.err
    letter = {"kind": "廉政倡议", "day": "2026-10-09", "people": "韦明谦", "copies": 6}
    added = office.add("family", letter)
    assert added.json["saved"] and "重新写好" in added.err
    assert office.run("check").err == ""
