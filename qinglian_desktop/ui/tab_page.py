"""A tab that holds one ledger, or several with a slim list of them on its left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QWidget

from qinglian_desktop.domain.catalogue import Tab
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.ledger.shown import LedgerShown
from qinglian_desktop.ui.look.front_stack import FrontStack
from qinglian_desktop.ui.look.parts import row
from qinglian_desktop.ui.look.tab_circle import TabCircle
from qinglian_desktop.ui.session import Session

_WRAPPED = Qt.TextFlag.TextWordWrap
_PADDING = 14
_SCROLL_BAR = 16
_SIDE = 152
"""Pixels of the slim list at 100 %; longer names of ledgers take two lines."""


@dataclass(frozen=True, slots=True)
class TabShown:
    """The ledger in front ("" before any was), and what the page of each shows."""

    ledger: str = ""
    pages: Mapping[str, LedgerShown] = field(default_factory=dict[str, LedgerShown])


class TabPage(TabCircle, QWidget):
    """The ledgers of one tab; their pages are made when first shown."""

    def __init__(self, session: Session, tab: Tab) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._ledgers = [session.desk.catalogue[key] for key in tab.ledgers]
        self._pages: dict[str, LedgerPage] = {}
        self._before = TabShown()
        self._stack = FrontStack()
        self._side = QListWidget()
        self._side.setObjectName("side")
        self._side.addItems([ledger.label for ledger in self._ledgers])
        self._side.setWordWrap(True)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        session.theme.changed.connect(self._fit_side)
        self._fit_side()
        if len(self._ledgers) == 1:
            self._side.hide()
        self._side.currentRowChanged.connect(self._on_row_changed)
        self.setLayout(row(self._side, self._stack, spacing=0))

    @property
    def page(self) -> LedgerPage:
        """The page in front."""
        return self.show_ledger(self._ledgers[max(self._side.currentRow(), 0)])

    def show_ledger(self, ledger: Ledger) -> LedgerPage:
        """Bring a ledger's page to the front."""
        page = self._pages.get(ledger.key)
        if page is None:
            page = self._pages[ledger.key] = LedgerPage(self._session, ledger)
            self._stack.addWidget(page)
            if ledger.key in self._before.pages:
                page.show_again(self._before.pages[ledger.key])
        keys, before = self.window().focusWidget(), self._stack.currentWidget()
        self._stack.setCurrentWidget(page)
        if before and keys and before is not page and before.isAncestorOf(keys):
            # Qt would give them to the first button.
            page.take_keys()
        self._side.setCurrentRow(self._ledgers.index(ledger))
        return page

    def showEvent(self, event: QShowEvent) -> None:
        """The first ledger, unless another was asked for before."""
        if self._side.currentRow() < 0:
            self._side.setCurrentRow(0)
        super().showEvent(event)

    def shown(self) -> TabShown:
        """What the pages show, those too that were not looked at since it was shown again."""
        now = {key: page.shown() for key, page in self._pages.items()}
        place = self._side.currentRow()
        key = self._ledgers[place].key if place >= 0 else self._before.ledger
        return TabShown(key, {**self._before.pages, **now})

    def show_again(self, shown: TabShown) -> None:
        """Show what another page of this tab did, each ledger when it is looked at."""
        self._before = shown
        for ledger in self._ledgers:
            if ledger.key == shown.ledger:
                self.show_ledger(ledger)

    def take_keys(self) -> None:
        """Give the keyboard to the ledger in front."""
        self.page.take_keys()

    def put_away(self) -> None:
        """Keep what is typed on every page."""
        for page in self._pages.values():
            page.put_away()

    def _fit_side(self) -> None:
        """Each name as high as its lines: the list measures them without its style's padding."""
        px = self._session.theme.px
        self._side.setFixedWidth(px(_SIDE))
        self._side.ensurePolished()
        room = QRect(0, 0, px(_SIDE - 2 * _PADDING) - _SCROLL_BAR, px(_SIDE))
        for place in range(self._side.count()):
            item = self._side.item(place)
            lines = self._side.fontMetrics().boundingRect(room, _WRAPPED, item.text())
            item.setSizeHint(QSize(px(_SIDE) - 4, lines.height() + 2 * px(9) + px(3)))

    def _on_row_changed(self, place: int) -> None:
        if place >= 0:
            self.show_ledger(self._ledgers[place])
