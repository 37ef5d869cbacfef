"""What a cell of a file says, as one piece of text; and numbers of which digits were lost."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from qinglian_desktop.domain.comparing import tidied
from qinglian_desktop.domain.dates import serial_moment
from qinglian_desktop.domain.field_types import Day, FieldType, Moment, Month, Span
from qinglian_desktop.domain.sheet import FileCell

_MOST_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number; further ones are noughts of its own."""
_POWER = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{2}")
_SERIALS = 10_000, 100_000
"""Numbers from 1927 to 2173 as spreadsheets count days: what is less may be a month or a year."""
_YEAR_AND_ONE = re.compile(r"(?:19|20)[0-9]{2}\.1")
_MIDNIGHT = time()
_OF_TIME = (Day, Month, Moment, Span)
_SEEN = re.compile("[0-9A-Za-z\u4e00-\u9fff]")


def text_of_cell(cell: FileCell) -> str:
    """The words of a cell without blanks around them; the empty text where it says nothing.

    Days as 2026-03-05, moments as 2026-03-05 09:30, whole numbers without a point.
    """
    match cell:
        case None:
            return ""
        case str():
            return tidied(cell).strip()
        case bool():
            return "是" if cell else "否"
        case int():
            return str(cell)
        case float():
            return f"{Decimal(repr(cell)).normalize():f}" if cell else "0"
        case datetime():
            if cell.time() == _MIDNIGHT:
                return cell.date().isoformat()
            return cell.isoformat(" ", "minutes")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat("minutes")
        case timedelta():
            minutes = int(cell.total_seconds()) // 60
            return f"{minutes // 60:02}:{minutes % 60:02}"


def is_blank_cell(cell: FileCell) -> bool:
    """Whether nothing is seen in it."""
    if isinstance(cell, str):
        # Most begin with a sign that is surely seen.
        return _SEEN.match(cell) is None and not text_of_cell(cell)
    return cell is None


def has_lost_digits(cell: FileCell) -> bool:
    """Whether it is a long number, like that of a person, of which the last digits are gone."""
    if isinstance(cell, str):
        return _POWER.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= _MOST_EXACT


def is_of_time(kind: FieldType | None, part: str) -> bool:
    """Whether a target of this kind, or part of one, says a day."""
    return isinstance(kind, _OF_TIME) or part in ("day", "start", "end")


def day_of_serial(cell: FileCell) -> str | None:
    """The day of a number that is one of a spreadsheet, whose format was lost; else None.

    Text of five figures may be anything, and is asked about.
    """
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not _SERIALS[0] <= cell:
        return None
    if cell >= _SERIALS[1]:
        return None
    return text_of_cell(serial_moment(Decimal(repr(cell))))


def either_month(cell: FileCell) -> tuple[str, ...]:
    """The two months that 1974.1 may be as a number, which has no 0 at its end; else none."""
    text = text_of_cell(cell) if isinstance(cell, float) else ""
    return (f"{text[:4]}-01", f"{text[:4]}-10") if _YEAR_AND_ONE.fullmatch(text) else ()
