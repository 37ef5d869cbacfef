"""Records of every ledger, new and changed in two copies of the sample book, merged both ways."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.merge_taking import WhoseWords, look_beside, merge_copy
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.field_types import LongText, Name, Text
from qinglian_desktop.domain.query import Query
from tests.conftest import PASSWORD

pytestmark = pytest.mark.slow


@pytest.fixture
def two(sample_folder: Path, books: Books, tools: Tools, tmp_path: Path) -> Iterator[list[Desk]]:
    folders = [tmp_path / name for name in ("甲", "乙")]
    for each in folders:
        shutil.copytree(sample_folder, each)
    desks = [Desk(books.open(each, PASSWORD, is_closed_elsewhere=True), tools) for each in folders]
    yield desks
    for desk in desks:
        desk.book.close()


def write(desk: Desk, tag: str) -> int:
    """A copy of a record, otherwise called, and a remark, in each ledger; how many are new."""
    added = 0
    for ledger in desk.catalogue:
        records = desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key)))
        words = [each for each in ledger.title if _is_text(desk, ledger.key, each)]
        if records and "remarks" in ledger.by_key:
            changed = {**desk.records.plain(ledger, records[-1]), "remarks": f"改{tag}"}
            desk.records.save(ledger, changed, record_id=records[-1].id, reason="试")
        if records and words:
            plain = desk.records.plain(ledger, records[0])
            with suppress(DataProblems):
                called = {**plain, words[0]: f"{plain[words[0]]}{tag}"}
                desk.records.save(ledger, called, reason="试")
                added += 1
    return added


def _is_text(desk: Desk, ledger: str, key: str) -> bool:
    return isinstance(desk.catalogue[ledger].field(key).type, Text | LongText | Name)


def merge(into: Desk, of: Desk, books: Books) -> int:
    """All as it is there; how many records differed."""
    with closing(books.look(into.book.folder, of.book.folder, PASSWORD)) as other:
        seen = look_beside(into, other).records
        sides = {each.name: WhoseWords.THERE for each in seen}
        merge_copy(into, other, sides, "两台电脑合并")
    return len(seen)


def titles(desk: Desk) -> dict[str, list[str]]:
    """What the records of each ledger are called, with their remarks."""
    found: dict[str, list[str]] = {}
    for ledger in desk.catalogue:
        records = desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key)))
        keys = (*ledger.title, "remarks")
        found[ledger.key] = sorted(str([each.value(key) for key in keys]) for each in records)
    return found


def test_both_are_sound_and_alike_after_it(two: list[Desk], books: Books) -> None:
    one, other = two
    assert write(one, "甲") > 10
    assert write(other, "乙") > 10

    assert merge(one, other, books) > 20
    assert merge(other, one, books) > 10

    assert one.book.check() == other.book.check() == []
    assert merge(one, other, books) == merge(other, one, books) == 0
    told, told_there = titles(one), titles(other)
    # Who was given another number is another id, and so are those that link to them.
    counted = {key: len(each) for key, each in told.items()}
    assert counted == {key: len(each) for key, each in told_there.items()}
    assert all("改甲" not in "".join(each) for each in told.values())
