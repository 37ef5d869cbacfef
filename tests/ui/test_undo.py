"""Ctrl+Z and Ctrl+Y in the window: typing first, then steps, each said and shown where it was."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.ledger import record_voiding
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.look.warning import warning_of
from tests.hands import CONTROL, Hands, write
from tests.ui.program import locked, main, page_of, quiet, read_and_closed, unlocked

SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(program: Application, key: str, place: int = 0) -> tuple[LedgerPage, Record]:
    page = page_of(program, key)
    record = main(program).session.desk.searching.first(Query(key), place + 1)[0][place]
    page.open_record(record)
    QApplication.processEvents()
    return page, record


def field(page: LedgerPage, key: str) -> Any:
    return page.panel.form._lines[key].editor.main


def now(program: Application, record: Record) -> Record:
    desk = main(program).session.desk
    found = desk.records.get(desk.catalogue[record.ledger], record.id or 0)
    assert found is not None
    return found


def said(program: Application) -> str:
    return main(program).statusBar().currentMessage()


def press_link(page: LedgerPage, words: str) -> None:
    found = (b for b in page.panel.findChildren(QPushButton) if b.text() == words)
    next(b for b in found if b.isVisible()).click()


def typed_and_saved(program: Application, page: LedgerPage, key: str, text: str) -> QPlainTextEdit:
    edit = field(page, key)
    edit.setFocus()
    write(edit, text)
    Hands().key(Qt.Key.Key_S, CONTROL)
    return edit


def test_typing_is_undone_first_and_right_after_saving_the_save(
    program: Application, qtbot: QtBot
) -> None:
    page, record = opened(program, "talks")
    before = str(record.value("content"))
    edit = field(page, "content")
    edit.setFocus()
    hands = Hands()
    write(edit, "甲")
    hands.key(Qt.Key.Key_Z, CONTROL)
    assert edit.toPlainText() == before
    write(edit, "乙")
    hands.key(Qt.Key.Key_S, CONTROL)
    assert now(program, record).value("content") == "乙" + before
    assert edit.hasFocus()
    hands.key(Qt.Key.Key_Z, CONTROL)
    assert now(program, record).value("content") == before
    assert edit.toPlainText() == before
    words = f"修改 {record.number} 谈话"
    assert said(program) == f"已撤销：{words}。按 Ctrl+Y 重做。"
    hands.key(Qt.Key.Key_Y, CONTROL)
    assert now(program, record).value("content") == "乙" + before
    assert said(program) == f"已重做：{words}。按 Ctrl+Z 撤销。"
    hands.key(Qt.Key.Key_Z, CONTROL)
    hands.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert now(program, record).value("content") == "乙" + before
    hands.key(Qt.Key.Key_Y, CONTROL)
    assert said(program) == "没有可以重做的了。"


def test_what_an_undo_said_does_not_outlast_the_next_save(
    program: Application, qtbot: QtBot
) -> None:
    """按 Ctrl+Y 重做 is not true any more, and the next Ctrl+Z is of another step."""
    page, _ = opened(program, "talks")
    typed_and_saved(program, page, "content", "甲")
    Hands().key(Qt.Key.Key_Z, CONTROL)
    assert said(program).startswith("已撤销：")
    typed_and_saved(program, page, "content", "乙")
    qtbot.waitUntil(lambda: said(program) == "")


def test_several_steps_on_several_pages_come_back_one_by_one(
    program: Application, qtbot: QtBot
) -> None:
    talks, talk = opened(program, "talks")
    typed_and_saved(program, talks, "content", "甲")
    family, visit = opened(program, "family")
    desk = main(program).session.desk
    desk.records.void(family.ledger, visit.id or 0, "试")
    typed_and_saved(program, opened(program, "talks")[0], "content", "乙")
    hands = Hands()
    hands.key(Qt.Key.Key_Z, CONTROL)
    assert now(program, talk).value("content") == "甲" + str(talk.value("content"))
    hands.key(Qt.Key.Key_Z, CONTROL)
    assert now(program, visit).state is not State.VOID
    # What came back is in front.
    assert main(program).tabs.key == "family"
    assert family.panel_in_front is not None and family.panel.record == now(program, visit)
    hands.key(Qt.Key.Key_Z, CONTROL)
    assert now(program, talk).values == talk.values
    assert main(program).tabs.key == "talks"
    hands.key(Qt.Key.Key_Z, CONTROL)
    assert said(program) == "没有可以撤销的了。"


def test_a_banner_names_no_step_before_the_last(program: Application, qtbot: QtBot) -> None:
    _, other = opened(program, "talks", 1)
    typed_and_saved(program, page_of(program, "talks"), "content", "乙")
    page, record = opened(program, "talks")
    typed_and_saved(program, page, "content", "甲")
    hands = Hands()
    hands.key(Qt.Key.Key_Z, CONTROL)
    assert record.number in page.panel._notice.text()
    hands.key(Qt.Key.Key_Z, CONTROL)
    assert now(program, other).values == other.values
    assert other.number in said(program)
    assert page.panel.record == now(program, record)
    assert record.number not in page.panel._notice.text()


def test_a_void_that_was_revived_by_the_button_is_taken_back_step_by_step(
    program: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, record = opened(program, "talks")
    desk = main(program).session.desk
    monkeypatch.setattr(record_voiding, "ask_why", lambda *_: "试")
    monkeypatch.setattr(record_voiding, "ask_or_look", lambda _a, _b, step, *_: step[1]())
    press_link(page, "作废")
    press_link(page, "恢复")
    hands = Hands()
    for action, state in (("恢复", State.VOID), ("作废", State.CONFIRMED)):
        hands.key(Qt.Key.Key_Z, CONTROL)
        assert said(program).startswith(f"已撤销：{action} {record.number} 谈话。")
        assert (now(program, record).state is State.VOID) == (state is State.VOID)
        assert page.panel.record == now(program, record)
    assert len(desk.records.history(page.ledger, record.id or 0)) >= 5


def test_the_link_beside_saved_takes_back_this_save_and_no_later_one(
    program: Application, qtbot: QtBot
) -> None:
    page, record = opened(program, "talks")
    typed_and_saved(program, page, "content", "甲")
    desk = main(program).session.desk
    visit = desk.searching.first(Query("family"), 1)[0][0]
    desk.records.void(desk.catalogue["family"], visit.id or 0, "后来的一步")
    assert page.panel._notice.text().startswith(f"已保存，编号 {record.number}。")
    press_link(page, "撤销")
    assert now(program, record).values == record.values
    assert now(program, visit).state is State.VOID
    assert page.panel.record == now(program, record)
    press_link(page, "重做")
    assert now(program, record).value("content") == "甲" + str(record.value("content"))
    write(field(page, "content"), "乙")
    links = [each for each in page.panel._notice.findChildren(QPushButton) if each.isVisible()]
    assert links == []


def test_a_save_that_changes_nothing_says_so_and_offers_no_way_back(
    program: Application, qtbot: QtBot
) -> None:
    page, record = opened(program, "talks")
    typed_and_saved(program, page, "content", "甲")
    desk, hands = main(program).session.desk, Hands()
    rows = desk.records.history(page.ledger, record.id or 0)
    hands.key(Qt.Key.Key_S, CONTROL)
    quiet(qtbot, program)
    assert page.panel._notice.text() == f"没有改动，编号 {record.number}。"
    links = [each for each in page.panel._notice.findChildren(QPushButton) if each.isVisible()]
    assert links == []
    assert desk.records.history(page.ledger, record.id or 0) == rows
    page.panel.save_and_new()
    quiet(qtbot, program)
    assert page.panel._notice.text() == "上一条没有改动。"
    hands.key(Qt.Key.Key_Z, CONTROL)
    assert now(program, record).values == record.values


def test_what_is_typed_and_not_saved_is_not_lost_by_it(program: Application, qtbot: QtBot) -> None:
    page, record = opened(program, "talks")
    typed_and_saved(program, page, "content", "甲")
    write(field(page, "content"), "乙")
    page.panel._foot.focus_first()
    Hands().key(Qt.Key.Key_Z, CONTROL)
    assert said(program).startswith("表单里还有没保存的内容")
    assert field(page, "content").toPlainText().startswith("甲乙")
    assert now(program, record).value("content") == "甲" + str(record.value("content"))


def test_a_step_overtaken_elsewhere_is_told_in_words(program: Application, qtbot: QtBot) -> None:
    page, record = opened(program, "talks")
    typed_and_saved(program, page, "content", "甲")
    desk = main(program).session.desk
    desk.records.void(page.ledger, record.id or 0, "别处")
    desk.records.steps.list.done.pop()
    Hands().key(Qt.Key.Key_Z, CONTROL)
    (told,) = read_and_closed()
    assert told.startswith(f"“修改 {record.number} {page.ledger.noun}”不能撤销了：")
    assert "后来又有改动" in told and "填" not in told
    assert now(program, record).state is State.VOID


def test_a_refusal_outside_a_form_speaks_of_no_form(theme: object) -> None:
    wrong = Problem("talker", "请填写“谈话人”。")
    reason = Problem("", "“修改 2026-001 谈话”不能重做。")
    box = warning_of(DataProblems((reason, wrong)), None)
    assert (box.text(), box.informativeText()) == (reason.message, wrong.message)
    bare = warning_of(DataProblems((wrong,)), None)
    assert bare.text() == "这一步没有做成，已经保存的内容没有动。"


def test_larger_type_keeps_the_steps_and_locking_ends_them(
    program: Application, qtbot: QtBot
) -> None:
    page, record = opened(program, "talks")
    typed_and_saved(program, page, "content", "甲")
    program._build_anew()
    main(program)._stepping.undo()
    assert now(program, record).values == record.values
    unlocked(qtbot, program, locked(qtbot, program))
    main(program)._stepping.undo()
    assert said(program) == "没有可以撤销的了。"
    main(program)._stepping.redo()
    assert said(program) == "没有可以重做的了。"


@pytest.mark.parametrize("key", ["talks", "meetings"])
def test_a_line_of_text_gives_the_key_on_when_it_has_nothing_to_undo(
    program: Application, qtbot: QtBot, key: str
) -> None:
    page, record = opened(program, key)
    typed_and_saved(program, page, "content" if key == "talks" else "points", "甲")
    line = next(each for each in page.panel.form.findChildren(QLineEdit) if each.isVisible())
    line.setFocus()
    quiet(qtbot, program)
    Hands().key(Qt.Key.Key_Z, CONTROL)
    assert now(program, record).values == record.values


def test_a_list_one_can_type_in_gives_the_key_on_after_a_save(
    program: Application, qtbot: QtBot
) -> None:
    page, record = opened(program, "checkups")
    typed_and_saved(program, page, "diagnosis", "甲")
    field(page, "talk").setFocus()
    quiet(qtbot, program)
    Hands().key(Qt.Key.Key_Z, CONTROL)
    assert now(program, record).values == record.values
