"""Who opens a book: the name of the first keeper, and the names of several to choose from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.domain.keeper import FIRST_KEEPER, Keeper, KeeperRole
from qinglian_desktop.ui.doorway.new_book_pages import NewBookPage
from qinglian_desktop.ui.doorway.new_password_page import NewPasswordPage
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from qinglian_desktop.ui.doorway.recovery_code_page import RecoveryCodePage
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.look.theme import Theme
from tests.ui.fake_books import CODE, FakeBooks
from tests.ui.finding import part

WANG, LI = Keeper("王书记"), Keeper("李委员", KeeperRole.ENTERING, sees_confidential=False)
RIGHT = "correct horse"


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
        tools = cast("Tools", SimpleNamespace())
        window = WelcomeWindow(tools, cast("Books", books), theme, recent)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    return show


Welcome = Callable[[], WelcomeWindow]


def asked(qtbot: QtBot, window: WelcomeWindow) -> tuple[UnlockPage, list[str]]:
    """The page that asks for the password, once it knows who keeps the book; their names."""
    page = window.page
    assert isinstance(page, UnlockPage)
    qtbot.waitUntil(lambda: bool(page._keepers))
    return page, [each.text() for each in names(page) if each.isVisible()]


def names(page: UnlockPage) -> list[QRadioButton]:
    return page._who.findChildren(QRadioButton)


@pytest.mark.parametrize(("typed", "kept"), [("", "书记"), (" 王书记 ", "王书记")])
def test_a_new_book_is_kept_by_who_is_named_or_by_the_secretary(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, recent: RecentBooks, tmp_path: Path,
    typed: str, kept: str,
) -> None:  # fmt: skip
    window = welcome()
    window.show_new()
    page = window.page
    assert isinstance(page, NewBookPage)
    page.choice.set_folder(tmp_path / "库")
    # Whoever leaves the name out begins with the password, as ever.
    first = part(page, QLineEdit, "new_password")
    qtbot.waitUntil(lambda: window.focusWidget() is first)
    page.who.line.setFocus()
    page.who.line.insert(typed)
    qtbot.keyClick(page.who.line, Qt.Key.Key_Return)
    assert window.focusWidget() is first
    qtbot.keyClicks(first, RIGHT)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    again = part(page, QLineEdit, "new_password_again")
    qtbot.keyClicks(again, RIGHT)
    qtbot.keyClick(again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, RecoveryCodePage))
    assert books.opened[0].keeper == Keeper(kept)
    assert recent.all()[0].keeper == kept


def test_where_one_keeps_the_book_no_name_is_asked_for(
    qtbot: QtBot, welcome: Welcome, recent: RecentBooks, tmp_path: Path
) -> None:
    recent.put(tmp_path)
    page, shown = asked(qtbot, welcome())
    assert shown == [] and page._who.name == ""


def test_who_opened_the_book_last_is_chosen_and_another_name_is_a_click_away(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, recent: RecentBooks, tmp_path: Path
) -> None:
    books.several = (WANG, LI)
    recent.put(tmp_path, keeper=LI.name)
    window = welcome()
    page, shown = asked(qtbot, window)
    assert shown == [WANG.name, LI.name] and page._who.name == LI.name
    qtbot.mouseClick(names(page)[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.focusWidget() is page.secret)
    qtbot.keyClicks(page.secret, RIGHT)
    with qtbot.waitSignal(window.opened):
        qtbot.keyClick(page.secret, Qt.Key.Key_Return)
    assert books.opened[0].keeper == WANG
    # The next time it is their name that is chosen.
    assert recent.all()[0].keeper == WANG.name


def test_a_wrong_password_says_whose_it_would_be(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, recent: RecentBooks, tmp_path: Path
) -> None:
    books.several = (WANG, LI)
    recent.put(tmp_path, keeper=LI.name)
    page, _ = asked(qtbot, welcome())
    qtbot.keyClicks(page.secret, "not it")
    qtbot.keyClick(page.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.notice.words.startswith(f"选的是“{LI.name}”：密码不对"))


def test_names_are_chosen_by_arrows_and_gone_through(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, recent: RecentBooks, tmp_path: Path
) -> None:
    books.several = (WANG, LI, FIRST_KEEPER)
    recent.put(tmp_path)
    window = welcome()
    page, _ = asked(qtbot, window)
    names(page)[0].setFocus()
    for chosen in (LI, FIRST_KEEPER):
        focused = window.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Right)
        assert page._who.name == chosen.name
    focused = window.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert window.focusWidget() is page.secret


def test_who_forgot_is_sent_to_whoever_may_set_it_and_the_code_names_whose_it_is(
    qtbot: QtBot, welcome: Welcome, books: FakeBooks, recent: RecentBooks, tmp_path: Path
) -> None:
    books.several = (WANG, LI)
    recent.put(tmp_path, keeper=LI.name)
    window = welcome()
    page, _ = asked(qtbot, window)
    qtbot.mouseClick(part(page, QPushButton, "forgot"), Qt.MouseButton.LeftButton)
    assert "有“全部”权限的使用人" in page._hint.text() and "重设密码" in page._hint.text()
    assert not page._who.isVisible()
    qtbot.keyClicks(page.secret, CODE)
    qtbot.keyClick(page.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, NewPasswordPage))
    # Not that of who was chosen: the code stands for the first who may do all.
    words = [each.text() for each in window.page.findChildren(type(page._hint))]
    assert "给“王书记”设一个新密码" in words
    qtbot.mouseClick(part(window.page, QPushButton, "set_password"), Qt.MouseButton.LeftButton)
