"""Conditions over a record's values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain.conditions import (
    AllOf,
    Condition,
    Filled,
    Is,
    Not,
    Reached,
    holds,
    is_,
    named_fields,
)
from qinglian_desktop.domain.values import People, Value

VALUES: dict[str, Value] = {
    "colour": "红",
    "tasks": ("补帆", "看灯"),
    "weight": 0,
    "money": Decimal(0),
    "blank": "",
    "none": None,
    "nobody": People(),
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (is_("colour", "红"), True),
        (is_("colour", "黄", "红"), True),
        (is_("colour", "黄"), False),
        (is_("tasks", "看灯"), True),
        (is_("tasks", "唱歌"), False),
        (is_("missing", "红"), False),
        (Filled("colour"), True),
        (Filled("weight"), True),
        (Filled("money"), True),
        (Filled("blank"), False),
        (Filled("none"), False),
        (Filled("nobody"), False),
        (Filled("missing"), False),
        (Not(Filled("missing")), True),
        (AllOf((is_("colour", "红"), Filled("tasks"))), True),
        (AllOf((is_("colour", "红"), Filled("none"))), False),
        (AllOf(()), True),
    ],
)
def test_whether_it_holds(condition: Condition, expected: bool):
    assert holds(condition, VALUES) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Reached("due"), True),
        (Reached("due", 1), False),
        (Not(Reached("due", 1)), True),
        (Reached("none"), False),
        (Reached("missing"), False),
    ],
)
def test_a_day_is_reached_when_it_has_come(condition: Condition, expected: bool):
    values = {**VALUES, "due": date(2026, 11, 23)}
    assert holds(condition, values, date(2026, 11, 23)) is expected


CONDITIONS = st.recursive(
    st.sampled_from([is_("colour", "红"), is_("tasks", "唱歌"), Filled("none"), Filled("weight")]),
    lambda inner: st.builds(Not, inner) | st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)),
)


@given(CONDITIONS)
def test_not_turns_it_round_and_twice_back(condition: Condition):
    assert holds(Not(condition), VALUES) is not holds(condition, VALUES)
    assert holds(Not(Not(condition)), VALUES) is holds(condition, VALUES)


def test_the_fields_looked_at_are_named():
    condition = AllOf((Is("a", ("x",)), Not(Filled("b"))))
    assert [leaf.field for leaf in named_fields(condition)] == ["a", "b"]
