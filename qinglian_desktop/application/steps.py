"""The steps that can be taken back, and done again: each a step forward that history keeps"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qinglian_desktop.application import hung_steps
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.feeding import brought_along, source_of
from qinglian_desktop.application.keeping import Followed, RecordKeeper
from qinglian_desktop.application.offices import in_step
from qinglian_desktop.application.passed_drafts import pass_drafts
from qinglian_desktop.application.ports import SENT, UnitOfWork
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_record import plain_of
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.validation import errors

MOST = 100
"""Steps remembered; older ones can be looked up in 修改经过 only."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a step did to one record: ``before`` is how it was, None for one that was not there."""

    ledger: str
    before: Record | None
    after: Record

    @property
    def record_id(self) -> int:
        """The record's id."""
        return self.after.id or 0


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in words ("修改 2026-004 谈话"), and to which records.

    ``followed`` is what the program did to the unit because of it.
    """

    words: str
    moves: tuple[Move, ...]
    followed: Followed | None = None

    @property
    def records(self) -> list[tuple[str, int]]:
        """Ledger and id of each."""
        return [(move.ledger, move.record_id) for move in self.moves]


@dataclass(frozen=True, slots=True)
class Turned:
    """A step that was taken back, or done again; ``way_back`` says where a voided one is."""

    step: Done
    is_redone: bool
    way_back: str = ""


class StepList:
    """What was done since the book was opened, and what of it was taken back."""

    def __init__(self) -> None:
        self.done: list[Done] = []
        self.undone: list[Done] = []

    def note(
        self,
        action: str,
        ledger: Ledger,
        kept: Sequence[tuple[Record, Record | None]],
        followed: Followed | None = None,
    ) -> None:
        """Something was done to these records, each with how it was before."""
        if not kept:
            return
        which = f" {kept[0][0].number} " if len(kept) == 1 else f"{len(kept)}条"
        moves = tuple(Move(ledger.key, before, now) for now, before in kept)
        self.done.append(Done(f"{action}{which}{ledger.noun}", moves, followed))
        del self.done[:-MOST]
        self.undone.clear()


class Steps:
    """Taking back and doing again, over one open book."""

    def __init__(self, book: Book, keeper: RecordKeeper, steps: StepList) -> None:
        self._book = book
        self._keeper = keeper
        self.list = steps

    def undo(self, of: tuple[str, int] | None = None) -> Turned | None:
        """Take back the last step, or the last ``of`` a record; None where there is none.

        Raises DataProblems for one that something else has overtaken, or that the rules no longer
        allow; nothing is changed then, and the step before it is the next to be taken back.
        """
        return self._turn(self.list.done, self.list.undone, of, is_redone=False)

    def redo(self, of: tuple[str, int] | None = None) -> Turned | None:
        """Do again what was taken back last; None where there is nothing. Raises as ``undo``."""
        return self._turn(self.list.undone, self.list.done, of, is_redone=True)

    def _turn(
        self,
        source: list[Done],
        target: list[Done],
        of: tuple[str, int] | None,
        *,
        is_redone: bool,
    ) -> Turned | None:
        found = [n for n, step in enumerate(source) if of is None or of in step.records]
        if not found:
            return None
        step = source[found[-1]]
        ledger = self._keeper.catalogue[step.moves[0].ledger]
        try:
            with self._book.writing() as work:
                # A record that was moved twice goes back the way it came.
                moves = [self._put(work, step, each, is_redone) for each in reversed(step.moves)]
                moved = [move.after for move in moves]
                keeper = self._because(step, is_redone)
                followed = keeper.follow(work, ledger, moved, step.followed)
        except DataProblems:
            source.pop(found[-1])
            raise
        source.pop(found[-1])
        target.append(Done(step.words, tuple(moves), followed))
        voided = [now for now in moved if now.state is State.VOID]
        said = f"{voided[0].number} 已作废" if len(voided) == 1 else f"{len(voided)}条已作废"
        way_back = f"{said}，勾选“含已作废”可以找到。" if voided else ""
        return Turned(step, is_redone, way_back)

    def _put(self, work: UnitOfWork, step: Done, move: Move, is_redone: bool) -> Move:
        """Bring a record to how it was before the move; gives the move that this is."""
        ledger, keeper = self._keeper.catalogue[move.ledger], self._because(step, is_redone)
        verb = _verb(is_redone)
        was = now = keeper.previous(work, ledger, move.record_id)
        others = keeper.decided_elsewhere(work, ledger, now)
        if not _stands(work, ledger, now, move.after, others):
            raise DataProblems((Problem("", _overtaken(work, ledger, now, step, verb)),))
        reason, back = keeper.why, move.before
        if back is None or back.state is State.VOID:
            if (source := source_of(work, keeper.catalogue, ledger, now)) is not None:
                raise DataProblems((Problem("", _held(ledger, now, step, verb, *source[:2])),))
            voided = keeper.move(work, ledger, now, State.VOID, reason)
            return Move(ledger.key, was, voided)
        if now.state is State.VOID:
            try:
                now = keeper.move(work, ledger, now, State.CONFIRMED, reason)
            except DataProblems as wrong:
                first = f"“{step.words}”不能{verb}。现在的内容没有动。"
                raise DataProblems((Problem("", first), *wrong.problems)) from wrong
        # What the program changed since stays as it made it.
        own = hung_steps.chosen(ledger, back, move.after)
        if any(not hung_steps.is_same_step(now.value(key), move.after.value(key)) for key in own):
            raise DataProblems((Problem("", _overtaken(work, ledger, now, step, verb)),))
        since = (key for key in others if now.value(key) != move.after.value(key))
        values = {**back.values, **{key: now.value(key) for key in since if key not in own}}
        back = replace(back, values=in_step(values, keeper.said_by_roster(work, ledger)))
        if now.values != back.values:
            checked = keeper.check(work, ledger, plain_of(ledger, back), now)
            if wrong := errors(checked.problems):
                first = f"“{step.words}”不能{verb}，那样的内容现在存不进去。现在的内容没有动。"
                raise DataProblems((Problem("", first), *wrong))
            now = keeper.keep(work, ledger, checked.values, now, None, reason)
            pass_drafts(work, ledger, was, now)
        return Move(ledger.key, was, now)

    def _because(self, step: Done, is_redone: bool) -> RecordKeeper:
        """Says by itself why a reported month is changed."""
        return self._keeper.because(f"{_verb(is_redone)}：{step.words}", is_said=False)


def _verb(is_redone: bool) -> str:
    return "重做" if is_redone else "撤销"


def _stands(
    work: UnitOfWork, ledger: Ledger, now: Record, after: Record, others: tuple[str, ...]
) -> bool:
    """Whether a record is as a step left it, but for the fields that other records decide.

    One that was sent since is not: what was read elsewhere is corrected, and not taken back.
    """
    if now.revision == after.revision:
        return True
    since = work.records.history(ledger, now.id or 0)[: now.revision - after.revision]
    keys = {*now.values, *after.values} - {*others}
    return (
        (now.state is State.VOID) is (after.state is State.VOID)
        and not any(change.action == SENT for change in since)
        and all(now.value(key) == after.value(key) for key in keys)
    )


def _held(
    ledger: Ledger, now: Record, step: Done, verb: str, origin: Ledger, source: Record
) -> str:
    return (
        f"“{step.words}”不能{verb}：{ledger.label} {now.number} 现在"
        f"{brought_along(origin, source)}，要作废请先到那里办。现在的内容没有动。"
    )


def _overtaken(work: UnitOfWork, ledger: Ledger, now: Record, step: Done, verb: str) -> str:
    last = next(iter(work.records.history(ledger, now.id or 0)), None)
    when = f"（{last.at:%Y-%m-%d %H:%M} {last.action}）" if last else ""
    since = f"后来已经上报{when}" if now.state is State.REPORTED else f"后来又有改动{when}"
    return (
        f"“{step.words}”不能{verb}了：{ledger.label} {now.number} {since}。"
        "现在的内容没有动，要改请打开这条记录。"
    )
