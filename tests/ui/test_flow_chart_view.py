"""The chart beside its outline: drawn anew, clicked, dragged, written in; what is wrong is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.drawing import Words
from qinglian_desktop.domain.flow.chart import ChartForm, PaperSize, Side, StepKind
from qinglian_desktop.domain.flow.step_risk import StepRisk
from qinglian_desktop.ui.flow.chart_view import ChartView
from qinglian_desktop.ui.flow.flow_page import ChartPorts, FlowPage
from qinglian_desktop.ui.flow.lanes_menu import lanes_menu
from qinglian_desktop.ui.look.theme import Theme
from tests.hands import CONTROL, PLAIN, write
from tests.ui.finding import part
from tests.ui.flow_pages import (
    drag,
    drawn,
    enter,
    go,
    heard,
    hint,
    key,
    lines,
    middle_of,
    open_page,
    picker,
    steps,
    type_in,
    wrong,
)

FORKED = "( 申请 {a}\n? 齐全？\n  [否] 补正 >a\n  [是]\n- 审核\n( 归档\n"


def said(page: FlowPage) -> str:
    shapes = page.chart.canvas.drawing.shapes
    return "".join(shape.text for shape in shapes if isinstance(shape, Words))


def click(page: FlowPage, number: int) -> None:
    QTest.mouseClick(page.chart.canvas, Qt.MouseButton.LeftButton, PLAIN, middle_of(page, number))
    QApplication.processEvents()


def test_the_chart_is_drawn_anew_after_each_edit(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    assert "1. 申请" in said(page)
    go(page, 4)
    type_in(page, "一遍")
    assert "审核一遍" not in said(page)
    drawn(page, qtbot)
    assert "4. 审核一遍" in said(page)
    key(page, Qt.Key.Key_Z, CONTROL)
    drawn(page, qtbot)
    assert "审核一遍" not in said(page)


def test_a_click_goes_to_the_row_and_offers_what_comes_next(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    click(page, 4)
    assert page.outline.current is not None
    assert page.outline.current.number == 4
    pad = page.chart.pad
    assert [b.text() for b in pad.buttons.values()] == ["下一步", "分支", "退回", "▲风险"]
    qtbot.mouseClick(pad.buttons["next"], Qt.MouseButton.LeftButton)
    assert pad.isHidden()
    type_in(page, "公示")
    assert "- 公示" in lines(page)
    drawn(page, qtbot)
    click(page, 4)
    qtbot.mouseClick(pad.buttons["branch"], Qt.MouseButton.LeftButton)
    type_in(page, "急件")
    assert "  [急件]" in lines(page)
    drawn(page, qtbot)
    click(page, 4)
    qtbot.mouseClick(pad.buttons["goto"], Qt.MouseButton.LeftButton)
    picker(page).list.setCurrentRow(0)
    enter(page)
    assert steps(page)[3].goto == steps(page)[0].id


def test_a_step_is_written_in_where_it_stands(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    at = middle_of(page, 4)
    QTest.mouseDClick(page.chart.canvas, Qt.MouseButton.LeftButton, PLAIN, at)
    box = part(page, QPlainTextEdit, "writing")
    box.selectAll()
    write(box, "部门审核")
    # A draft has it at once; the chart is drawn when one is done.
    assert steps(page)[3].text == "部门审核"
    assert "部门审核" not in said(page)
    QTest.keyClick(box, Qt.Key.Key_Return)
    drawn(page, qtbot)
    assert "4. 部门审核" in said(page)
    assert steps(page)[3].text == "部门审核"
    assert page.outline.line.hasFocus()
    page.chart.write_in(steps(page)[3].id)
    box = page.chart._writing
    assert box is not None
    box.selectAll()
    write(box, "不要了")
    assert steps(page)[3].text == "不要了"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert steps(page)[3].text == "部门审核"


def test_a_step_that_is_dropped_beside_stays_there(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    canvas = page.chart.canvas
    before = middle_of(page, 3)
    decision = middle_of(page, 2)
    assert before.x() > decision.x()
    drag(page, before, QPoint(5, decision.y()))
    drawn(page, qtbot)
    assert steps(page)[2].placing.side == -1
    assert middle_of(page, 3).x() < middle_of(page, 2).x()
    assert hint(page) == "移到左边，按 Ctrl+Z 可以撤销。"
    # What comes later leaves it there.
    go(page, 4)
    enter(page)
    type_in(page, "公示")
    drawn(page, qtbot)
    assert middle_of(page, 3).x() < middle_of(page, 2).x()
    assert page.settings.automatic.isVisible()
    page.settings.automatic.click()
    drawn(page, qtbot)
    assert steps(page)[2].placing.side is None
    assert middle_of(page, 3).x() > middle_of(page, 2).x()
    assert not page.settings.automatic.isVisible()
    assert canvas.width() > 0


def test_a_step_that_is_dropped_lower_leaves_rows_empty(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    at = middle_of(page, 5)
    far = round(110 * page.chart.canvas.zoom)
    drag(page, at, at + QPoint(0, far))
    drawn(page, qtbot)
    assert steps(page)[4].placing.gap >= 1
    key(page, Qt.Key.Key_Z, CONTROL)
    assert steps(page)[4].placing.gap == 0


def test_a_line_is_drawn_from_the_rim_of_a_step_to_another(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 申请 {a}\n- 受理\n- 审核")
    at = middle_of(page, 3)
    area = page.chart.canvas.area_of(steps(page)[2].id)
    assert area is not None
    rim = QPoint(area.right() - 3, at.y())
    drag(page, rim, middle_of(page, 1))
    assert lines(page) == ["( 申请 {a}", "- 受理", "- 审核 >a"]
    assert hint(page) == "已连线，按 Ctrl+Z 可以撤销。"
    drawn(page, qtbot)
    drag(page, rim, middle_of(page, 1))
    assert hint(page) == "这两步已经连着了。"
    drag(page, rim, QPoint(2, 2))
    assert hint(page) == "拖到另一步的框上，才连成线。"
    page.work.undo()
    assert lines(page) == ["( 申请", "- 受理", "- 审核"]


def test_what_is_written_on_the_chart_goes_into_its_own_step(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    page.chart.write_in(steps(page)[3].id)
    box = page.chart._writing
    assert box is not None
    page.work.go_to(steps(page)[0].id)
    write(box, "部门审核")
    assert (steps(page)[0].text, steps(page)[3].text) == ("申请", "部门审核")


def test_lanes_are_put_in_order_renamed_and_dropped(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(qtbot, theme, "% 版式：泳道\n% 泳道：旧科\n- 申请 @窗口\n- 审核 @科长")

    def choose(lane: str, words: str) -> None:
        menu = lanes_menu(page, page.work, page.deeds)
        each = next(one for one in menu.findChildren(QMenu) if one.title() == lane)
        next(one for one in each.actions() if one.text() == words).trigger()

    choose("旧科", "去掉这一道")
    choose("科长", "左移")
    assert page.work.chart.lanes == ("科长", "窗口")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("主任", True))
    choose("科长", "改名…")
    assert page.work.chart.lanes == ("主任", "窗口")
    assert steps(page)[1].post == "主任"
    assert not page.settings.lanes.isHidden()
    page.settings.forms.button(0).click()
    assert page.settings.lanes.isHidden()
    page.settings.tags.click()
    assert page.work.chart.tags_for_back


def test_a_line_that_is_dropped_on_the_other_side_goes_there(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    canvas = page.chart.canvas
    edges = [spot for spot in canvas.drawing.spots if spot.place < 0]
    back = max((e for e in edges if e.key), key=lambda spot: spot.height)
    at = QPointF(back.x + back.width / 2, back.y + back.height / 2) * canvas.zoom
    drag(page, at.toPoint(), QPoint(-9, at.toPoint().y()))
    drawn(page, qtbot)
    routes = {each.id: each.route for each in page.work.chart.every_step()}
    routes |= {b.id: b.route for each in page.work.chart.every_step() for b in each.branches}
    assert routes[back.key].via is Side.LEFT


def test_what_is_wrong_is_said_at_the_row_and_drawn(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 甲\n? 乙？\n  [是]\n  [是]\n( 丙")
    said_there = wrong(page)
    assert "两个分支的条件都是“是”。" in said_there
    assert page.chart.canvas._wrong
    assert "2. 乙？" in said(page)


def test_form_paper_and_numbers_are_chosen_and_taken_back(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    line = page.settings
    line.forms.button(2).click()
    assert page.work.chart.form is ChartForm.LANES
    line.paper.setCurrentIndex(3)
    line.paper.activated.emit(3)
    assert (page.work.chart.paper, page.work.chart.landscape) == (PaperSize.A3, True)
    line.numbers.click()
    assert not page.work.chart.numbered
    drawn(page, qtbot)
    assert "1. 申请" not in said(page)
    for _ in range(3):
        page.work.undo()
    assert (page.work.chart.form, page.work.chart.paper) == (ChartForm.SINGLE, PaperSize.A4)
    assert line.paper.currentText() == "A4 纵向"
    assert line.numbers.isChecked()


def test_risks_are_drawn_at_their_steps_and_asked_for_there(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED, ChartPorts(with_risks=True))
    step = steps(page)[3].id
    page.show_risks([StepRisk(step, 1, "一级", "先批后审", ("两人审核",), "韦明谦")])
    assert "先批后审" in said(page)
    asked = heard(page, "risk_wanted")
    go(page, 4)
    key(page, Qt.Key.Key_F7)
    assert asked() == [(step,)]


def test_without_a_book_risks_are_said_not_to_be_made_here(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    asked = heard(page, "risk_wanted")
    key(page, Qt.Key.Key_F7)
    assert not asked()
    assert hint(page) == "在这里不能登记风险点。"


def test_the_wheel_makes_it_larger_and_one_click_shows_all(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    before = page.chart.canvas.zoom
    turn(page.chart)
    assert page.chart.canvas.zoom > before
    whole = next(b for b in page.findChildren(QPushButton) if b.text() == "看全图")
    whole.click()
    assert page.chart.canvas.height() <= page.chart.viewport().height()
    assert whole.text() == "看清字"
    whole.click()
    assert page.chart.canvas.zoom == before


def turn(view: ChartView) -> None:
    middle = QPointF(view.viewport().rect().center())
    turned = QWheelEvent(
        middle,
        view.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), turned)


def test_a_long_text_in_a_diamond_is_drawn_and_told(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, f"( 甲\n? {'很长' * 100}\n  [是]\n  [否] 丁\n( 丙")
    assert steps(page)[1].kind is StepKind.DECISION
    assert any(words.startswith("这一步写了200个字") for words in wrong(page))
    assert said(page).count("很") == 100
