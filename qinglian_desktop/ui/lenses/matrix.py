"""The map: two fields crossed, the records by name in their cells, as they stood on any day."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.crossing_words import no_crossing_words
from qinglian_desktop.application.map_drawing import least_height
from qinglian_desktop.application.seen_maps import SeenMap
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Matrix
from qinglian_desktop.ui.lenses.legend import Legend
from qinglian_desktop.ui.lenses.map_painting import LEAST_ROW, MapTable
from qinglian_desktop.ui.lenses.map_view import MapView
from qinglian_desktop.ui.lenses.matrix_model import MatrixModel
from qinglian_desktop.ui.lenses.word_header import WordHeader
from qinglian_desktop.ui.look.parts import label, row
from qinglian_desktop.ui.session import Session

_NAMES = ("红", "橙", "黄")


class MatrixView(MapView):
    """Where the grave ones lie, and how they came there."""

    def __init__(self, session: Session, ledger: Ledger, lens: Matrix) -> None:
        super().__init__(session, ledger, lens)
        theme = session.theme
        self._model = MatrixModel(ledger, lens, self)
        self._table = MapTable(theme, self._model)
        self._table.setObjectName("matrix")
        self._table.setHorizontalHeader(WordHeader(Qt.Orientation.Horizontal, theme, 60))
        self._table.setVerticalHeader(WordHeader(Qt.Orientation.Vertical, theme, LEAST_ROW))
        self._table.index_chosen.connect(lambda at: self._go(self._model.place(at)))
        self._legend = Legend(theme)
        self._axes = label("", "muted")
        head = QWidget()
        head.setLayout(row(self._axes, 1, self._legend))
        self.build(self._table, "。\n".join(no_crossing_words(ledger, lens)), head)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def table(self) -> MapTable:
        """The map itself."""
        return self._table

    def show_map(self, seen: SeenMap) -> None:
        on = seen.shown.crossing.on
        when = [f"{on} 的情况"] if on is not None else []
        narrowed = "".join(f"、{each}" for each in (*seen.narrowed, *when))
        self._model.show(seen.shown.crossing, narrowed)
        self._axes.setText(f"{self._model.shown.axes()}；点名称看记录，点格子看这一格的列表")

    def arrange(self) -> None:
        super().arrange()
        size, rows = self._table.size_of_text, self._table.verticalHeader()
        least = least_height(size, has_lanes=self._table.has_lanes)
        rows.setMinimumSectionSize(round(least + self._session.theme.px(2)) + 2)

    def _on_theme_changed(self) -> None:
        c = self._session.theme.colours
        named = zip(self._model.shown.ranks, _NAMES, (c.red, c.orange, c.yellow), strict=False)
        self._legend.show_entries([(f"{word}（{name}）", ground) for word, name, ground in named])
        self._table.viewport().update()
        self.arrange()
