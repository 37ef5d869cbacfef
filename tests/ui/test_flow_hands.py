"""What a person's hands find on the page that draws a chart: nothing is hit by mistake."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.flow.chart import ANYWHERE
from qinglian_desktop.domain.flow.step_risk import StepRisk
from qinglian_desktop.ui.flow.flow_page import FlowPage
from qinglian_desktop.ui.look.theme import Theme
from tests.hands import CONTROL, PLAIN, Hands
from tests.ui.flow_pages import (
    drag,
    drawn,
    go,
    heard,
    hint,
    key,
    lines,
    middle_of,
    open_page,
    steps,
    wrong,
)

LONG = "\n".join(f"- 第{number}件要办的事情" for number in range(1, 8))


def click(page: FlowPage, number: int) -> None:
    QTest.mouseClick(page.chart.canvas, Qt.MouseButton.LeftButton, PLAIN, middle_of(page, number))


def test_delete_belongs_to_the_words_one_clicked_into(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "- 提出申请\n- 审核")
    go(page, 1)
    line = page.outline.line
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, PLAIN, QPoint(3, line.height() // 2))
    line.setCursorPosition(1)
    key(page, Qt.Key.Key_Delete)
    assert lines(page) == ["- 提申请", "- 审核"]
    go(page, 2)
    key(page, Qt.Key.Key_Delete)
    assert lines(page) == ["- 提申请"]


def test_the_pad_hides_no_other_step(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, LONG)
    for number in range(1, 6):
        click(page, number)
        drawn(page, qtbot)
        pad = page.chart.pad
        assert pad.isVisible()
        for other in steps(page):
            area = page.chart.canvas.area_of(other.id)
            assert area is not None
            area.translate(page.chart.canvas.pos())
            assert not QRect(pad.pos(), pad.size()).intersects(area)
    QTest.mouseClick(page.chart.canvas, Qt.MouseButton.LeftButton, PLAIN, QPoint(1, 1))
    assert page.chart.pad.isHidden()


def test_a_deleted_step_tells_what_hung_on_it(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 申请\n- 审核\n( 归档")
    page.show_risks([StepRisk(steps(page)[1].id, 1, "一级", "把关不严", (), "科长")])
    go(page, 2)
    page.deeds.remove()
    assert (
        hint(page) == "已删除第2步，按 Ctrl+Z 可以撤销。挂着的 1 个风险点还在，请给它们另选一步。"
    )


def test_what_is_wrong_at_the_lowest_step_has_room(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 申请\n- 审核\n-")
    go(page, 1)
    drawn(page, qtbot)
    area = page.chart.canvas.area_of(steps(page)[-1].id)
    assert area is not None
    assert page.chart.canvas.height() >= area.bottom() + 12 * page.chart.canvas.zoom
    assert all("。；" not in words for words in wrong(page))


LANES = "% 版式：泳道\n( 申请 @窗口\n- 审核 @科长\n- 登记\n( 归档 @档案员\n"


def test_a_step_that_is_dropped_in_another_lane_is_of_its_post(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, LANES)
    before = page.work.chart
    other = middle_of(page, 4).x()
    drag(page, middle_of(page, 2), QPoint(other, middle_of(page, 2).y()))
    assert [step.post for step in steps(page)] == ["窗口", "档案员", "", "档案员"]
    assert steps(page)[1].placing == ANYWHERE
    said = "第2步的岗位改为“档案员”，后面没有写岗位的 1 步跟着过去，按 Ctrl+Z 可以撤销。"
    assert hint(page) == said
    key(page, Qt.Key.Key_Z, CONTROL)
    assert page.work.chart == before
    drawn(page, qtbot)
    low = middle_of(page, 1) + QPoint(0, round(130 * page.chart.canvas.zoom))
    drag(page, middle_of(page, 1), QPoint(other, low.y()))
    assert steps(page)[0].post == "档案员"
    assert steps(page)[0].placing.gap >= 1
    key(page, Qt.Key.Key_Z, CONTROL)
    assert page.work.chart == before


def test_a_lane_itself_is_no_place_to_click(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, LANES)
    missed = heard(page.chart.canvas, "missed")
    at = middle_of(page, 1) + QPoint(0, round(150 * page.chart.canvas.zoom))
    QTest.mouseClick(page.chart.canvas, Qt.MouseButton.LeftButton, PLAIN, at)
    assert missed()
    assert page.outline.current is not None
    assert page.outline.current.number == 1


def test_yes_and_no_that_were_mixed_up_are_swapped_by_one_key(qtbot: QtBot, theme: Theme) -> None:
    forked = ["( 申请 {a}", "? 齐全？", "  [否] 受理", "  [是] >a", "( 归档"]
    page = open_page(qtbot, theme, "\n".join(forked))
    for at in range(1, 4):
        page.outline.go_to(page.outline.rows.rows[at].id)
        key(page, Qt.Key.Key_F6)
        right = [*forked[:2], "  [是] 受理", "  [否] >a", forked[4]]
        if page.deeds.own_step is not None and at == 3:
            # A step within a branch has none of its own.
            assert hint(page) == "正好有两个分支的那一步，才能对调条件。"
            right = forked
        else:
            said = "两个分支的条件已对调，里面的步骤没有动。"
            assert (lines(page), hint(page)) == (right, said)
            key(page, Qt.Key.Key_Z, CONTROL)
        assert lines(page) == forked


def test_the_pad_is_not_in_the_way_of_what_is_dragged(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, LANES)
    canvas, start = page.chart.canvas, middle_of(page, 2)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, PLAIN, start)
    assert page.chart.pad.isVisible()
    QTest.mouseMove(canvas, start + QPoint(60, 0))
    assert page.chart.pad.isHidden()
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, PLAIN, start)


def test_the_posts_of_eight_steps_take_two_keys_each(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "\n".join(f"- 事项{number}" for number in range(8)))
    hands = Hands()
    key(page, Qt.Key.Key_D, CONTROL)
    assert hint(page) == "前面的步骤都没有写岗位。"
    posts = ("办公室", "办公室", "办公室", "财务", "财务", "财务", "财务", "档案员")
    for place, post in enumerate(posts):
        if place:
            hands.key(Qt.Key.Key_Down)
        if place and posts[place - 1] == post:
            hands.key(Qt.Key.Key_D, CONTROL)
            assert hint(page) == f"岗位同前面：{post}。"
        else:
            hands.key(Qt.Key.Key_F4)
            hands.text(post)
            hands.key(Qt.Key.Key_Escape)
    assert tuple(step.post for step in steps(page)) == posts
    assert hands.count <= 8 * 2 + 3
