"""How the page of a ledger is laid out: one line at its head, below it the list and the record"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from qinglian_desktop.ui.look.parts import button, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme

LIST_AFTER = 20
"""Milliseconds after a record is shown in a new window, in which it is painted and typed in."""
_PANEL_SHARE = 0.46
"""The record panel's share of the page's width when it opens, at 100 %."""
_MOST_SHARE = 0.63
_LEAST_PANEL = 400
_ROOM_FOR_BOTH = 700
"""Pixels at 100 % of a page on which list and record stand side by side; else the record alone."""


def share_out(theme: Theme, split: QSplitter) -> None:
    """Give the record that opens its share of the page's width."""
    width = max(split.width(), 1)
    share = min(_PANEL_SHARE * theme.scale / 100, _MOST_SHARE)
    panel = max(round(width * share), theme.px(_LEAST_PANEL))
    split.setSizes([width - panel, panel])


def has_room_for_both(theme: Theme, width: int) -> bool:
    """Whether a page of this width shows the list beside the record."""
    return width >= theme.px(_ROOM_FOR_BOTH)


def head_line(
    theme: Theme, title: str, count: QLabel, switch: QHBoxLayout, *buttons: QPushButton
) -> QHBoxLayout:
    """Title, count and the switch between views; the buttons stand at the right."""
    head = row(label(title, "title"), count, spacing=theme.px(10))
    head.addSpacing(theme.px(12))
    head.addLayout(switch)
    head.addStretch(1)
    for each in buttons:
        head.addWidget(each)
    return head


def view_switch(
    group: QButtonGroup, views: Sequence[str], show: Callable[[int], object]
) -> QHBoxLayout:
    """A button for each view, the first pressed; none where there is no other view."""
    switch = row(spacing=0)
    if len(views) > 1:
        for place, words in enumerate(views):
            made = button(words, lambda place=place: show(place), "switch")
            made.setCheckable(True)
            made.setChecked(place == 0)
            made.setProperty("last", "true" if place == len(views) - 1 else "false")
            group.addButton(made, place)
            switch.addWidget(made)
    return switch


def lay_out_page(page: QWidget, theme: Theme, head: QHBoxLayout, split: QSplitter) -> None:
    """The head line, and below it the list and the record side by side.

    Qt dresses a widget and all in it anew each time it is put into another: the outermost first.
    """
    split.setChildrenCollapsible(False)
    split.setHandleWidth(theme.px(SPACE))
    layout = QVBoxLayout(page)
    side = theme.px(16)
    layout.setContentsMargins(side, theme.px(10), side, theme.px(10))
    layout.setSpacing(theme.px(SPACE))
    layout.addLayout(head)
    layout.addWidget(split, 1)
