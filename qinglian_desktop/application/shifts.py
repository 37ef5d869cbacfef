"""What moved on a map between two days, and what the history says of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.application.crossings import CrossedAt, Glance, Shift, ShiftKind
from qinglian_desktop.application.ledger_then import EarlierReader
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.conditions import Is, Not, holds
from qinglian_desktop.domain.field_types import Choice
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Crossed
from qinglian_desktop.domain.record import Change, occurred_on
from qinglian_desktop.domain.values import Values

FILLED_IN_LATER = "补录"


@dataclass(frozen=True, slots=True)
class OnMap:
    """How a record stands on a map; ``cell`` is None where it lacks one of the words.

    ``place`` tells cells apart, whatever they are called. ``is_later``: it was entered after
    the day.
    """

    cell: CrossedAt | None
    level: str
    name: str
    place: CrossedAt | None
    is_later: bool = False


def shifts_between(
    work: UnitOfWork,
    ledger: Ledger,
    lens: Crossed,
    before: Mapping[int, OnMap],
    now: Mapping[int, OnMap],
    glance: Glance,
    needed: Collection[str],
) -> tuple[Shift, ...]:
    """What is elsewhere or otherwise ``now`` than ``before``; what came first, then what went.

    ``glance`` has both days; without them nothing moved. A record that only another field changed
    did not move.
    """
    if glance.since is None or glance.on is None:
        return ()
    turned = {
        record_id: turn
        for record_id in (*now, *(each for each in before if each not in now))
        if (turn := _turn(ledger, lens, before.get(record_id), now.get(record_id))) is not None
    }
    told = work.records.changes_between(ledger, glance.since, glance.on)
    asked = {path.partition(".")[0] for path, _ in glance.only}
    history = _Told(ledger, lens, EarlierReader(ledger, {*needed, ledger.occurred}), asked)
    found = [
        history.shift(record_id, turn, before.get(record_id), now.get(record_id), told)
        for record_id, turn in turned.items()
    ]
    order = list(ShiftKind)
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))


def _turn(
    ledger: Ledger, lens: Crossed, before: OnMap | None, now: OnMap | None
) -> ShiftKind | None:
    if before is None or now is None:
        return ShiftKind.CAME if before is None else ShiftKind.WENT
    if before.level != now.level:
        kind = ledger.field(lens.tint).type
        ranks = kind.options if isinstance(kind, Choice) else ()
        was, is_now = (
            ranks.index(word) if word in ranks else len(ranks) for word in (before.level, now.level)
        )
        return ShiftKind.ROSE if is_now < was else ShiftKind.FELL
    return ShiftKind.MOVED if before.place != now.place else None


@dataclass(frozen=True, slots=True)
class _Told:
    ledger: Ledger
    lens: Crossed
    reader: EarlierReader
    asked: Collection[str]
    """The fields by which the matrix is narrowed."""

    def shift(
        self,
        record_id: int,
        kind: ShiftKind,
        before: OnMap | None,
        now: OnMap | None,
        told: Mapping[int, Sequence[Change]],
    ) -> Shift:
        day, reason, how = self._why(kind, told.get(record_id, ()))
        if before is None and day is None and now is not None and now.is_later:
            # Nothing was written between the days: it happened then, and was entered after them.
            how = FILLED_IN_LATER
        either = now or before
        return Shift(
            kind,
            record_id,
            either.name if either is not None else "",
            before.cell if before is not None else None,
            now.cell if now is not None else None,
            before.level if before is not None else "",
            now.level if now is not None else "",
            day,
            reason,
            how,
        )

    def _why(self, turn: ShiftKind, changes: Sequence[Change]) -> tuple[date | None, str, str]:
        """The day, reason and way of the last change that turned it so."""
        is_revived = False
        for change in reversed(changes):
            was, is_now = self._values(change.before), self._values(change.after)
            if change.before is None and turn is ShiftKind.CAME:
                came = occurred_on(self.ledger, is_now)
                later = came is not None and came < change.at.date()
                how = FILLED_IN_LATER if later else ""
                return came or change.at.date(), change.reason, how
            # What was voided and revived between the days did not leave by that.
            turned_by = {ShiftKind.CAME: "恢复", ShiftKind.WENT: "" if is_revived else "作废"}
            if change.action == turned_by.get(turn):
                return change.at.date(), change.reason, change.action
            is_revived = change.action == "恢复" or (is_revived and change.action != "作废")
            if self._matters(turn, was, is_now):
                return change.at.date(), change.reason, self._way(turn, is_now)
        return None, "", ""

    def _values(self, plain: Mapping[str, object] | None) -> Values:
        return self.reader.values(plain or {})

    def _matters(self, kind: ShiftKind, was: Values, is_now: Values) -> bool:
        match kind:
            case ShiftKind.ROSE | ShiftKind.FELL:
                return was.get(self.lens.tint) != is_now.get(self.lens.tint)
            case ShiftKind.MOVED:
                return any(was.get(key) != is_now.get(key) for key in self._axes())
            case ShiftKind.CAME | ShiftKind.WENT:
                is_otherwise = any(was.get(key) != is_now.get(key) for key in self.asked)
                return is_otherwise or self._is_shown(was) != self._is_shown(is_now)

    def _is_shown(self, values: Values) -> bool:
        return self.lens.where is None or holds(self.lens.where, values)

    def _axes(self) -> Iterator[str]:
        return (path.partition(".")[0] for path in (self.lens.x, self.lens.y))

    def _way(self, turn: ShiftKind, is_now: Values) -> str:
        """What the record became by which it left, where the lens says so: 销号."""
        match self.lens.where:
            case Not(Is(_, said)) if turn is ShiftKind.WENT and not self._is_shown(is_now):
                return "、".join(said)
            case _:
                return ""
