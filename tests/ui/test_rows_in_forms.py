"""Rows of a form: every problem at its cell, a removed row comes back, a new one knows the day."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.editors.row_card import RowCard
from qinglian_desktop.ui.editors.rows_editor import RowsEditor
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session
from tests.hands import CONTROL, write
from tests.ui.finding import saved
from tests.ui.open_forms import new_panel

Open = Callable[[str], RecordPanel]


@pytest.fixture
def opened(session: Session, qtbot: QtBot) -> Open:
    return lambda key: new_panel(session, qtbot, session.desk.catalogue[key], height=560)


def rows_of(panel: RecordPanel, key: str) -> RowsEditor:
    editor = panel.form._lines[key].editor
    assert isinstance(editor, RowsEditor)
    return editor


def said(card: RowCard) -> dict[str, str]:
    """What is said at the cells of a row, where it can be seen."""
    return {key: words.text() for key, words in card._words.items() if words.isVisible()}


def marked(card: RowCard) -> set[str]:
    return {key for key, editor in card.editors.items() if editor.main.property("problem")}


def link(inside: QWidget, words: str) -> QPushButton:
    found = (b for b in inside.findChildren(QPushButton) if b.text() == words and b.isVisible())
    return next(found)


def add(rows: RowsEditor, **typed: str) -> RowCard:
    QTest.mouseClick(rows.main, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    card = rows._rows[-1]
    for key, text in typed.items():
        write(card.editors[key].main, text)
    return card


def test_every_problem_of_every_row_stands_at_its_cell_at_once(opened: Open) -> None:
    panel = opened("risks")
    rows = rows_of(panel, "controls")
    add(rows).show_typed({})
    one = add(rows, measure="双人审核", owner="罗文渊", due="lzq")
    two = add(rows, owner="王3", leader="韦明谦", due="2024.2.30")
    assert not saved(panel)
    assert set(said(one)) == marked(one) == {"leader", "due"}
    assert said(one)["leader"] == "请填写“责任领导”。"
    assert said(one)["due"].startswith("完成时限：“lzq”")
    assert set(said(two)) == marked(two) == {"measure", "owner", "due"}
    assert "不能用在姓名里" in said(two)["owner"]
    assert "这一天不存在" in said(two)["due"]
    assert panel.form._lines["controls"].sentence is panel.form._lines["controls"]
    day = one.editors["due"].main
    assert day.property("problem")
    write(day, "x")
    assert set(said(one)) == {"leader"} and set(said(two)) == {"measure", "owner", "due"}


def test_the_keyboard_goes_to_the_first_cell_that_is_wrong(opened: Open, session: Session) -> None:
    panel = opened("tasks")
    given = {"task": "建章立制", "owner": "韦明谦", "due": "2026-12-01", "day": "2026-11-01"}
    panel.begin(given)
    rows = rows_of(panel, "steps")
    add(rows, percent="20")
    second = add(rows, percent="八成")
    assert not saved(panel)
    focus = QApplication.focusWidget()
    assert focus is second.editors["percent"].main
    assert set(said(second)) == {"percent"}
    viewport, words = panel.form.viewport(), second._words["percent"]
    top = words.mapTo(viewport, QPoint(0, 0)).y()
    assert top >= 0 and top + words.height() <= viewport.height()


def test_a_rule_that_needs_what_cannot_be_read_says_nothing(opened: Open) -> None:
    panel = opened("tasks")
    given = {"task": "建章立制", "owner": "韦明谦", "due": "2026-12-01", "day": "2026-11-01"}
    panel.begin({**given, "steps": [{"day": "2026-11-02", "percent": "八成"}], "status": "推进中"})
    assert not saved(panel)
    labels = [each for each in panel.form.findChildren(QLabel) if each.isVisible()]
    assert not any("状态应为" in each.text() for each in labels)


def test_a_removed_row_comes_back_as_it_was_typed(opened: Open) -> None:
    panel = opened("risks")
    rows = rows_of(panel, "controls")
    add(rows, measure="双人审核", due="lzq")
    add(rows, measure="公开结果")
    typed = rows.typed()
    trash = next(b for b in rows._rows[0].findChildren(QToolButton) if "删去" in b.toolTip())
    QTest.mouseClick(trash, Qt.MouseButton.LeftButton)
    assert rows.typed() == [{"measure": "公开结果", "status": "未落实"}]
    (words,) = [w.text() for w in rows.findChildren(QLabel) if w.isVisible() and "移除" in w.text()]
    assert words == "已移除第 1 行"
    QTest.mouseClick(link(rows, "撤销"), Qt.MouseButton.LeftButton)
    assert rows.typed() == typed
    assert not [w for w in rows.findChildren(QLabel) if w.isVisible() and "移除" in w.text()]


def test_a_row_is_removed_and_brought_back_by_keys(opened: Open, qtbot: QtBot) -> None:
    panel = opened("meetings")
    rows = rows_of(panel, "agenda")
    add(rows, item="学习 党章")
    second = add(rows, item="讨论")
    typed = rows.typed()
    first = rows._rows[0].first
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Delete, CONTROL)
    assert rows.typed() == [{"item": "讨论"}]
    undo = link(rows, "撤销")
    assert QApplication.focusWidget() is undo
    qtbot.keyClick(undo, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is second.first
    assert rows.typed() == [{"item": "讨论"}]
    undo.setFocus()
    qtbot.keyClick(undo, Qt.Key.Key_Z, CONTROL)
    assert rows.typed() == typed
    assert QApplication.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Delete, CONTROL)
    qtbot.keyClick(link(rows, "撤销"), Qt.Key.Key_Space)
    assert rows.typed() == typed


@pytest.mark.parametrize("key", ["measure", "owner", "due", "status"])
def test_the_key_that_removes_a_row_works_in_each_of_its_fields(
    opened: Open, qtbot: QtBot, key: str
) -> None:
    panel = opened("risks")
    rows = rows_of(panel, "controls")
    card = add(rows, measure="双人审核")
    place = card.editors[key].main
    place.setFocus()
    qtbot.keyClick(place, Qt.Key.Key_Delete, CONTROL)
    assert card.is_removed
    assert rows.typed() is None


def test_an_empty_row_goes_without_a_word(opened: Open, qtbot: QtBot) -> None:
    panel = opened("meetings")
    rows = rows_of(panel, "agenda")
    first = add(rows).first
    add(rows, item="讨论")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Delete, CONTROL)
    assert len(rows._rows) == 1
    assert QApplication.focusWidget() is rows._rows[0].first


def test_another_record_has_no_removed_rows(opened: Open, qtbot: QtBot) -> None:
    panel = opened("meetings")
    rows = rows_of(panel, "agenda")
    card = add(rows, item="讨论")
    qtbot.keyClick(card.first, Qt.Key.Key_Delete, CONTROL)
    panel.begin({"place": "会议室"})
    assert not any(each.is_removed for each in rows._rows)


@pytest.mark.parametrize(
    ("key", "field", "starts"),
    [
        ("tasks", "steps", {"day": "2026-11-23"}),
        ("risks", "controls", {"status": "未落实"}),
        ("checkups", "rechecks", {"day": "2026-11-23"}),
        ("culture_sites", "updates", {"day": "2026-11-23"}),
        ("meetings", "agenda", None),
    ],
)
def test_a_new_row_begins_with_what_is_known_and_is_seen_whole(
    opened: Open, qtbot: QtBot, key: str, field: str, starts: dict[str, str] | None
) -> None:
    panel = opened(key)
    rows = rows_of(panel, field)
    if panel.form._lines[field].isHidden():
        pytest.fail("the rows are not shown")
    rows.main.setFocus()
    qtbot.keyClick(rows.main, Qt.Key.Key_Space)
    assert rows.typed() == (starts and [starts])
    viewport = panel.form.viewport()

    def is_whole() -> bool:
        card = rows._rows[0]
        top = card.mapTo(viewport, QPoint(0, 0)).y()
        laid_out = card.height() >= card.sizeHint().height()
        return laid_out and top >= 0 and top + card.height() <= viewport.height()

    qtbot.waitUntil(is_whole, timeout=2000)
    assert QApplication.focusWidget() is rows._rows[0].first


def test_the_form_stays_where_it_is_when_a_row_is_removed(opened: Open, qtbot: QtBot) -> None:
    panel = opened("meetings")
    rows = rows_of(panel, "agenda")
    only = add(rows, item="讨论").first
    bar = panel.form.verticalScrollBar()
    before = bar.value()
    assert before > 0
    qtbot.keyClick(only, Qt.Key.Key_Delete, CONTROL)
    QApplication.processEvents()
    assert abs(bar.value() - before) < 80
    undo, viewport = link(rows, "撤销"), panel.form.viewport()
    assert 0 <= undo.mapTo(viewport, QPoint(0, 0)).y() <= viewport.height() - undo.height()


def test_who_is_absent_is_asked_why_in_sight(opened: Open) -> None:
    """The line for the reason is made below the names, perhaps below the edge of the form."""
    panel = opened("eight_ones")
    editor = panel.form._lines["people"].editor
    panel.form.verticalScrollBar().setValue(0)
    chip = next(b for b in editor.findChildren(QPushButton) if b.isCheckable())
    chip.click()
    QApplication.processEvents()
    reason, viewport = QApplication.focusWidget(), panel.form.viewport()
    assert reason is not None and "缺席原因" in reason.accessibleName()
    top = reason.mapTo(viewport, QPoint(0, 0)).y()
    assert 0 <= top <= viewport.height() - reason.height()
    drop = next(b for b in editor.findChildren(QPushButton) if b.text() == "不用参加")
    drop.click()
    assert QApplication.focusWidget() is editor.main
