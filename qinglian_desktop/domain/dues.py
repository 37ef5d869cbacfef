"""The days on which something of a record is due, and whether one of them is past."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.ledger import Due, Ledger
from qinglian_desktop.domain.values import Value, Values


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
        yield day + timedelta(days=due.after)
