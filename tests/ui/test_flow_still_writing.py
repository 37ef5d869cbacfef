"""What is only unfinished is not told before one is done there; at saving all of it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.flow.chart import ChartForm
from qinglian_desktop.ui.flow.flow_page import FlowPage
from qinglian_desktop.ui.look.theme import Theme
from tests.hands import CONTROL
from tests.ui.flow_pages import enter, go, key, open_page, type_in, wrong

END = "流程停在这一步，请把它改成“起止”，或者写下一步。"
SAME = "几个分支去的是同一步，判断不起作用。"


def written(page: FlowPage, *texts: str) -> None:
    for text in texts:
        type_in(page, text)
        enter(page)


def test_nothing_shouts_while_a_chart_is_written(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme)
    told: list[str] = []
    page.work.changed.connect(lambda: told.extend(wrong(page)))
    page.work.moved.connect(lambda: told.extend(wrong(page)))
    written(page, "申请", "材料是否齐全？", "一次性告知")
    key(page, Qt.Key.Key_Greater)
    enter(page)
    enter(page)
    written(page, "受理", "审核", "归档")
    assert told == []
    # The end is still to be written, whatever one looks at meanwhile.
    go(page, 5)
    assert wrong(page) == []
    key(page, Qt.Key.Key_S, CONTROL)
    assert wrong(page) == [END]
    # What was told is told until it is mended.
    go(page, 6)
    assert wrong(page) == [END]
    key(page, Qt.Key.Key_1, CONTROL)
    assert wrong(page) == []


def test_a_decision_is_told_to_do_nothing_once_one_left_it(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 申请\n- 审核\n( 归档")
    go(page, 1)
    enter(page)
    written(page, "材料是否齐全？")
    assert wrong(page) == []
    key(page, Qt.Key.Key_Up)
    assert wrong(page) == []
    key(page, Qt.Key.Key_Down)
    key(page, Qt.Key.Key_Down)
    key(page, Qt.Key.Key_Down)
    assert wrong(page) == [SAME]
    # Coming back to mend it, one still reads what is wrong.
    go(page, 2)
    assert wrong(page) == [SAME]


def test_what_was_wrong_before_is_told_from_the_start(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 申请\n? 齐全\n- 审核")
    go(page, 2)
    assert wrong(page) == ["判断还没有分支，至少要有两个。", END]


def test_a_mistake_is_told_at_once(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 申请\n? 齐全\n  [是]\n  [否] 补正\n( 归档")
    page.outline.step_by(3)
    type_in(page, "x")
    key(page, Qt.Key.Key_Backspace)
    key(page, Qt.Key.Key_Backspace)
    type_in(page, "是")
    assert wrong(page) == ["两个分支的条件都是“是”。"]


def test_who_goes_back_to_the_form_is_told_all(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme)
    page.deeds.set_form(ChartForm.LANES)
    type_in(page, "申请")
    assert wrong(page) == []
    page.leave()
    assert wrong(page) == ["没有写岗位，画在上一步的泳道里。"]
