"""The page 填上级的表 with a form on it: files for it, and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.period import Period
from qinglian_desktop.ui.filling.filling_page import FillingPage
from qinglian_desktop.ui.filling.rows_choice import RowsChoice
from qinglian_desktop.ui.look.sticks import Stick
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.reports.report_switch import FORMS, ReportSwitch
from qinglian_desktop.ui.session import Session
from tests.office_sheets import OFFICE_SHEETS
from tests.ui.finding import part, settled

FORM = "工委统计表模板（待填）.xlsx"
SEPTEMBER = Period.parse("2026-09")
Show: TypeAlias = Callable[..., FillingPage]
"""Makes the page over a desk, with sticks in these folders."""


@contextmanager
def showing_forms(qtbot: QtBot, theme: Theme, went: list[object]) -> Iterator[Show]:
    """Pages in September; ``went`` hears the places to which they ask to go."""
    sessions: list[Session] = []

    def make(desk: Desk, *sticks: Path) -> FillingPage:
        session = Session(desk, theme)
        sessions.append(session)
        found = [Stick(folder, folder.name, 1 << 33) for folder in sticks]
        page = FillingPage(session, ReportSwitch(FORMS), lambda: found)
        session.place_wanted.connect(went.append)
        qtbot.addWidget(page)
        page.resize(1366, 600)
        page.show()
        settled(qtbot, session)
        page.months.show_month(SEPTEMBER)
        return page

    yield make
    for session in sessions:
        session.operations.wait()


def office_form(folder: Path) -> Path:
    """The form of a committee as a file."""
    target = folder / FORM
    target.write_bytes(OFFICE_SHEETS[FORM]())
    return target


def opened(page: FillingPage, form: Path, qtbot: QtBot) -> FillingPage:
    page.open_file(form)
    calm(page, qtbot)
    return page


def calm(page: FillingPage, qtbot: QtBot) -> None:
    settled(qtbot, page.session)


def says(page: FillingPage, at: str) -> str:
    """What the table shows at a cell."""
    table = page.grid.form.table
    cell = table.at(at) if table else None
    assert cell is not None
    return str(page.grid.form.index(cell.row, cell.column).data() or "")


def rows_choice(page: FillingPage, at: str, columns: int = 1) -> RowsChoice:
    """Mark so many cells of a row, and ask for rows of a ledger."""
    page.grid.clearSelection()
    page.grid.go_to(at)
    first = page.grid.currentIndex()
    for column in range(first.column(), first.column() + columns):
        beside = first.siblingAtColumn(column)
        page.grid.selectionModel().select(beside, QItemSelectionModel.SelectionFlag.Select)
    part(page, QPushButton, "fill_rows").click()
    dialog = page.findChild(RowsChoice)
    assert dialog is not None
    return dialog
