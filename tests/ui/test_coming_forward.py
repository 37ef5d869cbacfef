"""Started once more with a book, the running program shows it, or asks before it locks another."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from qinglian_desktop.bootstrap import place_in
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.coming_forward import come_forward
from qinglian_desktop.ui.doorway.recovery_code_page import RecoveryCodePage
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.main_window import MainWindow
from tests.conftest import PASSWORD
from tests.hands import write
from tests.ui.program import PATIENCE, locked, main, page_of, quiet


def asked() -> list[QMessageBox]:
    boxes = (w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox))
    return [each for each in boxes if each.isVisible()]


def folder_of(page: UnlockPage) -> Path:
    assert page.chosen is not None
    return page.chosen.folder


def other_book(sample: Path, folder: Path) -> Path:
    return shutil.copytree(sample, folder / "另一本")


def test_its_own_book_only_brings_it_to_the_front(qtbot: QtBot, program: Application) -> None:
    quiet(qtbot, program)
    window = main(program)
    window.showMinimized()
    come_forward(program, window.session.desk.book.folder)
    assert not window.isMinimized() and window.isVisible()
    assert asked() == []


def test_another_book_is_asked_for_and_what_is_typed_stays(
    qtbot: QtBot, program: Application, sample_folder: Path, tmp_path: Path
) -> None:
    other = other_book(sample_folder, tmp_path)
    first = main(program).session.desk.book.folder
    page = page_of(program, "practice")
    page.begin_record()
    write(page.panel.form.line("theme").editor.main, "打了一半的")
    for answer in ("返回", "锁上，打开另一本"):
        come_forward(program, other)
        (box,) = asked()
        assert "“另一本”" in box.text() and f"“{first.name}”" in box.text()
        next(each for each in box.buttons() if each.text() == answer).click()
        if answer == "返回":
            assert isinstance(program.window, MainWindow) and page.panel.form.typed()["theme"]
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow), timeout=PATIENCE)
    welcome = program.window
    assert isinstance(welcome, WelcomeWindow)
    assert isinstance(welcome.page, UnlockPage) and folder_of(welcome.page) == other
    write(welcome.page.secret, PASSWORD)
    welcome.page.open()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=PATIENCE)
    assert main(program).session.desk.book.folder == other
    quiet(qtbot, program)
    ledger = main(program).session.desk.catalogue["practice"]
    assert main(program).session.desk.records.drafts(ledger) == []


def test_at_the_door_it_turns_to_that_book_but_not_from_a_code_that_is_shown_once(
    qtbot: QtBot, program: Application, sample_folder: Path, tmp_path: Path
) -> None:
    other = other_book(sample_folder, tmp_path)
    page = locked(qtbot, program)
    assert folder_of(page) != other
    come_forward(program, other)
    welcome = program.window
    assert isinstance(welcome, WelcomeWindow)
    assert isinstance(welcome.page, UnlockPage) and folder_of(welcome.page) == other
    books, recent = program._books, folder_of(page)
    book, code = books.create(tmp_path / "新的", PASSWORD)
    welcome._on_created(book, code)
    come_forward(program, recent)
    assert isinstance(welcome.page, RecoveryCodePage)
    welcome._close_book()


def test_a_folder_or_a_file_in_it_is_no_command(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("{}")
    assert place_in([str(tmp_path)]) == tmp_path
    assert place_in([str(tmp_path / "keys.json")]) == tmp_path
    for given in ([], ["demo"], ["check", str(tmp_path)], [str(tmp_path / "没有")], ["--help"]):
        assert place_in(given) is None
