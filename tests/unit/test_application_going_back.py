"""What a restore would take away and bring back is told before it is done, ledger by ledger."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.going_back import Difference, Prospect, look_ahead
from qinglian_desktop.application.ports import Mark
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft, Stamp
from tests.conftest import NOW, PASSWORD

NO_DIFFERENCE = ["和现在的台账库相比，记录一条不差。"]


def test_a_book_that_did_not_change_loses_nothing(
    sample_book: Book, books: Books, tools: Tools
) -> None:
    copy = sample_book.back_up()
    prospect = look_ahead(books, tools.catalogue, sample_book.folder, copy, PASSWORD)
    assert prospect == Prospect()
    assert prospect.sentences == NO_DIFFERENCE
    with pytest.raises(WrongPassword):
        look_ahead(books, tools.catalogue, sample_book.folder, copy, "猜一猜")


def test_what_is_newer_than_the_copy_is_counted_by_ledger(
    sample_book: Book, books: Books, tools: Tools
) -> None:
    copy = sample_book.back_up()
    desk = Desk(sample_book, tools)
    first, second = [each for each in desk.catalogue if each.in_return and not each.feeds][:2]
    ids = desk.searching.ids(Query(first.key))
    desk.records.void(first, ids[0], "写错了")
    with sample_book.writing() as work:
        record = work.records.get(second, desk.searching.ids(Query(second.key))[0])
        assert record is not None
        late = replace(record, id=None, number="", entered=Stamp(NOW.replace(hour=11), "示例"))
        work.records.add(second, late, Mark(NOW, "示例", "新增"))
        work.drafts.put(Draft(first.key, {"remarks": "没填完"}))
        work.returns.add(SentReturn("2026-10", 1, "0" * 64, NOW, "U盘"))
    prospect = look_ahead(books, tools.catalogue, sample_book.folder, copy, PASSWORD)
    assert set(prospect.differences) == {
        Difference(first.label, 0, 1, 0),
        Difference(second.label, 1, 0, 0),
    }
    assert (prospect.drafts, prospect.returns, prospect.findings) == (1, 1, ())
    assert set(prospect.sentences) == {
        f"{first.label}：1 条变回那时的内容。",
        f"{second.label}：少 1 条。",
        "没有填完的草稿少 1 份。",
        "月报的上报记录少 1 次，再报时次数会重新数。",
    }
    sample_book.close()
    aside = books.restore(sample_book.folder, copy, PASSWORD)
    back = look_ahead(books, tools.catalogue, sample_book.folder, aside, PASSWORD)
    assert f"{second.label}：多出 1 条。" in back.sentences
    assert f"{second.label}：1 条只在这一份里有。" in back.only_there


def test_a_copy_that_was_written_to_by_itself_can_be_merged_instead(
    empty_book: Book, books: Books, tools: Tools, tmp_path: Path
) -> None:
    other = tmp_path / "U盘" / "台账库"
    shutil.copytree(empty_book.folder, other)
    with closing(books.open(other, PASSWORD, is_closed_elsewhere=True)) as there:
        for book, name in ((empty_book, "王敏"), (there, "李强")):
            desk = Desk(book, tools)
            assert desk.catalogue.roster is not None
            typed = {"name": name, "joined": "2020-01-01", "politics": "群众"}
            desk.records.save(desk.catalogue.roster, typed)
    prospect = look_ahead(books, tools.catalogue, empty_book.folder, other, PASSWORD)
    assert prospect.is_parted
    assert "两边都改过" in prospect.sentences[0]
    assert "请用“合并”" in prospect.sentences[0]


def test_where_todays_book_does_not_open_that_is_said_instead(
    sample_book: Book, books: Books, tools: Tools
) -> None:
    copy = sample_book.back_up()
    folder = sample_book.folder
    sample_book.close()
    (folder / "ledger.db").write_bytes(b"broken" * 1000)
    prospect = look_ahead(books, tools.catalogue, folder, copy, PASSWORD)
    assert prospect.differences == () and "打不开" in prospect.sentences[0]
    assert "唯一完整" in prospect.only_there[0]


def test_a_damaged_copy_is_no_way_back(sample_book: Book, books: Books, tools: Tools) -> None:
    copy = sample_book.back_up()
    damaged = bytearray((copy / "ledger.db").read_bytes())
    damaged[40_000] ^= 1
    (copy / "ledger.db").write_bytes(damaged)
    with pytest.raises(EnvironmentProblem):
        look_ahead(books, tools.catalogue, sample_book.folder, copy, PASSWORD)
