"""Pages on which records are brought in: files for them, and what they show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.importing.import_work import LookedAt
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part
from tests.written_sheets import written

HEADS = ("序号", "姓名", "性别", "政治面貌", "调入日期", "学历")
ROWS = (
    (1, "钟离䶮", "男", "正式党员", "2020-03-01", "秀才"),
    (2, "闻人测", "女", "正式党员", "2021-03-01", "研究生"),
    (3, "上官试", "男", "正式党员", "2026-03-01", "秀才"),
    ("合计", "3人"),
)


def sheet(folder: Path, *rows: Sequence[object], name: str = "名单.xlsx") -> Path:
    return written(folder / name, *rows)


def result_of(page: BringingInPage, qtbot: QtBot) -> LookedAt:
    qtbot.waitUntil(lambda: page.work.result is not None)
    found = page.work.result
    assert found is not None
    return found


def words(page: BringingInPage, name: str) -> str:
    return part(page, QLabel, name).text()


def states(page: BringingInPage) -> list[str]:
    model = page.table.sheet
    vertical = Qt.Orientation.Vertical
    return [str(model.headerData(at, vertical)) for at in range(model.rowCount())]


def press(page: BringingInPage, words: str) -> None:
    # What was laid out is shown a moment later.
    QApplication.processEvents()
    buttons = page.side.findChildren(QPushButton)
    next(each for each in buttons if each.text() == words and each.isVisibleTo(page)).click()


def count(session: Session) -> int:
    return session.desk.searching.first(Query("people"), 0)[1]
