"""Drafts as typed, returns sent, settings."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.domain.record import AnswersTo, Draft
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.migrations import m0006_plans, m0007_history_of_returns
from qinglian_desktop.storage.migrations.m0001_first_ledgers import STATEMENTS as FIRST
from tests.storage.invented_books import NOW


def test_a_draft_is_kept_as_typed_whatever_it_is(book: EncryptedBook) -> None:
    typed: dict[str, object] = {
        "line": "半句\x00\ud800😀",
        "day": "2024.2.30",
        "steps": [{"what": None}],
        "x": 1.5,
    }
    with book.writing() as work:
        kept = work.drafts.put(Draft("everything", typed, record_id=7))
    assert (kept.id, kept.at) == (1, NOW)
    with book.reading() as work:
        assert work.drafts.all() == [kept]
        assert work.drafts.all("everything") == [kept]
        assert work.drafts.all("crew") == []


def test_drafts_come_the_latest_first_and_can_be_put_again(book: EncryptedBook) -> None:
    def at(minutes: int) -> datetime:
        return NOW + timedelta(minutes=minutes)

    with book.writing() as work:
        first = work.drafts.put(Draft("everything", {"line": "一"}, at=at(1)))
        second = work.drafts.put(Draft("crew", {"name": "二"}, at=at(2)))
        again = work.drafts.put(Draft("everything", {"line": "一二"}, id=first.id, at=at(3)))
    with book.reading() as work:
        assert work.drafts.all() == [again, second]


def test_a_discarded_draft_is_gone_and_its_id_is_not_used_again(book: EncryptedBook) -> None:
    with book.writing() as work:
        gone = work.drafts.put(Draft("everything"))
        work.drafts.discard(gone.id or 0)
        work.drafts.discard(gone.id or 0)
        assert work.drafts.all() == []
        assert work.drafts.put(Draft("everything")).id != gone.id


def test_a_draft_saved_by_a_form_that_outlived_its_draft_comes_back(book: EncryptedBook) -> None:
    with book.writing() as work:
        work.drafts.put(Draft("everything", {"line": "一"}, id=5))
        assert [each.id for each in work.drafts.all()] == [5]


def test_the_newest_return_of_a_month_is_told(book: EncryptedBook) -> None:
    sent = [
        SentReturn(period, revision, "d" * 64, NOW, f"/media/U盘/{period}-r{revision}.xlsx")
        for period, revision in (("2026-09", 1), ("2026-10", 1), ("2026-09", 2))
    ]
    with book.writing() as work:
        for each in sent:
            work.returns.add(each)
    with book.reading() as work:
        assert work.returns.last("2026-09") == sent[2]
        assert work.returns.last("2026-10") == sent[1]
        assert work.returns.last("2026-11") is None
        assert work.returns.all() == [sent[2], sent[1], sent[0]]


def test_a_return_that_was_only_noted_is_no_return_until_it_is_confirmed(
    book: EncryptedBook,
) -> None:
    sent = SentReturn("2026-09", 1, "d" * 64, NOW, "U盘", is_certain=False)
    second = replace(sent, revision=2)
    with book.writing() as work:
        work.returns.add(sent, "说的话")
        assert work.returns.last("2026-09") is None
        assert work.returns.noted("2026-09") == sent
        assert work.returns.all() == [sent]
        work.returns.confirm("2026-09", 1)
        assert work.returns.all() == [replace(sent, is_certain=True)]
        assert work.returns.last("2026-09") == replace(sent, is_certain=True)
        work.returns.add(second)
        assert work.returns.all()[0] == second
        assert work.returns.noted("2026-09") == second
        # What is certain is not forgotten.
        for revision in (1, 2):
            work.returns.forget("2026-09", revision)
        assert work.returns.all() == [replace(sent, is_certain=True)]
        assert work.returns.told("2026-09", 1) == "说的话"
        assert work.returns.told("2026-09", 2) == ""


def test_a_setting_is_the_last_one_put(book: EncryptedBook) -> None:
    with book.writing() as work:
        assert work.settings.get("字") is None
        work.settings.put("字", "大")
        work.settings.put("字", "中")
    with book.reading() as work:
        assert work.settings.get("字") == "中"


def test_settings_are_read_together_by_how_their_keys_begin(book: EncryptedBook) -> None:
    with book.writing() as work:
        for key in ("词", "词.一", "词.𬭚", "词.", "词/一", "一词.一"):
            work.settings.put(key, key)
    with book.reading() as work:
        found = work.settings.beginning("词.")
    assert found == {key: key for key in ("词.", "词.一", "词.𬭚")}


def test_a_plan_is_kept_apart_from_a_form_left_half_done(book: EncryptedBook) -> None:
    with book.writing() as work:
        plan = work.drafts.put(Draft("everything", {"line": "以后"}, is_plan=True))
        work.drafts.put(Draft("everything", {"line": "没写完"}))
        assert [each.is_plan for each in work.drafts.all()] == [False, True]
        work.drafts.put(Draft("everything", {"line": "以后再说"}, id=plan.id, is_plan=True))
        assert {each.typed["line"]: each.is_plan for each in work.drafts.all()} == {
            "以后再说": True,
            "没写完": False,
        }


def test_a_draft_keeps_what_was_printed_of_it_and_what_it_answers(book: EncryptedBook) -> None:
    told: dict[str, object] = {"notice": {"day": "2026-12-05", "place": "半\ud800"}}
    answers = (AnswersTo("everything", 7, "link"), AnswersTo("everything", 8, "link"))
    with book.writing() as work:
        kept = work.drafts.put(Draft("crew", {"name": "二"}, told=told, answers=answers))
        work.drafts.put(replace(kept, typed={"name": "三"}))
        assert work.drafts.all() == [replace(kept, typed={"name": "三"})]


@pytest.mark.parametrize(
    ("typed", "record_id", "is_plan"),
    [
        ({"day": "2026-12-05"}, None, 1),
        ({"time": {"start": "2026-12-05 09:00"}}, None, 1),
        ({"day": "2026-11-23"}, None, 0),
        ({"day": "2026-12-05"}, 7, 0),
        ({"day": "哪天"}, 7, 0),
        ({"title": "\ud800"}, None, 0),
        ({}, None, 0),
    ],
)
def test_a_draft_of_an_older_book_for_a_day_ahead_is_a_plan(
    typed: dict[str, object], record_id: int | None, is_plan: int
) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(next(each for each in FIRST if each.startswith("CREATE TABLE drafts")))
    connection.execute(
        "INSERT INTO drafts (ledger, record_id, at, typed) VALUES ('talks', ?, ?, ?)",
        (record_id, "2026-11-23 10:05:00", json.dumps(typed)),
    )
    for statement in m0006_plans.STATEMENTS:
        connection.execute(statement)
    assert connection.execute("SELECT is_plan FROM drafts").fetchall() == [(is_plan,)]


@pytest.mark.parametrize(
    ("locked", "at", "later_at", "end"),
    [
        # The rows that say 上报 of it tell, whatever the clock said.
        (True, "2027-11-23 10:05:00", "2027-11-23 10:06:00", 2),
        (True, "2026-11-01 10:05:00", "2026-11-01 10:06:00", 2),
        # Without them the first that was withdrawn as late as it, or as a return after it.
        (False, "2026-11-03 00:00:00", "2026-11-05 00:00:00", 3),
        (False, "2027-11-23 00:00:00", "2026-11-03 00:00:00", 3),
        (False, "2026-11-10 00:00:00", "2026-11-10 00:00:00", 5),
    ],
)
def test_of_a_return_of_an_older_book_the_history_tells_how_far_it_was(
    locked: bool, at: str, later_at: str, end: int
) -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "CREATE TABLE history (id INTEGER PRIMARY KEY, at TEXT, action TEXT, reason TEXT);"
        "CREATE INDEX history__withdrawn ON history (at) WHERE action IN ('更正', '作废');"
        "CREATE TABLE returns (id INTEGER PRIMARY KEY, period TEXT, revision INTEGER, at TEXT);"
    )
    reported = "上报" if locked else "修改"
    rows = [("新增", ""), (reported, "2026年9月月报第2次"), (reported, "2026年9月月报第1次")]
    rows += [("作废", "记错了"), ("作废", "也记错了")]
    connection.executemany(
        "INSERT INTO history (at, action, reason) VALUES (?, ?, ?)",
        [(f"2026-11-{day:02} 00:00:00", *row) for day, row in enumerate(rows, 1)],
    )
    connection.executemany(
        "INSERT INTO returns (period, revision, at) VALUES (?, ?, ?)",
        [("2026-09", 2, at), ("2026-10", 1, later_at)],
    )
    for statement in m0007_history_of_returns.STATEMENTS:
        connection.execute(statement)
    kept = connection.execute("SELECT history_end FROM returns ORDER BY id").fetchone()
    assert kept == (end,)
