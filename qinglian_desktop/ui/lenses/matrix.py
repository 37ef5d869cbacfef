"""The map: two fields crossed, the records by name in their cells, as they stood on any day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QHeaderView, QWidget

from qinglian_desktop.application.crossing_paths import path_field
from qinglian_desktop.application.crossing_words import no_crossing_words
from qinglian_desktop.application.crossings import Crossing, Glance
from qinglian_desktop.application.level_months import LevelMonths
from qinglian_desktop.application.map_drawing import CellName, least_height
from qinglian_desktop.application.map_pages import heading_of, map_page, move_line, move_pages
from qinglian_desktop.application.places import ToList, ToRecord
from qinglian_desktop.domain.drawing import Drawing
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Matrix
from qinglian_desktop.ui.lenses.empty_card import TableOrCard
from qinglian_desktop.ui.lenses.legend import Legend
from qinglian_desktop.ui.lenses.map_bar import MapBar
from qinglian_desktop.ui.lenses.map_painting import LEAST_ROW, LevelsView, MapTable
from qinglian_desktop.ui.lenses.matrix_model import MatrixModel
from qinglian_desktop.ui.lenses.moves_model import MovesModel
from qinglian_desktop.ui.lenses.view import LensShown, LensView
from qinglian_desktop.ui.lenses.word_header import WordHeader
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.place_table import PlaceTable
from qinglian_desktop.ui.look.theme import ROW_HEIGHT, SPACE
from qinglian_desktop.ui.session import Session

_NAMES = ("红", "橙", "黄")
_ROOM_BESIDE = 1500
"""Pixels at 100 % of a map beside which what belongs to it has room; else it stands below."""
_FITTED = (1, 3)
"""The columns of what became of a record and when."""
_BESIDE = 600
_BELOW, _LEAST_BELOW = 164, 150
"""Pixels at 100 % of what stands below the map: the picture by month, or the list of moves."""


_Seen: TypeAlias = tuple[Crossing, LevelMonths, Sequence[str]]
"""What was read, and by which words it was narrowed then."""


class MatrixView(LensView):
    """Where the grave ones lie, and how they came there."""

    def __init__(self, session: Session, ledger: Ledger, lens: Matrix) -> None:
        super().__init__(session, ledger, lens)
        self._lens = lens
        self._unplaced_ids: tuple[int, ...] = ()
        self._beyond_ids: tuple[int, ...] = ()
        theme = session.theme
        catalogue = session.desk.catalogue
        labels = {path: path_field(catalogue, ledger, path).label for path in lens.filters}
        self._bar = MapBar(theme, labels, session.desk.clock().date())
        self._months: LevelMonths | None = None
        self._filtered: Sequence[str] = ()
        self._model = MatrixModel(ledger, lens, self)
        self._table = MapTable(theme, self._model)
        self._table.setObjectName("matrix")
        self._table.setAccessibleName(lens.label)
        self._table.setHorizontalHeader(WordHeader(Qt.Orientation.Horizontal, theme, 60))
        self._table.setVerticalHeader(WordHeader(Qt.Orientation.Vertical, theme, LEAST_ROW))
        self._table.index_chosen.connect(lambda at: self._go(self._model.place(at)))
        self._table.name_chosen.connect(self._on_name)
        self._legend = Legend(theme)
        self._axes = label("", "muted")
        self._told = label("", "warning", wrap=True)
        self._told.setObjectName("told")
        self._told.hide()
        self._unplaced = button("", self._on_unplaced, "link")
        self._unplaced.setObjectName("unplaced")
        words = "。\n".join(no_crossing_words(ledger, lens))
        self._stack = TableOrCard(session, ledger, self._table, words)
        self._beyond = button("", self._on_beyond, "link")
        self._beyond.setObjectName("beyond")
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(theme.px(SPACE))
        self._both.addWidget(self._stack, 1)
        self._aside = self._make_aside()
        self._both.addWidget(self._aside)
        head = row(self._axes, 1, self._legend)
        foot = row(self._unplaced, self._beyond, 1)
        body = column(self._bar, self._told, head, self._both, foot, spacing=SPACE)
        body.setStretch(3, 1)
        self.setLayout(body)
        self._bar.changed.connect(self._ask)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def table(self) -> MapTable:
        """The map itself."""
        return self._table

    def read(self) -> None:
        """The first time at once; what is asked later comes when it was read."""
        if self._months is None:
            self._show(self._read(self._bar.glance, self._bar.day.year, self._bar.words))
        else:
            self._ask()

    def look_again(self, shown: LensShown) -> None:
        """The filters have words only once something was read."""
        self.refresh()
        super().look_again(shown)

    def drawn(self) -> Callable[[], tuple[Drawing, ...]] | None:
        """The map as it stands, on a page; then the list of what moved."""
        crossing, shown, months = self._model.shown.crossing, self._model.shown, self._months
        title = f"{self._ledger.label}　{self._lens.label}"
        left_out = [words for words, _ in shown.left_out()]
        today = self._session.desk.clock().date()
        heading = (heading_of(crossing, today, self._filtered), "；".join(left_out))
        lines, heads = [move_line(each) for each in crossing.moves], self._moves_model.heads

        def pages() -> tuple[Drawing, ...]:
            first = map_page(shown, months, title, [each for each in heading if each])
            return (first, *move_pages(lines, heads, f"{title}　变动"))

        return pages

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _ask(self) -> None:
        problem = self._bar.problem
        self._tell(problem)
        if problem:
            return
        glance, year, words = self._bar.glance, self._bar.day.year, self._bar.words
        self._session.read(
            self, lambda _: self._read(glance, year, words), self._show, latest="map"
        )

    def _read(self, glance: Glance, year: int, words: Sequence[str]) -> _Seen:
        statistics = self._session.desk.statistics
        crossing = statistics.matrix(self._ledger, self._lens, glance)
        months = statistics.level_months(self._ledger, self._lens, year, glance.only)
        return crossing, months, words

    def _show(self, found: _Seen) -> None:
        crossing, self._months, words = found
        self._filtered = words
        kept = self._table.currentIndex()
        at = (kept.row(), kept.column()) if kept.isValid() else None
        self._bar.offer(crossing.offers)
        when = [f"{crossing.on} 的情况"] if crossing.on is not None else []
        self._model.show(crossing, "".join(f"、{each}" for each in (*words, *when)))
        if at is not None:
            self._table.setCurrentIndex(self._model.index(*at))
        self._axes.setText(f"{self._model.shown.axes()}；点名称看记录，点格子看这一格的列表")
        self._show_left_out(crossing)
        self._stack.show_table(bool(crossing.ids or words or when))
        self._levels.show_levels(self._months)
        self._moves_model.show(crossing.moves)
        self._moves_side.setVisible(crossing.since is not None)
        self._moves.setVisible(bool(crossing.moves))
        self._moves_head.setText(_moves_words(crossing))
        self._aside.setVisible(self._stack.shows_table)
        self._arrange()
        self._tell("；".join(self._model.shown.day_words()))

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _show_left_out(self, crossing: Crossing) -> None:
        shown = self._model.shown
        self._unplaced_ids, self._beyond_ids = crossing.unplaced, crossing.beyond
        for link, words in (
            (self._unplaced, shown.not_shown(shown.unplaced_words(), len(crossing.unplaced))),
            (self._beyond, shown.not_shown(shown.beyond_words(), len(crossing.beyond))),
        ):
            link.setText(f"{words}，点这里查看")
            link.setVisible(bool(words))

    def _make_aside(self) -> QWidget:
        theme = self._session.theme
        self._levels = LevelsView(theme)
        self._levels.month_chosen.connect(self._on_month)
        self._moves_head = label("", "head", wrap=True)
        self._moves_head.setObjectName("moves_head")
        self._moves_model = MovesModel(self._ledger.key, self._ledger.noun, self)
        self._moves = PlaceTable()
        self._moves.setObjectName("moves")
        self._moves.setAccessibleName("变动")
        self._moves.setModel(self._moves_model)
        self._moves.verticalHeader().hide()
        self._moves.verticalHeader().setDefaultSectionSize(theme.px(ROW_HEIGHT))
        self._moves.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        head = self._moves.horizontalHeader()
        for place in range(self._moves_model.columnCount()):
            mode = QHeaderView.ResizeMode
            fits = place in _FITTED
            head.setSectionResizeMode(place, mode.ResizeToContents if fits else mode.Stretch)
        self._moves.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
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

    def _arrange(self) -> None:
        px = self._session.theme.px
        beside = self.width() >= px(_ROOM_BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if beside else down)
        self._aside_layout.setDirection(down if beside else across)
        self._aside.setMaximumWidth(px(_BESIDE) if beside else 16777215)
        self._aside.setMinimumWidth(px(_BESIDE) if beside else 0)
        self._aside.setMaximumHeight(
            16777215 if beside else px(_LEAST_BELOW if self._table.has_lanes else _BELOW)
        )
        # Below the map there is room for one of them.
        self._levels.setHidden(not beside and self._table.has_lanes)
        size, rows = self._table.size_of_text, self._table.verticalHeader()
        least = least_height(size, has_lanes=self._table.has_lanes) + px(2)
        rows.setMinimumSectionSize(round(least) + 2)

    def _on_month(self, month: int) -> None:
        year, today = self._bar.day.year, self._session.desk.clock().date()
        following = date(year + month // 12, month % 12 + 1, 1)
        self._bar.choose(min(following - timedelta(days=1), today))

    def _on_name(self, named: CellName) -> None:
        self._go(ToRecord(self._ledger.key, named.id))

    def _on_beyond(self) -> None:
        words = self._model.shown.beyond_words()
        self._session.go(ToList(self._ledger.key, self._beyond_ids, words))

    def _on_unplaced(self) -> None:
        words = self._model.shown.unplaced_words()
        self._session.go(ToList(self._ledger.key, self._unplaced_ids, words))

    def _on_theme_changed(self) -> None:
        c = self._session.theme.colours
        named = zip(self._model.shown.ranks, _NAMES, (c.red, c.orange, c.yellow), strict=False)
        self._legend.show_entries([(f"{word}（{name}）", ground) for word, name, ground in named])
        self._table.viewport().update()
        self._arrange()


def _moves_words(crossing: Crossing) -> str:
    counts: dict[str, int] = {}
    for move in crossing.moves:
        counts[move.kind.value] = counts.get(move.kind.value, 0) + 1
    said = "，".join(f"{kind} {count}个" for kind, count in counts.items())
    return f"与 {crossing.since} 相比：{said or '没有变动'}"
