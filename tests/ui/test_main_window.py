"""The window of an open book: every tab, every key, every place, and nothing that flashes by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import (
    ToDraft,
    ToLens,
    ToList,
    ToNew,
    ToRecord,
    ToUnfinished,
)
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.tab_page import TabPage
from tests.ui.finding import settled

pytestmark = pytest.mark.reads

SCREEN = (1366, 728)


class Windows(QObject):
    """Notes every widget that becomes a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and event.type() is QEvent.Type.Show:
            is_part = watched.isWindow() and not isinstance(watched, MainWindow)
            self.shown += [f"{type(watched).__name__} {widget_words(watched)}"] * is_part
        return False


@pytest.fixture
def window(session: Session, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.resize(*SCREEN)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def ledger_page(window: MainWindow, key: str):
    page = window.show_tab(key)
    assert isinstance(page, TabPage)
    return page.page


@pytest.fixture
def watch(dressed: QApplication) -> Iterator[Windows]:
    made = Windows()
    dressed.installEventFilter(made)
    yield made
    dressed.removeEventFilter(made)


@pytest.mark.writes
def test_no_part_of_a_page_flashes_by_as_a_window(
    watch: Windows, window: MainWindow, qtbot: QtBot
) -> None:
    """It would take the keyboard with it when it goes; with forms half done, and records, too."""
    catalogue, desk = window.session.desk.catalogue, window.session.desk
    for ledger in catalogue:
        for _ in range(2):
            desk.records.keep_draft(Draft(ledger.key, {}))
    for tab in catalogue.tabs:
        page = window.show_tab(tab.key)
        settled(qtbot, window.session)
        for key in tab.ledgers:
            assert isinstance(page, TabPage)
            shown = page.show_ledger(catalogue[key])
            shown.begin_record()
            shown.close_record()
            if (first := shown.listing.first_record()) is not None:
                shown.open_record(first)
                shown.close_record()
            for lens in catalogue[key].lenses:
                shown.show_lens(lens)
            settled(qtbot, window.session)
        assert window.isActiveWindow()
    assert watch.shown == []


@pytest.mark.parametrize(
    ("scale", "dark"),
    [
        pytest.param(100, False, marks=pytest.mark.slow),
        pytest.param(100, True, marks=pytest.mark.slow),
        # The largest type has the least room; looks in the dark take no room of their own.
        (150, False),
        pytest.param(150, True, marks=pytest.mark.slow),
    ],
)
def test_every_page_fits_the_office_screen(
    window: MainWindow, qtbot: QtBot, scale: int, dark: bool, tmp_path: Path
) -> None:
    theme = window.session.theme
    theme.set_dark(dark)
    theme.set_scale(scale)
    for tab in window.session.desk.catalogue.tabs:
        page = window.show_tab(tab.key)
        settled(qtbot, window.session)
        assert window.width() == SCREEN[0], f"{tab.key} makes the window wider"
        picture = window.grab().toImage()
        assert len(colours_of(picture)) > 8, f"{tab.key} is blank"
        picture.save(str(tmp_path / f"{tab.key}.png"))
        if isinstance(page, TabPage):
            page.page.begin_record()
            settled(qtbot, window.session)
            assert window.width() == SCREEN[0], f"{tab.key}'s form makes the window wider"
            assert_nothing_is_cut(page.page.panel.form, qtbot)
            page.page.close_record()
            for row in range(3):
                page.page.open_record(page.page.table.model().record(row))  # pyright: ignore
                settled(qtbot, window.session)
                assert_nothing_is_cut(page.page.panel.form, qtbot)
            page.page.close_record()
    theme.set_scale(100)
    theme.set_dark(False)


def test_keys_act_wherever_the_cursor_is(window: MainWindow, qtbot: QtBot) -> None:
    page = ledger_page(window, "talks")
    window.tabs.tabBar().setFocus()
    settled(qtbot, window.session)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.panel.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    focus = QApplication.focusWidget()
    assert focus is not None and focus.objectName() == "search"
    wanted: list[int] = []
    window.session.theme.scale_wanted.connect(wanted.append)
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [115]
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.session.theme.scale == 100


@pytest.mark.writes
def test_a_void_is_taken_back_by_one_key(window: MainWindow, qtbot: QtBot) -> None:
    page = ledger_page(window, "family")
    page.listing.refresh()
    before = window.session.desk.searching.first(Query("family"), 1)[1]
    record = page.table.model().record(0)  # pyright: ignore[reportAttributeAccessIssue]
    page.open_record(record)
    window.session.desk.records.void(page.ledger, record.id, "测试")
    assert window.session.desk.searching.first(Query("family"), 1)[1] == before - 1
    window.tabs.tabBar().setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.desk.searching.first(Query("family"), 1)[1] == before


@pytest.mark.writes
def test_every_place_is_opened(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.session.desk
    talks = desk.catalogue["talks"]
    record = desk.searching.first(Query("talks"), 1)[0][0]
    page = ledger_page(window, "talks")
    window.open_place(ToRecord("talks", record.id or 0))
    assert page.panel.record == record
    window.open_place(ToNew("talks", {"place": "党员活动室"}))
    assert page.panel.form.typed()["place"] == "党员活动室"
    page.close_record()
    draft = desk.records.keep_draft(Draft("talks", {"content": "只写了一句"}))
    window.open_place(ToDraft("talks", draft.id or 0))
    assert page.panel.form.typed()["content"] == "只写了一句"
    page.close_record()
    desk.records.keep_draft(Draft("talks", {"content": "另一句"}))
    window.open_place(ToUnfinished("talks"))
    menu = page.half_done.findChildren(QMenu)[0]
    qtbot.waitUntil(menu.isVisible)
    menu.actions()[1].trigger()
    menu.hide()
    assert page.panel.form.typed()["content"] == "只写了一句"
    page.close_record()
    window.open_place(ToLens("talks", talks.lenses[0]))
    window.open_place(ToList("talks", (record.id or 0,), "一条"))
    assert page.table.model().rowCount() == 1


def widget_words(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else widget.objectName()


def colours_of(picture: QImage) -> set[int]:
    return {
        picture.pixel(x, y)
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 5)
    }


def assert_nothing_is_cut(form: QScrollArea, qtbot: QtBot) -> None:
    """The form scrolls down, never sideways, and no editor sticks out of it."""
    canvas = form.widget()
    # A form that just became too high makes room for its scroll bar when Qt comes to it.
    qtbot.waitUntil(lambda: canvas.width() <= form.viewport().width())
    for child in canvas.findChildren(QWidget):
        if child.isVisible() and child.parentWidget() is canvas:
            assert child.geometry().right() <= canvas.width()
