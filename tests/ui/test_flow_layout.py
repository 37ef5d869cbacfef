"""Parts side by side: each line as high as its highest part, the lower ones in its middle."""

from __future__ import annotations

import gc

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import column, row
from qinglian_desktop.ui.look.placed import clear, placed


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


def test_a_layout_that_was_walked_through_and_is_gone_takes_nothing_of_others_with_it(
    qtbot: QtBot,
) -> None:
    gone, rows = QWidget(), QVBoxLayout()
    gone.setLayout(rows)
    labels = [QLabel("甲") for _ in range(60)]
    for each in labels:
        rows.addWidget(each)
    assert placed(rows) == labels
    for each in labels:
        shiboken6.delete(each)
    inside, flow = QWidget(), FlowLayout()
    qtbot.addWidget(inside)
    inside.setLayout(flow)
    chips = [QPushButton("乙") for _ in range(80)]
    for each in chips:
        flow.addWidget(each)
    shiboken6.delete(gone)
    gc.collect()
    assert flow.widgets() == chips
    assert flow.minimumSize().height() > 0


def test_what_is_placed_is_cleared_with_the_layouts_within(qtbot: QtBot) -> None:
    inside = QWidget()
    qtbot.addWidget(inside)
    head, foot, link = QLabel("甲"), QLabel("丙"), QPushButton("乙")
    line = row(link, 1)
    outer = column(head, line, foot)
    inside.setLayout(outer)
    assert placed(outer) == [head, line, foot]
    assert placed(line) == [link]
    clear(outer)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert outer.count() == 0
    assert inside.children() == [outer]
