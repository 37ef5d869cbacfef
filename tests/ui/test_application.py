"""The program's windows together: locking, closing and building anew while work is under way."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.ui import long_work
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.closing_window import ClosingWindow
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.ledger import record_form
from qinglian_desktop.ui.long_work import WorkBar
from tests.conftest import PASSWORD
from tests.hands import write
from tests.ui.finding import part
from tests.ui.program import (
    PATIENCE,
    dialogs,
    locked,
    main,
    page_of,
    quiet,
    read_and_closed,
    unlocked,
)


@pytest.fixture(autouse=True)
def prompt() -> None:
    """Here changes are made as in the program: on their own thread, in their own time."""


class Slow:
    """Work that goes on until it is let, and notes that it was stopped before."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.let = threading.Event()
        self.was_stopped = False

    def back_up(self, book: EncryptedBook, progress: Progress) -> Path:
        self.begun.set()
        while not self.let.wait(0.005):
            if not progress(1, 2):
                self.was_stopped = True
                raise Cancelled
        return book.folder


def test_locking_during_a_backup_stops_it_and_asks_for_the_password(
    qtbot: QtBot, program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    quiet(qtbot, program)
    monkeypatch.setattr(EncryptedBook, "back_up", lambda book, told: slow.back_up(book, told))
    main(program).session.backing_up.start()
    qtbot.waitUntil(slow.begun.is_set, timeout=PATIENCE)
    page = locked(qtbot, program)
    assert slow.was_stopped
    unlocked(qtbot, program, page)


def bar_of(program: Application) -> WorkBar:
    """The bar of the backup at the foot of the window."""
    return part(main(program), WorkBar, "BackingUp")


def test_a_backup_shows_how_far_it_is_and_can_be_given_up(
    qtbot: QtBot, program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    monkeypatch.setattr(long_work, "SHOWN_AFTER", 0)
    monkeypatch.setattr(EncryptedBook, "back_up", lambda book, told: slow.back_up(book, told))
    quiet(qtbot, program)
    said: list[str] = []
    main(program).session.said.connect(said.append)
    main(program).session.backing_up.start()
    bar = bar_of(program)
    qtbot.waitUntil(bar.isVisible, timeout=PATIENCE)
    before = main(program)
    program.theme.step(1)
    qtbot.waitUntil(lambda: program.window is not before, timeout=PATIENCE)
    bar = bar_of(program)
    qtbot.waitUntil(bar.isVisible, timeout=PATIENCE)
    main(program).session.said.connect(said.append)
    cancel = bar.findChild(QPushButton)
    assert cancel is not None and cancel.text() == "取消"
    cancel.click()
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=PATIENCE)
    assert slow.was_stopped
    assert said == ["备份已经停下，没有留下半份。以前的备份都在。"]


def test_a_long_goodbye_is_said_and_ends_at_the_password(
    qtbot: QtBot, program: Application
) -> None:
    quiet(qtbot, program)
    window, let, kept = main(program), threading.Event(), list[str]()

    def change(_: Progress) -> None:
        assert let.wait(30)
        window.session.desk.preferences.keep_layout("talks", "{}")
        kept.append("做完了")

    window.session.change(window, change)
    program.lock()
    qtbot.waitUntil(lambda: isinstance(program.window, ClosingWindow), timeout=PATIENCE)
    let.set()
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow), timeout=PATIENCE)
    assert kept == ["做完了"]


def test_the_password_is_asked_for_where_the_window_was(qtbot: QtBot, program: Application) -> None:
    main(program).setGeometry(20, 40, 760, 640)
    before = main(program).geometry()
    page = locked(qtbot, program)
    assert page.window().geometry() == before
    assert unlocked(qtbot, program, page).geometry() == before


def test_what_is_typed_is_there_again_after_locking(qtbot: QtBot, program: Application) -> None:
    page = page_of(program, "practice")
    page.begin_record()
    write(page.panel.form._lines["theme"].editor.main, "锁上之前的话")
    unlocked(qtbot, program, locked(qtbot, program))
    again = page_of(program, "practice")
    again.begin_record()
    assert again.panel.form.typed()["theme"] == "锁上之前的话"


def test_closing_the_window_keeps_what_is_typed_and_closes_the_book(
    qtbot: QtBot, program: Application, books: Books
) -> None:
    page = page_of(program, "practice")
    page.begin_record()
    write(page.panel.form._lines["theme"].editor.main, "关窗之前的话")
    window, folder = main(program), main(program).session.desk.book.folder
    window.close()
    assert window.isVisible(), "the book is put away first"
    qtbot.waitUntil(lambda: program._closing is None, timeout=PATIENCE)
    assert not isValid(window) or not window.isVisible()
    book = books.open(folder, PASSWORD)
    with book.reading() as work:
        (draft,) = work.drafts.all()
    assert draft.typed["theme"] == "关窗之前的话"
    book.close()


def test_what_comes_late_asks_nothing_of_a_book_that_is_closed(
    qtbot: QtBot, program: Application
) -> None:
    page = page_of(program, "people")
    qtbot.waitUntil(page.isVisible)
    window = main(program)
    window.header.search.setFocus()
    qtbot.waitUntil(lambda: window.header.results is not None)
    write(window.header.search, "廉政")
    quiet(qtbot, program)
    program.lock()
    # On its thread, while nothing is heard on the window's.
    while not window.session.desk.book._transactions.is_closed:  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        time.sleep(0.001)
    assert window.header.results is not None
    window.header.results.show_for("廉政")
    page.listing._filters.changed.emit()
    page.listing._model._windows.clear()
    page.listing._model._first = []
    page.table.viewport().repaint()
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow))


def test_locking_after_a_mere_look_makes_no_forms(
    qtbot: QtBot, program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tab in main(program).session.desk.catalogue.tabs:
        main(program).show_tab(tab.key)
    quiet(qtbot, program)
    made: list[object] = []
    monkeypatch.setattr(record_form, "editor_of", made.append)
    locked(qtbot, program)
    assert made == []


def test_keys_that_are_lost_are_made_anew_and_told_once(
    qtbot: QtBot, program: Application, books: Books
) -> None:
    quiet(qtbot, program)
    desk = main(program).session.desk
    keys = desk.book.folder / "keys.json"
    written = keys.read_bytes()
    keys.unlink()
    main(program).session.change(
        main(program), lambda _: desk.preferences.keep_layout("talks", "{}")
    )
    qtbot.waitUntil(lambda: bool(dialogs()), timeout=PATIENCE)
    (said,) = read_and_closed()
    assert said.startswith("台账库的钥匙文件不见了，程序已经照原样重新写好。")
    assert keys.read_bytes() == written


@pytest.mark.parametrize("step", ["lock", "close"])
def test_keys_that_are_lost_before_closing_are_told_before_all_goes_on(
    qtbot: QtBot, program: Application, books: Books, step: str
) -> None:
    quiet(qtbot, program)
    window, folder = main(program), main(program).session.desk.book.folder
    (folder / "keys.json").write_bytes(b"broken")
    if step == "lock":
        program.lock()
    else:
        window.close()
    qtbot.waitUntil(lambda: bool(dialogs()), timeout=PATIENCE)
    assert not isinstance(program.window, WelcomeWindow)
    (said,) = read_and_closed()
    assert said.startswith("台账库的钥匙文件坏了")
    if step == "lock":
        qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow), timeout=PATIENCE)
    else:
        qtbot.waitUntil(lambda: not program.window or not program.window.isVisible())
    books.open(folder, PASSWORD).close()


def test_a_book_opened_by_the_keys_of_its_backups_says_so(
    qtbot: QtBot, program: Application
) -> None:
    quiet(qtbot, program)
    folder = main(program).session.desk.book.folder
    page = locked(qtbot, program)
    assert (folder / "backups" / "keys.json").is_file()
    (folder / "keys.json").unlink()
    unlocked(qtbot, program, page)
    (said,) = read_and_closed()
    assert "用备份里的钥匙打开了它" in said
    assert (folder / "keys.json").is_file()
