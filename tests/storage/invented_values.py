"""Hypothesis: any values that a record of EVERYTHING can hold."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from qinglian_desktop.domain.comparing import tidied
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    FieldType,
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
)
from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep, StepKind
from qinglian_desktop.domain.values import (
    Attached,
    Attendee,
    Interval,
    Link,
    People,
    Person,
    StepLink,
    Value,
)
from tests.invented import EVERYTHING

DAYS = st.dates(date(2024, 11, 1), date(2026, 12, 31))
MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2030, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
WORDS = st.text(
    st.one_of(
        st.sampled_from("补帆看灯唱歌甲板䶮㛃𬱖𫖯𬭎𬀩𬭚𫟼㙦𦰡·，。“”=+-@😀aZ09\n\t"),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    min_size=1,
    max_size=30,
)
TEXTS = WORDS.map(lambda text: tidied(text).strip())
"""As a chart has them, of which what is not seen is no part."""
IDS = st.one_of(st.none(), st.integers(1, 9))
PEOPLE = st.builds(Person, WORDS, IDS)
COUNTS = st.one_of(st.none(), st.integers(0, 2000))
MONEY = st.integers(0, 10**15).map(lambda cents: Decimal(cents) / 10**6)


def values_of(kind: FieldType) -> st.SearchStrategy[Value]:
    """Any value of the type, not blank."""
    match kind:
        case Text() | LongText() | Name():
            return WORDS
        case Integer():
            return st.integers(-(2**53), 2**53)
        case Money():
            return MONEY
        case Day():
            return st.dates(date(1900, 1, 1), date(2999, 12, 31))
        case Month():
            return DAYS.map(lambda day: day.replace(day=1))
        case Moment():
            return MOMENTS
        case Span():
            return st.builds(Interval, MOMENTS, st.one_of(st.none(), MOMENTS))
        case Choice(options=options):
            return st.sampled_from([*options, "早先的词"])
        case Choices(options=options):
            return st.lists(st.sampled_from(options), min_size=1, unique=True).map(tuple)
        case PersonRef():
            return PEOPLE
        case PeopleRef():
            attendees = st.builds(Attendee, PEOPLE, st.booleans(), st.one_of(st.just(""), WORDS))
            lists = st.lists(attendees, max_size=4).map(tuple)
            people = st.builds(People, lists, COUNTS, COUNTS)
            return people.filter(lambda each: each != People())
        case RecordRef():
            return st.builds(Link, IDS, WORDS)
        case Flow():
            step = st.builds(FlowStep, st.just("s1"), st.sampled_from(StepKind), TEXTS)
            return st.builds(lambda one: FlowChart((one,)), step)
        case StepRef():
            return st.builds(StepLink, WORDS, st.sampled_from(["", "s1"]))
        case Rows(fields=fields):
            row = st.fixed_dictionaries({}, optional={f.key: values_of(f.type) for f in fields})
            return st.lists(row, min_size=1, max_size=4).map(tuple)
        case Attachments():
            file = st.builds(
                Attached, WORDS, st.just("a" * 64), st.just("image/jpeg"), st.integers(1, 10**7)
            )
            return st.lists(file, min_size=1, max_size=2).map(tuple)


RECORDS: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {"line": WORDS, "day": DAYS},
    optional={
        field.key: values_of(field.type)
        for field in EVERYTHING.fields
        if field.key not in ("line", "day")
    },
)
"""The values of a record of EVERYTHING, any field but the required ones left out."""
