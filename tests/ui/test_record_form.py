"""The form keeps what is typed, follows what it should, and says every problem in words."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft, State
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session
from tests.hands import write
from tests.ui.finding import saved


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> RecordPanel:
    made = RecordPanel(session, session.desk.catalogue["talks"])
    qtbot.addWidget(made)
    made.resize(620, 700)
    made.show()
    return made


def said(panel: RecordPanel) -> str:
    return "\n".join(found.text() for found in panel.findChildren(QLabel) if not found.isHidden())


def editor(panel: RecordPanel, key: str) -> Any:
    return panel.form._lines[key].editor


def test_a_new_form_starts_with_what_is_known(panel: RecordPanel) -> None:
    panel.begin()
    typed = panel.form.typed()
    assert typed["place"] == "谈心谈话室"
    assert typed["form"] == "个别"
    assert "2026-11-23" in str(typed["time"])
    assert typed["talker"]["name"] == "韦明谦"  # pyright: ignore[reportIndexIssue]


def test_a_name_by_initials_brings_class_with_it(panel: RecordPanel, qtbot: QtBot) -> None:
    panel.begin()
    line = editor(panel, "people").main
    write(line, "lwy")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    panel.form.settle()
    typed = panel.form.typed()
    assert [each["name"] for each in typed["people"]["people"]] == ["罗文渊"]  # pyright: ignore
    assert typed["classes"] == ["重点岗位负责人"]


@pytest.mark.parametrize(("typed", "name"), [("lwy", "罗文渊"), ("罗文", "罗文")])
def test_a_name_alone_is_found_by_initials_and_stands_in_characters(
    session: Session, qtbot: QtBot, typed: str, name: str
) -> None:
    panel = RecordPanel(session, session.desk.catalogue["problems"])
    qtbot.addWidget(panel)
    panel.show()
    panel.begin()
    line = editor(panel, "owner").main
    write(line, typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert panel.form.typed()["owner"] == name


def test_what_was_typed_by_hand_is_not_followed_over(panel: RecordPanel, qtbot: QtBot) -> None:
    panel.begin()
    post = editor(panel, "talker_post").main
    post.clear()
    write(post, "临时召集人")
    talker = editor(panel, "talker").main
    talker.clear()
    write(talker, "陈㛃")
    panel.form.settle()
    assert panel.form.typed()["talker_post"] == "临时召集人"


def test_all_problems_stand_under_their_fields_at_once(panel: RecordPanel) -> None:
    panel.begin()
    assert not saved(panel)
    text = said(panel)
    for step in ("填写“谈话对象”", "勾选“对象类别”", "勾选“重点内容”", "填写“谈话内容”"):
        assert f"请{step}。" in text
    assert "填写的内容都还在" in text


def test_an_impossible_day_stays_as_typed_and_is_told(panel: RecordPanel, qtbot: QtBot) -> None:
    panel.begin()
    day = editor(panel, "deadline").main
    write(day, "2024.2.30")
    panel.save()
    assert day.text() == "2024.2.30"
    assert "“2024.2.30”这一天不存在" in said(panel)


def test_an_unsaved_form_comes_back_after_a_restart(
    panel: RecordPanel, session: Session, qtbot: QtBot
) -> None:
    panel.begin()
    text = editor(panel, "content").main
    assert isinstance(text, QPlainTextEdit)
    write(text, "谈了一半")
    qtbot.waitUntil(lambda: bool(session.desk.records.drafts()), timeout=30_000)
    again = RecordPanel(session, session.desk.catalogue["talks"])
    qtbot.addWidget(again)
    again.begin()
    assert again.form.typed()["content"] == "谈了一半"
    assert "没有保存完的内容" in again._notice.text()


def test_what_cannot_be_saved_is_kept_as_a_draft(panel: RecordPanel, session: Session) -> None:
    panel.begin()
    write(editor(panel, "content").main, "谈了一半")
    assert not saved(panel)
    assert [each.typed["content"] for each in session.desk.records.drafts()] == ["谈了一半"]


def test_saving_forgets_the_draft_and_can_be_undone(
    panel: RecordPanel, session: Session, qtbot: QtBot
) -> None:
    records, talks = session.desk.records, session.desk.catalogue["talks"]
    draft = records.keep_draft(Draft("talks", {**_talk(), "content": "草稿内容"}))
    panel.resume(draft)
    assert saved(panel)
    assert records.drafts() == []
    assert panel.record is not None
    kept = records.get(talks, panel.record.id or 0)
    assert kept is not None and kept.values["content"] == "草稿内容"
    press(panel, "撤销")
    undone = records.get(talks, panel.record.id or 0)
    assert undone is not None and undone.state is State.VOID
    assert panel.record == undone
    assert panel._notice.text() == (
        f"已撤销：新增 {undone.number} 谈话。"
        f"{undone.number} 已作废，勾选“含已作废”可以找到。按 Ctrl+Y 重做。"
    )
    press(panel, "重做")
    again = records.get(talks, undone.id or 0)
    assert again is not None and again.state is State.CONFIRMED
    assert panel.record == again


def press(panel: RecordPanel, words: str) -> None:
    found = (b for b in panel.findChildren(QPushButton) if b.text() == words)
    next(b for b in found if not b.isHidden()).click()


def test_enter_goes_on_to_the_next_field(panel: RecordPanel, qtbot: QtBot) -> None:
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.begin()
    place = editor(panel, "place").main
    place.setFocus()
    qtbot.keyClick(place, Qt.Key.Key_Return)
    assert editor(panel, "people").main.hasFocus()


def test_answers_of_another_method_are_hidden(session: Session, qtbot: QtBot) -> None:
    risks = session.desk.catalogue["risks"]
    form = RecordPanel(session, risks)
    qtbot.addWidget(form)
    form.begin({"method": "按后果定级"})
    form.show()
    lines = form.form._lines
    assert not lines["consequence"].isHidden()
    assert lines["criteria"].isHidden()


def test_the_level_follows_from_the_answers(session: Session, qtbot: QtBot) -> None:
    panel = RecordPanel(session, session.desk.catalogue["risks"])
    qtbot.addWidget(panel)
    panel.begin({"method": "按可能性和危害程度定级"})
    panel.show()
    for key, word in (("likelihood", "高"), ("severity", "重")):
        button = panel.form._lines[key].editor._buttons[word]  # pyright: ignore
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    panel.form.settle()
    assert panel.form.typed()["level"] == "一级"


def test_absence_is_one_click_and_asks_why(session: Session, qtbot: QtBot) -> None:
    panel = RecordPanel(session, session.desk.catalogue["eight_ones"])
    qtbot.addWidget(panel)
    panel.begin()
    panel.show()
    people = panel.form.typed()["people"]["people"]  # pyright: ignore
    attendance = panel.form._lines["people"].editor
    line = attendance.main
    write(line, "罗文渊")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    now = panel.form.typed()["people"]["people"]  # pyright: ignore
    assert len(now) == len(people)
    assert [each["name"] for each in now if each.get("present") is False] == ["罗文渊"]


def test_every_sample_record_survives_its_form(session: Session, qtbot: QtBot) -> None:
    """What a form shows of a record is what the record holds, for every ledger."""
    for ledger in session.desk.catalogue:
        panel = RecordPanel(session, ledger)
        qtbot.addWidget(panel)
        for record in session.desk.searching.first(Query(ledger.key), 12)[0]:
            panel.open(record)
            checked = session.desk.records.check(ledger, panel.form.typed(), record.id)
            assert dict(checked.values) == dict(record.values), (ledger.key, record.number)


def _talk() -> dict[str, object]:
    return {
        "category": "谈心谈话",
        "form": "个别",
        "time": "2026-11-20 09:00 至 10:00",
        "place": "谈心谈话室",
        "people": "罗文渊",
        "classes": ["重点岗位负责人"],
        "talker": "韦明谦",
        "focus": ["岗位职责"],
        "content": "谈岗位职责。",
    }


def test_a_saved_answer_that_follows_goes_on_following(session: Session, qtbot: QtBot) -> None:
    """A step of 100 % finishes a task of last month without a word typed twice."""
    panel = RecordPanel(session, session.desk.catalogue["tasks"])
    qtbot.addWidget(panel)
    query = Query("tasks", words={"status": ("推进中",)})
    (task,), _ = session.desk.searching.first(query, 1)
    panel.open(task)
    steps = editor(panel, "steps")
    given = [*steps.typed(), {"day": "2026-11-20", "percent": 100}]
    steps.show_typed(given)
    steps.edited.emit()
    panel.form.settle()
    typed = panel.form.typed()
    assert (typed["status"], typed["finished_on"]) == ("已完成", "2026-11-20")
    assert saved(panel)


def test_which_it_is_of_several_is_asked_for_as_it_is_said(session: Session, qtbot: QtBot) -> None:
    """第 [1] 次, as the form on paper says 第1次; a count has its unit alone."""
    meetings = RecordPanel(session, session.desk.catalogue["meetings"])
    qtbot.addWidget(meetings)
    meetings.begin()
    line = meetings.form._lines["no"].editor
    assert [each.text() for each in line.findChildren(QLabel)] == ["第", "次"]


def test_a_section_of_which_nothing_matters_has_no_heading(session: Session, qtbot: QtBot) -> None:
    panel = RecordPanel(session, session.desk.catalogue["practice"])
    qtbot.addWidget(panel)
    panel.show()
    headed = {}
    for kind in ("清廉歌曲大家唱", "清廉故事比赛"):
        panel.begin({"kind": kind})
        headed[kind] = "比赛" in said(panel).split("\n")
    assert headed == {"清廉歌曲大家唱": False, "清廉故事比赛": True}


def test_the_state_of_a_problem_follows_what_is_entered_and_words_take_a_days_place(
    session: Session, qtbot: QtBot
) -> None:
    panel = RecordPanel(session, session.desk.catalogue["problems"])
    qtbot.addWidget(panel)
    panel.resize(620, 700)
    panel.show()
    panel.begin()
    form = panel.form

    def choose(key: str, word: str) -> None:
        (button,) = (b for b in editor(panel, key).findChildren(QRadioButton) if b.text() == word)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        form.settle()

    def shown(key: str) -> bool:
        return not form._lines[key].isHidden()

    assert shown("due")
    choose("term", "长期坚持")
    assert not shown("due")
    (add,) = (b for b in editor(panel, "steps").findChildren(QPushButton) if "添加" in b.text())
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    form.settle()
    assert form.typed()["status"] == "解决中"
    assert not shown("effect") and not shown("checked_by")
    write(editor(panel, "solved_on").main, "2026.11.20")
    form.settle()
    assert form.typed()["status"] == "已解决"
    assert shown("effect") and not shown("checked_by")
    choose("status", "销号")
    assert shown("checked_by")
    assert str(form.typed()["struck_on"]) == "2026-11-20"
