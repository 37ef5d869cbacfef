"""The window of a keeper who does not see talks and check-ups: no tab, no line, no word of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.session import Session
from tests.conftest import PASSWORD
from tests.rights.confidential_words import ASKED, OTHERS, PLANTED, plant, word_of

WHO = "录入员"
_MOST = 200
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


@pytest.fixture
def window(
    sample_folder: Path, books: Books, tools: Tools, tmp_path: Path, theme: Theme
) -> Iterator[MainWindow]:
    """Of a book with words planted in all that is confidential, opened by who does not see it."""
    folder = tmp_path / "示例台账库"
    shutil.copytree(sample_folder, folder)
    book = books.open(folder, PASSWORD)
    plant(Desk(book, tools))
    book.keepers.add(OTHERS[WHO], word_of(WHO), PASSWORD)
    book.close()
    book = books.open(folder, word_of(WHO))
    session = Session(Desk(book, tools), theme)
    made = MainWindow(session)
    made.show()
    yield made
    made.close()
    session.operations.wait()
    made.let_go()
    book.close()


def shown(widget: QWidget) -> Iterator[str]:
    """Every word in a widget and what is in it, hidden or not."""
    for each in (widget, *widget.findChildren(QWidget)):
        yield each.toolTip()
        yield each.windowTitle()
        match each:
            case QLabel() | QAbstractButton() | QLineEdit():
                yield each.text()
            case QTextEdit() | QPlainTextEdit():
                yield each.toPlainText()
            case QAbstractItemView() if (model := each.model()) is not None:
                top = each.rootIndex()
                is_list = isinstance(model, QAbstractListModel)
                for row in range(min(model.rowCount(top), _MOST)):
                    for place in range(1 if is_list else model.columnCount(top)):
                        at = model.index(row, place, top)
                        yield from (str(at.data(role) or "") for role in _ROLES)
            case _:
                pass


def test_no_tab_list_or_hit_tells_of_what_is_not_seen(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    tabs = [tab.key for tab in session.desk.catalogue.tabs]
    assert "talks" not in tabs
    said: list[str] = []
    session.said.connect(said.append)
    for key in tabs:
        window.show_tab(key)
        qtbot.wait(20)
        qtbot.waitUntil(lambda: not session.operations.is_busy)
    session.go(ToRecord("assignments", 11))
    window.header.search.setText(ASKED)
    qtbot.wait(400)
    session.go(ToRecord("talks", 30))
    assert said[-1].startswith("您看不到“谈心谈话”里的记录。")
    words = list(shown(window))
    assert len(words) > 1_000
    assert [each for each in words if PLANTED in each] == []
    assert any("保密记录" in each for each in words)
    told = [each for each in words if "看不到其中的谈话和体检" in each]
    assert any("月报要用到全部台账" in each for each in told)
