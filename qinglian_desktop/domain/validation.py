"""Every problem of a record at once, keyed by field; errors stop a save, warnings do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from qinglian_desktop.domain.dates import Unreadable, quoted
from qinglian_desktop.domain.field_types import Field
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import occurred_on
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.value_check import complaints
from qinglian_desktop.domain.values import Attendee, People, Person, Value, Values, is_blank
from qinglian_desktop.domain.words import Reading, words

USUAL = re.compile(
    "[\n\x20-\x7e\xa0·—‘’“”…\u3000-\u3003\u3005-\u3011\u3400-\u4dbf\u4e00-\u9fa5\uff01-\uff5e]*"
)
"""Signs that the fonts of paper surely have, so that they need not be asked."""
_MOST_SHOWN = 10


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
        is_of_event = each.key == ledger.occurred and ledger.roster is None
        found = [
            Problem(each.key, *complaint)
            for complaint in complaints(
                each, value, before, surroundings.today, is_of_event=is_of_event
            )
        ]
        problems += found
        if not errors(found):
            problems.extend(_lacking(each, value, surroundings))
    problems.extend(_membership(ledger, values, surroundings))
    for rule in ledger.rules:
        problems.extend(rule(values, surroundings))
    return tuple(sorted(problems, key=lambda problem: problem.is_warning))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those problems that stop a save."""
    return tuple(problem for problem in problems if not problem.is_warning)


def _lacking(field: Field, value: Value, surroundings: Surroundings) -> Iterator[Problem]:
    """What is written, in whatever kind of field, that paper would show as 〓."""
    written = words(field.type, value, Reading.FORM)
    if USUAL.fullmatch(written) is None and (signs := surroundings.lacking(written)):
        shown = signs if len(signs) <= _MOST_SHOWN else f"{signs[:_MOST_SHOWN]}…"
        yield Problem(
            field.key, f"{field.label}里的“{shown}”打印不出来，纸上会印成〓，建议改成别的字。", True
        )


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
