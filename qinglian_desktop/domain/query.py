"""Which records to show, in which order; values that storage turns into SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Stretch
from qinglian_desktop.domain.record import COUNTED, State
from qinglian_desktop.domain.values import Person


@dataclass(frozen=True, slots=True)
class Sort:
    """By one field or envelope key; ties are broken by the newest entry.

    Where days ascend they are broken by the oldest, as the records are told on paper. With
    ``leaders_first`` those of the roster stand before all others who hold an office today, then
    those with a leading post.
    """

    key: str = "occurred_on"
    descending: bool = True
    leaders_first: bool = False


def usual_order(ledger: Ledger) -> Sort:
    """The order in which a list of the ledger begins."""
    if not ledger.listed_by:
        return Sort()
    return Sort(ledger.listed_by, descending=False, leaders_first=ledger.roster is not None)


@dataclass(frozen=True, slots=True)
class Query:
    """A filter over one ledger: all parts must hold.

    ``text`` is full text over the record; ``words`` by choice field, any of the words;
    ``ids`` only these records (those behind a figure); ``person`` those that name this
    member of the roster, by id or where a name alone is kept; ``linked`` those whose RecordRef
    leads to this record; ``gone`` those whose StepRef names a step that is no more.
    """

    ledger: str
    text: str = ""
    period: Stretch | None = None
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    states: tuple[State, ...] = COUNTED
    sort: Sort = Sort()
    ids: tuple[int, ...] | None = None
    person: Person | None = None
    linked: tuple[str, int] | None = None
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of the search over all ledgers."""

    ledger: str
    record_id: int
    number: str
    occurred_on: date
    title: str
    excerpt: str
