"""What a grid owes is told in few lines: by month, by longer turn, and by week."""

from __future__ import annotations

from datetime import date, datetime

from qinglian_desktop.application.owing import Owed, owed, years_read
from qinglian_desktop.domain.lenses import Every, MonthGrid
from tests.invented import EVERYTHING
from tests.unit.conftest import Voyage

LONG_AGO = date(2020, 1, 1)
WEEKLY = MonthGrid("值更表", rows="colour", every=(("红", Every.WEEK),), otherwise=None)
QUARTERLY = MonthGrid("表", rows="colour", every=(("红", Every.QUARTER),), otherwise=None)


def owing(voyage: Voyage, lens: MonthGrid, since: date = LONG_AGO) -> list[Owed]:
    today = voyage.now.date()
    grids = [
        voyage.desk.statistics.grid(EVERYTHING, lens, year) for year in years_read(lens, today)
    ]
    return list(owed(EVERYTHING, lens, grids, since, today))


def texts(found: list[Owed]) -> list[str]:
    return [each.text for each in found]


def test_a_quarter_that_is_over_is_owed_with_a_day_of_it(voyage: Voyage) -> None:
    for day in ("2026-02-01", "2026-04-01"):
        voyage.event(colour="红", day=day)
    assert owing(voyage, QUARTERLY) == [
        Owed(
            True,
            "第三季度红还没有登记",
            "每季度至少一次",
            {"colour": "红", "day": "2026-07-01"},
        )
    ]


def test_a_quarter_that_runs_is_told_in_its_last_month_only(voyage: Voyage) -> None:
    since = date(2026, 10, 1)
    assert owing(voyage, QUARTERLY, since) == []
    voyage.now = datetime(2026, 12, 1, 9)
    assert owing(voyage, QUARTERLY, since) == [
        Owed(False, "第四季度红还没有登记", "每季度至少一次", {"colour": "红"})
    ]


def test_words_of_one_turn_share_a_line(voyage: Voyage) -> None:
    lens = MonthGrid("表", rows="colour", otherwise=Every.YEAR)
    (line,) = owing(voyage, lens)
    assert line == Owed(False, "今年万事簿还差3项：红、黄、蓝", "每年至少一次")
    voyage.now = datetime(2026, 8, 31, 9)
    assert owing(voyage, lens) == []


def test_what_the_year_end_owed_is_asked_for_in_the_first_months_after_it(voyage: Voyage) -> None:
    lens = MonthGrid(
        "表",
        rows="colour",
        every=(("红", Every.QUARTER), ("黄", Every.YEAR)),
        otherwise=Every.MONTH,
    )
    since = date(2026, 12, 1)
    voyage.now = datetime(2027, 1, 5, 9)
    found = [(each.is_over, each.text) for each in owing(voyage, lens, since) if each.is_over]
    assert found == [
        (True, "去年12月万事簿还差1项：蓝"),
        (True, "去年第四季度红还没有登记"),
        (True, "去年黄还没有登记"),
    ]
    voyage.event(colour="蓝", day="2026-12-30")
    assert "去年12月万事簿还差1项：蓝" not in texts(owing(voyage, lens, since))
    voyage.now = datetime(2027, 3, 31, 9)
    late = [text for text in texts(owing(voyage, lens, since)) if text.startswith("去年")]
    assert late == ["去年第四季度红还没有登记", "去年黄还没有登记"]
    voyage.now = datetime(2027, 4, 1, 9)
    assert not [text for text in texts(owing(voyage, lens, since)) if text.startswith("去年")]


def test_a_half_year_that_runs_is_told_from_its_fifth_month(voyage: Voyage) -> None:
    lens = MonthGrid("表", rows="colour", every=(("红", Every.HALF),), otherwise=None)
    voyage.event(colour="红", day="2026-03-01")
    assert texts(owing(voyage, lens)) == ["下半年红还没有登记"]
    voyage.now = datetime(2026, 10, 31, 9)
    assert owing(voyage, lens) == []


def test_months_count_the_monthly_words_alone(voyage: Voyage) -> None:
    lens = MonthGrid("表", rows="colour", every=(("红", Every.YEAR),))
    found = owing(voyage, lens, since=date(2026, 11, 20))
    assert found[0] == Owed(False, "11月万事簿还差2项：黄、蓝", "每月2项都要有记录")
    assert texts(found[1:]) == ["今年红还没有登记"]


def test_nothing_is_owed_of_the_time_before_the_unit_began(voyage: Voyage) -> None:
    since = date(2026, 5, 20)
    assert texts(owing(voyage, QUARTERLY, since)) == [
        "第二季度红还没有登记",
        "第三季度红还没有登记",
    ]
    voyage.now = datetime(2026, 6, 10, 9)
    assert texts(owing(voyage, WEEKLY, since)) == [
        "本周的红还没有登记",
        "上周的红还没有登记",
        "今年更早还有2周没有登记红",
    ]


def test_this_week_is_due_the_last_is_late_and_earlier_ones_are_counted(voyage: Voyage) -> None:
    voyage.event(colour="红", day="2026-01-08")
    this, last, earlier = owing(voyage, WEEKLY)
    assert this == Owed(False, "本周的红还没有登记", "每周至少一次", {"colour": "红"})
    given = {"colour": "红", "day": "2026-11-16"}
    assert last == Owed(True, "上周的红还没有登记", "每周至少一次", given)
    # 5 January is the first Monday; 9 November the last one counted.
    assert earlier == Owed(True, "今年更早还有44周没有登记红", "每周至少一次")


def test_the_last_week_of_the_old_year_is_still_asked_for(voyage: Voyage) -> None:
    voyage.now = datetime(2027, 1, 5, 9)
    assert years_read(WEEKLY, voyage.now.date()) == (2026, 2027)
    assert years_read(QUARTERLY, date(2027, 4, 1)) == (2027,)
    found = owing(voyage, WEEKLY)
    assert texts(found) == ["本周的红还没有登记", "上周的红还没有登记"]
    assert found[1].given == {"colour": "红", "day": "2026-12-28"}
    voyage.event(colour="红", day="2026-12-29")
    assert texts(owing(voyage, WEEKLY)) == ["本周的红还没有登记"]
