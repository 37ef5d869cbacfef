"""The monthly return: made from the book, previewed, delivered and verified."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.document_ports import ReturnFiles
from qinglian_desktop.application.ports import Clock, Mark, UnitOfWork
from qinglian_desktop.application.preferences import kept_cover
from qinglian_desktop.application.resending import (
    NOT_YET_SENT,
    changed_since,
    newest_returns,
    note_meanwhile,
)
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.projection import return_columns, rows
from qinglian_desktop.domain.query import Query, Sort
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.return_content import (
    BLANK_COVER,
    CoverWords,
    LedgerSheet,
    ReturnContent,
    SummaryLine,
)
from qinglian_desktop.files.delivery import deliver


@dataclass(frozen=True, slots=True)
class Delivered:
    """A return that was written, flushed, read back and renamed.

    ``outdated`` says in a sentence what was changed while it was being written; "" mostly.
    """

    path: Path
    content: ReturnContent
    outdated: str = ""


@dataclass(frozen=True, slots=True)
class ToSendAgain:
    """A month whose newest return says of ``records`` records what they no longer say."""

    month: Period
    revision: int
    records: int


@dataclass(frozen=True, slots=True)
class Verified:
    """What reading a return back found; sound when there are no findings."""

    path: Path
    content: ReturnContent
    findings: tuple[str, ...]


class Returning:
    """Monthly returns of an open book."""

    def __init__(
        self, book: Book, catalogue: Catalogue, clock: Clock, who: str, files: ReturnFiles
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._who = who
        self._files = files

    def preview(self, month: Period, cover: CoverWords = BLANK_COVER) -> ReturnContent:
        """The return as it would be written now.

        Unchanged since it was last written, it keeps that revision and date; else the
        revision is the next. Raises EnvironmentProblem while the unit is not registered.
        """
        with self._book.reading() as work:
            return self._content(work, month, cover)

    def deliver(self, month: Period, folder: Path, cover: CoverWords = BLANK_COVER) -> Delivered:
        """Write the return into the folder, verified, and lock the month: its records 已上报.

        What is saved while the file is being written is not in it, and so is not locked.
        """
        if month.start > self._clock().date():
            raise EnvironmentProblem(
                f"{month.label}还没有到，不能生成月报。",
                "台账库里的记录没有受影响，没有写文件。",
                "请核对月份，再做一次。",
            )
        at = self._clock()
        with self._book.reading() as work:
            content = self._content(work, month, cover)
            unsent = self._unsent(work, month)
        target = folder / content.file_name
        deliver(target, lambda path: self._files.write(content, path), self._same(content))
        with self._book.writing() as work:
            last = work.returns.last(month.key)
            if last is None or last.digest != content.digest:
                # As of the reading: what was changed since then is newer than the return.
                sent = SentReturn(month.key, content.revision, content.digest, at, str(target))
                work.returns.add(sent)
            now = self._unsent(work, month)
            mark = Mark(
                self._clock(), self._who, "上报", f"{month.label}月报第{content.revision}次"
            )
            for ledger in self._sent_ledgers():
                ids = [each for key, each, _ in unsent & now if key == ledger.key]
                work.records.set_state(ledger, sorted(ids), State.REPORTED, mark)
            is_current = self._content(work, month, cover).digest == content.digest
            changed = len({(key, each) for key, each, _ in unsent ^ now})
            note_meanwhile(work, month, 0 if is_current else max(changed, 1))
        return Delivered(target, content, "" if is_current else _outdated(month, changed))

    def to_send_again(self) -> list[ToSendAgain]:
        """Months of this and the last year that were changed after they were reported."""
        with self._book.reading() as work:
            sent = newest_returns(work, self._clock().year - 1)
            changed = changed_since(work, self._catalogue, sent)
            if not changed or unit_words(work, self._catalogue) is None:
                return []
            cover = kept_cover(work)
            found = [
                (self._content(work, Period.parse(key), cover), sent[key], changed[key])
                for key in sorted(changed)
            ]
        # Changed and changed back, it says again what it said.
        return [
            ToSendAgain(content.period, content.revision, count)
            for content, last, count in found
            if content.digest != last.digest
        ]

    def sent(self) -> list[SentReturn]:
        """Every return written, the latest first."""
        with self._book.reading() as work:
            return work.returns.all()

    def verify(self, path: Path) -> Verified:
        """Read a return of any unit back; see ``verify``."""
        return verify(self._files, path)

    def _same(self, content: ReturnContent) -> Callable[[Path], None]:
        def check(path: Path) -> None:
            try:
                found = self._files.read(path)
                same = found.content.digest == found.stated_digest == content.digest
            except EnvironmentProblem:
                # Its sentences are for whoever receives a file, under a name that is passing.
                same = False
            if not same:
                raise EnvironmentProblem(
                    "月报写好后读回来核对，内容对不上，U盘可能有坏块。",
                    "台账库里的记录没有受影响。",
                    "请换一个U盘再做一次。",
                )

        return check

    def _sent_ledgers(self) -> Iterator[Ledger]:
        return (ledger for ledger in self._catalogue if ledger.in_return)

    def _unsent(self, work: UnitOfWork, month: Period) -> set[tuple[str, int, int]]:
        """Ledger, id and revision of the month's records that are to be 已上报."""
        return {
            (ledger.key, record.id or 0, record.revision)
            for ledger in self._sent_ledgers()
            if (ids := work.records.ids(Query(ledger.key, period=month, states=NOT_YET_SENT)))
            for record in work.records.fetch(ledger, ids)
        }

    def unit_name(self) -> str:
        """The name of the unit whose book this is; "" while it is not registered."""
        with self._book.reading() as work:
            unit = unit_words(work, self._catalogue)
        return unit.name if unit else ""

    def _content(self, work: UnitOfWork, month: Period, cover: CoverWords) -> ReturnContent:
        unit = unit_words(work, self._catalogue)
        if unit is None:
            raise EnvironmentProblem(
                "还没有登记单位信息，月报不知道该写哪个单位。",
                "已有的记录都在。",
                "请到“花名册”里填好单位，再做月报。",
            )
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
            summary=tuple(self._summary(work, month)),
            sheets=tuple(self._sheet(work, ledger, month) for ledger in self._sent_ledgers()),
        )
        last = work.returns.last(month.key)
        if last is None:
            return first
        again = replace(_dated(first, last.at.date().isoformat()), revision=last.revision)
        return again if again.digest == last.digest else replace(first, revision=last.revision + 1)

    def _summary(self, work: UnitOfWork, month: Period) -> Iterator[SummaryLine]:
        to_date = month.year_to_date
        for ledger in self._sent_ledgers():
            for measure in ledger.measures:
                this = work.records.value(ledger, measure, month).value
                total = work.records.value(ledger, measure, to_date).value
                yield SummaryLine(
                    ledger.key,
                    measure.key,
                    measure.label,
                    measure.unit,
                    this,
                    total,
                    measure.note,
                )

    def _sheet(self, work: UnitOfWork, ledger: Ledger, month: Period) -> LedgerSheet:
        columns = return_columns(ledger)
        query = Query(ledger.key, period=month, sort=Sort("occurred_on", descending=False))
        records: list[Record] = work.records.fetch(ledger, work.records.ids(query))
        return LedgerSheet(
            ledger.key,
            ledger.label,
            tuple(column.key for column in columns),
            tuple(column.heading for column in columns),
            tuple(column.width for column in columns),
            tuple(rows(records, columns)),
        )


def verify(files: ReturnFiles, path: Path) -> Verified:
    """Read a return as the committee does: digest, arithmetic, name.

    Raises EnvironmentProblem for a file that is no return.
    """
    read = files.read(path)
    content = read.content
    findings: list[str] = []
    if content.digest != read.stated_digest:
        findings.append(
            "内容与写出时不一样，有人改动过表里的字或数。请回到台账库改记录，重新生成月报。"
        )
    if path.name != content.file_name:
        findings.append(f"文件名与内容不符，应为“{content.file_name}”。")
    for line in content.summary:
        if line.month is not None and (line.year is None or line.month > line.year):
            findings.append(f"“{line.label}”本月大于本年累计，请核对。")
    return Verified(path, content, tuple(findings))


def _outdated(month: Period, count: int) -> str:
    many = f"改了{count}条记录" if count else "有改动"
    return f"写出的时候{month.label}又{many}，不在这份月报里，请再报一次。"


def _dated(content: ReturnContent, day: str) -> ReturnContent:
    """The same return with another 报出日期."""
    cover = tuple((label, day if label == "报出日期" else words) for label, words in content.cover)
    return replace(content, cover=cover)
