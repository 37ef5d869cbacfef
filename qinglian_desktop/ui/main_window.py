"""The window of one open book: header, tabs, status bar, and the way to every place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, assert_never, cast

from PySide6.QtCore import QByteArray, QSettings, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget
from shiboken6 import delete

from qinglian_desktop.application import places
from qinglian_desktop.application.scopes import why_on_no_tab
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.header import Header
from qinglian_desktop.ui.keyboard import Keyboard
from qinglian_desktop.ui.long_work import WorkBar
from qinglian_desktop.ui.look.parts import column
from qinglian_desktop.ui.pages import AnyPage, page_of
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.stepping import Stepping
from qinglian_desktop.ui.window_tabs import WindowTabs

if TYPE_CHECKING:
    from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
    from qinglian_desktop.ui.reports.reports_page import ReportsPage
    from qinglian_desktop.ui.tab_page import TabPage
    from qinglian_desktop.ui.workbench.workbench_page import WorkbenchPage

LEAST = (720, 380)
"""Pixels that the window cannot be made smaller than."""


class MainWindow(QMainWindow):
    """``locked`` asks for the book to be closed until the password is given again.

    ``close_wanted`` asks, instead of closing the window, for the book to be put away first.
    """

    locked = Signal()
    close_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._tabs_of = session.desk.catalogue.tabs
        self._pages: dict[str, AnyPage] = {}
        self._before: dict[str, Any] = {}
        self._is_let_go = False
        self._header = Header(session)
        self._header.lock_wanted.connect(self.locked)
        self._header.help_wanted.connect(self._on_help_wanted)
        self._header.search_left.connect(self._on_search_left)
        middle = QWidget()
        self._tabs = WindowTabs(session.theme, self._tabs_of, self.page, middle)
        middle.setLayout(layout := column(self._header, self._tabs, spacing=0))
        layout.setStretch(1, 1)
        # A page that would like more room must not push the window off the screen.
        middle.setMinimumSize(*LEAST)
        self.setCentralWidget(middle)
        self._header.attach()
        session.place_wanted.connect(self.open_place)
        session.said.connect(self._on_said)
        self.statusBar().messageChanged.connect(self._on_message_changed)
        self.statusBar().hide()
        for work in (session.backing_up, session.checking_up, session.exporting):
            WorkBar(session.theme, work, self)
        self._keyboard = Keyboard(self, self._header.search)
        self._stepping = Stepping(session, self._ledger_in_front, self)
        self._shortcuts()
        self.resize(1366, 720)
        self.restoreGeometry(QSettings().value("window", QByteArray()))  # pyright: ignore[reportArgumentType]

    @property
    def session(self) -> Session:
        """What the pages share."""
        return self._session

    @property
    def header(self) -> Header:
        """The line above the tabs."""
        return self._header

    @property
    def tabs(self) -> WindowTabs:
        """The tabs, in the order of the catalogue."""
        return self._tabs

    def page(self, key: str) -> QWidget:
        """The page of a tab, made when it is first asked for."""
        found = self._pages.get(key)
        if found is None:
            place = [tab.key for tab in self._tabs_of].index(key)
            found = self._pages[key] = page_of(self._session, self._tabs_of[place])
            self._tabs.widget(place).layout().addWidget(found)  # pyright: ignore[reportOptionalMemberAccess]
            if key in self._before:
                found.show_again(self._before[key])
            # A layout would show it only later, and who is not there yet cannot have the keyboard.
            found.show()
        return found

    def show_tab(self, key: str) -> QWidget:
        """Bring a tab to the front; gives its page."""
        self._tabs.setCurrentIndex([tab.key for tab in self._tabs_of].index(key))
        return self.page(key)

    def open_place(self, place: places.Place) -> None:
        """Go where a line of the workbench, a hit or a figure leads."""
        records, catalogue = self._session.desk.records, self._session.desk.catalogue
        if (key := getattr(place, "ledger", "")) and not catalogue[key].is_kept:
            keeper = self._session.desk.book.keeper
            self._session.said.emit(why_on_no_tab(keeper, catalogue[key]))
            return
        match place:
            case places.ToRecord(ledger, record_id):
                page = self._ledger_page(ledger)
                if (record := records.get(page.ledger, record_id)) is not None:
                    page.open_record(record)
                    page.panel.drawing.go_to(place)
            case places.ToNew(ledger, given):
                self._ledger_page(ledger).begin_record(given)
            case places.ToDraft(ledger, draft_id):
                page = self._ledger_page(ledger)
                for draft in records.drafts(page.ledger):
                    if draft.id == draft_id:
                        page.resume_draft(draft)
            case places.ToUnfinished(ledger):
                self._ledger_page(ledger).half_done.click_when_shown()
            case places.ToLens(ledger, lens):
                self._ledger_page(ledger).show_lens(lens)
            case places.ToList(ledger, ids, words):
                self._ledger_page(ledger).show_only(ids, words)
            case places.ToImport(ledger):
                self._ledger_page(ledger)
                cast("TabPage", self._tabs.front).bring_in(place)
            case places.ToReturn(month):
                page = cast("ReportsPage", self.show_tab(self._key_of("returns")))
                page.show_month(month)
            case places.ToSecondPlace() | places.ToPublish():
                from qinglian_desktop.ui.dialogs.over_places import open_over

                open_over(self._session, place, self)
            case places.ToScope() | places.ToKeepers():
                self._header.open_settings(place)
            case places.ToBackup():
                page = cast("WorkbenchPage", self.show_tab(self._key_of("workbench")))
                page.back_up()
            case _:
                assert_never(place)

    def shown(self) -> dict[str, Any]:
        """What each page shows, those too that were not looked at since they were shown again."""
        return {**self._before, **{key: page.shown() for key, page in self._pages.items()}}

    def show_again(self, shown: Mapping[str, Any]) -> None:
        """Show what the pages of another window did, each when it is looked at."""
        self._before = dict(shown)

    def put_away(self) -> None:
        """Keep everything typed as drafts; before closing or locking."""
        QSettings().setValue("window", self.saveGeometry())
        for page in self._pages.values():
            page.put_away()

    def stand_still(self) -> None:
        """Nothing can be done in it; painted again it would have to be read from the book."""
        self.setEnabled(False)
        self.setUpdatesEnabled(False)

    def let_go(self) -> None:
        """Closing is only closing from now on: another window goes on with the book.

        What it shows is taken down at once, while its picture still stands on the screen.
        """
        self._is_let_go = True
        self.setUpdatesEnabled(False)
        delete(self.centralWidget())

    def showEvent(self, event: QShowEvent) -> None:
        if self.focusWidget() is not self._header.search:
            self._tabs.take_keys()
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_let_go or self._session.operations.is_closed:
            super().closeEvent(event)
        else:
            event.ignore()
            self.close_wanted.emit()

    def _ledger_page(self, key: str) -> LedgerPage:
        ledger = self._session.desk.catalogue[key]
        tab = self._session.desk.catalogue.tab_of(ledger)
        if tab is None:
            raise TypeError(f"{key} is on no tab of ledgers")
        shown = cast("TabPage", self.page(at := tab.key)).show_ledger(ledger)
        self.show_tab(at)
        shown.take_keys_to_list()
        return shown

    def _key_of(self, page: str) -> str:
        return next(tab.key for tab in self._tabs_of if tab.page == page)

    def _shortcuts(self) -> None:
        theme = self._session.theme
        for action, slot in (
            (actions.SEARCH, self._header.search.setFocus),
            (actions.HELP, self._on_help_wanted),
            (actions.LARGER, lambda: theme.step(1)),
            (actions.SMALLER, lambda: theme.step(-1)),
            (actions.USUAL_SIZE, lambda: theme.ask_for(100)),
            (actions.NEW, lambda: self._on_page(lambda page: page.begin_record())),
            (actions.SAVE, lambda: self._on_page(lambda page: page.save())),
            (actions.SAVE_AND_NEW, lambda: self._on_page(lambda page: page.save_and_new())),
            (actions.PRINT, lambda: self._on_page(lambda page: page.print_shown())),
            (actions.UNDO, self._stepping.undo),
            (actions.REDO, self._stepping.redo),
            (actions.CLOSE, lambda: self._on_page(lambda page: page.close_record())),
            (actions.LOCK, self.locked.emit),
        ):
            actions.bind(self, action, slot)

    def _on_said(self, words: str) -> None:
        self.statusBar().showMessage(words, 15_000)

    def _on_message_changed(self, words: str) -> None:
        """The strip at the foot goes with what it said, unless long work is shown there."""
        bars = self.statusBar().findChildren(WorkBar)
        self.statusBar().setVisible(bool(words) or any(not bar.isHidden() for bar in bars))

    def _on_search_left(self) -> None:
        if not self._keyboard.go_back():
            self._tabs.take_keys()

    def _on_help_wanted(self) -> None:
        key = getattr(self._tabs.front, "help_key", self._tabs.key)
        from qinglian_desktop.ui.dialogs.help_view import HelpView

        HelpView(self._session.theme, key, self).show()

    def _on_page(self, act: Callable[[LedgerPage], None]) -> None:
        """Keys act on the page in front, wherever the cursor is."""
        if (front := self._ledger_in_front()) is not None:
            act(front)

    def _ledger_in_front(self) -> LedgerPage | None:
        tab = self._tabs_of[self._tabs.currentIndex()]
        page = cast("TabPage", self.page(tab.key))
        return page.page_in_front if tab.page == "ledgers" else None
