"""导出 beside a list: what is shown, all of it, or a blank sheet, by clicks and by keys."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.domain.projection import screen_columns
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.exporting import UNDER_WAY
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part

pytestmark = pytest.mark.reads


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> LedgerPage:
    made = LedgerPage(session, session.desk.catalogue["talks"])
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show()
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The names that were proposed; each time the same one, without its end, is chosen."""
    names: list[str] = []

    def chosen(_: object, title: str, start: str, kinds: str) -> tuple[str, str]:
        names.append(Path(start).name)
        return str(tmp_path / "我的表"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    return names


@pytest.fixture
def said(session: Session) -> list[str]:
    heard: list[str] = []
    session.said.connect(heard.append)
    return heard


def choose(page: LedgerPage, place: int) -> None:
    """Open the menu and choose in it, by keys alone."""
    opener = part(page, QPushButton, "export_ledger")
    opener.setFocus()
    opener.click()
    menu = part(page, QMenu, "exports")
    assert menu.isVisible()
    actions = [each for each in menu.actions() if not each.isSeparator()]
    menu.setActiveAction(actions[place])
    menu.close()
    actions[place].trigger()


def written(qtbot: QtBot, folder: Path, said: list[str]) -> Worksheet:
    qtbot.waitUntil(lambda: bool(said))
    assert [each.name for each in folder.glob("*表*.*")] == ["我的表.xlsx"]
    return load_workbook(folder / "我的表.xlsx").worksheets[0]


@pytest.mark.writes
def test_the_list_goes_out_as_one_sees_it(
    page: LedgerPage, qtbot: QtBot, tmp_path: Path, asked: list[str], said: list[str]
) -> None:
    form = next(each for each in page.findChildren(QComboBox) if each.accessibleName() == "类别")
    form.setCurrentText("提醒谈话")
    form.activated.emit(form.currentIndex())
    page.table.horizontalHeader().moveSection(3, 0)
    shown = page.table.model()
    choose(page, 0)
    sheet = written(qtbot, tmp_path, said)
    assert asked == ["谈心谈话_提醒谈话.xlsx"] and sheet["A1"].value == "谈心谈话（提醒谈话）"
    assert [each.value for each in sheet[2]][:3] == ["编号", "地点", "类别"]
    assert 0 < shown.rowCount() == sheet.max_row - 2
    seen = [shown.index(row, 3).data() for row in range(shown.rowCount())]
    assert [sheet.cell(row + 3, 2).value for row in range(len(seen))] == seen
    assert said == [f"已导出 {len(seen)} 条：我的表.xlsx。它没有加密，谁拿到都能看，用完请删掉。"]


def test_every_field_goes_out(
    page: LedgerPage, qtbot: QtBot, tmp_path: Path, asked: list[str], said: list[str]
) -> None:
    choose(page, 1)
    sheet = written(qtbot, tmp_path, said)
    assert asked == ["谈心谈话_全部.xlsx"]
    headings = [each.value for each in sheet[2]]
    assert headings[0] == "编号" and headings[1:] == [each.label for each in page.ledger.fields]
    assert len(headings) > len(screen_columns(page.ledger))


def test_a_blank_sheet_is_there_for_a_list_without_records(
    page: LedgerPage, qtbot: QtBot, tmp_path: Path, asked: list[str], said: list[str]
) -> None:
    page.show_only((), "一条也没有")
    said.clear()
    choose(page, 0)
    assert said == ["列表里没有记录，没有导出。要填写用的表，请点“空白表”。"] and not asked
    said.clear()
    choose(page, 2)
    sheet = written(qtbot, tmp_path, said)
    assert asked == ["谈心谈话_空白表.xlsx"] and sheet["A2"].value == "＊类别"


def test_it_is_given_up_and_nothing_is_left(
    page: LedgerPage,
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    asked: list[str],
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    began, go_on = threading.Event(), threading.Event()

    def whole(query: Query, words: str, target: Path, progress: Progress) -> int:
        began.set()
        go_on.wait(20)
        if not progress(1, 2):
            raise Cancelled
        return 0

    monkeypatch.setattr(session.desk.sheets_out, "whole", whole)
    choose(page, 1)
    assert began.wait(20)
    choose(page, 0)
    assert said == [UNDER_WAY]
    job = session.exporting.job
    assert job is not None
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[1].startswith("导出已经停下") and list(tmp_path.iterdir()) == []


def test_a_place_that_is_gone_is_told(
    page: LedgerPage, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = ("/没有这个文件夹/表.xlsx", "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: gone)
    told: list[BaseException] = []
    monkeypatch.setattr(session, "tell", lambda problem, *_: told.append(problem))
    choose(page, 0)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], EnvironmentProblem) and "找不到文件夹" in told[0].happened


def test_the_menu_is_worked_by_keys(
    page: LedgerPage, qtbot: QtBot, tmp_path: Path, asked: list[str], said: list[str]
) -> None:
    opener = part(page, QPushButton, "export_ledger")
    opener.setFocus()
    qtbot.keyClick(opener, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _ in range(3):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert written(qtbot, tmp_path, said)["A2"].value == "＊类别"
