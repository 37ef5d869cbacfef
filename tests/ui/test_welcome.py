"""The window before a book is open, with books that answer as a test wants them to."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.domain.errors import BookInUse, EnvironmentProblem, LeftOpenElsewhere
from qinglian_desktop.ui.doorway.new_book_pages import NewBookPage
from qinglian_desktop.ui.doorway.new_password_page import NewPasswordPage
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from qinglian_desktop.ui.doorway.recovery_code_page import RecoveryCodePage
from qinglian_desktop.ui.doorway.start_page import StartPage
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.look.theme import Theme
from tests.ui.fake_books import FakeBook, FakeBooks
from tests.ui.finding import part

CODE = "AAAA-BBBB-CCCC-DDDD"
NEWER = EnvironmentProblem("这本台账库由更新的程序写过。", "没有改动任何内容。", "请换新程序打开。")


@pytest.fixture
def books() -> FakeBooks:
    return FakeBooks()


@pytest.fixture
def recent(settings: QSettings) -> RecentBooks:
    return RecentBooks(settings)


@pytest.fixture
def welcome(
    qtbot: QtBot, theme: Theme, books: FakeBooks, recent: RecentBooks
) -> Callable[[], WelcomeWindow]:
    def show() -> WelcomeWindow:
        window = WelcomeWindow(
            cast("Tools", SimpleNamespace()), cast("Books", books), theme, recent
        )
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    return show


Welcome = Callable[[], WelcomeWindow]


def press(qtbot: QtBot, window: WelcomeWindow, name: str) -> None:
    button = part(window.page, QPushButton, name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def unlock(qtbot: QtBot, window: WelcomeWindow, secret: str) -> UnlockPage:
    page = window.page
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page.secret, secret)
    qtbot.keyClick(page.secret, Qt.Key.Key_Return)
    return page


def test_the_first_start_offers_four_choices(welcome: Welcome) -> None:
    window = welcome()
    page = window.page
    assert isinstance(page, StartPage)
    words = {button.accessibleName() for button in page.findChildren(QPushButton)}
    assert {"看示例", "新建台账库", "打开已有的", "导入"} <= words


def test_a_new_book_is_handed_over_only_after_its_code_is_put_away(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, recent: RecentBooks, tmp_path: Path
) -> None:
    window = welcome()
    press(qtbot, window, "new_book")
    page = window.page
    assert isinstance(page, NewBookPage)
    page.choice.set_folder(tmp_path / "库")
    for name in ("new_password", "new_password_again"):
        qtbot.keyClicks(part(page, QLineEdit, name), "correct horse")
    handed: list[Book] = []
    window.opened.connect(handed.append)
    press(qtbot, window, "make_book")
    qtbot.waitUntil(lambda: isinstance(window.page, RecoveryCodePage))
    assert part(window.page, QPushButton, "begin").isEnabled() is False
    press(qtbot, window, "begin")
    assert handed == []
    part(window.page, QCheckBox, "code_kept").click()
    press(qtbot, window, "begin")
    assert handed == books.opened
    assert recent.all()[0].folder == tmp_path / "库"


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("", "", "请先输入密码"),
        ("短密码", "短密码", "至少要8个"),
        ("correct horse", "", "第二行"),
        ("correct horse", "correct hoarse", "不一样"),
        (" correct horse", " correct horse", "空格"),
    ],
)
def test_a_password_that_cannot_be_taken_is_told_under_it(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, first: str, again: str, said: str
) -> None:
    window = welcome()
    window.show_new()
    page = window.page
    assert isinstance(page, NewBookPage)
    part(page, QLineEdit, "new_password").setText(first)
    part(page, QLineEdit, "new_password_again").setText(again)
    page.make()
    problem = part(page, QLabel, "password_problem")
    assert said in problem.text()
    assert problem.isVisible()
    assert books.opened == []


def test_the_code_page_is_not_closed_by_accident(
    qtbot: QtBot, welcome: Welcome, tmp_path: Path
) -> None:
    window = welcome()
    book = FakeBook(tmp_path, "x")
    window._on_created(cast("Book", book), CODE)
    assert window.close() is False
    page = window.page
    assert isinstance(page, RecoveryCodePage)
    assert "再也看不到" in page.sheet.notice.words
    assert window.close() is True
    assert book.is_closed


def test_the_code_can_be_kept_as_a_file(qtbot: QtBot, welcome: Welcome, tmp_path: Path) -> None:
    window = welcome()
    window._on_created(cast("Book", FakeBook(tmp_path / "清廉台账库", "x")), CODE)
    page = window.page
    assert isinstance(page, RecoveryCodePage)
    page.sheet.save_to(tmp_path / "恢复码.txt")
    qtbot.waitUntil(lambda: page.sheet.notice.words.startswith("已保存为“恢复码.txt”"))
    kept = (tmp_path / "恢复码.txt").read_text(encoding="utf-8-sig")
    assert CODE in kept
    assert "清廉台账库" in kept
    page.sheet.save_to(tmp_path / "没有这个文件夹" / "恢复码.txt")
    qtbot.waitUntil(lambda: "U盘可能已经拔出" in page.sheet.notice.words)


def test_later_starts_ask_for_the_password_and_enter_opens(
    qtbot: QtBot, welcome: Welcome, recent: RecentBooks, tmp_path: Path
) -> None:
    recent.put(tmp_path / "甲")
    recent.put(tmp_path / "乙")
    window = welcome()
    page = window.page
    assert isinstance(page, UnlockPage)
    qtbot.waitUntil(lambda: window.focusWidget() is page.secret)
    with qtbot.waitSignal(window.opened) as opened:
        unlock(qtbot, window, "correct horse")
    assert opened.args is not None
    assert opened.args[0].folder == tmp_path / "乙"
    assert page.secret.text() == ""


def test_a_wrong_password_is_told_in_place_and_can_be_typed_over(
    qtbot: QtBot, welcome: Welcome, recent: RecentBooks, tmp_path: Path
) -> None:
    recent.put(tmp_path)
    window = welcome()
    page = unlock(qtbot, window, "wrong password")
    qtbot.waitUntil(lambda: bool(page.notice.words))
    assert page.notice.words == "密码不对。台账库没有改动。请再输一次。"
    assert page.secret.selectedText() == "wrong password"
    assert window.focusWidget() is page.secret
    with qtbot.waitSignal(window.opened):
        unlock(qtbot, window, "correct horse")


def test_a_book_in_use_can_be_opened_read_only(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, recent: RecentBooks, tmp_path: Path
) -> None:
    recent.put(tmp_path)
    books.error = BookInUse("王敏", datetime(2026, 11, 23, 8, 3))
    window = welcome()
    page = unlock(qtbot, window, "correct horse")
    qtbot.waitUntil(lambda: bool(page.notice.words))
    assert "王敏" in page.notice.words
    with qtbot.waitSignal(window.opened) as opened:
        press(qtbot, window, "notice_action")
    assert opened.args is not None
    assert opened.args[0].read_only


def test_a_book_left_open_on_another_pc_opens_once_it_is_said_to_be_closed(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, recent: RecentBooks, tmp_path: Path
) -> None:
    recent.put(tmp_path)
    books.error = LeftOpenElsewhere("电脑 科室二（王敏）", datetime(2026, 11, 23, 8, 3))
    window = welcome()
    page = unlock(qtbot, window, "correct horse")
    qtbot.waitUntil(lambda: bool(page.notice.words))
    assert "电脑 科室二（王敏）" in page.notice.words
    with qtbot.waitSignal(window.opened) as opened:
        press(qtbot, window, "overrule")
    assert opened.args is not None
    assert not opened.args[0].read_only


def test_a_book_that_cannot_be_opened_is_told_in_three_parts(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, recent: RecentBooks, tmp_path: Path
) -> None:
    recent.put(tmp_path)
    books.error = NEWER
    window = welcome()
    page = unlock(qtbot, window, "correct horse")
    qtbot.waitUntil(lambda: bool(page.notice.words))
    assert page.notice.words == NEWER.sentence


def test_a_bug_shows_no_trace_of_itself(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, recent: RecentBooks, tmp_path: Path
) -> None:
    recent.put(tmp_path)
    books.error = RuntimeError("secret inside")
    window = welcome()
    page = unlock(qtbot, window, "correct horse")
    qtbot.waitUntil(lambda: bool(page.notice.words))
    assert "secret inside" not in page.notice.words
    assert "请再试一次" in page.notice.words


def test_a_book_that_is_gone_can_be_taken_off_the_list(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, recent: RecentBooks, tmp_path: Path
) -> None:
    recent.put(tmp_path / "拔出的U盘")
    books.error = EnvironmentProblem("找不到台账库。", "没有改动任何内容。", "请插好U盘。")
    window = welcome()
    page = unlock(qtbot, window, "correct horse")
    qtbot.waitUntil(lambda: bool(page.notice.words))
    press(qtbot, window, "notice_action")
    assert recent.all() == []
    assert isinstance(window.page, StartPage)


def test_a_forgotten_password_is_replaced_after_the_recovery_code(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, recent: RecentBooks, tmp_path: Path
) -> None:
    recent.put(tmp_path)
    window = welcome()
    press(qtbot, window, "forgot")
    unlock(qtbot, window, CODE)
    qtbot.waitUntil(lambda: isinstance(window.page, NewPasswordPage))
    for name in ("new_password", "new_password_again"):
        qtbot.keyClicks(part(window.page, QLineEdit, name), "battery staple")
    with qtbot.waitSignal(window.opened):
        press(qtbot, window, "set_password")
    assert books.opened[0].secret == "battery staple"


def test_a_folder_without_a_book_is_said_to_be_none(welcome: Welcome, tmp_path: Path) -> None:
    window = welcome()
    window.open_folder(tmp_path / "别的")
    page = window.page
    assert isinstance(page, StartPage)
    assert "不是台账库" in page.notice.words
    window.open_folder(tmp_path / "台账库")
    page = window.page
    assert isinstance(page, UnlockPage)
    assert page.chosen is not None
    assert page.chosen.folder == tmp_path / "台账库"


def test_a_book_that_opens_after_the_window_was_closed_is_closed_again(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, recent: RecentBooks, tmp_path: Path
) -> None:
    recent.put(tmp_path)
    window = welcome()
    unlock(qtbot, window, "correct horse")
    while not books.opened:
        # It is open, and the window has not heard of it yet.
        time.sleep(0.001)
    window.close()
    qtbot.waitUntil(lambda: books.opened[0].is_closed)
