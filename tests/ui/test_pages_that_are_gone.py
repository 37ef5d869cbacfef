"""Signals that are shared by all windows, after every page was made, left and deleted."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.help_view import HelpView
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from qinglian_desktop.ui.tab_page import TabPage
from qinglian_desktop.ui.workbench.workbench_page import WorkbenchPage
from tests.ui.program import PATIENCE, locked, main, quiet, unlocked


def look_at_everything(qtbot: QtBot, program: Application) -> list[LedgerPage]:
    """Every tab, ledger and lens, forms, the summary, the pictures, the search and the help."""
    window, pages = main(program), list[LedgerPage]()
    catalogue = window.session.desk.catalogue
    for tab in catalogue.tabs:
        page = window.show_tab(tab.key)
        match page:
            case WorkbenchPage():
                page.show_pictures()
            case ReportsPage():
                page.show_page(1)
            case TabPage():
                for key in tab.ledgers:
                    shown = page.show_ledger(catalogue[key])
                    pages.append(shown)
                    for lens in catalogue[key].lenses:
                        shown.show_lens(lens)
                pages[-1].begin_record()
            case _:
                raise AssertionError(tab.key)
        quiet(qtbot, program)
    window.header.search_on(0)
    window.header.open_settings()
    view = HelpView(program.theme, "talks", window)
    view.show()
    view.close()
    return pages


def emit_everything(program: Application) -> None:
    """Every signal that pages of several windows hear; a slot that fails ends the test."""
    theme, session = program.theme, main(program).session
    theme.set_dark(not theme.dark)
    theme.scaled.emit()
    theme.changed.emit()
    session.operations.changed.emit(Changed(frozenset(each.key for each in session.desk.catalogue)))
    for work in (session.backing_up, session.checking_up, session.exporting):
        work.ended.emit()
    session.said.emit("说一句")


def test_no_page_hears_anything_once_it_is_gone(qtbot: QtBot, program: Application) -> None:
    pages = look_at_everything(qtbot, program)
    before = main(program)
    program.theme.step(1)
    qtbot.waitUntil(lambda: program.window is not before, timeout=PATIENCE)
    assert not any(isValid(page) for page in pages)
    emit_everything(program)
    quiet(qtbot, program)
    unlocked(qtbot, program, locked(qtbot, program))
    quiet(qtbot, program)
    emit_everything(program)
    quiet(qtbot, program)
