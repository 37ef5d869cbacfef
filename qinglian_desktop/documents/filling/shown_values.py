"""What a cell with a number shows: numbers, percentages, days and times in simple formats."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from qinglian_desktop.documents.filling.cell_looks import GENERAL, TEXT

_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PART = re.compile(
    r'"(?P<words>[^"]*)"|\\(?P<sign>.)|_.|\*.|\[[^\]]*\]'
    r"|(?P<days>[yY]+|[aA]{3,4}|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|AM/PM|am/pm|上午/下午)|(?P<other>.)"
)
_DECIMALS = re.compile(r"\.([0#?]+)")
_FIRST_DAY, _FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_465
_LONGEST = 20
"""Digits before or behind the point; what has more is shown as it is written."""
_WEEKDAYS = "一二三四五六日"
_AS_EXCEL = Context(prec=15, rounding=ROUND_HALF_UP)
_EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
_EARLIEST = 61
"""Excel knows a 29 February of 1900; whoever writes a day before has no use for it."""


def is_of_days(code: str) -> bool:
    """Whether a format writes a number as a day or a time of day."""
    first = _ASIDE.sub("", code.partition(";")[0])
    return first != GENERAL and re.search(r"[yYmMdDhHsS]|[aA]{3}", first) is not None


def is_of_percents(code: str) -> bool:
    """Whether a format writes a number as so many of a hundred: 0.5 as 50%."""
    return "%" in _ASIDE.sub("", code.partition(";")[0])


def day_serial(day: datetime, *, from_1904: bool) -> int | None:
    """The number of a day; None for one that has none."""
    number = (day - (_FIRST_DAY_1904 if from_1904 else _FIRST_DAY)).days
    return number if number >= (0 if from_1904 else _EARLIEST) else None


def shown_number(raw: str, code: str, *, from_1904: bool) -> str:
    """A number as it is written in the file, as its format shows it; what is none as it is."""
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST:
        return raw
    if code in (GENERAL, TEXT, ""):
        return _general(number)
    if is_of_days(code):
        return _day(number, code, from_1904=from_1904)
    return _formatted(number, code)


def _general(number: Decimal) -> str:
    text = f"{_AS_EXCEL.plus(number).normalize():f}"
    return text if text not in ("-0", "") else "0"


def _formatted(number: Decimal, code: str) -> str:
    parts = code.split(";")
    if number < 0 and len(parts) > 1:
        number, code = -number, parts[1]
    elif number == 0 and len(parts) > 2:
        code = parts[2]
    else:
        code = parts[0]
    digits = _ASIDE.sub("", code)
    if not re.search(r"[0#?]", digits):
        return _words(code) if digits.strip() not in (GENERAL, TEXT) else _general(number)
    number *= 100 ** min(digits.count("%"), 4)
    found = _DECIMALS.search(digits)
    places = found[1][:_LONGEST] if found else ""
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), context=_EXACT)
    text = f"{rounded:,f}" if "," in digits.partition(".")[0] else f"{rounded:f}"
    if places.endswith(("#", "?")):
        text = text.rstrip("0").rstrip(".")
    wanted = len(re.sub(r"[^0]", "", digits.partition(".")[0]))
    if "," not in text:
        whole, dot, rest = text.lstrip("-").partition(".")
        text = f"{'-' if text.startswith('-') else ''}{whole.zfill(wanted)}{dot}{rest}"
    first = re.search(r"[0#?]", _blanked(code))
    last = re.search(r"[0#?](?=[^0#?]*$)", _blanked(code))
    assert first is not None and last is not None
    return f"{_words(code[: first.start()])}{text}{_words(code[last.end() :])}"


def _blanked(code: str) -> str:
    """The same length, without what is only said."""
    return _ASIDE.sub(lambda found: " " * len(found[0]), code)


def _words(code: str) -> str:
    """What of a format is said as it stands."""
    return "".join(
        each["words"] or each["sign"] or each["days"] or each["other"] or ""
        for each in _PART.finditer(code)
    )


def _day(number: Decimal, code: str, *, from_1904: bool) -> str:
    if not 0 <= number <= _LAST_DAY:
        return _general(number)
    seconds = round(number * 86_400)
    first = _FIRST_DAY_1904 if from_1904 else _FIRST_DAY
    try:
        moment = first + timedelta(seconds=seconds)
    except OverflowError:
        return _general(number)
    said, is_hour = "", False
    for each in _PART.finditer(code.partition(";")[0]):
        part = (each["days"] or "").lower()
        if not part:
            said += each["words"] or each["sign"] or each["other"] or ""
            continue
        is_minute = part[0] == "m" and (is_hour or _seconds_follow(code, each.end()))
        said += _minutes(moment, part) if is_minute else _of_day(moment, part)
        is_hour = part[0] == "h"
    return said.strip()


def _seconds_follow(code: str, end: int) -> bool:
    return re.match(r"\W*s", _ASIDE.sub("", code[end:]), re.IGNORECASE) is not None


def _minutes(moment: datetime, part: str) -> str:
    return f"{moment.minute:02}" if len(part) > 1 else str(moment.minute)


def _of_day(moment: datetime, part: str) -> str:
    is_long = len(part) > 1
    match part[0]:
        case "y":
            return f"{moment.year:04}" if len(part) > 2 else f"{moment.year % 100:02}"
        case "m":
            return f"{moment.month:02}" if is_long else str(moment.month)
        case "d":
            if len(part) > 2:
                return f"星期{_WEEKDAYS[moment.weekday()]}"
            return f"{moment.day:02}" if is_long else str(moment.day)
        case "h":
            return f"{moment.hour:02}" if is_long else str(moment.hour)
        case "s":
            return f"{moment.second:02}" if is_long else str(moment.second)
        case "a" if part.startswith("aaa"):
            return f"{'星期' if len(part) > 3 else ''}{_WEEKDAYS[moment.weekday()]}"
        case _:
            return "上午" if moment.hour < 12 else "下午"
