"""People are named by hand: the exact name first, lists as their people, nothing typed lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.rules import Member
from qinglian_desktop.ui.editors.group_adding import GroupAdding
from qinglian_desktop.ui.editors.namesakes import asked_which, described, namesakes
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.reports.return_preview import ReturnPreview
from qinglian_desktop.ui.session import Session
from tests.hands import write
from tests.ui.open_forms import new_panel

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


def register(session: Session, *names: str, **more: object) -> None:
    roster = session.desk.catalogue["people"]
    given = {"politics": "群众", "joined": "2020-01-01", **more}
    session.desk.records.add_all(roster, [{"name": name, **given} for name in names])


def editor(panel: RecordPanel, key: str) -> Any:
    return panel.form._lines[key].editor


def names(panel: RecordPanel, key: str = "people") -> list[str]:
    typed: Any = editor(panel, key).typed()
    return [each["name"] for each in typed["people"]] if typed else []


def chips(panel: RecordPanel, key: str = "people") -> list[str]:
    found = (c.text() for c in editor(panel, key).findChildren(QPushButton) if not c.isHidden())
    return [text.removesuffix("  ×") for text in found if text.endswith("×")]


def leave(panel: RecordPanel, line: Any, qtbot: QtBot, way: str) -> None:
    line.setFocus()
    if way == "enter":
        qtbot.keyClick(line, ENTER)
    elif way == "tab":
        qtbot.keyClick(line, TAB)
    elif way == "mouse":
        other = panel.form._lines["content"].editor.main
        other.setFocus(Qt.FocusReason.MouseFocusReason)
    QApplication.processEvents()


TEXTS = {
    "李伟": ["李伟"],
    "罗文": ["罗文"],
    "lwy": ["罗文渊"],
    "卢亦航 覃书宁": ["卢亦航", "覃书宁"],
    "罗文渊和卢亦航": ["罗文渊", "卢亦航"],
}


@pytest.mark.parametrize("way", ["enter", "tab", "mouse", "save"])
def test_however_the_line_is_left_whom_it_means_is_taken(
    session: Session, qtbot: QtBot, way: str
) -> None:
    register(session, "李伟明", "李伟")
    panel = new_panel(session, qtbot, session.desk.catalogue["talks"])
    made = editor(panel, "people")
    for text, expected in TEXTS.items():
        made.show_typed(None)
        with qtbot.waitActive(panel):
            panel.activateWindow()
        made.main.setFocus()
        write(made.main, text)
        if way == "save":
            values = session.desk.records.check(panel.form._ledger, panel.form.typed()).values
            people: Any = values["people"]
            assert [each.person.name for each in people.attendees] == expected
        else:
            leave(panel, made.main, qtbot, way)
            assert names(panel) == expected
            assert made.main.text() == ""


def test_letters_of_nobody_stay_and_are_told(session: Session, qtbot: QtBot) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["talks"])
    said: list[str] = []
    session.said.connect(said.append)
    line = editor(panel, "people").main
    write(line, "qzcx")
    leave(panel, line, qtbot, "tab")
    assert line.text() == "qzcx"
    assert said == ["“qzcx”不知道是哪一位，请从列表里点选，或写汉字姓名。"]
    assert chips(panel) == []
    problems = session.desk.records.check(panel.form._ledger, panel.form.typed()).problems
    assert any("没有这个拼音的人" in each.message for each in problems)


@pytest.mark.parametrize(("ledger", "field"), [("talks", "people"), ("eight_ones", "people")])
def test_letters_of_nobody_come_back_from_a_draft_as_they_were_typed(
    session: Session, qtbot: QtBot, ledger: str, field: str
) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue[ledger])
    made = editor(panel, field)
    write(made.main, "卢亦航")
    qtbot.keyClick(made.main, Qt.Key.Key_Return)
    before = names(panel)
    write(made.main, "qzcx")
    kept = made.typed()
    made.show_typed(None)
    made.show_typed(kept)
    assert made.main.text() == "qzcx"
    assert names(panel) == [*before, "qzcx"]
    assert made.typed() == kept
    made.main.clear()
    assert names(panel) == before


def test_a_pasted_list_becomes_its_chips(session: Session, qtbot: QtBot) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["reminders"])
    made = editor(panel, "people")
    for between in ("、", "，", " ", "\n", "\r\n", "\t", "；", "\u3000"):
        made.show_typed(None)
        QGuiApplication.clipboard().setText(between.join(["卢亦航", "覃书宁", "罗文渊"]))
        made.main.paste()
        assert chips(panel) == ["卢亦航", "覃书宁", "罗文渊"], between
        assert made.main.text() == ""


def test_who_is_not_on_the_roster_is_marked_at_once(session: Session, qtbot: QtBot) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["talks"])
    for key, name in (("people", "外来客"), ("talker", "外来人")):
        line = editor(panel, key).main
        line.clear()
        write(line, name)
        qtbot.keyClick(line, ENTER)
    assert chips(panel) == ["外来客（外单位）"]
    remark = editor(panel, "talker").findChild(QLabel, "remark")
    assert remark.text() == "外单位"


@pytest.mark.parametrize(
    ("ledger", "field"),
    [("talks", "people"), ("talks", "talker"), ("eight_ones", "people"), ("meetings", "reviewer")],
)
def test_of_two_of_one_name_nobody_is_taken_by_chance(
    session: Session, qtbot: QtBot, ledger: str, field: str
) -> None:
    register(session, "王强", department="办公室")
    register(session, "王强", department="档案科")
    ids = [m.id for m in session.desk.roster.matching("王强")]
    asked = "“王强”有两位：办公室、档案科。请按 ↓ 从列表里选一位。"
    panel = new_panel(session, qtbot, session.desk.catalogue[ledger])
    said: list[str] = []
    session.said.connect(said.append)
    made = editor(panel, field)
    made.show_typed(None)
    line = made.main
    line.setFocus()
    for text in ("王强", "wq"):
        write(line, text)
        popup = line._completer.popup()
        qtbot.keyClick(popup, ENTER)
        assert (popup.isVisible(), said, line.text()) == (True, [asked], text)
        qtbot.keyClick(line, ENTER)
        assert (popup.isVisible(), said, line.text()) == (True, [asked, asked], text)
        qtbot.keyClick(line, TAB)
        assert (popup.isVisible(), said, line.text()) == (False, [asked] * 3, text)
        said.clear()
        line.clear()
        line.setFocus()
    write(line, "王强")
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, ENTER)
    typed = made.typed()
    if field == "people":
        assert [each["id"] for each in typed["people"]] == ids[:1]
    else:
        assert line.text() == "王强"
    assert not popup.isVisible() and said == []


def test_two_of_one_name_and_department_are_told_by_the_day_they_came() -> None:
    came = [date(2020, 1, 2), date(2021, 3, 4)]
    same = [Member(n, "王强", "办公室", joined=day) for n, day in enumerate(came)]
    assert namesakes([*same, Member(3, "王强国")]) == same
    assert described(same) == [f"王强　办公室 {day} 调入" for day in came]
    assert asked_which(same).startswith("“王强”有两位：办公室 2020-01-02 调入、办公室 2021-03-04")


def test_a_department_beside_the_name_says_which_of_two(session: Session, qtbot: QtBot) -> None:
    register(session, "王强", department="办公室")
    register(session, "王强", "周宁", department="档案科")
    panel = new_panel(session, qtbot, session.desk.catalogue["talks"])
    line = editor(panel, "people").main
    write(line, "王强（档案科）")
    qtbot.keyClick(line, ENTER)
    assert chips(panel) == ["王强（档案科）"]
    QGuiApplication.clipboard().setText("王强\t办公室\n周宁\t档案科")
    line.paste()
    assert chips(panel) == ["王强（档案科）", "王强（办公室）", "周宁"]
    write(line, "周宁、办公室")
    leave(panel, line, qtbot, "tab")
    assert line.text() == "办公室"
    assert len(chips(panel)) == 3


def test_a_name_left_in_the_attendance_is_taken(session: Session, qtbot: QtBot) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["eight_ones"])
    attendance = editor(panel, "people")
    attendance._replace()
    attendance.main.setFocus()
    write(attendance.main, "潘若溪")
    assert names(panel) == ["潘若溪"]
    attendance.main.clear()
    write(attendance.main, "潘若溪、罗文渊")
    assert names(panel) == ["潘若溪", "罗文渊"]
    leave(panel, attendance.main, qtbot, "tab")
    assert attendance.main.text() == ""
    write(attendance.main, "罗文渊")
    assert [each.get("present", True) for each in attendance.typed()["people"]] == [True, False]


def test_a_list_makes_nobody_absent(session: Session, qtbot: QtBot) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["eight_ones"])
    attendance = editor(panel, "people")
    before = names(panel)
    write(attendance.main, f"{before[0]}、{before[1]}")
    qtbot.keyClick(attendance.main, ENTER)
    assert names(panel) == before
    assert all(each.get("present", True) for each in attendance.typed()["people"])


def test_who_is_made_absent_is_asked_why_at_once(session: Session, qtbot: QtBot) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["eight_ones"])
    attendance = editor(panel, "people")
    chip = attendance._flow.widgets()[2]
    chip.click()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == f"{chip.text()}缺席原因"
    write(focus, "病假")
    assert attendance.typed()["people"][2]["reason"] == "病假"


@pytest.mark.parametrize("ledger", ["talks", "eight_ones"])
def test_a_group_is_added_at_one_go(session: Session, qtbot: QtBot, ledger: str) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue[ledger])
    made = editor(panel, "people")
    made.show_typed(None)
    menu = made.findChild(GroupAdding).menu()
    groups = {each.text().split("（")[0]: each for each in menu.actions()}
    there = session.desk.roster.due_on(session.desk.clock().date()).attendees
    assert {"全体在册", "全体党员", "办公室", "重点岗位负责人"} <= set(groups)
    groups["办公室"].trigger()
    some = names(panel)
    assert 0 < len(some) < len(there)
    groups["全体在册"].trigger()
    assert sorted(names(panel)) == sorted(each.person.name for each in there)


def test_the_cover_of_the_return_takes_initials(session: Session, qtbot: QtBot) -> None:
    preview = ReturnPreview(session)
    qtbot.addWidget(preview)
    preview.show()
    with qtbot.waitSignal(preview.cover_edited):
        write(preview.auditor, "lwy")
        qtbot.keyClick(preview.auditor, ENTER)
    assert preview.cover.auditor == "罗文渊"


def test_one_who_talks_with_himself_and_one_met_twice_are_warned_of(session: Session) -> None:
    talk = {
        "category": "谈心谈话",
        "form": "个别",
        "place": "谈心谈话室",
        "people": "卢亦航",
        "classes": "其他",
        "talker": "韦明谦",
        "focus": "其他",
        "content": "内容",
        "time": "2026-10-21 07:40",
    }
    talks = session.desk.catalogue["talks"]
    first = session.desk.records.save(talks, talk)
    assert first.warnings == ()
    again = session.desk.records.check(talks, {**talk, "talker": "卢 亦航"})
    assert [each.message for each in again.problems] == [
        "谈话人和谈话对象都是卢亦航，请核对。",
        f"卢亦航在 2026-10-21 07:40 已经有谈话（{first.record.number}），请核对是不是重复登记。",
    ]
    itself = session.desk.records.check(talks, talk, first.record.id)
    assert itself.problems == ()
