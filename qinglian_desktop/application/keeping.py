"""One record within a transaction: checked, kept or moved, and with it the records it feeds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from qinglian_desktop.application import feeding
from qinglian_desktop.application.likely_doubles import likely_doubles
from qinglian_desktop.application.offices import (
    RosterSays,
    in_step,
    said_by_roster,
    said_otherwise,
)
from qinglian_desktop.application.ports import Clock, Mark, UnitOfWork
from qinglian_desktop.application.references import link, missing_files
from qinglian_desktop.application.roster import recognise
from qinglian_desktop.application.same_time import met_before
from qinglian_desktop.application.unit_words import unit_record
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.projection import changes_return
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import COUNTED, Record, Stamp, State, occurred_on
from qinglian_desktop.domain.rules import Surroundings, nothing_lacks
from qinglian_desktop.domain.standing import Otherwise, told_otherwise
from qinglian_desktop.domain.validation import errors, read_partly, validate
from qinglian_desktop.domain.values import Values


@dataclass(frozen=True, slots=True)
class Checked:
    """Input as read: the values that could be read, and every problem, errors first."""

    values: Values
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Keeper:
    """The steps that use cases make of; the transaction is theirs."""

    catalogue: Catalogue
    clock: Clock
    who: str
    lacking: Callable[[str], str] = nothing_lacks

    def previous(self, work: UnitOfWork, ledger: Ledger, record_id: int) -> Record:
        """The record as saved; its id came from the book, so it must be there."""
        found = work.records.get(ledger, record_id)
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
        problems += link(work, self.catalogue, ledger, values)
        problems += missing_files(work, ledger, values)
        fed: tuple[str, ...] = ()
        if previous is not None:
            fed, changed = feeding.held(work, self.catalogue, ledger, values, previous)
            problems += changed
        if said := self._said_by_roster(work, ledger):
            problems += said_otherwise(ledger, values, said, previous)
            values = in_step(values, said)
        # What is fed was checked where it was entered, and can only be mended there.
        told = {(key, 0, "") for key in fed}
        told |= {problem.address for problem in problems if not problem.is_warning}
        before = previous.values if previous else None
        surroundings = Surroundings(self.clock().date(), members, before, self.lacking)
        problems += validate(ledger, values, surroundings, told)
        if ledger.unit is not None and previous is None and work.records.count(Query(ledger.key)):
            problems.append(Problem("", f"{ledger.label}只登记一次，请在原来的记录上修改。"))
        if not errors(problems):
            problems += met_before(work, ledger, values, previous)
            problems += likely_doubles(work, ledger, values, before)
            source_id = previous.id if previous else None
            problems += feeding.problems(
                work, self.catalogue, ledger, source_id, values, surroundings
            )
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

        A record of a month that was reported becomes 已更正.
        """
        day = occurred_on(ledger, values)
        if day is None:
            raise ProgramBug(f"{ledger.key}: a valid record without its day")
        now = self.clock()
        if said := self._said_by_roster(work, ledger):
            values = in_step(values, said)
        reported = self._is_reported(work, ledger, day, previous)
        state = State.CORRECTED if reported else State.CONFIRMED
        if previous is not None and _is_same_in_return(ledger, previous, values, day):
            # How a thing goes on is no correction of what the return said of it.
            reported, state = False, previous.state
        is_told = previous is not None and _is_told_otherwise(work, ledger, previous, values, day)
        action = "更正" if reported or is_told else "修改" if previous else "新增"
        mark = Mark(now, self.who, action, reason)
        if previous is None:
            record = Record(ledger.key, values, day, Stamp(now, self.who), state=state)
            kept = work.records.add(ledger, record, mark)
        else:
            known = revision or previous.revision
            changed = replace(previous, values=values, occurred_on=day, state=state, revision=known)
            kept = work.records.replace(ledger, changed, mark)
        self._follow(work, ledger, kept)
        return kept

    def move(
        self, work: UnitOfWork, ledger: Ledger, record: Record, state: State, mark: Mark
    ) -> Record:
        """Void or revive a record, and with it what it feeds."""
        reported = self._is_reported(work, ledger, record.occurred_on, record)
        if state is State.CONFIRMED and reported:
            state = State.CORRECTED
        kept = work.records.replace(ledger, replace(record, state=state), mark)
        self._follow(work, ledger, kept)
        return kept

    def _follow(self, work: UnitOfWork, ledger: Ledger, record: Record) -> None:
        """Bring into step what is kept of this record elsewhere."""
        self._feed(work, ledger, record)
        unit = unit_record(work, self.catalogue) if ledger.roster is not None else None
        if unit is not None and self.catalogue.unit is not None:
            of = self.catalogue.unit
            said = self._said_by_roster(work, of)
            if said is not None and in_step(unit.values, said) != unit.values:
                self.keep(work, of, unit.values, unit, reason=f"{ledger.label}{record.number}")

    def _said_by_roster(self, work: UnitOfWork, ledger: Ledger) -> RosterSays | None:
        if ledger.unit is None:
            return None
        return said_by_roster(self.catalogue, ledger, work.records.members())

    def _feed(self, work: UnitOfWork, ledger: Ledger, record: Record) -> None:
        values_now: Values = record.values if record.state in COUNTED else {}
        for feed in ledger.feeds:
            target = self.catalogue[feed.ledger]
            for old, values in feeding.steps(work, target, feed, ledger, record.id, values_now):
                if old is None and values is not None:
                    fed = self.keep(work, target, values)
                    work.feeds.note(target.key, fed.id or 0, ledger.key, record.id or 0)
                elif old is not None and values is not None:
                    self.keep(work, target, values, old)
                elif old is not None:
                    reason = f"{ledger.label}{record.number}不再带出"
                    mark = Mark(self.clock(), self.who, "作废", reason)
                    self.move(work, target, old, State.VOID, mark)

    def _is_reported(
        self, work: UnitOfWork, ledger: Ledger, day: date, previous: Record | None
    ) -> bool:
        if not ledger.in_return:
            return False
        days = {day, previous.occurred_on if previous else day}
        return any(work.returns.last(Period.month_of(each).key) for each in days)


def plain_of(ledger: Ledger, record: Record) -> dict[str, object]:
    """A record's values as plain input, as the form takes them."""
    return {
        field.key: to_plain(field.type, record.value(field.key))
        for field in ledger.fields
        if field.key in record.values
    }


def _is_same_in_return(ledger: Ledger, previous: Record, values: Values, day: date) -> bool:
    """Whether the month's return says of the changed record what it said before."""
    month = Period.month_of(previous.occurred_on)
    if previous.state not in COUNTED or not month.contains(day):
        return False
    after = replace(previous, values=values, occurred_on=day)
    stands = told_otherwise(ledger, previous, after, month)
    return stands is not Otherwise.DATED and not changes_return(ledger, previous, values)


def _is_told_otherwise(
    work: UnitOfWork, ledger: Ledger, previous: Record, values: Values, day: date
) -> bool:
    """Whether a return that was sent told of the record, as it stood then, what is not so."""
    if ledger.standing is None or previous.state not in COUNTED:
        return False
    after = replace(previous, values=values, occurred_on=day)
    months = {Period.parse(each.period) for each in work.returns.all() if each.is_certain}
    return any(
        told_otherwise(ledger, previous, after, month) is not Otherwise.NOTHING for month in months
    )
