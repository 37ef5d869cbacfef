"""Any valid value of each field type, as Hypothesis strategies."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import assert_never

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
from qinglian_desktop.domain.flow.chart import Branch, FlowChart, FlowStep, StepKind
from qinglian_desktop.domain.flow.outline_reading import read_outline
from qinglian_desktop.domain.flow.outline_writing import write_outline
from qinglian_desktop.domain.flow.written_ids import provisional_ids
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

_SIGNS = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t")
# What is kept of a text is tidied: signs that are not seen are no part of it.
_LONG = st.text(_SIGNS, min_size=1, max_size=60).map(tidied).filter(lambda text: bool(text.strip()))
_LINE = _LONG.map(str.strip)
_NAME_SIGNS = st.characters(
    categories=("Lo", "Lu", "Ll"), include_characters="· 䶮㛃𬱖𫖯𬭎𬀩𬭚𫟼㙦𦰡"
)
# The words of the program are tried, too: 二 is a number there, and 缺席 stands before names.
_NO_NAME = re.compile("[零〇一二三四五六七八九十百千两]+|.*(?:到|席|缺|勤|参加|出席|假|因|公).*")
_NAMES = (
    st.text(_NAME_SIGNS, min_size=1, max_size=50)
    .map(tidied)
    .map(str.strip)
    .filter(lambda name: bool(name) and not _NO_NAME.fullmatch(name))
)
_REASONS = st.text(
    st.characters(
        exclude_categories=("Cc", "Cs"), exclude_characters="（）()；;", include_characters="\n"
    ),
    max_size=12,
).map(lambda text: tidied(text).strip())
_DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
_MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31, 23, 59)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
_COUNTS = st.none() | st.integers(0, 999_999)


def values_of(kind: FieldType, *, ids: bool) -> st.SearchStrategy[Value]:
    """Valid values that are not blank.

    Without ``ids``, only what text can say: people by name, those who came before those
    who were absent, a reason only for the absent.
    """
    identity = st.none() | st.integers(1, 10**9) if ids else st.none()
    people = st.builds(Person, _NAMES, identity)
    match kind:
        case LongText():
            return _LONG
        case Text():
            return _LINE
        case Name():
            return _NAMES
        case Choice():
            return st.sampled_from(kind.options)
        case Integer():
            return st.integers(-(10**12), 10**12)
        case Money():
            most = Decimal("999999999.999999")
            return st.decimals(-most, most, places=6, allow_nan=False, allow_infinity=False)
        case Day():
            return _DAYS
        case Month():
            return _DAYS.map(lambda day: day.replace(day=1))
        case Moment():
            return _MOMENTS
        case Span():
            return st.builds(Interval, _MOMENTS, st.none() | _MOMENTS)
        case Choices():
            chosen = st.sets(st.sampled_from(kind.options), min_size=1)
            return chosen.map(lambda words: tuple(sorted(words, key=kind.options.index)))
        case PersonRef():
            return people
        case PeopleRef():
            came = st.lists(st.builds(Attendee, people), max_size=4)
            absent = st.lists(st.builds(Attendee, people, st.just(False), _REASONS), max_size=4)
            everyone = st.builds(lambda one, other: (*one, *other), came, absent)
            if ids:
                everyone = everyone.flatmap(st.permutations).map(tuple)
            return st.builds(People, everyone, _COUNTS, _COUNTS).filter(
                lambda value: value != People()
            )
        case RecordRef():
            return st.builds(Link, identity, _LINE)
        case Flow():
            return _charts(ids=ids)
        case StepRef():
            known = st.sampled_from(["", "s1", "s2"]) if ids else st.just("")
            return st.builds(StepLink, _LINE, known)
        case Rows():
            return st.lists(_rows(kind, ids=ids), min_size=1, max_size=4).map(tuple)
        case Attachments():
            digests = st.text("0123456789abcdef", min_size=64, max_size=64)
            sizes = st.integers(0, 10**10)
            files = st.builds(Attached, _LINE, digests, st.just("image/jpeg"), sizes)
            return st.lists(files, min_size=1, max_size=3).map(tuple)
        case _:
            assert_never(kind)


def _charts(*, ids: bool) -> st.SearchStrategy[FlowChart]:
    """Charts as their outline says them: with ids that are only provisional, if not with own."""
    texts = st.text(_NAME_SIGNS, max_size=8)
    plain = st.builds(FlowStep, st.just(""), st.sampled_from(StepKind), texts, texts, texts)
    branch = st.builds(Branch, st.just(""), texts, st.lists(plain, max_size=2).map(tuple))
    step = st.builds(
        lambda one, branches: replace(one, branches=branches),
        plain,
        st.lists(branch, max_size=2).map(tuple),
    )
    outlines = st.lists(step, min_size=1, max_size=5).map(
        lambda steps: write_outline(FlowChart(tuple(steps)))
    )
    given = _own_ids if ids else provisional_ids
    return outlines.map(lambda text: read_outline(text, given()).chart)


def _own_ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"s{next(numbers)}"


def _rows(kind: Rows, *, ids: bool) -> st.SearchStrategy[Mapping[str, Value]]:
    cells = {field.key: values_of(field.type, ids=ids) for field in kind.fields}
    return st.fixed_dictionaries({}, optional=cells).filter(bool)
