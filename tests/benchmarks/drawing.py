"""An edit on the page that draws a chart of 60 steps, until it is painted, in processor time."""

from __future__ import annotations

import os
import time

from tests.benchmarks.row import Row

STEPS = 60
MOST = 0.15
"""Seconds of the processor."""
_ROUNDS = 5


def run() -> list[Row]:
    """A key in the words of a step, and a new step: laid out, shown in the outline and painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from qinglian_desktop.domain.flow.chart import ChartForm
    from qinglian_desktop.domain.flow.outline_reading import read_outline
    from qinglian_desktop.ui.dressing import make_application
    from qinglian_desktop.ui.flow.flow_page import FlowPage
    from qinglian_desktop.ui.look.theme import Theme

    application = QApplication.instance() or make_application([])
    theme = Theme(dark=False, scale=100)
    theme.apply()
    rows: list[Row] = []
    for form in (ChartForm.SINGLE, ChartForm.LANES):
        page = FlowPage(theme)
        page.resize(1366, 600)
        page.show()
        page.show_chart(read_outline(_outline(form), page.work.new_id).chart)
        page.take_keys()
        application.processEvents()

        def taken(place: int, page: FlowPage = page) -> float:
            page.outline.step_by(10 if place % 2 else -10)
            application.processEvents()
            begun = time.process_time()
            page.deeds.write(f"改了第{place}次")
            page.chart.refresh()
            page.grab()
            return time.process_time() - begun

        best = min(taken(place) for place in range(_ROUNDS))
        name = f"流程图 {STEPS} 步（{form.value}）改一步到重画 / {MOST:g} 秒（处理器时间）"
        rows.append(Row(name, best, MOST, best / MOST, 1))
        page.close()
    return rows


def _outline(form: object) -> str:
    """Straight on, with a decision at every fifth step that leads back."""
    lines = [f"% 版式：{getattr(form, 'value', '')}", "( 提出申请 @申请人 {a}"]
    posts = ("受理窗口", "业务科", "分管领导", "主要领导")
    for number in range(2, STEPS + 1):
        post = posts[number % len(posts)]
        if number % 10 == 5:
            lines += [f"? 第{number}项材料是否齐全？ @{post}", "  [否] >a", "  [是]"]
        else:
            lines.append(f"- 办理第{number}项有关事项并登记 @{post}")
    return "\n".join(lines)
