"""设置: a list is changed, kept once and seen in the form; what cannot stand is said in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.wording import Wording
from qinglian_desktop.ui.dialogs.help_view import HelpView
from qinglian_desktop.ui.dialogs.settings_view import SettingsView
from qinglian_desktop.ui.look.theme import Theme
from tests.ui.finding import part
from tests.ui.prompt_operations import PromptOperations

LIST = ("talks", "category")
TEXTS = ("reminders", "text")


def settings_of(theme: Theme, desk: Desk, *, is_read_only: bool = False) -> SettingsView:
    operations = PromptOperations(desk.book)
    return SettingsView(theme, desk, operations, None, is_read_only=is_read_only)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, empty_desk: Desk) -> SettingsView:
    made = SettingsView(
        theme, empty_desk, PromptOperations(empty_desk.book), None, is_read_only=False
    )
    qtbot.addWidget(made)
    made.show_list(*LIST)
    made.show()
    return made


def now(desk: Desk, ledger: str = LIST[0], field: str = LIST[1]) -> Wording:
    for each in desk.wordings.lists():
        if (each.ledger.key, each.field.key) == (ledger, field):
            return each.wording
    raise LookupError(field)


def words(view: SettingsView) -> list[str]:
    shown = part(view, QListWidget, "words")
    return [shown.item(at).text() for at in range(shown.count())]


def press(view: SettingsView, text: str) -> None:
    QApplication.processEvents()
    for found in view.findChildren(QPushButton):
        if found.text() == text and found.isVisible():
            found.click()
            return
    raise LookupError(text)


def choose(view: SettingsView, word: str) -> None:
    part(view, QListWidget, "words").setCurrentRow(words(view).index(word))


def add(view: SettingsView, word: str) -> None:
    line = part(view, QLineEdit, "new_word")
    line.setText(word)
    line.returnPressed.emit()


def rename(view: SettingsView, old: str, new: str) -> None:
    choose(view, old)
    part(view, QListWidget, "words").currentItem().setText(new)


def past(view: SettingsView) -> str:
    shown = part(view, QListWidget, "past")
    return "\n".join(shown.item(at).text() for at in range(shown.count()))


def test_all_changes_of_a_list_are_kept_as_one_version(
    view: SettingsView, empty_desk: Desk, qtbot: QtBot
) -> None:
    before = now(empty_desk).words
    add(view, "廉政家访谈话")
    rename(view, before[1], "日常谈话")
    choose(view, before[2])
    press(view, "停用")
    choose(view, "廉政家访谈话")
    press(view, "上移")
    with qtbot.waitSignal(view.words_changed):
        view.save()
    assert now(empty_desk).words == (before[0], "日常谈话", before[3], "廉政家访谈话", before[4])
    assert now(empty_desk).former == ((before[1], "日常谈话"), (before[2], ""))
    (version,) = empty_desk.wordings.versions(*LIST)
    assert all(each in past(view) for each in version.changes)
    assert "2026-11-23 10:05" in past(view)
    assert view.editor.notice.words.startswith("已保存")


def test_nothing_is_kept_before_it_is_saved_and_can_be_left(
    view: SettingsView, empty_desk: Desk
) -> None:
    before = now(empty_desk)
    add(view, "廉政家访谈话")
    assert part(view, QPushButton, "keep_words").isEnabled()
    press(view, "不改了")
    assert words(view) == list(before.words)
    assert not part(view, QPushButton, "keep_words").isEnabled()
    assert now(empty_desk) == before


@pytest.mark.parametrize(("word", "said"), [("甲、乙", "顿号"), ("长" * 41, "最多 40 个字")])
def test_a_word_that_cannot_stand_is_told_at_once_and_stays_in_its_line(
    view: SettingsView, word: str, said: str
) -> None:
    before = words(view)
    add(view, word)
    assert said in view.editor.notice.words
    assert words(view) == before
    assert part(view, QLineEdit, "new_word").text() == word


def test_a_word_cannot_be_renamed_to_another_of_the_list(view: SettingsView) -> None:
    before = words(view)
    rename(view, before[0], before[1])
    assert "已经有了" in view.editor.notice.words
    assert words(view) == before
    assert not part(view, QPushButton, "keep_words").isEnabled()


def test_the_last_word_cannot_be_dropped(view: SettingsView) -> None:
    while len(words(view)) > 1:
        press(view, "停用")
    drop = next(each for each in view.findChildren(QPushButton) if each.text() == "停用")
    assert not drop.isEnabled()


def test_a_dropped_word_is_brought_back(view: SettingsView, empty_desk: Desk) -> None:
    word = words(view)[1]
    choose(view, word)
    press(view, "停用")
    view.save()
    assert word not in now(empty_desk).words
    press(view, word)
    view.save()
    assert now(empty_desk).words[-1] == word
    assert now(empty_desk).former == ()
    assert f"恢复“{word}”" in past(view)


def test_changes_wait_while_another_list_is_looked_at(view: SettingsView) -> None:
    add(view, "廉政家访谈话")
    view.show_list(*TEXTS)
    assert not part(view, QPushButton, "keep_words").isEnabled()
    view.show_list(*LIST)
    assert words(view)[-1] == "廉政家访谈话"
    assert "（未保存）" in part(view, QListWidget, "side").currentItem().text()


@pytest.fixture
def answered(view: SettingsView, qtbot: QtBot) -> Callable[[str], None]:
    def answer(text: str) -> None:
        view.close()
        box = view.findChild(QMessageBox)
        assert box is not None
        buttons = cast("list[QAbstractButton]", box.buttons())
        next(each for each in buttons if each.text() == text).click()
        box.setParent(None)

    return answer


def test_closing_asks_about_what_was_not_kept(
    view: SettingsView, empty_desk: Desk, answered: Callable[[str], None]
) -> None:
    before = now(empty_desk)
    add(view, "廉政家访谈话")
    answered("接着改")
    assert view.isVisible()
    answered("不保存")
    assert not view.isVisible()
    assert now(empty_desk) == before


def test_closing_keeps_what_was_changed_if_wished(
    view: SettingsView, empty_desk: Desk, answered: Callable[[str], None]
) -> None:
    add(view, "廉政家访谈话")
    view.show_list(*TEXTS)
    press(view, "新增")
    answered("保存")
    assert not view.isVisible()
    assert now(empty_desk).words[-1] == "廉政家访谈话"
    assert now(empty_desk, *TEXTS).words[-1] == "新的范文"


def test_what_can_be_kept_is_kept_when_the_book_is_closed(
    view: SettingsView, empty_desk: Desk
) -> None:
    add(view, "廉政家访谈话")
    view.put_away()
    assert now(empty_desk).words[-1] == "廉政家访谈话"
    view.close()
    assert view.findChild(QMessageBox) is None


def test_a_list_is_found_by_ledger_by_name_and_by_word(view: SettingsView) -> None:
    side = part(view, QListWidget, "side")
    for text in ("谈心谈话", "对象类别", "任前廉政"):
        part(view, QLineEdit, "find_list").setText(text)
        shown = [side.item(at).text() for at in range(side.count()) if not side.item(at).isHidden()]
        assert "谈心谈话" in shown
        assert len(shown) < side.count()
    part(view, QLineEdit, "find_list").setText("没有这样的词")
    assert all(side.item(at).isHidden() for at in range(side.count()))


def test_a_ready_text_is_typed_over_and_counts_as_changed_once(
    view: SettingsView, empty_desk: Desk
) -> None:
    view.show_list(*TEXTS)
    first = now(empty_desk, *TEXTS).words[0]
    text = part(view, QPlainTextEdit, "text")
    assert text.toPlainText() == first
    text.selectAll()
    for line in ("节前提醒：", "\n", "廉洁过节。"):
        text.insertPlainText(line)
    view.save()
    kept = now(empty_desk, *TEXTS)
    assert kept.words[0] == "节前提醒：\n廉洁过节。"
    assert kept.former == ((first, kept.words[0]),)


def test_a_ready_text_that_was_emptied_gives_way_to_what_it_was(
    view: SettingsView, empty_desk: Desk
) -> None:
    view.show_list(*TEXTS)
    before = now(empty_desk, *TEXTS)
    part(view, QPlainTextEdit, "text").clear()
    assert "是空的" in view.editor.notice.words
    assert view.editor.wording == before


def test_a_list_that_cannot_be_read_says_so(qtbot: QtBot, theme: Theme, empty_desk: Desk) -> None:
    with empty_desk.book.writing() as work:
        work.settings.put("words.talks.category", "不是数据")
    view = SettingsView(
        theme, empty_desk, PromptOperations(empty_desk.book), None, is_read_only=False
    )
    qtbot.addWidget(view)
    view.show_list(*LIST)
    assert "读不出来" in view.editor.notice.words


def test_in_a_book_opened_for_reading_nothing_can_be_changed(
    qtbot: QtBot, theme: Theme, empty_desk: Desk
) -> None:
    view = SettingsView(
        theme, empty_desk, PromptOperations(empty_desk.book), None, is_read_only=True
    )
    qtbot.addWidget(view)
    view.show_list(*LIST)
    open_ = {each.text() for each in view.findChildren(QPushButton) if each.isEnabled()}
    assert open_ & {"新增", "改名", "停用", "上移", "下移", "保存"} == set()


def test_help_for_the_settings_opens_from_them(view: SettingsView) -> None:
    keys = view.findChild(QShortcut)
    assert keys is not None
    keys.activated.emit()
    shown = view.findChild(HelpView)
    assert shown is not None
    assert shown.text.startswith("设置")
