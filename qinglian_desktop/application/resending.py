"""Which months were reported and say something else now: what was added, corrected, withdrawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from qinglian_desktop.application.changes import Withdrawn
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.application.standing_otherwise import standing_otherwise
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.measures import FigureValue, Measure, RecordCount
from qinglian_desktop.domain.period import Days, Period, Stretch
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import State, occurred_on
from qinglian_desktop.domain.remembered import remembered
from qinglian_desktop.domain.return_content import content_of
from qinglian_desktop.domain.validation import read_input

NOT_YET_SENT = (State.CONFIRMED, State.CORRECTED)
"""The states of records that no return has carried as they are now."""
_MEANWHILE = "return.meanwhile.{}"
_Figures: TypeAlias = "tuple[FigureValue, FigureValue]"
ToldFigure: TypeAlias = "tuple[Ledger, Measure, _Figures]"


def newest_returns(work: UnitOfWork) -> dict[str, SentReturn]:
    """By the month's key the newest certain return of each month."""
    oldest_first = reversed(work.returns.all())
    return {sent.period: sent for sent in oldest_first if sent.is_certain}


def note_meanwhile(work: UnitOfWork, month: Period, records: int) -> None:
    """Remember how many records were changed while the month's newest return was written.

    One that left the month then was no 更正 yet, so nothing else tells of it.
    """
    work.settings.put(_MEANWHILE.format(month.key), str(records or ""))


def changed_since(
    work: UnitOfWork, catalogue: Catalogue, sent: Mapping[str, SentReturn]
) -> dict[str, int]:
    """How many records changed since the newest return of their month, by the month's key.

    None is for a month of which only 本年累计 is other, by months before it.

    Only what the return says of records counts: other words on its cover, another head of the
    unit or a newer version of the program do not ask for a month again.
    """
    if not sent:
        return {}
    changed: dict[str, set[tuple[str, int]]] = defaultdict(set)
    months = [Period.parse(key) for key in sent]
    whole = Days(min(m.start for m in months), max(m.end for m in months))
    for ledger in catalogue:
        if ledger.in_return:
            ids = work.records.ids(Query(ledger.key, period=whole, states=NOT_YET_SENT))
            for record in work.records.fetch(ledger, ids) if ids else ():
                key = Period.month_of(record.occurred_on).key
                if key in sent:
                    changed[key].add((ledger.key, record.id or 0))
    withdrawn = work.records.withdrawn(min(one.history_end for one in sent.values()))
    for each in withdrawn:
        key = _month_left(work, catalogue, each)
        if key in sent and each.row > sent[key].history_end:
            changed[key].add((each.ledger, each.record_id))
    for key, ledger, record_id in standing_otherwise(work, catalogue, sent, withdrawn):
        changed[key].add((ledger, record_id))
    counts = {key: len(records) for key, records in changed.items()}
    told = {key: list(told_figures(work, catalogue, one)) for key, one in sent.items()}
    # Reported as solved in a month long after it was found, a record counts in that month.
    for key, many in _counted_elsewhere(work, told).items():
        counts[key] = max(many, counts.get(key, 0))
    # Of the months before it that were never reported nothing else tells.
    begins = [
        key for key in sent if key not in counts and Period.parse(key).previous.key not in sent
    ]
    # What stands at a month's end by its state of today says nothing of what was true then.
    lasting = {key: [each for each in told[key] if not each[1].is_of_today] for key in begins}
    counts |= dict.fromkeys(with_other_totals(work, lasting), 0)
    for key in sent:
        if meanwhile := int(work.settings.get(_MEANWHILE.format(key)) or 0):
            counts[key] = max(meanwhile, counts.get(key, 0))
    return counts


def _counted_elsewhere(
    work: UnitOfWork, told: Mapping[str, Sequence[ToldFigure]]
) -> dict[str, int]:
    """How many records a month's figures differ by that count by another day than their own."""
    differ: dict[str, int] = {}
    of_others = {
        key: [each for each in lines if each[1].has_days_of_its_own] for key, lines in told.items()
    }
    for key, (_, measure, (said, _)), now in _counted_now(work, of_others, lambda month: month):
        if now != said:
            is_count = isinstance(measure.counts, RecordCount)
            by = abs(int(now or 0) - int(said or 0)) if is_count else 1
            differ[key] = differ.get(key, 0) + by
    return differ


def with_other_totals(work: UnitOfWork, told: Mapping[str, Sequence[ToldFigure]]) -> set[str]:
    """Of months, by their keys, with what was told of them: those whose 本年累计 is other now."""
    found = _counted_now(work, told, lambda month: month.year_to_date)
    return {key for key, (_, _, (_, said)), now in found if now != said}


def _counted_now(
    work: UnitOfWork,
    told: Mapping[str, Sequence[ToldFigure]],
    period_of: Callable[[Period], Stretch],
) -> Iterator[tuple[str, ToldFigure, FigureValue]]:
    """Beside each line of the months, told by their keys, what it says now of their periods."""
    by_ledger: dict[str, list[tuple[str, ToldFigure]]] = defaultdict(list)
    for key, lines in told.items():
        for each in lines:
            by_ledger[each[0].key].append((key, each))
    for pairs in by_ledger.values():
        ledger = pairs[0][1][0]
        months = list(dict.fromkeys(key for key, _ in pairs))
        measures = list(dict.fromkeys(measure for _, (_, measure, _) in pairs))
        periods = [period_of(Period.parse(key)) for key in months]
        values = dict(zip(measures, work.records.tally(ledger, measures, periods), strict=True))
        for key, each in pairs:
            yield key, each, values[each[1]][months.index(key)]


def told_figures(work: UnitOfWork, catalogue: Catalogue, sent: SentReturn) -> Iterator[ToldFigure]:
    """What that return said of the month and of the year to date, by its measures of today.

    Nothing of a return that was made before the book kept what it told.
    """
    told = work.returns.told(sent.period, sent.revision)
    if not told:
        return
    figures = _figures(told)
    for ledger in catalogue:
        for measure in ledger.measures if ledger.in_return else ():
            if (said := figures.get((ledger.key, measure.key))) is not None:
                yield ledger, measure, said


def tells_of(work: UnitOfWork, sent: SentReturn, ledger: Ledger) -> bool:
    """Whether that return carried the ledger, which the unit kept then.

    Before the book kept what a return told, a unit left no ledger out.
    """
    told = work.returns.told(sent.period, sent.revision)
    return not told or ledger.key in _sheets(told)


@remembered(48)
def _sheets(told: str) -> frozenset[str]:
    return frozenset(sheet.ledger for sheet in content_of(told).sheets)


@remembered(48)
def _figures(told: str) -> Mapping[tuple[str, str], _Figures]:
    """What a return said of the month and of the year to date, by ledger and measure."""
    lines = content_of(told).summary
    return {(line.ledger, line.measure): (line.month, line.year) for line in lines}


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
