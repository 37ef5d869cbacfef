"""Which months were reported and say something else now: what was added, corrected, withdrawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.application.changes import Withdrawn
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import State, occurred_on
from qinglian_desktop.domain.return_content import content_of
from qinglian_desktop.domain.validation import read_input

NOT_YET_SENT = (State.CONFIRMED, State.CORRECTED)
"""The states of records that no return has carried as they are now."""
_MEANWHILE = "return.meanwhile.{}"


@dataclass(frozen=True, slots=True)
class _Between:
    """The days from the first reported month to the last."""

    start: date
    end: date


def newest_returns(work: UnitOfWork, first_year: int) -> dict[str, SentReturn]:
    """By the month's key the newest certain return of each month from that year on."""
    oldest_first = reversed(work.returns.all())
    return {
        sent.period: sent
        for sent in oldest_first
        if sent.is_certain and Period.parse(sent.period).year >= first_year
    }


def note_meanwhile(work: UnitOfWork, month: Period, records: int) -> None:
    """Remember how many records were changed while the month's newest return was written.

    One that left the month then was no 更正 yet, so nothing else tells of it.
    """
    work.settings.put(_MEANWHILE.format(month.key), str(records or ""))


def changed_since(
    work: UnitOfWork, catalogue: Catalogue, sent: Mapping[str, SentReturn]
) -> dict[str, int]:
    """How many records changed since the newest return of their month, by the month's key.

    Only what the return says of records counts: other words on its cover, another head of the
    unit or a newer version of the program do not ask for a month again.
    """
    if not sent:
        return {}
    changed: dict[str, set[tuple[str, int]]] = defaultdict(set)
    months = [Period.parse(key) for key in sent]
    whole = _Between(min(m.start for m in months), max(m.end for m in months))
    for ledger in catalogue:
        if ledger.in_return:
            ids = work.records.ids(Query(ledger.key, period=whole, states=NOT_YET_SENT))
            for record in work.records.fetch(ledger, ids) if ids else ():
                key = Period.month_of(record.occurred_on).key
                if key in sent:
                    changed[key].add((ledger.key, record.id or 0))
    for each in work.records.withdrawn(min(one.at for one in sent.values())):
        key = _month_left(work, catalogue, each)
        if key in sent and sent[key].at <= each.at:
            changed[key].add((each.ledger, each.record_id))
    counts = {key: len(records) for key, records in changed.items()}
    for key, one in sent.items():
        # Reported as solved in a month long after it was found, a record counts in that month.
        if elsewhere := _counted_elsewhere(work, catalogue, one):
            counts[key] = max(elsewhere, counts.get(key, 0))
        meanwhile = int(work.settings.get(_MEANWHILE.format(key)) or 0)
        if meanwhile:
            counts[key] = max(meanwhile, counts.get(key, 0))
    return counts


def _counted_elsewhere(work: UnitOfWork, catalogue: Catalogue, sent: SentReturn) -> int:
    """By how much the month's figures differ that count records by another day than their own."""
    measures = {
        (ledger.key, measure.key): (ledger, measure)
        for ledger in catalogue
        if ledger.in_return
        for measure in ledger.measures
        if measure.on
    }
    if not measures or not (told := work.returns.told(sent.period, sent.revision)):
        return 0
    month = Period.parse(sent.period)
    differ = 0
    for line in content_of(told).summary:
        if found := measures.get((line.ledger, line.measure)):
            now = work.records.value(*found, month).value
            differ += now != line.month and max(1, abs(int(now or 0) - int(line.month or 0)))
    return differ


def _month_left(work: UnitOfWork, catalogue: Catalogue, withdrawn: Withdrawn) -> str:
    """The key of the month in which a record counted and counts no more; "" where it still does."""
    if withdrawn.ledger not in catalogue or not catalogue[withdrawn.ledger].in_return:
        return ""
    ledger = catalogue[withdrawn.ledger]
    day = occurred_on(ledger, read_input(ledger, withdrawn.before)[0])
    record = work.records.get(ledger, withdrawn.record_id)
    if day is None or record is None:
        return ""
    was, now = Period.month_of(day), Period.month_of(record.occurred_on)
    return was.key if was != now or record.state is State.VOID else ""
