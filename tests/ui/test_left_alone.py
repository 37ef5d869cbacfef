"""Who leaves the door alone finds it asking for the password, with no key behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.copies import Copy
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.application.going_back import Prospect
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.doorway.backups_page import BackupsPage
from qinglian_desktop.ui.doorway.going_back_page import GoingBackPage
from qinglian_desktop.ui.doorway.new_password_page import NewPasswordPage
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from qinglian_desktop.ui.doorway.recovery_code_page import RecoveryCodePage
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.look.theme import Theme
from tests.ui.fake_books import CODE, FakeBook, FakeBooks
from tests.ui.program import main

NOW = datetime(2026, 11, 23, 10, 5)


class Clock:
    """A clock that is set by hand."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, settings: QSettings, clock: Clock, tmp_path: Path
) -> WelcomeWindow:
    tools = cast("Tools", SimpleNamespace(clock=lambda: NOW))
    recent = RecentBooks(settings)
    recent.put(tmp_path)
    made = WelcomeWindow(tools, cast("Books", FakeBooks()), theme, recent)
    made.left_alone.idle._clock = clock
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def leave(qtbot: QtBot, window: WelcomeWindow, clock: Clock) -> None:
    qtbot.waitUntil(lambda: not window._operations.is_busy)
    clock.now += 601
    window.left_alone.idle.look()


def looked(window: WelcomeWindow, folder: Path) -> tuple[FakeBook, QWidget]:
    """A book was open until its backups were wanted."""
    book = FakeBook(folder, "its key")
    window.show_backups(folder, before=cast("Book", book))
    assert isinstance(window.page, BackupsPage)
    return book, window.page


def test_the_key_of_the_book_goes_with_the_page(
    qtbot: QtBot, window: WelcomeWindow, clock: Clock, tmp_path: Path
) -> None:
    book, page = looked(window, tmp_path)
    clock.now += 599
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down)
    clock.now += 599
    window.left_alone.idle.look()
    assert book.secret == "its key" and window.page is page
    leave(qtbot, window, clock)
    assert book.secret == ""
    assert isinstance(window.page, UnlockPage)
    qtbot.waitUntil(lambda: not isValid(page))
    assert window.page.chosen is not None and window.page.chosen.folder == tmp_path


def test_the_step_before_going_back_takes_its_secret_along(
    qtbot: QtBot, window: WelcomeWindow, clock: Clock, tmp_path: Path
) -> None:
    book, _ = looked(window, tmp_path)
    copy = Copy(tmp_path / "backups" / "0001", 1, NOW, 0, tmp_path)
    window._show_going_back(
        tmp_path, copy, "typed", cast("Prospect", SimpleNamespace(sentences=(), findings=()))
    )
    page = window.page
    assert isinstance(page, GoingBackPage)
    leave(qtbot, window, clock)
    assert book.secret == "" and isinstance(window.page, UnlockPage)
    qtbot.waitUntil(lambda: not isValid(page))


def test_work_under_way_ends_first(
    qtbot: QtBot,
    window: WelcomeWindow,
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book, page = looked(window, tmp_path)
    qtbot.waitUntil(lambda: not window._operations.is_busy)
    with monkeypatch.context() as patch:
        patch.setattr(type(window._operations), "is_busy", True)
        clock.now += 601
        window.left_alone.idle.look()
    assert window.page is page and book.secret == "its key"
    leave(qtbot, window, clock)
    assert book.secret == "" and isinstance(window.page, UnlockPage)


def test_a_book_opened_by_the_code_is_closed(
    qtbot: QtBot, window: WelcomeWindow, clock: Clock, tmp_path: Path
) -> None:
    book = FakeBook(tmp_path, CODE)
    window._on_opened_by_code(cast("Book", book), CODE)
    assert isinstance(window.page, NewPasswordPage)
    leave(qtbot, window, clock)
    assert book.is_closed and book.secret == ""
    assert isinstance(window.page, UnlockPage)


def test_a_code_that_is_shown_once_stays(
    qtbot: QtBot, window: WelcomeWindow, clock: Clock, tmp_path: Path
) -> None:
    before, _ = looked(window, tmp_path)
    book = FakeBook(tmp_path, "x")
    window._on_created(cast("Book", book), CODE)
    leave(qtbot, window, clock)
    assert isinstance(window.page, RecoveryCodePage) and not book.is_closed
    assert before.secret == ""
    window._hand_over()


@pytest.mark.parametrize(
    "left",
    [
        lambda window, other: window._on_opened(other),
        lambda window, other: window._on_restored(other.folder, "已恢复"),
        lambda window, other: window.close(),
    ],
)
def test_the_key_is_not_kept_once_another_way_was_taken(
    window: WelcomeWindow, tmp_path: Path, left: Callable[[WelcomeWindow, FakeBook], object]
) -> None:
    book, _ = looked(window, tmp_path)
    left(window, FakeBook(tmp_path, "x"))
    assert book.secret == "" and not window.left_alone.idle.is_watching


@pytest.mark.parametrize("is_held", [True, False])
def test_a_way_that_does_not_come_back_keeps_no_key(
    qtbot: QtBot, program: Application, is_held: bool
) -> None:
    """As the repair, to which the window of a damaged book leads."""
    book = main(program).session.desk.book
    assert isinstance(book, EncryptedBook)

    def turn(welcome: WelcomeWindow) -> None:
        if is_held:
            welcome.show_backups(book.folder, before=book)
        else:
            welcome.show_repair(book.folder)

    program.lock(turn)
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow))
    qtbot.waitUntil(lambda: any(book.keys[0]) is is_held)
