"""A record of an event that says its day and no hour, and what of a day may be missing."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import Day, Field, Moment, Month, Span
from qinglian_desktop.domain.plain_form import from_plain, plain_to_text, to_plain
from qinglian_desktop.domain.text_form import format_text, parse_text
from qinglian_desktop.domain.value_check import complaints
from qinglian_desktop.domain.values import Interval
from qinglian_desktop.domain.words import Reading, words
from qinglian_desktop.ledgers.hours import hours

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(
    lambda day: datetime(day.year, day.month, day.day)
)
MARCH = Interval(datetime(2026, 3, 5))
THREE_DAYS = Interval(datetime(2026, 3, 5), datetime(2026, 3, 7))


@pytest.mark.parametrize(
    "text",
    [
        "2026-3-5",
        "2026.3.5",
        "2026年3月5日",
        "2026年3月5号（星期四）",
        "20260305",
        "2026/3/5 ",
        "2026-03-05 00:00:00",
        "46086.0",
        "26.3.5",
    ],
)
def test_an_event_may_say_its_day_alone(text: str):
    assert parse_text(Span(), text) == MARCH


@pytest.mark.parametrize(
    "raw", [date(2026, 3, 5), datetime(2026, 3, 5), 46086, 46086.0, {"start": "2026-3-5"}]
)
def test_a_cell_that_is_a_day_says_the_day_alone(raw: object):
    assert from_plain(Span(), raw) == MARCH


def test_a_cell_with_a_day_and_an_hour_says_both():
    assert from_plain(Span(), datetime(2026, 5, 6, 9, 30)) == Interval(datetime(2026, 5, 6, 9, 30))


@pytest.mark.parametrize(
    "text",
    [
        "2026.3.5-3.7",
        "2026年3月5日至7日",
        "2026年3月5日至3月7日",
        "2026-3-5 至 2026-3-7",
        "2026/3/5~3/7",
        "2026-3-5—3-7",
        "2026年3月5日（周四）至7号（周六）",
    ],
)
def test_an_event_may_last_for_days(text: str):
    assert parse_text(Span(), text) == THREE_DAYS


@given(DAYS, st.none() | DAYS)
def test_days_are_read_back_equal_as_text_and_as_json(start: datetime, end: datetime | None):
    span = Interval(start, end)
    assert parse_text(Span(), format_text(Span(), span)) == span
    assert from_plain(Span(), to_plain(Span(), span)) == span


def test_a_day_is_written_without_an_hour_everywhere():
    assert format_text(Span(), MARCH) == "2026-03-05"
    assert to_plain(Span(), MARCH) == {"start": "2026-03-05", "end": None}
    assert plain_to_text(Span(), to_plain(Span(), MARCH)) == "2026-03-05"
    assert words(Span(), MARCH, Reading.LIST) == "2026-03-05"
    assert words(Span(), MARCH, Reading.FORM) == "2026年3月5日"
    assert format_text(Span(), THREE_DAYS) == "2026-03-05 至 2026-03-07"
    assert words(Span(), THREE_DAYS, Reading.FORM) == "2026年3月5日 至 2026年3月7日"
    assert (hours(MARCH), hours(THREE_DAYS)) == ("", "至3月7日")


def test_an_hour_that_is_missing_is_told_and_does_not_stop_a_save():
    field = Field("time", "起止时间", Span(), required=True)
    told = list(complaints(field, MARCH, None, date(2026, 11, 24)))
    assert [(said[:13], warning) for said, warning in told] == [
        ("起止时间没有写钟点，只记了", True)
    ]
    reversed_days = Interval(datetime(2026, 3, 7), datetime(2026, 3, 5))
    assert [w for _, w in complaints(field, reversed_days, None, date(2026, 11, 24))] == [False]
    with_hour = Interval(datetime(2026, 3, 5, 9))
    assert not list(complaints(field, with_hour, None, date(2026, 11, 24)))


@pytest.mark.parametrize("text", ["2026-3-5 至 10:00", "2026-3-5 9:00 至 2026-3-7"])
def test_an_hour_at_one_end_alone_is_asked_about(text: str):
    with pytest.raises(Unreadable):
        parse_text(Span(), text)


def test_a_moment_has_an_hour_and_a_day_none():
    with pytest.raises(Unreadable, match="缺少日期或时间"):
        parse_text(Moment(), "2026-3-5")
    with pytest.raises(Unreadable, match="里有钟点，这里只填日期"):
        parse_text(Day(), "2026年1月8日下午3点")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2019/2/3  14:30", datetime(2019, 2, 3, 14, 30), None),
        ("2026年1月8日下午3点", datetime(2026, 1, 8, 15), None),
        ("2026.3.12 15:00", datetime(2026, 3, 12, 15), None),
        ("2026-01-06 9:00-10:10", datetime(2026, 1, 6, 9), datetime(2026, 1, 6, 10, 10)),
    ],
)
def test_days_and_hours_of_kept_ledgers(text: str, start: datetime, end: datetime | None):
    assert parse_text(Span(), text) == Interval(start, end)
    if end is None:
        assert parse_text(Moment(), text) == start


@pytest.mark.parametrize("kind", [Day(), Day(may_be_future=True), Span(), Moment()])
@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("2024.03", "没有写是哪一天"),
        ("2024年3月", "没有写是哪一天"),
        ("6月中旬", "没有写是哪一天"),
        ("2026年9月底前", "没有写是哪一天"),
        ("1月", "没有写是哪一天"),
        ("3月5日", "没有写是哪一年"),
        ("7月27号", "没有写是哪一年"),
        ("9月10日前", "没有写是哪一年"),
    ],
)
def test_what_of_a_day_is_missing_is_told_and_never_guessed(
    kind: Day | Span | Moment, text: str, missing: str
):
    with pytest.raises(Unreadable, match=f"“{text}”{missing}"):
        parse_text(kind, text)


def test_a_month_without_its_year_is_told():
    with pytest.raises(Unreadable, match="“1月”没有写是哪一年"):
        parse_text(Month(), "1月")
    assert parse_text(Month(), "2024年3月") == parse_text(Month(), "2024.03") == date(2024, 3, 1)


@pytest.mark.parametrize(
    "text", ["2026年9月10日前", "2026-9-10之前", "2026.9.10 前", "2026年9月10日（周四）以前"]
)
def test_a_limit_is_the_day_before_which_it_is_said_to_be(text: str):
    assert parse_text(Day(may_be_future=True), text) == date(2026, 9, 10)
    with pytest.raises(Unreadable, match="不是日期"):
        parse_text(Day(), text)


def test_a_day_that_goes_on_to_another_is_more_than_one():
    for text in ("2026.3.5-3.7", "2026年3月5日至7日"):
        with pytest.raises(Unreadable, match="写了不止一天，这里只填一天"):
            parse_text(Day(), text)
