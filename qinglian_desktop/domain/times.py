"""Times of day, moments and spans as people write them; no hour is turned into another one."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from qinglian_desktop.domain.dates import (
    Unreadable,
    begun_with_day,
    day_of_week,
    day_within,
    digits_of_day,
    in_digits,
    is_midnight,
    must_be_whole,
    quoted,
    serial_moment,
)
from qinglian_desktop.domain.later import pattern_later
from qinglian_desktop.domain.values import Interval

_AFTER_NOON = 12
_HALF_A_DAY = timedelta(hours=_AFTER_NOON)
_NIGHT = range(7)
_HOURS: dict[str, range] = {
    "凌晨": range(7),
    "清晨": range(4, 9),
    "早晨": range(4, 11),
    "早上": range(4, 12),
    "上午": range(5, 12),
    "中午": range(11, 15),
    "下午": range(12, 21),
    "傍晚": range(16, 21),
    "晚上": range(17, 24),
    "夜里": range(21, 24),
    "am": range(12),
    "pm": range(12, 24),
}
"""The hours of which each word of the day can be said, where it is clear of which day they are."""
_LIKE = {"早": "早上", "清早": "清晨", "午后": "下午", "晚": "晚上", "晚间": "晚上"} | {
    "夜间": "晚上",
    "深夜": "夜里",
    "半夜": "夜里",
    "正午": "中午",
}
_WORDS = "|".join(sorted({*_HOURS, *_LIKE} - {"am", "pm"}, key=len, reverse=True))
_TIME = pattern_later(
    rf"(?:(?P<word>{_WORDS}|[ap]\.?m\.?)\s*)?"
    r"(?:(?P<solid>[0-9]{4})(?![0-9:时点])"
    r"|(?P<hour>[0-9]{1,2})(?![0-9])\s*"
    r"(?::\s*(?P<minute>[0-9]{1,2})(?![0-9])"
    r"(?:\s*:\s*(?P<second>[0-9]{1,2})(?:\.[0-9]+)?(?![0-9]))?\s*分?"
    r"|[时点]\s*(?:钟|整|(?P<half>半)|(?P<quarter>[123])\s*刻"
    r"|(?P<spoken>[0-9]{1,2})(?![0-9])\s*(?P<said>分)?)?)?)"
    r"\s*(?P<letters>[ap]\.?m(?![a-z])\.?)?",
    re.IGNORECASE,
)
_UNTIL = pattern_later(r"\s*(?:至|到|-|~|～)+\s*")
_SAME_DAY = pattern_later(r"(?:当日|当天|同日|同一天)\s*")
_NEXT_DAY = pattern_later(r"(?:次日|第二天|翌日)\s*")
_LATER_DAY = pattern_later(r"(?:([0-9]{1,2})\s*月\s*)?([0-9]{1,2})\s*[日号]")
_LATER_NUMBERS = pattern_later(r"([0-9]{1,2})\s*[-./]\s*([0-9]{1,2})")
_SERIAL = pattern_later(r"[0-9]{5}\.(?=0*[1-9])[0-9]+")
"""With a time of day in it; a whole number says the day alone."""
_MIDNIGHT = pattern_later(r"24\s*(?:[:时点]\s*(?:00?\s*分?|整)?)")
"""The end of a day, which only an end can be."""
_GAP = pattern_later(r"[\sT,]*")
_HOW = "请写成 9:30 或 15:00。"
_WHICH_HALF = "没有写上午还是下午，请按 24 小时写，例如 09:00、15:00。"
_HOW_MOMENT = "请写成 2026-11-23 09:30。"


def read_time(text: str, word: str = "") -> time:
    """9:30, 0930, 9时30分, 下午3点半, 三点一刻; to the minute.

    ``word`` is the word of the day of the time before it (下午2点 至 3点).
    """
    plain = digits_of_day(text)
    found = _begun_with_time(text, plain, 0, word)
    if found is None or found[1] != len(plain):
        raise Unreadable(f"{quoted(text)}不是时间，{_HOW}")
    return found[0]


def word_of_day(text: str) -> str:
    """The word of the day with which a written time begins; "" if there is none."""
    match = _TIME.match(in_digits(text))
    return _word(match) if match else ""


def _word(match: re.Match[str]) -> str:
    """The word of the day, before the hour or behind it: 下午, am, pm."""
    return (match["word"] or match["letters"] or "").replace(".", "").lower()


def read_moment(text: str) -> datetime:
    """A day and a time of day: 2026-11-23 09:30, or 2026年11月23日（星期一）上午9点半."""
    plain = digits_of_day(text)
    day = begun_with_day(text, plain) if _SERIAL.match(plain) is None else None
    moment, end, _ = _begun_with_moment(text, plain, day)
    if end != len(plain):
        raise Unreadable(f"{quoted(text)}看不懂，{_HOW_MOMENT}")
    return moment


def read_span(text: str) -> Interval:
    """A moment, and until when: of the same day, the next one (次日) or one that is written.

    Of a record that says no hour it is the day alone, or from day to day.
    """
    plain = digits_of_day(text)
    first = begun_with_day(text, plain)
    if (days := _whole_days(text, plain, first)) is not None:
        return days
    start, end, begin = _begun_with_moment(text, plain, first)
    until = _UNTIL.match(plain, end)
    if until is None and end != len(plain):
        raise Unreadable(f"{quoted(text)}看不懂，请写成 2026-11-23 09:00 至 11:00。")
    if until is None or until.end() == len(plain):
        return Interval(start)
    word, end = word_of_day(plain[begin:]), until.end()
    day = start.date()
    rest = plain[end:]
    if _SERIAL.fullmatch(rest):
        return Interval(start, serial_moment(Decimal(rest)))
    if (whole := begun_with_day(text, rest)) is not None and whole[1] < len(rest):
        day, end = whole[0], end + whole[1]
    elif _LATER_DAY.match(rest) and (found_day := _later_day(text, rest, day)) is not None:
        day, end = found_day[0], end + found_day[1]
    elif (later := _NEXT_DAY.match(rest)) is not None:
        day, end = day + timedelta(days=1), end + later.end()
    elif (later := _SAME_DAY.match(rest)) is not None:
        end += later.end()
    if day != start.date():
        word = ""
    end = _gap(plain, end)
    if _MIDNIGHT.fullmatch(plain, end):
        ended = datetime.combine(day, time()) + timedelta(days=1)
    else:
        found = _begun_with_time(text, plain, end, word)
        if found is None or found[1] != len(plain):
            raise Unreadable(f"{quoted(text)}的结束时间看不懂，请写成 2026-11-23 09:00 至 11:00。")
        ended = datetime.combine(day, found[0])
    _must_be_clear(text, plain[: until.start()], plain[end:], start, ended)
    return Interval(start, ended)


def _whole_days(text: str, plain: str, first: tuple[date, int] | None) -> Interval | None:
    """The day that is written without an hour, or the days from the ``first`` to the other."""
    if first is None:
        return None
    day, end = first
    start = datetime.combine(day, time())
    if end == len(plain) or is_midnight(plain[end:]):
        return Interval(start)
    until = _UNTIL.match(plain, end)
    if until is None:
        return None
    rest = plain[until.end() :]
    last = begun_with_day(text, rest) or _later_day(text, rest, day)
    if last is None or last[1] != len(rest):
        return Interval(start) if not rest else None
    return Interval(start, datetime.combine(last[0], time()))


def _later_day(text: str, rest: str, day: date) -> tuple[date, int] | None:
    """The day 7日, 3月7日 or 3.7 behind another day, and where it ends."""
    later = _LATER_DAY.match(rest) or _LATER_NUMBERS.fullmatch(rest)
    if later is None:
        return None
    found = day_within(text, day.year, int(later[1] or day.month), int(later[2]))
    return day_of_week(text, rest, later.end(), found)


def _must_be_clear(text: str, begun: str, until: str, start: datetime, ended: datetime) -> None:
    """Where one of the two says which half of the day it is, the other must not be of either.

    3点至下午5点 begins in the night or in the afternoon; 9点至下午5点 only in the morning.
    """
    begins_clear, ends_clear = _says_half(begun), _says_half(until)
    half_later = start + _HALF_A_DAY
    if ends_clear and not begins_clear and _is_of_either(begun, start.hour):
        is_short = timedelta() <= ended - half_later < _HALF_A_DAY
        if is_short or (start.hour in _NIGHT and half_later <= ended):
            raise Unreadable(f"{quoted(text)}的开始时间{_WHICH_HALF}")
    is_late = start.date() < ended.date() and half_later <= ended and ended.hour in _NIGHT
    if begins_clear and not ends_clear and is_late and _is_of_either(until, ended.hour):
        raise Unreadable(f"{quoted(text)}的结束时间{_WHICH_HALF}")


def _says_half(written: str) -> bool:
    """Whether a word or letters say of which half of the day a time is."""
    return re.search(rf"{_WORDS}|[ap]\.?m", written, re.IGNORECASE) is not None


def _is_of_either(written: str, hour: int) -> bool:
    """Whether the hour may be of either half of the day: 3点, but not 15:00 or 03:00."""
    digits = re.search(r"([0-9]+)(?:\s*[:时点].*)?\s*$", written)
    return digits is not None and not digits[1].startswith("0") and 0 < hour < _AFTER_NOON


def _begun_with_moment(
    text: str, plain: str, day: tuple[date, int] | None
) -> tuple[datetime, int, int]:
    """The moment with which a text begins, on its ``day``, where it ends, and its time begins."""
    if (serial := _SERIAL.match(plain)) is not None:
        return serial_moment(Decimal(serial[0])), serial.end(), serial.end()
    if day is None:
        must_be_whole(text, plain)
        if _LATER_DAY.match(plain):
            raise Unreadable(f"{quoted(text)}没有写是哪一月，{_HOW_MOMENT}")
        raise Unreadable(f"{quoted(text)}缺少日期或时间，{_HOW_MOMENT}")
    begin = _gap(plain, day[1])
    found = _begun_with_time(text, plain, begin)
    if found is None:
        if begin == len(plain) or _UNTIL.match(plain, begin):
            raise Unreadable(f"{quoted(text)}缺少日期或时间，{_HOW_MOMENT}")
        raise Unreadable(f"{quoted(text)}里的时间看不懂，{_HOW_MOMENT}")
    return datetime.combine(day[0], found[0]), found[1], begin


def _begun_with_time(
    text: str, plain: str, begin: int, word_before: str = ""
) -> tuple[time, int] | None:
    match = _TIME.match(plain, begin)
    if match is None:
        return None
    if match["solid"]:
        hour, minute = int(match["solid"][:2]), int(match["solid"][2:])
    else:
        hour, minute = int(match["hour"]), int(match["minute"] or match["spoken"] or 0)
    if match["half"]:
        minute = 30
    if match["quarter"]:
        minute = 15 * int(match["quarter"])
    one_digit = match["minute"] or (match["spoken"] if not match["said"] else None) or ""
    if len(one_digit) == 1 and one_digit != "0":
        raise Unreadable(
            f"{quoted(text)}的分钟看不出是 {one_digit} 分还是 {one_digit}0 分，"
            f"请写成两位，例如 {hour}:0{one_digit}。"
        )
    if hour > 23 or minute > 59 or int(match["second"] or 0) > 59:
        raise Unreadable(f"{quoted(text)}不是一天里的时间，{_HOW}")
    word = _word(match)
    if match["word"] and match["letters"]:
        raise Unreadable(f"{quoted(text)}不是时间，{_HOW}")
    if word:
        hour = _hour_of(word, hour, match[0])
    elif word_before and hour <= _AFTER_NOON:
        hour = _hour_after(word_before, hour, match[0])
    return time(hour, minute), match.end()


def _hour_of(word: str, hour: int, written: str) -> int:
    """The hour that is meant; a word of the day that does not go with it is asked about."""
    hours = _HOURS[_LIKE.get(word, word)]
    if word == "am" and hour == _AFTER_NOON:
        return 0
    for meant in (hour, hour + _AFTER_NOON):
        if meant in hours and (meant == hour or 0 < hour < _AFTER_NOON):
            return meant
    raise Unreadable(
        f"{quoted(written.strip())}和“{word}”对不上，请按 24 小时写，例如 9:00、15:00；"
        "半夜十二点是第二天的 0:00。"
    )


def _hour_after(word: str, hour: int, written: str) -> int:
    """The hour of a time without a word of its own, which follows the word before it.

    Noon ends a morning (上午9点 至 12点), and is no part of an evening.
    """
    if hour == _AFTER_NOON and _HOURS[_LIKE.get(word, word)].stop <= _AFTER_NOON:
        return hour
    return _hour_of(word, hour, written)


def _gap(plain: str, begin: int) -> int:
    match = _GAP.match(plain, begin)
    return match.end() if match else begin
