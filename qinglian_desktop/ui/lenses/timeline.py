"""The timeline: a bar a record over the months of a year, with how far the work has come."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from qinglian_desktop.application.timeline_words import (
    DONE,
    GOING,
    IDLE,
    OVERDUE,
    TODAY,
    no_bars_words,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Timeline
from qinglian_desktop.ui.lenses.empty_card import TableOrCard
from qinglian_desktop.ui.lenses.legend import Legend
from qinglian_desktop.ui.lenses.timeline_model import CHART, STATUS, TITLE, TimelineModel
from qinglian_desktop.ui.lenses.timeline_painting import (
    ROW,
    BarDelegate,
    MonthAxis,
    state_colours,
)
from qinglian_desktop.ui.lenses.view import LensView
from qinglian_desktop.ui.look.parts import column, label, row
from qinglian_desktop.ui.look.place_table import PlaceTable
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.look.year_chooser import YearChooser
from qinglian_desktop.ui.session import Session

_TITLE_WIDTH = 300
_TITLE_SHARE = 0.36
_STATUS_WIDTH = 116
_LEAST_CHART = 170
"""Below this the bars would say nothing, and title and status stand alone."""


class TimelineView(LensView):
    """Which work is on time, which is done and which is overdue."""

    def __init__(self, session: Session, ledger: Ledger, lens: Timeline) -> None:
        super().__init__(session, ledger, lens)
        self._lens = lens
        theme = session.theme
        self._years = YearChooser(session.theme, session.desk.clock().date())
        self._legend = Legend(theme)
        self._summary = label("", "muted", wrap=True)
        self._summary.setObjectName("summary")
        self._model = TimelineModel(ledger, self)
        self._axis = MonthAxis(theme)
        self._table = PlaceTable()
        self._table.setObjectName("timeline")
        self._table.setAccessibleName(lens.label)
        self._table.setHorizontalHeader(self._axis)
        self._table.verticalHeader().hide()
        self._table.setModel(self._model)
        self._delegate = BarDelegate(theme, self._table)
        self._table.setItemDelegate(self._delegate)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._stack = TableOrCard(
            session,
            ledger,
            self._table,
            "。\n".join(no_bars_words(ledger, lens)),
        )
        head = row(self._years, 1, self._legend)
        body = column(head, self._summary, self._stack, spacing=SPACE)
        body.setStretch(2, 1)
        self.setLayout(body)
        self._years.year_changed.connect(lambda _: self.read())
        self._table.index_chosen.connect(lambda at: self._go(self._model.place(at)))
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def table(self) -> PlaceTable:
        """The rows themselves."""
        return self._table

    def read(self) -> None:
        today, year = self._session.desk.clock().date(), self._years.year
        kept = self._table.currentIndex()
        at = (kept.row(), kept.column()) if kept.isValid() else (0, TITLE)
        self._delegate.show_year(year, today)
        self._axis.show_now(today.month if today.year == year else None)
        self._model.show(self._session.desk.boards.timeline(self._ledger, self._lens, year))
        self._table.setCurrentIndex(self._model.index(*at))
        is_empty = not self._model.rowCount()
        self._stack.show_table(not is_empty)
        self._summary.setText(f"{year}年{self._model.summary()}")
        for part in (self._summary, self._legend):
            part.setVisible(not is_empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px, head, mode = self._session.theme.px, self._axis, QHeaderView.ResizeMode
        title = min(px(_TITLE_WIDTH), round(self.width() * _TITLE_SHARE))
        is_narrow = self.width() - title - px(_STATUS_WIDTH) < px(_LEAST_CHART)
        head.setMinimumSectionSize(1)
        head.setSectionHidden(CHART, is_narrow)
        head.setSectionResizeMode(CHART, mode.Stretch)
        head.setSectionResizeMode(TITLE, mode.Stretch if is_narrow else mode.Fixed)
        head.setSectionResizeMode(STATUS, mode.Fixed)
        head.resizeSection(STATUS, px(_STATUS_WIDTH))
        if not is_narrow:
            head.resizeSection(TITLE, title)

    def _on_theme_changed(self) -> None:
        theme = self._session.theme
        rows = self._table.verticalHeader()
        rows.setMinimumSectionSize(theme.px(ROW))
        rows.setDefaultSectionSize(theme.px(ROW))
        self._legend.show_entries(
            [
                *(
                    (words, state_colours(words, theme.colours)[0])
                    for words in (DONE, GOING, IDLE, OVERDUE)
                ),
                (TODAY, theme.colours.ink),
            ]
        )
        self._arrange()
