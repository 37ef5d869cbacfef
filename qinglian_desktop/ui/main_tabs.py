"""The tabs of the window: icons beside their labels while there is room, and arrows where not"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from qinglian_desktop.domain.catalogue import Tab
from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.parts import column
from qinglian_desktop.ui.look.theme import Theme

_ROOM_FOR_ICONS = 1180
"""Pixels at 100 % that ten tabs with icons and labels take."""


class MainTabs(QTabWidget):
    """An empty holder for the page of each tab, in the order of the catalogue."""

    def __init__(self, theme: Theme, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self._theme = theme
        self._tabs = tabs
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        for tab in tabs:
            holder = QWidget()
            holder.setLayout(column(spacing=0))
            self.addTab(holder, tab.label)
        theme.changed.connect(self._paint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paint()

    def _paint(self) -> None:
        theme = self._theme
        self.setIconSize(QSize(theme.px(18), theme.px(18)))
        fits = self.width() >= theme.px(_ROOM_FOR_ICONS)
        for place, tab in enumerate(self._tabs):
            self.setTabIcon(place, icon(tab.icon, theme.colours.muted) if fits else QIcon())
