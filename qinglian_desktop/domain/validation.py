"""Every problem of a record at once, keyed by field; errors stop a save, warnings do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from qinglian_desktop.domain.dates import Unreadable, quoted
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Draft, occurred_on, title_of
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.value_check import complaints
from qinglian_desktop.domain.values import Attendee, People, Person, Value, Values, is_blank


def read_input(
    ledger: Ledger, plain: Mapping[str, object]
) -> tuple[dict[str, Value], list[Problem]]:
    """Plain input as values, with a problem for each field that cannot be read.

    Fields not shown are dropped; unknown keys are problems, never silently lost.
    """
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for key in plain:
        if key not in ledger.by_key:
            problems.append(Problem(key, f"{ledger.label}没有{quoted(key)}这一项，请删去或改正。"))
    for each in ledger.fields:
        try:
            value = from_plain(each.type, plain.get(each.key))
        except Unreadable as error:
            problems.append(Problem(each.key, f"{each.label}：{error}"))
            continue
        if not is_blank(value):
            values[each.key] = value
    for each in ledger.fields:
        if each.key in values and not each.is_shown(values):
            del values[each.key]
    return values, problems


def day_typed(ledger: Ledger, plain: Mapping[str, object]) -> date | None:
    """The day of a record as far as it is typed."""
    values, _ = read_input(ledger, {ledger.occurred: plain.get(ledger.occurred)})
    return occurred_on(ledger, values)


def draft_title(ledger: Ledger, draft: Draft) -> str:
    """What a form that is not saved yet is called, as far as its title is typed."""
    return title_of(ledger, read_input(ledger, draft.typed)[0])


def validate(ledger: Ledger, values: Values, surroundings: Surroundings) -> tuple[Problem, ...]:
    """All problems of the values: missing, out of range, contradicting; errors first."""
    problems: list[Problem] = []
    for each in ledger.fields:
        if not each.is_shown(values):
            continue
        value = values.get(each.key)
        if is_blank(value):
            if each.required:
                problems.append(Problem(each.key, f"请填写“{each.label}”。"))
            continue
        before = None if surroundings.previous is None else surroundings.previous.get(each.key)
        problems.extend(
            Problem(each.key, message, warning)
            for message, warning in complaints(each, value, before, surroundings.today)
        )
    problems.extend(_membership(ledger, values, surroundings))
    for rule in ledger.rules:
        problems.extend(rule(values, surroundings))
    return tuple(sorted(problems, key=lambda problem: problem.is_warning))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those problems that stop a save."""
    return tuple(problem for problem in problems if not problem.is_warning)


def _membership(ledger: Ledger, values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """People of the roster must belong to the branch on the day of the event."""
    day = occurred_on(ledger, values)
    if day is None or ledger.roster is not None:
        return
    for each in ledger.fields:
        for person in _people_of(values.get(each.key)):
            member = None if person.id is None else surroundings.members.get(person.id)
            if member is None or member.belongs_on(day):
                continue
            if member.left is not None and day > member.left:
                reason = member.left_reason or "转出"
                fact = f"已于 {member.left} {reason}"
            else:
                fact = f"到 {member.joined} 才调入"
            yield Problem(
                each.key,
                f"{each.label}里的{member.name}{fact}，{day} 不在本支部，请核对日期或人员。",
            )


def _people_of(value: Value) -> Iterator[Person]:
    if isinstance(value, Person):
        yield value
    elif isinstance(value, People):
        yield from (_person(attendee) for attendee in value.attendees)


def _person(attendee: Attendee) -> Person:
    return attendee.person
