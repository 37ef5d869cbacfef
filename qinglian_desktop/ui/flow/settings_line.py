"""The quiet line above a chart: its form, paper and numbers, and what was arranged by hand"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QWidget

from qinglian_desktop.domain.flow.chart import ChartForm, PaperSize
from qinglian_desktop.domain.flow.chart_changes import is_arranged
from qinglian_desktop.ui.flow.chart_deeds import ChartDeeds
from qinglian_desktop.ui.flow.chart_work import ChartWork
from qinglian_desktop.ui.flow.lanes_menu import lanes_menu
from qinglian_desktop.ui.look.parts import DropDown, below, button, row
from qinglian_desktop.ui.look.theme import SPACE, Theme

_PAPERS = {
    "A4 纵向": (PaperSize.A4, False),
    "A4 横向": (PaperSize.A4, True),
    "A3 纵向": (PaperSize.A3, False),
    "A3 横向": (PaperSize.A3, True),
}


class SettingsLine(QWidget):
    """All of it is part of the chart, and taken back like the rest."""

    def __init__(self, work: ChartWork, deeds: ChartDeeds, theme: Theme, *beside: QWidget) -> None:
        super().__init__()
        self._work = work
        self._deeds = deeds
        self.forms = QButtonGroup(self)
        switch = row(spacing=0)
        for place, form in enumerate(ChartForm):
            made = button(form.value, lambda form=form: deeds.set_form(form), "switch")
            made.setCheckable(True)
            made.setProperty("last", "true" if place == len(ChartForm) - 1 else "false")
            self.forms.addButton(made, place)
            switch.addWidget(made)
        self.paper = DropDown()
        self.paper.setAccessibleName("纸张")
        self.paper.addItems(list(_PAPERS))
        self.paper.activated.connect(lambda _: self._on_paper(deeds))
        self.numbers = QCheckBox("编号")
        self.numbers.clicked.connect(deeds.set_numbered)
        self.tags = QCheckBox("退回写标注")
        self.tags.setToolTip("退回不画连线，只写“退回第几步”")
        self.tags.clicked.connect(deeds.set_tags_for_back)
        self.lanes = button("泳道顺序…", self._offer_lanes, "quiet")
        self.lanes.setToolTip("泳道的先后，岗位改名")
        self.automatic = button("全部恢复自动", lambda: deeds.automatic(everything=True), "link")
        self.automatic.setToolTip("拖动过的步骤和连线都按自动排列")
        line = row(spacing=theme.px(SPACE))
        line.addLayout(switch)
        for each in (self.lanes, self.paper, self.numbers, self.tags, self.automatic):
            line.addWidget(each)
        line.addStretch(1)
        for each in beside:
            line.addWidget(each)
        self.setLayout(line)
        work.changed.connect(self._show)
        self._show()

    def _on_paper(self, deeds: ChartDeeds) -> None:
        paper, landscape = _PAPERS[self.paper.currentText()]
        deeds.set_paper(paper, landscape=landscape)

    def _offer_lanes(self) -> None:
        lanes_menu(self, self._work, self._deeds).popup(below(self.lanes))

    def _show(self) -> None:
        chart = self._work.chart
        for place, form in enumerate(ChartForm):
            self.forms.button(place).setChecked(form is chart.form)
        with QSignalBlocker(self.paper):
            wanted = (chart.paper, chart.landscape)
            self.paper.setCurrentIndex(list(_PAPERS.values()).index(wanted))
        self.numbers.setChecked(chart.numbered)
        self.tags.setChecked(chart.tags_for_back)
        self.lanes.setVisible(chart.form is ChartForm.LANES)
        self.automatic.setVisible(is_arranged(chart))
