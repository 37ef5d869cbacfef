"""What a secretary does to fill the committee's own form, counted in keys and clicks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.filling.form_pieces import CountedIn
from qinglian_desktop.ui.filling.filling_page import FillingPage
from qinglian_desktop.ui.look.sticks import Stick
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from tests.conftest import PASSWORD
from tests.hands import Hands
from tests.journeys.open_window import window_over
from tests.office_sheets import OFFICE_SHEETS
from tests.ui.finding import part, settled

FORM = "工委统计表模板（待填）.xlsx"
_DIALOG = 2
"""In the system's dialog: the file is clicked, and opened by Enter."""


@pytest.fixture
def window(
    sample_folder: Path, books: Books, tools: Tools, qtbot: QtBot, tmp_path: Path
) -> Iterator[MainWindow]:
    folder = tmp_path / "台账库"
    shutil.copytree(sample_folder, folder)
    book = books.open(folder, PASSWORD)
    with window_over(Desk(book, tools), qtbot, tmp_path) as made:
        yield made
    book.close()


def to_page(window: MainWindow, hands: Hands, qtbot: QtBot) -> FillingPage:
    """By the tab and the switch."""
    page = window.show_tab("returns")
    hands.count += 1
    assert isinstance(page, ReportsPage)
    settled(qtbot, window.session)
    hands.click(part(page.returns, QPushButton, "report_2"))
    settled(qtbot, window.session)
    return page.filling


def calm(window: MainWindow, qtbot: QtBot) -> None:
    settled(qtbot, window.session)


def test_a_form_of_twenty_numbers_is_mapped_with_at_most_50_and_filled_again_with_3(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, stick = tmp_path / FORM, tmp_path / "stick"
    form.write_bytes(OFFICE_SHEETS[FORM]())
    stick.mkdir()
    monkeypatch.setattr(
        "qinglian_desktop.ui.reports.reports_page.find_sticks",
        lambda: [Stick(stick, "工委U盘", 1 << 33)],
        raising=False,
    )
    hands = Hands()
    page = to_page(window, hands, qtbot)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(form), ""))
    hands.click(part(page, QPushButton, "open_form"))
    hands.count += _DIALOG
    calm(window, qtbot)
    hands.click(part(page, QPushButton, "take_proposals"))
    calm(window, qtbot)
    # What no words say is chosen by hand: the head count of a kind of education.
    page.grid.go_to("E6")
    hands.count += 1
    calm(window, qtbot)
    hands.key(Qt.Key.Key_Return)
    page.side.choice.search.setFocus()
    hands.text("警示教育参加人次")
    hands.key(Qt.Key.Key_Return)
    calm(window, qtbot)
    (kept,) = window.session.desk.filling.kept()
    mapping = window.session.desk.filling.open_kept(kept.name).mapping
    figures = [one for each in mapping.places for one in each.pieces if isinstance(one, CountedIn)]
    assert len(figures) >= 20
    assert hands.count <= 50
    page.side.target.take(stick)
    again = Hands()
    window.show_tab("workbench")
    page = to_page(window, again, qtbot)
    again.click(part(page, QPushButton, "write_form"))
    calm(window, qtbot)
    (target,) = stick.iterdir()
    assert load_workbook(target)["月报"]["D5"].value is not None
    assert again.count <= 3
    assert page.findChild(QTabBar) is not None
