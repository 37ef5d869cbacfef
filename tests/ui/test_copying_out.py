"""Ready texts to begin with, and text and names copied out: the program itself sends nothing."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.field_types import Field, LongText, PeopleRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.editors.field_editors import editor_of
from qinglian_desktop.ui.editors.name_copying import NameCopying
from qinglian_desktop.ui.editors.ready_texts import ReadyTexts
from qinglian_desktop.ui.session import Session
from tests.hands import write
from tests.invented import EVERYTHING
from tests.ui.finding import part

TEXTS = ("早安。\n天气好 & 心情好。", "晚安。")


@pytest.fixture
def session(empty_desk: Any, theme: Any) -> Session:
    return Session(empty_desk, theme)


def editor(qtbot: QtBot, session: Session, kind: Any, ledger: Ledger = EVERYTHING) -> Any:
    field = Field("field", "正文", kind)
    made: FieldEditor = editor_of(FieldContext(session, ledger, field, dict, lambda: None))
    qtbot.addWidget(made)
    made.show()
    return made


def said(session: Session) -> list[str]:
    words: list[str] = []
    session.said.connect(words.append)
    return words


def test_a_ready_text_fills_an_empty_field(qtbot: QtBot, session: Session) -> None:
    made = editor(qtbot, session, LongText(wordings=TEXTS))
    words = said(session)
    with qtbot.waitSignal(made.edited):
        made.findChild(ReadyTexts).menu.actions()[0].trigger()
    assert made.typed() == TEXTS[0]
    assert words == []


def test_what_was_typed_comes_back_by_the_editors_own_undo(qtbot: QtBot, session: Session) -> None:
    made = editor(qtbot, session, LongText(wordings=TEXTS))
    write(made.main, "自己写的")
    words = said(session)
    made.findChild(ReadyTexts).menu.actions()[1].trigger()
    assert made.typed() == "晚安。"
    assert "Ctrl+Z" in words[0]
    qtbot.keyClick(made.main, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert made.typed() == "自己写的"


def test_the_text_is_copied(qtbot: QtBot, session: Session) -> None:
    made = editor(qtbot, session, LongText(wordings=TEXTS))
    made.show_typed("晚安。")
    words = said(session)
    part(made, QPushButton, "copy_text").click()
    assert QGuiApplication.clipboard().text() == "晚安。"
    assert words == ["正文已复制，可以粘贴到微信、短信里。"]


def test_a_text_without_ready_ones_has_no_tools(qtbot: QtBot, session: Session) -> None:
    made = editor(qtbot, session, LongText())
    assert made.findChild(ReadyTexts) is None
    write(made.main, "自己写的")
    assert made.typed() == "自己写的"
    with_ready_ones = editor(qtbot, session, LongText(wordings=TEXTS))
    assert with_ready_ones.findChild(ReadyTexts) is not None


def test_names_are_copied_by_button_and_by_key(qtbot: QtBot, session: Session) -> None:
    made = editor(qtbot, session, PeopleRef(outsiders=True))
    copying = made.findChild(NameCopying)
    assert copying.isHidden()
    made.show_typed("周𬭚、阿依登·古丽扎")
    assert not copying.isHidden()
    words = said(session)
    copying.button.click()
    assert QGuiApplication.clipboard().text() == "周𬭚、阿依登·古丽扎"
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(made.main, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "周𬭚、阿依登·古丽扎"
    assert words == ["已复制 2 个人的姓名，可以粘贴到别处。"] * 2


def test_chips_are_made_anew_before_the_line_and_the_button(qtbot: QtBot, session: Session) -> None:
    made = editor(qtbot, session, PeopleRef(outsiders=True))
    for _ in range(2):
        made.show_typed("周𬭚、李䶮")
    chips = [c.text() for c in made.findChildren(QPushButton) if c.isVisible()]
    assert sorted(chips) == sorted(
        ["周𬭚（外单位）  ×", "李䶮（外单位）  ×", "整组添加", "复制名单"]
    )


def test_of_attendance_those_who_were_present_are_copied(qtbot: QtBot, session: Session) -> None:
    made = editor(qtbot, session, PeopleRef(attendance=True))
    people = [
        {"name": "周𬭚"},
        {"name": "李䶮", "present": False, "reason": "出差"},
        {"name": "陈㛃"},
    ]
    made.show_typed({"people": people})
    part(made, QPushButton, "copy_names").click()
    assert QGuiApplication.clipboard().text() == "周𬭚、陈㛃"
