"""Days and months as people write them on forms and in spreadsheets: one meaning, or a question."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, datetime, timedelta
from decimal import Decimal
from unicodedata import category

from qinglian_desktop.domain.comparing import DOTS
from qinglian_desktop.domain.later import pattern_later
from qinglian_desktop.domain.plain_signs import halfwidth

EXCEL_EPOCH = date(1899, 12, 30)
_QUOTED, _LONGEST = 50, 200
# A terminal obeys control signs, and no encoding takes half a surrogate pair.
_SIGNS = ("Cc", "Cf", "Cs")
_NEW_LINE = pattern_later(r"\r\n|[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")

_WEEKDAYS = "一二三四五六日天"
_PLACES = "〇○零一二三四五六七八九"
_LONGEST_NUMBER = 8
"""Signs of a number in words: nobody writes a day of more, and to look for them takes longer."""
_WRITTEN = pattern_later(
    rf"((?:星期|礼拜|周)[{_WEEKDAYS}])"
    rf"|([{_PLACES}十两廿卅元]{{1,{_LONGEST_NUMBER}}})(?=\s*[年月日号时点分刻])"
    rf"|(?<=[年月时点])([{_PLACES}十廿卅]+)"
)
_YEAR = pattern_later(
    rf"(?<![{_PLACES}0-9])(?=[oO0◯]{{0,3}}[{_PLACES}])[{_PLACES}oO0◯]{{4}}(?=\s*年)"
)
"""二O二六年: few know where the sign 〇 is on a keyboard."""
_DIGITS = {sign: str(max(place, 0)) for place, sign in enumerate(_PLACES, -2)} | {"两": "2"}
_LIKE = str.maketrans(
    {sign: "." for sign in DOTS + "。｡･"}
    | {sign: ":" for sign in "∶﹕︰꞉ː"}
    | {sign: "~" for sign in "〜∼∽"}
    | {sign: "/" for sign in "⁄∕╱"}
    | dict(zip("號時點週禮兩", "号时点周礼两", strict=True))
)
"""Signs of other keyboards and typefaces, as those that they look like or stand for."""
_DASHES = pattern_later("[—–−‐‑‒―﹘﹣⁃─━ー]+")
_STOPS = " .,，;；、"
_SEPARATOR = r"\s*[-./年、]\s*"
_DAY = pattern_later(
    rf"(?P<year>[0-9]{{4}}|[0-9]{{2}}){_SEPARATOR}(?P<month>[0-9]{{1,2}})\s*[-./月、]\s*"
    r"(?P<day>[0-9]{1,2})(?![0-9])\s*[日号]?"
    r"|(?P<solid>[0-9]{8})(?![0-9])"
    r"|(?P<serial>[0-9]{5})(?=\.[0-9])"
)
_MONTH_AND_DAY = pattern_later(r"(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*[日号]")
_MONTH = pattern_later(
    r"(?P<year>[0-9]{4})\s*[-./年、]\s*(?P<month>[0-9]{1,2})\s*(?:月份?)?"
    r"|(?P<solid>[0-9]{6})"
    r"|(?P<short>[0-9]{2})(?:\s*年\s*(?P<said>[0-9]{1,2})\s*月份?|[-./](?P<number>0[1-9]|1[0-2]|[2-9]))"
)
"""Of a year of two digits 88.1 is no month: a spreadsheet makes it of 88.10, too."""
_WEEKDAY = pattern_later(rf"\s*\(?\s*(?:星期|礼拜|周)([{_WEEKDAYS}])\s*\)?")
_PART_OF_MONTH = pattern_later(
    r"(?:[0-9]{2,4}\s*[-./年]\s*)?[0-9]{1,2}\s*月份?\s*"
    r"(?:[上中下]旬|[上下]半月|初|中|底|末)?\s*(?:之?前|以前|左右)?"
    r"|[0-9]{4}\s*[-./]\s*[0-9]{1,2}"
    r"|(?:[0-9]{2}|[0-9]{4})\s*年\s*第?\s*[一二三四1-4]\s*季度"
)
"""2024.3, 6月中旬, 9月底前, 2026年第一季度: which day it is must be written."""
_YEARLESS = pattern_later(r"(?P<month>1[0-2]|0?[1-9])\.(?P<day>3[01]|[12][0-9]|0?[1-9])")
_HALF_OF_DAY = pattern_later(
    "[（(]?(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜里|全天)[）)]?"
)
_BEFORE = pattern_later(r"(?<=[0-9日号)])\s*(?:之前|以前|前)$")
_UNTIL_ANOTHER = pattern_later(r"[-~至到、,和及]+\s*[0-9]")
_MIDNIGHT = pattern_later(r"[\sT]*0?0:00(:00(\.0+)?)?|\.0+")
_LEAP_YEAR = 2024
_BEFORE_SERIALS = 60
"""Excel believes in a 29th of February 1900, so smaller serial numbers mean another day."""


class Unreadable(ValueError):
    """Text that is not a value of the type; the message is a Chinese sentence."""


_INNER = str.maketrans("“”", "‘’")


def quoted(text: str) -> str:
    """What was given, in quotation marks: cut to what a sentence bears, without control signs.

    A blank stands for each end of a line, lest 1 and 2 are told to be 12; marks within it are the
    inner ones.
    """
    line = _NEW_LINE.sub(" ", text).translate(_INNER)
    cut = line[:_QUOTED]
    shown = cut if cut.isprintable() else "".join(e for e in cut if category(e) not in _SIGNS)
    return f"“{shown}…”" if len(line) > _QUOTED else f"“{shown}”"


def in_digits(text: str) -> str:
    """A written day or time with plain signs: 二〇二四年三月五日 as 2024年3月5日, — as -.

    A stop at its end says nothing.
    """
    if text.isascii():
        return text.strip().rstrip(_STOPS)
    plain = _DASHES.sub("-", halfwidth(text)).translate(_LIKE).rstrip(_STOPS)
    plain = _YEAR.sub(lambda year: re.sub("[oO0◯]", "〇", year[0]), plain)
    return _WRITTEN.sub(_number, plain)


def digits_of_day(text: str) -> str:
    """The same of what is to be a day or a time; Unreadable for a text too long to be one.

    There are blanks wherever people put them: to look for all ways in which a long text could be
    read would take minutes.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise Unreadable(f"{quoted(text)}太长，不是日期或时间，请写成 2026-11-23 这样。")
    return in_digits(text)


def read_day(text: str, today: date | None = None, *, is_limit: bool = False) -> date:
    """2024.3.5, 2024年3月5日（星期二）, 二〇二四年三月五日, 20240305 or 2024-03-05 00:00:00.

    With ``today`` also 3月5日, where this year's is not still to come; of a limit 2024年3月5日前,
    which is that day.
    """
    plain = digits_of_day(text)
    if is_limit:
        plain = _BEFORE.sub("", plain)
    if re.fullmatch("[0-9]{5}", plain):
        raise Unreadable(f"{quoted(text)}看不出是哪一天，请写成 2026-11-23 或 2026年11月23日。")
    found = begun_with_day(text, plain)
    if found is None and (match := _MONTH_AND_DAY.fullmatch(_WEEKDAY.sub("", plain).strip())):
        day, month = int(match["day"]), int(match["month"])
        found = day_of_week(text, plain, len(match[0]), _of_year(text, month, day, today))
    if found is None:
        must_be_whole(text, plain)
        raise Unreadable(f"{quoted(text)}不是日期，请写成 2026-11-23 或 2026年11月23日。")
    rest = plain[found[1] :].strip()
    if rest and not is_midnight(rest):
        if _UNTIL_ANOTHER.match(rest):
            raise Unreadable(f"{quoted(text)}写了不止一天，这里只填一天，请写成 2026-11-23 这样。")
        if ":" in rest or "点" in rest or "时" in rest:
            raise Unreadable(f"{quoted(text)}里有钟点，这里只填日期，请写成 2026-11-23。")
        if _HALF_OF_DAY.fullmatch(rest):
            raise Unreadable(
                f"{quoted(text)}里除了日期还有{quoted(rest)}，这里只填日期，请写成 2026-11-23。"
            )
        raise Unreadable(f"{quoted(text)}不是日期，请写成 2026-11-23 或 2026年11月23日。")
    return found[0]


def is_midnight(rest: str) -> bool:
    """Whether what stands behind a day is the 00:00:00 that spreadsheets add."""
    return _MIDNIGHT.fullmatch(rest) is not None


def must_be_whole(text: str, plain: str) -> None:
    """Raises Unreadable where a day is begun, and says what of it is missing: its year, or it."""
    if match := _MONTH_AND_DAY.match(plain):
        _of_year(text, int(match["month"]), int(match["day"]), None)
    if match := _YEARLESS.fullmatch(plain):
        _of_year(text, int(match["month"]), int(match["day"]), None)
    if _PART_OF_MONTH.fullmatch(plain):
        raise Unreadable(f"{quoted(text)}没有写是哪一天，请写成 2026-11-23 这样。")


def _of_year(text: str, month: int, day: int, today: date | None) -> date:
    """The day in today's year; which year it is must be written where that is not over."""
    # There is a 29th of February in some year, and a 30th in none.
    _day(text, _LEAP_YEAR, month, day)
    is_leap_day = (month, day) == (2, 29)
    if is_leap_day and today is not None and not isleap(today.year):
        raise Unreadable(
            f"{today.year}年没有2月29日，请写出{quoted(text)}是哪一年，例如 {_LEAP_YEAR}年2月29日。"
        )
    if today is None or date(today.year, month, day) > today:
        year = _LEAP_YEAR if is_leap_day else 2026
        raise Unreadable(f"{quoted(text)}没有写是哪一年，请写成 {year}年{month}月{day}日这样。")
    return date(today.year, month, day)


def read_year_month(text: str) -> date:
    """1980.05, 1980年5月, 198005 or 1980-05, as the first day of that month."""
    plain = digits_of_day(text)
    match = _MONTH.fullmatch(plain)
    if match is None:
        if re.fullmatch(r"[0-9]{1,2}\s*月份?", plain):
            raise Unreadable(f"{quoted(text)}没有写是哪一年，请写成 1980年5月 这样。")
        try:
            return read_day(text).replace(day=1)
        except Unreadable:
            raise Unreadable(f"{quoted(text)}不是年月，请写成 1980-05 或 1980年5月。") from None
    solid = match["solid"] or ""
    month = int(match["month"] or match["said"] or match["number"] or solid[4:])
    if not 1 <= month <= 12:
        raise Unreadable(f"{quoted(text)}没有这个月份，请核对年和月。")
    return _day(text, _whole_year(text, match["year"] or match["short"] or solid[:4]), month, 1)


def serial_moment(number: Decimal) -> datetime:
    """The day and time of day of a spreadsheet's serial number, to the minute."""
    if not _BEFORE_SERIALS < number < 10**6:
        raise Unreadable(f"{quoted(f'{number:f}')}不是日期，请写成 2026-11-23 或 2026年11月23日。")
    minutes = int((number * 24 * 60).to_integral_value())
    moment = datetime.combine(EXCEL_EPOCH, datetime.min.time()) + timedelta(minutes=minutes)
    _check_year(f"{number:f}", moment.year)
    return moment


def begun_with_day(text: str, plain: str) -> tuple[date, int] | None:
    """The whole day with which the plain text begins, and where it ends there.

    ``text`` is what was given, for sentences. A day of the week must agree.
    """
    match = _DAY.match(plain)
    if match is None:
        return None
    if match["serial"]:
        return serial_moment(Decimal(match["serial"])).date(), match.end()
    if match["solid"]:
        solid = match["solid"]
        found = _day(text, int(solid[:4]), int(solid[4:6]), int(solid[6:]))
    else:
        year = _whole_year(text, match["year"])
        found = _day(text, year, int(match["month"]), int(match["day"]))
    return day_of_week(text, plain, match.end(), found)


def day_of_week(text: str, plain: str, end: int, day: date) -> tuple[date, int]:
    """The day, and where it ends with its day of the week, which must be the right one."""
    match = _WEEKDAY.match(plain, end)
    if match is None:
        return day, end
    if min(_WEEKDAYS.index(match[1]), 6) != day.weekday():
        right = _WEEKDAYS[day.weekday()]
        raise Unreadable(
            f"{quoted(text)}对不上：{day.year}年{day.month}月{day.day}日是星期{right}，"
            f"不是星期{match[1]}，请核对。"
        )
    return day, match.end()


def day_within(text: str, year: int, month: int, day: int) -> date:
    """The day, if there is one within the years of the calendar."""
    return _day(text, year, month, day)


def _number(match: re.Match[str]) -> str:
    weekday, *numbers = match.groups()
    if weekday:
        return weekday
    written = "".join(each or "" for each in numbers).replace("廿", "二十").replace("卅", "三十")
    if written == "元":
        return "1"
    if "元" in written:
        return match[0]
    tens, ten, ones = written.partition("十")
    if ten:
        if len(tens) > 1 or len(ones) > 1:
            return match[0]
        return str(int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0")))
    return "".join(map(_DIGITS.__getitem__, written))


def _whole_year(text: str, year: str) -> int:
    """24 is 2024 and 65 is 1965; what may be of either century is asked for."""
    number = int(year)
    if len(year) == 4:
        return number
    if 30 <= number < 50:
        raise Unreadable(f"{quoted(text)}的年份要写四位，请写成 2026-11-23 这样。")
    return number + (2000 if number < 30 else 1900)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise Unreadable(f"{quoted(text)}这一天不存在，请核对年、月、日。") from None
    _check_year(text, year)
    return found


def _check_year(text: str, year: int) -> None:
    if not 1900 <= year <= 2999:
        raise Unreadable(f"{quoted(text)}的年份不在 1900 至 2999 之间。")
