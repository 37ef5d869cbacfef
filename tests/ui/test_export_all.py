"""导出全部 and 导入, as they are clicked: all of a book goes out, and comes in as another."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.copies import Exported
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui import long_work
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.export_all import ExportAll
from qinglian_desktop.ui.doorway.import_page import ImportPage
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from qinglian_desktop.ui.doorway.recovery_code_page import RecoveryCodePage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.long_work import WorkBar
from qinglian_desktop.ui.look.theme import Theme
from tests.ui.finding import part
from tests.ui.program import PATIENCE, dialogs, main, read_and_closed, running

SECRET, NEW = "信封里的话-2026", "新的密码-2026"


@pytest.fixture
def program(
    qapp: QApplication, tools: Tools, books: Books, sample_folder: Path, tmp_path: Path
) -> Iterator[Application]:
    with running(tools, books, sample_folder, tmp_path) as program:
        yield program


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘"


def asked(qtbot: QtBot, program: Application, stick: Path) -> ExportAll:
    # The password was given just now.
    main(program).session.confirmed_at = float("inf")
    part(main(program), QPushButton, "export_all").click()
    found = main(program).findChild(ExportAll)
    assert found is not None
    qtbot.waitUntil(found.isVisible, timeout=PATIENCE)
    found.target.take(stick)
    return found


def told(qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: bool(dialogs()), timeout=PATIENCE)
    (said,) = read_and_closed()
    return said


def test_a_sealed_one_goes_out_and_becomes_a_book(
    qtbot: QtBot,
    program: Application,
    stick: Path,
    tools: Tools,
    books: Books,
    theme: Theme,
    settings: QSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = asked(qtbot, program, stick)
    part(dialog, QPushButton, "export").click()
    assert dialog.isVisible() and part(dialog, QLabel, "password_problem").text()
    for name in ("new_password", "new_password_again"):
        part(dialog, QLineEdit, name).setText(SECRET)
    part(dialog, QPushButton, "export").click()
    said = told(qtbot)
    (archive,) = stick.iterdir()
    assert archive.suffix == ".qlz" and archive.name in said
    assert "示例市委机关工委" in archive.name and "核对过" in said and "条记录" in said
    window = WelcomeWindow(tools, books, theme, RecentBooks(settings))
    qtbot.addWidget(window)
    window.show()
    opened: list[Book] = []
    window.opened.connect(opened.append)
    part(window.page, QPushButton, "import").click()
    page = window.page
    assert isinstance(page, ImportPage)
    part(page, QPushButton, "import_book").click()
    assert "请先选择" in page.notice.words
    chosen = (str(archive), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)
    part(page, QPushButton, "choose_archive").click()
    page.choice.set_folder(stick.parent / "新台账库")
    page.secret.setText("不是这个")
    for name in ("new_password", "new_password_again"):
        part(page, QLineEdit, name).setText(NEW)
    part(page, QPushButton, "import_book").click()
    qtbot.waitUntil(lambda: "密码不对" in page.notice.words, timeout=PATIENCE)
    assert not (stick.parent / "新台账库").exists()
    page.secret.setText(SECRET)
    part(page, QPushButton, "import_book").click()
    qtbot.waitUntil(lambda: isinstance(window.page, RecoveryCodePage), timeout=PATIENCE)
    part(window.page, QCheckBox, "code_kept").setChecked(True)
    part(window.page, QPushButton, "begin").click()
    qtbot.waitUntil(lambda: bool(opened), timeout=PATIENCE)
    again, before = Desk(opened[0], tools), main(program).session.desk
    for ledger in tools.catalogue:
        ids = before.searching.ids(Query(ledger.key))
        assert again.searching.fetch(ledger, ids) == before.searching.fetch(ledger, ids)
    opened[0].close()
    books.open(stick.parent / "新台账库", NEW).close()


def test_one_password_may_do_for_both(
    qtbot: QtBot,
    program: Application,
    stick: Path,
    tools: Tools,
    books: Books,
    theme: Theme,
    settings: QSettings,
) -> None:
    archive = main(program).session.desk.exporting.archive(stick, SECRET).path
    window = WelcomeWindow(tools, books, theme, RecentBooks(settings))
    qtbot.addWidget(window)
    window.show()
    window.show_import()
    page = window.page
    assert isinstance(page, ImportPage)
    page.take(archive)
    page.choice.set_folder(stick.parent / "新台账库")
    page.secret.setText(SECRET)
    page.same.setChecked(True)
    assert not page.password.isVisible()
    part(page, QPushButton, "import_book").click()
    qtbot.waitUntil(lambda: isinstance(window.page, RecoveryCodePage), timeout=PATIENCE)
    window.close()
    window.close()
    books.open(stick.parent / "新台账库", SECRET).close()


def test_a_readable_one_is_warned_of_first(qtbot: QtBot, program: Application, stick: Path) -> None:
    dialog = asked(qtbot, program, stick)
    dialog.kinds.button(1).click()
    assert not dialog.password.isVisible()
    part(dialog, QPushButton, "export").click()
    assert dialog.isVisible() and "不加密" in dialog.notice.words
    assert list(stick.iterdir()) == []
    dialog.aware.setChecked(True)
    part(dialog, QPushButton, "export").click()
    said = told(qtbot)
    (folder,) = stick.iterdir()
    assert folder.name.endswith("_未加密") and (folder / "谈心谈话.xlsx").is_file()
    assert "没有加密" in said and folder.name in said


def test_it_shows_how_far_it_is_and_can_be_given_up(
    qtbot: QtBot, program: Application, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def archive(_: Book, target: Path, password: str, progress: Progress) -> Exported:
        begun.set()
        assert go_on.wait(30)
        if not progress(1, 2):
            raise Cancelled
        return Exported(target, 1, 0, 0)

    book = main(program).session.desk.book
    monkeypatch.setattr(type(book), "archive", archive)
    monkeypatch.setattr(long_work, "SHOWN_AFTER", 0)
    said: list[str] = []
    session = main(program).session
    session.said.connect(said.append)
    exporting = session.desk.exporting
    session.exporting.start(lambda told: exporting.archive(stick, SECRET, told), is_sealed=True)
    assert begun.wait(30)
    bar = part(main(program), WorkBar, "Exports")
    qtbot.waitUntil(bar.isVisible, timeout=PATIENCE)
    dialog = asked(qtbot, program, stick)
    for name in ("new_password", "new_password_again"):
        part(dialog, QLineEdit, name).setText(SECRET)
    dialog.export()
    assert "已经在导出" in dialog.notice.words
    dialog.reject()
    cancel = bar.findChild(QPushButton)
    assert cancel is not None
    cancel.click()
    go_on.set()
    qtbot.waitUntil(lambda: session.exporting.job is None, timeout=PATIENCE)
    assert said == ["导出已经停下，没有留下半份。台账库没有受影响。"] and not dialogs()


def test_what_went_wrong_is_told(
    qtbot: QtBot, program: Application, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def archive(*_: object) -> Exported:
        raise EnvironmentProblem("U盘满了。", "台账库没有受影响。", "请换一个U盘。")

    book = main(program).session.desk.book
    monkeypatch.setattr(type(book), "archive", archive)
    dialog = asked(qtbot, program, stick)
    for name in ("new_password", "new_password_again"):
        part(dialog, QLineEdit, name).setText(SECRET)
    dialog.export()
    assert told(qtbot).startswith("U盘满了。")
