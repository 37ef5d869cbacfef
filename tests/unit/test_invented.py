"""The invented ledger holds every kind of field and lens, so that generic tests meet each."""

from __future__ import annotations

from typing import get_args

from qinglian_desktop.domain.field_types import FieldType
from qinglian_desktop.domain.lenses import Lens
from tests.invented import EVERYTHING, example_values


def test_it_has_a_field_of_every_type() -> None:
    held = {type(field.type) for field in EVERYTHING.fields}
    assert [kind.__name__ for kind in get_args(FieldType) if kind not in held] == []


def test_it_is_seen_through_every_kind_of_lens() -> None:
    held = {type(lens) for lens in EVERYTHING.lenses}
    assert [kind.__name__ for kind in get_args(Lens) if kind not in held] == []


def test_its_example_fills_every_field() -> None:
    assert set(example_values()) == set(EVERYTHING.by_key)
