"""An older book: what it said of officers and of the vote goes over to the roster, and is told."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.words import Reading, words
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.migration_runner import migrate
from qinglian_desktop.storage.migrations import MIGRATIONS
from tests.storage.make_released_book import NOW, RELEASED


def test_officers_and_votes_of_an_older_book_are_carried_over(tmp_path: Path) -> None:
    kept = RELEASED / "0.1.0"
    expected = json.loads((kept / "expected.json").read_text(encoding="utf-8"))
    shutil.copytree(kept, tmp_path / "book")
    catalogue = Catalogue(ALL_LEDGERS)
    books = EncryptedBooks(catalogue, lambda: NOW, "示例")
    book = books.open(tmp_path / "book", expected["password"])
    people, unit = catalogue["people"], catalogue["unit"]
    with book.reading() as work:
        members = work.records.members().values()
        seats = {o.word: m.name for m in members for o in m.seat_on(NOW.date())}
        assert seats == {"支部书记": "韦明谦", "纪检委员": "黄𬱖", "组织委员": "陈㛃"}
        kept_unit = work.records.page(Query("unit"), 0, 1)[0]
        officers = words(unit.field("officers").type, kept_unit.value("officers"), Reading.LIST)
        assert officers == "支部书记 韦明谦；\n组织委员 陈㛃；\n纪检委员 黄𬱖"
        assert kept_unit.value("remarks") is None
        told = work.records.history(unit, kept_unit.id or 0)[0]
        assert (told.by, told.action) == ("本程序", "更新")
        everyone = work.records.fetch(people, work.records.ids(Query("people")))
        assert {each.value("votes") for each in everyone} == {None}
        full = {r.id for r in everyone if r.value("politics") == "正式党员"}
        assert {m.id for m in members if m.votes_on(NOW.date())} == full
    book.close()


def test_what_differs_or_is_of_outsiders_stays_in_words() -> None:
    """A full member said not to vote stays so; an officer who is not on the roster is a remark."""
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as book:
        migrate(book, MIGRATIONS[:7], 0, datetime(2026, 11, 1))
        book.execute(
            "INSERT INTO ledger_people (number, occurred_on, state, entered_at, entered_by,"
            " changed_at, revision, name, politics, votes)"
            " VALUES ('1', '', '已确认', '', '', '', 1, '甲', '正式党员', '否'),"
            " ('2', '', '已确认', '', '', '', 1, '乙', '群众', '否')"
        )
        book.execute(
            "INSERT INTO ledger_unit (number, occurred_on, state, entered_at, entered_by,"
            " changed_at, revision, name, secretary, secretary__id, discipline, discipline__id,"
            " organiser)"
            " VALUES ('1', '', '已确认', '', '', '', 1, '某支部', '甲', 1, '乙', 2, '丙')"
        )
        migrate(book, MIGRATIONS, 7, datetime(2026, 11, 1))
        assert book.execute("SELECT votes FROM ledger_people ORDER BY id").fetchall() == [
            ("否",),
            (None,),
        ]
        assert book.execute("SELECT record_id, word FROM ledger_people__offices").fetchall() == [
            (1, "支部书记")
        ]
        assert book.execute("SELECT remarks, secretary FROM ledger_unit").fetchall() == [
            ("纪检委员：乙；组织委员：丙", "甲")
        ]
