"""Which year is meant by days that say none: never guessed where a title may mean another."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.years import years_of
from qinglian_desktop.domain.yearless import First
from qinglian_desktop.ledgers.problems import PROBLEMS
from qinglian_desktop.ledgers.talks import TALKS
from tests.read_sheets import read, sheet, told

HEADS = "起止时间|谈话对象|谈话内容"


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2026年谈心谈话台账", 2026),
        ("二支部谈话台账（2026）", 2026),
        ("2026年1月—2026年6月谈话台账", 2026),
        ("2026年1-6月谈话台账", 2026),
        ("2026年9月重点工作清单　2026年8月27日", 2026),
        ("2025年谈话台账　填报时间：2026年1月5日", 2025),
        ("谈话台账（桂发〔2024〕3号）2026年", 2026),
        ("2026年台账（2024年修订）", 2026),
        ("2026年统计表", 2026),
        ("统计表2026年度", 2026),
        ("填报时间：2026年1月5日", None),
        ("填报日期：2026.1.5", None),
        ("填表时间： 2026年1月", None),
        ("谈话台账　2026年1月5日", None),
        ("截至2026年6月30日", None),
        ("2025—2026年度谈话台账", None),
        ("2025-2026谈话台账", None),
        ("2025年总结和2026年计划", None),
        ("谈话台账", None),
    ],
)
def test_a_title_says_the_year_where_it_says_a_single_one(title: str, year: int | None) -> None:
    assert years_of([title]).year == year


@pytest.mark.parametrize(
    ("title", "december", "january", "august"),
    [
        ("2025—2026学年谈话台账", 2025, 2026, None),
        ("2025-2026学年第一学期", 2025, 2026, None),
        ("2025年7月—2026年6月", 2025, 2026, 2025),
        ("2025.7-2026.6", 2025, 2026, 2025),
        ("2025年下半年至2026年上半年", 2025, 2026, 2025),
        ("2025年10月至次年3月", 2025, 2026, None),
        ("2025年12月1日—2026年1月31日", 2025, 2026, None),
        ("2025年7月—2026年12月", None, 2026, None),
        ("2025—2026年度", None, None, None),
        ("2025年10月—2026年", None, None, None),
    ],
)
def test_of_a_range_a_month_that_it_has_once_is_of_its_year(
    title: str, december: int | None, january: int | None, august: int | None
) -> None:
    years = years_of([title])
    assert [years.of(f"{month}月5日") for month in (12, 1, 8)] == [december, january, august]
    assert years.of("5/12", First.DAY) == december


def test_the_sheet_and_the_file_say_it_where_the_title_does_not() -> None:
    assert years_of(["谈话台账"], "2026年", "2025.xlsx").year == 2026
    assert years_of([], "Sheet1", "谈话台账2025.xlsx").year == 2025
    assert years_of(["填报时间：2026年1月5日"], "表", "2025年台账.xlsx").year == 2025
    assert years_of(["填报时间：2026年1月5日"], "表").said == (2026,)


def test_where_the_year_is_in_doubt_it_is_asked_once_and_never_guessed() -> None:
    titles = ("谈话台账||", "填报时间：2026年1月5日||")
    page = sheet(*titles, HEADS, "12月5日|张三|甲", "1月4日|李四|乙")
    found = read(TALKS, page)
    assert found.asks_year and all("time" not in each for each in told(found))
    assert "没有写是哪一年" in found.record(0).problems[0].message
    decided = read(TALKS, page, plan=ImportPlan(year=2025))
    assert decided.asks_year
    assert [str(each["time"])[11:21] for each in told(decided)] == ["2025-12-05", "2025-01-04"]


def test_nobody_is_asked_where_every_day_says_its_year_or_the_section_does() -> None:
    assert not read(TALKS, sheet("2025—2026年度||", HEADS, "2025-12-5|张三|甲")).asks_year
    rows = ("2025—2026年度||", HEADS, "2025年||", "12月5日|张三|甲")
    found = read(TALKS, sheet(*rows, merged="2,0,2,2"))
    assert not found.asks_year and "2025-12-05" in str(told(found))
    found = read(TALKS, sheet("2025—2026学年||", HEADS, "12月5日|张三|甲", "1月4日|李四|乙"))
    assert not found.asks_year
    assert [str(each["time"])[11:21] for each in told(found)] == ["2025-12-05", "2026-01-04"]
    assert read(TALKS, sheet("2025—2026学年||", HEADS, "8月5日|张三|甲")).asks_year


def test_a_time_that_ends_in_the_next_year_ends_there() -> None:
    page = sheet("2025—2026学年||", "开始时间|结束时间|谈话对象", "12月31日 23:00|1月1日 1:00|张三")
    assert told(read(TALKS, page))[0]["time"] == {
        "start": "2025-12-31 23:00",
        "end": "2026-01-01 01:00",
    }


@pytest.mark.parametrize(
    ("days", "is_asked"),
    [
        (("2026.1.20", "1月20日"), True),
        (("2026-01-20", "1.20"), True),
        (("2024年1月20日", "2026.1.20", "1月20日"), True),
        (("2025.12.20", "2026.1.20", "1月20日"), False),
        (("2025.12.20", "12月24日"), False),
        (("1月20日",), False),
        (("2026.1.20",), False),
    ],
)
def test_whole_days_of_another_year_beside_them_leave_the_year_of_the_title_in_doubt(
    days: tuple[str, ...], is_asked: bool
) -> None:
    page = sheet("2025年整改台账||", HEADS, *(f"{day}|张三|甲" for day in days))
    found = read(TALKS, page)
    assert found.asks_year == is_asked
    assert ("time" not in told(found)[-1]) == is_asked
    decided = read(TALKS, page, plan=ImportPlan(year=2026))
    assert all("time" in each for each in told(decided))


def test_days_of_another_year_count_in_their_own_column_and_section() -> None:
    rows = ("2025年整改台账||||", "日期|谈话对象|谈话内容|回访日期", "3月5日|张三|甲|2026.1.5")
    one = told(read(TALKS, sheet(*rows)))[0]
    assert str(one["time"])[11:21] == "2025-03-05"
    rows = ("2025年台账||", HEADS, "2026年||", "2026.1.2|张三|甲", "1月20日|张三|甲")
    found = read(TALKS, sheet(*rows))
    assert not found.asks_year and str(told(found)[1]["time"])[11:21] == "2026-01-20"


def test_days_in_parts_are_as_much_in_doubt() -> None:
    page = sheet("2025年||", "日期|钟点|谈话对象", "2026.1.20|9:00|张三", "1月21日|9:00|李四")
    found = read(TALKS, page)
    assert found.asks_year and "time" not in told(found)[1]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2025年度组织生活会查摆问题整改台账", None),
        ("2025年度民主生活会整改清单", None),
        ("三支部2025年度述职评议谈话", None),
        ("2025年度考核谈话", None),
        ("2025年度谈话台账", 2025),
        ("2025年组织生活会记录", 2025),
    ],
)
def test_the_year_looked_back_on_is_not_that_of_the_days(title: str, year: int | None) -> None:
    assert years_of([title]).year == year


def test_a_section_of_another_year_leaves_that_of_the_records_open() -> None:
    rows = ("2026年台账||", HEADS, "2025年||", "12月5日|张三|甲", "2026年||", "1月4日|李四|乙")
    assert read(TALKS, sheet(*rows)).only_year is None
    assert read(TALKS, sheet("2026年台账||", HEADS, "一季度||", "1月4日|李四|乙")).only_year == 2026


def days(*rows: str, year: int) -> list[str]:
    return [
        str(each["time"])[11:21]
        for each in told(read(TALKS, sheet(*rows), plan=ImportPlan(year=year)))
    ]


@pytest.mark.parametrize("answer", [2025, 2026])
def test_an_answer_about_the_year_leaves_what_the_title_told(answer: int) -> None:
    rows = (HEADS, "9月5日|张三|甲", "3月1日|张三|乙", "8月20日|张三|丙")
    told_and_asked = ["2025-09-05", "2026-03-01", f"{answer}-08-20"]
    assert days("2025—2026学年||", *rows, year=answer) == told_and_asked
    rows = ("2025年12月—2026年2月||", HEADS, "12月5日|张三|甲", "3月1日|张三|乙")
    assert days(*rows, year=answer) == ["2025-12-05", f"{answer}-03-01"]


def test_an_answer_for_one_column_leaves_those_of_which_the_title_tells() -> None:
    heads = "发现日期|问题|整改时限|来源"
    rows = ("2026年问题台账|||", heads, "3月1日|甲|2027-05-01|自查", "3月2日|乙|6月1日|自查")
    found = read(PROBLEMS, sheet(*rows))
    assert found.asks_year and "due" not in told(found)[1]
    one, two = told(read(PROBLEMS, sheet(*rows), plan=ImportPlan(year=2027)))
    assert (one["day"], one["due"]) == ("2026-03-01", "2027-05-01")
    assert (two["day"], two["due"]) == ("2026-03-02", "2027-06-01")


def test_an_answer_is_the_year_of_a_table_only_where_its_titles_tell_none() -> None:
    years = (
        read(TALKS, sheet(title, HEADS, "8月5日|张三|甲"), plan=ImportPlan(year=2027)).year
        for title in ("谈话台账||", "2026年台账||", "2025—2026学年||")
    )
    assert [*years] == [2027, 2026, None]
