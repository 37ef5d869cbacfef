"""Collected returns in PostgreSQL: the same as in a book, by many clerks, and every refusal."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from qinglian_desktop.application.collection_keeping import kept_in
from qinglian_desktop.application.collection_ports import KeptPlace, WriteAgain
from qinglian_desktop.domain.collecting.collected import Answered, Fate, MetFile
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage import engine
from qinglian_desktop.storage.collection_store import CollectionDatabase, CollectionDatabases
from tests.postgresql import Server
from tests.storage.collected_examples import AT, OCTOBER, RETURN
from tests.storage.collecting_clerks import BOTH, collect, opened


def everything(clerk: CollectionDatabase) -> None:
    """All that is done with collected returns, as their port says it."""
    units = [ListedUnit("B02", "乙局", "党总支"), ListedUnit("A01", "某局")]
    met = MetFile("乙局/月报.xlsx", Fate.REFUSED, ("打不开。",), "B02", "乙局", "2026-10", 1)
    answered = Answered(False, AT, ("缺封面盖章",))
    other = replace(RETURN, digest="cd" * 32)
    second = replace(RETURN, revision=2, digest="ef" * 32, reported_on=None, lines=())
    with clerk.writing() as work:
        work.collected.put_units([ListedUnit("X", "旧单位")])
        work.collected.put_units(units)
        taken = KeptPlace(RETURN.digest, "某局", is_new=True)
        assert work.collected.take(RETURN, "told") == taken
        assert work.collected.take(RETURN, "told") == replace(taken, is_new=False)
        assert work.collected.take(other, "else") == replace(taken, is_new=False)
        assert work.collected.take(second, "又") == KeptPlace(second.digest, "某局", is_new=True)
        work.collected.answer(RETURN, answered)
        work.collected.note_files(AT, [met])
    with clerk.reading() as work:
        assert work.collected.units() == units
        assert work.collected.all([OCTOBER]) == [replace(RETURN, answered=answered), second]
        assert work.collected.all([OCTOBER.next]) == []
        assert work.collected.told("A01", OCTOBER, 2) == "又"
        assert work.collected.months() == [OCTOBER]
        assert work.collected.revisions() == {("A01", "2026-10"): 2}
        first = replace(RETURN, answered=answered, lines=())
        assert work.collected.first_keys() == {"A01": first}
        assert work.collected.files("2026-10") == [(AT, met)]
    with clerk.writing() as work:
        assert work.collected.take_back(OCTOBER) == 2
        assert work.collected.files() == []


def test_a_server_keeps_what_a_book_does(clerk: CollectionDatabase) -> None:
    everything(clerk)


def test_memory_does_and_forgets() -> None:
    first, second = CollectionDatabases().in_memory(), CollectionDatabases().in_memory()
    everything(first)
    with second.reading() as work:
        assert work.collected.units() == []
    first.close()
    second.close()


def test_others_query_types_of_their_own_and_the_latest_of_each_unit(
    server: Server, database: str, clerk: CollectionDatabase
) -> None:
    again = replace(RETURN, revision=2, digest="ef" * 32)
    with clerk.writing() as work:
        work.collected.put_units([ListedUnit("A01", "某局机关", "党支部")])
        work.collected.take(again, "told")
        work.collected.take(RETURN, "told")
    asked = "SELECT unit_name, unit_kind, month_begins, revision, taken_at, reported_on, remarks"
    assert server.ask(f"{asked} FROM latest_returns", database) == [
        ("某局机关", "党支部", date(2026, 10, 1), 2, AT, date(2026, 11, 3), ["文件名改过。"])
    ]
    figures = "SELECT place, ledger, label, unit, month, year, note FROM latest_figures"
    assert server.ask(f"{figures} ORDER BY place", database) == [
        (1, "talks", "谈心谈话", "人次", Decimal(3), Decimal(59), ""),
        (2, "service", "协调资金", "万元", Decimal("0.5"), None, "未含市级"),
    ]


def test_what_was_begun_and_not_ended_is_not_there(clerk: CollectionDatabase) -> None:
    with pytest.raises(RuntimeError), clerk.writing() as work:
        work.collected.take(RETURN, "told")
        raise RuntimeError
    with clerk.reading() as work:
        assert work.collected.months() == []


def test_who_only_reads_cannot_write(clerk: CollectionDatabase) -> None:
    with pytest.raises(EnvironmentProblem, match="只能读"), clerk.reading() as work:
        work.collected.take(RETURN, "told")


def test_who_comes_second_begins_again(server: Server, database: str) -> None:
    with opened(server.address(database)) as first, opened(server.address(database)) as second:
        other = replace(RETURN, digest="cd" * 32)
        with pytest.raises(WriteAgain), second.writing() as late:
            assert late.collected.months() == []
            with first.writing() as work:
                work.collected.take(RETURN, "told")
            late.collected.take(other, "else")
        assert kept_in(second, lambda kept: kept.take(other, "else")).digest == RETURN.digest


def test_two_clerks_at_once_lose_nothing_and_keep_nothing_twice(
    server: Server, database: str
) -> None:
    spawned = multiprocessing.get_context("spawn")
    begin = spawned.Barrier(2)
    address = server.address(database)
    clerks = [
        spawned.Process(target=collect, args=(address, who, begin, revised))
        for who, revised in (("甲", 2), ("乙", 3))
    ]
    for each in clerks:
        each.start()
    for each in clerks:
        each.join(60)
    assert [each.exitcode for each in clerks] == [0, 0]
    with opened(address) as store, store.reading() as work:
        kept = work.collected.all([OCTOBER])
        places = [(each.unit_code, each.revision) for each in kept]
        assert places == [(f"A{n:02}", revision) for n in range(BOTH) for revision in (1, 2, 3)]
        assert all(each.answered == Answered(True, AT) for each in kept)
        assert len(work.collected.files()) == 2 * BOTH
        assert len(work.collected.units()) == 1


def test_memory_is_one_database_however_often_it_is_asked() -> None:
    connections = engine.in_memory()
    with connections.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE one (id)")
    with connections.connect() as connection:
        assert connection.exec_driver_sql("SELECT * FROM one").all() == []
    connections.dispose()


def test_a_time_is_kept_to_the_second(server: Server, database: str, clerk: Any) -> None:
    at = datetime(2026, 11, 5, 23, 59, 59)
    with clerk.writing() as work:
        work.collected.take(replace(RETURN, taken_at=at), "told")
    assert server.ask("SELECT taken_at FROM collected_returns", database) == [(at,)]
