"""Large files of which the first rows are shown, while the reading of the rest is held back."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import ToImport
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.documents.sheets import opened_file
from qinglian_desktop.documents.sheets.opened_file import OpenedFile
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.sheet import SheetFile
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.session import Session

SHOWN = 30
HEADS = ("姓名", "政治面貌", "调入日期", "怪话")
NAMES = [f"闻{chr(ord('一') + at)}" for at in range(45)]
ROWS = [(name, "正式党员", "2020-03-01", "甲") for name in NAMES]


class Gate:
    """Holds back the reading of the whole until it is opened."""

    def __init__(self) -> None:
        self.is_open = threading.Event()

    def open(self) -> None:
        self.is_open.set()


def held_back(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """For a fixture: every file is large, and its rest waits for the gate."""
    made = Gate()
    really = OpenedFile.whole

    def whole(self: OpenedFile, progress: Progress = no_progress) -> SheetFile:
        while not made.is_open.wait(0.005):
            if not progress(50, 100):
                raise Cancelled
        return really(self, progress)

    monkeypatch.setattr(OpenedFile, "whole", whole)
    monkeypatch.setattr(opened_file, "_READ_AT_ONCE", 0)
    monkeypatch.setattr(opened_file, "_FIRST_ROWS", SHOWN)
    yield made
    made.open()


def page_over(session: Session, qtbot: QtBot, file: Path) -> BringingInPage:
    """The page over the first rows of a file."""
    page = BringingInPage(session, session.desk.catalogue["people"])
    qtbot.addWidget(page)
    page.resize(1200, 640)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open(ToImport("people", file))
    qtbot.waitUntil(lambda: page.work.is_part)
    return page


def two_sheets(folder: Path, one: Sequence[str] = HEADS[:2], other: Sequence[str] = HEADS) -> Path:
    """The heads of the second stand further down than the first rows."""
    book = Workbook()
    first, second = book.worksheets[0], book.create_sheet("第二张")
    for row in (one, *([name, *["甲"] * (len(one) - 1)] for name in NAMES)):
        first.append(list(row))
    for _ in range(SHOWN + 2):
        second.append(["说明"])
    for row in (other, *(["闻人测", "正式党员", "2020-03-01", "甲"][: len(other)] for _ in NAMES)):
        second.append(list(row))
    book.save(folder / "两张.xlsx")
    return folder / "两张.xlsx"
