"""The tab 月报与总结: the month's return, and behind the switch summary, forms and 汇总."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.unit_months import unit_collects
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import CoverWords
from qinglian_desktop.ui.collecting.collecting_page import CollectingPage
from qinglian_desktop.ui.filling.filling_page import FillingPage, FillingShown
from qinglian_desktop.ui.look.front_stack import FrontStack
from qinglian_desktop.ui.look.parts import column
from qinglian_desktop.ui.look.tab_circle import TabCircle
from qinglian_desktop.ui.reports.report_switch import (
    COLLECTING,
    FORMS,
    RETURN,
    SUMMARY,
    ReportSwitch,
)
from qinglian_desktop.ui.reports.returns_page import ReturnsPage
from qinglian_desktop.ui.reports.summary_page import SummaryPage
from qinglian_desktop.ui.session import Session

_HELP = {RETURN: "returns", SUMMARY: "summary", FORMS: "forms", COLLECTING: "collecting"}


@dataclass(frozen=True, slots=True)
class ReportsShown:
    """Which page is in front, the month of the return, its cover as typed, the summary's, the form
    of somebody else, and the month of 汇总; None before one was looked at.
    """

    place: int
    month: Period
    cover: CoverWords
    period: Period | None
    caret: int
    forms: FillingShown | None
    collected: Period | None


class ReportsPage(TabCircle, QWidget):
    """Each page but the return is made when it is first looked at; 汇总 where a unit collects."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._stack = FrontStack()
        self._summary: SummaryPage | None = None
        self._filling: FillingPage | None = None
        self._collecting: CollectingPage | None = None
        self._collects = False
        self.returns = ReturnsPage(session)
        self.returns.switch.page_wanted.connect(self.show_page)
        self._stack.addWidget(self.returns)
        self.setLayout(column(self._stack, spacing=0))
        session.changed.connect(self._on_changed)
        self._look_whether_it_collects()

    @property
    def summary(self) -> SummaryPage:
        """The page of the summary."""
        if self._summary is None:
            self._summary = SummaryPage(self._session)
            self._summary.switch.page_wanted.connect(self.show_page)
            self._summary.switch.show_collecting(self._collects)
            self._stack.addWidget(self._summary)
        return self._summary

    @property
    def filling(self) -> FillingPage:
        """The page of forms of somebody else."""
        if self._filling is None:
            switch = ReportSwitch(FORMS)
            switch.page_wanted.connect(self.show_page)
            switch.show_collecting(self._collects)
            self._filling = FillingPage(self._session, switch)
            self._stack.addWidget(self._filling)
        return self._filling

    @property
    def collecting(self) -> CollectingPage:
        """The page of returns that are collected."""
        if self._collecting is None:
            switch = ReportSwitch(COLLECTING)
            switch.page_wanted.connect(self.show_page)
            self._collecting = CollectingPage(self._session, switch)
            self._stack.addWidget(self._collecting)
        return self._collecting

    @property
    def front(self) -> int:
        """Which page is in front: RETURN, SUMMARY, FORMS or COLLECTING."""
        shown = self._stack.currentWidget()
        if shown is self._summary:
            return SUMMARY
        if shown is self._collecting:
            return COLLECTING
        return FORMS if shown is self._filling else RETURN

    @property
    def help_key(self) -> str:
        """The page of help for what is in front."""
        return _HELP[self.front]

    def show_page(self, place: int) -> None:
        """Bring one of the pages to the front."""
        match place:
            case _ if place == SUMMARY:
                self._stack.setCurrentWidget(self.summary)
            case _ if place == FORMS:
                self._stack.setCurrentWidget(self.filling)
            case _ if place == COLLECTING:
                self._stack.setCurrentWidget(self.collecting)
            case _:
                self._stack.setCurrentWidget(self.returns)

    def show_month(self, period: Period) -> None:
        """Show the return of a month."""
        self.show_page(RETURN)
        self.returns.show_month(period)

    def shown(self) -> ReportsShown | None:
        """What both pages show; None before the return was looked at."""
        if not self.returns.is_begun:
            return None
        made = self._summary
        return ReportsShown(
            self.front,
            self.returns.month,
            self.returns.preview.cover,
            made.period if made is not None else None,
            made.text.textCursor().position() if made is not None else 0,
            self._filling.shown() if self._filling is not None else None,
            self._collecting.month if self._collecting is not None else None,
        )

    def show_again(self, shown: ReportsShown | None) -> None:
        """Show what another page of this tab did."""
        if shown is None:
            return
        self.returns.preview.set_cover(shown.cover)
        self.returns.show_month(shown.month)
        if shown.period is not None:
            self.summary.show_period(shown.period)
            self.summary.text.begin_at(shown.caret)
        if shown.forms is not None:
            self.filling.show_again(shown.forms)
        if shown.collected is not None:
            self.collecting.show_month(shown.collected)
        self.show_page(shown.place)

    def put_away(self) -> None:
        """Keep what is typed on both pages."""
        self.returns.put_away()
        if self._summary is not None:
            self._summary.put_away()

    def _look_whether_it_collects(self) -> None:
        desk = self._session.desk
        self._session.read(
            self,
            lambda _: unit_collects(desk.book, desk.catalogue),
            self._offer_collecting,
            latest="collects",
        )

    def _offer_collecting(self, collects: bool) -> None:
        self._collects = collects
        for switch in self.findChildren(ReportSwitch):
            switch.show_collecting(collects or switch.own == COLLECTING)

    def _on_changed(self, changed: Changed) -> None:
        unit = self._session.desk.catalogue.unit
        if changed.returns or (unit is not None and unit.key in changed.ledgers):
            self._look_whether_it_collects()
