"""The tabs of a window: icons while there is room, a key for each, and who has the keyboard"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QTabWidget, QWidget

from qinglian_desktop.domain.catalogue import Tab
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.parts import column
from qinglian_desktop.ui.look.tab_circle import TabCircle
from qinglian_desktop.ui.look.theme import Theme

_ROOM_FOR_ICONS = 1180
"""Pixels at 100 % that ten tabs with icons and labels take."""


class WindowTabs(QTabWidget):
    """``page`` makes the page of a tab when it is first asked for."""

    def __init__(
        self, theme: Theme, tabs: Sequence[Tab], page: Callable[[str], QWidget], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kinds = tabs
        self._page = page
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        for tab in tabs:
            holder = QWidget()
            holder.setLayout(column(spacing=0))
            self.addTab(holder, tab.label)
        self.currentChanged.connect(self.take_keys)
        self.tabBarClicked.connect(self._on_clicked)
        theme.changed.connect(self._paint)
        for place, keys in enumerate(actions.TABS.keys[: len(tabs)]):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda at=place: self.take_keys(at))

    @property
    def key(self) -> str:
        """The key of the tab in front."""
        return self._kinds[self.currentIndex()].key

    @property
    def front(self) -> QWidget:
        """The page in front."""
        return self._page(self.key)

    def take_keys(self, place: int | None = None) -> None:
        """A page that comes to the front, or is asked for there, has the keyboard."""
        if place is not None:
            self.setCurrentIndex(place)
        page = self.front
        if isinstance(page, TabCircle):
            page.take_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paint()

    def _on_clicked(self, place: int) -> None:
        """Another tab brings its page to the front by itself."""
        if place == self.currentIndex():
            self.take_keys()

    def _paint(self) -> None:
        """Icons while there is room for them beside ten labels."""
        theme = self._theme
        self.setIconSize(QSize(theme.px(18), theme.px(18)))
        fits = self.width() >= theme.px(_ROOM_FOR_ICONS)
        for place, tab in enumerate(self._kinds):
            self.setTabIcon(place, icon(tab.icon, theme.colours.muted) if fits else QIcon())
