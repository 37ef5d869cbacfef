"""From a power to a new risk with one measure, counted in keys and clicks beyond the text."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.values import Link, Values
from qinglian_desktop.ui.ledger.linked_line import LinkedLine
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.tab_page import TabPage
from tests.hands import CONTROL, Hands
from tests.journeys.test_hands import button

TAB, ENTER, DOWN = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down


def test_a_new_risk_with_a_measure_from_a_power_takes_at_most_12(
    window: MainWindow, qtbot: QtBot
) -> None:
    desk, hands = window.session.desk, Hands()
    window.open_place(ToRecord("powers", 1))
    tab = next(each for each in window.findChildren(TabPage) if each.isVisible())
    line = tab.page.panel.findChild(LinkedLine)
    assert line is not None
    qtbot.waitUntil(line.isVisible)
    hands.click(button(line, "新增风险点"))
    panel = tab.page.panel
    form = panel.form
    hands.key(DOWN)
    hands.key(ENTER)
    hands.text("用印登记不全")
    hands.key(ENTER)
    hands.text("先用印后登记")
    held = form._lines["power_held"].editor.main
    assert isinstance(held, QComboBox)
    form.ensureWidgetVisible(held)
    hands.click(held)
    for pressed in (DOWN, ENTER):
        hands.count += 1
        QTest.keyClick(held.view(), pressed)
    with qtbot.waitActive(window):
        window.activateWindow()
    rows = form._lines["controls"].editor.main
    form.ensureWidgetVisible(rows)
    hands.click(rows)
    hands.text("用印逐次登记")
    hands.key(TAB)
    hands.text("外单位甲")
    hands.key(TAB)
    hands.key(TAB)
    hands.text("外单位乙")
    before = desk.searching.ids(Query("risks"))
    hands.count += 1
    QTest.keyClick(form, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: len(desk.searching.ids(Query("risks"))) > len(before))
    new = max(set(desk.searching.ids(Query("risks"))) - set(before))
    kept = desk.records.get(desk.catalogue["risks"], new)
    assert kept is not None
    power = kept.value("power")
    assert isinstance(power, Link)
    assert power.id == 1
    assert kept.value("risk") == "用印登记不全"
    (row,) = cast("tuple[Values, ...]", kept.value("controls"))
    assert (row["measure"], row["owner"], row["leader"]) == ("用印逐次登记", "外单位甲", "外单位乙")
    assert hands.count <= 12
