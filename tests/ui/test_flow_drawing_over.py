"""The chart in a field of a form: seen small, drawn on a page over it, kept like all typing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.chart_papers import picture_files
from qinglian_desktop.application.charts import OutgoingChart
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_plain import chart_from_plain
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session
from tests.hands import CONTROL, PLAIN, write
from tests.ui.chart_panels import drawn, editor_of, first, page_over, panel_of_first
from tests.ui.finding import part
from tests.ui.flow_pages import enter, hint, key
from tests.ui.program import locked, page_of, quiet, unlocked


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> RecordPanel:
    return panel_of_first(session, qtbot)


def kept(session: Session) -> FlowChart:
    chart = first(session).values["chart"]
    assert isinstance(chart, FlowChart)
    return chart


@pytest.mark.reads
def test_the_field_shows_how_large_the_chart_is_and_opens_it_by_enter(panel: RecordPanel) -> None:
    editor = editor_of(panel)
    steps = sum(1 for _ in editor.chart.every_step())
    assert part(editor, QLabel, "chart_said").text().startswith(f"{steps}步")
    assert editor.button.text() == "改流程图…"
    editor.main.setFocus()
    QTest.keyClick(editor.main, Qt.Key.Key_Return)
    page = page_over(panel)
    assert page.isVisible()
    assert page.outline.line.hasFocus()
    assert not panel.form.isVisible()
    assert not panel.has_edits


def test_what_is_drawn_stands_in_the_field_at_once_and_is_kept_as_a_draft(
    panel: RecordPanel, session: Session
) -> None:
    page = drawn(panel)
    before = kept(session)
    write(page.outline.line, "一遍")
    typed = panel.form.typed()["chart"]
    assert chart_from_plain(typed) == page.work.chart != before
    panel.writing.pause.over.emit()
    drafts = session.desk.records.drafts(session.desk.catalogue["flows"])
    assert [chart_from_plain(draft.typed["chart"]) for draft in drafts] == [page.work.chart]
    assert kept(session) == before


def test_it_is_saved_from_within_and_the_way_back_stays(
    panel: RecordPanel, session: Session
) -> None:
    page = drawn(panel)
    before = page.work.chart
    write(page.outline.line, "一遍")
    # The window does it by its own key.
    page.save_wanted.emit()
    assert kept(session) == page.work.chart != before
    assert hint(page).startswith("已保存，编号 ")
    assert page.isVisible()
    assert page.outline.line.hasFocus()
    key(page, Qt.Key.Key_Z, CONTROL)
    assert page.work.chart == before
    assert panel.has_edits


def test_the_way_back_leads_to_the_field(panel: RecordPanel) -> None:
    page = drawn(panel)
    write(page.outline.line, "一遍")
    key(page, Qt.Key.Key_Escape)
    assert page.isHidden()
    assert panel.form.isVisible()
    assert editor_of(panel).main.hasFocus()
    assert editor_of(panel).chart == page.standing
    page = drawn(panel)
    QTest.mouseClick(page.done_button, Qt.MouseButton.LeftButton)
    assert panel.form.isVisible()


def test_what_is_missing_in_the_form_is_said_there(session: Session, qtbot: QtBot) -> None:
    panel = RecordPanel(session, session.desk.catalogue["flows"])
    qtbot.addWidget(panel)
    panel.show()
    panel.begin()
    assert editor_of(panel).button.text() == "画流程图…"
    page = drawn(panel)
    write(page.outline.line, "申请")
    page.save_wanted.emit()
    assert panel.form.isVisible()
    assert page.isHidden()
    assert panel.form.typed()["chart"]
    assert panel.record is None


def test_another_record_in_the_panel_puts_the_page_away(
    panel: RecordPanel, session: Session
) -> None:
    drawn(panel)
    ledger = session.desk.catalogue["flows"]
    with session.desk.book.reading() as work:
        other = work.records.page(Query(ledger.key), 1, 1)[0]
    panel.open(other)
    assert panel.form.isVisible()
    assert not panel.drawing.is_open


def test_a_chart_that_was_changed_elsewhere_is_shown_anew_and_said(
    panel: RecordPanel, session: Session
) -> None:
    page = drawn(panel)
    desk, record = session.desk, first(session)
    ledger = desk.catalogue["flows"]
    typed = dict(desk.records.plain(ledger, record))
    typed["chart"] = "( 开始\n- 别处写的\n( 结束"
    desk.records.save(ledger, typed, record_id=record.id)
    QApplication.processEvents()
    assert [step.text for step in page.work.chart.every_step()] == ["开始", "别处写的", "结束"]
    assert hint(page) == "这条记录刚刚换成了另一个样子，流程图已跟着换过来。"


def test_under_edits_what_was_changed_elsewhere_waits(panel: RecordPanel, session: Session) -> None:
    page = drawn(panel)
    write(page.outline.line, "一遍")
    mine = page.work.chart
    desk, record = session.desk, first(session)
    ledger = desk.catalogue["flows"]
    typed = dict(desk.records.plain(ledger, record))
    typed["chart"] = "( 开始\n- 别处写的\n( 结束"
    desk.records.save(ledger, typed, record_id=record.id)
    QApplication.processEvents()
    assert page.work.chart == mine
    page.save_wanted.emit()
    # Nothing that was drawn is lost, whichever of both the book has now.
    assert page.work.chart == mine or editor_of(panel).chart == mine


@pytest.mark.reads
def test_where_nothing_may_be_changed_the_chart_is_looked_at(panel: RecordPanel) -> None:
    panel.form.set_writable(False)
    assert editor_of(panel).button.text() == "看流程图…"
    page = drawn(panel)
    before = page.work.chart
    enter(page)
    assert page.work.chart == before
    assert hint(page) == "这条记录现在只能看，流程图不能改。"


@pytest.mark.reads
def test_risks_of_the_book_are_drawn_at_their_steps(panel: RecordPanel, session: Session) -> None:
    page = drawn(panel)
    record = first(session)
    risks = session.desk.hanging.risks(panel.writing.opened.ledger, record)
    assert tuple(page._risks) == risks


def test_a_lock_in_the_midst_of_drawing_loses_nothing(qtbot: QtBot, program: Application) -> None:
    page = page_of(program, "flows")
    quiet(qtbot, program)
    record = page.table.model().record(0)  # pyright: ignore[reportAttributeAccessIssue]
    page.open_record(record)
    drawing = drawn(page.panel)
    assert not page.listing.isVisible()
    write(drawing.outline.line, "锁上之前")
    mine = drawing.work.chart
    unlock = locked(qtbot, program)
    unlocked(qtbot, program, unlock)
    quiet(qtbot, program)
    again = page_of(program, "flows")
    again.open_record(record)
    assert editor_of(again.panel).chart == mine


def test_a_larger_type_in_the_midst_of_drawing_goes_on_there(
    qtbot: QtBot, program: Application
) -> None:
    page = page_of(program, "flows")
    quiet(qtbot, program)
    page.open_record(page.table.model().record(0))  # pyright: ignore[reportAttributeAccessIssue]
    drawing = drawn(page.panel)
    drawing.outline.step_by(1)
    before = drawing.work.chart
    write(drawing.outline.line, "放大之前")
    mine, row = drawing.work.chart, drawing.work.row
    window = program.window
    program.theme.ask_for(150)
    qtbot.waitUntil(lambda: program.window is not window)
    quiet(qtbot, program)
    again = page_of(program, "flows")
    assert again.panel.drawing.is_open
    shown = page_over(again.panel)
    assert (shown.work.chart, shown.work.row) == (mine, row)
    assert shown.outline.line.hasFocus()
    key(shown, Qt.Key.Key_Z, CONTROL)
    assert shown.work.chart == before
    key(shown, Qt.Key.Key_Y, CONTROL)
    assert shown.work.chart == mine


def test_keys_of_the_window_mean_the_page_while_it_is_there(
    qtbot: QtBot, program: Application
) -> None:
    page = page_of(program, "flows")
    quiet(qtbot, program)
    record = page.table.model().record(0)  # pyright: ignore[reportAttributeAccessIssue]
    page.open_record(record)
    drawing = drawn(page.panel)
    count = len(list(drawing.work.chart.every_step()))
    QTest.keyClick(drawing.outline.line, Qt.Key.Key_Return, CONTROL)
    assert page.panel.record is not None
    assert page.panel.record.id == record.id
    QTest.keyClick(drawing.outline.line, Qt.Key.Key_Escape, PLAIN)
    assert page.panel.form.isVisible()
    assert len(list(drawing.work.chart.every_step())) == count


def test_it_is_printed_and_kept_as_a_picture_once_it_is_saved(
    panel: RecordPanel,
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = drawn(panel)
    write(page.outline.line, "一遍")
    chosen = tmp_path / "流程图"
    said: list[str] = []
    session.said.connect(said.append)
    monkeypatch.setattr(
        session.desk.charts,
        "outgoing",
        lambda _: OutgoingChart(1, is_small=True, is_turned=False, left_out=""),
    )
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    page.out_wanted.emit(".svg")
    assert not panel.has_edits
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("流程图*.svg"))))
    assert "一遍" in "".join(each.read_text("utf-8") for each in tmp_path.glob("流程图*.svg"))
    qtbot.waitUntil(lambda: any("6.5 磅" in words for words in said))
    QTest.keyClick(page.outline.line, Qt.Key.Key_P, CONTROL)
    preview = panel.findChild(PrintPreview)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.document.pageCount() >= 1)
    preview.close()


def test_pictures_of_several_pages_are_asked_about_before_they_are_replaced(
    panel: RecordPanel,
    tmp_path: Path,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    charts, chosen = session.desk.charts, tmp_path / "图.png"
    pages = picture_files(chosen, 2)
    assert [each.name for each in pages] == ["图_1.png", "图_2.png"]
    pages[1].write_bytes(b"an older page")
    written: list[Path] = []

    def draw(_: object, target: Path, *, is_outlined: bool) -> list[Path]:
        assert not is_outlined
        written.append(target)
        return pages

    monkeypatch.setattr(
        charts, "outgoing", lambda _: OutgoingChart(2, is_small=False, is_turned=True, left_out="")
    )
    monkeypatch.setattr(charts, "draw", draw)
    said: list[str] = []
    session.said.connect(said.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    drawn(panel).out_wanted.emit(".png")
    qtbot.waitUntil(lambda: bool(panel.window().findChildren(QMessageBox)))
    (box,) = panel.window().findChildren(QMessageBox)
    assert box.text() == "“图_2.png”已经有了，换成新的，以前存的就没有了。"
    assert written == []
    assert any("横竖另一个方向" in words for words in said)
    next(each for each in box.buttons() if each.text() == "换成新的").click()
    qtbot.waitUntil(lambda: written == [chosen])
