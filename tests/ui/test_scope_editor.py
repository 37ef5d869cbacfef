"""设置 → 台账: chosen with checks and drop-downs, kept with one key, shown at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import ToRecord, ToScope
from qinglian_desktop.domain.lenses import Every
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.return_content import Printed
from qinglian_desktop.domain.scope import Scope
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.scope_editor import ScopeEditor
from qinglian_desktop.ui.look.parts import DropDown
from qinglian_desktop.ui.look.theme import Theme
from tests.ui.finding import part
from tests.ui.program import main, quiet
from tests.ui.prompt_operations import PromptOperations


def editor(qtbot: QtBot, theme: Theme, desk: Desk, *, is_read_only: bool = False) -> ScopeEditor:
    made = ScopeEditor(theme, desk, PromptOperations(desk.book), is_read_only=is_read_only)
    qtbot.addWidget(made)
    made.show()
    return made


def item(view: ScopeEditor, key: str) -> QTreeWidgetItem:
    tree = part(view, QTreeWidget, "scope")
    for top in range(tree.topLevelItemCount()):
        head = tree.topLevelItem(top)
        for place in range(head.childCount()):
            if head.child(place).data(0, Qt.ItemDataRole.UserRole) == key:
                return head.child(place)
    raise LookupError(key)


def test_a_ledger_is_left_out_by_its_check_and_says_what_it_holds(
    qtbot: QtBot, theme: Theme, desk: Desk
) -> None:
    view = editor(qtbot, theme, desk)
    save = part(view, QPushButton, "keep_scope")
    assert not save.isEnabled()
    line = item(view, "inspections")
    assert (line.text(0), line.text(1)) == ("督导调研", f"{desk.scopes.counts()['inspections']} 条")
    line.setCheckState(0, Qt.CheckState.Unchecked)
    save.click()
    assert desk.scopes.now() == Scope(frozenset({"inspections"}))
    assert "记25本台账，1本收起来了，里面的记录都在" in view.notice.words
    assert not save.isEnabled()


def test_the_usual_ones_and_all_are_one_press(qtbot: QtBot, theme: Theme, desk: Desk) -> None:
    view = editor(qtbot, theme, desk)
    part(view, QPushButton, "usual_ledgers").click()
    assert len(view.scope.left_out) == 23 - 12
    part(view, QPushButton, "all_ledgers").click()
    assert view.scope == Scope() and not view.is_pending


def test_how_often_is_chosen_for_each_word(qtbot: QtBot, theme: Theme, desk: Desk) -> None:
    view = editor(qtbot, theme, desk)
    box = part(view, DropDown, "often.meetings.党小组会")
    assert box.currentText() == "每月"
    box.setCurrentText("不要求")
    part(view, DropDown, "often.meetings.党课").setCurrentText("每半年")
    part(view, QPushButton, "keep_scope").click()
    kept = {("meetings", "党小组会"): None, ("meetings", "党课"): Every.HALF}
    assert desk.scopes.now() == Scope(often=kept)
    again = editor(qtbot, theme, desk)
    assert part(again, DropDown, "often.meetings.党小组会").currentText() == "不要求"
    box = part(again, DropDown, "often.meetings.党小组会")
    box.setCurrentText("每月")
    assert again.scope.often == {("meetings", "党课"): Every.HALF}


def test_what_of_a_return_is_printed_is_chosen_there(
    qtbot: QtBot, theme: Theme, desk: Desk
) -> None:
    view = editor(qtbot, theme, desk)
    october = Period.parse("2026-10")
    assert desk.returning.preview(october).printed == Printed()
    (zeros,) = (each for each in view.findChildren(QCheckBox) if "0" in each.text())
    zeros.click()
    part(view, QPushButton, "keep_scope").click()
    assert not view.is_pending
    assert desk.returning.preview(october).printed == Printed(zeros=True)
    assert desk.scopes.now() == Scope()


def test_in_a_book_opened_for_reading_it_is_only_looked_at(
    qtbot: QtBot, theme: Theme, desk: Desk
) -> None:
    view = editor(qtbot, theme, desk, is_read_only=True)
    assert not part(view, QTreeWidget, "scope").isEnabled()
    assert not part(view, QPushButton, "keep_scope").isEnabled()


def test_the_window_shows_what_is_kept_and_where_the_rest_is(
    qtbot: QtBot, program: Application
) -> None:
    desk = main(program).session.desk
    hidden = desk.searching.first(Query("inspections"), 1)[0][0]
    main(program).open_place(ToScope())
    settings = main(program).header.settings
    assert settings is not None
    part(settings, QPushButton, "usual_ledgers").click()
    part(settings, QPushButton, "keep_scope").click()
    qtbot.waitUntil(lambda: not main(program).session.desk.catalogue["inspections"].is_kept)
    quiet(qtbot, program)
    window = main(program)
    assert window.header.settings is settings and settings.isVisible()
    window.open_place(ToRecord("inspections", hidden.id or 0))
    assert "督导调研" in window.statusBar().currentMessage()
    assert "记录都在" in window.statusBar().currentMessage()
    assert window.tabs.key == "workbench"
    assert part(settings, QLabel, "scope_count").text() == "勾了15本，共26本"
