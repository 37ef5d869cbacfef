"""What one transaction adds is written table by table, and seen by whatever it reads itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.storage import waiting_rows
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.prepared import Prepared
from tests.invented import EVERYTHING, INVENTED_ROSTER, example_values
from tests.storage.invented_books import NOW, add, event, full_values, mark, new_record

OCTOBER = Period.month_of(date(2026, 10, 9))
READS: dict[str, Callable[[UnitOfWork, Record], bool]] = {
    "get": lambda work, kept: work.records.get(EVERYTHING, kept.id or 0) == kept,
    "fetch": lambda work, kept: work.records.fetch(EVERYTHING, [kept.id or 0]) == [kept],
    "page": lambda work, kept: work.records.page(Query(EVERYTHING.key), 0, 1) == [kept],
    "few": lambda work, kept: work.records.few(Query(EVERYTHING.key), None) == [kept],
    "ids": lambda work, kept: list(work.records.ids(Query(EVERYTHING.key))) == [kept.id],
    "text": lambda work, _: work.records.count(Query(EVERYTHING.key, text="补帆")) == 1,
    "find": lambda work, kept: [each.record_id for each in work.records.find("补帆")] == [kept.id],
    "count": lambda work, _: work.records.count(Query(EVERYTHING.key)) == 1,
    "newest": lambda work, kept: work.records.newest(EVERYTHING) == kept,
    "versions": lambda work, _: len(work.records.versions(EVERYTHING)) == 1,
    "by_month": lambda work, _: sum(work.records.by_month([EVERYTHING], 2026)["everything"]) == 1,
    "words_of": lambda work, kept: work.records.words_of(EVERYTHING, "line")[0][1] == kept.number,
    "figure": lambda work, kept: (
        list(work.records.figure(EVERYTHING, EVERYTHING.measures[0], OCTOBER).records) == [kept.id]
    ),
    "history": lambda work, _: len(work.records.history(EVERYTHING, 1)) == 1,
    "history_end": lambda work, _: work.records.history_end() == 1,
    "last_kept": lambda work, _: work.records.last_kept() == NOW,
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_what_was_added_is_seen_by_whatever_the_transaction_reads_next(
    book: EncryptedBook, read: Callable[[UnitOfWork, Record], bool]
) -> None:
    with book.writing() as work:
        values = {**event(), **{k: v for k, v in full_values().items() if k not in event()}}
        kept = work.records.add(EVERYTHING, new_record(values), mark())
        assert read(work, kept)


def test_whoever_joins_is_on_the_roster_of_the_same_transaction(book: EncryptedBook) -> None:
    with book.writing() as work:
        for name in ("韦一方", "蒙二"):
            joined = new_record({"name": name, "came": date(2020, 1, 1)}, INVENTED_ROSTER)
            work.records.add(INVENTED_ROSTER, joined, mark())
            assert [*work.records.members().values()][-1].name == name
        assert [each.title for each in work.records.find("wyf")] == ["韦一方"]


@pytest.mark.parametrize("most", [2, 1_000])
def test_many_of_one_transaction_are_kept_whole_in_their_order(
    book: EncryptedBook, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(waiting_rows, "_MOST_WAITING", most)
    add(book, event("先有的"))
    with book.writing() as work:
        kept = [
            work.records.add(EVERYTHING, new_record(example_values()), mark()) for _ in "五条记录们"
        ]
        changed = work.records.replace(EVERYTHING, replace(kept[2], values=event()), mark("修改"))
        work.records.set_state(EVERYTHING, [kept[3].id or 0], State.VOID, mark("作废"))
        last = work.records.add(EVERYTHING, new_record(event("最后")), mark())
    with book.reading() as work:
        ids = [each.id for each in (*kept, last)]
        assert ids == [2, 3, 4, 5, 6, 7]
        found = work.records.fetch(EVERYTHING, [each or 0 for each in ids])
        assert found[:3] == [*kept[:2], changed]
        assert (found[3].state, found[4:]) == (State.VOID, [kept[4], last])
        told = [[c.action for c in work.records.history(EVERYTHING, at)] for at in range(1, 8)]
        assert told == [["新增"]] * 3 + [["修改", "新增"], ["作废", "新增"]] + [["新增"]] * 2


def test_what_is_undone_leaves_nothing_and_gives_its_ids_back(book: EncryptedBook) -> None:
    with pytest.raises(ZeroDivisionError), book.writing() as work:
        work.records.add(EVERYTHING, new_record(event("没有成")), mark())
        work.records.add(EVERYTHING, new_record(event("也没有成")), mark())
        assert work.records.count(Query(EVERYTHING.key)) == 2
        work.records.add(EVERYTHING, new_record(event("还没有写")), mark())
        raise ZeroDivisionError
    assert add(book, event("成了")).id == 1
    with book.reading() as work:
        assert [each.action for each in work.records.history(EVERYTHING, 1)] == ["新增"]
        assert not work.records.find("没有")


def test_a_hundred_records_cost_no_statement_more_than_one(
    book: EncryptedBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, many, asked = Prepared.run, Prepared.run_many, list[str]()

    def counted(self: Prepared, *given: object) -> object:
        asked.append("")
        return run(self, *given)  # pyright: ignore[reportArgumentType]

    def counted_many(self: Prepared, *given: object) -> None:
        asked.append("")
        many(self, *given)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(Prepared, "run", counted)
    monkeypatch.setattr(Prepared, "run_many", counted_many)

    def statements(count: int) -> int:
        asked.clear()
        with book.writing() as work:
            for _ in range(count):
                work.records.add(EVERYTHING, new_record(full_values()), mark())
        return len(asked)

    assert statements(100) == statements(1)
