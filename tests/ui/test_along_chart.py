"""Charts as lines: ▲ at the steps where risks lie lead to them, steps to the chart; it prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.along_charts import ChartLine, HungRisk, LineStep
from qinglian_desktop.application.along_drawing import (
    line_drawing,
    line_height,
    line_words,
    risk_words,
    risks_of,
)
from qinglian_desktop.application.crossings import ShiftKind
from qinglian_desktop.application.places import ToList, ToRecord
from qinglian_desktop.application.seen_maps import SeenMap
from qinglian_desktop.domain.drawing import Panel, Polygon, Words
from qinglian_desktop.domain.lenses import AlongChart
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.lenses.along_chart import AlongChartView, LineTable
from qinglian_desktop.ui.lenses.along_model import LINE, NAME, ChartLineRole
from qinglian_desktop.ui.look.place_table import PlaceTable
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part

pytestmark = pytest.mark.reads

RISKS = tuple(HungRisk(at, f"风险{at}", f"{'一二三'[at % 3]}级", at % 3) for at in range(5))
STEPS = (
    LineStep("a", 1, "受理", False, RISKS[:1]),
    LineStep("b", 2, "是否符合条件", True, (), is_gap=True),
    LineStep("c", 3, "审批", True, RISKS[1:2]),
)


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> AlongChartView:
    ledger = session.desk.catalogue["risks"]
    lens = next(each for each in ledger.lenses if isinstance(each, AlongChart))
    made = lens_view(session, ledger, lens)
    assert isinstance(made, AlongChartView)
    qtbot.addWidget(made)
    made.resize(1334, 600)
    made.show()
    return made


def test_marks_gaps_and_what_has_no_step_are_drawn_and_said() -> None:
    line = ChartLine(1, "物资采购", 2, STEPS, RISKS[2:])
    drawing = line_drawing(line, 600, 14)
    assert len([each for each in drawing.shapes if isinstance(each, Polygon)]) == len(RISKS)
    dashed = [each for each in drawing.shapes if isinstance(each, Panel) and each.dashed]
    assert len(dashed) == 1
    said = [each.text for each in drawing.shapes if isinstance(each, Words)]
    assert "判断，还没有查" in said
    assert "没有写明哪一步：" in said
    assert line_words(line)[1].endswith("判断处还没有查过")
    places = [spot.place for spot in drawing.spots if not spot.key]
    assert [risks_of(line)[place] for place in places] == list(RISKS)


def test_a_long_line_goes_on_below_and_nothing_lies_outside() -> None:
    steps = tuple(LineStep(f"{at}", at, "很长很长的环节名称写在这里", False, ()) for at in range(9))
    line = ChartLine(1, "物资采购", 2, steps, ())
    drawing = line_drawing(line, 400, 14)
    assert drawing.height == line_height(line, 400, 14) > line_height(line, 2000, 14)
    boxes = [each for each in drawing.shapes if isinstance(each, Panel)]
    assert max(each.x + each.width for each in boxes) <= 400
    assert max(each.y + each.height for each in boxes) <= drawing.height


def test_a_click_on_a_mark_opens_the_risk_and_on_a_step_the_chart(
    view: AlongChartView, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    table = view.table
    assert isinstance(table, LineTable)
    model = table.model()
    row = next(
        at
        for at in range(model.rowCount())
        if any(step.risks for step in model.index(at, LINE).data(ChartLineRole).steps)
    )
    index = model.index(row, LINE)
    table.scrollTo(index)
    line: ChartLine = index.data(ChartLineRole)
    drawing = table.drawing(index)
    assert drawing is not None
    corner, spots = table.visualRect(index).topLeft(), drawing.spots
    mark = next(spot for spot in spots if not spot.key)
    step = next(spot for spot in spots if spot.place < 0)
    for spot in (mark, step):
        at = corner + QPoint(round(spot.x + spot.width / 2), round(spot.y + spot.height / 2))
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert line.chart is not None
    first = risks_of(line)[mark.place].record_id
    assert visited() == [ToRecord("risks", first), ToRecord("flows", line.chart)]


def test_the_keyboard_opens_the_power_and_the_chart(
    view: AlongChartView, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    table = view.table
    line: ChartLine = table.model().index(0, NAME).data(ChartLineRole)
    table.setCurrentIndex(table.model().index(0, NAME))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert line.owner is not None
    assert visited() == [ToRecord("powers", line.owner)]


def test_every_power_is_on_its_pages(view: AlongChartView) -> None:
    assert view.seen is not None
    pages = view.seen.pages()
    said = "".join(each.text for page in pages for each in page.shapes if isinstance(each, Words))
    model = view.table.model()
    for row in range(model.rowCount()):
        assert model.index(row, NAME).data() in said


def after(view: AlongChartView, qtbot: QtBot, act: Callable[[], object]) -> SeenMap:
    """What is shown once what was asked by an act was read."""
    before = view.seen
    act()
    qtbot.waitUntil(lambda: view.seen is not before)
    assert view.seen is not None
    return view.seen


def hung_ids(seen: SeenMap) -> list[int]:
    return sorted(risk.record_id for line in seen.lines for risk in risks_of(line))


def type_day(view: AlongChartView, text: str) -> None:
    line = part(view, QLineEdit, "day")
    line.setText(text)
    line.textEdited.emit(text)


def test_any_day_is_shown_with_what_moved_since_another(view: AlongChartView, qtbot: QtBot) -> None:
    june = after(view, qtbot, lambda: type_day(view, "2026-06-30"))
    assert june.shown.crossing.on == date(2026, 6, 30)
    assert hung_ids(june) == sorted(june.shown.crossing.names)
    since = part(view, QComboBox, "since")
    found = after(view, qtbot, lambda: since.setCurrentText("三个月前"))
    turned = {
        risk.record_id: risk.turn for line in found.lines for risk in risks_of(line) if risk.turn
    }
    moves = {move.record_id: move.kind for move in found.shown.crossing.moves}
    assert set(turned.values()) >= {"新增", "升级", "降级"}
    assert turned == {at: kind.value for at, kind in moves.items() if kind is not ShiftKind.WENT}
    assert part(view, PlaceTable, "moves").model().rowCount() == len(moves)
    said = [each.text for page in found.pages() for each in page.shapes if isinstance(each, Words)]
    assert any("一级（升级）" in each for each in said)


def test_a_filter_keeps_the_lines_on_which_its_risks_hang(
    view: AlongChartView, qtbot: QtBot
) -> None:
    whole = view.seen
    assert whole is not None
    combo = part(view, QComboBox, "filter_department")
    found = after(view, qtbot, lambda: combo.setCurrentIndex(1))
    assert 0 < len(hung_ids(found)) < len(hung_ids(whole))
    assert all(risks_of(line) for line in found.lines)
    gaps = {(line.owner, step.id) for line in whole.lines for step in line.steps if step.is_gap}
    # What a filter hides was found all the same.
    for line in found.lines:
        assert all((line.owner, step.id) in gaps for step in line.steps if step.is_gap)


def test_tab_reaches_every_mark_of_a_line_and_enter_opens_it(
    view: AlongChartView, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    table = view.table
    assert view.seen is not None
    lines = view.seen.lines
    row = max(range(len(lines)), key=lambda at: len(risks_of(lines[at])))
    line = lines[row]
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, LINE))
    for risk in risks_of(line):
        assert table.focusNextPrevChild(True)
        assert table.accessibleDescription() == risk_words(risk)
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert visited() == [ToRecord("risks", risk.record_id) for risk in risks_of(line)]
    assert len(visited()) >= 3


def test_one_mark_of_many_leads_to_all_of_them(view: AlongChartView) -> None:
    table = view.table
    assert isinstance(table, LineTable) and view.seen is not None
    steps = (LineStep("a", 1, "受理", False, RISKS),)
    view.show_map(replace(view.seen, lines=(ChartLine(1, "物资采购", 2, steps, ()),)))
    index = table.model().index(0, LINE)
    (mark,) = table.stops(index)
    led = table.led_to(index, mark)
    assert led is not None
    assert led[0] == ToList("risks", tuple(range(5)), "物资采购　1 受理")
    drawing = table.drawing(index)
    assert drawing is not None
    assert "一级等5个" in [each.text for each in drawing.shapes if isinstance(each, Words)]


def test_another_view_of_it_shows_the_same_day_and_filters(
    view: AlongChartView, qtbot: QtBot, session: Session
) -> None:
    after(view, qtbot, lambda: part(view, QComboBox, "filter_department").setCurrentIndex(1))
    wanted = after(view, qtbot, lambda: type_day(view, "2026-05-31"))
    made = lens_view(session, session.desk.catalogue["risks"], view.lens)
    assert isinstance(made, AlongChartView)
    qtbot.addWidget(made)
    made.look_again(view.shown())
    assert made.seen == wanted
