"""The stages board: who stands where, how they have fared, and the way to the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.board_words import why_here
from qinglian_desktop.application.boards import Board, Card
from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.application.places import ToNew, ToRecord
from qinglian_desktop.domain.lenses import Stages
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.lenses.stages import StagesView
from qinglian_desktop.ui.lenses.stages_model import StagesModel
from qinglian_desktop.ui.lenses.trend_line import TrendLine, outcome_colours
from qinglian_desktop.ui.look.palette import DARK, LIGHT, Colours
from qinglian_desktop.ui.look.place_table import LinkRole
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.invented import EVERYTHING, GRADES, example_input
from tests.ui.finding import part
from tests.ui.invented_session import invented_session, keep_event

LENS = next(lens for lens in EVERYTHING.lenses if isinstance(lens, Stages))
EARLY = Card(1, "韦𬀩", "2025年下半年", "乙等", date(2025, 9, 1), 5)
FIRST = Card(2, "韦𬀩", "2026年上半年", "甲等", date(2026, 4, 1), 5)
OTHER = Card(3, "李䶮", "2026年上半年", "", date(2026, 4, 2), 6)
THIRD = Card(4, "陈㛃", "2026年上半年", "丙等", date(2026, 4, 3), 7)
BOARD = Board(
    {"待估价": (OTHER, THIRD), "待讲述": (), "讲完了": (FIRST,)},
    (EARLY, FIRST, OTHER, THIRD),
    GRADES,
)


@pytest.fixture
def model(dressed: object) -> StagesModel:
    made = StagesModel(EVERYTHING)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.show(BOARD)
    return made


@pytest.fixture
def session(tmp_path: Path, tools: Tools, theme: Theme) -> Iterator[Session]:
    with invented_session(tmp_path / "航海簿", tools, theme) as made:
        yield made


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> StagesView:
    made = lens_view(session, EVERYTHING, LENS)
    assert isinstance(made, StagesView)
    qtbot.addWidget(made)
    made.resize(1334, 560)
    return made


def heads(view: StagesView) -> list[str]:
    model = view.table.model()
    count = range(model.columnCount())
    return [model.headerData(place, Qt.Orientation.Horizontal) for place in count]


def test_the_head_of_a_column_counts_its_cards(model: StagesModel) -> None:
    said = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(3)]
    assert said == ["待估价\n2 个", "待讲述\n0 个", "讲完了\n1 个"]
    assert (model.rowCount(), model.columnCount()) == (2, 3)


def test_a_card_says_everything_in_words(model: StagesModel) -> None:
    said = model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "韦𬀩，2026年上半年，甲等，2026-04-01，讲完了"
    without = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "还没有结果" in without


def test_below_the_last_card_there_is_nothing_to_choose(model: StagesModel) -> None:
    empty = model.index(1, 2)
    assert not empty.data(LinkRole)
    assert model.flags(empty) == Qt.ItemFlag.NoItemFlags
    assert model.place(empty) is None
    assert model.place(model.index(1, 0)) == ToRecord("everything", 4)


def test_beside_a_card_lies_the_last_one_of_a_shorter_column(model: StagesModel) -> None:
    assert model.beside(model.index(1, 0), 1) == model.index(0, 2)
    assert model.beside(model.index(0, 2), -1) == model.index(0, 0)
    assert model.beside(model.index(0, 0), -1) == model.index(0, 0)


def test_the_trend_tells_a_persons_records_in_order(theme: Theme, qtbot: QtBot) -> None:
    line = TrendLine(theme)
    qtbot.addWidget(line)
    line.show_trend("韦𬀩", BOARD.trend(FIRST), GRADES)
    assert line.words() == "韦𬀩：2025年下半年 乙等 → 2026年上半年 甲等"
    assert line.accessibleName() == line.words()
    line.show_trend("<b>", (Card(1, "<b>", "<i>", "", date(2026, 1, 1)),), GRADES)
    assert "&lt;i&gt;" in line.text()


def test_a_long_trend_keeps_its_end(theme: Theme, qtbot: QtBot) -> None:
    line = TrendLine(theme)
    qtbot.addWidget(line)
    line.show_trend("韦𬀩", (EARLY,) * 9 + (FIRST,), GRADES)
    assert line.words().startswith("韦𬀩：… → ")
    assert line.words().count("→") == 8
    assert line.words().endswith("2026年上半年 甲等")


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_outcomes_are_coloured_by_rank(colours: Colours) -> None:
    inks = [outcome_colours(word, GRADES, colours)[0] for word in (*GRADES, "")]
    assert inks == [colours.good, colours.warn, colours.bad, colours.muted]


def test_the_board_is_read_from_the_book_and_after_a_change(
    view: StagesView, session: Session
) -> None:
    view.show()
    assert heads(view) == ["待估价\n0 个", "待讲述\n0 个", "讲完了\n0 个"]
    keep_event(session, chief="韦𬀩")
    session.changed.emit(Changed(ledgers=frozenset({"everything"})))
    assert heads(view)[0] == "待估价\n1 个"
    assert view.table.model().index(0, 0).data() == "韦𬀩"


def test_an_empty_year_says_how_to_begin(view: StagesView, qtbot: QtBot, session: Session) -> None:
    places: list[object] = []
    session.place_wanted.connect(places.append)
    view.show()
    assert not view.table.isVisible()
    words = [each.text() for each in view.findChildren(QLabel) if each.isVisible()]
    assert any("登记事并填上“领头”" in each for each in words)
    (new,) = (b for b in view.findChildren(QPushButton) if b.text() == "新增事")
    qtbot.mouseClick(new, Qt.MouseButton.LeftButton)
    assert places == [ToNew("everything", {})]


def test_the_keyboard_goes_from_card_to_card_and_enters(
    view: StagesView, session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    keep_event(session, chief="甲")
    keep_event(session, chief="乙")
    through = keep_event(session, chief="丙", money="1", story="讲了", grade="甲等")
    view.show()
    table, trend = view.table, part(view, TrendLine, "trend")
    assert trend.words().startswith("甲：")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert trend.words().startswith("乙：")
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert trend.words() == "丙：补帆 甲等"
    qtbot.keyClick(table, Qt.Key.Key_Return)
    centre = table.visualRect(table.currentIndex()).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert visited() == [ToRecord("everything", through)] * 2


def test_the_card_chosen_stays_chosen_when_it_moves_on(view: StagesView, session: Session) -> None:
    keep_event(session, chief="甲")
    kept = keep_event(session, chief="乙")
    view.show()
    table = view.table
    table.setCurrentIndex(table.model().index(1, 0))
    moved = example_input(chief="乙", money="2")
    session.desk.records.save(EVERYTHING, moved, record_id=kept)
    session.changed.emit(Changed(ledgers=frozenset({"everything"})))
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 1)


def test_another_year_shows_what_was_left_open_then(
    view: StagesView, session: Session, qtbot: QtBot
) -> None:
    keep_event(session, chief="老", day="2025-05-01")
    keep_event(session, chief="新")
    view.show()
    assert heads(view)[0] == "待估价\n2 个"
    qtbot.mouseClick(part(view, QToolButton, "earlier_year"), Qt.MouseButton.LeftButton)
    assert heads(view)[0] == "待估价\n1 个"


@pytest.mark.parametrize(
    ("scale", "width", "lines"), [(100, 1334, 3), (100, 480, 4), (150, 1318, 3), (150, 520, 4)]
)
def test_a_column_is_never_too_narrow_to_read(
    view: StagesView, session: Session, theme: Theme, scale: int, width: int, lines: int
) -> None:
    keep_event(session, chief="阿依登·古丽扎")
    theme.set_scale(scale)
    view.resize(width, 400)
    view.show()
    assert view.table.columnWidth(0) >= theme.px(112)
    assert view.table.rowHeight(0) == theme.px(28 * lines)
    assert not view.grab().isNull()


def test_a_card_says_what_it_lacks_to_go_on() -> None:
    waiting = replace(FIRST, lacking=("自查", "谈话"))
    assert why_here(waiting) == "缺：自查、谈话"
    assert why_here(FIRST) == ""
