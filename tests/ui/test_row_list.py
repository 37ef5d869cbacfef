"""The list of rows: ticked with a click or a key, chosen by state and person, leading on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.domain.lenses import RowList
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.lenses.row_list import RowListView
from qinglian_desktop.ui.lenses.row_list_model import TICK
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part, settled

pytestmark = pytest.mark.reads


def opened(session: Session, qtbot: QtBot) -> RowListView:
    ledger = session.desk.catalogue["risks"]
    lens = next(each for each in ledger.lenses if isinstance(each, RowList))
    view = lens_view(session, ledger, lens)
    assert isinstance(view, RowListView)
    qtbot.addWidget(view)
    view.resize(1334, 560)
    view.show()
    return view


def said(view: RowListView) -> list[str]:
    model = view.table.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def click(view: RowListView, qtbot: QtBot, row: int, column: int) -> None:
    centre = view.table.visualRect(view.table.model().index(row, column)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=centre)


@pytest.mark.writes
def test_one_click_ticks_and_undo_takes_it_back(session: Session, qtbot: QtBot) -> None:
    view = opened(session, qtbot)
    before = said(view)
    with qtbot.waitSignal(session.said) as told:
        click(view, qtbot, 0, TICK)
    settled(qtbot, session)
    assert told.args == [f"已落实：{before[0]}。按 Ctrl+Z 可以撤销。"]
    assert said(view) == before[1:]
    session.desk.records.steps.undo()
    view.refresh()
    assert said(view) == before


@pytest.mark.writes
def test_the_space_bar_ticks_the_first_row(session: Session, qtbot: QtBot) -> None:
    view = opened(session, qtbot)
    before = said(view)
    view.table.setCurrentIndex(view.table.model().index(0, TICK))
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    settled(qtbot, session)
    assert said(view) == before[1:]


def test_a_click_on_the_words_leads_to_the_risk(
    session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    view = opened(session, qtbot)
    click(view, qtbot, 0, 1)
    (place,) = visited()
    assert isinstance(place, ToRecord) and place.ledger == "risks"


def test_rows_are_chosen_by_state_and_person(session: Session, qtbot: QtBot) -> None:
    view = opened(session, qtbot)
    which, who = part(view, QComboBox, "which"), part(view, QComboBox, "who")
    assert which.currentText() == "没有落实的"
    left = said(view)
    which.setCurrentText("全部")
    everything = said(view)
    assert everything[: len(left)] == left and len(everything) > len(left)
    name = who.itemText(1)
    who.setCurrentIndex(1)
    assert 0 < len(said(view)) < len(everything)
    assert part(view, QLabel, "summary").text().startswith(f"{name}：共 ")
    which.setCurrentText("过了时限的")
    who.setCurrentIndex(who.count() - 1)
    nobody = f"{who.currentText()}没有过了时限的措施。"
    assert said(view) or part(view, QLabel, "none").text() == nobody
