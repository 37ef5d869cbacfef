"""A list that hangs below a field is put away before anything else is done by a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from tests.hands import CONTROL, PLAIN, write
from tests.ui.program import main, page_of, quiet


@pytest.fixture
def page(program: Application, qtbot: QtBot) -> LedgerPage:
    """A form of a talk; a list with places hangs below 地点."""
    found = page_of(program, "talks")
    found.begin_record()
    quiet(qtbot, program)
    line = place(found)
    line.setFocus()
    line.clear()
    write(line, "谈")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return found


def place(page: LedgerPage) -> QLineEdit:
    line = page.panel.form._lines["place"].editor.main
    assert isinstance(line, QLineEdit)
    return line


def recorder(page: LedgerPage) -> QLineEdit:
    line = page.panel.form._lines["recorder"].editor.main
    assert isinstance(line, QLineEdit)
    return line


def test_escape_closes_the_list_and_not_the_form(page: LedgerPage, program: Application) -> None:
    QTest.keyClick(main(program), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert page.panel_in_front is not None
    assert QApplication.focusWidget() is place(page)
    QTest.keyClick(main(program), Qt.Key.Key_Escape)
    assert page.panel_in_front is None


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_F])
def test_no_list_is_left_that_takes_what_is_typed_elsewhere(
    page: LedgerPage, program: Application, key: Qt.Key
) -> None:
    QTest.keyClick(main(program), key, CONTROL)
    assert QApplication.activePopupWidget() is None
    focus = QApplication.focusWidget()
    assert focus is not None and focus is not place(page)


def test_a_click_beside_the_fields_leaves_the_keyboard_in_them(
    page: LedgerPage, program: Application
) -> None:
    QTest.keyClick(main(program), Qt.Key.Key_Escape)
    form = page.panel.form
    editor = form._lines["revisit_on"].editor
    editor.main.setFocus()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(form.viewport(), left, PLAIN, form.viewport().rect().bottomLeft())
    assert QApplication.focusWidget() is editor.main
    QTest.mouseClick(editor.findChildren(QToolButton)[0], left)
    hanging = QApplication.activePopupWidget()
    assert hanging is not None
    hanging.close()
    assert QApplication.focusWidget() is editor.main


def test_enter_passes_the_offer_to_put_somebody_on_the_roster(
    page: LedgerPage, program: Application
) -> None:
    """Or a second Enter would open a form that nobody asked for."""
    QTest.keyClick(main(program), Qt.Key.Key_Escape)
    form = page.panel.form
    editor = form._lines["recorder"].editor
    line = editor.main
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.clear()
    write(line, "新来的")
    QTest.keyClick(line, Qt.Key.Key_Return)
    link = editor.findChild(QPushButton, "to_roster")
    assert link is not None and link.isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None and not editor.isAncestorOf(focus)


def test_a_name_settled_on_leaving_belongs_to_the_form_that_is_left(
    page: LedgerPage, program: Application, qtbot: QtBot
) -> None:
    """It was kept a second time, as another unfinished form."""
    QTest.keyClick(main(program), Qt.Key.Key_Escape)
    line = page.panel.form._lines["recorder"].editor.main
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.clear()
    write(line, "新来的")
    QTest.keyClick(main(program), Qt.Key.Key_Escape)
    assert page.panel_in_front is None
    quiet(qtbot, program)
    (kept,) = main(program).session.desk.records.drafts(page.ledger)
    assert kept.typed["recorder"] == {"name": "新来的"}
    QTest.keyClick(main(program), Qt.Key.Key_N, CONTROL)
    assert page.panel.form.typed()["recorder"] == {"name": "新来的"}


def press(qtbot: QtBot, widget: QWidget) -> None:
    """As the screen gives it: to the list, which has all clicks while it hangs there.

    Once the widget is what is seen there: on a busy machine it may still be on its way.
    """

    def is_seen() -> bool:
        return QApplication.widgetAt(widget.mapToGlobal(widget.rect().center())) is widget

    qtbot.waitUntil(is_seen)
    hanging = QApplication.activePopupWidget()
    assert hanging is not None
    at = hanging.mapFromGlobal(widget.mapToGlobal(widget.rect().center()))
    assert not hanging.rect().contains(at)
    QTest.mousePress(hanging, Qt.MouseButton.LeftButton, PLAIN, at)


def test_a_click_elsewhere_arrives_there_though_a_list_is_open(
    page: LedgerPage, program: Application, qtbot: QtBot
) -> None:
    search, people = page.listing._filters._text, recorder(page)
    # Without a screen nothing makes the window the active one that is clicked.
    window = main(program)
    press(qtbot, search)
    assert QApplication.activePopupWidget() is None
    qtbot.waitUntil(lambda: window.focusWidget() is search)
    page.panel.form.ensureWidgetVisible(people)
    people.setFocus()
    people.clear()
    write(people, "罗")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    press(qtbot, search)
    assert QApplication.activePopupWidget() is None
    qtbot.waitUntil(lambda: window.focusWidget() is search)


def test_no_list_is_left_for_what_is_typed_in_full(page: LedgerPage, program: Application) -> None:
    line = place(page)
    line.clear()
    write(line, "谈心谈话")
    assert QApplication.activePopupWidget() is not None
    write(line, "室")
    assert QApplication.activePopupWidget() is None
    name = recorder(page)
    name.setFocus()
    name.clear()
    write(name, "罗文")
    assert QApplication.activePopupWidget() is not None
    write(name, "渊")
    assert QApplication.activePopupWidget() is None
    assert name.text() == "罗文渊"
