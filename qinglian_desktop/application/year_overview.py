"""The twelve months of a year: how much each holds, what it lacks, and whether it was reported."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from qinglian_desktop.application.day_reading import DayReading
from qinglian_desktop.application.handing_ports import KeptReceipt, Verdict
from qinglian_desktop.domain.lenses import MonthGrid
from qinglian_desktop.domain.period import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class MonthOfYear:
    """One month: its records, and by ledger how many items its month grid lacks.

    ``sent`` is the revision of the return last written, 0 for none, ``answer`` what a receipt
    says of it; ``is_changed`` when records were changed since, so that it must be reported again.
    A month is owed when it is over and the unit kept its book then; ``has_come`` is False for
    those ahead.
    """

    month: Period
    records: int
    missing: tuple[tuple[str, int], ...]
    sent: int
    is_changed: bool
    has_come: bool
    is_owed: bool
    answer: Verdict | None = None

    @property
    def lacks(self) -> int:
        """How many items are missing in all."""
        return sum(count for _, count in self.missing)


@dataclass(frozen=True, slots=True)
class YearOverview:
    """The months in order, and the keys of the ledgers that hold a record of the year."""

    months: tuple[MonthOfYear, ...]
    kept: frozenset[str]


def year_overview(
    seen: DayReading,
    year: int,
    changed: Collection[Period],
    answers: Mapping[str, KeptReceipt],
) -> YearOverview:
    """The year as it is seen; ``changed`` are the months that must be reported again.

    ``answers`` are the receipts for the newest returns, by month.
    """
    grids = [
        (ledger.label, seen.grid(ledger, lens, year))
        for ledger in seen.catalogue
        for lens in ledger.lenses
        if isinstance(lens, MonthGrid)
    ]
    months, counts = Period(PeriodKind.YEAR, year).months, seen.counts(year)
    reported = [ledger.key for ledger in seen.catalogue if ledger.in_return]

    def lines() -> Iterator[MonthOfYear]:
        for place, month in enumerate(months):
            sent = seen.returns.get(month.key)
            has_come = month.start <= seen.today
            was_kept = has_come and month.end >= seen.since
            found = ((label, len(grid.missing(month.index))) for label, grid in grids)
            yield MonthOfYear(
                month,
                sum(counts[key][place] for key in reported),
                tuple(pair for pair in found if pair[1]) if was_kept else (),
                sent.revision if sent else 0,
                month in changed,
                has_come,
                was_kept and month.end < seen.today,
                answer.verdict if (answer := answers.get(month.key)) else None,
            )

    kept = frozenset(key for key, found in counts.items() if any(found))
    return YearOverview(tuple(lines()), kept)
