"""What can be wrong with one value of a field type, in Chinese sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias, assert_never, cast

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    Flow,
    Integer,
    LongText,
    Moment,
    Money,
    Month,
    Name,
    PeopleRef,
    PersonRef,
    RecordRef,
    Rows,
    Span,
    StepRef,
    Text,
    present_word,
)
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow_check import chart_complaints, step_complaints
from qinglian_desktop.domain.problem import InRow
from qinglian_desktop.domain.text_check import hidden_sign, name_complaints, text_complaints
from qinglian_desktop.domain.titles import untitled
from qinglian_desktop.domain.values import (
    Attached,
    Interval,
    Link,
    People,
    Person,
    StepLink,
    Value,
    Values,
    is_blank,
)

MOST_ROWS = 500
MOST_PEOPLE = 2_000
MOST_COUNTED = 999_999
LONGEST_REASON = 100
_NOT_IN_REASONS = re.compile("[（）()；;]")
_OWN_WORDS = "这些选项可以在“设置”里改。"

Complaint: TypeAlias = tuple[str, bool]
"""A sentence, and whether it is only a warning."""


def complaints(
    field: Field, value: Value, before: Value, today: date, *, is_of_event: bool = False
) -> Iterator[Complaint]:
    """What is wrong with a value that is not blank.

    ``before`` is the value as saved, whose words stay allowed though a list has changed;
    ``is_of_event`` where the field says when the thing took place that the record tells of.
    """
    kind = field.type
    match kind:
        case Text() | LongText():
            yield from text_complaints(field.label, cast("str", value), kind.longest)
        case Name():
            yield from name_complaints(field.label, cast("str", value))
        case Integer():
            number = cast("int", value)
            if not kind.least <= number <= kind.most:
                what = (
                    "不能是负数"
                    if number < 0 <= kind.least
                    else f"应在 {kind.least} 至 {kind.most} 之间"
                )
                yield f"{field.label}填的是 {number}，{what}，请改正。", False
        case Money():
            yield from _money(field.label, cast("Decimal", value))
        case Day():
            day = cast("date", value)
            if not kind.may_be_future:
                yield from _over(field.label, day, f"{day}", today, is_of_event)
        case Month():
            month = cast("date", value)
            if not kind.may_be_future:
                yield from _over(field.label, month, f"{month:%Y-%m}", today, is_of_event)
        case Moment():
            day = cast("datetime", value).date()
            yield from _over(field.label, day, f"{day}", today, is_of_event)
        case Span():
            span = cast("Interval", value)
            day = span.start.date()
            yield from _over(field.label, day, f"{day}", today, is_of_event)
            if span.end is not None and span.end < span.start:
                said = "结束时间早于开始时间，请核对；到第二天的写成“次日1:00”这样。"
                yield f"{field.label}：{said}", False
            elif span.is_whole_days:
                said = "没有写钟点，只记了日期；知道几点的请补上，例如 9:00。"
                yield f"{field.label}{said}", True
        case Choice():
            yield from _words(field, kind, (cast("str", value),), before)
        case Choices():
            yield from _words(field, kind, cast("tuple[str, ...]", value), before)
        case PersonRef():
            yield from _person(field.label, cast("Person", value), kind.outsiders)
        case PeopleRef():
            yield from _people(field.label, cast("People", value), kind)
        case RecordRef():
            if cast("Link", value).id is None:
                named = quoted(cast("Link", value).label)
                yield f"{field.label}{named}还没有登记，请先登记或从列表里选。", False
        case Flow():
            yield from chart_complaints(field.label, cast("FlowChart", value))
        case StepRef():
            yield from step_complaints(field.label, cast("StepLink", value))
        case Rows():
            # What stands in the rows, ``row_complaints`` says of each.
            if (count := len(cast("tuple[Values, ...]", value))) > MOST_ROWS:
                yield f"{field.label}有 {count} 行，最多 {MOST_ROWS} 行，请分成几条记录。", False
        case Attachments():
            for file in cast("tuple[Attached, ...]", value):
                if not file.name or hidden_sign(file.name) is not None:
                    yield "有一个附件没有可用的名字，请重新添加。", False
                if len(file.digest) != 64:
                    yield f"附件{quoted(file.name)}没有存进台账库，请重新添加。", False
        case _:
            assert_never(kind)


def missing_words(field: Field) -> str:
    """What is said where a required field is empty: what the hand does to fill it."""
    match field.type:
        case Choices():
            return f"请勾选“{field.label}”。"
        case Choice() | RecordRef():
            return f"请选择“{field.label}”。"
        case Rows():
            return f"请添加“{field.label}”，至少一行。"
        case _:
            return f"请填写“{field.label}”。"


def row_complaints(
    kind: Rows, rows: tuple[Values, ...], before: tuple[Values, ...], today: date
) -> Iterator[tuple[InRow, bool]]:
    """What is wrong in each row, and whether it is only a warning; nothing where they are too many.

    ``before`` are the rows as saved, whose words stay allowed in any of them.
    """
    named: dict[str, int] = {}
    first = kind.fields[0]
    for place, row in enumerate(rows if len(rows) <= MOST_ROWS else (), 1):
        # What a row is about, it says first; twice it counts as two.
        word = str(row.get(first.key) or "") if isinstance(first.type, Text | Name) else ""
        if word and (before_it := named.setdefault(folded(word), place)) != place:
            said = f"{first.label}{quoted(word)}和第 {before_it} 行一样，请核对是不是写了两次。"
            yield InRow(place, first.key, said), True
        for field in kind.fields:
            value = row.get(field.key)
            if is_blank(value):
                if field.required:
                    yield InRow(place, field.key, missing_words(field)), False
                continue
            words = tuple(str(each.get(field.key)) for each in before)
            for message, is_warning in complaints(field, value, words, today):
                yield InRow(place, field.key, message), is_warning


def _money(label: str, amount: Decimal) -> Iterator[Complaint]:
    if amount < 0:
        yield f"{label}填的是 {amount}，不能是负数，请改正。", False
    exponent = amount.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        yield f"{label}最多六位小数（精确到分），请改正。", False


def _over(
    label: str, day: date, written: str, today: date, is_of_event: bool
) -> Iterator[Complaint]:
    """Only what is over can be told; a PC with a dead battery believes in a day long ago."""
    if day > today:
        event = "还没有到，不能登记成已办的。先安排的请存为计划。"
        clock = f"这台电脑的今天是 {today}，不对的话请先校准电脑的日期。"
        yield f"{label} {written} {event if is_of_event else '还没有到，请核对。'}{clock}", False


def _words(
    field: Field, kind: Choice | Choices, words: tuple[str, ...], before: Value
) -> Iterator[Complaint]:
    """A refused word is told with the rule that the field comes from, where its help says it.

    Of a list that the unit may change, it is told where.
    """
    old = (before,) if isinstance(before, str) else before if isinstance(before, tuple) else ()
    for word in words:
        if word in kind.options or word in old:
            continue
        if now := present_word(kind, word) if word in dict(kind.former) else "":
            yield f"{field.label}里的{quoted(word)}已经改叫“{now}”，请改选“{now}”。", False
            continue
        said = f"{field.label}没有{quoted(word)}这个选项，可选：{'、'.join(kind.options)}。"
        yield said + (field.help if kind.fixed else _OWN_WORDS), False


def _person(label: str, person: Person, outsiders: bool) -> Iterator[Complaint]:
    if not person.name:
        yield f"{label}里有一个人没有姓名，请写上姓名。", False
        return
    yield from name_complaints(label, person.name, is_somebody=person.id is not None)
    if person.id is None and not outsiders:
        yield f"花名册里没有{quoted(person.name)}，请先在花名册登记，或核对姓名。", False


def _people(label: str, people: People, kind: PeopleRef) -> Iterator[Complaint]:
    seen: set[int | str] = set()
    if len(people.attendees) > MOST_PEOPLE:
        yield f"{label}有 {len(people.attendees)} 人，最多 {MOST_PEOPLE} 人，请核对。", False
        return
    for attendee in people.attendees:
        yield from _person(label, attendee.person, kind.outsiders)
        who = attendee.person.id or folded(untitled(attendee.person.name))
        if who in seen:
            yield f"{label}里{attendee.person.name}写了两次，请删去一个。", False
        seen.add(who)
        if len(attendee.reason) > LONGEST_REASON:
            yield (
                f"{attendee.person.name}的缺席原因有 {len(attendee.reason)} 字，"
                f"最多 {LONGEST_REASON} 字，请删减。",
                False,
            )
        why = attendee.reason
        if why and (_NOT_IN_REASONS.search(why) or hidden_sign(why) is not None):
            yield f"{attendee.person.name}的缺席原因里不能有括号、分号或控制字符。", False
    for word, count in (("应到", people.due_count), ("实到", people.present_count)):
        if count is not None and count < 0:
            yield f"{word}人数填的是 {count}，不能是负数，请改正。", False
        if count is not None and count > MOST_COUNTED:
            yield f"{word}人数填的是 {count}，最多 {MOST_COUNTED} 人，请核对。", False
    if not people.attendees and people.due_count is None:
        if people.present_count is not None:
            yield f"{label}只写了实到 {people.present_count} 人，请补上应到人数。", False
    elif not people.attendees and people.present_count is None:
        said = f"{label}只写了应到 {people.due} 人，没有写实到，按 {people.due} 人都到了计算；"
        yield said + "有缺席的请补上实到人数。", True
    elif people.present > people.due:
        yield f"实到 {people.present} 人多于应到 {people.due} 人，请核对。", False
    counts = (people.due_count or 0) - (people.present_count or 0)
    named = sum(attendee.present for attendee in people.attendees)
    if people.attendees and not named and people.present_count:
        # Offices count who came, and name only who did not.
        if len(people.attendees) > counts:
            yield (
                f"应到 {people.due} 人、实到 {people.present_count} 人，"
                f"缺席却写了 {len(people.attendees)} 人，请核对。",
                False,
            )
    elif people.attendees:
        if people.due_count not in (None, len(people.attendees)):
            yield (
                f"应到填 {people.due_count} 人，名单是 {len(people.attendees)} 人，请核对。",
                False,
            )
        if people.present_count not in (None, named):
            yield f"实到填 {people.present_count} 人，名单是 {named} 人，请核对。", False
