"""Days and times as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain.dates import (
    EXCEL_EPOCH,
    Unreadable,
    quoted,
    read_day,
    read_year_month,
)
from qinglian_desktop.domain.field_types import Day, FieldType, Month
from qinglian_desktop.domain.plain_form import from_plain

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2024.3.5",
        "2024年3月5日",
        "20240305",
        "2024/3/5",
        "2024-03-05",
        "2024年3月5",
        "45356.0",
        "２０２４．３．５",
        " 2024 - 3 - 5 ",
        "2024年3月5日（星期二）",
        "2024年3月5日 周二",
        "2024年3月5号",
        "2024、3、5",
        "2024。3。5",
        "2024—3—5",
        "2024–3–5",
        "24.3.5",
        "24年3月5日",
        "2024-03-05 00:00:00",
        "2024-03-05T00:00:00",
        "二〇二四年三月五日",
        "二零二四年三月五日星期二",
        "2024-3-5\u200b",
        "\ufeff2024-3-5",
        "2024年3⽉5⽇",
        "二O二四年三月五日",
        "二0二四年三月五日",
        "二Ｏ二四年三月五日",
        "二○二四年三月五日",
        "二o二四年三月5日",
        "2024.03.05.",
        "2024年3月5日。",
        "2024年3月5日（星期二），",
        "2024・3・5",
        "2024•3•5",
        "2024·3·5",
        "2024﹣3﹣5",
        "2024―3―5",
        "2024∕3∕5",
    ],
)
def test_a_day_as_people_write_it(text: str):
    assert read_day(text) == date(2024, 3, 5)


@given(DAYS)
def test_any_day_in_any_of_the_writings(day: date):
    year, month, number = day.year, day.month, day.day
    for text in (
        day.isoformat(),
        f"{year}.{month}.{number}",
        f"{year}年{month}月{number}日",
        f"{year}/{month}/{number}",
        f"{day:%Y%m%d}",
    ):
        assert read_day(text) == day


@given(st.dates(date(1927, 5, 18), date(2173, 10, 13)))
def test_a_serial_number_of_excel_is_a_number_or_has_a_point(day: date):
    serial = (day - EXCEL_EPOCH).days
    assert from_plain(Day(), serial) == day
    assert from_plain(Day(), float(serial)) == day
    assert read_day(f"{serial}.0") == day
    assert from_plain(Month(), serial) == day.replace(day=1)


@pytest.mark.parametrize("text", ["20265", "00001", "99999", "19805", "45356", "２０２６５"])
def test_five_digits_that_were_typed_are_asked_about(text: str):
    with pytest.raises(Unreadable, match="看不出是哪一天，请写成 2026-11-23"):
        read_day(text)
    with pytest.raises(Unreadable, match="不是年月"):
        read_year_month(text)


@pytest.mark.parametrize("number", [0, 1, 2024, 9999, 202403, 1e300, 45356.5, float("nan"), -45356])
@pytest.mark.parametrize("kind", [Day(), Month()])
def test_a_number_that_is_no_day_is_refused(kind: FieldType, number: float):
    if isinstance(kind, Month) and number == 202403:
        assert from_plain(kind, number) == date(2024, 3, 1)
        return
    with pytest.raises(Unreadable, match=r"请写成|年份不在"):
        from_plain(kind, number)


def test_eight_digits_are_a_day_as_a_number_too():
    assert from_plain(Day(), 20240305) == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("一九六五年十二月三十一日", date(1965, 12, 31)),
        ("二〇二六年元月廿五日", date(2026, 1, 25)),
        ("二○二六年十月二十日", date(2026, 10, 20)),
        ("65.3.5", date(1965, 3, 5)),
        ("2026年十月卅日", date(2026, 10, 30)),
        ("2026年10月卅一日", date(2026, 10, 31)),
        ("二OOO年一月一日", date(2000, 1, 1)),
        ("2000年1月1日", date(2000, 1, 1)),
    ],
)
def test_a_day_in_chinese_numbers_and_short_years(text: str, day: date):
    assert read_day(text) == day


def test_a_day_of_the_week_that_is_another_one_is_told():
    with pytest.raises(Unreadable, match=r"2024年3月5日是星期二，不是星期三，请核对"):
        read_day("2024年3月5日（星期三）")


def test_a_short_year_of_either_century_is_asked_about():
    with pytest.raises(Unreadable, match="年份要写四位"):
        read_day("35.3.5")


def test_a_day_without_its_year_is_this_year_s_where_that_is_over():
    today = date(2026, 11, 23)
    assert read_day("3月5日", today) == date(2026, 3, 5)
    assert read_day("11月23号", today) == today
    assert read_day("三月五日（星期四）", today) == date(2026, 3, 5)
    for text in ("12月1日", "11月24日"):
        with pytest.raises(Unreadable, match="没有写是哪一年"):
            read_day(text, today)
    with pytest.raises(Unreadable, match="没有写是哪一年，请写成 2026年3月5日"):
        read_day("3月5日")
    with pytest.raises(Unreadable, match="这一天不存在"):
        read_day("2月30日", today)


def test_a_leap_day_without_its_year_is_asked_about():
    with pytest.raises(Unreadable, match=r"^2026年没有2月29日，请写出“2月29日”是哪一年"):
        read_day("2月29日", date(2026, 11, 23))
    assert read_day("2月29日", date(2028, 3, 1)) == date(2028, 2, 29)
    for today in (None, date(2028, 2, 1)):
        with pytest.raises(Unreadable, match="没有写是哪一年，请写成 2024年2月29日"):
            read_day("2月29日", today)
    with pytest.raises(Unreadable, match="这一天不存在"):
        read_day("2月30日")


@pytest.mark.parametrize("between", ["\n", "\t", "\r\n", "\u2028"])
def test_what_is_quoted_shows_where_a_line_ended(between: str):
    with pytest.raises(Unreadable, match="“2024 3 5”不是日期"):
        read_day(between.join(("2024", "3", "5")))


def test_a_day_with_an_hour_is_asked_about():
    with pytest.raises(Unreadable, match="里有钟点，这里只填日期"):
        read_day("2024-3-5 9:30")


@pytest.mark.parametrize("text", ["2024.3.①", "2024-3-²", "٢٠٢٤-3-5", "2024年Ⅲ月5日", "2024_3_5"])
def test_signs_that_are_no_digits_make_no_day(text: str):
    with pytest.raises(Unreadable, match="不是日期"):
        read_day(text)


@pytest.mark.parametrize("text", ["2024.2.30", "2023年2月29日", "20241301", "2024-00-10"])
def test_a_day_that_does_not_exist_is_told(text: str):
    with pytest.raises(Unreadable, match="这一天不存在"):
        read_day(text)


@pytest.mark.parametrize(
    "text",
    ["昨天", "5号", "2024", "2024-3", "2024年3月", "6月中旬", "2024-3-5-6", "１２"],
)
def test_what_is_no_day_is_told_how_to_write_one(text: str):
    with pytest.raises(Unreadable, match="请写成 2026-11-23"):
        read_day(text)


@pytest.mark.parametrize("text", ["1899-12-31", "3000.1.1", "18991231"])
def test_years_outside_the_calendar_are_refused(text: str):
    with pytest.raises(Unreadable, match="1900 至 2999"):
        read_day(text)


@pytest.mark.parametrize(
    "text", ["1980.05", "1980年5月", "198005", "1980-5", "1980/5", "1980-05-17", "一九八〇年五月份"]
)
def test_a_month_is_its_first_day(text: str):
    assert read_year_month(text) == date(1980, 5, 1)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("88年6月", date(1988, 6, 1)),
        ("88.6", date(1988, 6, 1)),
        ("88.06", date(1988, 6, 1)),
        ("05-11", date(2005, 11, 1)),
        ("63/12", date(1963, 12, 1)),
    ],
)
def test_a_month_may_have_a_year_of_two_digits(text: str, month: date):
    assert read_year_month(text) == month


@pytest.mark.parametrize("text", ["88.1", "88-1"])
def test_the_first_or_the_tenth_month_of_a_short_year_is_asked(text: str):
    with pytest.raises(Unreadable, match="不是年月"):
        read_year_month(text)


def test_a_short_year_of_either_century_is_asked():
    with pytest.raises(Unreadable, match="年份要写四位"):
        read_year_month("35.6")


@pytest.mark.parametrize("text", ["2026.4.22上午", "2026/3/20 下午", "2026年3月5日（全天）"])
def test_a_half_of_a_day_is_told_where_a_day_is_due(text: str):
    with pytest.raises(Unreadable, match=r"里除了日期还有“.+”，这里只填日期"):
        read_day(text)


@pytest.mark.parametrize(
    "text", ["2026年3月5、6日", "2026年2月12日、13日", "2026.3.5,2026.3.8", "2026年3月5日和6日"]
)
def test_several_days_in_one_are_told(text: str):
    with pytest.raises(Unreadable, match="写了不止一天"):
        read_day(text)


@pytest.mark.parametrize("text", ["6.30", "12.1", "06.03"])
def test_a_day_in_numbers_without_a_year_is_told(text: str):
    with pytest.raises(Unreadable, match="没有写是哪一年"):
        read_day(text)


@pytest.mark.parametrize("text", ["2026年第一季度", "26年3季度", "2026年四季度"])
def test_of_a_quarter_the_day_is_asked(text: str):
    with pytest.raises(Unreadable, match="没有写是哪一天"):
        read_day(text)


@pytest.mark.parametrize("text", ["1980", "198013", "五月"])
def test_what_is_no_month_is_refused(text: str):
    with pytest.raises(Unreadable):
        read_year_month(text)


@pytest.mark.parametrize("text", ["2026-13", "202600", "2026年0月"])
def test_a_month_that_does_not_exist_is_told(text: str):
    with pytest.raises(Unreadable, match="没有这个月份，请核对年和月"):
        from_plain(Month(), text)


def test_marks_within_what_is_quoted_are_the_inner_ones() -> None:
    assert quoted("“双强四好”党支部") == "“‘双强四好’党支部”"
