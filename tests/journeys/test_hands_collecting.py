"""What a committee's clerk does with the returns of six units, counted in keys and clicks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.collecting.states import MonthState
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.collecting.collecting_page import CollectingPage
from qinglian_desktop.ui.collecting.state_grid import StateRole
from qinglian_desktop.ui.look import asking
from qinglian_desktop.ui.look.sticks import Stick
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from tests.collected_corpus import SMALL, Flaw, code_of, months_of, name_of, write_corpus
from tests.conftest import PASSWORD
from tests.hands import Hands
from tests.journeys.open_window import window_over
from tests.ui.finding import part, settled

UNITS, OCTOBER = 6, Period.parse("2026-10")
_DIALOG = 2
"""In the system's dialog: the file is clicked, and opened by Enter."""


@pytest.fixture
def window(
    sample_folder: Path, books: Books, tools: Tools, qtbot: QtBot, tmp_path: Path
) -> Iterator[MainWindow]:
    folder = tmp_path / "台账库"
    shutil.copytree(sample_folder, folder)
    book = books.open(folder, PASSWORD)
    desk = Desk(book, tools)
    unit = desk.catalogue["unit"]
    with book.reading() as work:
        (record,) = work.records.few(Query("unit"), None)
    typed = {field.key: to_plain(field.type, record.value(field.key)) for field in unit.fields}
    desk.records.save(unit, {**typed, "type": "机关工委"}, record_id=record.id)
    with window_over(desk, qtbot, tmp_path) as made:
        yield made
    book.close()


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three months of six units; one sent October changed by hand, one did not send it."""
    made = tmp_path / "收月报"
    made.mkdir()
    flaws = {(2, "2026-10"): Flaw.EDITED}
    paths = write_corpus(made, UNITS, months_of(2026, 10)[7:], flaws, shape=SMALL)
    next(each for each in paths if "0006" in str(each) and "2026-10" in each.name).unlink()
    found = [Stick(made, "收月报", 1 << 33)]
    monkeypatch.setattr(CollectingPage.__init__, "__defaults__", (lambda: found,))
    return made


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    made = tmp_path / "单位名单.csv"
    lines = [f"{name_of(each)},{code_of(each)},党支部" for each in range(1, UNITS + 1)]
    made.write_text("\n".join(("单位名称,单位编码,类别", *lines)), "utf-8")
    return made


def to_page(window: MainWindow, hands: Hands, qtbot: QtBot) -> CollectingPage:
    """By the tab and the switch."""
    page = window.show_tab("returns")
    hands.count += 1
    assert isinstance(page, ReportsPage)
    settled(qtbot, window.session)
    hands.click(part(page.returns, QPushButton, "report_3"))
    settled(qtbot, window.session)
    return page.collecting


def onto_the_stick(page: CollectingPage, hands: Hands, qtbot: QtBot) -> None:
    """The stick is the first that the menu offers."""
    settled(qtbot, page.session)
    menu = part(page, QMenu, "places")
    hands.click(menu, menu.actionGeometry(menu.actions()[0]).center())
    settled(qtbot, page.session)
    settled(qtbot, page.session)


def test_a_month_of_six_units_is_collected_answered_and_written_with_at_most_15(
    window: MainWindow,
    stick: Path,
    listed: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session, hands = window.session, Hands()
    found = to_page(window, hands, qtbot)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(listed), ""))
    hands.click(part(found, QPushButton, "units"))
    hands.count += _DIALOG
    settled(qtbot, session)
    hands.click(part(part(found, QDialog, "unit_list"), QPushButton, "keep_units"))
    settled(qtbot, session)
    settled(qtbot, session)
    to_collect = hands.count

    hands.click(part(found, QPushButton, "collect"))
    onto_the_stick(found, hands, qtbot)
    assert "收下16份" in found.under_way.notice.words
    hands.click(found.views.buttons[0])
    grid = found.views.states
    states = [grid.shown.index(at, 9).data(StateRole) for at in range(UNITS)]
    assert states.count(MonthState.HANDED_IN) == 4
    assert (states[1], states[5]) == (MonthState.DOUBTFUL, MonthState.MISSING)
    assert hands.count - to_collect <= 3

    monkeypatch.setattr(asking, "typed_lines", lambda *asked: (str(asked[-1]), True))
    hands.click(grid.viewport(), grid.visualRect(grid.shown.index(1, 9)).center())
    settled(qtbot, session)
    hands.click(part(found.side, QPushButton, "give_file_back"))
    hands.count += 1
    onto_the_stick(found, hands, qtbot)
    assert [each for each in stick.glob("清廉回执_*") if "退回" in each.name]

    hands.click(part(found, QPushButton, "write_out"))
    onto_the_stick(found, hands, qtbot)
    (workbook,) = stick.glob("清廉汇总*.xlsx")
    assert load_workbook(workbook).sheetnames
    assert hands.count <= 15


def test_everything_is_reached_by_keys_alone(window: MainWindow, stick: Path, qtbot: QtBot) -> None:
    session, hands = window.session, Hands()
    page = window.show_tab("returns")
    assert isinstance(page, ReportsPage)
    settled(qtbot, session)
    page.show_page(3)
    settled(qtbot, session)
    found = page.collecting
    found.work.collect(stick)
    settled(qtbot, session)
    settled(qtbot, session)
    found.views.buttons[0].setFocus()
    hands.key(Qt.Key.Key_Return)
    for _ in range(20):
        if found.views.states.hasFocus():
            break
        hands.key(Qt.Key.Key_Tab)
    assert found.views.states.hasFocus()
    found.views.states.setCurrentIndex(found.views.states.shown.index(0, 9))
    hands.key(Qt.Key.Key_Return)
    settled(qtbot, session)
    hands.key(Qt.Key.Key_Tab)
    assert part(found.side, QPushButton, "open_return").hasFocus()
    hands.key(Qt.Key.Key_Return)
    settled(qtbot, session)
    reading = part(found, QDialog, "return_reading")
    assert reading.isVisible()
    hands.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not found.findChildren(QDialog, "return_reading"))
