"""Parts side by side: each line as high as its highest part, the lower ones in its middle."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.look.flow_layout import FlowLayout


def test_parts_of_one_line_have_one_middle_and_lines_follow_each_other(qtbot: QtBot) -> None:
    inside, flow = QWidget(), FlowLayout(8, 6)
    qtbot.addWidget(inside)
    parts = [QWidget() for _ in range(4)]
    for each, (width, height) in zip(
        parts, ((100, 34), (60, 20), (60, 20), (100, 30)), strict=True
    ):
        each.setFixedSize(width, height)
        flow.addWidget(each)
    parts[2].hide()
    inside.setLayout(flow)
    inside.resize(180, 200)
    inside.show()
    assert [(each.x(), each.y()) for each in (*parts[:2], parts[3])] == [(0, 0), (108, 7), (0, 40)]
    assert flow.heightForWidth(180) == 70
    assert flow.heightForWidth(400) == 34
