"""Receipts for returns that were collected: for one, for those of a month, for all that was met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qinglian_desktop.application.authorship import Author, Authorship
from qinglian_desktop.application.collecting import Collecting
from qinglian_desktop.application.collection_keeping import kept_in
from qinglian_desktop.application.collection_ports import CollectionStore
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.application.ports import Clock, Progress, no_progress
from qinglian_desktop.application.receipts import LONGEST_REASON, MOST_REASONS
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.domain.collecting.collected import Answered, CollectedReturn, Fate, MetFile
from qinglian_desktop.domain.collecting.listed_units import one_code
from qinglian_desktop.domain.collecting.states import latest
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.domain.file_names import safe_unit_name
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import content_of


@dataclass(frozen=True, slots=True)
class Receipts:
    """The receipts that were written, and those that were not, as sentences.

    ``problem`` is what stood in the way of the rest, or of noting those that were written.
    """

    written: tuple[tuple[Verdict, Path], ...]
    unwritten: tuple[str, ...] = ()
    problem: EnvironmentProblem | None = None


@dataclass(frozen=True, slots=True)
class _Due:
    """What is to be answered, and how; noted at what is ``kept`` of it."""

    found: Verified
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    kept: CollectedReturn | None = None


class AnsweringUnits:
    """Answers the returns that were collected into a store; their files may be gone by then."""

    def __init__(self, store: CollectionStore, collecting: Collecting, clock: Clock) -> None:
        self._store = store
        self._collecting = collecting
        self._clock = clock

    def answer(
        self, returned: CollectedReturn, verdict: Verdict, reasons: Sequence[str], folder: Path
    ) -> Path:
        """Write a receipt into a folder, read it back, and note it at the return; gives its path.

        Raises EnvironmentProblem as ``Collecting.answer`` does.
        """
        due = _Due(self._as_read(returned), verdict, tuple(reasons), returned)
        path = self._put(due, folder)
        self._note(due)
        return path

    def take_all(self, period: Period, folder: Path, progress: Progress = no_progress) -> Receipts:
        """A receipt 已接收 for each unit's return of a month that counts and is not answered yet.

        Raises Cancelled when ``progress`` answers False; receipts that are written stay.
        """
        with self._store.reading() as work:
            counted = latest(work.collected.all((period,))).values()
        wanted = [each for each in counted if each.answered is None]

        def due() -> Iterator[_Due]:
            for done, each in enumerate(wanted):
                if not progress(done, len(wanted)):
                    raise Cancelled
                yield _Due(self._as_read(each), Verdict.TAKEN, kept=each)

        return self._all_answered(due(), folder)

    def answer_all(self, met: Sequence[tuple[MetFile, Verified]], folder: Path) -> Receipts:
        """Write a receipt for each of the returns that a collection met, if it has none yet.

        What is kept is 已接收; what is not is 退回, unless it is a spoilt copy of one that is kept.
        Where the store is lost, what was taken just now is still answered: it alone is known to
        need it.
        """
        try:
            due, lost = [*self._due(met)], None
        except EnvironmentProblem as problem:
            just_taken = (found for file, found in met if file.fate is Fate.TAKEN)
            due, lost = [_Due(each, Verdict.TAKEN) for each in just_taken], problem
        return self._all_answered(due, folder, lost)

    def accept_key(self, returned: CollectedReturn) -> None:
        """From now on the unit's key is that of this return."""
        author = Author(Authorship.CHANGED, returned.key, "")
        self._collecting.accept(replace(self._as_read(returned), author=author))

    def _all_answered(
        self, wanted: Iterable[_Due], folder: Path, lost: EnvironmentProblem | None = None
    ) -> Receipts:
        """Units of one name would have one file: the second is told, not written.

        Nothing is noted any more once the store is ``lost``.
        """
        written: list[tuple[Verdict, Path]] = []
        unwritten: list[str] = []
        names: dict[tuple[str, str, int, Verdict], str] = {}
        try:
            for each in wanted:
                content = each.found.content
                unit = safe_unit_name(content.unit_name)
                named = unit, content.period.key, content.revision, each.verdict
                code = one_code(content.unit_code)
                if names.setdefault(named, code) != code:
                    unwritten.append(_same_name_told(content.unit_name, content.unit_code))
                    continue
                written.append((each.verdict, self._put(each, folder)))
                lost = lost or self._unnoted(each)
        except EnvironmentProblem as problem:
            return Receipts(tuple(written), tuple(unwritten), problem)
        return Receipts(tuple(written), tuple(unwritten), lost)

    def _put(self, due: _Due, folder: Path) -> Path:
        return self._collecting.answer(due.found, due.verdict, due.reasons, folder)

    def _unnoted(self, due: _Due) -> EnvironmentProblem | None:
        """Why it cannot be noted that it was answered; None where it is."""
        try:
            self._note(due)
        except EnvironmentProblem as problem:
            return problem
        return None

    def _note(self, due: _Due) -> None:
        if (kept := due.kept) is not None:
            at = self._clock().replace(microsecond=0)
            answered = Answered(due.verdict is Verdict.TAKEN, at, due.reasons)
            kept_in(self._store, lambda returns: returns.answer(kept, answered))

    def _as_read(self, returned: CollectedReturn) -> Verified:
        """The return as if its file was read again: only what was sound is kept."""
        with self._store.reading() as work:
            told = work.collected.told(returned.unit_code, returned.period, returned.revision)
        if not told:
            raise EnvironmentProblem(
                f"“{returned.unit_name}”{returned.period.label}的月报已经撤回，不在台账库里了。",
                "没有写文件。",
                "请再收一次这个月的月报。",
            )
        path = Path(returned.file_name)
        return Verified(path, content_of(told), (), returned.remarks, returned.digest)

    def _due(self, met: Sequence[tuple[MetFile, Verified]]) -> Iterator[_Due]:
        """Of what was met, each place once; of several that are given back, all reasons."""
        months = {found.content.period.key: found.content.period for _, found in met}
        with self._store.reading() as work:
            all_kept = work.collected.all(tuple(months.values()))
        kept = {(each.unit_code, each.period, each.revision): each for each in all_kept}
        taken: dict[str, _Due] = {}
        returned: dict[tuple[str, str], _Due] = {}
        for file, found in met:
            content = found.content
            there = kept.get((file.unit_code, content.period, content.revision))
            if there is not None and there.digest == found.stated_digest:
                if not found.findings and there.answered is None:
                    taken.setdefault(there.digest, _Due(found, Verdict.TAKEN, kept=there))
                continue
            key = (content.unit_code, found.stated_digest)
            before = returned.get(key)
            reasons = dict.fromkeys((*(before.reasons if before else ()), *found.findings))
            cut = tuple(each[:LONGEST_REASON] for each in reasons)[:MOST_REASONS]
            first = before.found if before else found
            returned[key] = _Due(first, Verdict.RETURNED, cut)
        yield from taken.values()
        yield from returned.values()


def _same_name_told(unit_name: str, unit_code: str) -> str:
    """Why a unit gets no receipt beside that of another one whose file would be called the same."""
    return (
        f"“{unit_name}”（编码 {unit_code}）的回执没有写：另一个单位也叫这个名字，请单独给它写一份。"
    )
