"""The heads of 月报与总结 where there is little room: nothing is cut, every page is reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.look.fitting_line import FittingLine
from qinglian_desktop.ui.look.parts import DropDown
from qinglian_desktop.ui.reports.report_switch import (
    COLLECTING,
    FORMS,
    RETURN,
    SUMMARY,
    ReportSwitch,
)
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part, settled

pytestmark = pytest.mark.reads
WIDTH = 1024


def narrow(session: Session, qtbot: QtBot, scale: int, place: int) -> ReportsPage:
    """One of the pages on an old screen, in larger type."""
    session.theme.set_scale(scale)
    page = ReportsPage(session)
    qtbot.addWidget(page)
    page.show_page(place)
    page.resize(WIDTH, 540)
    page.show()
    settled(qtbot, session)
    assert page.width() == WIDTH, "it cannot be made so narrow"
    page._offer_collecting(True)
    settled(qtbot, session)
    return page


def switch_of(page: ReportsPage) -> ReportSwitch:
    (found,) = (each for each in page.findChildren(ReportSwitch) if each.isVisible())
    return found


def outside(page: ReportsPage) -> list[str]:
    """What of the head is not wholly in sight: beyond the page's edge, or narrower than it asks."""
    (head,) = (each for each in page.findChildren(FittingLine) if each.isVisible())
    parts: list[QWidget] = [*head.findChildren(QPushButton), *head.findChildren(QLabel)]
    parts += head.findChildren(DropDown)
    return [
        each.objectName() or type(each).__name__
        for each in parts
        if each.isVisible()
        and (
            not page.rect().contains(QRect(each.mapTo(page, QPoint(0, 0)), each.size()))
            or each.width() < each.minimumSizeHint().width()
        )
    ]


@pytest.mark.parametrize("place", [RETURN, SUMMARY, FORMS, COLLECTING])
@pytest.mark.parametrize("scale", [100, 125, 150, 175])
def test_nothing_of_the_head_is_cut(session: Session, qtbot: QtBot, scale: int, place: int) -> None:
    assert outside(narrow(session, qtbot, scale, place)) == []


def test_where_the_switch_is_a_list_it_leads_to_the_other_pages(
    session: Session, qtbot: QtBot
) -> None:
    page = narrow(session, qtbot, 175, RETURN)
    listed = part(switch_of(page), DropDown, "views")
    assert listed.isVisible() and listed.currentText() == "月报"
    assert [listed.itemText(at) for at in range(listed.count())] == [
        *("月报", "总结", "填上级的表", "汇总")
    ]
    listed.activated.emit(SUMMARY)
    settled(qtbot, session)
    assert page.front == SUMMARY
    page.show_page(RETURN)
    assert listed.currentText() == "月报", "its own stays marked"
    page._offer_collecting(False)
    assert listed.count() == COLLECTING and listed.isVisible()


def test_with_room_the_switch_is_buttons(session: Session, qtbot: QtBot) -> None:
    page = narrow(session, qtbot, 100, RETURN)
    switch = switch_of(page)
    assert not part(switch, DropDown, "views").isVisible()
    assert part(switch, QPushButton, "report_3").isVisible()
    page._offer_collecting(False)
    assert not part(switch, QPushButton, "report_3").isVisible()
