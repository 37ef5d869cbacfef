"""修复 in the window: from a book that does not open, and from what a check has found."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.checking_up import Checkup
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.soundness import BROKEN_PAGES, Finding, Repaired
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.check_findings import CheckFindings
from qinglian_desktop.ui.doorway.backups_page import BackupsPage
from qinglian_desktop.ui.doorway.repair_page import STOPPED, RepairPage
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.main_window import MainWindow
from tests.conftest import NOW, PASSWORD
from tests.ui.finding import part
from tests.ui.program import locked, main, quiet


@pytest.fixture(autouse=True)
def prompt() -> None:
    """Here everything is asked as in the program: on other threads, in its own time."""


def page_in_front(program: Application) -> object:
    return program.window.page if isinstance(program.window, WelcomeWindow) else None


def repair_page_of(qtbot: QtBot, program: Application) -> RepairPage:
    qtbot.waitUntil(lambda: isinstance(page_in_front(program), RepairPage))
    page = page_in_front(program)
    assert isinstance(page, RepairPage)
    return page


def press(qtbot: QtBot, page: RepairPage, name: str) -> None:
    qtbot.mouseClick(part(page, QPushButton, name), Qt.MouseButton.LeftButton)


def found_something(qtbot: QtBot, program: Application, name: str) -> None:
    """Press a button of the dialog that tells of a broken page."""
    quiet(qtbot, program)
    session = main(program).session
    session.checking_up.found.emit(Checkup(NOW.date(), (Finding(BROKEN_PAGES),)))
    (box,) = main(program).findChildren(CheckFindings)
    part(box, QPushButton, name).click()


def damaged(qtbot: QtBot, program: Application) -> UnlockPage:
    """Lock a book that has a backup, and lose its first page."""
    quiet(qtbot, program)
    main(program).session.desk.book.back_up()
    folder = main(program).session.desk.book.folder
    page = locked(qtbot, program)
    database = folder / "ledger.db"
    database.write_bytes(bytes(4096) + database.read_bytes()[4096:])
    return page


def test_a_damaged_book_is_repaired_from_where_it_does_not_open(
    qtbot: QtBot, program: Application
) -> None:
    unlock = damaged(qtbot, program)
    before = unlock.chosen
    assert before is not None
    unlock.secret.setText(PASSWORD)
    unlock.open()
    qtbot.waitUntil(lambda: "损坏" in unlock.notice.words)
    qtbot.mouseClick(part(unlock.notice, QPushButton, "notice_action"), Qt.MouseButton.LeftButton)
    page = repair_page_of(qtbot, program)
    press(qtbot, page, "repair")
    assert page.notice.words == "请先输入密码。"
    page.secret.setText("不是这个密码")
    press(qtbot, page, "repair")
    qtbot.waitUntil(lambda: "密码不对" in page.notice.words)
    assert page.secret.selectedText() and not page.secret.isReadOnly()
    qtbot.waitUntil(part(page, QPushButton, "repair").isEnabled)
    page.secret.setText(PASSWORD)
    press(qtbot, page, "repair")
    go = part(page, QPushButton, "open_repaired")
    qtbot.waitUntil(go.isVisible, timeout=60_000)
    said = part(page, QLabel, "repaired").text()
    assert said.startswith("修复好了，读出 ") and "没有读出来" not in said
    assert "没有读不出来的。" in part(page, QPlainTextEdit, "what_was_read").toPlainText()
    assert "：读出 " in part(page, QPlainTextEdit, "what_was_read").toPlainText()
    assert page.secret.text() == "" and not page.secret.isVisible()
    go.click()
    again = page_in_front(program)
    assert isinstance(again, UnlockPage) and again.chosen is not None
    assert again.chosen.folder == before.folder.with_name(f"{before.folder.name}-修复")
    # The damaged one is still there, and still on the list.
    assert before.folder.exists()
    again.secret.setText(PASSWORD)
    again.open()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    quiet(qtbot, program)


def test_a_repair_that_is_given_up_says_what_it_left(
    qtbot: QtBot, program: Application, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_something(qtbot, program, "repair")
    page = repair_page_of(qtbot, program)

    begun = threading.Event()

    def given_up(folder: Path, target: Path, secret: str, progress: Progress) -> Repaired:
        begun.set()
        while progress(1, 2):
            time.sleep(0.001)
        raise Cancelled

    monkeypatch.setattr(page._doorway.books, "repair", given_up)
    page.secret.setText(PASSWORD)
    press(qtbot, page, "repair")
    assert begun.wait(10)
    page._work.bar._on_cancelled()
    qtbot.waitUntil(lambda: page.notice.words == STOPPED)
    assert part(page, QPushButton, "repair").isEnabled()


def test_the_dialog_of_a_check_leads_to_the_backups(qtbot: QtBot, program: Application) -> None:
    found_something(qtbot, program, "backups")
    qtbot.waitUntil(lambda: isinstance(page_in_front(program), BackupsPage))
