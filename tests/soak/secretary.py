"""What a secretary does in the course of a day, in the real window, each step timed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.look.asking import ask_first
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.reports.report_switch import RETURN, SUMMARY
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from tests.hands import write
from tests.soak.at_the_window import AtTheWindow

REPORTED = Period.parse("2026-10")
KEPT = "practice"
CONTROL = Qt.KeyboardModifier.ControlModifier
IN_THE_WINDOW = (
    "look_at_every_tab",
    "look_through_every_lens",
    "write_a_record",
    "correct_it",
    "take_it_back",
    "look_at_its_history",
    "print_it",
    "print_the_list",
    "look_up_a_person",
    "search",
    "ask_for_help",
    "open_the_settings",
    "leave_dialogs",
    "read_a_warning",
    "make_the_return",
    "write_the_summary",
    "back_up",
    "turn_dark_and_light",
)
LEAVING = ("larger_and_smaller", "lock_and_unlock")
"""After each of them another window stands there."""


@dataclass
class Secretary(AtTheWindow):
    """``password`` opens the book, ``folder`` is the stick."""

    password: str
    folder: Path
    _round: int = 0

    def work(self, *, only: Sequence[str] = ()) -> dict[str, float]:
        """One round of all that a day has, or ``only`` some; gives the seconds of each step.

        They are the processor's: a machine that does other things as well makes nobody slow.
        """
        spent: dict[str, float] = {}
        for name in only or (*IN_THE_WINDOW, *LEAVING):
            # Keys of a test go to a widget, not through the window, where it is seen that
            # somebody sits there: after ten minutes the program would lock itself.
            self.program._locker.idle.note()
            begun = time.process_time()
            getattr(self, name)()
            self.quiet()
            spent[name] = time.process_time() - begun
        self._round += 1
        return spent

    def look_at_every_tab(self) -> None:
        for tab in self.window.session.desk.catalogue.tabs:
            self.window.show_tab(tab.key)
            self.quiet()

    def look_through_every_lens(self) -> None:
        """Each kind of lens once, in the first ledger that has one, and its list again."""
        catalogue, seen = self.window.session.desk.catalogue, set[type]()
        for ledger in catalogue:
            lenses = [each for each in ledger.lenses if type(each) not in seen]
            if not lenses or catalogue.tab_of(ledger) is None:
                continue
            page = self.page(ledger)
            for lens in lenses:
                seen.add(type(lens))
                page.show_lens(lens)
                self.quiet()
            page.show_list()

    def write_a_record(self) -> None:
        page = self._kept()
        page.begin_record()
        self.quiet()
        self._type("theme", f"第{self._round}次")
        self._type("results", "走访了三户，收集意见两条。")
        self._save(page)

    def correct_it(self) -> None:
        self._type("results", "另有一条当场答复。")
        self._save(self._kept())

    def take_it_back(self) -> None:
        self.window.session.undo()
        self.quiet()
        self.window.session.redo()

    def look_at_its_history(self) -> None:
        panel = self._kept().panel
        panel.earlier.look()
        self.close_dialog()

    def print_it(self) -> None:
        self._kept().print_shown()
        self.look_at_pages()

    def print_the_list(self) -> None:
        page = self._kept()
        page.close_record()
        self.quiet()
        page.print_shown()
        self.look_at_pages()

    def look_up_a_person(self) -> None:
        roster = self.window.session.desk.catalogue["people"]
        page = self.page(roster)
        self.until(lambda: page.listing.first_record() is not None)
        record = page.listing.first_record()
        assert record is not None
        page.open_record(record)
        self.quiet()
        named = page.panel.findChild(QPushButton, "named_in")
        assert named is not None
        named.click()
        self.close_dialog()
        page.close_record()

    def search(self) -> None:
        self.come_to_front()
        field = self.window.header.search
        field.setFocus()
        write(field, "罗文渊")
        self.until(lambda: (found := self.window.header.results) is not None and found.isVisible())
        QTest.keyClick(field, Qt.Key.Key_Escape)
        field.clear()

    def ask_for_help(self) -> None:
        self.come_to_front()
        QTest.keyClick(self.window, Qt.Key.Key_F1)
        self.close_dialog()

    def open_the_settings(self) -> None:
        self.window.header.open_settings()
        self.close_dialog()

    def leave_dialogs(self) -> None:
        """The password's, and the menu of sizes, each left again."""
        self.window.header._on_password()
        self.close_dialog()
        self.window.header._on_size()
        menu = next(each for each in self.window.findChildren(QMenu) if each.isVisible())
        menu.close()

    def read_a_warning(self) -> None:
        """Something went wrong, and it is said; then a question is answered with no."""
        self.window.session.tell(EnvironmentProblem("没有写成。", "都还在。", "请再试。"))
        self.answer_boxes()
        ask_first(self.window, "换成新的，以前存的就没有了。", "换成新的", lambda: None)
        self.answer_boxes()

    def make_the_return(self) -> None:
        reports = self._reports()
        reports.show_page(RETURN)
        reports.returns.show_month(REPORTED)
        self.quiet()
        reports.returns.write_to(self.folder)
        self.until(lambda: "核对一致" in reports.returns.notice.words)

    def write_the_summary(self) -> None:
        self._reports().show_page(SUMMARY)
        self.quiet()
        self._reports().show_page(RETURN)

    def back_up(self) -> None:
        self.window.session.backing_up.start()
        self.quiet()

    def turn_dark_and_light(self) -> None:
        theme = self.window.session.theme
        for dark in (True, False):
            theme.set_dark(dark)
            self.quiet()

    def larger_and_smaller(self) -> None:
        """Each time the window is built anew."""
        for scale in (115, 100):
            before = self.window
            before.session.theme.ask_for(scale)
            self.until(lambda before=before: self.program.window is not before)
            self.quiet()

    def lock_and_unlock(self) -> None:
        self.come_to_front()
        QTest.keyClick(self.window, Qt.Key.Key_L, CONTROL)
        self.until(lambda: isinstance(self.program.window, WelcomeWindow))
        welcome = self.program.window
        assert isinstance(welcome, WelcomeWindow)
        page = welcome.page
        assert isinstance(page, UnlockPage)
        self.until(self._is_wiped)
        write(page.secret, self.password)
        QTest.keyClick(page.secret, Qt.Key.Key_Return)
        self.until(lambda: isinstance(self.program.window, MainWindow))

    def _is_wiped(self) -> bool:
        """Whether what the closed book left in memory has been written over."""
        garbage = self.program._garbage
        return not garbage._rest.isActive() and garbage._writing_over is None

    def _kept(self) -> LedgerPage:
        return self.page(self.window.session.desk.catalogue[KEPT])

    def _reports(self) -> ReportsPage:
        page = self.window.show_tab("returns")
        assert isinstance(page, ReportsPage)
        return page

    def _type(self, key: str, words: str) -> None:
        line = self._kept().panel.form._lines[key].editor.main
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_End, CONTROL)
        write(line, words)

    def _save(self, page: LedgerPage) -> None:
        self.come_to_front()
        QTest.keyClick(self.window, Qt.Key.Key_S, CONTROL)
        self.quiet()
        assert page.panel.record is not None and not page.panel.has_edits, page.panel._notice.text()
