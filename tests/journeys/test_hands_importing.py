"""What a secretary does to bring in what she has, counted in keys and clicks beyond the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.tab_page import TabPage
from tests.hands import CONTROL, Hands
from tests.ui.finding import part, settled

_DIALOG = 2
"""In the system's dialog: the file is clicked, and opened by Enter."""


@pytest.fixture
def window(empty_book: Book, tools: Tools, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    theme = Theme()
    theme.apply()
    made = MainWindow(Session(Desk(empty_book, tools), theme))
    qtbot.addWidget(made)
    made.resize(1366, 728)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.session.operations.wait()
    made.close()


def sheet(target: Path, rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    book.save(target)
    return target


def open_by_button(
    window: MainWindow, hands: Hands, tab: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> TabPage:
    """From the list: the button, and the file in the system's dialog."""
    page = window.show_tab(tab)
    assert isinstance(page, TabPage)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    hands.click(part(page.page, QPushButton, "bring_in"))
    hands.count += _DIALOG
    return page


def bringing_in(page: TabPage, qtbot: QtBot) -> BringingInPage:
    qtbot.waitUntil(lambda: page.findChild(BringingInPage) is not None, timeout=30_000)
    found = page.findChild(BringingInPage)
    assert found is not None
    qtbot.waitUntil(lambda: found.work.result is not None, timeout=30_000)
    return found


def count(window: MainWindow, ledger: str) -> int:
    return window.session.desk.searching.first(Query(ledger), 0)[1]


def test_a_roster_with_a_head_of_two_rows_takes_at_most_6(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        ["清源街道党员花名册"],
        ["序号", "基本情况", "", "党员情况"],
        ["", "姓名", "性别", "政治面貌"],
        [1, "韦 䶮", "男", "正式党员"],
        [2, "黄𬱖", "女", "正式党员"],
        [3, "单于𬭎", "男", "预备党员"],
        ["合计", "3人"],
    ]
    file = sheet(tmp_path / "党员花名册.xlsx", rows, ("A1:D1", "A2:A3", "B2:C2"))
    hands = Hands()
    page = open_by_button(window, hands, "people", file, monkeypatch)
    importing = bringing_in(page, qtbot)
    hands.text("2026-01-01")
    qtbot.waitUntil(lambda: importing.work.count == 3, timeout=30_000)
    hands.key(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: count(window, "people") == 3, timeout=30_000)
    settled(qtbot, window.session)
    assert hands.count <= 6
    assert page.page_in_front is not None
    assert part(page, QLabel, "imported").text().startswith("花名册：导入了 3 条。")
    hands.key(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: count(window, "people") == 0, timeout=30_000)
