"""One record within a transaction: checked, kept or moved, and with it the records it feeds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from qinglian_desktop.application import answering, feeding, hung_steps
from qinglian_desktop.application.following import follow
from qinglian_desktop.application.likely_doubles import likely_doubles
from qinglian_desktop.application.locking import is_same_in_return, must_say_why, touched_months
from qinglian_desktop.application.offices import (
    RosterSays,
    in_step,
    may_be_said,
    said_by_roster,
    said_otherwise,
    taken_back,
)
from qinglian_desktop.application.ports import Clock, Mark, UnitOfWork
from qinglian_desktop.application.references import (
    link,
    missing_files,
    must_be_alone,
    there_already,
)
from qinglian_desktop.application.roster import names_nobody_else, recognise
from qinglian_desktop.application.same_time import met_before
from qinglian_desktop.application.ticked_drafts import tick_drafts
from qinglian_desktop.application.unit_words import unit_record
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.field_types import PeopleRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import COUNTED, Record, Stamp, State, occurred_on
from qinglian_desktop.domain.rules import Member, Surroundings, nothing_lacks
from qinglian_desktop.domain.validation import errors, read_partly, validate
from qinglian_desktop.domain.values import Value, Values, is_blank

Followed: TypeAlias = "tuple[Record, Record]"
"""A record that the program changed by itself: as it is now, and as it was before."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Input as read: the values that could be read, and every problem, errors first."""

    values: Values
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RecordKeeper:
    """The steps that use cases make of; the transaction is theirs.

    ``why`` is the reason for all that is changed of months that were reported, which a person
    ``is_said`` to have given; without any, ReasonNeeded is raised where one would say otherwise.
    """

    catalogue: Catalogue
    clock: Clock
    who: str
    lacking: Callable[[str], str] = nothing_lacks
    why: str = ""
    is_said: bool = True

    def because(self, why: str, *, is_said: bool = True) -> RecordKeeper:
        """The same, with a reason."""
        return replace(self, why=why.strip(), is_said=is_said)

    def previous(self, work: UnitOfWork, ledger: Ledger, record_id: int) -> Record:
        """The record as saved; its id came from the book, so it must be there."""
        found = work.beyond(ledger).records.get(ledger, record_id)
        if found is None:
            raise ProgramBug(f"{ledger.key} has no record {record_id}")
        return found

    def check(
        self, work: UnitOfWork, ledger: Ledger, typed: Mapping[str, object], previous: Record | None
    ) -> Checked:
        """Everything that is wrong with plain input, for a new record or for ``previous``."""
        values, problems = read_partly(ledger, typed)
        members = work.records.members()
        problems += recognise(ledger, values, members)
        return self._checked(work, ledger, values, problems, members, previous)

    def check_filled(
        self,
        work: UnitOfWork,
        ledger: Ledger,
        typed: Mapping[str, object],
        read: Mapping[str, Value],
        left_blank: Collection[str] = (),
    ) -> tuple[dict[str, object], Checked]:
        """The input of a new record with what a form would fill in by itself, and its check.

        Nobody is put down as present, and what is ``left_blank`` stays so. ``read`` is what fields
        of the input were read as before.
        """
        values, unreadable = read_partly(ledger, typed, read)
        members = work.records.members()
        unread = {problem.field for problem in unreadable}
        as_read = {key: value for key, value in values.items() if key not in unread}
        asked = recognise(ledger, values, members)
        known = {key: value for key, value in values.items() if key not in unread}
        given = {key for key in typed if not is_blank(known.get(key))}
        given |= {field.key for field in ledger.of_type(PeopleRef)} | set(left_blank)
        following = follow(ledger, known, members, given, work)
        more = {key: plain for key, plain in following.items() if plain is not None}
        whole = {**typed, **more}
        if more:
            recognised = values
            values, unreadable = read_partly(ledger, whole, as_read)
            if names_nobody_else(ledger, recognised, values, more):
                values |= recognised
            else:
                asked = recognise(ledger, values, members)
        problems = [*unreadable, *asked]
        return whole, self._checked(work, ledger, values, problems, members, None)

    def _checked(
        self,
        work: UnitOfWork,
        ledger: Ledger,
        values: dict[str, Value],
        problems: list[Problem],
        members: Mapping[int, Member],
        previous: Record | None,
    ) -> Checked:
        problems += link(work, self.catalogue, ledger, values)
        problems += missing_files(work, ledger, values)
        said_before = previous.values if previous else None
        hung_steps.settle(ledger, values, said_before, self.clock())
        hung_steps.hang(work, self.catalogue, ledger, values, said_before)
        problems += there_already(work, self.catalogue, ledger, values, previous)
        whole = work.beyond(ledger)
        values = answering.with_rows(whole, self.catalogue, ledger, values, said_before)
        fed: tuple[str, ...] = ()
        if previous is not None:
            fed, changed = feeding.held(work, self.catalogue, ledger, values, previous)
            problems += changed
        if (said := said_by_roster(self.catalogue, ledger, members)) is not None:
            problems += said_otherwise(ledger, values, said, previous)
            values = in_step(values, said)
        # What is fed was checked where it was entered, and can only be mended there.
        told = {(key, 0, "") for key in fed}
        told |= {problem.address for problem in problems if not problem.is_warning}
        before = previous.values if previous else None
        surroundings = Surroundings(self.clock().date(), members, before, self.lacking)
        problems += validate(ledger, values, surroundings, told)
        if not errors(problems):
            problems += met_before(work, ledger, values, previous)
            problems += likely_doubles(work, ledger, values, before)
            of = previous.id if previous else None
            problems += feeding.problems(work, self.catalogue, ledger, of, values, surroundings)
        return Checked(values, tuple(sorted(problems, key=lambda problem: problem.is_warning)))

    def keep(
        self,
        work: UnitOfWork,
        ledger: Ledger,
        values: Values,
        previous: Record | None = None,
        revision: int | None = None,
        reason: str = "",
    ) -> Record:
        """Keep checked values as a new record or as ``previous`` changed, and what it feeds.

        A record of a month that was reported becomes 已更正. Where nothing is changed nothing is
        written, and ``previous`` itself is given back.
        """
        work = work.beyond(ledger)
        if previous is not None and previous.state in COUNTED and _is_same(values, previous.values):
            return previous
        day = occurred_on(ledger, values)
        if day is None:
            raise ProgramBug(f"{ledger.key}: a valid record without its day")
        begun = previous or Record(ledger.key, values, day, Stamp(self.clock(), self.who))
        record = replace(begun, values=values, occurred_on=day, state=State.CONFIRMED)
        told = touched_months(work, ledger, previous, record)
        if previous is not None and is_same_in_return(ledger, previous, record):
            # How a thing goes on is no correction of what the return said of it.
            record = replace(record, state=previous.state)
        elif any(each.contains(day) or each.contains(begun.occurred_on) for each in told):
            record = replace(record, state=State.CORRECTED)
        called = "更正" if told else "修改" if previous else "新增"
        mark = self._mark(work, called, reason, told)
        if previous is None:
            kept = work.records.add(ledger, record, mark)
        else:
            record = replace(record, revision=revision or previous.revision)
            kept = work.records.replace(ledger, record, mark)
        return self._with_others(work, ledger, previous, kept)

    def move(
        self, work: UnitOfWork, ledger: Ledger, record: Record, state: State, reason: str
    ) -> Record:
        """Void or revive a record with what it feeds; DataProblems where another took its place."""
        work = work.beyond(ledger)
        if state in COUNTED and record.state is State.VOID:
            must_be_alone(work, self.catalogue, ledger, record)
        action, values = "作废" if state is State.VOID else "恢复", record.values
        if state in COUNTED:
            # The roster, and what did it, may have changed while it was void.
            values = in_step(values, self.said_by_roster(work, ledger))
            values = answering.as_done_now(work, self.catalogue, ledger, values)
            values = hung_steps.hung_now(work, self.catalogue, ledger, values)
        moved = replace(record, state=state, values=values)
        told = touched_months(work, ledger, record, moved)
        if state is State.CONFIRMED and any(each.contains(record.occurred_on) for each in told):
            moved = replace(moved, state=State.CORRECTED)
        kept = work.records.replace(ledger, moved, self._mark(work, action, reason, told))
        return self._with_others(work, ledger, record, kept)

    def tick(self, work: UnitOfWork, ticked: Iterable[answering.Ticked]) -> None:
        """Keep what follows from what was done."""
        for each in tuple(ticked):
            if each.record.state is State.VOID:
                mark = Mark(self.clock(), self.who, "修改", each.reason)
                work.records.replace(each.ledger, replace(each.record, values=each.values), mark)
                continue
            now = self.keep(work, each.ledger, each.values, each.record, reason=each.reason)
            tick_drafts(work, each.ledger, each.record, now)

    def follow(
        self,
        work: UnitOfWork,
        ledger: Ledger,
        changed: Sequence[Record],
        back: Followed | None = None,
    ) -> Followed | None:
        """Bring the unit into step with records of the roster; None where it was, and elsewhere.

        Once for all that a transaction changed, at its end. ``back`` is what this did to the unit
        when they were changed: now they are as before, so the unit is, too, where nobody says
        otherwise.
        """
        of = self.catalogue.unit
        if ledger.roster is None or of is None or not changed:
            return None
        unit = unit_record(work, self.catalogue)
        if unit is None:
            return None
        values = {**unit.values, **(taken_back(unit, *back) if back is not None else {})}
        values = in_step(values, self.said_by_roster(work, of))
        which = changed[0].number if len(changed) == 1 else f"{len(changed)}条"
        kept = self.keep(work, of, values, unit, reason=f"{ledger.label}{which}")
        return None if kept is unit else (kept, unit)

    def said_by_roster(self, work: UnitOfWork, ledger: Ledger) -> RosterSays | None:
        """What the roster decides of a record; nothing but at the unit."""
        of = self.catalogue, ledger
        return None if ledger.unit is None else said_by_roster(*of, work.records.members())

    def decided_elsewhere(
        self, work: UnitOfWork, ledger: Ledger, record: Record
    ) -> tuple[str, ...]:
        """The fields of a record that the program may change because of another record."""
        source = feeding.source_of(work, self.catalogue, ledger, record)
        fed = () if source is None else source[2].fields
        answered = answering.follows_answers(ledger)
        hung = hung_steps.follows_charts(ledger)
        return (*may_be_said(self.catalogue, ledger), *fed, *answered, *hung)

    def _with_others(
        self, work: UnitOfWork, ledger: Ledger, before: Record | None, now: Record
    ) -> Record:
        """The record, once what was done by it, hangs on it or follows from it is in step."""
        if before is not None:
            self.tick(work, answering.in_step_with(work, self.catalogue, ledger, before, now))
        self.tick(work, hung_steps.rehung(work, self.catalogue, ledger, before, now))
        self._feed(work, ledger, now)
        return now

    def _feed(self, work: UnitOfWork, ledger: Ledger, record: Record) -> None:
        values_now: Values = record.values if record.state in COUNTED else {}
        for feed in ledger.feeds:
            target = self.catalogue[feed.ledger]
            for old, values in feeding.steps(work, target, feed, ledger, record.id, values_now):
                if values is not None:
                    fed = self.keep(work, target, values, old)
                    if work.feeds.source(target.key, fed.id or 0) is None:
                        which = (target.key, fed.id or 0, ledger.key, record.id or 0)
                        work.feeds.note(*which, taken_up=old is not None)
                elif old is not None and not work.feeds.let_go(target.key, old.id or 0):
                    gone = f"{ledger.label}{record.number}不再带出"
                    self.move(work, target, old, State.VOID, gone)

    def _mark(self, work: UnitOfWork, action: str, reason: str, told: Sequence[Period]) -> Mark:
        must_say_why(work, told, self.why, is_said=self.is_said)
        given = (self.why, reason) if told else (reason,)
        return Mark(self.clock(), self.who, action, "；".join(dict.fromkeys(filter(None, given))))


def _is_same(one: Values, other: Values) -> bool:
    pairs = ((one.get(key), other.get(key)) for key in {*one, *other})
    return all(a == b or (is_blank(a) and is_blank(b)) for a, b in pairs)
