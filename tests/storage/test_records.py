"""Records are kept whole, changed in one piece, voided, and every change stays in history."""

from __future__ import annotations

import json
from array import array
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings

from qinglian_desktop.domain.errors import EnvironmentProblem, ProgramBug
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.query import Query, Sort
from qinglian_desktop.domain.record import Draft, State
from qinglian_desktop.domain.values import Value
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.histories import history_json
from tests.invented import EVERYTHING, INVENTED_ROSTER, example_values
from tests.storage.invented_books import (
    PASSWORD,
    add,
    add_crew,
    change,
    event,
    mark,
    new_record,
    void,
)
from tests.storage.invented_values import RECORDS

SHARED_BOOK = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)


def test_a_record_comes_back_as_it_was_kept(book: EncryptedBook) -> None:
    kept = add(book, example_values())
    assert (kept.id, kept.number, kept.revision) == (1, "2026-001", 1)
    with book.reading() as work:
        assert work.records.get(EVERYTHING, 1) == kept
        assert work.records.get(EVERYTHING, 2) is None
        assert work.records.fetch(EVERYTHING, [2, 1, 7]) == [kept]


@SHARED_BOOK
@given(values=RECORDS)
def test_any_values_come_back_equal(book: EncryptedBook, values: dict[str, Value]) -> None:
    kept = add(book, values)
    with book.reading() as work:
        assert kept.id is not None
        found = work.records.get(EVERYTHING, kept.id)
        assert found is not None
        assert found.values == values
        assert found == kept
        assert work.records.fetch(EVERYTHING, [kept.id]) == [kept]


@SHARED_BOOK
@given(before=RECORDS, after=RECORDS)
def test_any_values_can_follow_any_others(
    book: EncryptedBook, before: dict[str, Value], after: dict[str, Value]
) -> None:
    kept = add(book, before)
    changed = replace(kept, values=after, occurred_on=new_record(after).occurred_on)
    with book.writing() as work:
        again = work.records.replace(EVERYTHING, changed, mark("修改"))
    with book.reading() as work:
        assert kept.id is not None
        assert work.records.get(EVERYTHING, kept.id) == again
        assert again.values == after


def test_numbers_run_per_ledger_and_year(book: EncryptedBook) -> None:
    days = [date(2026, 1, 5), date(2025, 12, 31), date(2026, 3, 1), date(2025, 1, 1)]
    numbers = [add(book, event(day=day)).number for day in days]
    assert numbers == ["2026-001", "2025-001", "2026-002", "2025-002"]
    assert add_crew(book, "韦𬀩").number == "2020-001"


def test_numbers_go_on_within_a_transaction_and_after_it(book: EncryptedBook) -> None:
    days = [date(2026, 1, 5), date(2025, 3, 9), date(2026, 8, 2)]
    add(book, event(day=days[0]))
    with book.writing() as work:
        kept = [work.records.add(EVERYTHING, new_record(event(day=day)), mark()) for day in days]
    assert [each.number for each in kept] == ["2026-002", "2025-001", "2026-003"]
    assert [add(book, event(day=day)).number for day in days[:2]] == ["2026-004", "2025-002"]


def test_a_number_stays_within_its_year_and_is_new_in_another(book: EncryptedBook) -> None:
    kept = add(book, event(day=date(2026, 1, 5)))
    moved = change(book, kept, {"day": date(2026, 9, 9)})
    assert (moved.number, moved.revision) == ("2026-001", 2)
    other = change(book, moved, {"day": date(2025, 9, 9)})
    assert other.number == "2025-001"
    assert add(book, event(day=date(2026, 1, 6))).number == "2026-002"


def test_a_number_is_not_given_twice_when_a_save_is_undone(book: EncryptedBook) -> None:
    with pytest.raises(RuntimeError), book.writing() as work:
        work.records.add(EVERYTHING, new_record(event()), mark())
        raise RuntimeError
    assert add(book, event()).number == "2026-001"
    assert book.check() == []


def test_a_change_made_meanwhile_is_not_overwritten(book: EncryptedBook) -> None:
    opened = add(book, event())
    change(book, opened, {"line": "别人改的"})
    with pytest.raises(EnvironmentProblem, match="又在别处改过了"):
        change(book, opened, {"line": "我改的"})
    with book.reading() as work:
        found = work.records.get(EVERYTHING, 1)
        assert found is not None and found.value("line") == "别人改的"
        assert len(work.records.history(EVERYTHING, 1)) == 2


def test_history_tells_before_and_after_the_latest_first(book: EncryptedBook) -> None:
    kept = add(book, example_values())
    changed = change(book, kept, {"line": "新的一行", "steps": ()}, reason="写错了")
    void(book, changed)
    with book.reading() as work:
        changes = work.records.history(EVERYTHING, 1)
    assert [(each.action, each.reason) for each in changes] == [
        ("作废", "写错了"),
        ("修改", "写错了"),
        ("新增", ""),
    ]
    first, second = changes[2], changes[1]
    assert first.before is None
    assert first.after == second.before
    assert second.after is not None and second.after["line"] == "新的一行"
    assert "steps" not in second.after
    assert json.loads(json.dumps(first.after)) == first.after
    read_back = {
        field.key: from_plain(field.type, (first.after or {}).get(field.key))
        for field in EVERYTHING.fields
        if field.key in (first.after or {})
    }
    assert read_back == kept.values
    assert to_plain(EVERYTHING.field("money").type, kept.value("money")) == "1.5"


def test_a_void_record_is_kept_but_not_listed(book: EncryptedBook) -> None:
    add(book, event("留下的"))
    gone = void(book, add(book, event("作废的")))
    with book.reading() as work:
        assert list(work.records.ids(Query("everything"))) == [1]
        assert work.records.count(Query("everything")) == 1
        only_void = Query("everything", states=(State.VOID,))
        assert list(work.records.ids(only_void)) == [2]
        assert work.records.count(only_void) == 1
        assert work.records.count(Query("everything", states=tuple(State))) == 2
        assert work.records.get(EVERYTHING, 2) == gone
        newest = work.records.newest(EVERYTHING)
        assert newest is not None and newest.id == 1


def test_many_records_move_to_a_state_each_with_its_history(book: EncryptedBook) -> None:
    kept = [add(book, event(str(number))) for number in range(3)]
    with book.writing() as work:
        work.records.set_state(EVERYTHING, array("q", [1, 3]), State.REPORTED, mark("上报"))
    with book.reading() as work:
        found = work.records.fetch(EVERYTHING, [1, 2, 3])
        assert [each.state.value for each in found] == ["已上报", "已确认", "已上报"]
        assert [each.revision for each in found] == [2, 1, 2]
        assert [each.values for each in found] == [each.values for each in kept]
        assert work.records.history(EVERYTHING, 3)[0].action == "上报"
        assert len(work.records.history(EVERYTHING, 2)) == 1
    assert book.check() == []


def test_what_was_typed_before_is_remembered_the_latest_first(book: EncryptedBook) -> None:
    for line in ("甲", "乙", "甲", "丙"):
        add(book, event(line))
    void(book, add(book, event("不算")))
    with book.reading() as work:
        field = EVERYTHING.field("line")
        assert work.records.remembered(EVERYTHING, field) == ["丙", "甲", "乙"]
        assert work.records.remembered(EVERYTHING, field, limit=1) == ["丙"]
        assert work.records.remembered(EVERYTHING, EVERYTHING.field("keeper")) == []


def test_pages_follow_each_other(book: EncryptedBook) -> None:
    for number in range(5):
        add(book, event(str(number)))
    query = Query("everything", sort=Sort("id", descending=False))
    with book.reading() as work:
        pages = [work.records.page(query, first, 2) for first in (0, 2, 4, 6)]
    assert [[each.id for each in page] for page in pages] == [[1, 2], [3, 4], [5], []]


def test_members_are_told_with_classes_and_spelling(book: EncryptedBook) -> None:
    watches = ({"word": "船长", "since": date(2021, 5, 1)}, {"word": "值更"})
    one = add_crew(book, "单于明", cabin="甲舱", post="大副", votes="是", watches=watches)
    two = add_crew(book, "曾𬭚", gone=date(2024, 1, 1), gone_why="到岸", votes="否")
    with book.reading() as work:
        first, second = work.records.members().values()
    assert (first.id, first.name, first.department, first.post) == (1, "单于明", "甲舱", "大副")
    assert (first.number, second.number) == (one.number, two.number) and one.number
    assert first.votes and not second.votes
    assert first.classes == (("船长", date(2021, 5, 1)), ("值更", None))
    assert first.initials[:2] == ("cym", "chanyuming")
    assert second.initials[:2] == ("zc", "zengchun")
    assert (second.left, second.left_reason) == (date(2024, 1, 1), "到岸")


def test_members_are_fresh_after_every_change_and_after_an_undone_one(book: EncryptedBook) -> None:
    def names() -> list[str]:
        with book.reading() as work:
            return [each.name for each in work.records.members().values()]

    kept = add_crew(book, "甲")
    assert names() == ["甲"]
    with pytest.raises(RuntimeError), book.writing() as work:
        renamed = replace(kept, values={**kept.values, "name": "乙"})
        work.records.replace(INVENTED_ROSTER, renamed, mark("修改"))
        assert [each.name for each in work.records.members().values()] == ["乙"]
        raise RuntimeError
    assert names() == ["甲"]
    with book.writing() as work:
        renamed = replace(kept, values={**kept.values, "name": "丙"})
        work.records.replace(INVENTED_ROSTER, renamed, mark("修改"))
    assert names() == ["丙"]
    with book.writing() as work:
        gone = replace(renamed, revision=2, state=State.VOID)
        work.records.replace(INVENTED_ROSTER, gone, mark("作废"))
    assert names() == []


def test_writing_through_a_reading_unit_is_a_bug(book: EncryptedBook) -> None:
    with pytest.raises(ProgramBug), book.reading() as work:
        work.records.add(EVERYTHING, new_record(event()), mark())
    with pytest.raises(ProgramBug), book.reading() as work:
        work.drafts.put(Draft("everything"))


def test_a_block_that_raises_keeps_nothing(book: EncryptedBook) -> None:
    with pytest.raises(RuntimeError), book.writing() as work:
        work.records.add(EVERYTHING, new_record(example_values()), mark())
        work.drafts.put(Draft("everything", {"line": "草稿"}))
        work.settings.put("字", "大")
        raise RuntimeError
    with book.reading() as work:
        assert work.records.count(Query("everything")) == 0
        assert work.drafts.all() == []
        assert work.settings.get("字") is None
        assert work.records.find("补帆") == []


def test_what_was_undone_or_failed_leaves_no_gap_in_the_ids(book: EncryptedBook) -> None:
    assert add(book, event("一")).id == 1
    with pytest.raises(RuntimeError), book.writing() as work:
        for _ in range(3):
            work.records.add(EVERYTHING, new_record(event()), mark())
        raise RuntimeError
    with pytest.raises(ProgramBug), book.writing() as work:
        # The history refuses it, after the record has got its id.
        work.records.add(EVERYTHING, new_record(event()), replace(mark(), action=cast("str", None)))
    void(book, add(book, event("二")))
    assert add(book, event("三")).id == 3
    with book.reading() as work:
        assert work.records.count(Query("everything")) == 2
        assert list(work.records.ids(Query("everything", states=tuple(State)))) == [3, 2, 1]
    assert book.check() == []


def test_history_is_the_same_text_in_whichever_order_the_fields_stand() -> None:
    turned = replace(EVERYTHING, sections=EVERYTHING.sections[::-1])
    values = example_values()
    assert history_json(turned, values) == history_json(EVERYTHING, values)
    assert json.loads(history_json(EVERYTHING, values)) == {
        field.key: to_plain(field.type, values[field.key])
        for field in EVERYTHING.fields
        if field.key in values
    }


def test_a_transaction_within_another_is_a_bug_not_a_deadlock(book: EncryptedBook) -> None:
    with book.writing(), pytest.raises(ProgramBug), book.writing():
        pass


def test_records_outlive_closing_and_opening(
    book: EncryptedBook, folder: Path, books: EncryptedBooks
) -> None:
    kept = add(book, example_values())
    book.close()
    assert not (folder / "ledger.db-wal").exists()
    again = books.open(folder, PASSWORD)
    with again.reading() as work:
        assert work.records.get(EVERYTHING, 1) == kept
    again.close()
