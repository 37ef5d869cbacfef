"""What a cell of a file says, as one piece of text; and numbers of which digits were lost."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from qinglian_desktop.domain.comparing import tidied
from qinglian_desktop.domain.sheet import FileCell

_MOST_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number; further ones are noughts of its own."""
_POWER = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{2}")
_MIDNIGHT = time()
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
            return f"{cell:%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
        case time():
            return f"{cell:%H:%M}"
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
