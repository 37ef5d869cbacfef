"""Where there is little room: the foot of a form in sight, the list aside, names not cut."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.editors.calendar_popup import CalendarPopup
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.look.parts import DropDown
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.tab_page import TabPage
from tests.ui.finding import settled

pytestmark = pytest.mark.reads
OFFICE_AT_150 = (911, 440)
"""A screen of 1366×768 that the desktop shows at 150 %, without its task bar and the title."""
OLD_SCREEN = (1024, 540)


@pytest.fixture
def page(session: Session, qtbot: QtBot, request: pytest.FixtureRequest) -> LedgerPage:
    """The form of a new meeting in a window of this size and scale."""
    (width, height), scale = request.param
    session.theme.set_scale(scale)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    tab = window.show_tab("meetings")
    assert isinstance(tab, TabPage)
    shown = tab.page
    shown.begin_record()
    settled(qtbot, session)
    assert (window.width(), window.height()) == (width, height), "it cannot be made so small"
    return shown


@pytest.mark.parametrize(
    "page",
    [(OFFICE_AT_150, 100), (OLD_SCREEN, 150), (OLD_SCREEN, 175)],
    indirect=True,
    ids=["office 150", "old 150", "old 175"],
)
def test_save_is_in_sight_and_labels_are_not_pushed_out(page: LedgerPage, qtbot: QtBot) -> None:
    save = next(each for each in page.panel.findChildren(QPushButton) if each.text() == "保存")
    window = page.window()
    foot = save.mapTo(window, QPoint(0, save.height()))
    assert save.visibleRegion().boundingRect().height() == save.height()
    assert foot.y() <= window.height()
    assert page.panel.form.horizontalScrollBar().value() == 0


@pytest.mark.parametrize("page", [(OLD_SCREEN, 150)], indirect=True)
def test_the_list_steps_aside_for_the_record(page: LedgerPage, qtbot: QtBot) -> None:
    assert not page.listing.isVisible()
    page.close_record()
    settled(qtbot, page._session)
    assert page.listing.isVisible() and page.table.hasFocus()
    page.begin_record()
    page.show_lens(page.ledger.lenses[0])
    settled(qtbot, page._session)
    assert page.panel_in_front is None, "the lens that was asked for is in front"
    assert page._lenses[page.ledger.lenses[0]].isVisible()


def test_what_was_said_goes_and_takes_its_strip_along(session: Session, qtbot: QtBot) -> None:
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    assert not window.statusBar().isVisible()
    session.said.emit("说一句")
    assert window.statusBar().isVisible()
    window.statusBar().clearMessage()
    assert not window.statusBar().isVisible()


def test_a_calendar_names_its_month_and_knows_today(qtbot: QtBot, theme: Theme) -> None:
    field = DropDown()
    qtbot.addWidget(field)
    field.show()
    popup = CalendarPopup(theme, date(2026, 3, 5), date(2026, 11, 23), field)
    picked: list[date] = []
    popup.day_chosen.connect(picked.append)
    popup.show()
    assert popup._month.text() == "2026年3月"
    popup._days.showNextMonth()
    assert popup._month.text() == "2026年4月"
    days = popup.findChild(QCalendarWidget)
    assert days is not None and days.firstDayOfWeek() is Qt.DayOfWeek.Monday
    grid = days.findChild(QTableView)
    assert grid is not None
    assert [grid.model().index(0, place).data() for place in range(7)] == list("一二三四五六日")
    now = next(each for each in popup.findChildren(QPushButton) if each.text() == "今天")
    now.click()
    assert picked == [date(2026, 11, 23)]
    assert not popup.isVisible()


def test_lines_of_a_list_to_choose_from_are_as_high_as_fields(qtbot: QtBot, theme: Theme) -> None:
    box = DropDown()
    qtbot.addWidget(box)
    box.addItems(["一", "二"])
    box.show()
    box.showPopup()
    assert box.view().sizeHintForRow(0) >= 30
    box.hidePopup()


def head_words(page: LedgerPage) -> list[str]:
    """Words of the head that do not fit: a button or label narrower than it asks for."""
    every = page._head.findChildren(QPushButton) + page._head.findChildren(QLabel)
    return [
        each.text() for each in every if each.isVisible() and each.width() < each.sizeHint().width()
    ]


@pytest.mark.parametrize(
    ("size", "scale"), [((1024, 540), 175), ((1024, 540), 150), ((1366, 720), 100)]
)
@pytest.mark.parametrize("tab", ["eight_ones", "talks", "risks", "meetings"])
def test_the_head_of_a_page_cuts_nothing(
    session: Session, qtbot: QtBot, size: tuple[int, int], scale: int, tab: str
) -> None:
    session.theme.set_scale(scale)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    shown = window.show_tab(tab)
    assert isinstance(shown, TabPage)
    settled(qtbot, session)
    assert head_words(shown.page) == []


@pytest.mark.parametrize("scale", [150, 175])
def test_the_day_on_the_first_page_is_not_cut(session: Session, qtbot: QtBot, scale: int) -> None:
    session.theme.set_scale(scale)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(*OLD_SCREEN)
    window.show()
    settled(qtbot, session)
    day = window.findChild(QLabel, "heading")
    assert day is not None
    qtbot.waitUntil(lambda: day.width() >= day.sizeHint().width())
    assert day.parentWidget().width() <= window.width()


@pytest.mark.parametrize("page", [(OLD_SCREEN, 175)], indirect=True)
def test_a_record_alone_on_a_low_page_takes_the_room_of_its_head(
    page: LedgerPage, qtbot: QtBot
) -> None:
    assert not page._head.isVisible()
    page.close_record()
    assert page._head.isVisible()


def test_a_preview_in_large_type_fits_an_old_screen(session: Session, qtbot: QtBot) -> None:
    session.theme.set_scale(175)

    def to_word(*_: object) -> bytes:
        return b""

    shown = PrintPreview(session, "表", lambda _: b"", "表.pdf", to_word=to_word, much_of=())
    qtbot.addWidget(shown)
    assert shown.minimumSizeHint().width() <= 1014
