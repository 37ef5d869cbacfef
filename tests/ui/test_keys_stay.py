"""The keyboard stays in the page: on the list, in the form, never astray in the search."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.ledger import record_voiding
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.look.tab_circle import tab_stops
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.tab_page import TabPage
from qinglian_desktop.ui.workbench.workbench_page import WorkbenchPage
from tests.hands import CONTROL, Hands, write
from tests.ui.program import locked, main, page_of, quiet, unlocked

ALT = Qt.KeyboardModifier.AltModifier
TAB_KEYS = [getattr(Qt.Key, f"Key_{n}") for n in "1234567890"]


def keys_in(window: MainWindow) -> QWidget:
    """Who has the keyboard: somebody in the page in front."""
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus is not window.header.search
    assert window.tabs.front.isAncestorOf(focus), focus
    return focus


def shown(program: Application, key: str) -> LedgerPage:
    page = page_of(program, key)
    QApplication.processEvents()
    return page


@pytest.mark.parametrize("tabs", [slice(4, 5), pytest.param(slice(0, 10), marks=pytest.mark.slow)])
def test_after_whatever_is_done_on_a_tab_the_keys_are_on_it(
    program: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tabs: slice
) -> None:
    window, hands = main(program), Hands()
    desk = window.session.desk
    monkeypatch.setattr(record_voiding, "ask_why", lambda *_: "试")
    monkeypatch.setattr(record_voiding, "ask_or_look", lambda _a, _b, step, *_: step[1]())
    for place, tab in list(enumerate(desk.catalogue.tabs))[tabs]:
        hands.key(TAB_KEYS[place], ALT)
        assert window.tabs.key == tab.key
        keys_in(window)
        front = window.tabs.front
        if not isinstance(front, TabPage):
            continue
        page = front.page
        page.show_list()
        hands.key(Qt.Key.Key_N, CONTROL)
        assert page.panel.form.isAncestorOf(keys_in(window))
        hands.key(Qt.Key.Key_Escape)
        assert keys_in(window) is page.table
        page.listing._filters._text.setFocus()
        write(page.listing._filters._text, "没有这样的事")
        qtbot.waitUntil(lambda p=page: p.table.model().rowCount() == 0)
        hands.key(Qt.Key.Key_N, CONTROL)
        hands.key(Qt.Key.Key_Escape)
        keys_in(window)
        hands.key(Qt.Key.Key_Escape)
        keys_in(window)
        assert page.table.model().rowCount() > 0
        record = desk.searching.first(Query(page.ledger.key), 1)[0][0]
        page.open_record(record)
        keys_in(window)
        hands.key(Qt.Key.Key_S, CONTROL)
        keys_in(window)
        voids = [b for b in page.panel.findChildren(QPushButton) if b.text() == "作废"]
        if page.ledger.unit is None and voids[0].isVisible():
            voids[0].click()
            keys_in(window)
            hands.key(Qt.Key.Key_Z, CONTROL)
            keys_in(window)
        hands.key(Qt.Key.Key_Escape)
        assert keys_in(window) is page.table
    quiet(qtbot, program)


def test_closing_a_form_stands_on_its_row(program: Application, qtbot: QtBot) -> None:
    page = shown(program, "talks")
    record = page.table.model().record(3)  # pyright: ignore[reportAttributeAccessIssue]
    page.open_record(record)
    hands = Hands()
    hands.key(Qt.Key.Key_Escape)
    assert keys_in(main(program)) is page.table
    assert page.table.currentIndex().row() == 3
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    assert page.panel.record == page.table.model().record(4)  # pyright: ignore


def test_the_to_do_list_has_the_keys_each_time_it_is_gone_to(
    program: Application, qtbot: QtBot
) -> None:
    window, hands = main(program), Hands()
    front = window.tabs.front
    assert isinstance(front, WorkbenchPage)
    qtbot.waitUntil(front.todos.isVisible)
    for _ in range(2):
        assert keys_in(window) is front.todos
        assert front.todos.currentIndex().isValid()
        hands.key(Qt.Key.Key_2, ALT)
        keys_in(window)
        hands.key(Qt.Key.Key_1, ALT)
    hands.key(Qt.Key.Key_2, ALT)
    hands.key(Qt.Key.Key_F, CONTROL)
    hands.key(Qt.Key.Key_1, ALT)
    assert keys_in(window) is front.todos
    hands.key(Qt.Key.Key_F, CONTROL)
    hands.key(Qt.Key.Key_1, ALT)
    assert keys_in(window) is front.todos


def test_tab_goes_round_and_after_the_last_button_comes_the_first_field(
    program: Application, qtbot: QtBot
) -> None:
    page = shown(program, "meetings")
    page.begin_record()
    hands, seen = Hands(), list[QWidget]()
    page.panel._foot.focus_first()
    for _ in tab_stops(page.panel._foot):
        seen.append(keys_in(main(program)))
        hands.key(Qt.Key.Key_Tab)
    assert keys_in(main(program)) is tab_stops(page.panel.form)[0]
    for _ in range(150):
        hands.key(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        focus = keys_in(main(program))
        if focus in seen[2:]:
            break
        seen.append(focus)
    assert page.table in seen


def test_escape_leaves_the_search_to_where_one_was(program: Application, qtbot: QtBot) -> None:
    page = shown(program, "talks")
    record = page.table.model().record(0)  # pyright: ignore[reportAttributeAccessIssue]
    page.open_record(record)
    QApplication.processEvents()
    line = next(each for each in page.panel.form.findChildren(QLineEdit) if each.isVisible())
    line.setFocus()
    window, hands = main(program), Hands()
    hands.key(Qt.Key.Key_F, CONTROL)
    hands.text("廉政")
    results = window.header.results
    assert results is not None
    qtbot.waitUntil(results.isVisible)
    hands.key(Qt.Key.Key_Escape)
    assert not results.isVisible() and window.header.search.hasFocus()
    hands.key(Qt.Key.Key_Escape)
    assert line.hasFocus()
    # The form was not closed on the way.
    assert page.panel_in_front is not None


def test_clicking_another_tab_closes_what_was_found(program: Application, qtbot: QtBot) -> None:
    window, hands = main(program), Hands()
    for other in (1, 1):
        hands.key(Qt.Key.Key_F, CONTROL)
        hands.text("廉")
        results = window.header.results
        assert results is not None
        qtbot.waitUntil(results.isVisible)
        bar = window.tabs.tabBar()
        hands.click(bar, bar.tabRect(other).center())
        assert not results.isVisible()
        keys_in(window)


def test_no_shortcut_types_its_sign(program: Application, qtbot: QtBot) -> None:
    page = shown(program, "talks")
    page.begin_record()
    QApplication.processEvents()
    line = next(each for each in page.panel.form.findChildren(QLineEdit) if each.isVisible())
    line.setFocus()
    before = line.text()
    for key in (Qt.Key.Key_Y, Qt.Key.Key_Q, Qt.Key.Key_Semicolon):
        qtbot.keyClick(line, key, ALT)
    assert line.text() == before
    search = main(program).header.search
    search.setFocus()
    Hands().key(Qt.Key.Key_0, ALT)
    assert search.text() == ""
    assert main(program).tabs.currentIndex() == 9


def test_a_page_is_there_for_the_keys_as_soon_as_it_is_asked_for(program: Application) -> None:
    """Shown by its layout only later, a window that came in front meanwhile would pass it by."""
    window = main(program)
    assert isinstance(window.show_tab("talks"), TabPage)
    assert window.tabs.front.isVisible()


def test_what_is_to_be_done_has_the_keys_once_it_is_read(
    program: Application, qtbot: QtBot
) -> None:
    window = unlocked(qtbot, program, locked(qtbot, program))
    front = window.tabs.front
    assert isinstance(front, WorkbenchPage)
    focus = window.focusWidget()
    assert focus is not None and focus.isVisible() and front.isAncestorOf(focus)
    qtbot.waitUntil(lambda: keys_in(window) is front.todos)
