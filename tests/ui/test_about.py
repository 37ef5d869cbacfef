"""关于, at the door and in 设置: versions, places, licences, and a diagnosis without any word."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from qinglian_desktop import VERSION
from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.files.crash_report import CrashReport
from qinglian_desktop.files.program_log import LOG_FILE, WordlessFormatter
from qinglian_desktop.ui.about import about_part, own_places, program_facts
from qinglian_desktop.ui.about.about_part import AboutPart, licences_text
from qinglian_desktop.ui.about.about_window import AboutWindow
from qinglian_desktop.ui.about.last_end import tell_unexpected_end_at
from qinglian_desktop.ui.about.program_facts import kind_of_place
from qinglian_desktop.ui.about.shown_text import ShownText
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.doorway.recent_books import RecentBooks, documents_folder
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.look import notice
from qinglian_desktop.ui.look.notice import sentence_of
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.operations import Operations
from tests.ui.fake_books import FakeBooks
from tests.ui.finding import part
from tests.ui.program import main

WORD = "龘谈话的原话"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a log, written as the program writes it."""
    folder = tmp_path / "日志"
    folder.mkdir()
    written = logging.FileHandler(folder / LOG_FILE, encoding="utf-8")
    written.setFormatter(WordlessFormatter())
    heard = (written, CrashReport(folder))
    for each in heard:
        logging.getLogger().addHandler(each)
    for module in (about_part, own_places):
        monkeypatch.setattr(module, "log_folder", lambda: folder)
    yield folder
    for each in heard:
        logging.getLogger().removeHandler(each)
        each.close()


def about(qtbot: QtBot, theme: Theme, book: Path | None = None) -> AboutPart:
    made = AboutPart(
        theme, Operations(), cast("Book", SimpleNamespace(folder=book)) if book else None
    )
    qtbot.addWidget(made)
    made.show()
    return made


def said(part_: AboutPart) -> str:
    return "\n".join(each.text() for each in part_.findChildren(QLabel))


def shown_over(part_: AboutPart) -> ShownText:
    (found,) = part_.window().findChildren(ShownText)
    return found


def test_it_says_which_version_this_is_and_where_things_are(
    qtbot: QtBot, theme: Theme, log: Path
) -> None:
    words = said(about(qtbot, theme, documents_folder() / "清廉台账库"))
    assert f"版本：{VERSION}（开发版）" in words
    assert "清廉台账库" in words and "日志" in words


def test_each_folder_is_opened_if_it_is_there(
    qtbot: QtBot, theme: Theme, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(own_places, "open_file", lambda path: opened.append(path) or True)
    shown = about(qtbot, theme, tmp_path / "没有了")
    part(shown, QPushButton, "open_log").click()
    assert opened == [log] and shown.notice.words == ""
    part(shown, QPushButton, "open_books").click()
    assert opened == [log] and "还没有" in shown.notice.words


def test_settings_in_the_registry_are_no_folder(
    qtbot: QtBot, theme: Theme, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "\\HKEY_CURRENT_USER\\Software\\qinglian\\qinglian_desktop"
    monkeypatch.setattr(own_places, "QSettings", lambda: SimpleNamespace(fileName=lambda: name))
    shown = about(qtbot, theme)
    assert "Windows 的注册表里" in said(shown)
    assert shown.findChild(QPushButton, "open_settings") is None
    assert shown.findChild(QPushButton, "open_log") is not None


def test_tab_goes_through_everything_that_can_be_pressed(
    qtbot: QtBot, theme: Theme, log: Path
) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    window = AboutWindow(theme, over)
    window.show()
    qtbot.waitExposed(window)
    names = {each.objectName() for each in window.part.findChildren(QPushButton)} - {
        "notice_action"
    }
    met: set[str] = set()
    for _ in range(len(names) + 1):
        at = window.focusWidget()
        assert at is not None
        met.add(at.objectName())
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    assert met == names | {""}, "the last one closes the window"
    window.close()


def test_the_licences_can_be_read(qtbot: QtBot, theme: Theme, log: Path) -> None:
    shown = about(qtbot, theme)
    part(shown, QPushButton, "licences").click()
    text = shown_over(shown).text.toPlainText()
    assert text == licences_text()
    assert "木兰宽松许可证" in text and "sqlcipher3" in text


def test_a_frozen_program_shows_the_licences_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(about_part, "program_folder", lambda: tmp_path)
    assert licences_text() == ""
    (tmp_path / "许可证").mkdir()
    for name in ("清廉机关台账.txt", "部件清单.md", "Python.txt"):
        (tmp_path / "许可证" / name).write_text(name, "utf-8")
    assert licences_text() == "清廉机关台账.txt\n\n部件清单.md"


def test_a_diagnosis_has_no_word_of_a_book_and_is_written_as_it_is_shown(
    qtbot: QtBot,
    theme: Theme,
    log: Path,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = desk.book.folder
    # Whatever may hold a word: a key, a file, a statement, a line of a library, one of our own.
    for error in (
        KeyError(WORD),
        ValueError({"content": WORD}),
        FileNotFoundError(2, "missing", str(book / WORD)),
    ):
        try:
            raise error
        except Exception as caught:
            sentence_of(caught)
    with pytest.raises(DBAPIError) as refused, create_engine("sqlite://").connect() as database:
        database.exec_driver_sql(f"SELECT '{WORD}' FROM nowhere")
    sentence_of(refused.value)
    logging.getLogger("docx").error("cannot read %s", WORD)
    notice.LOG.critical("of a file named %s", WORD)
    shown = about(qtbot, theme, book)
    part(shown, QPushButton, "diagnose").click()
    dialog = shown_over(shown)
    target = tmp_path / "诊断.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    part(dialog, QPushButton, "save_text").click()
    text = dialog.text.toPlainText()
    assert target.read_text("utf-8") == text
    assert "存好了" in dialog.notice.words
    assert VERSION in text and "KeyError" in text and "【最近一次意外的错误】" in text
    unit = desk.returning.unit_name()
    assert unit
    people = [each.name for each in desk.roster.members().values()]
    unwanted = [WORD, unit, *people, book.name, str(tmp_path), str(Path.home()), "\\u"]
    assert [each for each in unwanted if each in text] == []


def test_of_a_place_only_its_kind_is_told(tmp_path: Path) -> None:
    assert kind_of_place(documents_folder() / "某某支部" / "台账库") == "文档"
    assert kind_of_place(Path("/media/某某的U盘/台账库")) == "其他地方"


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, theme: Theme, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = about(qtbot, theme)
    shown.show_diagnosis()
    dialog = shown_over(shown)
    target = tmp_path / "拔掉了" / "诊断.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    part(dialog, QPushButton, "save_text").click()
    assert "拔掉了" in dialog.notice.words


@pytest.fixture
def door(qtbot: QtBot, theme: Theme, settings: QSettings, tmp_path: Path) -> WelcomeWindow:
    recent = RecentBooks(settings)
    recent.put(tmp_path / "台账库")
    tools, books = cast("Tools", SimpleNamespace()), cast("Books", FakeBooks())
    made = WelcomeWindow(tools, books, theme, recent)
    qtbot.addWidget(made)
    made.show()
    return made


def test_after_an_unexpected_end_the_door_says_so_and_offers_the_diagnosis(
    qtbot: QtBot, theme: Theme, log: Path, door: WelcomeWindow
) -> None:
    tell_unexpected_end_at(door, theme)
    words = "\n".join(each.text() for each in door.page.findChildren(QLabel))
    assert "上次意外结束了" in words
    part(door.page, QPushButton, "notice_action").click()
    assert len(door.findChildren(ShownText)) == 1


def test_a_page_that_says_something_goes_on_saying_it(
    qtbot: QtBot, theme: Theme, door: WelcomeWindow
) -> None:
    said_before = door.page.findChild(notice.Notice)
    assert said_before is not None
    said_before.say("密码不对。")
    tell_unexpected_end_at(door, theme)
    assert said_before.words == "密码不对。"


def test_the_door_leads_there_and_settings_have_it(
    qtbot: QtBot, program: Application, log: Path
) -> None:
    main(program).header.open_settings()
    settings = main(program).header.settings
    assert settings is not None
    titles = [settings.parts.tabText(at) for at in range(settings.parts.count())]
    assert titles[-1] == "关于"
    program.lock()
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow))
    assert isinstance(program.window, WelcomeWindow)
    program.window.show_start()
    part(program.window.page, QPushButton, "about_wanted").click()
    (window,) = program.window.findChildren(AboutWindow)
    window.close()


def test_the_version_is_told_as_the_build_wrote_it(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = dict(program_facts.version_facts())
    assert set(facts) == {"版本", "安装", "系统", "部件"}
    assert facts["安装"].startswith("开发版") and QApplication.instance() is not None
