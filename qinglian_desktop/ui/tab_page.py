"""A tab that holds one ledger, or several with a slim list of them on its left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QWidget

from qinglian_desktop.application.importing import Imported
from qinglian_desktop.application.places import ToImport
from qinglian_desktop.domain.catalogue import Tab
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.importing.after_import import AfterImport
from qinglian_desktop.ui.importing.begun import Begun
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.importing.source import ask_for_file
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.ledger.shown import LedgerShown
from qinglian_desktop.ui.look.front_stack import FrontStack
from qinglian_desktop.ui.look.parts import column, row
from qinglian_desktop.ui.look.tab_circle import TabCircle
from qinglian_desktop.ui.session import Session

_WRAPPED = Qt.TextFlag.TextWordWrap
_PADDING = 14
_SCROLL_BAR = 16
_SIDE = 152
"""Pixels of the slim list at 100 %; longer names of ledgers take two lines."""


@dataclass(frozen=True, slots=True)
class TabShown:
    """The ledger in front ("" before any was), and what the page of each shows.

    ``begun`` are the imports under way by ledger; with ``is_importing`` that of the ledger in
    front is what one sees.
    """

    ledger: str = ""
    pages: Mapping[str, LedgerShown] = field(default_factory=dict[str, LedgerShown])
    begun: Mapping[str, Begun] = field(default_factory=dict[str, Begun])
    is_importing: bool = False


class TabPage(TabCircle, QWidget):
    """The ledgers of one tab; their pages are made when first shown."""

    def __init__(self, session: Session, tab: Tab) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._ledgers = [session.desk.catalogue[key] for key in tab.ledgers]
        self._pages: dict[str, LedgerPage] = {}
        self._importing: dict[str, BringingInPage] = {}
        self._before = TabShown()
        self._stack = FrontStack()
        self._key = tab.key
        self._after = AfterImport(session)
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
        right = QWidget()
        right.setLayout(column(self._after, self._stack, spacing=0))
        self.setLayout(row(self._side, right, spacing=0))

    @property
    def page(self) -> LedgerPage:
        """The page of the ledger in front, brought there."""
        return self.show_ledger(self._ledgers[max(self._side.currentRow(), 0)])

    @property
    def page_in_front(self) -> LedgerPage | None:
        """The page in front; None while records are brought in, where keys mean other things."""
        return None if self._bringing_in is not None else self.page

    @property
    def help_key(self) -> str:
        """The page of the help about what is in front."""
        if self._bringing_in is not None:
            return "importing"
        panel = self.page.panel_in_front
        return "drawing" if panel is not None and panel.drawing.is_open else self._key

    def bring_in(self, place: ToImport) -> None:
        """Show the page on which the place's records are brought in."""
        ledger = self._session.desk.catalogue[place.ledger]
        page = self._importing.get(ledger.key)
        if place == ToImport(ledger.key) and page is None:
            if (chosen := ask_for_file(self, ledger)) is None:
                return
            place = ToImport(ledger.key, chosen)
        if page is None:
            page = self._import_page(ledger)
        self._after.hide()
        self._stack.setCurrentWidget(page)
        if place != ToImport(ledger.key):
            page.open(place)
        page.take_keys()

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
        with QSignalBlocker(self._side):
            self._side.setCurrentRow(self._ledgers.index(ledger))
        self._after.show_over(ledger)
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
        works = {of: page.work.begun() for of, page in self._importing.items()}
        begun = {of: each for of, each in works.items() if each is not None}
        pages = {**self._before.pages, **now}
        return TabShown(key, pages, begun, self._bringing_in is not None)

    def show_again(self, shown: TabShown) -> None:
        """Show what another page of this tab did, each ledger when it is looked at."""
        self._before = shown
        for ledger in self._ledgers:
            if ledger.key in shown.begun:
                self._import_page(ledger).work.go_on(shown.begun[ledger.key])
            if ledger.key == shown.ledger:
                self.show_ledger(ledger)
        if shown.is_importing and (page := self._importing.get(shown.ledger)) is not None:
            self._stack.setCurrentWidget(page)

    def take_keys(self) -> None:
        """Give the keyboard to what is in front."""
        (self._bringing_in or self.page).take_keys()

    def put_away(self) -> None:
        """Keep what is typed on every page."""
        for page in self._pages.values():
            page.put_away()
        for importing in self._importing.values():
            importing.strip.settle()

    @property
    def _bringing_in(self) -> BringingInPage | None:
        front = self._stack.currentWidget()
        return front if isinstance(front, BringingInPage) else None

    def _import_page(self, ledger: Ledger) -> BringingInPage:
        page = self._importing[ledger.key] = BringingInPage(self._session, ledger)
        page.left.connect(lambda: self._end(ledger))
        page.kept.connect(lambda made: self._on_kept(ledger, made))
        self._stack.addWidget(page)
        return page

    def _end(self, ledger: Ledger) -> None:
        """Back to the list."""
        page = self._importing.pop(ledger.key)
        self.show_ledger(ledger).take_keys_to_list()
        self._stack.removeWidget(page)
        page.deleteLater()

    def _on_kept(self, ledger: Ledger, made: Imported) -> None:
        work = self._importing[ledger.key].work
        self._after.tell(ledger, made, work.rejected_writer())
        self._end(ledger)

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
        if place < 0:
            return
        ledger = self._ledgers[place]
        if (page := self._importing.get(ledger.key)) is not None:
            self._after.hide()
            self._stack.setCurrentWidget(page)
        else:
            self.show_ledger(ledger)
