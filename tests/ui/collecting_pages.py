"""The page 汇总 over a committee's book, with returns of three units as they come in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.states import MonthState
from qinglian_desktop.domain.period import Period
from qinglian_desktop.ui.collecting.collecting_page import CollectingPage
from qinglian_desktop.ui.collecting.state_grid import StateRole
from qinglian_desktop.ui.dialogs.return_reading import ReturnReading
from qinglian_desktop.ui.look.sticks import Stick
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.reports.report_switch import COLLECTING, ReportSwitch
from qinglian_desktop.ui.session import Session
from tests.collected_corpus import SMALL, Flaw, code_of, months_of, name_of, write_corpus
from tests.ui.finding import settled

SEPTEMBER, OCTOBER = Period.parse("2026-09"), Period.parse("2026-10")
FLAWS = {(2, "2026-10"): Flaw.EDITED, (3, "2026-10"): Flaw.REVISED}


def returns_in(folder: Path) -> Path:
    """Two months of three units: one changed by hand, one with a second revision."""
    made = folder / "收月报"
    made.mkdir()
    write_corpus(made, 3, months_of(2026, 10)[8:], FLAWS, shape=SMALL)
    return made


@contextmanager
def page_over(desk: Desk, theme: Theme, qtbot: QtBot, *sticks: Path) -> Iterator[CollectingPage]:
    """The page as it is shown first, with these sticks plugged in."""
    session = Session(desk, theme)
    found = [Stick(folder, folder.name, 1 << 33) for folder in sticks]
    page = CollectingPage(session, ReportSwitch(COLLECTING), lambda: found)
    qtbot.addWidget(page)
    page.resize(1366, 620)
    page.show()
    settled(qtbot, session)
    yield page
    session.operations.wait()


def list_units(desk: Desk) -> None:
    """The three units, and a fourth that never sent anything."""
    units = [ListedUnit(code_of(each), name_of(each), "党支部") for each in (1, 2, 3)]
    with desk.book.writing() as work:
        work.collected.put_units([*units, ListedUnit("0099", "没有报的党委", "机关党委")])


def collect(page: CollectingPage, folder: Path, qtbot: QtBot) -> None:
    """Collect what lies there, and let the page show it."""
    page.work.collect(folder)
    settled(qtbot, page.session)


def state(page: CollectingPage, unit: int, month: Period) -> MonthState:
    grid = page.views.states.shown
    found = grid.index(unit - 1, month.index - 1).data(StateRole)
    assert isinstance(found, MonthState)
    return found


def go(page: CollectingPage, unit: int, month: Period, qtbot: QtBot) -> None:
    grid = page.views.states
    grid.index_chosen.emit(grid.shown.index(unit - 1, month.index - 1))
    settled(qtbot, page.session)


def words_beside(page: CollectingPage) -> str:
    shown = [each for each in page.side.findChildren(QLabel) if each.isVisibleTo(page.side)]
    return "\n".join(each.text() for each in shown)


def reading() -> ReturnReading:
    (found,) = (
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, ReturnReading) and each.isVisible()
    )
    return found


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return returns_in(tmp_path_factory.mktemp("sticks"))


@pytest.fixture
def collected(desk: Desk, theme: Theme, stick: Path, qtbot: QtBot) -> Iterator[CollectingPage]:
    """The page once the stick was collected; a fourth unit never sent anything."""
    list_units(desk)
    with page_over(desk, theme, qtbot) as page:
        collect(page, stick, qtbot)
        yield page
