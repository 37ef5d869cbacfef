"""The program itself on a virtual screen, driven by a keyboard and a mouse as X sends them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from qinglian_desktop.application.desk import Tools, open_desk
from qinglian_desktop.application.ports import Books
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from tests.conftest import PASSWORD

ROOT = Path(__file__).parents[2]
PEOPLE = Query("people")
pytestmark = pytest.mark.xvfb


class Screen:
    """Keys through xdotool to whatever window has the keyboard."""

    def keys(self, *keys: str) -> None:
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], check=True, timeout=30)

    def type(self, text: str) -> None:
        subprocess.run(["xdotool", "type", "--delay", "40", text], check=True, timeout=60)

    def windows(self, name: str) -> list[str]:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", name],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        return found.stdout.split()

    def focus(self, window: str) -> None:
        subprocess.run(["xdotool", "windowfocus", "--sync", window], check=False, timeout=30)


def until(met: Callable[[], object], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "the window did not come that far"
        time.sleep(0.1)


def test_a_secretary_opens_the_book_and_keeps_a_person(
    sample_folder: Path, books: Books, tools: Tools, tmp_path: Path
) -> None:
    """Password, Enter, to the roster, a new person, saved: all by keys, then read from the book."""
    folder = tmp_path / "示例台账库"
    shutil.copytree(sample_folder, folder)
    book = books.open(folder, PASSWORD)
    book.change_password(PASSWORD, "keys-2026")
    book.close()
    home = tmp_path / "home"
    settings = QSettings(
        str(home / "qinglian" / "qinglian_desktop.conf"), QSettings.Format.IniFormat
    )
    RecentBooks(settings).put(folder)
    settings.sync()
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_STATE_HOME": str(home),
        "LANG": "C.UTF-8",
    }
    program = subprocess.Popen([sys.executable, str(ROOT / "main.py")], env=environment, cwd=ROOT)
    screen = Screen()
    try:
        until(lambda: screen.windows("^清廉机关台账$"))
        screen.focus(screen.windows("^清廉机关台账$")[0])
        screen.type("keys-2026")
        screen.keys("Return")
        until(lambda: screen.windows("示例市委机关工委"))
        screen.focus(screen.windows("示例市委机关工委")[0])
        screen.keys("alt+9")
        time.sleep(1)
        screen.keys("ctrl+n")
        time.sleep(1)
        screen.type("Zhang Yangli")
        # 性别, 出生年月, then the list of 政治面貌, whose first line is chosen.
        screen.keys("Return", "Return", "Return", "Down", "Return")
        screen.type("2020-07-01")
        # Enter goes from field to field; Tab passes the button that would add a row.
        screen.keys("Return", "Return", "Return", "Return", "Return", "Return", "Return", "Tab")
        screen.type("2026-11-02")
        screen.keys("ctrl+s")
        time.sleep(1.5)
    finally:
        program.terminate()
        program.wait(20)
    book = books.open(folder, "keys-2026")
    desk = open_desk(book, tools)
    kept = {record.values["name"]: record for record in desk.searching.first(PEOPLE, 99)[0]}
    drafts = [draft.typed for draft in desk.records.drafts()]
    book.close()
    assert "Zhang Yangli" in kept, f"not saved; drafts: {drafts}"
    assert kept["Zhang Yangli"].values["politics"] == "正式党员"
    assert str(kept["Zhang Yangli"].values["joined"]) == "2026-11-02"
