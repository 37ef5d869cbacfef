"""Editors ask, they do not copy: an open form of any ledger knows what was registered since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Tools
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Field,
    Name,
    PeopleRef,
    PersonRef,
    RecordRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import title_of
from qinglian_desktop.ui.editors.choice_editors import ChecksEditor, ComboEditor, RadioEditor
from qinglian_desktop.ui.editors.field_editor import FieldEditor
from qinglian_desktop.ui.editors.link_editor import LinkEditor
from qinglian_desktop.ui.editors.person_line import PersonLine
from qinglian_desktop.ui.editors.rows_editor import RowsEditor
from qinglian_desktop.ui.editors.text_editors import SpanEditor
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.hands import write
from tests.invented import EVERYTHING, crew_input
from tests.ui.invented_session import invented_session

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


def linked(form: RecordForm) -> Iterator[tuple[str, Field, LinkEditor]]:
    """The links of a form: the ledger each leads to, its field and its editor."""
    for field, editor in editors_of(form, RecordRef):
        assert isinstance(field.type, RecordRef) and isinstance(editor, LinkEditor)
        yield field.type.ledger, field, editor


def kept_again(session: Session, key: str, **changes: object) -> dict[str, object]:
    """A new record like the first of the ledger; gives the plain input of a link to it."""
    records, ledger = session.desk.records, session.desk.catalogue[key]
    like = session.desk.searching.first(Query(key), 1)[0][0]
    kept = records.save(ledger, {**records.plain(ledger, like), **changes}).record
    return {"id": kept.id, "label": title_of(ledger, kept.values)}


def test_a_record_kept_since_can_be_chosen_in_the_open_form_of_every_ledger(
    session: Session, forms: dict[str, RecordForm]
) -> None:
    changes: dict[str, dict[str, object]] = {
        "powers": {"name": "公务用车审批", "code": "X-1"},
        "talks": {"people": "韦明谦", "classes": ["重点岗位负责人"]},
    }
    tried = set[str]()
    for key, form in forms.items():
        for target, field, editor in linked(form):
            link = kept_again(session, target, **changes[target])
            editor.main.showPopup()
            editor.main.hidePopup()
            words = editor.main.itemText(0)
            assert words.startswith(str(link["label"])), (key, field.key)
            editor.main.setCurrentIndex(0)
            editor.main.activated.emit(0)
            assert editor.typed() == link
            editor.show_typed(None)
            line = editor.main.lineEdit()
            assert line is not None
            write(line, str(link["label"])[:4])
            offered = [words for words, each in editor._found.items() if each.id == link["id"]]
            assert len(offered) == 1
            line.completer().activated.emit(offered[0])
            assert (editor.main.currentText(), editor.typed()) == (offered[0], link)
            tried.add(key)
    assert tried == {"risks", "checkups"}


@pytest.fixture
def crowded(tmp_path: Path, tools: Tools, theme: Theme, qtbot: QtBot) -> Iterator[LinkEditor]:
    """A link to one of 203 people, the first of them beyond the newest 200."""
    with invented_session(tmp_path / "船", tools, theme) as session:
        crew = [crew_input("水" + chr(0x4E00 + number)) for number in range(200)]
        alike = [crew_input("周𬭚", came=day) for day in ("2021-02-03", "2022-02-03")]
        roster = session.desk.catalogue["crew"]
        session.desk.records.add_all(roster, [crew_input("李䶮", came="2019-01-01")])
        session.desk.records.add_all(roster, crew + alike)
        form = RecordForm(session, EVERYTHING)
        qtbot.addWidget(form)
        editor = form._lines["about"].editor
        assert isinstance(editor, LinkEditor)
        yield editor


def test_a_record_beyond_the_newest_is_found_by_typing(crowded: LinkEditor) -> None:
    crowded.main.showPopup()
    crowded.main.hidePopup()
    assert crowded.main.findText("李䶮") == -1
    line = crowded.main.lineEdit()
    assert line is not None
    write(line, "李䶮")
    assert crowded.typed() == {"id": 1, "label": "李䶮"}


def test_those_called_the_same_are_told_apart(crowded: LinkEditor) -> None:
    line = crowded.main.lineEdit()
    assert line is not None
    write(line, "周𬭚")
    assert sorted(crowded._found) == ["周𬭚（2021-02-03）", "周𬭚（2022-02-03）"]
    assert crowded.typed() == "周𬭚"
    later = {"id": 203, "label": "周𬭚"}
    line.completer().activated.emit("周𬭚（2022-02-03）")
    assert crowded.typed() == later
    crowded.show_typed({"id": 202, "label": "周𬭚"})
    assert crowded.main.currentText() == "周𬭚（2021-02-03）"
    crowded.show_typed(later)
    write(line, "x")
    assert crowded.typed() == "周𬭚（2022-02-03）x"
    line.backspace()
    assert crowded.typed() == later


def test_looking_at_the_list_changes_no_link(crowded: LinkEditor) -> None:
    link = {"id": 1, "label": "李䶮"}
    crowded.show_typed(link)
    crowded.main.showPopup()
    crowded.main.hidePopup()
    assert (crowded.main.currentText(), crowded.typed()) == ("李䶮", link)


def test_the_keyboard_chooses_among_those_found(crowded: LinkEditor, qtbot: QtBot) -> None:
    form = crowded.window()
    form.show()
    with qtbot.waitActive(form):
        form.activateWindow()
    line = crowded.main.lineEdit()
    assert line is not None
    crowded.main.setFocus()
    write(line, "周𬭚")
    popup = line.completer().popup()
    assert popup.isVisible()
    words = popup.model().index(0, 0).data()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert crowded.main.currentText() == words
    assert crowded.typed() == {"id": crowded._found[words].id, "label": "周𬭚"}


def test_words_kept_since_are_offered_in_the_open_form_of_every_ledger(
    session: Session, forms: dict[str, RecordForm]
) -> None:
    records, tried = session.desk.records, set[str]()
    for key, form in forms.items():
        ledger = session.desk.catalogue[key]
        for field in ledger.of_type(Text):
            if not isinstance(field.type, Text) or not field.type.remembered:
                continue
            word = f"新词{len(tried)}"
            like = next(
                each
                for each in session.desk.searching.first(Query(key), 50)[0]
                if field.key in each.values and records.source(ledger, each) is None
            )
            given = {**records.plain(ledger, like), field.key: word}
            records.save(ledger, given, record_id=like.id, revision=like.revision)
            line = form._lines[field.key].editor.main
            assert isinstance(line, QLineEdit)
            QApplication.sendEvent(line, QFocusEvent(QEvent.Type.FocusIn))
            words = line.completer().model()
            offered = [words.index(at, 0).data() for at in range(words.rowCount())]
            assert word in offered, (key, field.key)
            assert offered == records.remembered(ledger, field.key)
            tried.add(f"{key}.{field.key}")
    assert len(tried) > 10


def offered(editor: FieldEditor) -> list[str]:
    """The words that a choice offers, in order."""
    if isinstance(editor, ComboEditor):
        return [editor.main.itemText(at) for at in range(1, editor.main.count())]
    layout = editor.layout()
    assert layout is not None
    widgets = [layout.itemAt(at).widget() for at in range(layout.count())]
    return [each.text() for each in widgets if isinstance(each, QAbstractButton)]


def test_a_former_word_is_offered_with_its_record_only_in_every_ledger(
    forms: dict[str, RecordForm],
) -> None:
    tried = set[type]()
    for key, form in forms.items():
        for field, editor in editors_of(form, Choice, Choices):
            assert isinstance(field.type, Choice | Choices)
            options = list(field.type.options)
            assert offered(editor) == options
            for former in ("从前的说法", "更早的说法"):
                editor.show_typed(former)
                assert offered(editor) == [*options, former], (key, field.key)
                assert editor.typed() in (former, [former])
            editor.show_typed(options[0])
            assert offered(editor) == options, (key, field.key)
            tried.add(type(editor))
    assert tried == {RadioEditor, ComboEditor, ChecksEditor}
