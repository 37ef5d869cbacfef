"""Lists show exactly the records that the query describes, in its order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query, Sort
from qinglian_desktop.domain.record import COUNTED, Record, State
from qinglian_desktop.domain.values import People, Person, Value
from qinglian_desktop.storage.book import EncryptedBook
from tests.invented import COLOURS, EVERYTHING, TASKS
from tests.storage.invented_books import add, event, void
from tests.storage.invented_values import RECORDS

SEVERAL = st.lists(RECORDS, min_size=1, max_size=6)
QUERIES = st.builds(
    Query,
    st.just("everything"),
    period=st.sampled_from([None, Period.parse("2026-10"), Period.parse("2025")]),
    words=st.fixed_dictionaries(
        {},
        optional={
            "colour": st.lists(st.sampled_from(COLOURS), min_size=1, max_size=2).map(tuple),
            "tasks": st.lists(st.sampled_from(TASKS), min_size=1, max_size=2).map(tuple),
        },
    ),
    states=st.sampled_from([COUNTED, (State.VOID,), tuple(State)]),
    ids=st.one_of(st.none(), st.lists(st.integers(1, 9), max_size=4).map(tuple)),
)


def meets(query: Query, record: Record) -> bool:
    """The query in plain Python."""
    if query.ids is not None and record.id not in query.ids:
        return False
    period = query.period
    if period is not None and not period.start <= record.occurred_on <= period.end:
        return False
    for key, words in query.words.items():
        value = record.value(key)
        said = value if isinstance(value, tuple) else (value,)
        if not set(said) & set(words):
            return False
    return record.state in query.states


def _fresh(book: EncryptedBook, values: Iterable[dict[str, Value]]) -> list[Record]:
    """Only these records; every third one void."""
    with book.writing() as work:
        connection = cast("Any", work.records)._connection
        for table in reversed(cast("Any", work.records)._layout.schema.metadata.sorted_tables):
            connection.execute(table.delete())
        connection.exec_driver_sql("DELETE FROM sqlite_sequence")
        connection.exec_driver_sql("INSERT INTO search_text(search_text) VALUES('delete-all')")
    kept: list[Record] = []
    for place, each in enumerate(values):
        record = add(book, each)
        kept.append(void(book, record) if place % 3 == 2 else record)
    return kept


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(values=SEVERAL, query=QUERIES)
def test_a_query_finds_what_plain_python_finds(
    book: EncryptedBook, values: list[dict[str, Value]], query: Query
) -> None:
    kept = _fresh(book, values)
    wanted = [record for record in kept if meets(query, record)]
    # Newest day first, then the newest entry.
    wanted.sort(key=lambda record: (record.occurred_on, record.id or 0), reverse=True)
    with book.reading() as work:
        assert list(work.records.ids(query)) == [record.id for record in wanted]
        assert work.records.count(query) == len(wanted)
        assert work.records.page(query, 0, 100) == wanted


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(values=SEVERAL)
def test_every_field_can_be_sorted_by_both_ways(
    book: EncryptedBook, values: list[dict[str, Value]]
) -> None:
    kept = _fresh(book, values)
    envelope = ("id", "number", "occurred_on", "state", "entered_at", "entered_by", "revision")
    keys = [*envelope, *EVERYTHING.by_key, "hands.due", "hands.present", "hands.absent"]
    with book.reading() as work:
        for key in keys:
            for descending in (True, False):
                query = Query("everything", states=tuple(State), sort=Sort(key, descending))
                ids = list(work.records.ids(query))
                assert sorted(ids) == [record.id for record in kept]
                whole = {record.id: record.value(key) for record in kept}
                numbers = [v for i in ids if isinstance(v := whole[i], int)]
                assert numbers == sorted(numbers, reverse=descending)


def test_a_choice_sorts_by_its_rank_not_its_letters(book: EncryptedBook) -> None:
    for colour in ("蓝", None, "红", "黄", "早先的词"):
        add(book, event(colour=colour) if colour else event())
    with book.reading() as work:
        up = work.records.ids(Query("everything", sort=Sort("colour", descending=False)))
        down = work.records.ids(Query("everything", sort=Sort("colour", descending=True)))
    assert list(up) == [3, 4, 1, 5, 2]
    assert list(down) == [2, 5, 1, 4, 3]


def test_words_sort_by_pinyin_and_surnames_as_they_are_read(book: EncryptedBook) -> None:
    names = ["吴三", "周七", "李五", "王二", "赵一", "陈六", "单四", "仇八", "李国", "李"]
    for name in names:
        who = Person(name)
        add(book, event(name, keeper=name, chief=who, guests=People.named(who)))
    as_names = ["陈六", "李", "李国", "李五", "仇八", "单四", "王二", "吴三", "赵一", "周七"]
    as_words = ["陈六", "仇八", "单四", "李", "李国", "李五", "王二", "吴三", "赵一", "周七"]
    with book.reading() as work:
        for key, expected in (
            ("keeper", as_names),
            ("chief", as_names),
            ("guests", as_names),
            ("line", as_words),
        ):
            ids = work.records.ids(Query("everything", sort=Sort(key, descending=False)))
            assert [names[each - 1] for each in ids] == expected, key


def test_ties_are_broken_by_the_newest_entry(book: EncryptedBook) -> None:
    for _ in range(3):
        add(book, event(weight=1))
    with book.reading() as work:
        for sort in (Sort("weight", descending=False), Sort("weight"), Sort()):
            assert list(work.records.ids(Query("everything", sort=sort))) == [3, 2, 1]
        told = Query("everything", sort=Sort("occurred_on", descending=False))
        assert list(work.records.ids(told)) == [1, 2, 3]


def test_numbers_beyond_a_thousand_follow_those_before(book: EncryptedBook) -> None:
    with book.writing() as work:
        connection = cast("Any", work.records)._connection
        connection.exec_driver_sql("INSERT INTO numbers VALUES ('everything', 2026, 998)")
    add(book, event(day=date(2025, 3, 3)))
    numbers = [add(book, event()).number for _ in range(2)]
    assert numbers == ["2026-999", "2026-1000"]
    with book.reading() as work:
        ids = work.records.ids(Query("everything", sort=Sort("number", descending=False)))
    assert list(ids) == [1, 2, 3]


def test_a_list_takes_any_number_of_ids(book: EncryptedBook) -> None:
    add(book, event())
    many = Query("everything", ids=tuple(range(1, 300_000)))
    with book.reading() as work:
        assert list(work.records.ids(many)) == [1]
        assert work.records.count(Query("everything", ids=())) == 0


def test_full_text_narrows_a_list_with_all_else(book: EncryptedBook) -> None:
    add(book, event("补帆", colour="红", story="夜里风大"))
    add(book, event("补帆", colour="蓝"))
    add(book, event("看灯", colour="红"))
    with book.reading() as work:

        def found(text: str, **more: Any) -> list[int]:
            query = Query("everything", text=text, **more)
            ids = list(work.records.ids(query))
            assert work.records.count(query) == len(ids)
            return ids

        assert found("补帆") == [2, 1]
        assert found("帆", words={"colour": ("红",)}) == [1]
        assert found("风大 补") == [1]
        assert found("没有这个") == []
        assert found("，") == []
        assert found("  ") == [3, 2, 1]


def test_sorting_by_what_is_not_there_is_a_bug(book: EncryptedBook) -> None:
    with pytest.raises(ProgramBug), book.reading() as work:
        work.records.ids(Query("everything", sort=Sort("nothing")))
