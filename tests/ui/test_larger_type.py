"""Larger type: the window made for it shows on every tab what the former did."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.lenses import Lens
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.help_view import HelpView
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.look.year_chooser import YearChooser
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.workbench.workbench_page import WorkbenchPage
from tests.hands import write
from tests.ui.finding import part
from tests.ui.program import PATIENCE, main, page_of, quiet


@pytest.fixture
def enlarged(qtbot: QtBot, program: Application) -> Callable[[], None]:
    """Type one step larger, as often as it is called, and the window made for it."""

    def enlarge() -> None:
        quiet(qtbot, program)
        before = main(program)
        program.theme.step(1)
        qtbot.waitUntil(lambda: program.window is not before, timeout=PATIENCE)
        quiet(qtbot, program)

    return enlarge


def sorting(page: LedgerPage) -> tuple[int, Qt.SortOrder]:
    head = page.table.horizontalHeader()
    return head.sortIndicatorSection(), head.sortIndicatorOrder()


def lens_of(page: LedgerPage) -> Lens | None:
    place = page._switch.chosen
    return page.ledger.lenses[place - 1] if place > 0 else None


def test_filters_sorting_selection_and_place_in_the_list_stay(
    qtbot: QtBot, program: Application, enlarged: Callable[[], None]
) -> None:
    page = page_of(program, "talks")
    qtbot.waitUntil(page.isVisible)
    filters = page.listing._filters
    filters._period.setCurrentIndex(filters._period.findText("今年"))
    filters.changed.emit()
    page.table.horizontalHeader().setSortIndicator(3, Qt.SortOrder.AscendingOrder)
    page.table.show_rows(5, (7, 9))
    numbers = [page.table.model().record(row).number for row in (5, 7, 9)]  # pyright: ignore
    for _ in range(2):
        # The second time the list is looked at only after two new windows.
        page_of(program, "people")
        enlarged()
    page = page_of(program, "talks")
    qtbot.waitUntil(lambda: page.table.selected_rows() == [7, 9])
    assert page.listing.query.period is not None
    assert sorting(page) == (3, Qt.SortOrder.AscendingOrder)
    assert page.table.rowAt(0) in (4, 5)
    again = [page.table.model().record(row).number for row in (5, 7, 9)]  # pyright: ignore
    assert again == numbers


def test_a_filtered_list_stays_sorted(qtbot: QtBot, session: Session) -> None:
    page = LedgerPage(session, session.desk.catalogue["talks"])
    qtbot.addWidget(page)
    page.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    sort = page.listing.query.sort
    assert (sort.key, sort.descending) == (page.listing._model.columns[0].key, False)
    page.listing._filters.changed.emit()
    assert page.listing._model.query.sort == sort


def test_lenses_forms_summary_and_pictures_stay(
    qtbot: QtBot, program: Application, enlarged: Callable[[], None]
) -> None:
    looked = look_through_lenses(program)
    record = open_forms(qtbot, program)
    summary = edit_summary(qtbot, program)
    pictures = main(program).show_tab("workbench")
    assert isinstance(pictures, WorkbenchPage)
    pictures.show_pictures()
    pictures._years.choose(2025)
    help_view = HelpView(program.theme, "talks", main(program))
    help_view.show()
    page_of(program, "talks").begin_record({"place": "党员活动室"})
    enlarged()

    panel = page_of(program, "talks").panel_in_front
    assert panel is not None and not panel.has_edits
    assert panel.form.typed()["place"] == "党员活动室"
    for key, lens in looked.items():
        page = page_of(program, key)
        assert lens_of(page) == lens
        assert page._views.currentWidget() is page._lenses[lens]
        years = page._lenses[lens].findChild(YearChooser)
        assert years is None or years.year == 2025
    panel = page_of(program, "practice").panel_in_front
    assert panel is not None and panel.record is None
    assert panel.form.typed()["theme"] == "打到一半"
    panel = page_of(program, "people").panel_in_front
    assert panel is not None and panel.record == record
    again = main(program).page("returns")
    assert isinstance(again, ReportsPage) and again is not summary
    quiet(qtbot, program)
    assert again.help_key == "summary"
    assert again.summary.period == Period.parse("2025")
    assert again.summary.text.textCursor().position() == 40
    assert again.returns.month == Period.parse("2026-03")
    assert again.returns.preview.cover.auditor == "王审"
    now = main(program).page("workbench")
    assert isinstance(now, WorkbenchPage)
    assert (now._right.currentWidget(), now._years.year) == (now.pictures, 2025)
    assert help_view.isVisible() and help_view.parentWidget() is main(program)
    help_view.close()


def look_through_lenses(program: Application) -> dict[str, Lens]:
    """One lens of each ledger that has any, a year back."""
    looked: dict[str, Lens] = {}
    for ledger in main(program).session.desk.catalogue:
        if ledger.lenses:
            page, lens = page_of(program, ledger.key), ledger.lenses[0]
            page.show_lens(lens)
            looked[ledger.key] = lens
            if (years := page._lenses[lens].findChild(YearChooser)) is not None:
                years.choose(2025)
    return looked


def open_forms(qtbot: QtBot, program: Application) -> Record:
    """A new record half typed on one tab, and a saved one, which is given, on another."""
    page = page_of(program, "practice")
    page.begin_record()
    write(page.panel.form._lines["theme"].editor.main, "打到一半")
    people = page_of(program, "people")
    qtbot.waitUntil(people.isVisible)
    record = people.listing.first_record()
    assert record is not None
    people.open_record(record)
    return record


def edit_summary(qtbot: QtBot, program: Application) -> ReportsPage:
    """The summary of another year with the caret in it, behind it the return of a month."""
    page = main(program).show_tab("returns")
    assert isinstance(page, ReportsPage)
    quiet(qtbot, program)
    page.returns.show_month(Period.parse("2026-03"))
    page.returns.preview.auditor.setText("王审")
    page.show_page(1)
    page.summary.show_period(Period.parse("2025"))
    quiet(qtbot, program)
    cursor = page.summary.text.textCursor()
    cursor.setPosition(40)
    page.summary.text.setTextCursor(cursor)
    return page


def test_the_button_offers_every_size_and_says_the_present_one(
    qtbot: QtBot, program: Application
) -> None:
    tool = main(program).header._tools["text-size"]
    assert "现在是 100 %" in tool.toolTip()
    tool.click()
    menu = part(tool, QMenu, "sizes")
    assert [each.text() for each in menu.actions()] == ["100 %", "115 %", "125 %", "150 %", "175 %"]
    assert [each.text() for each in menu.actions() if each.isChecked()] == ["100 %"]
    before = main(program)
    menu.actions()[3].trigger()
    menu.close()
    qtbot.waitUntil(lambda: program.window is not before, timeout=PATIENCE)
    assert program.theme.scale == 150
    assert main(program).statusBar().currentMessage() == "字号 150 %，Ctrl+0 恢复原来大小。"


def test_the_search_goes_on(
    qtbot: QtBot, program: Application, enlarged: Callable[[], None]
) -> None:
    search = main(program).header.search
    search.setFocus()
    qtbot.waitUntil(lambda: main(program).header.results is not None)
    write(search, "廉政")
    search.setCursorPosition(1)
    enlarged()
    header = main(program).header
    qtbot.waitUntil(lambda: header.results is not None and header.results.isVisible())
    assert header.search.text() == "廉政"
    assert header.search.cursorPosition() == 1
    assert main(program).focusWidget() is part(header, QLineEdit, "search")
