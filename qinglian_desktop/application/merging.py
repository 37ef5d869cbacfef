"""Another copy of the book beside it: the records that differ, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from qinglian_desktop.application.feeding import source_of
from qinglian_desktop.application.merge_doubles import TypedTwice
from qinglian_desktop.application.pairing import Pairing
from qinglian_desktop.application.parting import (
    CopyStanding,
    Parting,
    TouchedRecord,
    left_as_here,
    parting_of,
    told_digest,
)
from qinglian_desktop.application.ports import Progress, UnitOfWork, no_progress
from qinglian_desktop.application.unit_words import unit_record
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record, State, title_of
from qinglian_desktop.domain.then_and_now import ThenAndNow, then_and_now
from qinglian_desktop.domain.values import Values

_AT_ONCE = 250
"""Records of the other that are read at once."""


class Since(Enum):
    """What happened to a record since the copies parted."""

    NEW = "新增"
    THEIRS = "对方改过"
    BOTH = "两边都改过"


@dataclass(frozen=True, slots=True)
class Differing:
    """A record of the other copy that is not here, or says something else here.

    ``name`` is the same in every copy; ``plain`` is what it says, as input here, ``elsewhere`` the
    fields that another record decides here. ``by_here`` and ``by_there`` are who changed it last,
    and when. ``twin`` is a record typed here since that may be the same thing; ``doubts`` are what
    one would be asked on saving it.
    """

    since: Since
    ledger: Ledger
    name: str
    there: Record
    here: Record | None
    plain: Mapping[str, object]
    elsewhere: tuple[str, ...] = ()
    by_here: str = ""
    by_there: str = ""
    twin: Record | None = None
    doubts: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Ledger, number there and title: 谈心谈话 2026-004 王敏."""
        title = title_of(self.ledger, self.there.values)
        return f"{self.ledger.label} {self.there.number} {title}".strip()

    @property
    def lines(self) -> tuple[ThenAndNow, ...]:
        """Both side by side, with the other's words as ``then``; a state that differs is one more
        line."""
        return tuple(self._lines())

    @property
    def told(self) -> str:
        """The digest of what the other says."""
        return told_digest(self.plain, is_void=self.there.state is State.VOID)

    def as_one(self) -> Differing:
        """The same, once somebody said that it is the very thing that was typed here."""
        return replace(self, since=Since.BOTH, here=self.twin, twin=None)

    def _lines(self) -> Iterator[ThenAndNow]:
        now = self.here or self.twin
        values: Values = now.values if now is not None else {}
        lines, _ = then_and_now(self.ledger, self.plain, values)
        yield from (each for each in lines if each.key not in self.elsewhere)
        is_void = self.there.state is State.VOID
        if now is not None and not self.elsewhere and is_void != (now.state is State.VOID):
            said = self.there.state.value, now.state.value
            yield ThenAndNow("", "", "状态", *said, differs=True)


@dataclass(frozen=True, slots=True)
class CopiesBeside:
    """Both copies side by side; ``told`` are sentences about what is left as it is here."""

    standing: CopyStanding
    records: tuple[Differing, ...] = ()
    told: tuple[str, ...] = ()


def compare(
    here: UnitOfWork,
    there: UnitOfWork,
    catalogue: Catalogue,
    progress: Progress = no_progress,
    doubts: Callable[[Pairing, Differing], tuple[str, ...]] | None = None,
) -> CopiesBeside:
    """What of the other copy is not here yet, or is otherwise; in the order in which it came there.

    What here alone was changed since is not among it, nor what says the same on both sides, nor
    what a merge before left as it is here, as long as the other says the same. ``doubts`` are asked
    of each. Raises Cancelled when ``progress``, told records, answers False.
    """
    parting = parting_of(here.records, there.records)
    if parting.standing is CopyStanding.STRANGE:
        return CopiesBeside(parting.standing)
    pairing = Pairing(here, there, catalogue)
    found: list[Differing] = []
    for each in _differing(pairing, parting, progress):
        more = doubts(pairing, each) if doubts is not None else ()
        found.append(replace(each, doubts=more) if more else each)
    return CopiesBeside(parting.standing, tuple(found), tuple(_told(pairing, parting)))


def _differing(pairing: Pairing, parting: Parting, progress: Progress) -> Iterator[Differing]:
    here, catalogue = pairing.here, pairing.catalogue
    last_here = {(each.ledger, each.record_id): each for each in parting.here}
    left = left_as_here(here.records)
    twice = TypedTwice(pairing, parting)
    touched = [each for each in parting.there if each.ledger in catalogue]
    for start in range(0, len(touched), _AT_ONCE):
        for last, record, now in _both(pairing, touched[start : start + _AT_ONCE]):
            ledger = catalogue[last.ledger]
            name = pairing.names_there.name(ledger, last.record_id)
            if not name or (now is None and _comes_by_itself(pairing, ledger, record)):
                continue
            mine = last_here.get((last.ledger, now.id or 0)) if now is not None else None
            since = Since.NEW if now is None else Since.BOTH if mine else Since.THEIRS
            plain = pairing.plain(ledger, record)
            found = Differing(
                since,
                ledger,
                name,
                record,
                now,
                plain,
                _elsewhere(pairing, ledger, now),
                f"{mine.at[:16]} {mine.by}" if mine else "",
                f"{last.at[:16]} {last.by}",
                twice.of(ledger, plain) if now is None else None,
            )
            if now is not None and not _differs(found, now):
                continue
            if name in left and left[name] == found.told:
                continue
            yield found
        if not progress(min(start + _AT_ONCE, len(touched)), len(touched)):
            raise Cancelled


def _both(
    pairing: Pairing, touched: Sequence[TouchedRecord]
) -> Iterator[tuple[TouchedRecord, Record, Record | None]]:
    """These records as they are there, with what they are here; None for one that is not."""
    catalogue = pairing.catalogue
    ids: dict[str, list[int]] = {}
    for each in touched:
        ids.setdefault(each.ledger, []).append(each.record_id)
    there: dict[tuple[str, int], Record] = {}
    here: dict[tuple[str, int], Record] = {}
    for key, some in ids.items():
        ledger = catalogue[key]
        read = pairing.there.records.fetch(ledger, some)
        there.update(((key, each.id or 0), each) for each in read)
        known = [at for each in some if (at := pairing.id_here(ledger, each)) is not None]
        now = {each.id: each for each in pairing.here.records.fetch(ledger, known)}
        for each in some:
            if (found := now.get(pairing.id_here(ledger, each))) is not None:
                here[key, each] = found
            elif ledger.unit is not None:
                unit = unit_record(pairing.here, catalogue)
                here.update({(key, each): unit} if unit is not None else {})
    for each in touched:
        at = each.ledger, each.record_id
        if at in there:
            yield each, there[at], here.get(at)


def _differs(found: Differing, now: Record) -> bool:
    """Whether they say different things; what is void on both sides says nothing any more."""
    if found.there.state is State.VOID and now.state is State.VOID:
        return False
    return any(each.differs for each in found.lines)


def _comes_by_itself(pairing: Pairing, ledger: Ledger, record: Record) -> bool:
    """Whether it comes with the record from which it follows, or need not come: it is void."""
    if record.state is State.VOID:
        return True
    return source_of(pairing.there, pairing.catalogue, ledger, record) is not None


def _elsewhere(pairing: Pairing, ledger: Ledger, now: Record | None) -> tuple[str, ...]:
    """The fields of a record here that another one decides."""
    source = source_of(pairing.here, pairing.catalogue, ledger, now) if now is not None else None
    return source[2].fields if source is not None else ()


def _told(pairing: Pairing, parting: Parting) -> Iterator[str]:
    """What is left as it is here."""
    here, there = pairing.here, pairing.there
    sent = {(each.period, each.revision): each.digest for each in here.returns.all()}
    for each in reversed(there.returns.all()):
        if sent.get((each.period, each.revision), each.digest) != each.digest:
            month = f"{each.period[:4]}年{int(each.period[5:])}月"
            yield f"{month}月报第{each.revision}次两边都报过，内容不一样：请问收到的是哪一份。"
    if drafts := len(there.drafts.all()):
        yield f"那里没有填完的草稿和计划（{drafts} 份）不带过来。"
    if parting.there:
        yield "设置、本单位的词、上级的表、收来的月报、月报和回执的登记，留着这里的，不带过来。"
