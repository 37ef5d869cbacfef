"""The days on which something of a record is due, and whether one of them is past."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.ledger import Due, Ledger
from qinglian_desktop.domain.values import Value, Values


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or earlier; the last of a month that is too short."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def told_until(due: Due, today: date) -> date:
    """The last day on which what is due is told of today already."""
    return today + timedelta(days=due.ahead)


def latest_date(due: Due, today: date) -> date:
    """No later date of a record is told of today, counted as many months back."""
    # A month too short brings a later day of it to the same end: the 30th and the 31st.
    last = told_until(due, today) - timedelta(days=due.after)
    return months_on(last, -due.months) + timedelta(days=3 if due.months else 0)


def open_days(due: Due, values: Values) -> Iterator[date]:
    """The days of a due that is still open; one for each open row where it stands in rows."""
    rows_key, dot, key = due.date.partition(".")
    if not dot:
        yield from _open_day(due, rows_key, values)
        return
    children = values.get(rows_key)
    for row in children if isinstance(children, tuple) else ():
        if isinstance(row, Mapping):
            yield from _open_day(due, key, row)


def is_overdue(ledger: Ledger, values: Values, today: date) -> bool:
    """逾期: a day on which something was due is past, and it is still open."""
    return any(day < today for due in ledger.dues for day in open_days(due, values))


def _open_day(due: Due, key: str, values: Mapping[str, Value]) -> Iterator[date]:
    day = values.get(key)
    if isinstance(day, date) and holds(due.open, values):
        yield months_on(day, due.months) + timedelta(days=due.after)
