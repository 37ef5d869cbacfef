"""What a secretary does to fill the forms of others, counted in keys and clicks.

What comes out is compared cell by cell with what came.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path
from typing import IO, Any, TypeAlias

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_from_string
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.filling.form_mapping import FormMapping
from qinglian_desktop.domain.filling.form_pieces import CountedIn
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.filling.filling_page import FillingPage
from qinglian_desktop.ui.filling.rows_choice import RowsChoice
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.reports.report_switch import RETURN
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from tests.conftest import PASSWORD
from tests.hands import PLAIN, Hands
from tests.journeys.open_window import window_over
from tests.office_sheets import OFFICE_SHEETS
from tests.ui.finding import part, settled

STATISTICS = "工委统计表模板（待填）.xlsx"
YEARLY = "11-组织生活开展情况统计表.xlsx"
OFFICERS = "12-委员及分工统计表.xlsx"
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


Open: TypeAlias = Callable[[str, Hands], FillingPage]


@pytest.fixture
def open_form(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Open:
    """Opens a form that an office was sent, from the first click on."""

    def opening(name: str, hands: Hands) -> FillingPage:
        form = tmp_path / name
        form.write_bytes(OFFICE_SHEETS[name]())
        page = to_page(window, hands, qtbot)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(form), ""))
        hands.click(part(page, QPushButton, "open_form"))
        hands.count += _DIALOG
        calm(window, qtbot)
        return page

    return opening


def click_cell(page: FillingPage, at: str, hands: Hands, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Click a cell of the form."""
    table = page.grid.form.table
    cell = table.at(at) if table else None
    assert cell is not None
    index = page.grid.form.index(cell.row, cell.column)
    page.grid.scrollTo(index)
    hands.click(page.grid.viewport(), page.grid.visualRect(index).center(), held)


def choose(window: MainWindow, qtbot: QtBot, hands: Hands, at: str, words: str) -> None:
    """Choose by its name what goes into a cell."""
    page = window.page("returns")
    assert isinstance(page, ReportsPage)
    click_cell(page.filling, at, hands)
    calm(window, qtbot)
    hands.key(Qt.Key.Key_Return)
    hands.text(words)
    hands.key(Qt.Key.Key_Return)
    calm(window, qtbot)


def click_on(window: MainWindow, qtbot: QtBot, hands: Hands, inside: QWidget, name: str) -> None:
    hands.click(part(inside, QPushButton, name))
    calm(window, qtbot)


def filled_again(window: MainWindow, qtbot: QtBot, stick: Path) -> tuple[Path, int]:
    """The form filled next month, and with how many keys and clicks; the stick is plugged in."""
    window.show_tab("workbench")
    page = window.page("returns")
    assert isinstance(page, ReportsPage)
    stick.mkdir()
    page.filling.side.target.take(stick)
    page.show_page(RETURN)
    hands = Hands()
    click_on(window, qtbot, hands, to_page(window, hands, qtbot), "write_form")
    (target,) = stick.iterdir()
    return target, hands.count


def mapping_kept(window: MainWindow) -> FormMapping:
    filling = window.session.desk.filling
    (kept,) = filling.kept()
    return filling.open_kept(kept.name).mapping


def asked(mapping: FormMapping) -> set[tuple[str, str]]:
    """Table and address of every cell of a workbook into which something goes."""
    found = {(each.place.table, each.place.at) for each in mapping.places}
    for rows in mapping.rows:
        for each in rows.columns:
            letter, row = coordinate_from_string(each.place.at)
            below = range(row, row + rows.room)
            found |= {(each.place.table, f"{letter}{at}") for at in below}
    return found


Look: TypeAlias = tuple[object, ...]


def looks(data: Path | IO[bytes]) -> dict[tuple[str, str], Look]:
    """What stands in every cell of a workbook, and how it looks."""
    return {
        (sheet.title, cell.coordinate): (
            cell.value,
            *(copy(each) for each in (cell.font, cell.border, cell.fill, cell.alignment)),
            cell.number_format,
            cell.protection.locked,
        )
        for sheet in load_workbook(data)
        for row in sheet.iter_rows()
        for cell in row
    }


def frames(data: Path | IO[bytes]) -> list[Look]:
    """What else a sheet has: merged cells, sizes, what is printed, choices."""
    return [
        (
            sheet.title,
            sheet.dimensions,
            {str(each) for each in sheet.merged_cells.ranges},
            {key: each.width for key, each in sheet.column_dimensions.items()},
            {key: each.height for key, each in sheet.row_dimensions.items()},
            sheet.print_area,
            sheet.freeze_panes,
            [each.sqref for each in sheet.data_validations.dataValidation],
        )
        for sheet in load_workbook(data)
    ]


def otherwise(name: str, target: Path) -> set[tuple[str, str]]:
    """The cells of a filled form in which anything is other than as it came."""
    assert frames(io.BytesIO(OFFICE_SHEETS[name]())) == frames(target)
    before, after = looks(io.BytesIO(OFFICE_SHEETS[name]())), looks(target)
    assert set(before) == set(after)
    return {at for at, look in before.items() if look != after[at]}


def figures(mapping: FormMapping) -> list[CountedIn]:
    return [one for each in mapping.places for one in each.pieces if isinstance(one, CountedIn)]


def test_a_form_of_twenty_numbers_is_mapped_with_at_most_50_and_filled_again_with_3(
    window: MainWindow, qtbot: QtBot, open_form: Open, tmp_path: Path
) -> None:
    hands = Hands()
    page = open_form(STATISTICS, hands)
    click_on(window, qtbot, hands, page, "take_proposals")
    # What no words say is chosen by hand: the head count of a kind of education.
    choose(window, qtbot, hands, "E6", "警示教育参加人次")
    mapping = mapping_kept(window)
    assert len(figures(mapping)) >= 20
    assert hands.count <= 50
    target, again = filled_again(window, qtbot, tmp_path / "stick")
    assert again <= 3
    said = load_workbook(target)["月报"]
    assert said["D5"].value is not None and said["E6"].value is not None
    assert otherwise(STATISTICS, target) <= asked(mapping)


def test_twelve_months_of_two_figures_are_mapped_and_filled_and_the_rest_stays(
    window: MainWindow, qtbot: QtBot, open_form: Open, tmp_path: Path
) -> None:
    hands = Hands()
    page = open_form(YEARLY, hands)
    click_on(window, qtbot, hands, page, "take_proposals")
    choose(window, qtbot, hands, "A4", "单位编码")
    mapping = mapping_kept(window)
    assert len(figures(mapping)) == 24
    assert hands.count <= 10
    target, again = filled_again(window, qtbot, tmp_path / "stick")
    assert again <= 3
    said = load_workbook(target)["Sheet1"]
    desk = window.session.desk
    meetings = desk.catalogue["meetings"]
    for first, measure in ((4, "committees"), (18, "theme_days")):
        counted = [
            desk.statistics.figure(meetings, meetings.measure(measure), Period.parse(month)).value
            for month in (f"2026-{month:02}" for month in range(1, 11))
        ]
        assert any(counted)
        assert [said.cell(4, first + at).value for at in range(10)] == counted
    # Months that are still to come, other rates and kinds stay blank.
    blank = ("C4", "N4", "O4", "P4", "Q4", "AB4", "AC4", "AD4", "AE4")
    assert otherwise(YEARLY, target) == asked(mapping) - {("Sheet1", at) for at in blank}


def test_rows_of_officers_are_mapped_by_marking_the_first_row_and_filled(
    window: MainWindow, qtbot: QtBot, open_form: Open, tmp_path: Path
) -> None:
    hands = Hands()
    page = open_form(OFFICERS, hands)
    click_cell(page, "A4", hands)
    click_cell(page, "H4", hands, Qt.KeyboardModifier.ShiftModifier)
    calm(window, qtbot)
    click_on(window, qtbot, hands, page, "fill_rows")
    dialog = page.findChild(RowsChoice)
    assert dialog is not None
    click_on(window, qtbot, hands, dialog, "rows_take")
    click_on(window, qtbot, hands, page, "take_proposals")
    mapping = mapping_kept(window)
    assert hands.count <= 10
    (rows,) = mapping.rows
    assert (rows.ledger, rows.room) == ("unit", 10)
    target, again = filled_again(window, qtbot, tmp_path / "stick")
    assert again <= 3
    desk = window.session.desk
    with desk.book.reading() as work:
        (unit,) = work.records.few(Query("unit"), None)
    officers: Any = unit.value("officers")
    said = load_workbook(target)["Sheet1"]
    names = [said.cell(row, 3).value for row in range(4, 4 + len(officers))]
    assert names == [each["person"].name for each in officers]
    assert said["A2"].value.startswith("单位名称：示例")
    assert otherwise(OFFICERS, target) <= asked(mapping)
    assert {at for _, at in asked(mapping)}.isdisjoint({"D4", "H4", "A3", "A1"})
