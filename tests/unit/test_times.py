"""Hours, moments and spans as people write them; no hour becomes another one."""

from __future__ import annotations

from datetime import date, datetime, time
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain.dates import Unreadable, in_digits, read_day, read_year_month
from qinglian_desktop.domain.field_types import Moment, Span
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.times import read_moment, read_span, read_time
from qinglian_desktop.domain.values import Interval


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:30", time(9, 30)),
        ("0930", time(9, 30)),
        ("9时30分", time(9, 30)),
        ("9点", time(9)),
        ("15时整", time(15)),
        ("下午3点", time(15)),
        ("下午 3:00", time(15)),
        ("下午3点半", time(15, 30)),
        ("下午三点一刻", time(15, 15)),
        ("十五点三十分", time(15, 30)),
        ("晚上8:15", time(20, 15)),
        ("下午12:10", time(12, 10)),
        ("上午9:05", time(9, 5)),
        ("中午12点", time(12)),
        ("中午1点", time(13)),
        ("中午十一点半", time(11, 30)),
        ("凌晨2点", time(2)),
        ("早上7点", time(7)),
        ("傍晚6点", time(18)),
        ("晚上20:00", time(20)),
        ("下午15点", time(15)),
        ("3:00 PM", time(15)),
        ("12:10am", time(0, 10)),
        ("09:30:59", time(9, 30)),
        ("９：３０", time(9, 30)),
        ("9:30\u200b", time(9, 30)),
        ("9∶30", time(9, 30)),
        ("9﹕30", time(9, 30)),
        ("9︰30", time(9, 30)),
        ("9点〇五", time(9, 5)),
        ("9點零五", time(9, 5)),
        ("9時半", time(9, 30)),
        ("9点二刻", time(9, 30)),
        ("PM 3:00", time(15)),
        ("am 9:30", time(9, 30)),
        ("3 p.m.", time(15)),
        ("15:30。", time(15, 30)),
    ],
)
def test_a_time_as_people_write_it(text: str, expected: time):
    assert read_time(text) == expected


@pytest.mark.parametrize(
    "text",
    ["24:00", "9:60", "下午", "abc", "2500", "①点", "٣点", "9:3", "晚上三", "3²:00", "9:00:75"],
)
def test_what_is_no_time_is_refused(text: str):
    with pytest.raises(Unreadable):
        read_time(text)


@pytest.mark.parametrize("text", ["9:5", "9点5", "九点五"])
def test_a_minute_of_one_digit_is_asked_about(text: str):
    with pytest.raises(Unreadable, match="看不出是 5 分还是 50 分，请写成两位，例如 9:05"):
        read_time(text)
    assert read_time("9点5分") == read_time("9点零五") == time(9, 5)


@pytest.mark.parametrize(
    "text",
    [
        "晚上12点",
        "晚上1点",
        "晚上9:00am",
        "夜里1点",
        "上午15点",
        "上午1点",
        "上午12点",
        "早上12点",
        "凌晨9点",
        "凌晨13点",
        "中午6点",
        "下午11点",
        "下午9点",
        "下午0点",
        "晚上2:30",
        "13:00 am",
    ],
)
def test_a_word_of_the_day_that_contradicts_its_hour_is_refused(text: str):
    with pytest.raises(Unreadable, match=r"对不上，请按 24 小时写|不是时间"):
        read_time(text)


@given(
    st.sampled_from(["凌晨", "早上", "上午", "中午", "下午", "傍晚", "晚上"]),
    st.integers(0, 23),
    st.integers(0, 59),
)
def test_no_hour_ever_becomes_one_that_was_not_written(word: str, hour: int, minute: int):
    try:
        found = read_time(f"{word}{hour}:{minute:02}")
    except Unreadable:
        return
    assert found.minute == minute
    assert found.hour == hour or (found.hour == hour + 12 and 1 <= hour < 12)
    is_early, is_late = word in ("凌晨", "早上", "上午"), word in ("下午", "傍晚", "晚上")
    assert not (is_early and found.hour >= 12)
    assert not (is_late and found.hour < 12)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-09 09:30",
        "2026年10月9日9时30分",
        "2026.10.9 9:30",
        "2026-10-09T09:30",
        "2026年10月9日（星期五）上午9点半",
        "二〇二六年十月九日上午九点三十分",
        "2026—10—9 9:30",
        "20261009 0930",
    ],
)
def test_a_moment_is_a_day_and_a_time(text: str):
    assert read_moment(text) == datetime(2026, 10, 9, 9, 30)


@pytest.mark.parametrize("text", ["2026-10-09", "11:30", "2026年10月9日"])
def test_half_a_moment_is_refused(text: str):
    with pytest.raises(Unreadable, match="缺少日期或时间"):
        read_moment(text)


def test_a_serial_number_with_a_time_is_a_moment():
    assert from_plain(Moment(), 45356.6458333) == datetime(2024, 3, 5, 15, 30)
    assert from_plain(Moment(), "45356.6458333") == datetime(2024, 3, 5, 15, 30)
    for without_time in (45356, 45356.0, float("inf")):
        with pytest.raises(Unreadable):
            from_plain(Moment(), without_time)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("2026-10-20 15:00-16:00", 15, 16),
        ("2026-10-20 15:00到16:00", 15, 16),
        ("2026-10-20 15:00～16:00", 15, 16),
        ("2026—10—20 15:00——16:00", 15, 16),
        ("2026-10-20 下午2点 至 3点", 14, 15),
        ("2026-10-20 下午2点 至 2026-10-20 3点", 14, 15),
        ("2026年10月20日（星期二）上午9点至11点", 9, 11),
        ("2026年10月20日上午9点至12点", 9, 12),
        ("2026年10月20日上午9点至下午3点", 9, 15),
        ("2026年10月20日上午9点至15:00", 9, 15),
        ("2026年10月20日晚上7点到9点", 19, 21),
        ("2026-10-20 2:00pm-4:00", 14, 16),
        ("2026-10-20 3pm至5", 15, 17),
        ("2026-10-20 PM 3:00 至 5:00", 15, 17),
        ("2026-10-20 下午2点至20日4点", 14, 16),
        ("2026-10-20 下午2点至10月20日4点", 14, 16),
        ("2026-10-20 下午2点至当天4点", 14, 16),
        ("2026-10-20 上午9点至当日16:00", 9, 16),
        ("2026-10-20 9:00〜11:00", 9, 11),
        ("2026-10-20 9:00―11:00", 9, 11),
        ("2026年10月20日15∶00－17∶00", 15, 17),
    ],
)
def test_from_when_until_when(text: str, begin: int, end: int):
    day = date(2026, 10, 20)
    expected = Interval(datetime.combine(day, time(begin)), datetime.combine(day, time(end)))
    assert from_plain(Span(), text) == expected


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2026-10-20 晚上8点至次日1:00", datetime(2026, 10, 21, 1)),
        ("2026-10-20 晚上8点至次日6点", datetime(2026, 10, 21, 6)),
        ("2026-10-20 9:00-24:00", datetime(2026, 10, 21)),
        ("2026-10-20 晚上8点至24点", datetime(2026, 10, 21)),
        ("2026-10-20 03:00至次日下午5点", datetime(2026, 10, 21, 17)),
        ("2026-10-20 9点至次日上午11点", datetime(2026, 10, 21, 11)),
        ("46315.375-46316.5", datetime(2026, 10, 21, 12)),
        ("2026年10月20日9:00至22日17:00", datetime(2026, 10, 22, 17)),
        ("2026年10月20日9:00至11月2日（周一）下午5点", datetime(2026, 11, 2, 17)),
        ("2026-10-20 9:00 至 2026-10-21 上午11点", datetime(2026, 10, 21, 11)),
    ],
)
def test_until_another_day(text: str, end: datetime):
    assert read_span(text).end == end


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-20 晚上12点 至 2026-10-21 晚上1点",
        "2026-10-20 晚上8点 至 12点",
        "2026-10-20 上午9点 至 2点",
        "2026-10-20（星期三）9:00",
        "2026-10-20 9:00 至 2026-10-21",
        "2026-10-20 9:00 左右",
        "2026-10-20 9:00 至 散会",
    ],
)
def test_a_span_that_is_not_clear_is_asked_about(text: str):
    with pytest.raises(Unreadable, match=r"对不上|看不懂"):
        read_span(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-20 1:00-3:00pm",
        "2026-10-20 3点至下午5点",
        "2026年10月08日 三点 至 下午五点半",
        "2026-05-08 8:00 到 晚上9点",
        "2026-11-05 3点至次日上午9点",
        "2026-11-05 3点至11月6日下午5点",
        "2026-11-05 3:00至2026-11-06 下午5:00",
        "2026-11-05 2点半至次日晚上8点",
        "2026-11-05 3点至当日下午5点",
        "2026-11-05 8点至次日凌晨2点",
    ],
)
def test_a_beginning_that_may_be_of_either_half_of_the_day_is_asked_about(text: str):
    with pytest.raises(Unreadable, match="开始时间没有写上午还是下午"):
        read_span(text)


@pytest.mark.parametrize(
    "text", ["2026-10-20 下午2点至次日3点", "2026-10-20 2:00pm 至 2026-10-21 4:00"]
)
def test_an_end_that_may_be_of_either_half_of_another_day_is_asked_about(text: str):
    with pytest.raises(Unreadable, match="结束时间没有写上午还是下午"):
        read_span(text)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("2026-10-20 9点至下午5点", 9, 17),
        ("2026-10-20 11:00-1:00pm", 11, 13),
        ("2026-10-20 03:00至下午5点", 3, 17),
        ("2026-10-20 0800至晚上9点", 8, 21),
        ("2026-10-20 上午8点至晚上9点", 8, 21),
    ],
)
def test_a_beginning_of_one_half_of_the_day_is_read(text: str, begin: int, end: int):
    day = datetime(2026, 10, 20)
    assert read_span(text) == Interval(day.replace(hour=begin), day.replace(hour=end))


def test_a_beginning_and_an_end_given_apart_are_read_as_one_text():
    day = "2026-10-20"
    apart = {"start": f"{day} 下午3点", "end": "5点"}
    assert from_plain(Span(), apart) == read_span(f"{day} 15:00 至 17:00")
    with pytest.raises(Unreadable, match="没有写上午还是下午"):
        from_plain(Span(), {"start": f"{day} 3点", "end": "下午5点"})


@pytest.mark.parametrize("read", [read_day, read_year_month, read_time, read_moment, read_span])
@pytest.mark.parametrize("text", ["一" + " " * 9000 + "x", "㤹" * 90_000, "一" * 90_000])
def test_a_text_too_long_to_be_a_day_is_refused_at_once(read, text: str) -> None:
    begun = process_time()
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert process_time() - begun < 0.3
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("text", ["㤹" * 90_000, "一" * 90_000 + "x", "O" * 90_000])
def test_digits_are_looked_for_in_a_long_text_without_going_through_it_again(text: str) -> None:
    begun = process_time()
    assert in_digits(f"{text}，二O二六年三月五日") == f"{text},2026年3月5日"
    assert process_time() - begun < 0.3


def test_blanks_around_a_day_do_not_make_it_too_long() -> None:
    assert read_day(" " * 300 + "2026年3月5日" + " " * 300) == date(2026, 3, 5)
