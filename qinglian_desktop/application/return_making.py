"""What the return of a month says now, beside what it said before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qinglian_desktop.application.ports import Clock, UnitOfWork
from qinglian_desktop.application.preferences import kept_printed
from qinglian_desktop.application.resending import ToldFigure, told_figures, with_other_totals
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.projection import CellValue, Column, return_columns, rows
from qinglian_desktop.domain.query import Query, Sort
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.return_content import (
    CoverWords,
    LedgerSheet,
    ReturnContent,
    SummaryLine,
    content_of,
    foot_of,
)
from qinglian_desktop.domain.return_corrections import Reasons, corrected, corrected_ledgers
from qinglian_desktop.domain.standing import STANDING, standing_columns, standing_rows


class ReturnMaking:
    """Makes returns of a book within a transaction of the caller."""

    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self._catalogue = catalogue
        self._clock = clock

    def sent_ledgers(self) -> Iterator[Ledger]:
        """The ledgers whose records stand in returns."""
        return (ledger for ledger in self._catalogue if ledger.in_return)

    def content(self, work: UnitOfWork, month: Period, cover: CoverWords) -> ReturnContent:
        """The return as it would be written now; see ``Returning.preview``."""
        unit = unit_words(work, self._catalogue)
        if unit is None:
            raise EnvironmentProblem(
                "还没有登记单位信息，月报不知道该写哪个单位。",
                "已有的记录都在。",
                "请到“花名册”里填好单位，再做月报。",
            )
        printed = kept_printed(work)
        summary = tuple(self._summary(work, month))
        sheets = (*self._standing(work, month), *self._of_month(work, month))
        first = ReturnContent(
            unit_code=unit.code,
            unit_name=unit.name,
            period=month,
            revision=1,
            cover=(
                ("填报单位（盖章）", unit.name),
                ("报告期", month.label),
                ("单位负责人", unit.head),
                ("审核人", cover.auditor),
                ("填报人", cover.reporter),
                ("联系电话", unit.phone),
                ("报出日期", self._clock().date().isoformat()),
            ),
            summary=summary,
            sheets=sheets,
            foot=foot_of(summary, sheets, printed),
            printed=printed,
        )
        last = work.returns.noted(month.key)
        if last is None:
            return first
        again = replace(_dated(first, last.at.date().isoformat()), revision=last.revision)
        told = _told(work, _before(work, month, last.revision))
        # A former version told no reasons; its return is none the worse for that.
        for reasons in (self._reasons(work, again, last.history_end), None) if told else (None,):
            said = corrected(again, told, reasons)
            if said.digest == last.digest:
                return said
        following = replace(first, revision=last.revision + 1)
        reasons = self._reasons(work, following, work.records.history_end())
        return corrected(following, _told(work, _before(work, month, following.revision)), reasons)

    def _reasons(self, work: UnitOfWork, content: ReturnContent, until: int) -> Reasons:
        """Why what was told before was corrected, up to that row of the history."""
        before = _before(work, content.period, content.revision)
        after = until if before is None else before.history_end
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for (key, record_id), said in work.records.reasons(after, until).items():
            if key not in self._catalogue:
                continue
            if (record := work.records.get(self._catalogue[key], record_id)) is not None:
                found[key, record.number] = said
        return found

    def later(self, work: UnitOfWork, content: ReturnContent) -> tuple[Period, ...]:
        """The reported months of the year after it whose 本年累计 it changes."""
        month = content.period
        told = _told(work, _before(work, month, content.revision))
        if not told:
            return ()
        changed = corrected_ledgers(content_of(told), content)
        whole = Period(PeriodKind.YEAR, month.year).months
        sent = [work.returns.last(each.key) for each in whole if each.start > month.end]
        lines = {
            each.period: [
                line for line in told_figures(work, self._catalogue, each) if line[0].key in changed
            ]
            for each in sent
            if each is not None
        }
        other = with_other_totals(work, lines)
        return tuple(each for each in whole if each.key in other)

    def told_otherwise(
        self, work: UnitOfWork, sent: Mapping[str, SentReturn]
    ) -> tuple[Period, ...]:
        """Of these returns the months of which one would tell other totals now, or otherwise how
        things stood; not what is of today for want of days.
        """
        lines = {
            key: [line for line in told_figures(work, self._catalogue, each) if _is_dated(line)]
            for key, each in sent.items()
        }
        other = with_other_totals(work, lines)
        for key, each in sent.items():
            told = work.returns.told(key, each.revision)
            if told and key not in other:
                was = {sheet.ledger: sheet.rows for sheet in content_of(told).sheets}
                now = self._standing(work, Period.parse(key))
                if any(was.get(sheet.ledger, sheet.rows) != sheet.rows for sheet in now):
                    other.add(key)
        return tuple(sorted(map(Period.parse, other), key=lambda month: month.start))

    def _summary(self, work: UnitOfWork, month: Period) -> Iterator[SummaryLine]:
        to_date = month.year_to_date
        for ledger in self.sent_ledgers():
            counted = work.records.tally(ledger, ledger.measures, (month, to_date))
            for measure, (this, total) in zip(ledger.measures, counted, strict=True):
                yield SummaryLine(
                    ledger.key,
                    measure.key,
                    measure.label,
                    measure.unit,
                    this,
                    total,
                    measure.note,
                )

    def _standing(self, work: UnitOfWork, month: Period) -> Iterator[LedgerSheet]:
        """How what is not finished stood on the month's last day."""
        for ledger in self.sent_ledgers():
            if (standing := ledger.standing) is not None:
                ids = work.records.unfinished(ledger, standing.ends, month)
                found = standing_rows(ledger, standing, work.records.fetch(ledger, ids), month)
                key = f"{ledger.key}.{STANDING}"
                yield _sheet(key, standing.title, standing_columns(ledger, standing), found)

    def _of_month(self, work: UnitOfWork, month: Period) -> Iterator[LedgerSheet]:
        """The records of the month."""
        for ledger in self.sent_ledgers():
            columns = return_columns(ledger)
            query = Query(ledger.key, period=month, sort=Sort("occurred_on", descending=False))
            records: list[Record] = work.records.fetch(ledger, work.records.ids(query))
            yield _sheet(ledger.key, ledger.label, columns, rows(records, columns))


def _before(work: UnitOfWork, month: Period, revision: int) -> SentReturn | None:
    """The return of the month before that revision which surely went out.

    Where none did, the last that was noted: its file may be on the stick. With one that nobody has
    nothing is compared.
    """
    sent = [one for one in work.returns.all() if one.period == month.key]
    earlier = [one for one in sent if one.revision < revision]
    certain = [one for one in earlier if one.is_certain]
    return max(certain or earlier, key=lambda one: one.revision, default=None)


def _told(work: UnitOfWork, sent: SentReturn | None) -> str:
    return "" if sent is None else work.returns.told(sent.period, sent.revision)


def _sheet(
    key: str, title: str, columns: Sequence[Column], found: Sequence[tuple[CellValue, ...]]
) -> LedgerSheet:
    return LedgerSheet(
        key,
        title,
        tuple(column.key for column in columns),
        tuple(column.heading for column in columns),
        tuple(column.width for column in columns),
        tuple(found),
    )


def _dated(content: ReturnContent, day: str) -> ReturnContent:
    """The same return with another 报出日期."""
    cover = tuple((label, day if label == "报出日期" else words) for label, words in content.cover)
    return replace(content, cover=cover)


def _is_dated(line: ToldFigure) -> bool:
    return not line[1].is_of_today
