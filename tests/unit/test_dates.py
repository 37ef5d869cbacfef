"""Days and times as people write them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain.dates import (
    EXCEL_EPOCH,
    Unreadable,
    read_day,
    read_moment,
    read_time,
    read_year_month,
)

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
        "45356",
        "２０２４．３．５",
        " 2024 - 3 - 5 ",
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
def test_a_serial_number_of_excel(day: date):
    assert read_day(str((day - EXCEL_EPOCH).days)) == day


@pytest.mark.parametrize("text", ["2024.2.30", "2023年2月29日", "20241301", "2024-00-10"])
def test_a_day_that_does_not_exist_is_told(text: str):
    with pytest.raises(Unreadable, match="这一天不存在"):
        read_day(text)


@pytest.mark.parametrize(
    "text", ["昨天", "3月5日", "2024", "2024-3", "24.3.5", "2024-3-5-6", "１２"]
)
def test_what_is_no_day_is_told_how_to_write_one(text: str):
    with pytest.raises(Unreadable, match="请写成 2026-11-23"):
        read_day(text)


@pytest.mark.parametrize("text", ["1899-12-31", "3000.1.1", "18991231"])
def test_years_outside_the_calendar_are_refused(text: str):
    with pytest.raises(Unreadable, match="1900 至 2999"):
        read_day(text)


@pytest.mark.parametrize(
    "text", ["1980.05", "1980年5月", "198005", "1980-5", "1980/5", "1980-05-17"]
)
def test_a_month_is_its_first_day(text: str):
    assert read_year_month(text) == date(1980, 5, 1)


@pytest.mark.parametrize("text", ["1980", "198013", "五月"])
def test_what_is_no_month_is_refused(text: str):
    with pytest.raises(Unreadable):
        read_year_month(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:30", time(9, 30)),
        ("0930", time(9, 30)),
        ("9时30分", time(9, 30)),
        ("9点", time(9)),
        ("15时整", time(15)),
        ("下午3点", time(15)),
        ("晚上8:15", time(20, 15)),
        ("下午12:10", time(12, 10)),
        ("上午9:05", time(9, 5)),
        ("09:30:59", time(9, 30)),
        ("９：３０", time(9, 30)),
    ],
)
def test_a_time_as_people_write_it(text: str, expected: time):
    assert read_time(text) == expected


@pytest.mark.parametrize("text", ["24:00", "9:60", "下午", "abc", "2500"])
def test_what_is_no_time_is_refused(text: str):
    with pytest.raises(Unreadable):
        read_time(text)


@pytest.mark.parametrize(
    "text", ["2026-10-09 09:30", "2026年10月9日9时30分", "2026.10.9 9:30", "2026-10-09T09:30"]
)
def test_a_moment_is_a_day_and_a_time(text: str):
    assert read_moment(text) == datetime(2026, 10, 9, 9, 30)


def test_with_the_day_known_the_time_alone_will_do():
    assert read_moment("11:30", date(2026, 10, 9)) == datetime(2026, 10, 9, 11, 30)


@pytest.mark.parametrize("text", ["2026-10-09", "11:30", "2026年10月9日"])
def test_half_a_moment_is_refused(text: str):
    with pytest.raises(Unreadable, match="缺少日期或时间"):
        read_moment(text)
