"""What is told of an event before it: when, where and about what, and who is to come

Made of what is typed in a plan, as far as that can be read, and of the roster of that day. What
is not known stays blank, to be written by hand; nothing of it says that anything has happened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast

from qinglian_desktop.domain.field_types import Rows
from qinglian_desktop.domain.gathering import Gathering
from qinglian_desktop.domain.guest_list import Group, Guest, GuestList, plain_day
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import occurred_on
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.values import Interval, Values
from qinglian_desktop.domain.words import Reading, words

BLANK = "________"
"""Where something is to be written by hand."""
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Invitation:
    """An event to come, in words; "" is what is not known. ``doing`` is 召开党员大会.

    ``theme`` is None where the ledger keeps none, ``host_is`` how the ledger calls a host.
    ``addressed`` are those to whom a notice goes, ``attending`` the same as who comes. ``due``
    are who is to come, ``guests`` who else; ``remarks`` are sentences about what is to be looked
    at.
    """

    called: str
    doing: str
    day: date | None
    when: str
    place: str
    theme: str | None
    host: str
    host_is: str
    agenda: tuple[str, ...]
    addressed: str
    attending: str
    due: tuple[Group, ...]
    guests: tuple[Guest, ...]
    remarks: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many are to come, as far as they are named."""
        return sum(len(each.people) for each in self.due)


def invitation(
    ledger: Ledger, gathering: Gathering, values: Values, members: Mapping[int, Member]
) -> Invitation:
    """What can be told of an event by the values that could be read of its plan."""
    day = occurred_on(ledger, values)
    called, verb = _called(gathering, values)
    listing = GuestList(ledger, gathering, values, members, day)
    return Invitation(
        called,
        f"{verb}{called}",
        day,
        when_words(ledger, gathering, values),
        _said(ledger, values, gathering.place),
        _said(ledger, values, gathering.theme) if gathering.theme else None,
        "" if listing.gone_host() else _said(ledger, values, gathering.host),
        ledger.field(gathering.host).label if gathering.host else "",
        _agenda(ledger, gathering, values),
        listing.addressed(),
        listing.attending(),
        listing.due(),
        listing.guests(),
        tuple(listing.remarks()),
    )


def when_words(ledger: Ledger, gathering: Gathering, values: Values) -> str:
    """2026年12月5日（星期六）14:30至16:00; an hour that is not known is left to be written."""
    value = values.get(ledger.occurred)
    said = _said(ledger, values, gathering.hours)
    if isinstance(value, Interval) and not value.is_whole_days:
        return f"{_day(value.start)}{value.start:%H:%M}{_until(value)}"
    if isinstance(value, Interval) and value.end is not None:
        return f"{_day(value.start)}至{_day(value.end)}"
    if isinstance(value, datetime) and value.time() != time():
        return f"{_day(value)}{value:%H:%M}"
    if isinstance(value, Interval):
        return f"{_day(value.start)}{BLANK}"
    return f"{_day(value)}{said or BLANK}" if isinstance(value, date) else ""


def _called(gathering: Gathering, values: Values) -> tuple[str, str]:
    """What the event is called, and what one does with it."""
    word = str(values.get(gathering.kind) or "") if gathering.kind else ""
    kind = next((each for each in gathering.kinds if each.word == word), None)
    if kind is not None:
        return kind.called, kind.verb
    return word or gathering.called, gathering.verb


def _agenda(ledger: Ledger, gathering: Gathering, values: Values) -> tuple[str, ...]:
    value = values.get(gathering.agenda)
    if isinstance(value, str):
        return tuple(line.strip() for line in value.split("\n") if line.strip())
    kind = ledger.field(gathering.agenda).type if gathering.agenda else None
    if not isinstance(kind, Rows):
        return ()
    first = kind.fields[0]
    rows = cast("Sequence[Values]", value or ())
    said = (words(first.type, row.get(first.key), Reading.FORM) for row in rows)
    return tuple(text for text in said if text)


def _said(ledger: Ledger, values: Values, key: str) -> str:
    return words(ledger.field(key).type, values.get(key), Reading.FORM) if key else ""


def _until(span: Interval) -> str:
    if span.end is None:
        return ""
    if span.end.date() == span.start.date():
        return f"至{span.end:%H:%M}"
    return f"至{_day(span.end)}{span.end:%H:%M}"


def _day(day: date) -> str:
    return f"{plain_day(day)}（星期{_WEEKDAYS[day.weekday()]}）"
