"""What a problem's one day said before is kept as both days, and 解决中 as a step with its day."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from qinglian_desktop.application.ports import Mark
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.record import Record, Stamp
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import connect
from qinglian_desktop.storage.keys import KeyRing
from qinglian_desktop.storage.migrations import m0011_standing
from tests.storage.invented_books import CHEAP, NOW, PASSWORD
from tests.storage.older_books import take_back_to

FOUND = {"problem": "记录不全", "source": "自查", "day": "2026-09-08", "owner": "甲某"}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of a book as the version before kept it: one struck off, one under way."""
    catalogue = Catalogue(ALL_LEDGERS)
    problems, folder = catalogue["problems"], tmp_path / "book"
    book, _ = EncryptedBooks(catalogue, lambda: NOW, "某", cost=CHEAP).create(folder, PASSWORD)
    struck = {"status": "销号", "solved_on": "2026-09-20"}
    with book.writing() as work:
        for more in (struck, {"status": "解决中"}):
            values, _ = read_input(problems, {**FOUND, "due": "2026-12-31", **more})
            stamp = Stamp(NOW, "某")
            kept = Record(problems.key, values, date(2026, 9, 8), stamp)
            work.records.add(problems, kept, Mark(NOW, "某", "新增"))
    book.close()
    key = KeyRing.read(folder / "keys.json").unlock(PASSWORD)
    with closing(connect(folder / "ledger.db", key, "rw")) as connection:
        take_back_to(connection, 10)
    return folder


def test_what_a_problems_one_day_said_is_kept_as_both(old: Path) -> None:
    catalogue = Catalogue(ALL_LEDGERS)
    problems = catalogue["problems"]
    book = EncryptedBooks(catalogue, lambda: NOW, "某", cost=CHEAP).open(old, PASSWORD)
    try:
        with book.reading() as work:
            struck, going = (work.records.get(problems, each) for each in (1, 2))
            told = work.records.history(problems, 1)
        assert struck is not None and going is not None
        assert struck.value("solved_on") == struck.value("struck_on") == date(2026, 9, 20)
        assert going.value("steps") == ({"day": NOW.date()},)
        assert [each.action for each in told] == ["更新", "新增"]
        assert (told[0].after or {})["struck_on"] == "2026-09-20"
        assert "struck_on" not in (told[0].before or {})
        assert book.check() == []
    finally:
        book.close()


def test_of_a_problem_under_way_the_day_on_which_the_book_said_so_is_a_step() -> None:
    """One that has no such row of history is under way since it was last changed."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            """CREATE TABLE history (id INTEGER PRIMARY KEY, ledger, record_id, at, "by", action,
                reason, "before", "after");
            CREATE TABLE ledger_problems (id INTEGER PRIMARY KEY, changed_at, status, solved_on,
                struck_on);
            CREATE TABLE ledger_problems__steps (record_id, place, day, note);
            INSERT INTO ledger_problems (id, changed_at, status) VALUES
                (1, '2026-10-20 08:00:00', '解决中'), (2, '2026-10-21 08:00:00', '待解决'),
                (3, '2026-10-22 08:00:00', '解决中');
            INSERT INTO history (ledger, record_id, at, "after") VALUES
                ('problems', 1, '2026-09-01 08:00:00', '{"status":"待解决"}'),
                ('problems', 1, '2026-09-05 08:00:00', '{"status":"解决中"}'),
                ('problems', 1, '2026-10-20 08:00:00', '{"status":"解决中","owner":"某"}'),
                ('tasks', 3, '2026-01-01 08:00:00', '{"status":"解决中"}');"""
        )
        for statement in m0011_standing.STATEMENTS:
            if not statement.startswith(("ALTER", "CREATE")):
                connection.execute(statement)
        steps = connection.execute("SELECT record_id, place, day FROM ledger_problems__steps")
        assert sorted(steps) == [(1, 0, "2026-09-05"), (3, 0, "2026-10-22")]
        noted = connection.execute("SELECT record_id, \"after\" FROM history WHERE action = '更新'")
        ((record, after),) = noted
    assert (record, json.loads(after)) == (
        1,
        {"status": "解决中", "owner": "某", "steps": [{"day": "2026-09-05"}]},
    )
