"""Months whose return told how a record stood, and told what is not so, from what was corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qinglian_desktop.application.changes import Withdrawn
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.record import COUNTED, Record, Stamp, occurred_on
from qinglian_desktop.domain.standing import Otherwise, told_otherwise
from qinglian_desktop.domain.validation import read_input


def standing_otherwise(
    work: UnitOfWork,
    catalogue: Catalogue,
    sent: Mapping[str, SentReturn],
    withdrawn: Sequence[Withdrawn],
) -> Iterator[tuple[str, str, int]]:
    """The key of a month, the ledger and the id of a record of which it should say otherwise.

    Of each record the first month that told otherwise what has a day, and the newest return of
    all, which tells the committee how everything stands: the months between follow from them.
    """
    told: dict[tuple[str, int], list[Withdrawn]] = {}
    for each in withdrawn:
        if each.ledger in catalogue and catalogue[each.ledger].standing is not None:
            told.setdefault((each.ledger, each.record_id), []).append(each)
    newest = max(sent, key=lambda key: Period.parse(key).start)
    for (key, record_id), rows in told.items():
        ledger = catalogue[key]
        now = work.records.get(ledger, record_id)
        if not ledger.in_return or now is None:
            continue
        number, first = now.number, True
        now = now if now.state in COUNTED else None
        for month in sorted(sent):
            before = _as_told(ledger, rows, sent[month])
            if before is None:
                continue
            before = replace(before, number=number)
            what = told_otherwise(ledger, before, now, Period.parse(month))
            is_first = first and what is Otherwise.DATED
            first = first and not is_first
            if is_first or (month == newest and what is not Otherwise.NOTHING):
                yield month, key, record_id


def _as_told(ledger: Ledger, rows: Sequence[Withdrawn], sent: SentReturn) -> Record | None:
    """The record as that return knew it: before the first correction that it did not know."""
    later = next((each for each in rows if each.row > sent.history_end), None)
    if later is None:
        return None
    values, _ = read_input(ledger, later.before)
    day = occurred_on(ledger, values)
    return None if day is None else Record(ledger.key, values, day, Stamp(sent.at, ""))
