"""What one transaction enters into the search index, it finds, and so does everybody after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import State
from qinglian_desktop.storage import search_index
from qinglian_desktop.storage.book import EncryptedBook
from tests.invented import EVERYTHING
from tests.storage.invented_books import event, mark, new_record


def titles(book: EncryptedBook, text: str) -> list[str]:
    with book.reading() as work:
        return [found.title for found in work.records.find(text)]


@pytest.mark.parametrize("most", [2, 1_000])
def test_what_one_transaction_enters_in_any_order_is_found_within_it_and_after(
    book: EncryptedBook, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(search_index, "_MOST_WAITING", most)
    days = [date(2026, 3, 5), date(2026, 1, 7), date(2026, 2, 9)]
    with book.writing() as work:
        new = [new_record(event(f"一同记下{day.month}", day)) for day in days]
        kept = [work.records.add(EVERYTHING, each, mark()) for each in new]
        moved = date(2026, 4, 1)
        changed = replace(kept[1], values=event("改过", moved), occurred_on=moved)
        work.records.replace(EVERYTHING, changed, mark("修改"))
        assert [each.title for each in work.records.find("一同记下")] == [
            "一同记下3",
            "一同记下2",
        ]
        assert list(work.records.ids(Query(EVERYTHING.key, text="改过"))) == [changed.id]
        assert work.records.count(Query(EVERYTHING.key, text="一同记下")) == 2
        late = new_record(event("一同记下12", date(2025, 12, 1)))
        work.records.add(EVERYTHING, late, mark())
    assert titles(book, "一同记下") == ["一同记下3", "一同记下2", "一同记下12"]
    assert titles(book, "改过") == ["改过"]


def test_one_who_is_voided_in_the_transaction_that_entered_it_is_not_found(
    book: EncryptedBook,
) -> None:
    with book.writing() as work:
        kept = work.records.add(EVERYTHING, new_record(event("记错了")), mark())
        work.records.set_state(EVERYTHING, [kept.id or 0], State.VOID, mark("作废"))
    assert titles(book, "记错了") == []
