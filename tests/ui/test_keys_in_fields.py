"""One key does one thing in a field: Enter goes on, arrows choose, a ring shows where one is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCompleter, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.editors.choice_editors import RadioEditor
from qinglian_desktop.ui.session import Session
from tests.hands import write
from tests.ui.open_forms import new_panel

pytestmark = pytest.mark.reads


def focus() -> QWidget | None:
    return QApplication.focusWidget()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
@pytest.mark.parametrize("marked", [False, True])
def test_a_key_goes_on_with_one_press_though_words_are_offered(
    session: Session, qtbot: QtBot, marked: bool, key: Qt.Key
) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["talks"])
    line = panel.form._lines["place"].editor.main
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.clear()
    write(line, "谈")
    completer = line.completer()
    assert isinstance(completer, QCompleter)
    popup = completer.popup()
    qtbot.waitUntil(popup.isVisible)
    if marked:
        qtbot.keyClick(popup, Qt.Key.Key_Down)
    offered = popup.model().index(0, 0).data()
    qtbot.keyClick(popup, key)
    assert not popup.isVisible()
    assert line.text() == (offered if marked else "谈")
    assert focus() is panel.form._lines["people"].editor.main
    panel.writing.turn_to()


def test_radio_buttons_are_come_to_at_the_chosen_one_or_the_first(
    session: Session, qtbot: QtBot
) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["people"])
    gender = panel.form._lines["sex"].editor
    assert isinstance(gender, RadioEditor)
    first, last = gender._buttons.values()
    name = panel.form._lines["name"].editor.main
    qtbot.mouseClick(last, Qt.MouseButton.LeftButton)
    for chosen, come_to in ((gender.typed(), last), (None, first)):
        panel.writing.turn_to()
        panel.form.show_typed({"sex": chosen} if chosen else {}, is_saved=False)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
            name.setFocus()
            qtbot.keyClick(name, key)
            assert focus() is come_to
            assert gender.typed() == chosen
    panel.writing.turn_to()


def test_an_arrow_chooses_also_where_nothing_is_chosen(session: Session, qtbot: QtBot) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["people"])
    gender = panel.form._lines["sex"].editor
    assert isinstance(gender, RadioEditor)
    one, other = gender._buttons.values()
    one.setFocus()
    assert gender.typed() is None
    qtbot.keyClick(one, Qt.Key.Key_Right)
    assert (gender.typed(), focus()) == (other.text(), other)
    qtbot.keyClick(other, Qt.Key.Key_Up)
    assert (gender.typed(), focus()) == (one.text(), one)
    qtbot.keyClick(one, Qt.Key.Key_Left)
    assert gender.typed() == other.text()
    panel.writing.turn_to()


def test_every_mark_of_the_keyboard_is_a_ring(session: Session, qtbot: QtBot) -> None:
    """A chosen word is not told from one that has the keyboard by its colour alone."""
    panel = new_panel(session, qtbot, session.desk.catalogue["people"])
    button = next(iter(panel.form._lines["sex"].editor.findChildren(QAbstractButton)))
    panel.form._lines["name"].editor.main.setFocus()
    before = button.grab().toImage()
    button.setFocus()
    after = button.grab().toImage()
    corner = button.width() // 2, 0
    accent = session.theme.colours.accent.lower()
    assert before.pixelColor(*corner).name() != accent
    assert after.pixelColor(*corner).name() == accent
