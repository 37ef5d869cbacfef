"""The monthly return: made from the book, previewed, delivered and verified."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from qinglian_desktop.application.authorship import author_of, known_writers
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.document_ports import PaperFiles, ReturnFiles
from qinglian_desktop.application.handing_in import PLAIN, Wish
from qinglian_desktop.application.ports import SENT, Clock, Mark, UnitOfWork
from qinglian_desktop.application.preferences import kept_cover
from qinglian_desktop.application.resending import (
    NOT_YET_SENT,
    changed_since,
    note_meanwhile,
)
from qinglian_desktop.application.return_heads import head_of_return, with_history
from qinglian_desktop.application.return_making import ReturnMaking
from qinglian_desktop.application.return_putting import ReturnPutting
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.application.signing import RETURN_TEXT, Signer
from qinglian_desktop.application.unit_words import kept_since, unit_record, unit_words
from qinglian_desktop.application.verifying import Verified, verify
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import State
from qinglian_desktop.domain.return_content import (
    BLANK_COVER,
    CoverWords,
    ReturnContent,
)
from qinglian_desktop.domain.return_corrections import tells_otherwise
from qinglian_desktop.domain.rights import must_see_all


@dataclass(frozen=True, slots=True)
class Delivered:
    """A return that was written, flushed, read back and renamed.

    ``outdated`` says in a sentence what was changed while it was being written, ``later`` which
    months' 本年累计 it changes; both are "" mostly. ``beside`` is its PDF, where one was wanted.
    """

    path: Path
    content: ReturnContent
    outdated: str = ""
    later: str = ""
    beside: Path | None = None


@dataclass(frozen=True, slots=True)
class ToSendAgain:
    """A month whose newest return says of ``records`` records what they no longer say.

    None where only 本年累计 is other, by months before. ``later`` are months that were reported
    with a 本年累计 that is another now, ``beside`` all others, at the last of several such lines,
    whose return would say something else: how things stood, or a total.
    """

    month: Period
    revision: int
    records: int
    later: tuple[Period, ...] = ()
    beside: tuple[Period, ...] = ()


class Returning:
    """Monthly returns of an open book."""

    def __init__(
        self,
        book: Book,
        catalogue: Catalogue,
        clock: Clock,
        who: str,
        files: ReturnFiles,
        signer: Signer,
        paper: PaperFiles,
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._who = who
        self._files = files
        self._signer = signer
        self._paper = paper
        self._making = ReturnMaking(catalogue, clock)

    def preview(self, month: Period, cover: CoverWords = BLANK_COVER) -> ReturnContent:
        """The return as it would be written now.

        Unchanged since it was last written, it keeps that revision and date; else the
        revision is the next and a sheet says what is other than in the one before. Raises
        EnvironmentProblem while the unit is not registered.
        """
        must_see_all(self._book.keeper, "月报")
        with self._book.reading() as work:
            return self._making.content(work, month, cover)

    def later(self, content: ReturnContent) -> tuple[Period, ...]:
        """The reported months of the year after it whose 本年累计 it changes."""
        with self._book.reading() as work:
            return self._making.later(work, content)

    def deliver(
        self, month: Period, folder: Path, cover: CoverWords = BLANK_COVER, wish: Wish = PLAIN
    ) -> Delivered:
        """Write the return into the folder, verified, and lock the month: its records 已上报.

        With what is wished beside it: both files or none. It is noted in 报送登记.

        What is saved while the file is being written is not in it, and so is not locked. The
        return is noted before its file is there: cut off between the two, or with no room to
        note more, no other return of the month can ever have the same revision.
        """
        must_see_all(self._book.keeper, "月报")
        if month.start > self._clock().date():
            raise EnvironmentProblem(
                f"{month.label}还没有到，不能生成月报。",
                "台账库里的记录没有受影响，没有写文件。",
                "请核对月份，再做一次。",
            )
        at, folder = self._clock(), folder.absolute()
        with self._book.reading() as work:
            content = self._making.content(work, month, cover)
            unsent = self._unsent(work, month)
            history_end = work.records.history_end()
            later = self._making.later(work, content)
            head = head_of_return(work, content)
        signed = self._signer.signed(RETURN_TEXT, content.digest)
        content = replace(content, signed=signed, history=head)
        put = ReturnPutting(self._files, self._paper, content, folder, wish)
        target = put.target
        # As of the reading: what was changed since then is newer than the return.
        sent = SentReturn(
            month.key,
            content.revision,
            content.digest,
            at,
            str(target),
            is_certain=False,
            history_end=history_end,
            chain_head=head,
        )
        with self._noted(sent, content):
            put.deliver()
        with _told_that_it_is_written(target), self._book.writing() as work:
            work.returns.confirm(month.key, content.revision)
            work.handed_in.add(put.noted(self._clock(), self._who))
            now = self._unsent(work, month)
            mark = Mark(self._clock(), self._who, SENT, f"{month.label}月报第{content.revision}次")
            for ledger in self._making.sent_ledgers():
                ids = [each for key, each, _ in unsent & now if key == ledger.key]
                work.records.set_state(ledger, sorted(ids), State.REPORTED, mark)
            is_current = self._making.content(work, month, cover).digest == content.digest
            changed = len({(key, each) for key, each, _ in unsent ^ now})
            note_meanwhile(work, month, 0 if is_current else max(changed, 1))
        outdated = "" if is_current else _outdated(month, changed)
        return Delivered(target, content, outdated, _later_words(later), put.beside)

    def to_send_again(
        self, work: UnitOfWork, returns: Mapping[str, SentReturn]
    ) -> list[ToSendAgain]:
        """Months of this and the last year that were changed after they were reported.

        ``returns`` are the newest of each month. None is told who does not see all that a return
        tells of.
        """
        if not self._book.keeper.sees_confidential:
            return []
        found = [
            ToSendAgain(each.period, each.revision, count, self._making.later(work, each))
            for each, count in self._changed(work, returns)
        ]
        if found:
            named = {month.key for each in found for month in (each.month, *each.later)}
            rest = {key: each for key, each in self._recent(returns).items() if key not in named}
            found[-1] = replace(found[-1], beside=self._making.told_otherwise(work, rest))
        return found

    def _recent(self, returns: Mapping[str, SentReturn]) -> dict[str, SentReturn]:
        """Those of this and the last year."""
        first = self._clock().year - 1
        return {key: each for key, each in returns.items() if Period.parse(key).year >= first}

    def _changed(
        self, work: UnitOfWork, returns: Mapping[str, SentReturn]
    ) -> Iterator[tuple[ReturnContent, int]]:
        """What each would say now, and of how many records it says something else."""
        sent = self._recent(returns)
        changed = changed_since(work, self._catalogue, sent)
        if not changed or unit_words(work, self._catalogue) is None:
            return
        cover = kept_cover(work)
        for key in sorted(changed):
            content = self._making.content(work, Period.parse(key), cover)
            # Changed and changed back, it says again what it said.
            if _says_other(work, content, sent[key]):
                yield content, changed[key]

    def sent(self) -> list[SentReturn]:
        """Every return written, the latest first."""
        with self._book.reading() as work:
            return work.returns.all()

    def verify(self, path: Path, password: str = "") -> Verified:
        """Read a return of any unit back, and tell by whom it was written; see ``verify``.

        Raises NeedsPassword for an encrypted one with another ``password``.
        """
        files = self._files.unlocked(path, password) if password else self._files
        found, own = verify(files, path, self._catalogue), self._signer.own_key()
        with self._book.reading() as work:
            known = known_writers(work, found.content, own)
            author = author_of(self._signer.signatures, found.content, known)
            return with_history(work, found.by(author))

    def _unsent(self, work: UnitOfWork, month: Period) -> set[tuple[str, int, int]]:
        """Ledger, id and revision of the month's records that are to be 已上报."""
        return {
            (ledger.key, record.id or 0, record.revision)
            for ledger in self._making.sent_ledgers()
            if (ids := work.records.ids(Query(ledger.key, period=month, states=NOT_YET_SENT)))
            for record in work.records.fetch(ledger, ids)
        }

    @contextmanager
    def _noted(self, sent: SentReturn, content: ReturnContent) -> Generator[None]:
        """The return is noted while the block writes it; if that fails it is forgotten again."""
        with self._book.writing() as work:
            last = work.returns.noted(sent.period)
            is_new = last is None or last.digest != sent.digest
            if is_new:
                work.returns.add(sent, content.told)
        try:
            yield
        except BaseException:
            if is_new:
                with suppress(EnvironmentProblem), self._book.writing() as work:
                    work.returns.forget(sent.period, sent.revision)
            raise

    def is_owed(self, month: Period) -> bool:
        """Whether the unit kept its book by then already."""
        with self._book.reading() as work:
            return month.end >= kept_since(unit_record(work, self._catalogue))

    def unit_name(self) -> str:
        """The name of the unit whose book this is; "" while it is not registered."""
        with self._book.reading() as work:
            unit = unit_words(work, self._catalogue)
        return unit.name if unit else ""


def _says_other(work: UnitOfWork, content: ReturnContent, sent: SentReturn) -> bool:
    """Whether it says other than the return that was sent, and that of records."""
    if content.digest == sent.digest:
        return False
    told = work.returns.told(sent.period, sent.revision)
    return not told or tells_otherwise(content, told)


def _outdated(month: Period, count: int) -> str:
    many = f"改了{count}条记录" if count else "有改动"
    return f"写出的时候{month.label}又{many}，不在这份月报里，请再报一次。"


def _later_words(months: Sequence[Period]) -> str:
    if not months:
        return ""
    return f"{months_in_words(months)}的月报里本年累计也变了；上级要核对累计的，也请再报一次。"


def months_in_words(months: Sequence[Period]) -> str:
    """Months of one year: 9月、10月."""
    return "、".join(f"{each.index}月" for each in months)


@contextmanager
def _told_that_it_is_written(target: Path) -> Generator[None]:
    """What fails in the book after the file was put is told with the file that is there."""
    try:
        yield
    except EnvironmentProblem as problem:
        raise EnvironmentProblem(
            f"月报写好了，可是没能确认记成已报出。{problem.happened}",
            f"“{target.name}”读回核对过，是完整的。{problem.kept}",
            f"{problem.todo}然后再写一次月报；内容没有改的，仍是同一次。",
        ) from problem
