"""A month that was reported is locked: what a change makes its return say otherwise, and why"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.resending import tells_of
from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.errors import ReasonNeeded
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.measures import (
    ChildRows,
    Counted,
    Different,
    Distinct,
    Heads,
    Measure,
    Percent,
    RecordCount,
    Total,
    Unlinked,
)
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.projection import cell, return_columns
from qinglian_desktop.domain.record import COUNTED, Record
from qinglian_desktop.domain.standing import Otherwise, told_otherwise
from qinglian_desktop.domain.values import People, Value, Values

_LAST = "return.why.{}"


def touched_months(
    work: UnitOfWork, ledger: Ledger, before: Record | None, after: Record
) -> tuple[Period, ...]:
    """The reported months whose return says something else of a record now, the first first.

    Their own sheets and figures: the 本年累计 of later months follows from them.
    """
    if not (ledger.in_return or not ledger.is_kept):
        # No return ever carried it; one that the unit leaves out by now may be in an old one.
        return ()
    was, now = (
        each if each is not None and each.state in COUNTED else None for each in (before, after)
    )
    sent = [each for each in work.returns.all() if each.is_certain]
    months = sorted({Period.parse(each.period) for each in sent}, key=lambda each: each.start)
    return tuple(
        month
        for month in months
        if _is_said_otherwise(ledger, was, now, month)
        and any(tells_of(work, each, ledger) for each in sent if each.period == month.key)
    )


def is_same_in_return(ledger: Ledger, previous: Record, after: Record) -> bool:
    """Whether the month's return says of the changed record what it said before.

    How it went on, on days of its own, is no matter of that.
    """
    month = Period.month_of(previous.occurred_on)
    if previous.state not in COUNTED or not month.contains(after.occurred_on):
        return False
    return (
        told_otherwise(ledger, previous, after, month) is not Otherwise.DATED
        and _row(ledger, previous, month) == _row(ledger, after, month)
        and not any(
            not each.has_days_of_its_own
            and _adds(each, previous, month) != _adds(each, after, month)
            for each in _told(ledger)
        )
    )


def reason_given(work: UnitOfWork, ledger: Ledger, before: Record, after: Record) -> str:
    """The reason that was given last for a month that this change touches; "" where none was."""
    return _last_reason(work, touched_months(work, ledger, before, after))


def must_say_why(work: UnitOfWork, months: Sequence[Period], why: str, *, is_said: bool) -> None:
    """Raise ReasonNeeded where months are told of otherwise and nobody said why.

    A reason that a person ``is_said`` to have given is offered for the next change of the month.
    """
    if months and not why.strip():
        raise ReasonNeeded([each.label for each in months], _last_reason(work, months))
    for each in months if is_said else ():
        if work.settings.get(_LAST.format(each.key)) != why:
            work.settings.put(_LAST.format(each.key), why)


def _last_reason(work: UnitOfWork, months: Sequence[Period]) -> str:
    given = (work.settings.get(_LAST.format(each.key)) for each in months)
    return next((each for each in given if each), "")


def _is_said_otherwise(
    ledger: Ledger, was: Record | None, now: Record | None, month: Period
) -> bool:
    return (
        _row(ledger, was, month) != _row(ledger, now, month)
        or told_otherwise(ledger, was, now, month) is not Otherwise.NOTHING
        or any(_adds(each, was, month) != _adds(each, now, month) for each in _told(ledger))
    )


def _told(ledger: Ledger) -> Sequence[Measure]:
    """Measures that say of a month what was so in it, and not what is known of it today."""
    return [each for each in ledger.measures if not each.is_of_today]


def _row(ledger: Ledger, record: Record | None, month: Period) -> object:
    """What the month's sheet says of a record; None where it is not on it."""
    if record is None or not month.contains(record.occurred_on):
        return None
    return [cell(record, each) for each in return_columns(ledger)[1:]]


def _adds(measure: Measure, record: Record | None, month: Period) -> object:
    """What a record adds to a figure of the month, to compare; None for nothing."""
    if record is None:
        return None
    day = record.value(measure.on) if measure.on else record.occurred_on
    day = day.date() if isinstance(day, datetime) else day
    if not isinstance(day, date):
        return None
    if not (day <= month.end if measure.standing else month.contains(day)):
        return None
    if measure.where is not None and not holds(measure.where, record.values, month.end):
        return None
    return _counted(measure.counts, record.values, month) or None


def _counted(counts: Counted, values: Values, month: Period) -> object:
    match counts:
        case RecordCount() | Unlinked():
            return 1
        case ChildRows(field, where):
            rows = _rows(values.get(field))
            return sum(where is None or holds(where, each, month.end) for each in rows)
        case Percent(part, whole):
            said = tuple(_counted(each, values, month) for each in (part, whole))
            return said if any(said) else None
        case Heads(field):
            # Who came is no matter, but how many.
            people = values.get(field)
            return people.present if isinstance(people, People) else people
        case Total(field) | Different(field) | Distinct(field):
            return values.get(field.partition(".")[0])


def _rows(value: Value) -> Sequence[Values]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, tuple) else []
