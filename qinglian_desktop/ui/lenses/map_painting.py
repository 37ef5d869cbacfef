"""How a map is painted: cells with the names in them, arrows over them, the levels by month."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from qinglian_desktop.application.level_months import LevelMonths, level_picture
from qinglian_desktop.application.map_drawing import (
    MORE,
    CellName,
    CellPlace,
    MapCell,
    cell_drawing,
    move_shapes,
)
from qinglian_desktop.domain.drawing import Drawing, Spot
from qinglian_desktop.ui.lenses.matrix_model import MapCellRole, MatrixModel
from qinglian_desktop.ui.look.drawn_shapes import draw_shape
from qinglian_desktop.ui.look.painting import draw_focus, flags_of, rect_of
from qinglian_desktop.ui.look.place_table import Index, PlaceTable
from qinglian_desktop.ui.look.theme import Theme

LEAST_ROW = 44
_SIZE = 14
"""Pixels of the text at 100 %."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_GAP = 2
_LEVEL_SIZE = 13


class MapTable(PlaceTable):
    """The cells; arrows go over them, Tab through the names of one, Enter opens.

    ``name_chosen`` carries the CellName that was clicked or entered.
    """

    name_chosen = Signal(object)

    def __init__(self, theme: Theme, model: MatrixModel) -> None:
        super().__init__()
        self._theme = theme
        self._shown = model
        self.at_name: int | None = None
        """The place of the name in the current cell that the keyboard is on."""
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(theme, self))
        self.selectionModel().currentChanged.connect(lambda *_: self._leave_names())

    @property
    def size_of_text(self) -> int:
        """Pixels of the text."""
        return self._theme.px(_SIZE)

    @property
    def has_lanes(self) -> bool:
        """Whether room is kept for what moved."""
        return self._shown.shown.crossing.since is not None

    def drawing(self, index: Index) -> Drawing | None:
        """A cell as it is painted."""
        cell = index.data(MapCellRole)
        area = self.visualRect(index)
        if not isinstance(cell, MapCell) or area.isEmpty():
            return None
        gap = self._theme.px(_GAP)
        size = self.size_of_text
        wide, high = area.width() - gap, area.height() - gap
        return cell_drawing(cell, wide, high, size, has_lanes=self.has_lanes)

    def named_at(self, at: QPoint) -> CellName | None:
        """The record whose name is there."""
        index = self.indexAt(at)
        drawing = self.drawing(index) if index.isValid() else None
        if drawing is None:
            return None
        corner = self.visualRect(index).topLeft()
        spot = drawing.spot_at(at.x() - corner.x(), at.y() - corner.y())
        return self._named(index, spot)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        named = self.named_at(event.position().toPoint())
        if named is not None and event.button() is Qt.MouseButton.LeftButton:
            self.name_chosen.emit(named)
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.at_name is not None and not event.modifiers():
            index = self.currentIndex()
            drawing = self.drawing(index)
            spots = drawing.spots if drawing is not None else ()
            if self.at_name < len(spots):
                named = self._named(index, spots[self.at_name])
                if named is not None:
                    self.name_chosen.emit(named)
                    return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes through the names of the cell before it leaves."""
        drawing = self.drawing(self.currentIndex()) if self.currentIndex().isValid() else None
        count = len(drawing.spots) if drawing is not None else 0
        at = -1 if self.at_name is None else self.at_name
        wanted = at + (1 if next else -1)
        if -1 <= wanted < count and wanted != at:
            self.at_name = wanted if wanted >= 0 else None
            self._tell_name(drawing)
            self.viewport().update()
            return True
        self.at_name = None
        return super().focusNextPrevChild(next)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            named = self.named_at(event.pos())
            if named is not None:
                QToolTip.showText(event.globalPos(), f"{named.level}　{named.name}", self)
                return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        moves = self._shown.shown.crossing.moves
        if not moves:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in move_shapes(moves, self._area, self.size_of_text):
            draw_shape(painter, shape, self._theme)
        painter.end()

    def _area(self, cell: tuple[str, str]) -> CellPlace | None:
        crossing = self._shown.shown.crossing
        if cell[0] not in crossing.xs or cell[1] not in crossing.ys:
            return None
        index = self._shown.index(crossing.ys.index(cell[1]), crossing.xs.index(cell[0]))
        area, gap = self.visualRect(index), self._theme.px(_GAP)
        return (area.x(), area.y(), area.width() - gap, area.height() - gap)

    def _named(self, index: Index, spot: Spot | None) -> CellName | None:
        cell = index.data(MapCellRole)
        is_name = spot is not None and spot.place != MORE and isinstance(cell, MapCell)
        return cell.named[spot.place] if is_name and spot is not None else None

    def _tell_name(self, drawing: Drawing | None) -> None:
        named = None
        if drawing is not None and self.at_name is not None:
            named = self._named(self.currentIndex(), drawing.spots[self.at_name])
        self.setAccessibleDescription(f"{named.level}　{named.name}" if named else "")

    def _leave_names(self) -> None:
        self.at_name = None


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell as it is drawn, with the frame of what the keyboard is on."""

    def __init__(self, theme: Theme, table: MapTable) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(LEAST_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, drawing = rect_of(option), self._table.drawing(index)
        painter.fillRect(area, QColor(self._theme.colours.ground))
        if drawing is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(area.topLeft())
        for shape in drawing.shapes:
            draw_shape(painter, shape, self._theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        is_here = self._table.hasFocus() and index == self._table.currentIndex()
        if is_here and self._table.at_name is not None and self._table.at_name < len(drawing.spots):
            spot = drawing.spots[self._table.at_name]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.drawRect(QRectF(spot.x - 2, spot.y, spot.width, spot.height))
        painter.restore()
        is_lit = flags_of(option) & QStyle.StateFlag.State_MouseOver
        if (is_here and self._table.at_name is None) or is_lit:
            draw_focus(painter, area.adjusted(0, 0, -1, -1), self._theme)


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
