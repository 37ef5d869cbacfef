"""Which reported months must be reported again: those whose records say something else now."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import ToReturn
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import CoverWords
from tests.glances import again_of, todos_of, year_of
from tests.invented import (
    EVERYTHING,
    INVENTED_ROSTER,
    INVENTED_UNIT,
    example_input,
    ship_input,
)
from tests.unit.conftest import Voyage

SEPTEMBER, OCTOBER = Period.parse("2026-09"), Period.parse("2026-10")


@pytest.fixture
def sent(voyage: Voyage, tmp_path: Path) -> Voyage:
    """A voyage whose September (record 2) and October (record 1) were reported."""
    voyage.ship()
    voyage.event(guests="甲、乙")
    voyage.event(day="2026-09-30")
    for month in (SEPTEMBER, OCTOBER):
        voyage.desk.returning.deliver(month, tmp_path)
        voyage.now += timedelta(minutes=1)
    return voyage


def asked(voyage: Voyage) -> list[tuple[str, int, int]]:
    """Month, revision and count of what is asked for; the to-do list asks for the same."""
    found = again_of(voyage.desk)
    lines = [todo for todo in todos_of(voyage.desk) if isinstance(todo.place, ToReturn)]
    assert [todo.place for todo in lines] == [ToReturn(each.month) for each in found]
    for todo, each in zip(lines, found, strict=True):
        assert todo.text == f"{each.month.label}月报要再报一次（第{each.revision}次）"
        later = "、".join(f"{month.index}月" for month in each.later)
        also = f"；{later}的月报里本年累计也变了" if later else ""
        assert todo.reason == f"报出以后又改了{each.records}条记录{also}"
    months = year_of(voyage.desk, 2026).months
    this_year = [each.month for each in found if each.month.year == 2026]
    assert [m.month for m in months if m.is_changed] == this_year
    return [(each.month.key, each.revision, each.records) for each in found]


def change(voyage: Voyage, record_id: int = 1, **changes: object) -> None:
    typed = example_input(**{"guests": "甲、乙", **changes})
    voyage.desk.records.save(EVERYTHING, typed, record_id=record_id, reason="核对时改")


def test_a_month_that_says_what_was_reported_is_not_asked_for(sent: Voyage) -> None:
    assert asked(sent) == []


def test_a_corrected_month_is_asked_for_until_it_is_sent_again(
    sent: Voyage, tmp_path: Path
) -> None:
    change(sent, weight=9)
    assert asked(sent) == [("2026-10", 2, 1)]
    sent.desk.returning.deliver(OCTOBER, tmp_path)
    assert asked(sent) == []


def test_changed_and_changed_back_it_is_not_asked_for(sent: Voyage) -> None:
    change(sent, weight=9)
    change(sent)
    assert asked(sent) == []


def test_a_record_added_late_is_asked_for(sent: Voyage) -> None:
    sent.event(line="补记")
    assert asked(sent) == [("2026-10", 2, 1)]


def test_a_voided_record_is_asked_for_until_it_is_revived(sent: Voyage) -> None:
    sent.desk.records.void(EVERYTHING, 1, "记错了")
    assert asked(sent) == [("2026-10", 2, 1)]
    sent.desk.records.revive(EVERYTHING, 1, reason="核对时改")
    assert asked(sent) == []


def test_of_a_record_moved_to_another_month_both_are_asked_for(
    sent: Voyage, tmp_path: Path
) -> None:
    change(sent, day="2026-09-15")
    assert asked(sent) == [("2026-09", 2, 1), ("2026-10", 2, 1)]
    sent.desk.returning.deliver(SEPTEMBER, tmp_path)
    assert asked(sent) == [("2026-10", 2, 1)]
    sent.desk.returning.deliver(OCTOBER, tmp_path)
    assert asked(sent) == []


def test_a_record_moved_to_a_month_not_reported_yet_leaves_a_gap(sent: Voyage) -> None:
    change(sent, day="2026-11-02")
    assert asked(sent) == [("2026-10", 2, 1)]


def test_what_happened_before_the_newest_return_is_done(sent: Voyage, tmp_path: Path) -> None:
    sent.desk.records.void(EVERYTHING, 2, "记错了")
    sent.now += timedelta(minutes=1)
    sent.desk.returning.deliver(SEPTEMBER, tmp_path)
    sent.now += timedelta(minutes=1)
    sent.event(line="十月补记")
    assert asked(sent) == [("2026-10", 2, 1)]


def test_a_record_that_no_return_carries_counts_for_nothing(sent: Voyage) -> None:
    hand = sent.crew("周𬭚", came="2026-10-09")
    sent.desk.records.void(INVENTED_ROSTER, hand, "记错了")
    assert asked(sent) == []
    sent.event(line="补记")
    assert asked(sent) == [("2026-10", 2, 1)]


def test_other_words_on_the_cover_do_not_ask_for_old_months(sent: Voyage) -> None:
    sent.desk.preferences.keep_cover(CoverWords("换了人", "也换了"))
    sent.desk.records.save(INVENTED_UNIT, {**ship_input(), "captain": "换了人"}, record_id=1)
    assert asked(sent) == []


def test_a_month_of_last_year_is_asked_for_and_one_before_is_not(
    voyage: Voyage, tmp_path: Path
) -> None:
    voyage.ship()
    for year in (2024, 2025):
        record = voyage.event(day=f"{year}-12-05")
        voyage.desk.returning.deliver(Period.parse(f"{year}-12"), tmp_path)
        voyage.now += timedelta(minutes=1)
        change(voyage, record, day=f"{year}-12-06")
    assert [each[0] for each in asked(voyage)] == ["2025-12"]


def test_the_month_in_which_an_older_problem_is_solved_is_asked_for(
    empty_desk: Desk, tmp_path: Path
) -> None:
    """The month in which it was found was never reported, nor is it of this year."""
    keep, problems = empty_desk.records, empty_desk.catalogue["problems"]
    unit = {"name": "样例机关", "code": "YL-1", "committee": "样例工委", "secretary": "样例人"}
    keep.save(empty_desk.catalogue["unit"], {**unit, "since": "2025-01-01"})
    told = {"problem": "台账不全", "source": "自查", "owner": "样例人", "due": "2026-12-01"}
    open_one = {**told, "day": "2025-12-05", "status": "待解决"}
    record = keep.save(problems, open_one).record
    august = Period.parse("2026-08")
    empty_desk.returning.deliver(august, tmp_path)
    assert again_of(empty_desk) == []
    solved = {**open_one, "status": "已解决", "solved_on": "2026-08-20"}
    keep.save(problems, solved, record_id=record.id, reason="核对时改")
    (again,) = again_of(empty_desk)
    assert (again.month, again.revision, again.records) == (august, 2, 1)
    later = {**solved, "solved_on": "2026-09-02"}
    keep.save(problems, later, record_id=record.id, reason="核对时改")
    assert again_of(empty_desk) == []


def test_another_name_of_the_unit_does_not_ask_for_a_month_that_was_touched(sent: Voyage) -> None:
    change(sent, day="2026-09-15")
    change(sent)
    sent.desk.records.save(INVENTED_UNIT, {**ship_input(), "captain": "换了人"}, record_id=1)
    assert asked(sent) == []


def test_a_record_of_a_month_never_reported_changes_the_total_of_the_first_that_was(
    sent: Voyage, tmp_path: Path
) -> None:
    assert sent.event(day="2026-08-20", line="八月补记") == 3
    (again,) = again_of(sent.desk)
    assert (again.month, again.revision, again.records, again.later) == (
        SEPTEMBER,
        2,
        0,
        (OCTOBER,),
    )
    (line,) = [todo for todo in todos_of(sent.desk) if isinstance(todo.place, ToReturn)]
    assert line.reason == ("报出以后前面月份的记录又改了，本年累计变了；10月的月报里本年累计也变了")
    sent.desk.returning.deliver(SEPTEMBER, tmp_path)
    assert again_of(sent.desk) == []
    sent.desk.records.void(EVERYTHING, 3, "记错了")
    (again,) = again_of(sent.desk)
    assert (again.month, again.revision, again.records) == (SEPTEMBER, 3, 0)


def test_an_update_of_another_month_than_its_site_is_asked_for(
    empty_desk: Desk, tmp_path: Path
) -> None:
    keep, sites = empty_desk.records, empty_desk.catalogue["culture_sites"]
    unit = {"name": "样例机关", "code": "YL-1", "committee": "样例工委", "secretary": "样例人"}
    keep.save(empty_desk.catalogue["unit"], {**unit, "since": "2025-01-01"})
    site = {"kind": "其他", "name": "样例角", "day": "2025-03-01"}
    record = keep.save(sites, site).record
    august = Period.parse("2026-08")
    empty_desk.returning.deliver(august, tmp_path)
    update = {"day": "2026-08-20", "content": "换了内容"}
    keep.save(sites, {**site, "updates": [update]}, record_id=record.id, reason="核对时改")
    (again,) = again_of(empty_desk)
    assert (again.month, again.revision, again.records) == (august, 2, 1)


@pytest.mark.parametrize("off", [timedelta(days=-20), timedelta(days=400)])
def test_what_left_a_month_is_told_whatever_the_clock_said_then(
    sent: Voyage, off: timedelta
) -> None:
    sent.now += off
    sent.desk.records.void(EVERYTHING, 1, "记错了")
    change(sent, 2, day="2026-08-30")
    sent.now -= off
    assert asked(sent) == [("2026-09", 2, 1), ("2026-10", 2, 1)]


@pytest.mark.parametrize("off", [timedelta(days=-20), timedelta(days=400)])
def test_what_left_a_month_is_told_whatever_the_clock_said_as_it_was_reported(
    sent: Voyage, tmp_path: Path, off: timedelta
) -> None:
    sent.event(day="2026-10-21")
    sent.desk.records.void(EVERYTHING, 2, "记错了")
    sent.now += off
    for month in (SEPTEMBER, OCTOBER):
        sent.desk.returning.deliver(month, tmp_path)
    sent.now -= off
    assert asked(sent) == []
    change(sent, day="2026-11-02")
    assert asked(sent) == [("2026-10", 3, 1)]
