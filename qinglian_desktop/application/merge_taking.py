"""What is chosen of another copy of the book taken into this one, all in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.keeping import RecordKeeper
from qinglian_desktop.application.merge_input import input_here, likely_doubts
from qinglian_desktop.application.merging import CopiesBeside, Differing, Since, compare
from qinglian_desktop.application.pairing import Pairing
from qinglian_desktop.application.parting import (
    MERGED,
    CopyStanding,
    left_as_here,
    merge_note,
    parting_of,
)
from qinglian_desktop.application.ports import Mark, Progress, UnitOfWork, no_progress
from qinglian_desktop.domain.errors import AttachmentLost, Cancelled, DataProblems
from qinglian_desktop.domain.field_types import Attachments
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.rights import must_have_everything
from qinglian_desktop.domain.validation import errors
from qinglian_desktop.domain.values import Attached

_WHAT = "合并另一份台账库"


class WhoseWords(Enum):
    """Whose words count where the copies differ."""

    HERE = "照本机"
    THERE = "照对方"


@dataclass(slots=True)
class MergeDone:
    """What became of it. ``renumbered`` are sentences: 原编号 → 新编号; ``doubts`` are what one
    would have been asked on saving what was taken, each with the record that it is about."""

    added: int = 0
    changed: int = 0
    left: int = 0
    renumbered: list[str] = field(default_factory=list[str])
    doubts: list[str] = field(default_factory=list[str])


def look_beside(desk: Desk, other: Book, progress: Progress = no_progress) -> CopiesBeside:
    """Both copies side by side, with what one would be asked on saving.

    NotAllowed for who may not see or do everything; Cancelled when ``progress``, told records,
    answers False.
    """
    _must_have_everything(desk, other)
    doubts = partial(likely_doubts, _keeper(desk))
    with desk.book.reading() as here, other.reading() as there:
        return compare(here, there, desk.catalogue, progress, doubts)


def merge_copy(
    desk: Desk,
    other: Book,
    sides: Mapping[str, WhoseWords],
    reason: str = "",
    progress: Progress = no_progress,
    same: Collection[str] = (),
) -> MergeDone:
    """Take what the other copy has into the open book, after a backup; the other stays as it is.

    ``sides`` by the name of a record that differs; where none is given the other's is taken of what
    it alone changed. Of ``same`` it was said that they are the very thing that was typed here, of
    all others not. Raises DataProblems where nobody chose for what both changed, or the book does
    not take a record; ReasonNeeded as ``RecordKeeper``; Cancelled when ``progress``, told records,
    first as they are compared, then as they are taken, answers False. Then the book is as it was.
    """
    _must_have_everything(desk, other)
    with desk.book.reading() as here, other.reading() as there:
        standing = parting_of(here.records, there.records).standing
    if standing is CopyStanding.STRANGE:
        raise DataProblems((Problem("", standing.value),))
    if standing in (CopyStanding.ALIKE, CopyStanding.BEHIND):
        return MergeDone()
    desk.book.back_up()
    with other.reading() as there, desk.book.writing() as here:
        seen = compare(here, there, desk.catalogue, progress)
        seen = replace(seen, records=tuple(_as_said(each, same) for each in seen.records))
        _must_be_chosen(seen, sides)
        pairing = Pairing(here, there, desk.catalogue)
        return _TakingOver(pairing, _keeper(desk).because(reason)).all(seen, sides, progress)


def _keeper(desk: Desk) -> RecordKeeper:
    return RecordKeeper(desk.catalogue, desk.clock, desk.book.keeper.name)


def _as_said(each: Differing, same: Collection[str]) -> Differing:
    return each.as_one() if each.twin is not None and each.name in same else each


def _must_have_everything(desk: Desk, other: Book) -> None:
    for each in (desk.book, other):
        must_have_everything(each.keeper, _WHAT)


def _must_be_chosen(seen: CopiesBeside, sides: Mapping[str, WhoseWords]) -> None:
    both = [each for each in seen.records if each.since is Since.BOTH and each.name not in sides]
    if both:
        said = f"有 {len(both)} 条两边都改过，还没有选照哪一边，什么也没有合并。"
        raise DataProblems(
            (Problem("", said), *(Problem("", f"请选照哪一边：{each.called}") for each in both))
        )


@dataclass(slots=True)
class _TakingOver:
    pairing: Pairing
    keeper: RecordKeeper
    done: MergeDone = field(default_factory=MergeDone)
    named: dict[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])
    wanted: dict[tuple[str, int], Differing] = field(
        default_factory=dict[tuple[str, int], Differing]
    )
    kept: dict[str, list[Record]] = field(default_factory=dict[str, list[Record]])
    left: dict[str, str] = field(default_factory=dict[str, str])
    begun: int = 0

    @property
    def here(self) -> UnitOfWork:
        return self.pairing.here

    @property
    def there(self) -> UnitOfWork:
        return self.pairing.there

    def all(
        self, seen: CopiesBeside, sides: Mapping[str, WhoseWords], progress: Progress
    ) -> MergeDone:
        self.begun = self.here.records.history_end()
        before = left_as_here(self.here.records)
        for each in seen.records:
            if (
                each.here is not None
                and self.pairing.id_here(each.ledger, each.there.id or 0) is None
            ):
                # Typed in both, and the same thing: whatever leads to it there leads to it here.
                self._name(each.ledger, each.here, each.name)
            if sides.get(each.name, WhoseWords.THERE) is WhoseWords.THERE:
                self.wanted[each.ledger.key, each.there.id or 0] = each
                self.left |= {each.name: ""} if before.get(each.name) else {}
            else:
                self.done.left += 1
                self.left[each.name] = each.told
        total = len(self.wanted)
        while self.wanted:
            self._take(next(iter(self.wanted)))
            if not progress(total - len(self.wanted), total):
                raise Cancelled
        for key, records in self.kept.items():
            self.keeper.follow(self.here, self.pairing.catalogue[key], records)
        self._note()
        return self.done

    def _note(self) -> None:
        head = self.there.records.chain_head()
        if head is not None:
            said = (
                f"新增 {self.done.added} 条，改 {self.done.changed} 条，照本机 {self.done.left} 条"
            )
            mark = Mark(self.keeper.clock(), self.keeper.who, MERGED, said)
            last = self.here.records.chain_head()
            written = (self.begun + 1, last.rows if last is not None else self.begun)
            self.here.records.note_own(mark, merge_note(head, self.named, written, self.left))

    def _take(self, at: tuple[str, int]) -> None:
        """The record, once those to which it leads and from which it follows are here."""
        each = self.wanted.pop(at, None)
        if each is None:
            return
        for ledger, record_id in self.pairing.refers_to(each.ledger, each.there):
            self._take((ledger.key, record_id))
        if (source := self.there.feeds.source(*at)) is not None:
            self._take(source)
        now = self._now(each)
        self._bring_files(each.ledger, each.there)
        reason = f"合并：{each.by_there} 在另一份里记的"
        if now is None or each.there.state is not State.VOID or now.state is not State.VOID:
            kept = self._keep(each, now, reason)
            if each.there.state is State.VOID and kept.state is not State.VOID:
                kept = self.keeper.move(self.here, each.ledger, kept, State.VOID, reason)
            self.kept.setdefault(at[0], []).append(kept)
            if now is None:
                self.done.added += 1
                self._name(each.ledger, kept, each.name)
                if kept.number != each.there.number:
                    label = each.ledger.label
                    self.done.renumbered.append(f"{label} {each.there.number} → {kept.number}")
            else:
                self.done.changed += 1
            self._pair_fed(each.ledger, each.there, kept)

    def _now(self, each: Differing) -> Record | None:
        """The record as it is by now; what was taken before may have changed it."""
        if each.here is None or each.here.id is None:
            return None
        return self.here.records.get(each.ledger, each.here.id)

    def _keep(self, each: Differing, now: Record | None, reason: str) -> Record:
        ledger = each.ledger
        if now is not None and now.state is State.VOID:
            now = self.keeper.move(self.here, ledger, now, State.CONFIRMED, reason)
        typed = input_here(self.pairing, ledger, each.there, now)
        checked = self.keeper.check(self.here, ledger, typed, now)
        if wrong := errors(checked.problems):
            said = f"{each.called} 照对方的样子存不进去，什么也没有合并。可以先改好，或者选照本机。"
            raise DataProblems((Problem("", said), *wrong))
        self.done.doubts += [f"{each.called}：{asked.message}" for asked in checked.problems]
        return self.keeper.keep(self.here, ledger, checked.values, now, reason=reason)

    def _name(self, ledger: Ledger, kept: Record, name: str) -> None:
        self.named[name] = (ledger.key, kept.id or 0)
        self.pairing.names_here.give(ledger, kept.id or 0, name)

    def _pair_fed(self, ledger: Ledger, there: Record, kept: Record) -> None:
        """What follows from it here is what follows from it there, with what was added by hand."""
        theirs = self._fed(self.there, ledger, there)
        ours = self._fed(self.here, ledger, kept)
        for key, ids in theirs.items():
            target = self.pairing.catalogue[key]
            new = [each for each in ids if self.pairing.id_here(target, each) is None]
            known = {self.pairing.id_here(target, each) for each in ids}
            free = [each for each in ours.get(key, ()) if each not in known]
            if len(new) != len(free):
                continue
            for record_id, at in zip(new, free, strict=True):
                record, now = self.there.records.get(target, record_id), None
                now = self.here.records.get(target, at)
                name = self.pairing.names_there.name(target, record_id)
                if record is None or now is None or not name:
                    continue
                self._name(target, now, name)
                if record.state is not State.VOID and now.state is not State.VOID:
                    self._bring_files(target, record)
                    by_there = record.entered.by
                    each = Differing(Since.NEW, target, name, record, now, {}, by_there=by_there)
                    self._keep(each, now, f"合并：{ledger.label}{kept.number}带出")

    def _fed(self, work: UnitOfWork, ledger: Ledger, record: Record) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for key, record_id, _ in work.feeds.fed(ledger.key, record.id or 0):
            if key in self.pairing.catalogue:
                found.setdefault(key, []).append(record_id)
        return found

    def _bring_files(self, ledger: Ledger, record: Record) -> None:
        """Have its files here, sound, by their digest."""
        for each in ledger.of_type(Attachments):
            for file in cast("tuple[Attached, ...]", record.value(each.key) or ()):
                try:
                    self.here.attachments.read(file.digest)
                except (KeyError, AttachmentLost):
                    data = self.there.attachments.read(file.digest)
                    self.here.attachments.put(file.name, data, keep_original=True)
