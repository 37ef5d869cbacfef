"""What every map has: a day and filters above it, what is not on it, what moved, the months."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QHeaderView, QWidget

from qinglian_desktop.application.crossing_paths import path_field
from qinglian_desktop.application.crossing_words import UNREADABLE, ShownCrossing
from qinglian_desktop.application.places import ToList
from qinglian_desktop.application.seen_maps import SeenMap
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import AlongChart, Matrix
from qinglian_desktop.ui.lenses.drawn_table import DrawnTable
from qinglian_desktop.ui.lenses.empty_card import TableOrCard
from qinglian_desktop.ui.lenses.map_bar import MapBar
from qinglian_desktop.ui.lenses.map_painting import LevelsView
from qinglian_desktop.ui.lenses.moves_model import MovesModel
from qinglian_desktop.ui.lenses.view import LensShown, LensView
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.place_table import PlaceTable
from qinglian_desktop.ui.look.theme import ROW_HEIGHT, SPACE
from qinglian_desktop.ui.session import Session

_ROOM_BESIDE = 1500
"""Pixels at 100 % of a map beside which what belongs to it has room; else it stands below."""
_FITTED = (1, 3)
"""The columns of what became of a record and when."""
_BESIDE = 600
_BELOW, _LEAST_BELOW = 164, 150
"""Pixels at 100 % of what stands below the map: the picture by month, or the list of moves."""
_NO_LIMIT = 16777215
_LEFT_OUT = ("unplaced", "beyond", "unreadable")


class MapView(LensView):
    """A map on any day; what it is made of is laid out by ``build``."""

    has_levels_below = True
    """Whether the months have a place below the map, where there is none beside it."""

    def __init__(self, session: Session, ledger: Ledger, lens: Matrix | AlongChart) -> None:
        super().__init__(session, ledger, lens)
        catalogue = session.desk.catalogue
        labels = {path: path_field(catalogue, ledger, path).label for path in lens.filters}
        self._bar = MapBar(session.theme, labels, session.desk.clock().date())
        self._map = lens
        self._seen: SeenMap | None = None
        self._leads: dict[str, ToList] = {}

    def build(self, table: DrawnTable, words: str, head: QWidget) -> None:
        """Lay all of it out: ``head`` above the ``table``, ``words`` where there is nothing."""
        theme, self._drawn = self._session.theme, table
        table.setAccessibleName(self._map.label)
        table.place_chosen.connect(self._go)
        self._told = label("", "warning", wrap=True)
        self._told.setObjectName("told")
        self._told.hide()
        self._stack = TableOrCard(self._session, self._ledger, table, words)
        self._left_out = {name: button("", lambda: None, "link") for name in _LEFT_OUT}
        for name, link in self._left_out.items():
            link.setObjectName(name)
            link.clicked.connect(lambda _=False, name=name: self._go(self._leads.get(name)))
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(theme.px(SPACE))
        self._both.addWidget(self._stack, 1)
        self._aside = self._make_aside()
        self._both.addWidget(self._aside)
        foot = row(*self._left_out.values(), 1)
        body = column(self._bar, self._told, head, self._both, foot, spacing=SPACE)
        body.setStretch(3, 1)
        self.setLayout(body)
        self._bar.changed.connect(self._ask)

    def show_map(self, seen: SeenMap) -> None:
        """Show the map itself."""
        raise NotImplementedError

    @property
    def seen(self) -> SeenMap | None:
        return self._seen

    def read(self) -> None:
        """The first time at once; what is asked later comes when it was read."""
        if self._seen is None:
            statistics = self._session.desk.statistics
            self._show(statistics.seen_map(self._ledger, self._map, self._bar.glance))
        else:
            self._ask()

    def shown(self) -> LensShown:
        at = self._drawn.currentIndex()
        return LensShown(None, (), (at.row(), at.column()), self._bar.asked)

    def look_again(self, shown: LensShown) -> None:
        if shown.asked is not None:
            self._bar.ask_again(shown.asked)
        self.refresh()
        self._drawn.setCurrentIndex(self._drawn.model().index(*shown.cell))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put what belongs to the map beside it, or below where it is not wide enough."""
        px = self._session.theme.px
        beside = self.width() >= px(_ROOM_BESIDE)
        compared = self._seen is not None and self._seen.shown.crossing.since is not None
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if beside else down)
        self._aside_layout.setDirection(down if beside else across)
        self._aside.setMaximumWidth(px(_BESIDE) if beside else _NO_LIMIT)
        self._aside.setMinimumWidth(px(_BESIDE) if beside else 0)
        self._aside.setMaximumHeight(
            _NO_LIMIT if beside else px(_LEAST_BELOW if compared else _BELOW)
        )
        # Below the map there is room for one of them.
        has_levels = beside or (self.has_levels_below and not compared)
        self._levels.setHidden(not has_levels)
        self._aside.setVisible(self._stack.shows_table and (has_levels or compared))

    def _ask(self) -> None:
        problem = self._bar.problem
        self._tell(problem)
        if problem:
            return
        glance, statistics = self._bar.glance, self._session.desk.statistics
        self._session.read(
            self,
            lambda _: statistics.seen_map(self._ledger, self._map, glance),
            self._show,
            latest="map",
        )

    def _show(self, seen: SeenMap) -> None:
        self._seen, crossing = seen, seen.shown.crossing
        kept = self._drawn.currentIndex()
        at = (kept.row(), kept.column()) if kept.isValid() else None
        self._bar.offer(crossing.offers)
        self.show_map(seen)
        if at is not None:
            self._drawn.setCurrentIndex(self._drawn.model().index(*at))
        self._show_left_out(seen.shown)
        self._stack.show_table(not seen.is_empty)
        self._levels.show_levels(seen.months)
        self._moves_model.show(crossing.moves)
        self._moves_side.setVisible(crossing.since is not None)
        self._moves.setVisible(bool(crossing.moves))
        self._moves_head.setText(seen.moves_words)
        self.arrange()
        self._tell("；".join(seen.shown.day_words()))

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _show_left_out(self, shown: ShownCrossing) -> None:
        crossing = shown.crossing
        for name, words, ids in (
            ("unplaced", shown.unplaced_words(), crossing.unplaced),
            ("beyond", shown.beyond_words(), crossing.beyond),
            ("unreadable", UNREADABLE, crossing.unreadable),
        ):
            self._leads[name] = ToList(self._ledger.key, ids, words)
            link = self._left_out[name]
            link.setText(f"{shown.not_shown(words, len(ids))}，点这里查看")
            link.setVisible(bool(ids))

    def _make_aside(self) -> QWidget:
        theme = self._session.theme
        self._levels = LevelsView(theme)
        self._levels.month_chosen.connect(self._on_month)
        self._moves_head = label("", "head", wrap=True)
        self._moves_head.setObjectName("moves_head")
        self._moves_model = MovesModel(self._ledger.key, self._ledger.noun, self)
        self._moves = _moves_table(self._session, self._moves_model)
        self._moves.index_chosen.connect(lambda at: self._go(self._moves_model.place(at)))
        aside = QWidget()
        self._aside_layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, aside)
        self._aside_layout.setContentsMargins(0, 0, 0, 0)
        self._aside_layout.setSpacing(theme.px(SPACE * 2))
        self._moves_side = QWidget()
        self._moves_side.setLayout(column(self._moves_head, self._moves, spacing=theme.px(4)))
        for part, share in ((self._levels, 0), (self._moves_side, 1)):
            self._aside_layout.addWidget(part, share, Qt.AlignmentFlag.AlignTop)
        self._aside_layout.setAlignment(self._moves_side, Qt.AlignmentFlag(0))
        return aside

    def _on_month(self, month: int) -> None:
        year, today = self._bar.day.year, self._session.desk.clock().date()
        following = date(year + month // 12, month % 12 + 1, 1)
        self._bar.choose(min(following - timedelta(days=1), today))


def _moves_table(session: Session, model: MovesModel) -> PlaceTable:
    made = PlaceTable()
    made.setObjectName("moves")
    made.setAccessibleName("变动")
    made.setModel(model)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    head, rows, mode = made.horizontalHeader(), made.verticalHeader(), QHeaderView.ResizeMode
    rows.hide()
    rows.setDefaultSectionSize(session.theme.px(ROW_HEIGHT))
    rows.setSectionResizeMode(mode.ResizeToContents)
    for place in range(model.columnCount()):
        fits = place in _FITTED
        head.setSectionResizeMode(place, mode.ResizeToContents if fits else mode.Stretch)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return made
