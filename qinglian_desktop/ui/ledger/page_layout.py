"""How the page of a ledger is laid out: one line at its head, below it the list and the record"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.look.theme import SPACE, Theme

LIST_AFTER = 20
"""Milliseconds after a record is shown in a new window, in which it is painted and typed in."""
_PANEL_SHARE = 0.46
"""The record panel's share of the page's width when it opens, at 100 %."""
_MOST_SHARE = 0.63
_LEAST_PANEL = 400
_ROOM_FOR_BOTH = 700
"""Pixels at 100 % of a page on which list and record stand side by side; else the record alone."""

_ROOM_FOR_HEAD = 480
"""Of its height, at 100 %: below it a record that stands alone takes the head's room, too."""


class SideBySide(QSplitter):
    """The list and the record, which has its share of any width until one drags it otherwise.

    A page is shown again before it is laid out: what it shared then is no share of what it gets.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._is_dragged = False
        self.splitterMoved.connect(self._on_dragged)

    def share_out(self) -> None:
        """Give the record that opens its share of the page's width."""
        width = max(self.width(), 1)
        share = min(_PANEL_SHARE * self._theme.scale / 100, _MOST_SHARE)
        panel = max(round(width * share), self._theme.px(_LEAST_PANEL))
        self.setSizes([width - panel, panel])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_dragged:
            self.share_out()

    def _on_dragged(self) -> None:
        self._is_dragged = True


def make_room(
    theme: Theme, page: QSize, parts: tuple[QWidget, QWidget], panel: RecordPanel | None
) -> None:
    """On a page of this size the list steps aside for an open record, and its head if it is low.

    While a chart is drawn both do.
    """
    views, head = parts
    is_drawing = panel is not None and panel.drawing.is_open
    is_alone = panel is not None and (is_drawing or page.width() < theme.px(_ROOM_FOR_BOTH))
    views.setVisible(not is_alone)
    is_high = page.height() >= theme.px(_ROOM_FOR_HEAD)
    head.setVisible(not is_drawing and (is_high or not is_alone))


def lay_out_page(page: QWidget, theme: Theme, head: QWidget, split: QSplitter) -> None:
    """The head line, and below it the list and the record side by side.

    Qt dresses a widget and all in it anew each time it is put into another: the outermost first.
    """
    split.setChildrenCollapsible(False)
    split.setHandleWidth(theme.px(SPACE))
    layout = QVBoxLayout(page)
    side = theme.px(16)
    layout.setContentsMargins(side, theme.px(10), side, theme.px(10))
    layout.setSpacing(theme.px(SPACE))
    layout.addWidget(head)
    layout.addWidget(split, 1)
