"""The program in a process of its own, whose memory is looked into from outside.

Opens the book of the first argument by the secret in the second, as base64 of UTF-16, reads a
talk, previews its print, and locks. It says a word at each stop and goes on with the next line.
"""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qinglian_desktop.application import places
from qinglian_desktop.bootstrap import build_books, build_tools
from qinglian_desktop.domain.query import Query
from qinglian_desktop.own_memory import wipe_what_is_freed
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.dressing import make_application
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.tab_page import TabPage


def once(test: Callable[[], bool]) -> None:
    patience = 3_000
    while not test():
        QTest.qWait(20)
        patience -= 1
        assert patience


def stop(words: str) -> None:
    print(words, flush=True)
    sys.stdin.readline()


def unlock(program: Application, secret: str) -> None:
    welcome = program.welcome()
    assert isinstance(welcome.page, UnlockPage)
    raw = base64.b64decode(secret)
    for at in range(0, len(raw), 2):
        welcome.page.secret.insert(raw[at : at + 2].decode("utf-16-le"))
    welcome.page.open()
    once(lambda: isinstance(program.window, MainWindow))


def work(program: Application) -> None:
    window = program.window
    assert isinstance(window, MainWindow)
    with window.session.desk.book.reading() as reading:
        chosen = reading.records.ids(Query("talks"))[0]
    window.open_place(places.ToRecord("talks", chosen))
    once(lambda: not window.session.operations.is_busy)
    front = window.tabs.front
    assert isinstance(front, TabPage) and front.page_in_front is not None
    front.page_in_front.print_shown()
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, PrintPreview)]
    once(lambda: shown[0].is_ready)


def main(folder: Path, secret: str, settings: str) -> None:
    wipe_what_is_freed()
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, settings)
    application = make_application(["watched"])
    tools = build_tools()
    RecentBooks().put(folder)
    program = Application(tools, build_books(tools))
    unlock(program, secret)
    work(program)
    stop("open")
    program.lock()
    once(lambda: isinstance(program.window, WelcomeWindow))
    garbage = program._garbage
    once(lambda: not garbage._rest.isActive() and garbage._writing_over is None)
    stop("locked")
    del application
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
