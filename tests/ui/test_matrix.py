"""The matrix: every level counted in words, graver cells graver, and the list behind each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.crossings import Crossing
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import ToList
from qinglian_desktop.domain.lenses import Matrix
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.lenses.matrix import MatrixView
from qinglian_desktop.ui.lenses.matrix_model import MatrixModel, RankRole
from qinglian_desktop.ui.look.place_table import LinkRole
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.invented import COLOURS, EVERYTHING, GRADES
from tests.ui.finding import part

pytestmark = pytest.mark.reads

CROSSING = Crossing(
    COLOURS,
    GRADES,
    {("红", "甲等"): (1, 2, 3), ("蓝", "丙等"): (9,)},
    {("红", "甲等"): (("甲等", 2), ("乙等", 1)), ("蓝", "丙等"): (("", 1),)},
    (4,),
)


@pytest.fixture
def model(dressed: object) -> MatrixModel:
    lens = EVERYTHING.lenses[1]
    assert isinstance(lens, Matrix)
    made = MatrixModel(EVERYTHING, lens)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.show(CROSSING)
    return made


def shown(session: Session, qtbot: QtBot, place: int = 0) -> MatrixView:
    ledger = session.desk.catalogue["risks"]
    made = lens_view(session, ledger, ledger.lenses[place])
    assert isinstance(made, MatrixView)
    qtbot.addWidget(made)
    made.resize(1334, 560)
    made.show()
    return made


def test_a_cell_counts_each_level_in_words_the_gravest_first(model: MatrixModel) -> None:
    assert model.index(0, 0).data() == "甲等 2个\n乙等 1个"
    assert model.index(2, 2).data() == "未定 1个"
    assert not model.index(1, 1).data()


def test_the_gravest_level_ranks_the_cell(model: MatrixModel) -> None:
    assert model.index(0, 0).data(RankRole) == 0
    assert model.index(2, 2).data(RankRole) == len(GRADES)
    assert model.index(1, 1).data(RankRole) is None


def test_only_cells_with_records_lead_to_them(model: MatrixModel) -> None:
    assert model.place(model.index(0, 0)) == ToList("everything", (1, 2, 3), "颜色“红”、等级“甲等”")
    assert model.place(model.index(1, 1)) is None
    assert not model.index(1, 1).data(LinkRole)


def test_the_sample_counts_every_risk_once(session: Session, qtbot: QtBot) -> None:
    ledger = session.desk.catalogue["risks"]
    year = Period.parse("2026")
    standing = session.desk.statistics.figures(year, ledger)[0].figure.value
    for place in (0, 1):
        model = shown(session, qtbot, place).table.model()
        cells = [
            model.index(row, column).data()
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        ]
        counted = sum(
            int(line.split()[1].removesuffix("个")) for cell in cells for line in cell.splitlines()
        )
        lens = ledger.lenses[place]
        assert isinstance(lens, Matrix)
        crossing = session.desk.statistics.matrix(ledger, lens)
        assert counted + len(crossing.unplaced) == standing
        everything = len(session.desk.searching.ids(Query("risks")))
        assert isinstance(standing, int)
        assert standing + len(crossing.beyond) == everything > standing


def test_records_that_the_picture_leaves_out_are_told_of(
    session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    view = shown(session, qtbot)
    link = part(view, QPushButton, "beyond")
    assert link.isVisible() and link.text() == "阶段“销号”的有 1 条，不在图里，点这里查看"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    (place,) = visited()
    assert isinstance(place, ToList)
    assert (len(place.ids), place.words) == (1, "阶段“销号”")


def test_a_click_lists_the_records_of_the_cell(
    session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    table = shown(session, qtbot).table
    ground = table.visualRect(table.model().index(0, 0)).adjusted(0, 0, -8, -8).bottomRight()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=ground)
    (place,) = visited()
    assert isinstance(place, ToList)
    assert place.words == "可能性“高”、危害程度“重”"
    assert len(place.ids) == 3


@pytest.mark.writes
def test_records_that_cannot_be_placed_are_told_of(
    session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    risks, desk = session.desk.catalogue["risks"], session.desk
    record = desk.searching.fetch(risks, [1])[0]
    typed = desk.records.plain(risks, record)
    changes = {"likelihood": None, "method": "按权力大小定级", "power_held": "一般权力"}
    desk.records.save(risks, typed | changes | {"level": "二级", "reason": "换了方法"}, record_id=1)
    view = shown(session, qtbot)
    link = part(view, QPushButton, "unplaced")
    assert link.isVisible() and "1 条" in link.text()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert visited() == [ToList("risks", (1,), "没有填可能性或危害程度")]


def test_an_empty_ledger_says_what_to_do(empty_desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    session = Session(empty_desk, theme)
    view = shown(session, qtbot)
    assert not view.table.isVisible()
    texts = [each.text() for each in view.findChildren(QPushButton) if each.isVisible()]
    assert any(text.startswith("新增") for text in texts)
    session.operations.wait()


@pytest.mark.parametrize("dark", [False, True])
def test_ink_is_readable_on_every_ground(dark: bool) -> None:
    colours = Theme(dark=dark).colours
    ink = _lightness(colours.ink)
    for ground in (colours.red, colours.orange, colours.yellow):
        bright, dim = sorted((ink, _lightness(ground)), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 4.5


def _lightness(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
