"""Time limits as committees write them: the last day of each turn, or nothing where it is open."""

from __future__ import annotations

from datetime import date

import pytest

from qinglian_desktop.domain.deadlines import how_much, is_year_in_doubt, next_due, read_deadline
from qinglian_desktop.domain.period import Period

OF_MONTH, OF_YEAR = "2026-09", "2026"
# Written, of a list for September, of one for the year; – where it has not one meaning there,
# . where it is not written in such a list.
ONCE = """
9月10日前 2026-09-10 2026-09-10
9月10日（周四）前 2026-09-10 2026-09-10
九月十日之前 2026-09-10 2026-09-10
9.10前 2026-09-10 2026-09-10
2026-09-10 2026-09-10 2026-09-10
9月10日前完成 2026-09-10 2026-09-10
9月10日下午3点 2026-09-10 2026-09-10
9月10日至15日 2026-09-15 2026-09-15
9月28日-10月8日 2026-10-08 2026-10-08
15日前 2026-09-15 –
下月5日前 2026-10-05 –
上旬 2026-09-10 –
9月中旬 2026-09-20 2026-09-20
中旬 2026-09-20 –
9月下旬 2026-09-30 2026-09-30
2月下旬 . 2026-02-28
月底前 2026-09-30 –
月内 2026-09-30 –
9月 2026-09-30 2026-09-30
9月份 2026-09-30 2026-09-30
九月底前 2026-09-30 2026-09-30
即日起至9月底 2026-09-30 2026-09-30
3月—5月 . 2026-05-31
第三季度 2026-09-30 2026-09-30
三季度末 2026-09-30 2026-09-30
本季度 2026-09-30 2026-03-31
上半年 . 2026-06-30
年底前 2026-12-31 2026-12-31
年内 2026-12-31 2026-12-31
全年 2026-12-31 2026-12-31
次年1月底前 2027-01-31 2027-01-31
1月10日前 2027-01-10 2026-01-10
中秋前 2026-09-24 2026-09-24
国庆节前 2026-09-30 2026-09-30
中秋、国庆前 2026-09-24 2026-09-24
七一前 . 2026-06-30
每年七一前 . 2026-06-30
2026年七一前 . 2026-06-30
春节前 2027-02-05 2026-02-16
元旦前 2026-12-31 2026-12-31
教师节前 2026-09-09 2026-09-09
春节前后 – –
9月10日左右 – –
国庆节后 – –
9月初 – –
9月前 – –
9月xx日前 – –
xx – –
2月30日前 – –
长期 – –
适时 – –
随时 – –
另行通知 – –
每两个月一次 – –
9月1日起 – –
会后3个工作日内 – –
9999年9月底 – –
3000年底 – –
0226年9月底 – –
0226年9月10日前 – –
9999年9月10日前 – –
9999年12月31日 – –
0000年9月底 – –
3000年3月—5月 – –
0226年3月、6月 – –
3000年第三季度 – –
9999年上半年 – –
3000年第三季度3次 – –
9999年七一前 – –
0001年元旦前 – –
0226年9月10日至15日 – –
9999年全年不少于4次 – –
即日起至9月30日 2026-09-30 2026-09-30
截至9月30日 2026-09-30 2026-09-30
即日起至年底 2026-12-31 2026-12-31
即日起至国庆 2026-10-01 2026-10-01
"""


@pytest.mark.parametrize("line", ONCE.split("\n")[1:-1])
def test_what_is_to_be_done_once_has_its_last_day(line: str) -> None:
    written, *expected = line.split()
    for of, due in zip((OF_MONTH, OF_YEAR), expected, strict=True):
        found = read_deadline(written, Period.parse(of))
        if due == "–":
            assert found is None
        elif due != ".":
            assert found is not None and [turn.due.isoformat() for turn in found.turns] == [due]


@pytest.mark.parametrize(
    ("written", "of", "dues", "times"),
    [
        ("每月", OF_YEAR, ["2026-01-31", "2026-02-28", "2026-12-31", 12], 1),
        ("每月", OF_MONTH, ["2026-09-30", "2026-10-31", "2026-12-31", 4], 1),
        ("每月至少一次", OF_MONTH, ["2026-09-30", "2026-10-31", "2026-12-31", 4], 1),
        ("每月25日前", OF_YEAR, ["2026-01-25", "2026-02-25", "2026-12-25", 12], 1),
        ("每月30日前", OF_YEAR, ["2026-01-30", "2026-02-28", "2026-12-30", 12], 1),
        ("每月不少于4次", OF_MONTH, ["2026-09-30", "2026-10-31", "2026-12-31", 4], 4),
        ("每季度末", OF_YEAR, ["2026-03-31", "2026-06-30", "2026-12-31", 4], 1),
        ("每季度不少于两次", OF_MONTH, ["2026-09-30", "2026-12-31", "2026-12-31", 2], 2),
        ("每半年一次", OF_YEAR, ["2026-06-30", "2026-12-31", "2026-12-31", 2], 1),
        ("每周一次", OF_MONTH, ["2026-09-13", "2026-09-20", "2026-10-04", 4], 1),
        ("3月、6月、9月", OF_YEAR, ["2026-03-31", "2026-06-30", "2026-09-30", 3], 1),
    ],
)
def test_a_rhythm_has_a_last_day_in_each_turn(
    written: str, of: str, dues: list[object], times: int
) -> None:
    found = read_deadline(written, Period.parse(of))
    assert found is not None and found.is_rhythm
    days = [turn.due.isoformat() for turn in found.turns]
    assert [days[0], days[1], days[-1], len(days)] == dues
    assert {turn.times for turn in found.turns} == {times}


@pytest.mark.parametrize(
    ("written", "due", "times"),
    [
        ("全年不少于4次", "2026-12-31", 4),
        ("不少于2次", "2026-09-30", 2),
        ("3次", "2026-09-30", 3),
        ("每年1次", "2026-12-31", 1),
        ("每年一次", "2026-12-31", 1),
        ("每年不少于4次", "2026-12-31", 4),
        ("每年 至少开展两次", "2026-12-31", 2),
        ("每年度2次", "2026-12-31", 2),
        ("一年不少于2次", "2026-12-31", 2),
        ("2026年不少于2次", "2026-12-31", 2),
    ],
)
def test_so_many_in_all_are_due_at_the_end(written: str, due: str, times: int) -> None:
    found = read_deadline(written, Period.parse(OF_MONTH))
    assert found is not None
    assert [(turn.due.isoformat(), turn.times) for turn in found.turns] == [(due, times)]


def test_so_many_a_year_are_due_at_its_end_in_the_list_of_a_quarter() -> None:
    found = read_deadline("每年不少于4次", Period.parse("2026Q2"))
    assert found is not None
    assert [(turn.due, turn.times) for turn in found.turns] == [(date(2026, 12, 31), 4)]


@pytest.mark.parametrize(
    "written", ["下月5日前", "次年1月底前", "明年1月10日前", "元旦前", "每月", "每周一次"]
)
def test_the_last_year_of_the_calendar_is_no_crash(written: str) -> None:
    for of in ("2999-12", "2999", "1900-01"):
        read_deadline(written, Period.parse(of))


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        ("9月10日", "2026-09-10"),
        ("9月10日前", None),
        ("中秋", "2026-09-25"),
        ("即日起至9月30日", None),
        ("从现在起到国庆", None),
        ("截至9月30日", None),
        ("截止到9月30日", None),
        ("于9月30日", "2026-09-30"),
    ],
)
def test_only_a_day_that_is_named_is_a_day_to_plan(written: str, exact: str | None) -> None:
    found = read_deadline(written, Period.parse(OF_MONTH))
    assert found is not None
    assert found.exact == (None if exact is None else date.fromisoformat(exact))


@pytest.mark.parametrize(
    ("written", "done", "due", "is_over"),
    [
        ("每月", [], "2026-01-31", False),
        ("每月", ["2026-01-20"], "2026-02-28", False),
        # What was left out cannot be made up for, and is not asked for for ever.
        ("每月", ["2026-03-05"], "2026-04-30", False),
        ("每月", ["2026-03-05", "2026-03-09"], "2026-04-30", False),
        ("每月", ["2026-12-05"], "2026-12-31", True),
        ("每月2次", ["2026-03-05"], "2026-03-31", False),
        ("每月2次", ["2026-03-05", "2026-03-09"], "2026-04-30", False),
        ("全年不少于2次", ["2026-03-05"], "2026-12-31", False),
        ("全年不少于2次", ["2026-03-05", "2026-03-05"], "2026-12-31", True),
        # Done late is done.
        ("9月10日前", ["2026-09-15"], "2026-09-10", True),
        ("每季度末", ["2027-01-05"], "2026-12-31", True),
    ],
)
def test_what_was_done_moves_it_to_the_next_turn(
    written: str, done: list[str], due: str, is_over: bool
) -> None:
    asked = read_deadline(written, Period.parse(OF_YEAR))
    assert asked is not None
    found = next_due(asked, [date.fromisoformat(each) for each in done])
    assert found == (date.fromisoformat(due), is_over)


@pytest.mark.parametrize(
    ("written", "done", "of"),
    [
        ("每季度末", ["2026-11-13"], (1, 4)),
        ("每季度末", ["2026-02-13", "2026-05-13", "2026-11-13"], (3, 4)),
        ("每月", ["2026-12-05"], (1, 12)),
        ("每月2次", ["2026-03-05", "2026-04-05", "2026-04-09"], (1, 12)),
        ("1月、4月、7月、10月各2次", ["2026-10-05", "2026-10-15"], (1, 4)),
        # Done late is done; of what is over it is the last turn's.
        ("每季度末", ["2027-01-05"], (1, 4)),
        ("全年不少于4次", ["2026-03-05", "2026-03-05"], (2, 4)),
        ("全年不少于2次", ["2026-03-05", "2026-04-05", "2026-05-05"], (2, 2)),
        ("9月10日前", [], (0, 1)),
        ("9月10日前", ["2026-09-15"], (1, 1)),
    ],
)
def test_how_much_of_it_is_done(written: str, done: list[str], of: tuple[int, int]) -> None:
    asked = read_deadline(written, Period.parse(OF_YEAR))
    assert asked is not None
    assert how_much(asked, [date.fromisoformat(each) for each in done]) == of


@pytest.mark.parametrize(
    ("written", "of", "due"),
    [
        # Over before its list: it is shown as over, and not moved on to the next year.
        ("国庆前", "2026-11", "2026-09-30"),
        ("中秋、国庆前", "2026-11", "2026-09-24"),
        ("9月中旬", "2026-11", "2026-09-20"),
        ("9月底前", "2026-12", "2026-09-30"),
        ("七一前", "2026-11", "2026-06-30"),
        ("10.20前", "2026-11", "2026-10-20"),
        ("三季度末", "2026-11", "2026-09-30"),
        ("8月—10月", "2026-11", "2026-10-31"),
        ("国庆前", "2026Q4", "2026-09-30"),
        ("元旦前", "2027-01", "2026-12-31"),
        ("今年3月底前", "2026-12", "2026-03-31"),
        ("今年春节前", "2026-12", "2026-02-16"),
        # The next year's, which is nearer.
        ("春节前", "2026-12", "2027-02-05"),
        ("春节前", "2026Q4", "2027-02-05"),
        ("元旦、春节前", "2026-12", "2026-12-31"),
        ("元旦前", "2026-12", "2026-12-31"),
        ("元宵前", "2026-12", None),
        ("1月10日前", "2026-12", "2027-01-10"),
        ("1.10前", "2026-12", "2027-01-10"),
        ("2月底前", "2026-11", "2027-02-28"),
        ("一季度", "2026-12", "2027-03-31"),
        ("1月—3月", "2026-12", "2027-03-31"),
        ("12月28日至1月5日", "2026-12", "2027-01-05"),
        ("2026年12月28日至1月5日", "2026-12", "2027-01-05"),
        ("2026年12月28日至2027年1月5日", "2026-12", None),
        # Ahead of its list in the list's own year.
        ("国庆前", "2026-01", "2026-09-30"),
        ("年底前", "2026-01", "2026-12-31"),
        ("月底前", "2026-12", "2026-12-31"),
        ("12月20日前", "2026-01", "2026-12-20"),
        ("1月—12月", "2026-12", "2026-12-31"),
        # Said.
        ("明年春节前", "2026-09", "2027-02-05"),
        ("次年一季度", "2026-12", "2027-03-31"),
        ("明年上半年", "2026-11", "2027-06-30"),
        ("明年1月至3月", "2026-11", "2027-03-31"),
        ("11月至次年2月", "2026-11", "2027-02-28"),
        ("2026年国庆前", "2026-11", "2026-09-30"),
    ],
)
def test_of_which_year_it_is_says_the_list(written: str, of: str, due: str | None) -> None:
    found = read_deadline(written, Period.parse(of))
    assert (found and found.turns[-1].due.isoformat()) == due
    assert not is_year_in_doubt(written, Period.parse(of))


@pytest.mark.parametrize(
    ("written", "of"),
    [("清明前", "2026-10"), ("五一前", "2026-11"), ("6月底前", "2026-12"), ("上半年", "2026-12")],
)
def test_what_is_as_near_in_the_next_year_is_asked_for(written: str, of: str) -> None:
    assert read_deadline(written, Period.parse(of)) is None
    assert is_year_in_doubt(written, Period.parse(of))
    assert read_deadline(f"今年{written}", Period.parse(of)) is not None
    assert read_deadline(f"明年{written}", Period.parse(of)) is not None
