"""A page that draws a chart, in front, and what a person sees and does there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep
from qinglian_desktop.domain.flow.outline_reading import read_outline
from qinglian_desktop.domain.flow.outline_writing import write_outline
from qinglian_desktop.ui.flow.flow_page import ChartPorts, FlowPage
from qinglian_desktop.ui.flow.outline_model import WrongRole
from qinglian_desktop.ui.flow.step_picker import StepPicker
from qinglian_desktop.ui.look.theme import Theme
from tests.hands import PLAIN, write
from tests.ui.finding import part

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def open_page(
    qtbot: QtBot,
    theme: Theme,
    outline: str = "",
    ports: ChartPorts | None = None,
    *,
    writable: bool = True,
) -> FlowPage:
    page = FlowPage(theme, ports)
    qtbot.addWidget(page)
    page.resize(1366, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_chart(chart_of(outline), writable=writable)
    page.take_keys()
    QApplication.processEvents()
    return page


def chart_of(outline: str) -> FlowChart:
    ids = iter(range(1, 10_000))
    return read_outline(outline, lambda: f"s{next(ids)}").chart


def key(page: FlowPage, pressed: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, pressed, held)
    QApplication.processEvents()


def enter(page: FlowPage) -> None:
    key(page, Qt.Key.Key_Return)


def type_in(page: FlowPage, text: str) -> None:
    write(QApplication.focusWidget() or page, text)
    QApplication.processEvents()


def lines(page: FlowPage) -> list[str]:
    """The chart as its outline."""
    return write_outline(page.work.chart).splitlines()


def steps(page: FlowPage) -> Sequence[FlowStep]:
    return list(page.work.chart.every_step())


def go(page: FlowPage, number: int) -> None:
    """Be at the step of this number."""
    page.outline.go_to(steps(page)[number - 1].id)
    page.outline.take_keys()


def hint(page: FlowPage) -> str:
    return part(page, QLabel, "hint").text()


def wrong(page: FlowPage) -> list[str]:
    """What the rows say is wrong, those that say something."""
    model = page.outline.rows
    said = (model.index(place).data(WrongRole) for place in range(model.rowCount()))
    return [words for words in said if words]


def picker(page: FlowPage) -> StepPicker:
    found = page.findChild(StepPicker)
    assert found is not None
    return found


def drawn(page: FlowPage, qtbot: QtBot) -> None:
    """Wait until the chart is drawn as it stands."""
    qtbot.waitUntil(lambda: page.chart._shown is page.work.chart)
    QApplication.processEvents()


def middle_of(page: FlowPage, number: int) -> QPoint:
    """The middle of a step's box, in pixels of the canvas."""
    area = page.chart.canvas.area_of(steps(page)[number - 1].id)
    assert area is not None
    return area.center()


def drag(page: FlowPage, start: QPoint, to: QPoint) -> None:
    canvas = page.chart.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, PLAIN, start)
    for share in (0.3, 0.7, 1.0):
        at = QPointF(start) + (QPointF(to) - QPointF(start)) * share
        QTest.mouseMove(canvas, at.toPoint())
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, PLAIN, to)
    QApplication.processEvents()


def heard(signal_owner: QWidget, name: str) -> Callable[[], list[object]]:
    told: list[object] = []
    getattr(signal_owner, name).connect(lambda *given: told.append(given))
    return lambda: list(told)
