"""Every problem of a record at once, keyed by field; errors stop a save, warnings do not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import cast

from qinglian_desktop.domain.convening import not_due, not_due_words, who_is_due
from qinglian_desktop.domain.dates import Unreadable, quoted
from qinglian_desktop.domain.field_types import Field, Flow, PeopleRef, PersonRef, Rows
from qinglian_desktop.domain.ledger import Ledger, UnitChoice
from qinglian_desktop.domain.partly_read import NotRead, as_far_as_read
from qinglian_desktop.domain.plain_form import from_plain, read_rows
from qinglian_desktop.domain.problem import Address, InRow, Problem, problem_in_row
from qinglian_desktop.domain.record import Draft, occurred_on, title_of
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.text_check import USUAL
from qinglian_desktop.domain.value_check import complaints, missing_words, row_complaints
from qinglian_desktop.domain.values import (
    Attendee,
    Interval,
    People,
    Person,
    Value,
    Values,
    is_blank,
)
from qinglian_desktop.domain.words import Reading, words

_MOST_SHOWN = 10
_IN_FIGURES = (date, Interval)
"""What is written in digits, 年, 月 and 日."""


def read_input(
    ledger: Ledger, plain: Mapping[str, object]
) -> tuple[dict[str, Value], list[Problem]]:
    """Plain input as values, those that can be read as a whole; see ``read_partly``."""
    values, problems = read_partly(ledger, plain)
    for problem in problems:
        values.pop(problem.field, None)
    return values, problems


def read_partly(
    ledger: Ledger, plain: Mapping[str, object], known: Mapping[str, Value] | None = None
) -> tuple[dict[str, Value], list[Problem]]:
    """Plain input as values, with a problem for each field or cell that cannot be read.

    Of rows there is what can be read of them. Fields not shown are dropped; unknown keys are
    problems, never silently lost. What is ``known`` of a field was read of the same input before.
    """
    read = known or {}
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for key in plain:
        if key not in ledger.by_key:
            problems.append(Problem(key, f"{ledger.label}没有{quoted(key)}这一项，请删去或改正。"))
    for each in ledger.fields:
        if (given := plain.get(each.key)) is None:
            continue
        if each.key in read:
            values[each.key] = read[each.key]
            continue
        try:
            value, unread = _read(each, given)
        except Unreadable as error:
            problems.append(Problem(each.key, f"{each.label}：{error}"))
            continue
        problems += unread
        if not is_blank(value):
            values[each.key] = value
    for each in ledger.sometimes:
        if each.key in values and not each.is_shown(values):
            del values[each.key]
    return values, problems


def day_typed(ledger: Ledger, plain: Mapping[str, object]) -> date | None:
    """The day of a record as far as it is typed."""
    values, _ = read_input(ledger, {ledger.occurred: plain.get(ledger.occurred)})
    return occurred_on(ledger, values)


def draft_title(ledger: Ledger, draft: Draft, remarks: Mapping[int, str] | None = None) -> str:
    """What a form that is not saved yet is called, as far as its title is typed."""
    return title_of(ledger, read_input(ledger, draft.typed)[0], remarks)


def validate(
    ledger: Ledger,
    values: Values,
    surroundings: Surroundings,
    told: Collection[Address] = (),
) -> tuple[Problem, ...]:
    """All problems of the values: missing, out of range, contradicting; errors first.

    Of what stands at an address of which something was ``told`` already no more is said; and
    where that could not be read, no rule is asked what it makes of it.
    """
    problems: list[Problem] = []
    for each in ledger.fields:
        value = values.get(each.key)
        if value is None and not each.required:
            # Most fields of most records.
            continue
        if value and (listed := ledger.listed.get(each.key)) is not None:
            said = value if isinstance(value, tuple) else (value,)
            if listed.issuperset(said):
                continue
        is_missing = is_blank(value)
        if (is_missing and not each.required) or not each.is_shown(values):
            continue
        if is_missing:
            problems.append(Problem(each.key, missing_words(each)))
            continue
        before = None if surroundings.previous is None else surroundings.previous.get(each.key)
        is_of_event = each.key == ledger.occurred and ledger.is_of_events
        found = [
            Problem(each.key, *complaint)
            for complaint in complaints(
                each, value, before, surroundings.today, is_of_event=is_of_event
            )
        ]
        if isinstance(each.type, Rows):
            rows, old = cast("tuple[Values, ...]", value), cast("tuple[Values, ...]", before or ())
            found += [
                problem_in_row(each.key, each.label, cell, is_warning=warning)
                for cell, warning in row_complaints(each.type, rows, old, surroundings.today)
            ]
        if isinstance(each.initial, UnitChoice) and each.initial.word not in ("", value):
            said = f"本单位选用的是“{each.initial.word}”，这一条用的是“{value}”，请看是不是要改。"
            found.append(Problem(each.key, said, is_warning=True))
        problems += found
        if not found or not errors(found):
            problems += _lacking(each, value, surroundings)
    problems.extend(_membership(ledger, values, surroundings))
    problems.extend(_not_due(ledger, values, surroundings))
    known = as_far_as_read(values, told)
    for rule in ledger.rules:
        with suppress(NotRead):
            for problem in rule(known, surroundings):
                problems.append(problem)
    if not problems:
        return ()
    new = (p for p in problems if p.address not in told and (p.field, 0, "") not in told)
    return tuple(sorted(new, key=lambda problem: problem.is_warning))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those problems that stop a save."""
    return tuple(problem for problem in problems if not problem.is_warning)


def _read(field: Field, plain: object) -> tuple[Value, list[Problem]]:
    """The value, and of rows each cell that cannot be read; Unreadable where nothing can."""
    if isinstance(field.type, Rows) and isinstance(plain, list | tuple):
        rows, unread = read_rows(field.type, cast("Sequence[object]", plain))
        return rows, [problem_in_row(field.key, field.label, cell) for cell in unread]
    return from_plain(field.type, plain), []


def _lacking(field: Field, value: Value, surroundings: Surroundings) -> Sequence[Problem]:
    """What is written, in whatever kind of field, that paper would show as 〓."""
    if not isinstance(field.type, Rows):
        said = _shown_otherwise(field, value, surroundings)
        return (Problem(field.key, said, True),) if said else ()
    cells = (
        InRow(place, cell.key, said)
        for place, row in enumerate(cast("tuple[Values, ...]", value), 1)
        for cell in field.type.fields
        if (said := _shown_otherwise(cell, row.get(cell.key), surroundings))
    )
    return [problem_in_row(field.key, field.label, each, is_warning=True) for each in cells]


def _shown_otherwise(field: Field, value: Value, surroundings: Surroundings) -> str:
    if isinstance(value, _IN_FIGURES) or (isinstance(value, str) and USUAL.fullmatch(value)):
        # Most of what is written.
        return ""
    # A form draws a chart, with all that one may look for.
    reading = Reading.SEARCH if isinstance(field.type, Flow) else Reading.FORM
    written = words(field.type, value, reading)
    if USUAL.fullmatch(written) is not None or not (signs := surroundings.lacking(written)):
        return ""
    shown = signs if len(signs) <= _MOST_SHOWN else f"{signs[:_MOST_SHOWN]}…"
    return f"{field.label}里的“{shown}”打印不出来，纸上会印成〓，建议改成别的字。"


def _membership(ledger: Ledger, values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """People of the roster must belong to the branch on the day of the event."""
    day = occurred_on(ledger, values)
    if day is None or ledger.roster is not None:
        return
    for each in ledger.of_type(PersonRef, PeopleRef):
        value = values.get(each.key)
        if isinstance(each.type, PersonRef) and each.type.later:
            continue
        for person in _people_of(value):
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


def _not_due(ledger: Ledger, values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """Who is put down as due though the kind of event does not ask him: told, not forbidden.

    What was kept so before stays as it is.
    """
    day = occurred_on(ledger, values)
    for each in ledger.of_type(PeopleRef) if day is not None else ():
        kind, people = cast("PeopleRef", each.type), values.get(each.key)
        if not kind.convened or not isinstance(people, People) or day is None:
            continue
        kept = {who.id for who in _people_of((surroundings.previous or {}).get(each.key))}
        asked = who_is_due(kind.convened, values, surroundings.members, day)
        found = not_due(asked, people, surroundings.members, day)
        guests = ledger.field(kind.guests).label if kind.guests else ""
        if said := not_due_words((pair for pair in found if pair[0].id not in kept), guests):
            yield Problem(each.key, said, is_warning=True)


def _people_of(value: Value) -> Iterator[Person]:
    if isinstance(value, Person):
        yield value
    elif isinstance(value, People):
        yield from (_person(attendee) for attendee in value.attendees)


def _person(attendee: Attendee) -> Person:
    return attendee.person
