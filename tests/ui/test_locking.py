"""The lock: over whatever lies over the window, hidden at once, and nothing typed is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QInputDialog,
    QMenu,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.help_view import HelpView
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.half_typed import ask_why
from qinglian_desktop.ui.locking.hiding import hide_content
from qinglian_desktop.ui.look.asking import ask_first, ask_lines
from qinglian_desktop.ui.main_window import MainWindow
from tests.conftest import PASSWORD
from tests.hands import write
from tests.ui.program import (
    PATIENCE,
    locked,
    main,
    page_of,
    quiet,
    read_and_closed,
    unlocked,
)

CTRL = Qt.KeyboardModifier.ControlModifier
Over = Callable[[MainWindow], object]


@pytest.fixture(autouse=True)
def prompt() -> None:
    """Here changes are made as in the program: on their own thread, in their own time."""


def window_handle(widget: QWidget) -> QWindow:
    handle = widget.windowHandle()
    assert handle is not None
    return handle


def press_lock(widget: QWidget) -> None:
    """As the keyboard does it: into the window, not into a part of it."""
    QTest.keyPress(window_handle(widget), Qt.Key.Key_L, CTRL)


def seen_over(window: QWidget) -> QWidget | None:
    """What lies over the window."""
    if (hanging := QApplication.activePopupWidget()) is not None:
        return hanging
    others = (each for each in QApplication.topLevelWidgets() if each is not window)
    return next((each for each in others if each.isVisible()), None)


def message(window: MainWindow) -> None:
    QMessageBox(QMessageBox.Icon.NoIcon, "请注意", "谈话的内容", parent=window).open()


def menu(window: MainWindow) -> None:
    made = QMenu(window)
    made.addAction("一项")
    made.popup(window.mapToGlobal(window.rect().center()))


OVER: dict[str, Over] = {
    "message": message,
    "menu": menu,
    "a file": lambda window: QFileDialog.getSaveFileName(window, "另存为"),
    "a reason": lambda window: ask_why(window.session, "作废", window, "作废", "为什么？"),
    "lines": lambda window: ask_lines(window, "作废", "为什么？"),
    "a line": lambda window: QInputDialog.getText(window, "名称", "叫什么？"),
    "help": lambda window: HelpView(window.session.theme, "talks", window).show(),
}


@pytest.mark.parametrize("over", OVER)
def test_the_key_locks_over_whatever_lies_over_the_window(
    qtbot: QtBot, program: Application, over: str
) -> None:
    quiet(qtbot, program)
    window, watch = main(program), QTimer()

    def press() -> None:
        if (found := seen_over(window)) is not None:
            watch.stop()
            # A menu has no keyboard of its own: its keys come through the window below it.
            press_lock(window if isinstance(found, QMenu) else found)

    watch.timeout.connect(press)
    watch.start(5)
    QTimer.singleShot(0, window, lambda: OVER[over](window))
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow), timeout=PATIENCE)
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible() and w != program.window]


def test_the_key_locks_over_a_preview(qtbot: QtBot, program: Application) -> None:
    page = page_of(program, "talks")
    quiet(qtbot, program)
    page.listing.table.selectRow(0)
    main(program).session.confirmed_at = inf
    page.print_shown()
    preview = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PrintPreview))
    qtbot.waitUntil(lambda: preview.is_ready, timeout=PATIENCE)
    press_lock(preview)
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow), timeout=PATIENCE)
    assert not isValid(preview) or not preview.isVisible()


def test_a_question_that_is_open_is_answered_by_no(qtbot: QtBot, program: Application) -> None:
    quiet(qtbot, program)
    done: list[str] = []
    ask_first(main(program), "真的删去？", "删去", lambda: done.append("删去"))
    box = seen_over(main(program))
    assert isinstance(box, QMessageBox)
    press_lock(box)
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow), timeout=PATIENCE)
    assert done == []


def test_settings_that_were_changed_do_not_hold_up_the_lock_and_are_kept(
    qtbot: QtBot, program: Application
) -> None:
    quiet(qtbot, program)
    main(program).header.open_settings()
    settings = main(program).header.settings
    assert settings is not None
    words = settings._lists[0]
    settings.show_list(words.ledger.key, words.field.key)
    changed = replace(words.wording, words=(*words.wording.words, "锁上之前的词"))
    settings.editor.show_list(words, changed)
    settings._on_edited()
    press_lock(settings)
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow), timeout=PATIENCE)
    assert isinstance(program.window, WelcomeWindow)
    page = program.window.page
    assert isinstance(page, UnlockPage)
    unlocked(qtbot, program, page)
    lists = main(program).session.desk.wordings.lists()
    assert "锁上之前的词" in lists[0].wording.words


def test_content_is_gone_from_the_screen_before_the_book_is_closed(
    qtbot: QtBot, program: Application
) -> None:
    page = page_of(program, "talks")
    page.begin_record()
    quiet(qtbot, program)
    window, let = main(program), threading.Event()
    window.session.change(window, lambda _: let.wait(30))
    said = QMessageBox(QMessageBox.Icon.NoIcon, "请注意", "谈话的内容", parent=window)
    said.open()
    before = window.grab().toImage()
    covered: list[bool] = []

    def look() -> None:
        image = window.grab().toImage()
        colours = {image.pixelColor(x, 40).name() for x in range(0, image.width(), 7)}
        covered.append(colours == {QColor(program.theme.colours.ground).name()})

    assert len({before.pixelColor(x, 40).name() for x in range(0, before.width(), 7)}) > 1
    hide_content(window, program.theme, look)
    assert not said.isVisible()
    qtbot.waitUntil(lambda: covered == [True], timeout=PATIENCE)
    let.set()
    program.lock()
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow), timeout=PATIENCE)


def test_what_was_typed_is_there_again_though_a_question_was_open(
    qtbot: QtBot, program: Application
) -> None:
    page = page_of(program, "practice")
    page.begin_record()
    write(page.panel.form._lines["theme"].editor.main, "锁上之前的话")
    message(main(program))
    unlocked(qtbot, program, locked(qtbot, program))
    again = page_of(program, "practice")
    again.begin_record()
    assert again.panel.form.typed()["theme"] == "锁上之前的话"


def test_idle_minutes_lock_the_program_and_let_a_backup_end(
    qtbot: QtBot, program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, let, ended = threading.Event(), threading.Event(), list[bool]()

    def back_up(book: EncryptedBook, progress: Progress) -> Path:
        begun.set()
        let.wait(30)
        ended.append(progress(1, 2))
        return book.folder

    quiet(qtbot, program)
    monkeypatch.setattr(EncryptedBook, "back_up", back_up)
    window = main(program)
    window.session.backing_up.start()
    qtbot.waitUntil(begun.is_set, timeout=PATIENCE)
    program._locker.idle.over.emit()
    assert program.window is not window or not window.isEnabled()
    let.set()
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow), timeout=PATIENCE)
    assert ended == [True], "it was not asked to stop"


def test_nothing_is_watched_while_no_book_is_open(
    qtbot: QtBot, program: Application, books: Books
) -> None:
    quiet(qtbot, program)
    assert program._locker.idle.is_watching
    page = locked(qtbot, program)
    assert not program._locker.idle.is_watching
    press_lock(page.window())
    assert isinstance(program.window, WelcomeWindow)
    unlocked(qtbot, program, page)
    assert program._locker.idle.is_watching


def test_a_lock_takes_one_key_and_opening_again_the_password_and_one(
    qtbot: QtBot, program: Application
) -> None:
    quiet(qtbot, program)
    press_lock(main(program))
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow), timeout=PATIENCE)
    assert isinstance(program.window, WelcomeWindow)
    page = program.window.page
    assert isinstance(page, UnlockPage)
    assert page.window().focusWidget() is page.secret
    write(page.secret, PASSWORD)
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=PATIENCE)


def test_what_failed_while_nobody_was_there_is_told_when_the_book_is_open_again(
    qtbot: QtBot, program: Application
) -> None:
    quiet(qtbot, program)
    begun, let, heard = threading.Event(), threading.Event(), list[object]()

    def write_return(_: Progress) -> None:
        begun.set()
        let.wait(30)
        raise EnvironmentProblem("月报没有写成。", "记录没有受影响。", "请再写一次。")

    session = main(program).session
    session.change(main(program), write_return, None, heard.append, is_long=True)
    qtbot.waitUntil(begun.is_set, timeout=PATIENCE)
    program._locker.away.left.emit()
    let.set()
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow), timeout=PATIENCE)
    assert isinstance(program.window, WelcomeWindow)
    page = program.window.page
    assert isinstance(page, UnlockPage)
    assert read_and_closed() == []
    unlocked(qtbot, program, page)
    (said,) = read_and_closed()
    assert said.startswith("月报没有写成。")
    assert heard == []
