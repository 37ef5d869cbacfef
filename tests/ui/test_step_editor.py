"""A risk names its step: out of the chart's list, in words, or another where that one is gone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Link, StepLink
from qinglian_desktop.ui.editors.step_editor import StepEditor
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.session import Session
from tests.hands import write


@pytest.fixture
def hung(session: Session) -> Record:
    """A risk that hangs on a step of a chart."""
    desk = session.desk
    every = desk.searching.fetch(desk.catalogue["risks"], desk.searching.ids(Query("risks")))
    steps = ((each, each.value("step")) for each in every)
    return next(each for each, step in steps if isinstance(step, StepLink) and step.id)


def form_of(session: Session, qtbot: QtBot, record: Record) -> RecordForm:
    ledger = session.desk.catalogue["risks"]
    form = RecordForm(session, ledger)
    qtbot.addWidget(form)
    form.resize(700, 700)
    form.show()
    form.show_typed(session.desk.records.plain(ledger, record), is_saved=True)
    return form


def editor_of(form: RecordForm) -> StepEditor:
    editor = form._lines["step"].editor
    assert isinstance(editor, StepEditor)
    return editor


def of_power(session: Session, record: Record) -> Record:
    """The chart of the power of a risk."""
    link = record.value("power")
    assert isinstance(link, Link)
    asked = Query("flows", linked=("power", link.id or 0))
    desk = session.desk
    (chart,) = desk.searching.fetch(desk.catalogue["flows"], desk.searching.ids(asked))
    return chart


def listed(editor: StepEditor) -> list[str]:
    editor.main.showPopup()
    editor.main.hidePopup()
    return [editor.main.itemText(place) for place in range(editor.main.count())]


def test_a_step_is_chosen_out_of_the_chart_of_its_power(
    session: Session, qtbot: QtBot, hung: Record
) -> None:
    editor = editor_of(form := form_of(session, qtbot, hung))
    kept = editor.typed()
    words = listed(editor)
    assert words[0].startswith("第1步 ") and len(words) > 3
    assert editor.typed() == kept, "to look at the list changes nothing"
    editor.main.showPopup()
    view = editor.main.view()
    view.setCurrentIndex(editor.main.model().index(2, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    typed = editor.typed()
    assert isinstance(typed, dict) and typed["id"]
    assert words[2] == f"第3步 {typed['label']}"
    assert not editor._gone.isVisibleTo(editor)
    saved = session.desk.records.save(
        session.desk.catalogue["risks"], form.typed(), record_id=hung.id
    )
    assert saved.record.value("step") == StepLink(str(typed["label"]), str(typed["id"]))


def test_words_that_are_in_no_chart_may_be_written(
    session: Session, qtbot: QtBot, hung: Record
) -> None:
    editor = editor_of(form_of(session, qtbot, hung))
    line = editor.main.lineEdit()
    assert line is not None
    line.selectAll()
    write(line, "现场查看之前")
    assert editor.typed() == "现场查看之前"
    editor.show_typed(None)
    assert editor.typed() is None


def test_a_step_is_found_by_some_of_its_words(session: Session, qtbot: QtBot, hung: Record) -> None:
    editor = editor_of(form_of(session, qtbot, hung))
    step = hung.value("step")
    line = editor.main.lineEdit()
    assert isinstance(step, StepLink) and line is not None
    line.selectAll()
    write(line, step.label[:1])
    assert editor.typed() == step.label[:1]
    assert step.label in editor._offers.model().stringList()  # pyright: ignore[reportAttributeAccessIssue]
    editor._offers.activated.emit(step.label)
    assert editor.typed() == {"label": step.label, "id": step.id}


def test_where_there_is_no_chart_what_was_written_before_is_offered(
    session: Session, qtbot: QtBot, hung: Record
) -> None:
    desk = session.desk
    risks = desk.catalogue["risks"]
    desk.records.void(desk.catalogue["flows"], of_power(session, hung).id or 0, "重画")
    typed = {**desk.records.plain(risks, hung), "step": "现场踏勘"}
    desk.records.save(risks, typed, record_id=hung.id)
    editor = editor_of(form_of(session, qtbot, hung))
    assert "现场踏勘" in listed(editor)
    line = editor.main.lineEdit()
    assert line is not None
    line.selectAll()
    write(line, "踏")
    assert editor._offers.model().stringList() == ["现场踏勘"]  # pyright: ignore[reportAttributeAccessIssue]
    editor._offers.activated.emit("现场踏勘")
    assert editor.typed() == "现场踏勘"


def test_of_a_step_that_is_gone_another_is_chosen(
    session: Session, qtbot: QtBot, hung: Record
) -> None:
    desk = session.desk
    flows, chart = desk.catalogue["flows"], of_power(session, hung)
    typed = {**desk.records.plain(flows, chart), "chart": "( 另外开始\n- 新的一步\n( 另外结束"}
    desk.records.save(flows, typed, record_id=chart.id)
    now = desk.records.get(desk.catalogue["risks"], hung.id or 0)
    assert now is not None
    editor = editor_of(form_of(session, qtbot, now))
    step = hung.value("step")
    assert isinstance(step, StepLink)
    assert editor.main.currentText() == step.label, "its words stay"
    assert editor._gone.isVisibleTo(editor)
    assert editor._gone.text() == "所指步骤已删除，点右边的箭头另选一步。"
    assert listed(editor) == ["第1步 另外开始", "第2步 新的一步", "第3步 另外结束"]
    assert editor._gone.isVisibleTo(editor), "the list alone chooses nothing"
    editor.main.setCurrentIndex(1)
    editor.main.activated.emit(1)
    assert not editor._gone.isVisibleTo(editor)
    assert editor.main.currentText() == "新的一步"
