"""汇总: collect the returns of units, see who is missing and what does not add up, answer them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.collection import Gathered
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.unit_months import UnitMonthKept, unit_month_kept
from qinglian_desktop.domain.collecting.collected import Fate
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.states import MonthState, UnitMonth
from qinglian_desktop.domain.collecting.unit_figures import CollectedMeasure, UnitFigures
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.rights import must_have_all
from qinglian_desktop.ui.collecting.collecting_news import CollectingNews, collecting_news
from qinglian_desktop.ui.collecting.collecting_side import LEAST_WIDTH, WIDTH, CollectingSide
from qinglian_desktop.ui.collecting.collecting_views import PROBLEMS, STATES, CollectingViews
from qinglian_desktop.ui.collecting.collecting_work import CollectingWork
from qinglian_desktop.ui.collecting.figures_grid import BehindTotal
from qinglian_desktop.ui.collecting.gathered_words import doubted_words
from qinglian_desktop.ui.collecting.place_asking import PlaceAsking
from qinglian_desktop.ui.collecting.said_table import SaidLine
from qinglian_desktop.ui.collecting.unit_listing import UnitListing
from qinglian_desktop.ui.fresh import Fresh
from qinglian_desktop.ui.look.asking import ask_or_look
from qinglian_desktop.ui.look.fitting_line import page_head
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.month_steps import MonthSteps
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.refused import rest_where_refused
from qinglian_desktop.ui.look.sticks import Stick, find_sticks
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.look.under_way import UnderWay
from qinglian_desktop.ui.look.view_switch import ViewSwitch
from qinglian_desktop.ui.session import Session

_FIRST = (
    "先点“单位名单”，把各单位的名称和编码导入一次（Excel 表格就行）。\n"
    "再把各单位交来的月报放进一个文件夹，或者插上收月报的U盘，点“收月报”：\n"
    "每份都核对过再收下，没有收的一份一份说明原因；谁没有报、哪里对不上、各项合计，都在这里看。"
)
_NARROW = 1100
"""Pixels at 100 % below which there is little room."""


class CollectingPage(Fresh, QWidget):
    """A month of what was collected; its year as the grid, one unit's month beside it."""

    def __init__(
        self, session: Session, switch: ViewSwitch, find: Callable[[], list[Stick]] = find_sticks
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._news: CollectingNews | None = None
        self._place: tuple[ListedUnit, Period] | None = None
        this_month = Period.month_of(session.desk.clock().date())
        self.months = MonthSteps(session.theme, this_month)
        self.months.show_month(this_month.previous)
        is_kept = not session.desk.book.read_only
        self._collect = self._act("收月报…", "collect", "folder-open", "primary")
        self._units = self._act("单位名单…", "units", "building")
        self._write = self._act("写汇总表…", "write_out", "export")
        self._take_all = self._act("写回执…", "take_all", "stamp")
        self._take_back = self._act("撤回…", "take_back", "undo", "quiet")
        kept_by = (self._collect, self._units, self._take_all, self._take_back)
        for each in kept_by:
            each.setEnabled(is_kept)
        self._take_all.setToolTip("给本月收下的、还没有答复的各单位写已接收的回执")
        self._take_back.setToolTip("撤回本月收下的全部月报，可以重新收")
        self._write.setToolTip("写出汇总工作簿、一页图和一段文字")
        keeper = session.desk.book.keeper
        rest_where_refused(self._take_back, lambda: must_have_all(keeper, "撤回收下的月报"))
        rests = [each for each in kept_by if each.isEnabled()]
        self.under_way = UnderWay(session.theme, *rests, self._write)
        self.views = CollectingViews(session.theme)
        self.views.due.setEnabled(is_kept)
        self.side = CollectingSide(session.theme, may_answer=is_kept)
        self.work = CollectingWork(session, self, PlaceAsking(session, self, find), self.under_way)
        self.listing = UnitListing(session, self, self.under_way.notice)
        self._first = label(_FIRST, "muted", wrap=True)
        self._first.setObjectName("collecting_first")
        self._views_line = QWidget()
        self._body = row(self.views, self.side, spacing=session.theme.px(SPACE))
        self._build(switch)
        self._connect()
        self.keep_fresh(session)

    @property
    def session(self) -> Session:
        """What the page shares with all others."""
        return self._session

    @property
    def month(self) -> Period:
        """The month shown."""
        return self.months.month

    def show_month(self, month: Period) -> None:
        """Show a month."""
        self.months.show_month(month)
        self.refresh()

    def concerns(self, changed: Changed) -> bool:
        return changed.returns

    def read(self) -> None:
        desk, month = self._session.desk, self.month
        self._session.read(
            self,
            lambda _: collecting_news(desk, month),
            self._show,
            self.under_way.notice.tell,
            latest="month",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def show_place(self, unit: ListedUnit, month: Period) -> None:
        """Show beside the views what is there of a unit's month."""
        self._place = unit, month
        if month != self.month:
            self.show_month(month)
        self._read_place()

    def _read_place(self) -> None:
        place, book = self._place, self._session.desk.book
        if place is None:
            return
        unit, month = place

        def work(_: Progress) -> UnitMonthKept:
            return unit_month_kept(book, unit.code, month)

        def show(kept: UnitMonthKept) -> None:
            if self._place == place:
                news = self._news
                state = news.state_of(unit.code, month) if news is not None else ""
                problems = news.problems_of(unit.code, month) if news is not None else ()
                self.side.show_unit(unit, month, state, kept, problems)

        self._session.read(self, work, show, latest="place")

    def _show(self, news: CollectingNews) -> None:
        self._news = news
        if self._place is not None:
            self._place = self._place[0], news.month.period
        is_empty = news.is_empty
        self._first.setVisible(is_empty)
        self._views_line.setVisible(not is_empty)
        self.views.setVisible(not is_empty)
        self._fold()
        has_any = any(each.revision for each in news.month.figures.units)
        for each in (self._take_all, self._take_back):
            each.setVisible(has_any or any(file.period for _, file in news.files))
        self.views.show_news(news)
        self._read_place()

    def _on_collected(self, gathered: Gathered) -> None:
        """Show the latest month that something was met of; what was not taken comes first."""
        refused = gathered.of(Fate.REFUSED)
        told = [each for each in refused if each.period] or gathered.files
        months = [Period.parse(each.period) for each in told if each.period]
        if refused:
            self.views.go_to_refused()
        else:
            self.views.go_to(STATES)
        if months and self.month not in months:
            latest = max(months, key=lambda each: each.start)
            self.show_month(latest)

    def _on_line(self, line: SaidLine) -> None:
        news = self._news
        if news is None or not line.period:
            return
        month = Period.parse(line.period)
        for each in news.month.year.units:
            if each.unit.code == line.unit_code:
                self.views.states.stand_on(line.unit_code, month.index)
                self.show_place(each.unit, month)
                return

    def _on_figure(self, unit: UnitFigures, measure: CollectedMeasure) -> None:
        self.work.open_return(unit.unit.code, self.month, unit.revision, measure.key)

    def _on_total(self, total: BehindTotal) -> None:
        self._place = None
        self.side.show_behind(total)

    def _on_month_chosen(self, _month: Period) -> None:
        """The unit beside the views stays, and shows the other month."""
        self.under_way.notice.hide()
        self.refresh()

    def _on_take_all(self) -> None:
        """Write receipts; where something does not add up, it can be looked at first."""
        month, news = self.month, self._news
        years = news.month.year.units if news is not None else ()
        doubted = [each.unit.name for each in years if self._is_doubted(each.months, each.unit)]

        def take_all() -> None:
            self.work.take_all(self._take_all, month)

        if doubted:
            looks = (("去看对不上的", PROBLEMS),)
            step = ("都写已接收", take_all)
            ask_or_look(self, doubted_words(month, doubted), step, looks, self.views.go_to)
        else:
            take_all()

    def _is_doubted(self, months: Sequence[UnitMonth], unit: ListedUnit) -> bool:
        """Whether its return of the month does not add up, and was not given back yet."""
        of_month = months[self.month.index - 1]
        is_open = of_month.revision > 0 and of_month.state is not MonthState.GIVEN_BACK
        news = self._news
        return is_open and news is not None and bool(news.problems_of(unit.code, self.month))

    def _connect(self) -> None:
        views, side, work = self.views, self.side, self.work
        self.months.chosen.connect(self._on_month_chosen)
        views.turned.connect(self.under_way.notice.hide)
        side.filled.connect(self._fold)
        work.collected.connect(self._on_collected)
        work.answered.connect(self._read_place)
        views.place_chosen.connect(self.show_place)
        views.line_chosen.connect(self._on_line)
        views.figure_chosen.connect(self._on_figure)
        views.total_chosen.connect(self._on_total)
        views.said.connect(self._session.said)
        views.due_day_chosen.connect(self._keep_due_day)
        side.figure_chosen.connect(self._on_figure)
        side.open_wanted.connect(
            lambda each: work.open_return(each.unit_code, each.period, each.revision)
        )
        side.take_wanted.connect(lambda each: work.take(side, each))
        side.give_back_wanted.connect(lambda each, said: work.give_back(side, each, said))
        side.password_wanted.connect(work.enter_password)
        side.accept_wanted.connect(work.accept_key)
        side.look_wanted.connect(work.look)
        side.give_file_back_wanted.connect(lambda file: work.give_file_back(side, file))
        self._collect.clicked.connect(lambda: work.choose(self._collect))
        self._take_all.clicked.connect(self._on_take_all)
        self._units.clicked.connect(self.listing.choose)
        self._write.clicked.connect(lambda: work.write_out(self._write, self.month))
        self._take_back.clicked.connect(lambda: work.take_back(self.month))

    def _keep_due_day(self, day: int) -> None:
        desk = self._session.desk
        self._session.change(
            self, lambda _: desk.preferences.keep_due_day(day), lambda _: self.refresh()
        )

    def _build(self, switch: ViewSwitch) -> None:
        px = self._session.theme.px
        head = page_head("月报与总结", switch, self.months, 1, self._units, self._collect)
        flow = FlowLayout(px(SPACE), px(4))
        tabs = QWidget()
        tabs.setLayout(row(*self.views.buttons, spacing=0))
        for each in (tabs, self._write, self._take_all, self._take_back):
            flow.addWidget(each)
        self._views_line.setLayout(flow)
        layout = column(
            head,
            self._first,
            self._views_line,
            self.under_way.bar,
            self.under_way.notice,
            self._body,
            spacing=px(SPACE),
        )
        self._body.setStretch(0, 1)
        layout.setStretch(5, 1)
        layout.addStretch(0)
        layout.setContentsMargins(px(16), px(10), px(16), px(10))
        self.setLayout(layout)
        for each in (self._views_line, self.views, self._take_all, self._take_back):
            each.hide()
        self._fold()

    def _fold(self) -> None:
        """Where there is little room, what is beside the views is narrower, and waits for news."""
        px = self._session.theme.px
        is_narrow = self.width() < px(_NARROW)
        self.side.setFixedWidth(px(LEAST_WIDTH if is_narrow else WIDTH))
        has_room = self.side.has_anything or not is_narrow
        self.side.setVisible(has_room and self._news is not None and not self._news.is_empty)

    def _act(self, words: str, name: str, picture: str, kind: str = "") -> QPushButton:
        made = button(words, lambda: None, kind, picture, self._session.theme)
        made.setObjectName(name)
        return made
