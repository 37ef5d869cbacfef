"""Steps that were only begun are not kept, and what is pasted loses nothing in silence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.flow.chart import ChartForm, PaperSize
from qinglian_desktop.domain.flow.outline_writing import write_outline
from qinglian_desktop.ui.flow.flow_page import ChartPorts, FlowPage
from qinglian_desktop.ui.look.theme import Theme
from tests.hands import CONTROL
from tests.ui.flow_pages import chart_of, enter, go, heard, hint, key, lines, open_page, type_in


def kept(page: FlowPage) -> list[str]:
    return write_outline(page.standing).splitlines()


def notice(page: FlowPage) -> str:
    return page.notice.words


def paste(page: FlowPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    page.paste()


def test_the_empty_row_at_which_typing_ends_is_not_kept(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 申请\n- 审核")
    before = page.standing
    go(page, 1)
    enter(page)
    saved = heard(page, "save_wanted")
    key(page, Qt.Key.Key_S, CONTROL)
    assert saved()
    assert page.standing == before
    # It stands on the screen yet, and what is typed in it is a step.
    assert lines(page) == ["( 申请", "-", "- 审核"]
    type_in(page, "受理")
    assert kept(page) == ["( 申请", "- 受理", "- 审核"]


def test_an_empty_row_is_kept_that_a_line_leads_to_or_that_was_kept_before(
    qtbot: QtBot, theme: Theme
) -> None:
    outline = "( 申请\n- {a}\n- 审核 >a"
    page = open_page(qtbot, theme, outline)
    assert kept(page) == lines(page) == outline.splitlines()
    plain = open_page(qtbot, theme, "( 申请\n-\n- 审核")
    assert kept(plain) == ["( 申请", "-", "- 审核"]


def test_words_that_were_taken_back_can_be_had_again_elsewhere(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 申请")
    enter(page)
    type_in(page, "甲")
    page.work.undo()
    key(page, Qt.Key.Key_Up)
    assert kept(page) == ["( 申请"]
    page.work.redo()
    assert kept(page) == ["( 申请", "- 甲"]


def test_pasted_risks_are_told_with_their_steps(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 申请")
    paste(page, "步骤\t岗位\t风险点\n受理\t窗口\t收受礼品\n核对\t科长\t把关不严")
    assert lines(page) == ["( 申请", "- 受理 @窗口", "- 核对 @科长"]
    assert notice(page) == (
        "有 2 个风险点没有登记（“受理”：收受礼品；“核对”：把关不严）。"
        "风险点不写在图里：选中那一步按 F7 登记。"
    )
    page.notice.hide()
    paste(page, "% 标题：接待流程\n% 说明：试行\n- 受理 !收受礼品 >没有")
    assert "“受理”：收受礼品" in notice(page)
    assert "没有用上标题“接待流程”" in notice(page)
    assert "没有用上说明“试行”" in notice(page)
    assert "第3行：没有找到要去的步骤“没有”，这条线先空着" in notice(page)
    assert "都记下了" not in notice(page)


def test_a_paste_that_could_not_be_done_is_not_said_to_be_kept(qtbot: QtBot, theme: Theme) -> None:
    page = open_page(qtbot, theme, "( 申请", writable=False)
    paste(page, "- 受理 !收受礼品\n- 审核 >没有")
    assert lines(page) == ["( 申请"]
    assert notice(page) == ""
    assert hint(page) == "这条记录现在只能看，流程图不能改。"


def test_pasted_steps_take_the_place_of_an_empty_one_that_is_jumped_to(
    qtbot: QtBot, theme: Theme
) -> None:
    page = open_page(qtbot, theme, "( 申请\n- {a}\n- 审核 >a")
    go(page, 2)
    paste(page, "受理\n核对")
    assert lines(page) == ["( 申请", "- 受理 {a}", "- 核对", "- 审核 >a"]
    assert page.work.chart.gone == ()


def test_what_was_chosen_for_the_chart_stays_when_it_is_begun_with_another(
    qtbot: QtBot, theme: Theme
) -> None:
    ports = ChartPorts(starts={"样例": lambda _: chart_of("( 申请\n- 审核")})
    page = open_page(qtbot, theme, "", ports)
    page.deeds.set_form(ChartForm.LANES)
    page.deeds.set_paper(PaperSize.A3, landscape=True)
    page.deeds.set_numbered(False)
    page.begin_with("样例")
    chart = page.standing
    assert (chart.form, chart.paper, chart.landscape) == (ChartForm.LANES, PaperSize.A3, True)
    assert not chart.numbered
    paste_over = open_page(qtbot, theme)
    paste(paste_over, "% 版式：三栏\n- 申请\n- 审核")
    assert paste_over.standing.form is ChartForm.THREE_COLUMNS
