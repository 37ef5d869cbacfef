"""How a map is painted: cells with the names in them, arrows over them, the levels by month."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qinglian_desktop.application.level_months import LevelMonths, level_picture
from qinglian_desktop.application.map_arrows import CellPlace, move_shapes
from qinglian_desktop.application.map_drawing import (
    MORE,
    MapCell,
    cell_drawing,
)
from qinglian_desktop.application.places import Place, ToRecord
from qinglian_desktop.domain.drawing import Drawing, Spot
from qinglian_desktop.ui.lenses.drawn_table import DrawnTable
from qinglian_desktop.ui.lenses.matrix_model import MapCellRole, MatrixModel
from qinglian_desktop.ui.look.drawn_shapes import draw_shape
from qinglian_desktop.ui.look.place_table import Index
from qinglian_desktop.ui.look.theme import Theme

LEAST_ROW = 44
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_GAP = 2
_LEVEL_SIZE = 13


class MapTable(DrawnTable):
    """The cells of a matrix, over them what moved; a spot leads to the record of its name."""

    def __init__(self, theme: Theme, model: MatrixModel) -> None:
        super().__init__(theme)
        self._shown = model
        self.setModel(model)

    @property
    def has_lanes(self) -> bool:
        """Whether room is kept for what moved."""
        return self._shown.shown.crossing.since is not None

    def drawing(self, index: Index) -> Drawing | None:
        cell = index.data(MapCellRole)
        area = self.visualRect(index)
        if not isinstance(cell, MapCell) or area.isEmpty():
            return None
        gap = self.theme.px(_GAP)
        wide, high = area.width() - gap, area.height() - gap
        return cell_drawing(cell, wide, high, self.size_of_text, has_lanes=self.has_lanes)

    def led_to(self, index: Index, spot: Spot) -> tuple[Place, str] | None:
        cell = index.data(MapCellRole)
        if spot.place == MORE or not isinstance(cell, MapCell):
            return None
        named = cell.named[spot.place]
        return ToRecord(self._shown.shown.ledger.key, named.id), f"{named.level}　{named.name}"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        moves = self._shown.shown.crossing.moves
        if not moves:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in move_shapes(moves, self._area, self.size_of_text):
            draw_shape(painter, shape, self.theme)
        painter.end()

    def _area(self, cell: tuple[str, str]) -> CellPlace | None:
        crossing = self._shown.shown.crossing
        if cell[0] not in crossing.xs or cell[1] not in crossing.ys:
            return None
        index = self._shown.index(crossing.ys.index(cell[1]), crossing.xs.index(cell[0]))
        area, gap = self.visualRect(index), self.theme.px(_GAP)
        return (area.x(), area.y(), area.width() - gap, area.height() - gap)


class LevelsView(QWidget):
    """How many of each level by month; ``month_chosen`` carries the month that was clicked."""

    month_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("levels")
        self._theme = theme
        self._months = LevelMonths("", (), ())
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(330))

    @property
    def drawing(self) -> Drawing:
        """As it is painted."""
        return level_picture(self._months, self.width() - 4, self._theme.px(_LEVEL_SIZE))

    def show_levels(self, months: LevelMonths) -> None:
        """Show these months."""
        self._months = months
        self.setAccessibleName(months.title)
        said = (self._said(month) for month, each in enumerate(months.months) if each.counts)
        self.setAccessibleDescription("；".join(said))
        self.setFixedHeight(round(self.drawing.height) + 2)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing = self.drawing
        for shape in drawing.shapes:
            draw_shape(painter, shape, self._theme)
        if self.hasFocus() and 0 <= self._at < len(drawing.spots):
            spot = drawing.spots[self._at]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.drawRect(QRectF(spot.x + 1, spot.y + 1, spot.width - 2, spot.height - 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        spots = self.drawing.spots
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and spots:
            self._at = max(0, min(len(spots) - 1, self._at + step))
            self.update()
        elif event.key() in _ENTER and 0 <= self._at < len(spots):
            self.month_chosen.emit(spots[self._at].place + 1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if (spot := self.drawing.spot_at(at.x(), at.y())) is not None:
            self.month_chosen.emit(spot.place + 1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            spot = self.drawing.spot_at(event.pos().x(), event.pos().y())
            said = f"{self._said(spot.place)}，点一下看那时的图" if spot is not None else ""
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def _said(self, month: int) -> str:
        shown = self._months
        pairs = zip(shown.levels, shown.months[month].counts, strict=False)
        return f"{month + 1}月：{'、'.join(f'{word} {count}个' for word, count in pairs)}"
