"""Days and times as people write them on forms and in spreadsheets."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

EXCEL_EPOCH = date(1899, 12, 30)
_QUOTED = 50
# A terminal obeys control signs, and no encoding takes half a surrogate pair.
_SIGNS = ("Cc", "Cf", "Cs")
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")
_TIME = re.compile(r"([上下]午|晚上)?\s*(\d{1,2})\s*(?:[:时点]\s*(\d{1,2})?\s*分?|时整)?")


class Unreadable(ValueError):
    """Text that is not a value of the type; the message is a Chinese sentence."""


def quoted(text: str) -> str:
    """What was given, in quotation marks: cut to what a sentence bears, without control signs."""
    shown = "".join(each for each in text[:_QUOTED] if unicodedata.category(each) not in _SIGNS)
    return f"“{shown}…”" if len(text) > _QUOTED else f"“{shown}”"


def halfwidth(text: str) -> str:
    """Full-width digits, letters and signs as their plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def read_day(text: str) -> date:
    """2024.3.5, 2024年3月5日, 20240305, 2024/3/5, 2024-03-05 or an Excel serial."""
    plain = halfwidth(text)
    if re.fullmatch(r"\d{8}", plain):
        return _day(text, int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    if re.fullmatch(r"\d{5}", plain):
        return EXCEL_EPOCH + timedelta(days=int(plain))
    match = _DAY.fullmatch(plain)
    if match is None:
        raise Unreadable(f"{quoted(text)}不是日期，请写成 2026-11-23 或 2026年11月23日。")
    return _day(text, *map(int, match.groups()))


def read_year_month(text: str) -> date:
    """1980.05, 1980年5月, 198005 or 1980-05, as the first day of that month."""
    plain = halfwidth(text)
    match = re.fullmatch(r"(\d{4})(\d{2})", plain) or _MONTH.fullmatch(plain)
    if match is None:
        try:
            return read_day(text).replace(day=1)
        except Unreadable:
            raise Unreadable(f"{quoted(text)}不是年月，请写成 1980-05 或 1980年5月。") from None
    return _day(text, int(match[1]), int(match[2]), 1)


def read_moment(text: str, day: date | None = None) -> datetime:
    """A day and a time of day: 2026-11-23 09:30; with ``day`` given, the time alone will do."""
    plain = halfwidth(text).replace("T", " ")
    parts = plain.rsplit(" ", 1) if " " in plain else re.split(r"(?<=日)", plain, maxsplit=1)
    if len(parts) == 2 and parts[1]:
        return datetime.combine(read_day(parts[0]), read_time(parts[1]))
    if day is not None:
        return datetime.combine(day, read_time(plain))
    raise Unreadable(f"{quoted(text)}缺少日期或时间，请写成 2026-11-23 09:30。")


def read_time(text: str) -> time:
    """9:30, 0930, 9时30分, 下午3点; to the minute."""
    plain = halfwidth(text)
    if re.fullmatch(r"\d{4}", plain):
        plain = f"{plain[:2]}:{plain[2:]}"
    if re.fullmatch(r"\d{1,2}:\d{2}:\d{2}", plain):
        plain = plain.rsplit(":", 1)[0]
    match = _TIME.fullmatch(plain)
    if match is None:
        raise Unreadable(f"{quoted(text)}不是时间，请写成 9:30 或 15:00。")
    half, hour, minute = match[1], int(match[2]), int(match[3] or 0)
    if half in ("下午", "晚上") and hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        raise Unreadable(f"{quoted(text)}不是一天里的时间，请写成 9:30 或 15:00。")
    return time(hour, minute)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise Unreadable(f"{quoted(text)}这一天不存在，请核对年、月、日。") from None
    if not 1900 <= year <= 2999:
        raise Unreadable(f"{quoted(text)}的年份不在 1900 至 2999 之间。")
    return found
