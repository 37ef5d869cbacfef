"""What is asked for at a row, in the outline, in its menu or on the chart, and done by the page"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from qinglian_desktop.domain.flow.chart_changes import with_labels_swapped, with_post_as_before
from qinglian_desktop.ui.flow.chart_deeds import ChartDeeds
from qinglian_desktop.ui.flow.chart_view import ChartView
from qinglian_desktop.ui.flow.chart_work import ChartWork
from qinglian_desktop.ui.flow.outline_list import OutlineList
from qinglian_desktop.ui.flow.row_menu import row_menu
from qinglian_desktop.ui.flow.step_details import StepDetails
from qinglian_desktop.ui.flow.step_picker import StepPicker
from qinglian_desktop.ui.look.theme import Theme


@dataclass(frozen=True)
class RowActs:
    """Each is done at the row that one is at; ``paste`` and ``risk`` are the page's."""

    page: QWidget
    theme: Theme
    work: ChartWork
    deeds: ChartDeeds
    outline: OutlineList
    details: StepDetails
    chart: ChartView
    paste: Callable[[], object]
    risk: Callable[[], object]

    def act(self, wanted: str) -> None:
        """Do it; a step to go to stands behind a blank."""
        what, _, of = wanted.partition(" ")
        match what:
            case "go":
                self.outline.go_to(of)
                self.outline.take_keys()
            case "keys":
                self.outline.take_keys()
            case "next":
                self.chart.hide_pad()
                self.deeds.next_step()
                self.outline.take_keys()
            case "branch":
                self.chart.hide_pad()
                self.deeds.open_branch()
                self.outline.take_keys()
            case "goto":
                self._pick(self.deeds.jump, "退回或转到哪一步？")
            case "also":
                also = self.deeds.also_to
                self._pick(lambda step: step and also(step), "还去哪一步？", with_onward=False)
            case "swap":
                edit = with_labels_swapped(self.work.chart, self.work.row)
                self.deeds.arrange("对调条件", edit)
            case "same_post":
                edit = with_post_as_before(self.work.chart, self.work.row)
                self.deeds.arrange("岗位同上一步", edit)
            case "details":
                self.details.show()
                if not self.details.take_keys():
                    self.work.told.emit("分支上只写条件；岗位和时限写在步骤上。")
            case "risk":
                self.risk()
            case "paste":
                self.paste()
            case "menu":
                row_menu(self.page, self.work, self.deeds, self.act).popup(self._below_row())
            case _:
                raise ValueError(wanted)

    def _pick(
        self, chosen: Callable[[str | None], object], title: str, *, with_onward: bool = True
    ) -> None:
        def choose(step: str | None) -> None:
            chosen(step)
            self.outline.take_keys()

        self.chart.hide_pad()
        self.outline.settle()
        picker = StepPicker(
            self.work.chart,
            self.work.row,
            self.theme,
            choose,
            self.page,
            title=title,
            with_onward=with_onward,
        )
        picker.open_at(self._below_row())

    def _below_row(self) -> QPoint:
        line = self.outline.line
        return line.mapToGlobal(QPoint(0, line.height()))
