"""A tab that holds one ledger, or several with a slim list of them on its left."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QWidget

from qinglian_desktop.domain.catalogue import Tab
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.front_stack import FrontStack
from qinglian_desktop.ui.ledger_page import LedgerPage
from qinglian_desktop.ui.parts import row
from qinglian_desktop.ui.session import Session


class TabPage(QWidget):
    """The ledgers of one tab; their pages are made when first shown."""

    def __init__(self, session: Session, tab: Tab) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._ledgers = [session.desk.catalogue[key] for key in tab.ledgers]
        self._pages: dict[str, LedgerPage] = {}
        self._stack = FrontStack()
        self._side = QListWidget()
        self._side.setObjectName("side")
        self._side.addItems([ledger.label for ledger in self._ledgers])
        self._side.setFixedWidth(session.theme.px(116))
        if len(self._ledgers) == 1:
            self._side.hide()
        self._side.currentRowChanged.connect(self._on_row_changed)
        self.setLayout(row(self._side, self._stack, spacing=0))
        self._side.setCurrentRow(0)

    @property
    def page(self) -> LedgerPage:
        """The page in front."""
        return self.show_ledger(self._ledgers[self._side.currentRow()])

    def show_ledger(self, ledger: Ledger) -> LedgerPage:
        """Bring a ledger's page to the front."""
        page = self._pages.get(ledger.key)
        if page is None:
            page = self._pages[ledger.key] = LedgerPage(self._session, ledger)
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._side.setCurrentRow(self._ledgers.index(ledger))
        return page

    def put_away(self) -> None:
        """Keep what is typed on every page."""
        for page in self._pages.values():
            page.panel.put_away()

    def _on_row_changed(self, place: int) -> None:
        if place >= 0:
            self.show_ledger(self._ledgers[place])
