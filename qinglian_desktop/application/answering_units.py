"""Receipts for returns that were collected, written from what is kept of them, and noted there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qinglian_desktop.application.authorship import Author, Authorship
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.collecting import Collecting
from qinglian_desktop.application.collection_receipts import same_name_told
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.application.ports import Clock, Progress, no_progress
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.domain.collecting.collected import Answered, CollectedReturn
from qinglian_desktop.domain.collecting.states import latest
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.domain.file_names import safe_unit_name
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import content_of


@dataclass(frozen=True, slots=True)
class TakenReturns:
    """The receipts that were written, and those that were not, as sentences."""

    receipts: tuple[Path, ...]
    unwritten: tuple[str, ...] = ()


class AnsweringUnits:
    """Answers the returns that an open book collected; their files may be gone by then."""

    def __init__(self, book: Book, collecting: Collecting, clock: Clock) -> None:
        self._book = book
        self._collecting = collecting
        self._clock = clock

    def answer(
        self, returned: CollectedReturn, verdict: Verdict, reasons: Sequence[str], folder: Path
    ) -> Path:
        """Write a receipt into a folder, read it back, and note it at the return; gives its path.

        Raises EnvironmentProblem as ``Collecting.answer`` does.
        """
        path = self._collecting.answer(self._kept(returned), verdict, reasons, folder)
        at = self._clock().replace(microsecond=0)
        answered = Answered(verdict is Verdict.TAKEN, at, tuple(reasons))
        with self._book.writing() as work:
            work.collected.answer(returned, answered)
        return path

    def take_all(
        self, period: Period, folder: Path, progress: Progress = no_progress
    ) -> TakenReturns:
        """A receipt 已接收 for each unit's return of a month that counts and is not answered yet.

        Units of one name would have one file: the second is told, not written. Raises Cancelled
        when ``progress`` answers False; receipts that are written stay.
        """
        with self._book.reading() as work:
            counted = latest(work.collected.all((period,))).values()
        wanted = [each for each in counted if each.answered is None]
        written: dict[tuple[str, int], Path] = {}
        unwritten: list[str] = []
        for done, each in enumerate(wanted):
            if not progress(done, len(wanted)):
                raise Cancelled
            named = safe_unit_name(each.unit_name), each.revision
            if named in written:
                unwritten.append(same_name_told(each.unit_name, each.unit_code))
            else:
                written[named] = self.answer(each, Verdict.TAKEN, (), folder)
        return TakenReturns(tuple(written.values()), tuple(unwritten))

    def accept_key(self, returned: CollectedReturn) -> None:
        """From now on the unit's key is that of this return."""
        author = Author(Authorship.CHANGED, returned.key, "")
        self._collecting.accept(replace(self._kept(returned), author=author))

    def _kept(self, returned: CollectedReturn) -> Verified:
        """The return as if its file was read again: only what was sound is kept."""
        with self._book.reading() as work:
            told = work.collected.told(returned.unit_code, returned.period, returned.revision)
        if not told:
            raise EnvironmentProblem(
                f"“{returned.unit_name}”{returned.period.label}的月报已经撤回，不在台账库里了。",
                "没有写文件。",
                "请再收一次这个月的月报。",
            )
        path = Path(returned.file_name)
        return Verified(path, content_of(told), (), returned.remarks, returned.digest)
