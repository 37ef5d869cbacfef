"""From the list of copies: looked into, gone back to, let go of; never without the password.

Over 300 lines because one book with its copies serves every test.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.copies import Copy
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.soundness import UnsoundCopy
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import State
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.take_back import TakeBack
from qinglian_desktop.ui.doorway.backups_page import BackupsPage
from qinglian_desktop.ui.doorway.going_back_page import GoingBackPage, LettingGoPage
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.main_window import MainWindow
from tests.conftest import PASSWORD
from tests.trust.altered_history import altered
from tests.ui.finding import part
from tests.ui.program import locked, main, page_of


@pytest.fixture
def folder(sample_book: Book, books: Books, tools: Tools) -> Path:
    """A closed book with two backups and one set aside; a record was voided since."""
    place = sample_book.folder
    first = sample_book.back_up()
    sample_book.back_up()
    desk = Desk(sample_book, tools)
    ledger = next(each for each in desk.catalogue if each.in_return)
    desk.records.void(ledger, desk.searching.ids(Query(ledger.key))[0], "试一试")
    sample_book.close()
    books.restore(place, first, PASSWORD)
    return place


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, tools: Tools, books: Books, settings: QSettings
) -> WelcomeWindow:
    made = WelcomeWindow(tools, books, theme, RecentBooks(settings))
    qtbot.addWidget(made)
    made.show()
    return made


def backups_of(qtbot: QtBot, window: WelcomeWindow, folder: Path) -> BackupsPage:
    window.show_backups(folder)
    page = window.page
    assert isinstance(page, BackupsPage)
    qtbot.waitUntil(lambda: page.chosen is not None)
    return page


def press(qtbot: QtBot, window: WelcomeWindow, name: str) -> None:
    qtbot.mouseClick(part(window.page, QPushButton, name), Qt.MouseButton.LeftButton)


def turned(qtbot: QtBot, window: WelcomeWindow, kind: type[object]) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: isinstance(window.page, kind))


def test_the_copies_are_listed_by_number_and_what_was_set_aside_apart(
    qtbot: QtBot, window: WelcomeWindow, folder: Path
) -> None:
    page = backups_of(qtbot, window, folder)
    rows = part(page, QListWidget, "backup_list")
    words = [rows.item(place).text() for place in range(rows.count())]
    assert [each[:23] for each in words] == [
        "2026-11-23 星期一 10:05　第2",
        "2026-11-23 星期一 10:05　第1",
        "恢复前放在一边的",
        "2026-11-23 星期一 10:05　第3",
    ]
    assert all(each.endswith("MB") for each in words if each != words[2])
    assert part(page, QPushButton, "let_go").isHidden()
    rows.setCurrentRow(3)
    assert not part(page, QPushButton, "let_go").isHidden()
    assert page.chosen is not None and page.chosen.folder.parent.name == "aside"


def test_who_is_quicker_than_the_shelf_is_asked_to_wait(
    qtbot: QtBot, window: WelcomeWindow, folder: Path, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    come = threading.Event()
    slow = books.backups

    def waited_for(folder: Path) -> list[Copy]:
        assert threading.current_thread() is not threading.main_thread()
        assert come.wait(10)
        return slow(folder)

    monkeypatch.setattr(books, "backups", waited_for)
    window.show_backups(folder)
    page = window.page
    assert isinstance(page, BackupsPage)
    page.secret.setText(PASSWORD)
    page.look_ahead()
    assert page.notice.words.startswith("备份的列表还没有读完") and page.chosen is None
    come.set()
    qtbot.waitUntil(lambda: page.chosen is not None)
    assert page.notice.words == "" and page.secret.text() == PASSWORD


def test_without_the_password_nothing_is_shown(
    qtbot: QtBot, window: WelcomeWindow, folder: Path
) -> None:
    page = backups_of(qtbot, window, folder)
    press(qtbot, window, "look_ahead")
    assert page.notice.words == "请先输入密码。"
    page.secret.setText("猜一猜")
    for name in ("look_ahead", "look"):
        press(qtbot, window, name)
        qtbot.waitUntil(lambda: "密码不对" in page.notice.words)
        assert window.page is page
        qtbot.waitUntil(lambda: part(page, QPushButton, "look").isEnabled())


@pytest.mark.parametrize("shelf", ["backups", "aside"])
def test_a_copy_that_is_opened_like_a_book_leads_to_the_copies(
    qtbot: QtBot, window: WelcomeWindow, folder: Path, books: Books, shelf: str
) -> None:
    copy = (books.backups(folder) if shelf == "backups" else books.set_aside(folder))[-1]
    window.open_folder(copy.folder)
    page = window.page
    assert isinstance(page, BackupsPage)
    qtbot.waitUntil(lambda: page.chosen == copy)
    assert "是一份备份" in page.notice.words


def test_a_copy_is_looked_into(qtbot: QtBot, window: WelcomeWindow, folder: Path) -> None:
    page = backups_of(qtbot, window, folder)
    page.secret.setText(PASSWORD)
    with qtbot.waitSignal(window.opened, timeout=30_000) as opened:
        press(qtbot, window, "look")
    assert opened.args is not None
    book = opened.args[0]
    assert book.read_only and book.copy.number == 2
    book.close()


def test_what_was_set_aside_is_let_go_after_it_is_said_what_is_in_it(
    qtbot: QtBot, window: WelcomeWindow, folder: Path, books: Books
) -> None:
    page = backups_of(qtbot, window, folder)
    part(page, QListWidget, "backup_list").setCurrentRow(3)
    page.secret.setText(PASSWORD)
    press(qtbot, window, "let_go")
    turned(qtbot, window, LettingGoPage)()
    assert "1 条和现在的不一样。" in part(window.page, QLabel, "only_there").text()
    assert len(books.set_aside(folder)) == 1
    press(qtbot, window, "let_go")
    turned(qtbot, window, BackupsPage)()
    assert books.set_aside(folder) == []
    assert len(books.backups(folder)) == 2


def asked_first(qtbot: QtBot, window: WelcomeWindow, folder: Path) -> GoingBackPage:
    """The page that asks before the newest backup is gone back to."""
    page = backups_of(qtbot, window, folder)
    page.secret.setText(PASSWORD)
    press(qtbot, window, "look_ahead")
    turned(qtbot, window, GoingBackPage)()
    sure = window.page
    assert isinstance(sure, GoingBackPage)
    return sure


def test_a_restore_that_is_given_up_says_that_nothing_changed(
    qtbot: QtBot, window: WelcomeWindow, folder: Path, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    sure = asked_first(qtbot, window, folder)

    begun = threading.Event()

    def given_up(folder: Path, copy: Path, secret: str, progress: Progress, _: object) -> Path:
        begun.set()
        while progress(1, 2):
            time.sleep(0.001)
        raise Cancelled

    monkeypatch.setattr(books, "restore", given_up)
    press(qtbot, window, "restore")
    assert begun.wait(10)
    sure._work.bar._on_cancelled()
    qtbot.waitUntil(lambda: "没有恢复" in sure.notice.words)
    assert window.page is sure


def test_a_copy_in_which_something_was_found_is_gone_back_to_only_all_the_same(
    qtbot: QtBot, window: WelcomeWindow, folder: Path, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    altered(
        books.backups(folder)[0].folder,
        "DELETE FROM search_entries WHERE record_id = 1",
        password=PASSWORD,
    )
    sure = asked_first(qtbot, window, folder)
    assert part(sure, QLabel, "prospect").text().startswith("这份备份检查出")
    restore = part(sure, QPushButton, "restore")
    assert restore.text() == "仍要恢复"

    def worse(folder: Path, copy: Path, secret: str, progress: Progress, known: object) -> Path:
        assert known
        raise UnsoundCopy(["花名册 2026-001 没有历史记录。"])

    with monkeypatch.context() as patched:
        patched.setattr(books, "restore", worse)
        press(qtbot, window, "restore")
        qtbot.waitUntil(lambda: "没有恢复。这份备份检查出 1 处问题" in sure.notice.words)
        qtbot.waitUntil(restore.isEnabled)
    press(qtbot, window, "restore")
    turned(qtbot, window, UnlockPage)()


def test_a_restore_given_up_too_late_is_told_as_done(
    qtbot: QtBot, window: WelcomeWindow, folder: Path, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    sure = asked_first(qtbot, window, folder)

    begun = threading.Event()

    def too_late(folder: Path, copy: Path, secret: str, progress: Progress, _: object) -> Path:
        begun.set()
        while progress(1, 2):
            time.sleep(0.001)
        return folder

    monkeypatch.setattr(books, "restore", too_late)
    press(qtbot, window, "restore")
    assert begun.wait(10)
    sure._work.bar._on_cancelled()
    turned(qtbot, window, UnlockPage)()
    assert isinstance(window.page, UnlockPage)
    assert "已恢复到" in window.page.notice.words


@pytest.mark.parametrize("is_apart", [False, True])
def test_the_window_of_a_copy_says_so_and_leads_back(
    qtbot: QtBot, program: Application, books: Books, is_apart: bool
) -> None:
    book = main(program).session.desk.book
    copy, folder = book.back_up(), book.folder
    locked(qtbot, program)
    looked = books.look(folder, copy, PASSWORD)
    assert isinstance(looked, EncryptedBook) and looked.copy is not None
    looked._copy = replace(looked.copy, is_apart=is_apart)
    window = program.open_book(looked)
    said = "正在查看 2026年11月23日 10:05 的备份，只能看"
    assert said in window.windowTitle()
    (notice,) = (each.text() for each in window.header.findChildren(QLabel, "notice"))
    assert notice.startswith(said) and ("另一台电脑上也记过" in notice) is is_apart
    qtbot.mouseClick(part(window.header, QPushButton, "notice_action"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window is not window and isinstance(program.window, MainWindow))
    today = main(program).session.desk.book
    assert today.folder == folder and today.copy is None and not today.read_only


def test_one_click_leads_to_the_backups_and_one_click_back(
    qtbot: QtBot, program: Application
) -> None:
    first = main(program)
    folder = first.session.desk.book.folder
    qtbot.mouseClick(part(first, QPushButton, "look_at_backups"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow))
    welcome = program.window
    assert isinstance(welcome, WelcomeWindow) and isinstance(welcome.page, BackupsPage)
    part(welcome.page, QPushButton, "back").click()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    assert main(program).session.desk.book.folder == folder


def test_a_record_is_taken_back_from_the_window_of_a_copy(
    qtbot: QtBot, program: Application, books: Books
) -> None:
    session = main(program).session
    book, desk = session.desk.book, session.desk
    ledger = next(each for each in desk.catalogue if each.in_return and not each.feeds)
    record_id = desk.searching.ids(Query(ledger.key))[0]
    copy, folder = book.back_up(), book.folder
    desk.records.void(ledger, record_id, "手误")
    locked(qtbot, program)
    window = program.open_book(books.look(folder, copy, PASSWORD))
    window.open_place(ToRecord(ledger.key, record_id))
    page = page_of(program, ledger.key)
    qtbot.mouseClick(part(page, QPushButton, "take_back_record"), Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(TakeBack)
    dialog.secret.setText("猜一猜")
    dialog.take()
    qtbot.waitUntil(lambda: "密码不对" in dialog.notice.words)
    dialog.secret.setText(PASSWORD)
    qtbot.waitUntil(lambda: part(dialog, QPushButton, "take_back").isEnabled())
    dialog.take()
    qtbot.waitUntil(lambda: "改回了备份里的内容" in dialog.notice.words)
    dialog.reject()
    locked(qtbot, program)
    today = books.open(folder, PASSWORD)
    with today.reading() as work:
        found = work.records.get(ledger, record_id)
    assert found is not None and found.state is not State.VOID
    today.close()


def test_in_a_book_of_today_there_is_nothing_to_take_back(program: Application) -> None:
    desk = main(program).session.desk
    ledger = next(each for each in desk.catalogue if each.in_return)
    main(program).open_place(ToRecord(ledger.key, desk.searching.ids(Query(ledger.key))[0]))
    page = page_of(program, ledger.key)
    assert part(page, QPushButton, "take_back_record").isHidden()
