"""The lanes of a chart: in which order they stand, and what a post is called"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from qinglian_desktop.domain.flow.chart_changes import with_lanes, with_post_renamed
from qinglian_desktop.domain.flow.chart_lines import lanes_of
from qinglian_desktop.ui.flow.chart_deeds import ChartDeeds
from qinglian_desktop.ui.flow.chart_work import ChartWork


def lanes_menu(over: QWidget, work: ChartWork, deeds: ChartDeeds) -> QMenu:
    """A menu, still to be shown: each lane with what can be done to it."""
    menu = QMenu(over)
    menu.setObjectName("lanes_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    lanes = lanes_of(work.chart)
    used = {step.post for step in work.chart.every_step()}
    if not lanes:
        menu.addAction("步骤写了岗位（F4），才有泳道").setEnabled(False)
    for place, lane in enumerate(lanes):
        each = menu.addMenu(lane.replace("&", "&&"))

        def add(words: str, does: Callable[[], object], to: QMenu = each) -> None:
            to.addAction(words).triggered.connect(lambda: does())

        if place:
            add("左移", lambda place=place: _move(work, deeds, place, -1))
        if place < len(lanes) - 1:
            add("右移", lambda place=place: _move(work, deeds, place, 1))
        add("改名…", lambda lane=lane: _rename(over, work, deeds, lane))
        if lane not in used:
            add("去掉这一道", lambda lane=lane: _drop(work, deeds, lane))
    return menu


def _move(work: ChartWork, deeds: ChartDeeds, place: int, by: int) -> None:
    """One place to the left (−1) or right (+1); from then on all of them have their order."""
    lanes = list(lanes_of(work.chart))
    lanes.insert(place + by, lanes.pop(place))
    deeds.arrange("调整泳道", with_lanes(work.chart, lanes))


def _drop(work: ChartWork, deeds: ChartDeeds, lane: str) -> None:
    """Nothing stands in it."""
    lanes = [each for each in work.chart.lanes if each != lane]
    deeds.arrange(f"去掉泳道“{lane}”", with_lanes(work.chart, lanes))


def _rename(over: QWidget, work: ChartWork, deeds: ChartDeeds, lane: str) -> None:
    asked = f"“{lane}”改名为（各步骤一起改）："
    name, is_given = QInputDialog.getText(over, "岗位改名", asked, text=lane)
    if is_given and name.strip():
        deeds.arrange(f"“{lane}”改名", with_post_renamed(work.chart, lane, name))
