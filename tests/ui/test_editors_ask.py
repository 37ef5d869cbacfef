"""Editors ask, they do not copy: an open form of any ledger knows what was registered since."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    Name,
    PeopleRef,
    PersonRef,
    Span,
    Text,
)
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.editors.attendance_editor import AttendanceEditor
from qinglian_desktop.ui.editors.choice_editors import ChecksEditor, ComboEditor, RadioEditor
from qinglian_desktop.ui.editors.day_editors import SpanEditor
from qinglian_desktop.ui.editors.field_editor import FieldEditor
from qinglian_desktop.ui.editors.person_line import PersonLine
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.look.placed import placed
from qinglian_desktop.ui.session import Session
from tests.hands import write
from tests.ui.open_forms import editors_of, open_forms

NEW = "欧阳小敏"


@pytest.fixture
def forms(session: Session, qtbot: QtBot) -> Iterator[dict[str, RecordForm]]:
    made = open_forms(session, qtbot)
    yield made
    # What follows from the last key is not asked for any more: the book is about to close.
    for form in made.values():
        form._settle.stop()


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
    return [each.text() for each in placed(layout) if isinstance(each, QAbstractButton)]


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


def test_a_day_without_its_year_is_written_out_before_it_is_saved(
    forms: dict[str, RecordForm],
) -> None:
    """In every ledger where the day must be over; a limit may be of next year, so it is asked."""
    tried = set[str]()
    for key, form in forms.items():
        for field, editor in editors_of(form, Day):
            line = editor.main
            assert isinstance(line, QLineEdit) and isinstance(field.type, Day)
            line.clear()
            write(line, "3月5日")
            written = "3月5日" if field.type.may_be_future else "2026-03-05"
            assert editor.typed() == written, (key, field.key)
            line.editingFinished.emit()
            assert line.text() == written
            tried.add(written)
    assert len(tried) == 2


def test_the_hours_of_an_event_are_never_turned_into_others(forms: dict[str, RecordForm]) -> None:
    _, editor = next(found for form in forms.values() for found in editors_of(form, Span))
    assert isinstance(editor, SpanEditor)
    editor._day.main.setText("2026年10月20日（周二）")
    for begin, end, shown in (
        ("晚上12点", "", ("晚上12点", "")),
        ("下午2点", "3点", ("14:00", "15:00")),
        ("下午2点半", "四点一刻", ("14:30", "16:15")),
        ("上午9点", "12点", ("09:00", "12:00")),
        ("15:00-16:30", "", ("15:00", "16:30")),
        ("下午2点到3点", "", ("14:00", "15:00")),
        ("8点", "下午11点", ("08:00", "下午11点")),
    ):
        for line in (editor._begin, editor._end):
            line.clear()
        for line, words in ((editor._begin, begin), (editor._end, end)):
            write(line, words)
            line.editingFinished.emit()
        assert (editor._begin.text(), editor._end.text()) == shown
    write(editor._begin, "")
    editor._day.main.editingFinished.emit()
    assert editor._day.main.text() == "2026-10-20"


def test_counts_that_are_no_numbers_stay_and_are_told(
    session: Session, forms: dict[str, RecordForm]
) -> None:
    tried = 0
    for form in forms.values():
        for field, editor in editors_of(form, PeopleRef):
            if not isinstance(field.type, PeopleRef) or not field.type.attendance:
                continue
            assert isinstance(editor, AttendanceEditor)
            editor.show_typed(None)
            write(editor._counts._due, "12①")
            write(editor._counts._present, "٣")
            typed = editor.typed()
            assert typed == {"due": "12①", "present": "٣"}
            editor.show_typed(None)
            editor.show_typed(typed)
            assert editor._counts.typed() == typed, "a draft brings them back"
            tried += 1
    assert tried >= 3
