"""What an editor cannot read it shows as text and gives back as it came, until it is changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Tools
from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import Field, FieldType, Rows
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.editors.field_editors import editor_of
from qinglian_desktop.ui.editors.rows_editor import RowsEditor
from qinglian_desktop.ui.look.theme import Theme
from tests.invented import EVERYTHING
from tests.ui.invented_session import invented_session

FIELDS = {field.key: field for field in EVERYTHING.fields}
SAMPLES: list[object] = [
    "2024.2.30",
    "看不懂",
    5,
    True,
    [1, 2],
    {"foo": "bar"},
    {"id": "七", "label": "韦𬀩"},
    {"start": "昨天"},
    {"people": [{"name": "韦𬀩", "present": "也许"}], "due": 3},
    [{"foo": 1}],
    ["缝"],
    [{"what": "缝", "due": "2024.2.30"}, {"what": "量", "times": "许多"}],
    [{"name": "灯.jpg"}],
]
json = st.recursive(
    st.booleans() | st.integers(-3, 3) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "name", "people", "due", "what"]), inner)
    ),
    max_leaves=6,
)


@pytest.fixture
def editors(
    tmp_path: Path, tools: Tools, theme: Theme, qtbot: QtBot
) -> Iterator[dict[str, FieldEditor]]:
    """An editor of every type; those of row cells too."""
    with invented_session(tmp_path / "船", tools, theme) as session:

        def made(field: Field, in_row: bool) -> FieldEditor:
            context = FieldContext(session, EVERYTHING, field, dict, lambda: None, in_row)
            editor = editor_of(context)
            qtbot.addWidget(editor)
            return editor

        steps = FIELDS["steps"].type
        assert isinstance(steps, Rows)
        cells = {f"steps.{cell.key}": made(cell, True) for cell in steps.fields}
        yield {key: made(field, False) for key, field in FIELDS.items()} | cells


def kind_of(key: str) -> FieldType:
    first, _, cell = key.partition(".")
    kind = FIELDS[first].type
    if not cell:
        return kind
    assert isinstance(kind, Rows)
    return next(each.type for each in kind.fields if each.key == cell)


def is_readable(kind: FieldType, plain: object) -> bool:
    try:
        from_plain(kind, plain)
    except Unreadable:
        return False
    return True


def on_screen(editor: FieldEditor) -> str:
    """All words that stand in an editor."""
    lines = [each.text() for each in editor.findChildren(QLineEdit)]
    combos = [each.currentText() for each in editor.findChildren(QComboBox)]
    texts = [each.toPlainText() for each in editor.findChildren(QPlainTextEdit)]
    chosen = [each.text() for each in editor.findChildren(QAbstractButton) if each.isChecked()]
    labels = [each.text() for each in editor.findChildren(QLabel)]
    return "\n".join(lines + combos + texts + chosen + labels)


def test_every_type_is_given_something_that_it_cannot_read() -> None:
    kinds = {type(field.type) for field in FIELDS.values()}
    refused = {
        type(field.type)
        for field in FIELDS.values()
        if not all(is_readable(field.type, sample) for sample in SAMPLES)
    }
    assert refused == kinds


def test_it_is_shown_and_given_back(editors: dict[str, FieldEditor]) -> None:
    for key, editor in editors.items():
        for sample in SAMPLES:
            if is_readable(kind_of(key), sample):
                continue
            editor.show_typed(None)
            editor.show_typed(sample)
            assert editor.typed() == sample, key
            if not isinstance(editor, RowsEditor) or sample == "看不懂":
                words = sample if isinstance(sample, str) else str(sample)
                assert words.split()[0] in on_screen(editor), (key, sample)
            editor.show_typed(None)
            assert editor.typed() is None, (key, sample)


@given(plain=json)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_given(editors: dict[str, FieldEditor], plain: object) -> None:
    for key, editor in editors.items():
        if not is_readable(kind_of(key), plain):
            editor.show_typed(plain)
            assert editor.typed() == plain, key


def test_a_change_takes_its_place(editors: dict[str, FieldEditor]) -> None:
    """Here the change is none to the text: what cannot be read has become text."""
    for key, editor in editors.items():
        if not isinstance(editor, RowsEditor):
            editor.show_typed({"foo": "bar"})
            editor.edited.emit()
            assert editor.typed() != {"foo": "bar"}, key


def test_cells_that_cannot_be_read_stand_in_their_rows(editors: dict[str, FieldEditor]) -> None:
    editor = editors["steps"]
    assert isinstance(editor, RowsEditor)
    rows = [{"what": "缝", "due": "2024.2.30"}, {"what": "量", "times": ["许多"]}]
    editor.show_typed(rows)
    assert editor._rows[0].editors["due"].typed() == "2024.2.30"
    editor.edited.emit()
    assert editor.typed() == rows
