"""填上级的表: a form opened, what goes where in it, filled; over the sample book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import ToList
from qinglian_desktop.domain.filling.form_pieces import CountedIn
from qinglian_desktop.ui.filling.filling_page import FillingPage
from qinglian_desktop.ui.filling.form_model import shown_text
from qinglian_desktop.ui.look.theme import Theme
from tests.ui.finding import part
from tests.ui.form_pages import (
    FORM,
    SEPTEMBER,
    Show,
    calm,
    office_form,
    opened,
    says,
    showing_forms,
)

pytestmark = pytest.mark.writes


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return office_form(tmp_path)


@pytest.fixture
def went() -> list[object]:
    """The places that the page asked to go to."""
    return []


@pytest.fixture
def show(qtbot: QtBot, theme: Theme, went: list[object]) -> Iterator[Show]:
    with showing_forms(qtbot, theme, went) as made:
        yield made


def test_an_empty_page_says_what_it_is_for(show: Show, desk: Desk) -> None:
    page = show(desk)
    words = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert any("上级发来的表" in each for each in words)
    assert not part(page, QPushButton, "write_form").isVisible()


def test_proposals_are_taken_by_one_click_and_kept(
    show: Show, desk: Desk, form: Path, qtbot: QtBot
) -> None:
    page = opened(show(desk), form, qtbot)
    proposed = part(page, QPushButton, "take_proposals")
    assert "采用全部建议" in proposed.text()
    assert says(page, "D5") == str(_figure(desk, "eight_ones", "activities"))
    proposed.click()
    calm(page, qtbot)
    assert not proposed.isVisible()
    (kept,) = desk.filling.kept()
    assert kept.name == Path(FORM).stem
    again = show(desk)
    calm(again, qtbot)
    again.months.show_month(SEPTEMBER)
    again.refresh()
    assert says(again, "B5") == "“八个一”活动"


def _figure(desk: Desk, ledger: str, measure: str) -> object:
    found = desk.catalogue[ledger]
    wanted = next(each for each in found.measures if each.key == measure)
    return desk.statistics.figure(found, wanted, SEPTEMBER).value


def test_what_is_searched_for_goes_into_the_marked_cell(
    show: Show, desk: Desk, form: Path, qtbot: QtBot
) -> None:
    page = opened(show(desk), form, qtbot)
    page.grid.go_to("H5")
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    search = page.side.choice.search
    search.setText("廉政家访")
    QTest.keyClick(search, Qt.Key.Key_Return)
    calm(page, qtbot)
    assert says(page, "H5") == str(_figure(desk, "family", "visits"))
    span = part(page, QComboBox, "span")
    span.setCurrentText("本年累计")
    span.activated.emit(span.currentIndex())
    calm(page, qtbot)
    (kept,) = desk.filling.kept()
    mapping = desk.filling.open_kept(kept.name).mapping
    (piece,) = [one for each in mapping.places if each.place.at == "H5" for one in each.pieces]
    assert isinstance(piece, CountedIn)
    assert piece.span.words == "本年累计"


def test_a_choice_is_taken_back_and_a_place_is_emptied(
    show: Show, desk: Desk, form: Path, qtbot: QtBot
) -> None:
    page = opened(show(desk), form, qtbot)
    part(page, QPushButton, "take_proposals").click()
    calm(page, qtbot)
    filled = says(page, "D5")
    page.grid.go_to("D5")
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    calm(page, qtbot)
    # What the words propose stands there again, only proposed.
    assert "1处" in part(page, QPushButton, "take_proposals").text()
    part(page, QPushButton, "mapping_back").click()
    calm(page, qtbot)
    assert not part(page, QPushButton, "take_proposals").isVisible()
    assert says(page, "D5") == filled


def test_a_figure_leads_to_its_records(
    show: Show, desk: Desk, form: Path, qtbot: QtBot, went: list[object]
) -> None:
    page = opened(show(desk), form, qtbot)
    page.grid.go_to("D5")
    calm(page, qtbot)
    part(page, QPushButton, "figure_records").click()
    calm(page, qtbot)
    (place,) = went
    assert isinstance(place, ToList)
    assert place.ledger == "eight_ones"
    assert len(place.ids) == _figure(desk, "eight_ones", "activities")


def test_it_is_filled_onto_the_stick_and_formulas_stay(
    show: Show, desk: Desk, form: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page = opened(show(desk, stick), form, qtbot)
    page.side.target.refresh()
    calm(page, qtbot)
    part(page, QPushButton, "take_proposals").click()
    calm(page, qtbot)
    part(page, QPushButton, "write_form").click()
    calm(page, qtbot)
    assert "已填好" in page.notice.words
    (target,) = stick.iterdir()
    sheet = load_workbook(target)["月报"]
    assert sheet["D5"].value == _figure(desk, "eight_ones", "activities")
    assert sheet["D15"].value == "=SUM(D5:D14)"
    with desk.book.reading() as work:
        assert [each.path for each in work.handed_in.all()] == [str(target)]


def test_a_form_that_is_none_is_told_and_what_was_open_stays(
    show: Show, desk: Desk, form: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(show(desk), form, qtbot)
    other = tmp_path / "坏的.xlsx"
    other.write_bytes(b"PK\x03\x04 nothing")
    page.open_file(other)
    calm(page, qtbot)
    told = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert any("坏的" in each for each in told)
    assert says(page, "B5") == "“八个一”活动"


def answer(page: FillingPage, words: str) -> None:
    """Answer the question that was asked last."""
    box = page.findChildren(QMessageBox, "asking")[-1]
    next(each for each in box.buttons() if each.text() == words).click()


def test_it_is_forgotten_only_when_that_is_wanted(
    show: Show, desk: Desk, form: Path, qtbot: QtBot
) -> None:
    page = opened(show(desk), form, qtbot)
    part(page, QPushButton, "take_proposals").click()
    calm(page, qtbot)
    part(page, QPushButton, "forget_form").click()
    answer(page, "返回")
    assert len(desk.filling.kept()) == 1
    part(page, QPushButton, "forget_form").click()
    answer(page, "不再保留")
    calm(page, qtbot)
    assert len(desk.filling.kept()) == 0


def test_a_blank_formula_is_said_to_be_one(
    show: Show, desk: Desk, form: Path, qtbot: QtBot
) -> None:
    page = opened(show(desk), form, qtbot)
    table = page.grid.form.table
    assert table is not None
    formulas = [each for each in table.cells if each.is_formula]
    assert formulas
    assert all(shown_text(each, None) in (each.text, "（公式）") for each in formulas)
    page.grid.go_to("D5")
    assert part(page, QListWidget, "offers").count() > 50
