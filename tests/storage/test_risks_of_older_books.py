"""流程环节 was words alone: an older book keeps them as they were, and no step is named by them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from qinglian_desktop.application.ports import Mark
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft, Record, Stamp, State
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.domain.values import StepLink
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import connect
from qinglian_desktop.storage.keys import KeyRing
from qinglian_desktop.storage.migration_runner import migrate
from qinglian_desktop.storage.migrations import MIGRATIONS
from tests.storage.invented_books import CHEAP, PASSWORD
from tests.storage.older_books import take_back_to

NOW = datetime(2026, 11, 26, 9)
PLACE = next(place for place, each in enumerate(MIGRATIONS) if each.number == 14)
WORDS = ["资格审查", "第3步 集体研究", "受理；审核\n公示", " 前后有空 ", "", None, "“引号”'"]


@pytest.fixture
def old() -> Iterator[dbapi2.Connection]:
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:PLACE], 0, NOW)
        yield connection


def columns(connection: dbapi2.Connection) -> list[str]:
    return [row[1] for row in connection.execute("PRAGMA table_info(ledger_risks)")]


def rows(connection: dbapi2.Connection, names: list[str]) -> list[Any]:
    return connection.execute(f"SELECT {', '.join(names)} FROM ledger_risks ORDER BY id").fetchall()


def test_the_words_of_every_risk_stay_and_name_no_step(old: dbapi2.Connection) -> None:
    for place, words in enumerate(WORDS):
        old.execute(
            "INSERT INTO ledger_risks (number, occurred_on, state, entered_at, entered_by,"
            " changed_at, revision, step) VALUES (?, '', '已确认', '', '', '', 1, ?)",
            (f"2026-{place:03}", words),
        )
    known = columns(old)
    before = rows(old, known)
    migrate(old, MIGRATIONS, PLACE, NOW)
    assert rows(old, known) == before
    assert [row[0] for row in rows(old, ["step"])] == WORDS
    assert rows(old, ["step__id", "step__gone"]) == [(None, None)] * len(WORDS)
    assert old.execute("SELECT count(*) FROM ledger_flows").fetchone() == (0,)


def test_drafts_and_history_stay_to_the_last_sign(old: dbapi2.Connection) -> None:
    typed = json.dumps({"step": "资格审\ud83d", "power": "慰问"})
    said = json.dumps({"step": "资格审查", "risk": "照顾"}, ensure_ascii=False)
    old.execute("INSERT INTO drafts (ledger, at, typed) VALUES ('risks', '', ?)", (typed,))
    old.execute(
        "INSERT INTO history (ledger, record_id, at, by, action, reason, before, after)"
        " VALUES ('risks', 1, '', '', '修改', '', NULL, ?)",
        (said,),
    )
    migrate(old, MIGRATIONS, PLACE, NOW)
    assert old.execute("SELECT typed FROM drafts").fetchall() == [(typed,)]
    assert old.execute("SELECT before, after FROM history").fetchall() == [(None, said)]


RISK = {
    "power": "慰问",
    "department": "办公室",
    "category": "业务流程",
    "risk": "优亲厚友",
    "manifestation": "名单照顾。",
    "day": "2026-02-03",
    "method": "按可能性和危害程度定级",
    "likelihood": "高",
    "severity": "重",
    "level": "一级",
    "stage": "自查",
}


def test_a_book_of_before_is_read_with_its_words(tmp_path: Path) -> None:
    catalogue, folder = Catalogue(ALL_LEDGERS), tmp_path / "book"
    books, risks = EncryptedBooks(catalogue, lambda: NOW, "某", cost=CHEAP), catalogue["risks"]
    book, _ = books.create(folder, PASSWORD)
    with book.writing() as work:
        for words, state in (("资格审查", State.REPORTED), ("公示", State.VOID)):
            values, _ = read_input(risks, {**RISK, "step": words})
            kept = Record(risks.key, values, date(2026, 2, 3), Stamp(NOW, "某"), state)
            work.records.add(risks, kept, Mark(NOW, "某", "新增"))
        work.drafts.put(Draft(risks.key, {**RISK, "step": "第3步 审核"}, at=NOW))
    book.close()
    key = KeyRing.read(folder / "keys.json").unlock(PASSWORD)
    with closing(connect(folder / "ledger.db", key, "rw")) as connection:
        take_back_to(connection, 13)
    book = books.open(folder, PASSWORD)
    assert book.check() == []
    with book.reading() as work:
        found = work.records.fetch(risks, [1, 2])
        assert [each.value("step") for each in found] == [StepLink("资格审查"), StepLink("公示")]
        assert [each.state for each in found] == [State.REPORTED, State.VOID]
        (told,) = work.records.history(risks, 1)
        assert told.after is not None
        assert read_input(risks, told.after)[0]["step"] == StepLink("资格审查")
        (draft,) = work.drafts.all()
        assert read_input(risks, draft.typed)[0]["step"] == StepLink("第3步 审核")
        assert list(work.records.ids(Query(risks.key, gone="step"))) == []
        assert list(work.records.ids(Query(risks.key, text="资格审查"))) == [1]
    book.close()
