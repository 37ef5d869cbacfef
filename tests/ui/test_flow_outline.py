"""Drawing a chart by its outline: what the keys do, and that all of it is taken back.

Over 300 lines because one page is tried key by key.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.flow.chart import FlowChart, StepKind
from qinglian_desktop.ui.flow.flow_page import ChartPorts
from qinglian_desktop.ui.look.theme import Theme
from tests.hands import CONTROL
from tests.ui.finding import part
from tests.ui.flow_pages import (
    ALT,
    SHIFT,
    chart_of,
    enter,
    go,
    heard,
    hint,
    key,
    lines,
    open_page,
    picker,
    steps,
    type_in,
    wrong,
)

FORKED = """\
( 申请 {a}
? 齐全？
  [否] 补正 >a
  [是]
- 审核
( 归档
"""


def test_steps_are_written_one_below_the_other(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme)
    edited = heard(page, "edited")
    assert page.standing == FlowChart()
    type_in(page, "提出申请")
    enter(page)
    type_in(page, "审核")
    assert lines(page) == ["( 提出申请", "- 审核"]
    assert page.outline.line.hasFocus()
    assert page.outline.line.text() == "审核"
    assert edited()
    assert page.standing == page.work.chart


def test_a_question_is_a_decision_by_itself_and_can_be_a_step_again(
    qtbot: QtBot, theme: Theme
) -> None:
    page = open_page(qtbot, theme, "( 申请")
    enter(page)
    type_in(page, "材料是否齐全？")
    enter(page)
    assert lines(page) == ["( 申请", "? 材料是否齐全？", "  [否] -", "  [是]"]
    type_in(page, "补正")
    key(page, Qt.Key.Key_Greater)
    assert page.outline.line.text() == "补正>"
    key(page, Qt.Key.Key_Backspace)
    enter(page)
    # At an empty place the sign asks where to go to; the step before the decision is likely.
    key(page, Qt.Key.Key_Greater)
    assert picker(page).list.currentItem().text() == "1　申请"
    enter(page)
    assert lines(page) == ["( 申请 {a}", "? 材料是否齐全？", "  [否] 补正 >a", "  [是]"]
    # After what goes elsewhere the next step stands behind the decision.
    enter(page)
    type_in(page, "审核")
    assert lines(page)[-1] == "- 审核"
    while lines(page)[1].startswith("?"):
        page.work.undo()
    assert lines(page) == ["( 申请", "- 材料是否齐全？"]
    # Nobody is asked twice.
    enter(page)
    assert lines(page) == ["( 申请", "- 材料是否齐全？", "-"]


def test_an_empty_step_in_a_branch_leads_out_of_it(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 申请\n- 是否公示")
    go(page, 2)
    key(page, Qt.Key.Key_End)
    type_in(page, "？")
    enter(page)
    enter(page)
    type_in(page, "归档")
    assert lines(page) == ["( 申请", "? 是否公示？", "  [否]", "  [是]", "- 归档"]


def test_tab_goes_into_a_branch_and_back_out(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 申请\n? 齐全\n- 补正\n( 归档")
    go(page, 3)
    key(page, Qt.Key.Key_Tab)
    assert lines(page) == ["( 申请", "? 齐全", "  [否] 补正", "( 归档"]
    assert page.outline.line.hasFocus()
    key(page, Qt.Key.Key_Backtab, SHIFT)
    assert lines(page) == ["( 申请", "? 齐全", "  [否]", "- 补正", "( 归档"]
    key(page, Qt.Key.Key_Backtab, SHIFT)
    assert hint(page) == "这一步不在分支里。"


def test_ctrl_enter_adds_a_branch_whose_words_are_typed(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    go(page, 2)
    key(page, Qt.Key.Key_Return, CONTROL)
    type_in(page, "部分齐全")
    assert "  [部分齐全]" in lines(page)
    assert hint(page).startswith("写条件")
    enter(page)
    type_in(page, "容缺受理")
    assert "  [部分齐全] 容缺受理" in lines(page)


def test_rows_are_moved_with_their_branches(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    go(page, 2)
    key(page, Qt.Key.Key_Down, ALT)
    assert lines(page)[1:3] == ["- 审核", "? 齐全？"]
    assert lines(page)[3] == "  [否] 补正 >a"
    key(page, Qt.Key.Key_Up, ALT)
    assert lines(page) == FORKED.splitlines()


def test_kinds_have_keys(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "- 甲")
    for pressed, kind in zip(
        (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_2),
        (StepKind.ENDPOINT, StepKind.DECISION, StepKind.MATERIAL, StepKind.WORK),
        strict=True,
    ):
        key(page, pressed, CONTROL)
        assert steps(page)[0].kind is kind


def test_a_row_that_was_come_to_is_deleted_and_comes_back(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    before = page.work.chart
    key(page, Qt.Key.Key_Down)
    key(page, Qt.Key.Key_Up)
    key(page, Qt.Key.Key_Delete)
    assert lines(page)[0] == "? 齐全？"
    assert hint(page) == "第1步“申请”已删除，有1条线连着它，现在未接：原第1步。"
    assert "未接：原第1步“申请”已删除，请另选去向。" in wrong(page)
    key(page, Qt.Key.Key_Z, CONTROL)
    assert page.work.chart == before
    assert hint(page) == "已撤销：删除第1步。"
    key(page, Qt.Key.Key_Y, CONTROL)
    assert lines(page)[0] == "? 齐全？"


def test_delete_belongs_to_the_words_while_they_are_written(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "- 甲乙\n- 丙")
    key(page, Qt.Key.Key_Home)
    key(page, Qt.Key.Key_Delete)
    key(page, Qt.Key.Key_Delete)
    assert [step.text for step in steps(page)] == ["", "丙"]
    key(page, Qt.Key.Key_Delete)
    assert [step.text for step in steps(page)] == ["丙"]


def test_what_is_typed_in_one_place_is_one_step_back(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "- 甲\n- 丁")
    type_in(page, "乙丙")
    key(page, Qt.Key.Key_Down)
    type_in(page, "戊")
    key(page, Qt.Key.Key_Up)
    type_in(page, "己")
    assert [step.text for step in steps(page)] == ["甲乙丙己", "丁戊"]
    for expected in (["甲乙丙", "丁戊"], ["甲乙丙", "丁"], ["甲", "丁"]):
        key(page, Qt.Key.Key_Z, CONTROL)
        assert [step.text for step in steps(page)] == expected
    assert page.outline.line.text() == "甲"


def test_signs_of_full_width_do_not_disturb_the_caret(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "- 甲")
    key(page, Qt.Key.Key_Home)
    type_in(page, "（乙）")
    type_in(page, "丙")
    assert page.outline.line.text() == "（乙）丙甲"
    assert steps(page)[0].text == "（乙）丙甲"


def test_what_an_input_method_is_still_composing_changes_nothing(
    qtbot: QtBot, theme: Theme
) -> None:
    page = open_page(qtbot, theme, "- 甲")
    before = page.work.chart
    QApplication.sendEvent(page.outline.line, QInputMethodEvent("shen he", []))
    assert page.work.chart is before
    chosen = QInputMethodEvent("", [])
    chosen.setCommitString("审核")
    QApplication.sendEvent(page.outline.line, chosen)
    assert steps(page)[0].text == "甲审核"


def test_an_empty_step_that_is_left_goes(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "- 甲\n- 乙")
    enter(page)
    assert len(steps(page)) == 3
    enter(page)
    assert hint(page) == "先写这一步做什么，再按 Enter 加下一步。"
    key(page, Qt.Key.Key_Down)
    assert [step.text for step in steps(page)] == ["甲", "乙"]
    assert page.outline.line.text() == "乙"


def test_indented_text_that_is_pasted_becomes_steps_and_goes_again(
    qtbot: QtBot, theme: Theme
) -> None:
    page = open_page(qtbot, theme)
    QGuiApplication.clipboard().setText(FORKED)
    key(page, Qt.Key.Key_V, CONTROL)
    assert lines(page) == FORKED.splitlines()
    assert hint(page) == "已加入 5 步，其中 1 步是判断，按 Ctrl+Z 可以撤销。"
    key(page, Qt.Key.Key_Z, CONTROL)
    assert page.standing.steps == ()


def test_one_line_that_is_pasted_is_typed_in(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "- 甲")
    QGuiApplication.clipboard().setText("乙")
    key(page, Qt.Key.Key_V, CONTROL)
    assert [step.text for step in steps(page)] == ["甲乙"]


def test_cells_that_are_pasted_become_steps(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 申请")
    cells = "序号\t步骤\t岗位\t时限\n1\t受理\t窗口\t当日\n2\t审核\t科长\t3个工作日\n"
    QGuiApplication.clipboard().setText(cells)
    key(page, Qt.Key.Key_V, CONTROL)
    assert lines(page) == ["( 申请", "- 受理 @窗口 ~当日", "- 审核 @科长 ~3个工作日"]


def test_post_and_limit_are_reached_and_left_by_keys(qtbot: QtBot, theme: Theme) -> None:
    ports = ChartPorts(posts=lambda: ["受理窗口", "支部书记"])
    page = open_page(qtbot, theme, "- 甲 @分管领导\n- 乙", ports)
    go(page, 2)
    assert page.details.offers("post") == ["分管领导", "受理窗口", "支部书记"]
    key(page, Qt.Key.Key_F4)
    type_in(page, "科长")
    enter(page)
    type_in(page, "五日内")
    for _ in ("limit", "materials", "stage"):
        enter(page)
    assert page.outline.line.hasFocus()
    assert (steps(page)[1].post, steps(page)[1].limit) == ("科长", "五日内")
    key(page, Qt.Key.Key_Z, CONTROL)
    assert steps(page)[1].limit == ""
    assert page.details.lines["limit"].text() == ""


def test_a_jump_is_chosen_by_number_and_taken_off_again(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    go(page, 4)
    key(page, Qt.Key.Key_F8)
    key(page, Qt.Key.Key_3)
    enter(page)
    assert lines(page)[4] == "- 审核 >b"
    key(page, Qt.Key.Key_F8)
    items = picker(page).list
    assert items.item(0).text() == "接着往下走，不跳转"
    items.setCurrentRow(0)
    enter(page)
    assert lines(page) == FORKED.splitlines()


def test_the_menu_of_a_row_says_what_can_be_done_with_its_keys(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, FORKED)
    go(page, 4)
    key(page, Qt.Key.Key_Menu)
    menu = page.findChild(QMenu, "row_menu")
    assert menu is not None
    actions: list[QAction] = list(menu.actions())
    words = [action.text() for action in actions if action.text()]
    assert "下一步\tEnter" in words
    assert "▲ 登记这一步的风险点…\tF7" in words
    next(a for a in actions if a.text() == "从这一步另起一页").trigger()
    menu.close()
    assert steps(page)[3].placing.cut_before


def test_a_chart_to_begin_with_is_copied_and_taken_back(qtbot: QtBot, theme: Theme) -> None:
    made = chart_of(FORKED)
    page = open_page(qtbot, theme, "", ChartPorts(starts={"慰问": lambda _: made}))
    assert page.beginnings.isVisible()
    page.begin_with("慰问")
    assert lines(page) == FORKED.splitlines()
    assert page.chart.isVisible()
    assert page.outline.line.hasFocus()
    key(page, Qt.Key.Key_Z, CONTROL)
    assert page.beginnings.isVisible()


@pytest.mark.parametrize("pressed", [Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Tab])
def test_a_chart_that_is_only_looked_at_stays(qtbot: QtBot, theme: Theme, pressed: Qt.Key) -> None:
    page = open_page(qtbot, theme, FORKED, writable=False)
    before = page.work.chart
    edited = heard(page, "edited")
    go(page, 4)
    key(page, pressed)
    type_in(page, "改")
    assert page.work.chart == before
    assert hint(page) == "这条记录现在只能看，流程图不能改。"
    assert not edited()


def test_the_way_back_and_saving_have_keys(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "- 甲")
    left, save = heard(page, "left"), heard(page, "save_wanted")
    key(page, Qt.Key.Key_S, CONTROL)
    key(page, Qt.Key.Key_Escape)
    assert (len(left()), len(save())) == (1, 1)


def test_two_hundred_steps_are_shown_and_told(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "\n".join(f"- 第{number}件事" for number in range(200)))
    assert page.outline.rows.rowCount() == 200
    assert part(page, QLabel, "whole").text().startswith("共有200步")


def test_on_a_low_page_the_outline_has_the_room_until_details_are_wanted(
    qtbot: QtBot, theme: Theme
) -> None:
    page = open_page(qtbot, theme, FORKED)
    assert page.details.isVisible()
    page.resize(1000, 400)
    assert not page.details.isVisible()
    key(page, Qt.Key.Key_F4)
    assert page.details.lines["post"].hasFocus()
    key(page, Qt.Key.Key_Escape)
    assert page.outline.line.hasFocus()
    assert not page.details.isVisible()
