"""How a unit's month stands, what is still owed of it, and the message that asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from qinglian_desktop.domain.collecting.collected import Answered, CollectedReturn, Fate, MetFile
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.reminding import OwedMonth, reminder_of
from qinglian_desktop.domain.collecting.states import (
    MonthState,
    UnitMonth,
    month_due_on,
    named_files,
    still_refused,
    year_of_units,
)
from tests.unit.collected_units import AT, DAY, month, refused, returned

LISTED = (ListedUnit("B02", "乙局", "党总支"), ListedUnit("A01", "甲局", "党委"))


def october(
    *returns: CollectedReturn, files: Sequence[MetFile] = (), today: date = DAY
) -> dict[str, UnitMonth]:
    year = year_of_units(2026, LISTED, returns, files, today)
    return {each.unit.code: each.months[9] for each in year.units}


def test_what_came_in_time_late_not_at_all_and_is_not_due() -> None:
    late = returned("B02", reported_on=date(2026, 11, 6))
    assert october(late)["B02"].state is MonthState.LATE
    assert october(returned())["A01"].state is MonthState.HANDED_IN
    assert october()["A01"].state is MonthState.MISSING
    assert october(today=date(2026, 11, 5))["A01"].state is MonthState.NOT_DUE
    undated = returned(reported_on=None)
    assert october(undated)["A01"].state is MonthState.HANDED_IN
    assert october(replace(undated, taken_at=AT + timedelta(3)))["A01"].state is MonthState.LATE


def test_the_latest_revision_counts_and_who_was_in_time_stays_so() -> None:
    first, again = returned(), returned(revision=2, reported_on=date(2026, 12, 1))
    found = october(first, again)["A01"]
    assert (found.state, found.revision, found.earlier) == (MonthState.HANDED_IN, 2, (1,))


def test_given_back_until_the_next_revision_came() -> None:
    back = returned(answered=Answered(False, AT, ("缺盖章",)))
    found = october(back)["A01"]
    assert (found.state, found.why) == (MonthState.GIVEN_BACK, ("缺盖章",))
    assert october(back, returned(revision=2))["A01"].state is MonthState.HANDED_IN


def test_what_was_not_taken_is_doubtful_where_nothing_newer_was() -> None:
    assert october(files=(refused(),))["A01"].state is MonthState.DOUBTFUL
    assert october(returned(), files=(refused(),))["A01"].state is MonthState.HANDED_IN
    newer = october(returned(), files=(refused(revision=2),))["A01"]
    assert (newer.state, newer.revision) == (MonthState.DOUBTFUL, 1)
    assert newer.why == ("内容与写出时不一样。",)


def test_a_file_under_the_code_of_another_is_that_of_the_unit_so_called() -> None:
    states = october(returned(unit_name="甲局"), files=[refused(unit_name="乙 局")])
    assert states["A01"].state is MonthState.HANDED_IN
    assert states["B02"].state is MonthState.DOUBTFUL
    assert october(files=[refused(unit_name="丁局")])["A01"].state is MonthState.DOUBTFUL


def test_units_stand_as_in_the_list_then_others() -> None:
    year = year_of_units(2026, LISTED, [returned("Z9"), returned()], [refused("C3")], DAY)
    assert [(each.unit.code, each.is_listed) for each in year.units] == [
        ("B02", True),
        ("A01", True),
        ("C3", False),
        ("Z9", False),
    ]
    assert year.count(10, MonthState.MISSING) == 1
    assert year.count(10, MonthState.HANDED_IN) == 2


def test_nothing_was_asked_of_months_before_the_first() -> None:
    year = year_of_units(2026, LISTED, [returned("A01", 3)], [], DAY, since=month(10))
    months = {each.unit.code: each.months for each in year.units}
    assert [each.state for each in months["B02"][8:11]] == [
        MonthState.NOT_ASKED,
        MonthState.MISSING,
        MonthState.NOT_DUE,
    ]
    assert months["A01"][2].state is MonthState.HANDED_IN


def test_a_day_of_the_next_month_is_due_and_never_beyond_its_end() -> None:
    assert month_due_on(month(12), 5) == date(2027, 1, 5)
    assert month_due_on(month(1), 31) == date(2026, 2, 28)


def test_what_was_refused_is_done_with_once_the_unit_sent_it_anew() -> None:
    bad, later = refused(), AT + timedelta(1)
    good = replace(bad, path="new.xlsx", fate=Fate.TAKEN, why=())
    assert still_refused([(AT, bad)]) == [bad]
    assert still_refused([(AT, bad), (later, good)]) == []
    assert still_refused([(AT, bad), (AT, good)]) == [bad]
    assert still_refused([(later, bad), (AT, good)]) == [bad]
    assert still_refused([(AT, bad), (later, replace(good, unit_name="丙局"))]) == [bad]
    assert still_refused([(AT, bad), (later, replace(bad, fate=Fate.TAKEN))]) == []
    assert still_refused([(AT, bad), (later, replace(good, revision=2))]) == []


def test_the_message_names_month_day_and_units() -> None:
    due = date(2026, 11, 5)
    owed = [
        OwedMonth(LISTED[0], UnitMonth(month(10), MonthState.MISSING)),
        OwedMonth(LISTED[1], UnitMonth(month(10), MonthState.GIVEN_BACK, 1)),
    ]
    assert reminder_of(month(10), owed, due, DAY) == (
        "各单位：2026年10月清廉机关建设工作月报，按要求应当在11月5日前报送。截至11月7日，"
        "还没有收到的有1个单位：乙局。退回后还没有重新报送的有1个单位：甲局。"
        "请以上单位尽快报送，已经报了的请忽略。谢谢！"
    )
    early = reminder_of(month(10), owed[:1], due, date(2026, 11, 4))
    assert "请于11月5日前报送" in early and "按时报送" in early
    assert reminder_of(month(10), [], due, DAY) == ""


def test_what_could_not_be_read_is_told_by_its_name() -> None:
    locked = MetFile("甲/(1)清廉月报_甲局_2026-10_r2 副本.xlsx", Fate.REFUSED, ("设了打开密码。",))
    ((_, one),) = named_files([(AT, locked)], LISTED)
    told = one.unit_code, one.unit_name, one.period, one.revision
    assert told == ("A01", "甲局", "2026-10", 2)
    assert october(files=[one])["A01"].why == ("设了打开密码。",)
    nobody = [
        replace(locked, path="清廉月报_丁局_2026-10_r2.xlsx"),
        replace(locked, path="清廉月报_甲局_2026-13_r2.xlsx"),
        replace(locked, path="清廉月报_甲局_2026-10_r2/月报.xlsx"),
        replace(locked, path="月报.xlsx"),
    ]
    assert named_files([(AT, each) for each in nobody], LISTED) == [(AT, each) for each in nobody]
    # Two units of one name: nobody knows whose it is.
    twins = (*LISTED, ListedUnit("C3", "甲局"))
    assert named_files([(AT, locked)], twins) == [(AT, locked)]
    half = replace(locked, path="月报.xlsx", unit_name="乙 局", period="2026-10")
    ((_, other),) = named_files([(AT, half)], LISTED)
    assert (other.unit_code, other.revision) == ("B02", 0)
