"""定级向导 and 办理下一环节 with real widgets: keys counted, nothing saved unasked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ledgers.risk_levels import METHODS
from qinglian_desktop.ui.dialogs.settings_view import SettingsView
from qinglian_desktop.ui.ledger.grading_sheet import GradingSheet
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.ledger.passing_on import PassingOn
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part, saved


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> RecordPanel:
    made = RecordPanel(session, session.desk.catalogue["risks"])
    qtbot.addWidget(made)
    made.resize(640, 700)
    made.show()
    QTest.qWaitForWindowExposed(made)
    return made


def risk(session: Session, **words: tuple[str, ...]) -> Record:
    ledger = session.desk.catalogue["risks"]
    with session.desk.book.reading() as work:
        return work.records.page(Query(ledger.key, words=words), 0, 1)[0]


def opened(panel: RecordPanel) -> GradingSheet:
    sheet = panel.grading.open()
    assert sheet is not None
    return sheet


def press(sheet: GradingSheet, *keys: Qt.Key) -> int:
    """Press them where the sheet has the keyboard; gives how many they were."""
    for key in keys:
        focus = sheet.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
    return len(keys)


def said(sheet: QWidget, name: str) -> str:
    return part(sheet, QLabel, name).text()


@pytest.mark.parametrize(
    ("method", "keys", "level"),
    [
        (0, (Qt.Key.Key_2, Qt.Key.Key_Return, Qt.Key.Key_Return), "二级"),
        (
            4,
            (
                Qt.Key.Key_1,
                Qt.Key.Key_Return,
                Qt.Key.Key_1,
                Qt.Key.Key_Return,
                Qt.Key.Key_Return,
            ),
            "一级",
        ),
        (
            1,
            (
                Qt.Key.Key_1,
                Qt.Key.Key_3,
                Qt.Key.Key_5,
                Qt.Key.Key_Return,
                Qt.Key.Key_Return,
            ),
            "一级",
        ),
    ],
)
def test_digits_answer_and_enter_fills_the_form(
    panel: RecordPanel, session: Session, method: int, keys: tuple[Qt.Key, ...], level: str
) -> None:
    panel.begin({"method": METHODS[method]})
    sheet = opened(panel)
    assert press(sheet, *keys) <= 5
    typed = panel.form.typed()
    assert (typed["method"], typed["level"]) == (METHODS[method], level)
    assert panel.record is None
    assert session.desk.records.steps.list.done == []


def test_the_sheet_says_why_and_who_and_keeps_answers_of_other_methods(
    panel: RecordPanel,
) -> None:
    panel.begin({"method": METHODS[1], "criteria": ["涉及人财物管理", "自由裁量空间大"]})
    sheet = opened(panel)
    assert said(sheet, "grading_said") == "建议定为二级：符合2条标准，2条为二级。"
    press(sheet, Qt.Key.Key_3)
    assert said(sheet, "grading_said") == "建议定为一级：符合3条标准，3条以上为一级。"
    assert said(sheet, "grading_who") == "一级由主要领导负责。"
    sheet.method.setCurrentText(METHODS[0])
    assert said(sheet, "grading_said") == "请回答上面的问题。"
    sheet.method.setCurrentText(METHODS[1])
    assert said(sheet, "grading_said") == "建议定为一级：符合3条标准，3条以上为一级。"
    sheet.method.setCurrentText(METHODS[0])
    press(sheet, Qt.Key.Key_1)
    part(sheet, QPushButton, "fill_in").click()
    assert panel.form.typed()["method"] == METHODS[0]
    # Opened again, both methods stand as they were answered.
    again = opened(panel)
    assert said(again, "grading_said") == "建议定为一级：可能的后果是构成犯罪为一级。"
    again.method.setCurrentText(METHODS[1])
    assert said(again, "grading_said") == "建议定为一级：符合3条标准，3条以上为一级。"
    again.reject()


def level_button(sheet: GradingSheet, word: str) -> QAbstractButton:
    return next(each for each in sheet.levels.buttons() if each.text() == word)


def test_overruling_wants_a_reason(panel: RecordPanel) -> None:
    panel.begin({"method": METHODS[0], "consequence": "构成犯罪"})
    sheet = opened(panel)
    level_button(sheet, "三级").click()
    assert "与建议的一级不同" in said(sheet, "grading_why")
    part(sheet, QPushButton, "fill_in").click()
    assert "不能空着" in said(sheet, "grading_why")
    part(sheet, QLineEdit, "grading_reason").setText("已经停办")
    part(sheet, QPushButton, "fill_in").click()
    typed = panel.form.typed()
    assert (typed["level"], typed["reason"]) == ("三级", "已经停办")


def test_a_changed_level_is_asked_for_its_reason_and_told_beside_the_new_one(
    panel: RecordPanel, session: Session
) -> None:
    panel.open(risk(session, level=("一级",), method=(METHODS[4],)))
    sheet = opened(panel)
    press(sheet, Qt.Key.Key_3, Qt.Key.Key_Return, Qt.Key.Key_3)
    assert "由一级改为三级" in said(sheet, "grading_why")
    sheet.reason.setText("措施落实")
    part(sheet, QPushButton, "fill_in").click()
    assert saved(panel)
    line = panel.form.line("level")
    words = part(line, QLabel, "was_before")
    assert words.text() == "（原为一级，2026-11-23改，因措施落实）"
    assert not words.isHidden()
    panel.begin({})
    assert words.isHidden()


def test_the_reason_of_an_earlier_change_is_asked_for_anew_in_the_sheet(
    panel: RecordPanel, session: Session
) -> None:
    panel.open(risk(session, level=("一级",), method=(METHODS[4],)))
    sheet = opened(panel)
    press(sheet, Qt.Key.Key_3, Qt.Key.Key_Return, Qt.Key.Key_3)
    sheet.reason.setText("措施落实")
    part(sheet, QPushButton, "fill_in").click()
    assert saved(panel)
    again = opened(panel)
    press(again, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_1)
    assert "现在写着的是从前的" in said(again, "grading_why")
    part(again, QPushButton, "fill_in").click()
    assert again.isVisible()
    assert panel.form.typed()["level"] == "三级"
    again.reason.insert("又有反复")
    assert "从前" not in said(again, "grading_why")
    part(again, QPushButton, "fill_in").click()
    assert (panel.form.typed()["level"], panel.form.typed()["reason"]) == ("一级", "又有反复")
    assert saved(panel)


def test_without_a_reason_the_form_says_in_words_what_is_missing(
    panel: RecordPanel, session: Session
) -> None:
    record = risk(session, level=("一级",), method=(METHODS[4],))
    panel.open(record)
    panel.form.fill({"likelihood": "低", "severity": "轻", "level": "三级"})
    assert not saved(panel)
    told = [each.text() for each in panel.form.line("reason").findChildren(QLabel)]
    assert any("由一级改为三级，请在“理由”里写明为什么改" in each for each in told)


def passing(over: QWidget) -> PassingOn:
    found = [each for each in over.window().findChildren(PassingOn) if each.isVisible()]
    return found[-1]


def test_the_record_in_the_panel_is_passed_on_after_what_is_typed_is_saved(
    panel: RecordPanel, session: Session
) -> None:
    record = risk(session, stage=("初评",))
    panel.open(record)
    panel.form.fill({"indicator": "收到的反映件数"})
    part(panel, QPushButton, "pass_record_on").click()
    asked = passing(panel)
    assert asked.lines["stage"].editor.typed() == "审核"
    assert asked.lines["day"].editor.typed() == "2026-11-23"
    asked.lines["by"].editor.show_typed("韦明谦")
    part(asked, QPushButton, "pass_on").click()
    assert panel.record is not None
    assert panel.record.value("stage") == "审核"
    assert panel.record.value("indicator") == "收到的反映件数"
    assert panel.form.typed()["stage"] == "审核"


def test_what_is_typed_in_the_panel_stays_when_its_record_is_passed_on_from_the_list(
    panel: RecordPanel, session: Session
) -> None:
    record, ledger = risk(session, stage=("初评",)), session.desk.catalogue["risks"]
    panel.open(record)
    panel.form.fill({"indicator": "收到的反映件数"})
    row = {"stage": "审核", "day": "2026-11-23", "by": "韦明谦"}
    session.change(
        panel, lambda _: session.desk.passing.pass_on(ledger, [record.id or 0], row), lambda _: None
    )
    typed = panel.form.typed()
    assert (typed["stage"], typed["indicator"]) == ("审核", "收到的反映件数")
    panel.save()
    kept = session.desk.records.get(ledger, record.id or 0)
    assert kept is not None
    assert (kept.value("stage"), kept.value("indicator")) == ("审核", "收到的反映件数")


def test_what_is_wrong_is_said_in_the_dialog_and_nothing_is_lost(
    panel: RecordPanel, session: Session
) -> None:
    panel.open(risk(session, stage=("初评",)))
    panel.passing.open()
    asked = passing(panel)
    asked.lines["by"].editor.show_typed("")
    asked.lines["opinion"].editor.show_typed("同意")
    part(asked, QPushButton, "pass_on").click()
    assert asked.isVisible()
    assert any("办理人" in each.text() for each in asked.lines["by"].findChildren(QLabel)[1:])
    assert asked.lines["opinion"].editor.typed() == "同意"
    asked.reject()


def test_several_selected_are_passed_on_at_once_and_taken_back_by_one_undo(
    session: Session, qtbot: QtBot
) -> None:
    page = LedgerPage(session, session.desk.catalogue["risks"])
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.show_list()
    listing = page.listing
    offer = part(listing, QPushButton, "pass_selected")
    assert not offer.isVisible()
    page.table.selectAll()
    count = len(listing.selected_ids())
    assert count > 10
    assert offer.isVisible()
    offer.click()
    asked = passing(page)
    part(asked.lines["stage"], QComboBox, "").setCurrentText("审定")
    asked.lines["by"].editor.show_typed("专责小组")
    part(asked, QPushButton, "pass_on").click()
    assert not asked.isVisible()
    (step,) = session.desk.records.steps.list.done
    assert len(step.records) == count
    assert session.desk.records.steps.undo() is not None


def test_the_unit_settles_on_a_method_in_the_settings(
    desk: Desk, session: Session, theme: Theme, tools: Tools, qtbot: QtBot
) -> None:
    view = SettingsView(theme, desk, session.operations, None, is_read_only=False)
    qtbot.addWidget(view)
    heard: list[None] = []
    view.words_changed.connect(lambda: heard.append(None))
    (group,) = view.choices.groups
    next(each for each in group.buttons() if each.text() == METHODS[2]).click()
    assert heard == [None]
    assert "条是按别的记的，没有改动" in view.choices.notice.words
    then = Desk(desk.book, tools)
    assert then.records.start(then.catalogue["risks"])["method"] == METHODS[2]
