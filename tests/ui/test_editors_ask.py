"""Editors ask, they do not copy: an open form of any ledger knows what was registered since."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.field_types import Field, Name, PeopleRef, PersonRef, Rows
from qinglian_desktop.ui.editors.field_editor import FieldEditor
from qinglian_desktop.ui.editors.person_line import PersonLine
from qinglian_desktop.ui.editors.rows_editor import RowsEditor
from qinglian_desktop.ui.editors.text_editors import SpanEditor
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.session import Session
from tests.hands import write

NEW = "欧阳小敏"


@pytest.fixture
def forms(session: Session, qtbot: QtBot) -> dict[str, RecordForm]:
    """An open form of every ledger, with an empty row in every table of rows."""
    made: dict[str, RecordForm] = {}
    for ledger in session.desk.catalogue:
        form = made[ledger.key] = RecordForm(session, ledger)
        qtbot.addWidget(form)
        form.show_typed({}, is_saved=False)
        for field in ledger.of_type(Rows):
            form._lines[field.key].editor.show_typed([{}])
    return made


def editors_of(form: RecordForm, *kinds: type) -> Iterator[tuple[Field, FieldEditor]]:
    """The fields of those kinds on a form and in its rows, each with its editor."""
    for line in form._lines.values():
        if isinstance(line.field.type, kinds):
            yield line.field, line.editor
        elif isinstance(line.editor, RowsEditor) and isinstance(line.field.type, Rows):
            cells = line.editor._rows[0].editors
            yield from (
                (cell, cells[cell.key])
                for cell in line.field.type.fields
                if isinstance(cell.type, kinds)
            )


def register(session: Session, name: str, **changes: object) -> int:
    """Somebody new on the roster, as from another page."""
    roster = session.desk.catalogue["people"]
    given = {"name": name, "politics": "群众", "joined": "2026-01-04", **changes}
    kept = session.desk.records.save(roster, given).record.id
    assert kept is not None
    return kept


def alone(kind: object, name: str, person: int | None) -> object:
    """What a field of the kind holds with one person in it."""
    who = {"name": name} if person is None else {"name": name, "id": person}
    return name if isinstance(kind, Name) else who if isinstance(kind, PersonRef) else [who]


def people_in(kind: object, typed: object) -> object:
    return typed["people"] if isinstance(kind, PeopleRef) and isinstance(typed, dict) else typed


def test_who_was_registered_since_is_found_in_the_open_form_of_every_ledger(
    session: Session, qtbot: QtBot, forms: dict[str, RecordForm]
) -> None:
    person = register(session, NEW)
    tried = set[type]()
    for key, form in forms.items():
        for field, editor in editors_of(form, Name, PersonRef, PeopleRef):
            if session.desk.catalogue[key].roster is not None and isinstance(field.type, Name):
                continue
            line = editor.main
            assert isinstance(line, PersonLine), (key, field.key)
            write(line, "oyxm")
            qtbot.keyClick(line, Qt.Key.Key_Return)
            kept = people_in(field.type, editor.typed())
            assert kept == alone(field.type, NEW, person), (key, field.key)
            tried.add(type(field.type))
    assert tried == {Name, PersonRef, PeopleRef}


def type_day(form: RecordForm, day: str) -> None:
    """Type the day of the record, whatever stood there."""
    editor = form._lines[form._ledger.occurred].editor
    line = editor.main
    assert isinstance(line, QLineEdit)
    line.clear()
    write(line, day)
    if isinstance(editor, SpanEditor) and not editor._begin.text():
        write(editor._begin, "9:00")


def test_those_in_the_branch_on_the_day_typed_are_offered_in_every_ledger(
    session: Session, qtbot: QtBot, forms: dict[str, RecordForm]
) -> None:
    """Two called alike: one left, and the other came after that."""
    gone = register(session, NEW, joined="2020-01-01", left="2026-06-30", left_reason="转出")
    came = register(session, "欧阳晓明", joined="2026-07-01")
    tried = set[str]()
    for key, form in forms.items():
        for field, editor in editors_of(form, PersonRef, PeopleRef):
            line = editor.main
            assert isinstance(line, PersonLine)
            for day, name, person in (
                ("2026.6.30", NEW, gone),
                ("2026.7.1", "欧阳晓明", came),
                ("2019.12.31", NEW, gone),
            ):
                type_day(form, day)
                editor.show_typed(None)
                line.clear()
                write(line, "oyxm")
                qtbot.keyClick(line, Qt.Key.Key_Return)
                kept = people_in(field.type, editor.typed())
                assert kept == alone(field.type, name, person), (key, field.key, day)
            tried.add(key)
    assert len(tried) > 5


def test_of_two_of_one_name_the_one_of_that_day_is_meant(
    session: Session, qtbot: QtBot, forms: dict[str, RecordForm]
) -> None:
    gone = register(session, NEW, joined="2020-01-01", left="2026-06-30", left_reason="转出")
    came = register(session, NEW, joined="2026-07-01")
    form = forms["talks"]
    editor = form._lines["people"].editor
    for day, person in (("2026-06-30", gone), ("2026-07-01", came), ("", None)):
        type_day(form, day)
        editor.show_typed(None)
        line = editor.main
        assert isinstance(line, PersonLine)
        write(line, NEW)
        line.settle()
        kept = people_in(PeopleRef(), editor.typed())
        assert kept == alone(PeopleRef(), NEW, person), day
