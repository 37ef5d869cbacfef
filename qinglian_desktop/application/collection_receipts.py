"""What is answered to everything that one collection met: 已接收, or 退回 with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qinglian_desktop.application.collecting import Collecting
from qinglian_desktop.application.collection_keeping import kept_in
from qinglian_desktop.application.collection_ports import CollectionStore
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.receipts import LONGEST_REASON, MOST_REASONS
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.domain.collecting.collected import Answered, CollectedReturn, MetFile
from qinglian_desktop.domain.collecting.listed_units import one_code
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.file_names import safe_unit_name


@dataclass(frozen=True, slots=True)
class Receipts:
    """The receipts that were written, and those that were not, as sentences.

    ``problem`` is what stood in the way of all the rest.
    """

    written: tuple[tuple[Verdict, Path], ...]
    unwritten: tuple[str, ...] = ()
    problem: EnvironmentProblem | None = None


@dataclass(frozen=True, slots=True)
class _Due:
    found: Verified
    reasons: tuple[str, ...]
    kept: CollectedReturn | None


def answer_all(
    store: CollectionStore,
    collecting: Collecting,
    clock: Clock,
    met: Sequence[tuple[MetFile, Verified]],
    folder: Path,
) -> Receipts:
    """Write a receipt for each of the returns that were met and not answered yet.

    What is kept is 已接收, and noted so; what is not is 退回, unless it is a spoilt copy of one
    that is kept. Units of one name would have one file: the second is told, not written.
    """
    written: list[tuple[Verdict, Path]] = []
    unwritten: list[str] = []
    names: dict[tuple[str, str, int, bool], str] = {}
    for each in _due(store, met):
        content, is_taken = each.found.content, each.kept is not None
        named = (safe_unit_name(content.unit_name), content.period.key, content.revision, is_taken)
        code = one_code(content.unit_code)
        if names.setdefault(named, code) != code:
            unwritten.append(same_name_told(content.unit_name, content.unit_code))
            continue
        verdict = Verdict.TAKEN if is_taken else Verdict.RETURNED
        try:
            target = collecting.answer(each.found, verdict, each.reasons, folder)
        except EnvironmentProblem as problem:
            return Receipts(tuple(written), tuple(unwritten), problem)
        written.append((verdict, target))
        if each.kept is not None:
            answered = Answered(True, clock().replace(microsecond=0))
            _note(store, each.kept, answered)
    return Receipts(tuple(written), tuple(unwritten))


def same_name_told(unit_name: str, unit_code: str) -> str:
    """Why a unit gets no receipt beside that of another one whose file would be called the same."""
    return (
        f"“{unit_name}”（编码 {unit_code}）的回执没有写：另一个单位也叫这个名字，请单独给它写一份。"
    )


def _note(store: CollectionStore, kept: CollectedReturn, answered: Answered) -> None:
    kept_in(store, lambda returns: returns.answer(kept, answered))


def _due(store: CollectionStore, met: Sequence[tuple[MetFile, Verified]]) -> Iterator[_Due]:
    """What is to be answered, each place once; of several that are given back, all reasons."""
    months = {found.content.period.key: found.content.period for _, found in met}
    with store.reading() as work:
        all_kept = work.collected.all(tuple(months.values()))
    kept = {(each.unit_code, each.period, each.revision): each for each in all_kept}
    taken: dict[str, _Due] = {}
    returned: dict[tuple[str, str], _Due] = {}
    for file, found in met:
        content = found.content
        there = kept.get((file.unit_code, content.period, content.revision))
        if there is not None and there.digest == found.stated_digest:
            if not found.findings and there.answered is None:
                taken.setdefault(there.digest, _Due(found, (), there))
            continue
        key = (content.unit_code, found.stated_digest)
        before = returned.get(key)
        reasons = dict.fromkeys((*(before.reasons if before else ()), *file.why))
        cut = tuple(each[:LONGEST_REASON] for each in reasons)[:MOST_REASONS]
        returned[key] = _Due(before.found if before else found, cut, None)
    yield from taken.values()
    yield from returned.values()
