"""For every field type: what is written, as text or as JSON, is read back equal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain.field_types import Attachments, Field
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.text_form import format_text, parse_text
from tests.invented import EVERYTHING, example_values
from tests.unit.field_values import values_of

FIELDS = EVERYTHING.fields
WRITABLE = [field for field in FIELDS if not isinstance(field.type, Attachments)]


def by_key(field: Field) -> str:
    return field.key


@pytest.mark.parametrize("field", WRITABLE, ids=by_key)
@given(data=st.data())
def test_text_is_read_back_equal(field: Field, data: st.DataObject):
    value = data.draw(values_of(field.type, ids=False))
    assert parse_text(field.type, format_text(field.type, value)) == value


@pytest.mark.parametrize("field", FIELDS, ids=by_key)
@given(data=st.data())
def test_json_is_read_back_equal_ids_included(field: Field, data: st.DataObject):
    value = data.draw(values_of(field.type, ids=True))
    as_json = json.loads(json.dumps(to_plain(field.type, value), ensure_ascii=False))
    assert from_plain(field.type, as_json) == value


@pytest.mark.parametrize("field", FIELDS, ids=by_key)
def test_nothing_entered_stays_nothing(field: Field):
    assert format_text(field.type, None) == ""
    assert parse_text(field.type, " \n ") is None
    assert to_plain(field.type, None) is None
    assert from_plain(field.type, None) is None


@pytest.mark.parametrize("field", FIELDS, ids=by_key)
def test_the_example_fills_every_field(field: Field):
    assert to_plain(field.type, example_values()[field.key]) is not None


@pytest.mark.parametrize(
    "row",
    [
        {"what": "反斜线在末尾\\", "who": "吴𫟼"},
        {"what": "竖线｜和\\n", "who": "吴𫟼"},
        {"what": "行分隔符\u2028在中间", "who": "吴𫟼"},
    ],
)
def test_marks_inside_a_row_do_not_split_it(row: dict[str, str]):
    kind = EVERYTHING.field("steps").type
    assert parse_text(kind, format_text(kind, (row,))) == (row,)
