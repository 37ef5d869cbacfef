"""Small windows: the password changed, help for each tab, going back to a backup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.errors import WrongPassword
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.dialogs.change_password import ChangePassword
from qinglian_desktop.ui.dialogs.help_view import FOLDER, PAGES, HelpView, page_text
from qinglian_desktop.ui.dialogs.new_recovery_code import NewRecoveryCode, unkept_code
from qinglian_desktop.ui.doorway.backups_page import BackupsPage
from qinglian_desktop.ui.doorway.code_sheet import in_two_lines
from qinglian_desktop.ui.doorway.going_back_page import GoingBackPage
from qinglian_desktop.ui.doorway.new_book_pages import SamplePage
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.conftest import PASSWORD
from tests.ui.finding import part, settled

NEW = "换一个新密码2026"


def changing(qtbot: QtBot, session: Session, old: str) -> ChangePassword:
    dialog = ChangePassword(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.old.setText(old)
    for name in ("new_password", "new_password_again"):
        part(dialog, QLineEdit, name).setText(NEW)
    dialog.change()
    settled(qtbot, session)
    return dialog


def test_the_password_is_changed(
    qtbot: QtBot, theme: Theme, empty_desk: Desk, books: Books
) -> None:
    session = Session(empty_desk, theme)
    dialog = changing(qtbot, session, PASSWORD)
    assert not dialog.isVisible()
    folder = empty_desk.book.folder
    empty_desk.book.close()
    books.open(folder, NEW).close()
    with pytest.raises(WrongPassword):
        books.open(folder, PASSWORD)


def test_a_wrong_old_password_changes_nothing_and_can_be_typed_over(
    qtbot: QtBot, theme: Theme, empty_desk: Desk
) -> None:
    session = Session(empty_desk, theme)
    dialog = changing(qtbot, session, "不是这个密码")
    assert dialog.isVisible()
    assert dialog.notice.words
    assert dialog.old.selectedText() == "不是这个密码"
    empty_desk.book.change_password(PASSWORD, PASSWORD)


@pytest.fixture
def replacing(qtbot: QtBot, theme: Theme, empty_desk: Desk) -> Iterator[NewRecoveryCode]:
    """The dialog, come to from that of the password."""
    session = Session(empty_desk, theme)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    ChangePassword(session, window).open()
    qtbot.mouseClick(part(window, QPushButton, "new_code"), Qt.MouseButton.LeftButton)
    dialog = window.findChild(NewRecoveryCode)
    assert dialog is not None and dialog.isVisible()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    yield dialog
    session.operations.wait()


def ask(qtbot: QtBot, dialog: NewRecoveryCode, password: str) -> None:
    dialog.password.setText(password)
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    settled(qtbot, dialog._session)


def test_a_new_recovery_code_is_shown_until_it_is_put_away(
    qtbot: QtBot, replacing: NewRecoveryCode, empty_desk: Desk, books: Books
) -> None:
    ask(qtbot, replacing, PASSWORD)
    assert replacing.is_showing and replacing.password.text() == ""
    shown = part(replacing, QLabel, "recovery_code")
    code = shown.accessibleName().removeprefix("恢复码 ")
    assert shown.text() == in_two_lines(code)
    done = part(replacing, QPushButton, "begin")
    assert not done.isEnabled()
    part(replacing, QCheckBox, "code_kept").click()
    said: list[str] = []
    replacing._session.said.connect(said.append)
    qtbot.mouseClick(done, Qt.MouseButton.LeftButton)
    assert not replacing.isVisible()
    assert said == ["恢复码已经换好，忘记密码时用新的。"]
    folder = empty_desk.book.folder
    empty_desk.book.close()
    for secret in (code, PASSWORD):
        books.open(folder, secret).close()


def test_a_new_code_is_not_closed_by_accident(qtbot: QtBot, replacing: NewRecoveryCode) -> None:
    ask(qtbot, replacing, PASSWORD)
    qtbot.keyClick(replacing, Qt.Key.Key_Escape)
    assert replacing.isVisible()
    assert "再也看不到" in replacing.sheet.notice.words
    replacing.close()
    assert not replacing.isVisible()
    assert replacing._session.operations.untold == []


def test_a_new_code_that_the_lock_took_away_is_told_of_when_the_book_is_open_again(
    qtbot: QtBot, replacing: NewRecoveryCode
) -> None:
    untold = replacing._session.operations.untold
    replacing.done(QDialog.DialogCode.Rejected)
    assert untold == []
    replacing.show()
    ask(qtbot, replacing, PASSWORD)
    # As the lock closes what lies over the window.
    replacing.done(QDialog.DialogCode.Rejected)
    assert [each.sentence for each in untold] == [unkept_code().sentence]


@pytest.mark.parametrize(("typed", "said"), [("", "请先输入"), ("不是这个密码", "密码不对")])
def test_without_the_password_there_is_no_new_code(
    qtbot: QtBot, replacing: NewRecoveryCode, typed: str, said: str
) -> None:
    keys = replacing._session.desk.book.folder / "keys.json"
    before = keys.read_bytes()
    ask(qtbot, replacing, typed)
    assert not replacing.is_showing
    assert said in replacing.notice.words
    assert replacing.password.selectedText() == typed
    assert keys.read_bytes() == before
    qtbot.keyClick(replacing, Qt.Key.Key_Escape)
    assert not replacing.isVisible()


def test_every_tab_has_its_page_of_help(qtbot: QtBot, theme: Theme, tools: Tools) -> None:
    view = HelpView(theme, "workbench")
    qtbot.addWidget(view)
    for tab in tools.catalogue.tabs:
        view.show_page(tab.key)
        assert view.text.startswith(tab.label)


@pytest.mark.parametrize("key", PAGES)
def test_a_page_of_help_is_short_plain_and_leads_nowhere_wrong(key: str) -> None:
    text = page_text(key)
    assert len(text) < 2200
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)
    assert len(pictures) == len(set(pictures))
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (FOLDER / target).exists()
    assert re.findall(r"[A-Za-z]{10,}", re.sub(r"\([^)]*\)|qinglian2026", "", text)) == []


def test_links_lead_to_other_pages_and_unknown_ones_to_the_keyboard(
    qtbot: QtBot, theme: Theme
) -> None:
    view = HelpView(theme, "没有这一页")
    qtbot.addWidget(view)
    assert view.text.startswith("键盘一览")
    view._text.anchorClicked.emit(QUrl("backups.md"))
    assert view.text.startswith("备份与恢复")


def test_yesterday_is_restored_in_four_steps(
    qtbot: QtBot, theme: Theme, desk: Desk, tools: Tools, books: Books, settings: QSettings
) -> None:
    ledger = next(each for each in desk.catalogue if each.in_return)
    before = desk.searching.ids(Query(ledger.key))
    desk.book.back_up()
    desk.records.void(ledger, before[0], "试一试")
    folder = desk.book.folder
    desk.book.close()
    recent = RecentBooks(settings)
    recent.put(folder)
    window = WelcomeWindow(tools, books, theme, recent)
    qtbot.addWidget(window)
    window.show()

    qtbot.mouseClick(part(window.page, QPushButton, "backups"), Qt.MouseButton.LeftButton)
    choice = window.page
    assert isinstance(choice, BackupsPage)
    qtbot.waitUntil(lambda: choice.chosen is not None)
    # The newest is chosen already.
    choice.secret.setText(PASSWORD)
    qtbot.keyClick(choice.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, GoingBackPage))
    assert f"{ledger.label}：1 条变回那时的内容。" in part(window.page, QLabel, "prospect").text()
    qtbot.mouseClick(part(window.page, QPushButton, "restore"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(window.page, UnlockPage))
    page = window.page
    assert isinstance(page, UnlockPage)
    assert "已恢复到" in page.notice.words
    page.secret.setText(PASSWORD)
    with qtbot.waitSignal(window.opened) as opened:
        qtbot.keyClick(page.secret, Qt.Key.Key_Return)
    assert opened.args is not None
    book = opened.args[0]
    with book.reading() as work:
        assert work.records.ids(Query(ledger.key)) == before
    book.close()


def test_a_book_without_backups_says_how_to_make_one(
    qtbot: QtBot, theme: Theme, tools: Tools, books: Books, settings: QSettings, tmp_path: Path
) -> None:
    recent = RecentBooks(settings)
    recent.put(tmp_path)
    window = WelcomeWindow(tools, books, theme, recent)
    qtbot.addWidget(window)
    window.show()
    window.show_backups(tmp_path)
    assert not part(window.page, QPushButton, "look_ahead").isEnabled()
    qtbot.waitUntil(lambda: not part(window.page, QListWidget, "backup_list").isVisible())
    assert part(window.page, QPushButton, "look").isVisible()


def test_a_sample_is_made_and_opened(
    qtbot: QtBot, theme: Theme, tools: Tools, books: Books, settings: QSettings, tmp_path: Path
) -> None:
    recent = RecentBooks(settings)
    window = WelcomeWindow(tools, books, theme, recent)
    qtbot.addWidget(window)
    window.show()
    window.show_sample()
    page = window.page
    assert isinstance(page, SamplePage)
    page.choice.set_folder(tmp_path / "示例")
    with qtbot.waitSignal(window.opened, timeout=60_000) as opened:
        qtbot.mouseClick(part(window.page, QPushButton, "make_sample"), Qt.MouseButton.LeftButton)
    assert opened.args is not None
    opened.args[0].close()
    assert recent.all()[0].is_sample
    books.open(tmp_path / "示例", "qinglian2026").close()


def test_a_sample_given_up_leaves_nothing_behind(
    qtbot: QtBot, theme: Theme, tools: Tools, books: Books, settings: QSettings, tmp_path: Path
) -> None:
    window = WelcomeWindow(tools, books, theme, RecentBooks(settings))
    qtbot.addWidget(window)
    window.show()
    window.show_sample()
    page = window.page
    assert isinstance(page, SamplePage)
    page.choice.set_folder(tmp_path / "示例")
    page.make()
    page._work.bar._on_cancelled()
    make = part(page, QPushButton, "make_sample")
    qtbot.waitUntil(make.isEnabled, timeout=60_000)
    assert not (tmp_path / "示例").exists()


def test_a_code_is_shown_in_two_lines() -> None:
    assert in_two_lines("AAAA-BBBB-CCCC-DDDD") == "AAAA  BBBB\nCCCC  DDDD"
