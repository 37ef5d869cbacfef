"""第二处备份, as it is clicked: chosen, made again after a week, and the book made of it again."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.application.machine_watch import MachineWatch
from qinglian_desktop.domain.query import Query
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.ui import backing_up
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.backup_words import BackupWords
from qinglian_desktop.ui.dialogs import second_place
from qinglian_desktop.ui.dialogs.second_place import SecondPlaceDialog
from qinglian_desktop.ui.doorway.backups_page import BackupsPage
from qinglian_desktop.ui.doorway.second_place_page import SecondPlacePage
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.look.sticks import Stick
from tests.conftest import CHEAP, NOW, PASSWORD
from tests.glances import todos_of
from tests.trust.altered_history import altered
from tests.ui.finding import part
from tests.ui.program import PATIENCE, dialogs, locked, main, quiet, read_and_closed, running

pytestmark = pytest.mark.writes


class Days:
    """The clock of a test: days after its beginning."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def own_books(tools: Tools, days: Days) -> Books:
    return EncryptedBooks(tools.catalogue, days, tools.who, cost=CHEAP)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only stick that is plugged in, when it is."""
    folder = tmp_path / "我的U盘"
    folder.mkdir()

    def find() -> list[Stick]:
        assert threading.current_thread() is not threading.main_thread()
        return [Stick(folder, "我的U盘（E:）", 1 << 33)] if folder.exists() else []

    monkeypatch.setattr(backing_up, "find_sticks", find)
    monkeypatch.setattr(second_place, "find_sticks", find)
    return folder


@pytest.fixture
def program(
    qapp: QApplication,
    tools: Tools,
    own_books: Books,
    days: Days,
    empty_folder: Path,
    tmp_path: Path,
    stick: Path,
) -> Iterator[Application]:
    with running(
        replace(tools, clock=days, machine_watch=MachineWatch(days, lambda: days().timestamp())),
        own_books,
        empty_folder,
        tmp_path,
    ) as program:
        yield program


def words(program: Application) -> str:
    return part(main(program), BackupWords, "backup_state").words


def asked(qtbot: QtBot, program: Application) -> SecondPlaceDialog:
    quiet(qtbot, program)
    qtbot.mouseClick(part(main(program), BackupWords, "backup_state"), Qt.MouseButton.LeftButton)
    found = main(program).findChild(SecondPlaceDialog)
    assert found is not None
    qtbot.waitUntil(lambda: found.target.count == 1, timeout=PATIENCE)
    return found


def put(qtbot: QtBot, program: Application) -> str:
    """Choose the stick and press the button; gives what was said at the end."""
    dialog = asked(qtbot, program)
    session = main(program).session
    with qtbot.waitSignal(session.said, timeout=PATIENCE) as said:
        qtbot.mouseClick(part(dialog, QPushButton, "begin"), Qt.MouseButton.LeftButton)
    quiet(qtbot, program)
    assert said.args is not None
    return str(said.args[0])


def welcomed(qtbot: QtBot, program: Application) -> WelcomeWindow:
    locked(qtbot, program)
    window = program.window
    assert isinstance(window, WelcomeWindow)
    return window


def copies(stick: Path) -> list[str]:
    return sorted(each.name[:6] for each in stick.glob("清廉台账备份_*/backups/0*"))


def test_one_click_chooses_the_stick_and_the_header_names_both_places(
    qtbot: QtBot, program: Application, stick: Path, days: Days
) -> None:
    quiet(qtbot, program)
    assert words(program) == "已加密 · 上次备份 今天 10:05 · 第二处未设"
    said = put(qtbot, program)
    assert said == "第二处备份做好了，在“我的U盘（E:）”。拔U盘以前，请先在系统里弹出。"
    assert words(program) == "已加密 · 上次备份 今天 10:05 · 第二处 今天 我的U盘（E:）"
    assert copies(stick) == ["000002"]
    days.now += timedelta(days=12)
    main(program).header.refresh()
    assert words(program) == "已加密 · 上次备份 11月23日 10:05 · 第二处已12天 我的U盘（E:）"
    tip = part(main(program), BackupWords, "backup_state").toolTip()
    assert "第二处：2026-11-23 10:05，在“我的U盘（E:）”" in tip and "插上U盘点这里" in tip
    dialog = asked(qtbot, program)
    assert "2026-11-23 10:05" in part(dialog, QLabel, "last_there").text()
    assert "已经 12 天没有做了" in dialog.notice.words


@pytest.mark.slow
def test_after_a_week_it_is_made_as_the_book_is_opened_and_only_where_the_stick_is(
    qtbot: QtBot, program: Application, own_books: Books, stick: Path, days: Days, tmp_path: Path
) -> None:
    put(qtbot, program)
    days.now += timedelta(days=8)
    away = stick.rename(tmp_path / "拔下来了")
    session = main(program).session
    session.start_of_day()
    quiet(qtbot, program)
    assert "第二处已8天" in words(program)
    assert any("8 天没有做了" in todo.text for todo in todos_of(session.desk))
    away.rename(stick)
    with qtbot.waitSignal(session.backing_up.said, timeout=PATIENCE) as said:
        session.start_of_day()
    assert said.args == ["每周的第二处备份做好了，在“我的U盘（E:）”。拔U盘以前，请先在系统里弹出。"]
    quiet(qtbot, program)
    assert copies(stick) == ["000002", "000004"]
    assert "第二处 今天" in words(program)


@pytest.mark.slow
def test_a_stick_pulled_out_is_told_and_the_window_lives_on(
    qtbot: QtBot, program: Application, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = asked(qtbot, program)
    shutil.rmtree(stick)
    dialog.begin()
    qtbot.waitUntil(lambda: bool(dialogs()), timeout=PATIENCE)
    (told,) = read_and_closed()
    assert "找不到“我的U盘”了" in told and "台账库和它里面的备份没有受影响" in told
    quiet(qtbot, program)
    assert words(program).endswith("第二处未设")


def test_a_share_that_hangs_can_be_given_up_and_holds_up_neither_keys_nor_closing(
    qtbot: QtBot, program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    monkeypatch.setattr("qinglian_desktop.application.reaching.PATIENCE", 0.01)
    monkeypatch.setattr(EncryptedBook, "back_up_to", lambda *_: answers.wait(30))
    dialog = asked(qtbot, program)
    dialog.begin()
    session = main(program).session
    job = session.backing_up.job
    assert job is not None
    job.cancel()
    with qtbot.waitSignal(session.said, timeout=PATIENCE) as said:
        pass
    assert said.args is not None and "备份已经停下" in said.args[0]
    assert locked(qtbot, program)
    answers.set()


def test_the_book_is_made_again_on_a_new_pc_from_the_stick_alone(
    qtbot: QtBot, program: Application, own_books: Books, stick: Path, tmp_path: Path
) -> None:
    session = main(program).session
    desk = session.desk
    given = {"name": "韦明谦", "politics": "正式党员", "joined": "2020-01-01"}
    assert desk.catalogue.roster is not None
    desk.records.save(desk.catalogue.roster, given)
    put(qtbot, program)
    folder = desk.book.folder
    window = welcomed(qtbot, program)
    shutil.rmtree(folder)
    window.show_start()
    qtbot.mouseClick(part(window, QPushButton, "from_second"), Qt.MouseButton.LeftButton)
    page = window.page
    assert isinstance(page, SecondPlacePage)
    page.take(tmp_path)
    qtbot.waitUntil(lambda: "没有第二处备份" in page.notice.words, timeout=PATIENCE)
    page.take(stick)
    listed = part(page, QListWidget, "second_copies")
    qtbot.waitUntil(lambda: listed.count() == 1, timeout=PATIENCE)
    assert "2026-11-23 星期一 10:05　第2份" in listed.item(0).text()
    page.choice.set_folder(tmp_path / "新电脑" / "台账库")
    secret = part(page, QLineEdit, "password")
    button = part(page, QPushButton, "bring_back")
    qtbot.waitUntil(button.isEnabled, timeout=PATIENCE)
    secret.setText("不是这个")
    page.restore()
    qtbot.waitUntil(lambda: "密码不对" in page.notice.words, timeout=PATIENCE)
    qtbot.waitUntil(button.isEnabled, timeout=PATIENCE)
    secret.setText(PASSWORD)
    (copy,) = stick.glob("清廉台账备份_*/backups/0*")
    altered(copy, "UPDATE search_entries SET is_void = 1", password=PASSWORD)
    page.restore()
    qtbot.waitUntil(lambda: "检查出 1 处问题" in page.notice.words, timeout=PATIENCE)
    assert button.text() == "仍要恢复"
    assert not any((tmp_path / "新电脑" / "台账库").iterdir())
    altered(copy, "UPDATE search_entries SET is_void = 0", password=PASSWORD)
    qtbot.waitUntil(button.isEnabled, timeout=PATIENCE)
    page.restore()
    qtbot.waitUntil(lambda: isinstance(window.page, UnlockPage), timeout=PATIENCE)
    unlock = window.page
    assert isinstance(unlock, UnlockPage) and "恢复好了" in unlock.notice.words
    assert unlock.chosen is not None and unlock.chosen.folder == tmp_path / "新电脑" / "台账库"
    again = own_books.open(unlock.chosen.folder, PASSWORD)
    with again.reading() as work:
        assert work.records.count(Query(desk.catalogue.roster.key)) == 1
    assert again.check() == []
    again.close()


@pytest.mark.slow
def test_the_stick_chosen_as_a_book_leads_to_what_can_be_made_of_it(
    qtbot: QtBot, program: Application, stick: Path
) -> None:
    put(qtbot, program)
    folder = main(program).session.desk.book.folder
    window = welcomed(qtbot, program)
    (copy,) = stick.glob("清廉台账备份_*/backups/0*")
    for place in (stick, copy.parents[1], copy):
        window.open_folder(place)
        page = window.page
        assert isinstance(page, SecondPlacePage)
        qtbot.waitUntil(lambda at=page: at.chosen is not None, timeout=PATIENCE)
        assert page.chosen is not None and page.chosen.folder == copy
    window.open_folder(folder)
    assert isinstance(window.page, UnlockPage)


@pytest.mark.slow
def test_beside_the_books_own_backups_those_of_the_second_place_are_listed(
    qtbot: QtBot, program: Application, stick: Path, tmp_path: Path
) -> None:
    put(qtbot, program)
    folder = main(program).session.desk.book.folder
    window = welcomed(qtbot, program)
    window.show_backups(folder)
    page = window.page
    assert isinstance(page, BackupsPage)
    page.add_from(tmp_path)
    qtbot.waitUntil(lambda: "没有这本台账库的第二处备份" in page.notice.words, timeout=PATIENCE)
    page.add_from(stick)
    qtbot.waitUntil(
        lambda: page.chosen is not None and page.chosen.folder.is_relative_to(stick),
        timeout=PATIENCE,
    )
    wanted: list[object] = []
    page.prospect_wanted.connect(lambda copy, secret, prospect: wanted.append(prospect.sentences))
    look = part(page, QPushButton, "look_ahead")
    qtbot.waitUntil(look.isEnabled, timeout=PATIENCE)
    page.secret.setText(PASSWORD)
    page.look_ahead()
    qtbot.waitUntil(lambda: bool(wanted), timeout=PATIENCE)
    assert wanted == [["和现在的台账库相比，记录一条不差。"]]
