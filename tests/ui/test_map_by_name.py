"""The map of risks: names in the cells, filters as chips, any day, what moved, and its pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSlider
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.crossings import Crossing
from qinglian_desktop.application.map_drawing import MORE, CellName, MapCell, cell_drawing
from qinglian_desktop.application.places import ToList, ToRecord
from qinglian_desktop.domain.drawing import Drawing, Polyline, Words
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.lenses.map_painting import LevelsView
from qinglian_desktop.ui.lenses.matrix import MatrixView
from qinglian_desktop.ui.look.place_table import PlaceTable
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part

pytestmark = pytest.mark.reads


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> MatrixView:
    ledger = session.desk.catalogue["risks"]
    made = lens_view(session, ledger, ledger.lenses[0])
    assert isinstance(made, MatrixView)
    qtbot.addWidget(made)
    made.resize(1334, 600)
    made.show()
    return made


def crossing(view: MatrixView) -> Crossing:
    return view.table.model().shown.crossing  # pyright: ignore[reportAttributeAccessIssue]


def after(view: MatrixView, qtbot: QtBot, act: Callable[[], object]) -> Crossing:
    """What is shown once what was asked by an act was read."""
    before = crossing(view)
    act()
    qtbot.waitUntil(lambda: crossing(view) is not before)
    return crossing(view)


def pages_of(view: MatrixView) -> tuple[Drawing, ...]:
    assert view.seen is not None
    return view.seen.pages()


def type_day(view: MatrixView, text: str) -> None:
    line = part(view, QLineEdit, "day")
    line.setText(text)
    line.textEdited.emit(text)


def test_a_click_on_a_name_opens_its_record_and_the_ground_lists_the_cell(
    view: MatrixView, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    table = view.table
    index = table.model().index(0, 0)
    drawing, corner = table.drawing(index), table.visualRect(index).topLeft()
    assert drawing is not None
    spot = drawing.spots[0]
    at = corner + type(corner)(round(spot.x + 5), round(spot.y + 5))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    ground = table.visualRect(index).bottomRight() - type(corner)(8, 8)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=ground)
    first, second = visited()
    assert first == ToRecord("risks", crossing(view).ids["高", "重"][0])
    assert isinstance(second, ToList)
    assert second.ids == crossing(view).ids["高", "重"]


def test_tab_reaches_the_names_and_enter_opens(
    view: MatrixView, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    table = view.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    assert table.focusNextPrevChild(True)
    ids = crossing(view).ids["高", "重"]
    assert crossing(view).names[ids[0]] in table.accessibleDescription()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.at_spot is None
    assert table.currentIndex().column() == 1
    assert visited() == [ToRecord("risks", ids[0])]


def test_a_cell_says_all_its_names_and_an_empty_one_its_level(view: MatrixView) -> None:
    model, role = view.table.model(), Qt.ItemDataRole.AccessibleTextRole
    found = crossing(view)
    said = model.index(0, 0).data(role)
    for each in found.ids["高", "重"]:
        assert found.names[each] in said
    assert model.index(1, 0).data(role).endswith("没有，这一格是一级")


def test_a_filter_is_a_chip_that_goes_to_the_list_and_can_be_taken_away(
    view: MatrixView, qtbot: QtBot
) -> None:
    everything = sum(map(len, crossing(view).ids.values()))
    combo = part(view, QComboBox, "filter_department")
    narrowed = after(view, qtbot, lambda: combo.setCurrentIndex(1))
    word = combo.currentText()
    assert 0 < sum(map(len, narrowed.ids.values())) < everything
    chip = part(view, QPushButton, "chip_department")
    assert chip.isVisible()
    assert chip.text().startswith(f"部门：{word}")
    cell = next(iter(narrowed.ids))
    index = view.table.model().index(narrowed.ys.index(cell[1]), narrowed.xs.index(cell[0]))
    place = view.table.model().place(index)  # pyright: ignore[reportAttributeAccessIssue]
    assert f"部门：{word}" in place.words
    whole = after(view, qtbot, chip.click)
    assert sum(map(len, whole.ids.values())) == everything
    assert not chip.isVisible()


def test_the_slider_and_the_field_show_another_day(view: MatrixView, qtbot: QtBot) -> None:
    slider = part(view, QSlider, "day_of_year")
    slider.setFocus()
    moved = after(view, qtbot, lambda: qtbot.keyClick(slider, Qt.Key.Key_PageDown))
    assert str(moved.on) == part(view, QLineEdit, "day").text() == "2026-10-24"
    typed = after(view, qtbot, lambda: type_day(view, "2026-3-31"))
    assert str(typed.on) == "2026-03-31"
    assert slider.value() == 90
    now = after(view, qtbot, part(view, QPushButton, "today").click)
    assert now.on is None


def test_a_day_that_cannot_be_looked_at_is_told_and_the_map_stays(
    view: MatrixView, qtbot: QtBot
) -> None:
    told, before = part(view, QLabel, "told"), crossing(view)
    type_day(view, "2027-01-01")
    qtbot.waitUntil(told.isVisible)
    assert "还没有到" in told.text()
    assert crossing(view) is before
    early = after(view, qtbot, lambda: type_day(view, "2001-01-01"))
    assert not early.ids
    assert "没有" in told.text()


def test_what_moved_is_listed_and_drawn_as_arrows(
    view: MatrixView, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    since = part(view, QComboBox, "since")
    found = after(view, qtbot, lambda: since.setCurrentText("半年前"))
    assert found.moves
    moves = part(view, PlaceTable, "moves")
    assert moves.isVisible()
    assert moves.model().rowCount() == len(found.moves)
    moves.index_chosen.emit(moves.model().index(0, 0))
    assert visited() == [ToRecord("risks", found.moves[0].record_id)]
    assert "新增" in part(view, QLabel, "moves_head").text()
    pages = pages_of(view)
    arrows = [each for each in pages[0].shapes if isinstance(each, Polyline) and each.arrow]
    assert arrows
    said = [each.text for each in pages[1].shapes if isinstance(each, Words)]
    assert {"新增", "降级"} <= set(said)


def test_a_month_of_the_picture_leads_to_its_day(view: MatrixView, qtbot: QtBot) -> None:
    levels = part(view, LevelsView, "levels")
    assert "一级" in levels.accessibleDescription()
    found = after(view, qtbot, lambda: levels.month_chosen.emit(4))
    assert str(found.on) == "2026-04-30"


def test_pages_say_day_filters_and_every_name_and_become_pictures(
    view: MatrixView, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    combo = part(view, QComboBox, "filter_department")
    found = after(view, qtbot, lambda: combo.setCurrentIndex(1))
    (page,) = pages_of(view)
    said = "".join(each.text for each in page.shapes if isinstance(each, Words))
    assert "2026-11-23 的情况" in said
    assert f"只看：部门：{combo.currentText()}" in said
    for ids in found.ids.values():
        for each in ids:
            assert found.names[each] in said
    assert view.seen is not None
    (written,) = session.desk.drawn_lenses.write(view.seen, tmp_path / "图.svg")
    assert "部门：" in written.read_text("utf-8")
    assert session.desk.drawn_lenses.pdf(view.seen).startswith(b"%PDF")


def test_names_that_have_no_room_are_counted() -> None:
    named = tuple(CellName(at, f"第{at}个风险点的名称", "一级", 0) for at in range(9))
    drawing = cell_drawing(MapCell(named), 200, 90, 14)
    shown = [spot for spot in drawing.spots if spot.place != MORE]
    (more,) = [spot for spot in drawing.spots if spot.place == MORE]
    said = [each.text for each in drawing.shapes if isinstance(each, Words)]
    assert 0 < len(shown) < 9
    assert f"＋{9 - len(shown)}" in said
    assert more.y + more.height <= 90


def test_a_page_says_by_what_the_map_on_it_was_narrowed(view: MatrixView, qtbot: QtBot) -> None:
    combo = part(view, QComboBox, "filter_department")
    after(view, qtbot, lambda: combo.setCurrentIndex(1))
    word = combo.currentText()
    part(view, QLineEdit, "day").setText("没有这一天")
    combo.setCurrentIndex(2)
    said = "".join(each.text for each in pages_of(view)[0].shapes if isinstance(each, Words))
    assert f"：{word}" in said and f"：{combo.currentText()}" not in said


def test_another_view_shows_the_day_and_is_narrowed_and_compares_as_this_one(
    view: MatrixView, qtbot: QtBot, session: Session
) -> None:
    combo = part(view, QComboBox, "filter_department")
    after(view, qtbot, lambda: combo.setCurrentIndex(1))
    after(view, qtbot, lambda: part(view, QComboBox, "since").setCurrentIndex(2))
    wanted = after(view, qtbot, lambda: type_day(view, "2026-06-30"))
    made = lens_view(session, session.desk.catalogue["risks"], view.lens)
    assert isinstance(made, MatrixView)
    qtbot.addWidget(made)
    made.look_again(view.shown())
    made.show()
    qtbot.waitUntil(lambda: crossing(made) == wanted)
    assert wanted.since == date(2026, 3, 30)
    assert part(made, QLineEdit, "day").text() == "2026-06-30"
    assert part(made, QPushButton, "chip_department").isVisible()
