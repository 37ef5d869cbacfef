"""Chinese typed with real keys into the window of a book, and what the window had of it, as JSON.

Run where a screen, a bus of the session and an input method are: ``python -m
tests.journeys.typed_by_keys FOLDER PASSWORD``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from qinglian_desktop.bootstrap import build_books, build_tools
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dressing import make_application
from qinglian_desktop.ui.editors.person_line import PersonLine
from qinglian_desktop.ui.editors.text_editors import LongEditor
from qinglian_desktop.ui.ledger.filter_bar import FilterBar
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.tab_page import TabPage

AFTER_KEYS = 700
"""Milliseconds in which an input method has answered."""


class Shown(QObject):
    """What stood in a field while it was composed."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.words = ""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent) and event.preeditString():
            self.words = event.preeditString()
        return False


def pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def do(*words: str) -> str:
    """xdotool, while the window goes on."""
    process = subprocess.Popen(["xdotool", *words], stdout=subprocess.PIPE, text=True)
    while process.poll() is None:
        pause(30)
    assert process.stdout is not None
    return process.stdout.read()


def press(*keys: str) -> None:
    do("key", "--delay", "100", *keys)
    pause(AFTER_KEYS)


def click(at: QWidget) -> None:
    middle = at.mapToGlobal(QPoint(min(at.width() // 2, 40), at.height() // 2))
    do("mousemove", f"{middle.x()}", f"{middle.y()}", "click", "1")
    pause(AFTER_KEYS)


def text_of(field: QWidget) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else ""


def candidates_below() -> int:
    """Pixels from the foot of the caret to the window with the candidates, if there is one."""
    foot = QGuiApplication.inputMethod().cursorRectangle().bottom()
    window = QGuiApplication.focusWindow()
    assert window is not None
    foot = window.mapToGlobal(QPoint(0, round(foot))).y()
    found = do("search", "--onlyvisible", "--name", "Fcitx5 Input Window").split()
    if not found:
        return -999
    shape = dict(line.split("=") for line in do("getwindowgeometry", "--shell", found[-1]).split())
    return int(shape["Y"]) - foot


def wait_for_answer(field: QWidget) -> None:
    """An input method that was just started is not there at once."""
    click(field)
    field.setFocus()
    shown = Shown(field)
    for _ in range(20):
        press("a")
        answered = bool(shown.words)
        press("Escape", "ctrl+a", "BackSpace")
        if answered:
            return
    raise AssertionError("no input method answered")


def typed(field: QWidget, read: Callable[[], object], clear: bool = True) -> dict[str, object]:
    """学习 by its pinyin and a blank; what was shown, and what came of it."""
    click(field)
    field.setFocus()
    press("End")
    shown = Shown(field)
    press(*"xuexi")
    below, before = candidates_below(), text_of(field)
    press("space")
    told = {"shown": shown.words, "before": before, "below": below, "came": read()}
    if clear:
        press("ctrl+a", "BackSpace")
    return told


def main(folder: Path, password: str) -> None:
    make_application(sys.argv[:1])
    tools = build_tools()
    program = Application(tools, build_books(tools))
    program.welcome()
    window = program.open_book(build_books(tools).open(folder, password))
    assert isinstance(window, MainWindow)
    window.resize(1300, 700)
    window.move(0, 0)
    while not window.isActiveWindow():
        pause(50)
    tab = window.show_tab("talks")
    assert isinstance(tab, TabPage)
    page = tab.page
    pause(AFTER_KEYS)
    bar = page.findChild(FilterBar)
    assert bar is not None
    wait_for_answer(bar._text)
    told: dict[str, object] = {}
    told["filter"] = typed(bar._text, lambda: bar.query().text)
    told["search"] = typed(window.header.search, window.header.search.text)
    press("Escape", "Escape")
    page.begin_record()
    pause(AFTER_KEYS)
    form = page.panel.form
    long = next(each for each in form.findChildren(LongEditor) if each.isVisible())
    told["long"] = typed(long.main, long.typed, clear=False)
    person = next(each for each in form.findChildren(PersonLine) if each.isVisible())
    told["name"] = typed(person, person.text)
    told["line"] = typed(form._lines["place"].editor.main, form._lines["place"].editor.typed)
    # Composed, not chosen, and then 保存 by a click: what stood there is kept.
    click(long.main)
    press("ctrl+End")
    shown = Shown(long.main)
    press(*"women")
    save = next(each for each in page.panel.findChildren(QPushButton) if each.text() == "保存")
    click(save)
    told["kept"] = {"shown": shown.words, "came": long.typed()}
    print(json.dumps(told, ensure_ascii=False), flush=True)
    program.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
