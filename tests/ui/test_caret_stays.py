"""Where one types is where one goes on: after a save, a step taken back, in larger type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session
from tests.hands import Hands
from tests.ui.finding import saved
from tests.ui.open_forms import new_panel


def first_with(session: Session, key: str, field: str) -> Record:
    records, _ = session.desk.searching.first(Query(key), 50)
    return next(each for each in records if each.value(field))


def opened(session: Session, qtbot: QtBot, key: str, field: str) -> tuple[RecordPanel, Any]:
    """The panel of a saved record which has this field, and the field's editor."""
    panel = new_panel(session, qtbot, session.desk.catalogue[key])
    panel.open(first_with(session, key, field))
    return panel, panel.form._lines[field].editor


def line_in(place: QWidget) -> QLineEdit:
    assert isinstance(place, QLineEdit)
    return place


def absent(attendance: Any, *reasons: str) -> list[QLineEdit]:
    """Make so many absent, for these reasons."""
    for place, reason in enumerate(reasons):
        attendance._flow.widgets()[place].click()
        Hands().text(reason)
    return list(attendance._absences._lines.values())


@pytest.mark.parametrize(
    ("key", "rows", "cell"),
    [
        ("risks", "controls", "measure"),
        ("risks", "controls", "due"),
        ("meetings", "agenda", "item"),
    ],
)
def test_after_a_save_one_types_on_in_the_same_cell_of_the_same_row(
    session: Session, qtbot: QtBot, key: str, rows: str, cell: str
) -> None:
    panel, editor = opened(session, qtbot, key, rows)
    wanted = editor._rows[-1].editors[cell].main
    number = len(editor._rows)
    # An empty row before it is no row of the record.
    editor._append({}, 0)
    wanted.setFocus()
    after = wanted.cursorPosition() if isinstance(wanted, QLineEdit) else 0
    before = panel.form.typed()[rows]
    assert saved(panel)
    assert panel.form.typed()[rows] == before
    assert len(editor._rows) == number
    focus = QApplication.focusWidget()
    assert focus is editor._rows[-1].editors[cell].main
    if isinstance(focus, QLineEdit):
        assert focus.cursorPosition() == after
    assert not panel.has_edits


def test_an_empty_row_in_which_one_is_about_to_type_stays(session: Session, qtbot: QtBot) -> None:
    panel, editor = opened(session, qtbot, "meetings", "agenda")
    before = editor.typed()
    editor.main.click()
    assert saved(panel)
    assert editor.typed() == before
    Hands().text("临时动议")
    assert editor.typed() == [*before, {"item": "临时动议"}]


def test_the_reason_is_typed_on_after_a_save_and_nobody_is_made_present(
    session: Session, qtbot: QtBot
) -> None:
    panel, attendance = opened(session, qtbot, "meetings", "people")
    _, second = absent(attendance, "出差", "病")
    assert saved(panel)
    focus = QApplication.focusWidget()
    assert focus is second
    Hands().text(" 假")
    assert [each["reason"] for each in attendance.typed()["people"][:2]] == ["出差", "病 假"]


def test_reasons_shown_are_those_of_the_record_shown(session: Session, qtbot: QtBot) -> None:
    """The same people were absent from another meeting, or a step was taken back."""
    panel, attendance = opened(session, qtbot, "meetings", "people")
    first, second = absent(attendance, "出差", "病假")
    assert saved(panel)
    second.setFocus()
    second.setText("")
    Hands().text("事假")
    assert saved(panel)
    session.undo()
    assert [line.text() for line in attendance._absences._lines.values()] == ["出差", "病假"]
    assert QApplication.focusWidget() is second
    session.redo()
    assert second.text() == "事假"
    assert QApplication.focusWidget() is second
    assert first.text() == "出差"


def test_no_name_in_the_attendance_takes_a_key(session: Session, qtbot: QtBot) -> None:
    _, attendance = opened(session, qtbot, "meetings", "people")
    for chip in attendance._names.findChildren(QPushButton):
        assert chip.focusPolicy() is Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("where", ["row", "reason", "people"])
def test_another_window_goes_on_there(session: Session, qtbot: QtBot, where: str) -> None:
    places: dict[str, tuple[str, str, Callable[[Any], QWidget]]] = {
        "row": ("risks", "controls", lambda made: made._rows[-1].editors["measure"].main),
        "people": ("talks", "people", lambda made: made.main),
        "reason": ("meetings", "people", lambda made: list(made._absences._lines.values())[1]),
    }
    key, field, place = places[where]
    panel, made = opened(session, qtbot, key, field)
    if where == "reason":
        absent(made, "出差", "病假")
    line = place(made)
    line.setFocus()
    caret = panel.form.caret()
    assert caret is not None
    other = new_panel(session, qtbot, session.desk.catalogue[key])
    other.form.show_typed(panel.form.typed(), is_saved=True)
    other.form.put_caret(caret)
    assert other.focusWidget() is place(other.form._lines[field].editor)
    assert other.form.caret() == caret
