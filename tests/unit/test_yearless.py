"""The year of a title is written into a day without one; 3/5 is asked about for a column."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain.field_types import Day, Span
from qinglian_desktop.domain.text_form import parse_text
from qinglian_desktop.domain.values import Interval
from qinglian_desktop.domain.yearless import First, completed, day_or_month_first, with_order


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("3月5日", "2026年3月5日"),
        ("7月27号", "2026年7月27号"),
        ("三月五日", "2026年3月5日"),
        ("3.5", "2026.3.5"),
        ("3/5", "2026/3/5"),
        ("3-5", "2026-3-5"),
        ("7月27号下午3点", "2026年7月27号下午3点"),
        ("3月5日至7日", "2026年3月5日至7日"),
        ("3.5-3.7", "2026.3.5-3.7"),
        ("3.5 15:00", "2026.3.5 15:00"),
        ("9月10日前", "2026年9月10日前"),
        ("2月30日", "2026年2月30日"),
    ],
)
def test_the_year_is_written_into_a_day_without_one(text: str, whole: str):
    assert completed(text, 2026) == whole


@pytest.mark.parametrize(
    "text",
    [
        "2026年3月5日",
        "2026.3.5",
        "24.3.5",
        "6月中旬",
        "3月",
        "13.5",
        "3.45",
        "3.5万",
        "长期",
        "",
        "5",
        "20260305",
        "5/3/2026",
        "9:00",
        "2026年3月",
    ],
)
def test_what_has_its_year_or_is_no_day_is_not_completed(text: str):
    assert completed(text, 2026) is None


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_what_was_completed_is_read_as_that_day(day: date):
    for text in (f"{day.month}月{day.day}日", f"{day.month}.{day.day}", f"{day.month}/{day.day}"):
        whole = completed(text, day.year)
        assert whole is not None and parse_text(Day(), whole) == day
        assert parse_text(Span(), whole) == Interval(datetime(day.year, day.month, day.day))


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["3/5", "13/5/2026"], First.DAY),
        (["3/5/2026", "5/13/2026"], First.MONTH),
        (["3/5", "4-6", "5/3/2026 9:00"], First.UNCLEAR),
        (["13/5", "5/13"], First.BOTH),
        (["3/3", "5/5/2026"], First.MONTH),
        (["2026-3-5", "3月5日", "2026/13/5", "长期", ""], None),
        (["3月5日", "３／１５"], First.MONTH),
    ],
)
def test_which_comes_first_is_told_of_a_column(texts: list[str], first: First | None):
    assert day_or_month_first(texts) is first


def test_a_text_is_put_into_the_order_of_its_column():
    assert with_order("5/3/2026", First.DAY) == "2026-3-5"
    assert with_order("3/5", First.MONTH, 2026) == "2026-3-5"
    assert with_order("5/3/2026 9:30", First.DAY) == "2026-3-5 9:30"
    assert with_order("3/5", First.MONTH) is None
    assert with_order("3/5/2026", First.UNCLEAR) is None
    assert with_order("2026-3-5", First.MONTH) is None
