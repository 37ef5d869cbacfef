"""A chart drawn through the real window, counted in keys and clicks beyond the text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qinglian_desktop.domain.drawing import Words
from qinglian_desktop.domain.flow.chart import FlowChart, StepKind
from qinglian_desktop.ui.flow.chart_canvas import ChartCanvas
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.ledger.registering import Registering
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.tab_page import TabPage
from tests.hands import CONTROL, Hands
from tests.ui.finding import settled

ENTER = Qt.Key.Key_Return


def flows(window: MainWindow) -> LedgerPage:
    desk = window.session.desk
    ledger = desk.catalogue["flows"]
    tab = desk.catalogue.tab_of(ledger)
    assert tab is not None
    page = window.show_tab(tab.key)
    assert isinstance(page, TabPage)
    shown = page.show_ledger(ledger)
    shown.take_keys_to_list()
    return shown


def in_front(window: QWidget, qtbot: QtBot) -> None:
    """Without a screen a list that hung below a field goes on being the window in front."""
    with qtbot.waitActive(window):
        window.activateWindow()


def write_risk(hands: Hands, page: LedgerPage, qtbot: QtBot, risk: str) -> None:
    """At the step that one is at."""
    before = set(page.findChildren(Registering))
    hands.key(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: bool(set(page.findChildren(Registering)) - before))
    dialog = (set(page.findChildren(Registering)) - before).pop()
    qtbot.waitUntil(dialog.isVisible)
    in_front(dialog, qtbot)
    form = dialog.panel.form
    hands.text(risk)
    hands.key(ENTER)
    hands.text("没有按规定办理")
    held = form._lines["power_held"].editor.main
    assert isinstance(held, QComboBox)
    form.ensureWidgetVisible(held)
    hands.click(held)
    for pressed in (Qt.Key.Key_Down, ENTER):
        hands.count += 1
        QTest.keyClick(held.view(), pressed)
    hands.count += 1
    QTest.keyClick(form, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())


def test_a_chart_of_twelve_steps_with_three_risks_takes_at_most_40(
    window: MainWindow, qtbot: QtBot
) -> None:
    hands = Hands()
    page = flows(window)
    hands.key(Qt.Key.Key_N, CONTROL)
    hands.text("公务接待审批")
    in_front(window, qtbot)
    hands.key(ENTER)
    hands.key(ENTER)
    for text in ("提出接待申请", "公函是否齐全？", "一次性告知补齐"):
        hands.text(text)
        hands.key(ENTER)
    hands.key(Qt.Key.Key_Greater)
    hands.key(ENTER)
    hands.key(ENTER)
    for text in ("登记受理", "办公室审核", "是否超出标准？", "核减标准"):
        hands.text(text)
        hands.key(ENTER)
    hands.key(Qt.Key.Key_Greater)
    hands.key(ENTER)
    hands.key(ENTER)
    for text in ("分管领导审批", "安排接待", "公示接待情况", "报销结算"):
        hands.text(text)
        hands.key(ENTER)
    hands.text("归档")
    assert hands.count <= 20
    for place, risk in enumerate(("超标准接待", "虚列接待支出", "不公示")):
        if place:
            hands.key(Qt.Key.Key_Up)
        write_risk(hands, page, qtbot, risk)
        in_front(window, qtbot)
    assert hands.count <= 40
    settled(qtbot, window.session)
    assert page.panel.record is not None
    chart = page.panel.record.values["chart"]
    assert isinstance(chart, FlowChart)
    steps = list(chart.every_step())
    assert len(steps) == 12
    assert [step.kind for step in steps].count(StepKind.DECISION) == 2
    drawing = page.panel.findChildren(ChartCanvas)[0].drawing
    said = "".join(shape.text for shape in drawing.shapes if isinstance(shape, Words))
    for risk in ("超标准接待", "虚列接待支出", "不公示"):
        assert risk in said
    risks = window.session.desk.hanging.risks(page.ledger, page.panel.record)
    assert {risk.step for risk in risks} == {step.id for step in steps[9:]}
