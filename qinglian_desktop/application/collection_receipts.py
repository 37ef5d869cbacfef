"""What is answered to everything that one collection met: 已接收, or 退回 with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qinglian_desktop.application.collecting import Collecting
from qinglian_desktop.application.collection_keeping import kept_in
from qinglian_desktop.application.collection_ports import CollectionStore
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.receipts import LONGEST_REASON, MOST_REASONS
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.domain.collecting.collected import Answered, CollectedReturn, Fate, MetFile
from qinglian_desktop.domain.collecting.listed_units import one_code
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.file_names import safe_unit_name
from qinglian_desktop.domain.period import Period


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
    """A return with what is answered to it; ``kept`` is where that is noted."""

    found: Verified
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    kept: CollectedReturn | None = None


def answer_all(
    store: CollectionStore,
    collecting: Collecting,
    clock: Clock,
    met: Sequence[tuple[MetFile, Verified]],
    folder: Path,
) -> Receipts:
    """Write a receipt for each of the returns that were met and not answered yet.

    What is kept is 已接收, and noted so; what is not is 退回, unless it is a spoilt copy of one
    that is kept. Units of one name would have one file: the second is told, not written. Where
    the store is lost, what was taken just now is still answered: it alone is known to need it.
    """
    problem: EnvironmentProblem | None = None
    try:
        due = [*_due(_kept(store, met), met)]
    except EnvironmentProblem as lost:
        due, problem = [*_just_taken(met)], lost
    written: list[tuple[Verdict, Path]] = []
    unwritten: list[str] = []
    names: dict[tuple[str, str, int, bool], str] = {}
    for each in due:
        content, is_taken = each.found.content, each.verdict is Verdict.TAKEN
        named = (safe_unit_name(content.unit_name), content.period.key, content.revision, is_taken)
        code = one_code(content.unit_code)
        if names.setdefault(named, code) != code:
            unwritten.append(same_name_told(content.unit_name, content.unit_code))
            continue
        try:
            target = collecting.answer(each.found, each.verdict, each.reasons, folder)
        except EnvironmentProblem as unwritable:
            return Receipts(tuple(written), tuple(unwritten), unwritable)
        written.append((each.verdict, target))
        if each.kept is not None and problem is None:
            try:
                _note(store, each.kept, Answered(True, clock().replace(microsecond=0)))
            except EnvironmentProblem as lost:
                problem = lost
    return Receipts(tuple(written), tuple(unwritten), problem)


def same_name_told(unit_name: str, unit_code: str) -> str:
    """Why a unit gets no receipt beside that of another one whose file would be called the same."""
    return (
        f"“{unit_name}”（编码 {unit_code}）的回执没有写：另一个单位也叫这个名字，请单独给它写一份。"
    )


def _note(store: CollectionStore, kept: CollectedReturn, answered: Answered) -> None:
    kept_in(store, lambda returns: returns.answer(kept, answered))


def _kept(
    store: CollectionStore, met: Sequence[tuple[MetFile, Verified]]
) -> dict[tuple[str, Period, int], CollectedReturn]:
    """By unit, month and revision what is kept of the months that were met."""
    months = {found.content.period.key: found.content.period for _, found in met}
    with store.reading() as work:
        all_kept = work.collected.all(tuple(months.values()))
    return {(each.unit_code, each.period, each.revision): each for each in all_kept}


def _just_taken(met: Iterable[tuple[MetFile, Verified]]) -> Iterator[_Due]:
    for file, found in met:
        if file.fate is Fate.TAKEN:
            yield _Due(found, Verdict.TAKEN)


def _due(
    kept: Mapping[tuple[str, Period, int], CollectedReturn],
    met: Iterable[tuple[MetFile, Verified]],
) -> Iterator[_Due]:
    """What is to be answered, each place once; of several that are given back, all reasons."""
    taken: dict[str, _Due] = {}
    returned: dict[tuple[str, str], _Due] = {}
    for file, found in met:
        content = found.content
        there = kept.get((file.unit_code, content.period, content.revision))
        if there is not None and there.digest == found.stated_digest:
            if not found.findings and there.answered is None:
                taken.setdefault(there.digest, _Due(found, Verdict.TAKEN, (), there))
            continue
        key = (content.unit_code, found.stated_digest)
        before = returned.get(key)
        reasons = dict.fromkeys((*(before.reasons if before else ()), *found.findings))
        cut = tuple(each[:LONGEST_REASON] for each in reasons)[:MOST_REASONS]
        returned[key] = _Due(before.found if before else found, Verdict.RETURNED, cut)
    yield from taken.values()
    yield from returned.values()
