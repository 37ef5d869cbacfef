"""An older book is opened: how far that is can be seen, and it can be given up."""

from __future__ import annotations

import shutil
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.storage import updating
from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.keys import KEYS, KeyRing
from qinglian_desktop.storage.migration_runner import carry_out
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from qinglian_desktop.ui.doorway.unlock_page import STOPPED, UPDATING, UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.look.busy import Busy
from qinglian_desktop.ui.look.theme import Theme
from tests.conftest import PASSWORD
from tests.hands import write
from tests.storage.older_books import take_back_to
from tests.ui.finding import part


@pytest.fixture
def former(empty_folder: Path, tmp_path: Path) -> Path:
    """A book as the version before the chain left it."""
    folder = Path(shutil.copytree(empty_folder, tmp_path / "旧台账库"))
    key = KeyRing.read(folder / KEYS).unlock(PASSWORD)
    with closing(connect(folder / DATABASE, key, "rw")) as connection:
        take_back_to(connection, 17)
    return folder


@pytest.fixture
def window(
    theme: Theme, tools: Tools, books: Books, settings: QSettings, former: Path
) -> WelcomeWindow:
    """The password of that book is asked for."""
    made = WelcomeWindow(tools, books, theme, RecentBooks(settings))
    made.show()
    made.show_unlock(former)
    return made


class Waiting:
    """An update that has ``begun`` goes on when it is let."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        monkeypatch.setattr(updating, "carry_out", self._carry_out)

    def _carry_out(self, *asked: object) -> None:
        self.begun.set()
        assert self.go_on.wait(10)
        carry_out(*asked)  # pyright: ignore[reportArgumentType]


def begun(window: WelcomeWindow) -> UnlockPage:
    page = window.page
    assert isinstance(page, UnlockPage)
    write(page.secret, PASSWORD)
    page.open()
    return page


def test_it_is_seen_and_given_up_and_opens_later(
    qtbot: QtBot, window: WelcomeWindow, former: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.addWidget(window)
    update, opened = Waiting(monkeypatch), list[Book]()
    page = begun(window)
    page.opened.connect(opened.append)
    busy = part(page, Busy, "")
    qtbot.waitUntil(lambda: UPDATING in [each.text() for each in page.findChildren(QLabel)])
    qtbot.waitUntil(lambda: part(busy, QProgressBar, "").maximum() > 0)
    assert busy.isVisible()
    stop = part(busy, QPushButton, "stop_work")
    assert stop.isVisible()
    stop.click()
    update.go_on.set()
    qtbot.waitUntil(lambda: not busy.isVisible())
    assert len(opened) == 0
    assert STOPPED in "".join(each.text() for each in page.notice.findChildren(QLabel))
    key = KeyRing.read(former / KEYS).unlock(PASSWORD)
    with closing(connect(former / DATABASE, key, "ro")) as connection:
        assert connection.execute("SELECT max(number) FROM migrations").fetchone() == (17,)
    page.open()
    qtbot.waitUntil(lambda: bool(opened))
    opened.pop().close()


def test_a_door_that_is_gone_before_the_book_is_open_is_told_nothing(
    qtbot: QtBot, window: WelcomeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    update, ended = Waiting(monkeypatch), list[None]()
    page = begun(window)
    assert page._job is not None
    page._job.ended.connect(lambda: ended.append(None))
    qtbot.waitUntil(update.begun.is_set)
    delete(window)
    update.go_on.set()
    qtbot.waitUntil(lambda: bool(ended))
