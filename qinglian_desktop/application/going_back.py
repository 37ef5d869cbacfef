"""What going back to a copy of the book would take away and bring back, before one does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.parting import CopyStanding, parting_of
from qinglian_desktop.application.ports import Progress, UnitOfWork, no_progress
from qinglian_desktop.application.soundness import found_in_copy
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Difference:
    """Records of one ledger that would be gone, be as they were then, or be there again."""

    label: str
    gone: int
    as_then: int
    again: int


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a restore would do to the book of today.

    ``findings`` are what is wrong with the copy; ``unreadable`` says why there is nothing to
    compare it with. ``is_parted`` where it was written to by itself: it can be merged instead.
    """

    differences: tuple[Difference, ...] = ()
    drafts: int = 0
    returns: int = 0
    findings: tuple[str, ...] = ()
    unreadable: str = ""
    is_parted: bool = False

    @property
    def sentences(self) -> list[str]:
        """All of it in words."""
        return list(_told(self))

    @property
    def only_there(self) -> list[str]:
        """What is nowhere but in the copy, in words; before one lets go of it."""
        if self.unreadable:
            return [f"现在的台账库打不开，这一份可能是唯一完整的。{self.unreadable}"]
        found = [
            _line(
                each.label,
                f"{each.again} 条只在这一份里有" if each.again else "",
                f"{each.as_then} 条和现在的不一样" if each.as_then else "",
            )
            for each in self.differences
            if each.again or each.as_then
        ]
        return found or ["这一份里的记录，现在的台账库里都有，内容也一样。"]


def look_ahead(
    books: Books,
    catalogue: Catalogue,
    folder: Path,
    copy: Path,
    secret: str,
    progress: Progress = no_progress,
) -> Prospect:
    """Compare the book of today with a copy, which is unlocked and checked in full.

    Raises WrongPassword, Cancelled, or EnvironmentProblem for a copy that cannot be gone back to.
    """
    then = books.look(folder, copy, secret, progress)
    try:
        findings = tuple(then.check(progress))
        try:
            today = books.open(folder, secret, read_only=True)
        except EnvironmentProblem as problem:
            return Prospect(findings=findings, unreadable=problem.happened)
        try:
            with today.reading() as now, then.reading() as before:
                return Prospect(
                    tuple(_differences(catalogue, now, before)),
                    len(_drafts(now) - _drafts(before)),
                    len(set(now.returns.all()) - set(before.returns.all())),
                    findings,
                    is_parted=_is_parted(now, before),
                )
        finally:
            today.close()
    finally:
        then.close()


def _is_parted(now: UnitOfWork, before: UnitOfWork) -> bool:
    """Whether the copy knows what this book does not, and the book what the copy does not."""
    return parting_of(now.records, before.records).standing is CopyStanding.PARTED


def _differences(catalogue: Catalogue, now: UnitOfWork, before: UnitOfWork) -> Iterator[Difference]:
    for ledger in catalogue:
        found = _difference(ledger, now, before)
        if found.gone or found.as_then or found.again:
            yield found


def _difference(ledger: Ledger, now: UnitOfWork, before: UnitOfWork) -> Difference:
    """By when a record was entered: books that parted have other records with the same id."""
    today, then = now.records.versions(ledger), before.records.versions(ledger)
    both = [key for key in today if key in then]
    changed = sum(today[key] != then[key] for key in both)
    return Difference(ledger.label, len(today) - len(both), changed, len(then) - len(both))


def _drafts(work: UnitOfWork) -> set[tuple[object, ...]]:
    return {(draft.id, draft.at) for draft in work.drafts.all()}


def _told(prospect: Prospect) -> Iterator[str]:
    if prospect.findings:
        yield found_in_copy(prospect.findings)
    if prospect.unreadable:
        yield f"现在的台账库打不开，比不出恢复后会少什么、多什么。{prospect.unreadable}"
        return
    if prospect.is_parted:
        yield f"{CopyStanding.PARTED.value}恢复会丢掉这里后来记的；要两边的都留着，请用“合并”。"
    for each in prospect.differences:
        yield _line(
            each.label,
            f"少 {each.gone} 条" if each.gone else "",
            f"{each.as_then} 条变回那时的内容" if each.as_then else "",
            f"多出 {each.again} 条" if each.again else "",
        )
    if prospect.drafts:
        yield f"没有填完的草稿少 {prospect.drafts} 份。"
    if prospect.returns:
        yield f"月报的上报记录少 {prospect.returns} 次，再报时次数会重新数。"
    if not (prospect.differences or prospect.drafts or prospect.returns):
        yield "和现在的台账库相比，记录一条不差。"


def _line(label: str, *parts: str) -> str:
    return f"{label}：{'，'.join(part for part in parts if part)}。"
