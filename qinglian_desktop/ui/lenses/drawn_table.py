"""A table whose cells are drawings: what stands in one is reached by the mouse and by Tab."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from qinglian_desktop.application.places import Place
from qinglian_desktop.domain.drawing import Drawing, Spot
from qinglian_desktop.ui.look.drawn_shapes import draw_shape
from qinglian_desktop.ui.look.painting import draw_focus, flags_of, rect_of
from qinglian_desktop.ui.look.place_table import Index, PlaceTable
from qinglian_desktop.ui.look.theme import Theme

_SIZE = 14
"""Pixels of the text at 100 %."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class DrawnTable(PlaceTable):
    """The arrows go over the cells, Tab through the spots of one, Enter opens.

    ``place_chosen`` carries the Place of a spot that was clicked or entered.
    """

    place_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        """How it looks."""
        self.at_spot: int | None = None
        """Which of the stops in the current cell the keyboard is on."""
        self.setItemDelegate(DrawnDelegate(self))

    @property
    def size_of_text(self) -> int:
        """Pixels of the text."""
        return self.theme.px(_SIZE)

    def drawing(self, index: Index) -> Drawing | None:
        """A cell as it is painted; None where nothing is drawn in it."""
        raise NotImplementedError

    def led_to(self, index: Index, spot: Spot) -> tuple[Place, str] | None:
        """Where a spot of a cell leads, with what it is; None where the cell itself does."""
        raise NotImplementedError

    def stops(self, index: Index) -> list[Spot]:
        """Where Tab stops in a cell."""
        drawing = self.drawing(index) if index.isValid() else None
        return list(drawing.spots) if drawing is not None else []

    def led_at(self, at: QPoint) -> tuple[Place, str] | None:
        """Where a click at a point leads, if it is on a spot."""
        index = self.indexAt(at)
        drawing = self.drawing(index) if index.isValid() else None
        if drawing is None:
            return None
        corner = self.visualRect(index).topLeft()
        spot = drawing.spot_at(at.x() - corner.x(), at.y() - corner.y())
        return self.led_to(index, spot) if spot is not None else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        led = self.led_at(event.position().toPoint())
        if led is not None and event.button() is Qt.MouseButton.LeftButton:
            self.place_chosen.emit(led[0])
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        led = self._led_here()
        if led is not None and event.key() in _ENTER and not event.modifiers():
            self.place_chosen.emit(led[0])
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        self.at_spot = None
        super().currentChanged(current, previous)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes through the spots of the cell before it leaves."""
        count = len(self.stops(self.currentIndex()))
        at = -1 if self.at_spot is None else self.at_spot
        wanted = at + (1 if next else -1)
        if -1 <= wanted < count and wanted != at:
            self.at_spot = wanted if wanted >= 0 else None
            led = self._led_here()
            self.setAccessibleDescription(led[1] if led is not None else "")
            self._show_spot()
            self.viewport().update()
            return True
        self.at_spot = None
        return super().focusNextPrevChild(next)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            led = self.led_at(event.pos())
            if led is not None:
                QToolTip.showText(event.globalPos(), led[1], self)
                return True
        return super().viewportEvent(event)

    def spot_here(self) -> Spot | None:
        """What the keyboard is on within the current cell."""
        stops = self.stops(self.currentIndex()) if self.at_spot is not None else []
        at = self.at_spot
        return stops[at] if at is not None and at < len(stops) else None

    def _led_here(self) -> tuple[Place, str] | None:
        spot = self.spot_here()
        return self.led_to(self.currentIndex(), spot) if spot is not None else None

    def _show_spot(self) -> None:
        """Scroll so far that it is in sight, in a cell that is higher than the table."""
        spot, bar = self.spot_here(), self.verticalScrollBar()
        if spot is None:
            return
        top = self.visualRect(self.currentIndex()).top() + round(spot.y)
        foot = top + round(spot.height) - self.viewport().height()
        if top < 0 or foot > 0:
            bar.setValue(bar.value() + (top if top < 0 else foot))


class DrawnDelegate(QStyledItemDelegate):
    """Paints a cell as it is drawn, with the frame of what the keyboard is on."""

    def __init__(self, table: DrawnTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._table.theme.px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, area = self._table, rect_of(option)
        self.paint_ground(painter, area, index)
        if (drawing := table.drawing(index)) is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(area.topLeft())
            for shape in drawing.shapes:
                draw_shape(painter, shape, table.theme)
            painter.restore()
        is_here = table.hasFocus() and index == table.currentIndex()
        spot = table.spot_here() if is_here else None
        if spot is not None:
            frame = QRectF(spot.x - 2, spot.y, spot.width, spot.height)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(table.theme.colours.accent), 2))
            painter.drawRect(frame.translated(area.topLeft()))
        elif is_here or flags_of(option) & QStyle.StateFlag.State_MouseOver:
            draw_focus(painter, area.adjusted(0, 0, -1, -1), table.theme)

    def paint_ground(self, painter: QPainter, area: QRect, index: Index) -> None:
        """What lies below the drawing, or stands where none is."""
        del index
        painter.fillRect(area, QColor(self._table.theme.colours.ground))
