"""After the unit's words were changed the window stands there anew, with the same in front."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.settings_view import SettingsView
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.tab_page import TabPage
from tests.hands import write
from tests.ui.finding import part, settled


def rename(view: SettingsView, place: int, new: str) -> None:
    view.show_list("talks", "category")
    part(view, QListWidget, "words").item(place).setText(new)
    view.save()


@pytest.fixture
def program(
    qtbot: QtBot,
    dressed: QApplication,
    tools: Tools,
    books: Books,
    settings: QSettings,
    empty_desk: Desk,
) -> Iterator[Application]:
    """Closed before the book is."""
    made = Application(tools, books)
    yield made
    window = made.window
    assert isinstance(window, MainWindow)
    settled(qtbot, window.session)
    made.close()


def test_the_window_is_there_in_the_new_words_with_the_same_form_in_front(
    qtbot: QtBot, program: Application, empty_desk: Desk
) -> None:
    window = program.open_book(empty_desk.book)
    page = window.show_tab("talks")
    assert isinstance(page, TabPage)
    page.page.begin_record()
    write(page.page.panel.form._lines["place"].editor.main, "三楼")
    window.header._tools["settings"].click()
    view = window.header.settings
    assert view is not None
    rename(view, 0, "谈心")

    anew = program.window
    assert isinstance(anew, MainWindow)
    assert anew is not window
    assert anew.header.settings is view
    assert view.isVisible()
    shown = anew.page("talks")
    assert isinstance(shown, TabPage)
    form = shown.page.panel.form
    assert shown.page.panel.isVisible()
    assert "三楼" in str(form.typed()["place"])
    combo = form._lines["category"].editor.main
    assert isinstance(combo, QComboBox)
    assert combo.findText("谈心") >= 0

    rename(view, 0, "谈谈心")
    assert program.window is not anew
    view.close()
    third = program.window
    assert isinstance(third, MainWindow)
    assert third.header.settings is None


def test_words_that_cannot_be_used_are_told_when_the_book_opens(
    program: Application, empty_desk: Desk
) -> None:
    with empty_desk.book.writing() as work:
        work.settings.put("words.talks.category", "[]")
    window = program.open_book(empty_desk.book)
    assert "读不出来" in window.statusBar().currentMessage()
