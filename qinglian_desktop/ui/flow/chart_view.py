"""The chart at the right of the page: drawn anew after each edit, as large as one likes"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QWidget

from qinglian_desktop.domain.drawing import Drawing, Spot
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_tree import step_spot
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.flow.chart_canvas import ChartCanvas
from qinglian_desktop.ui.flow.chart_deeds import ChartDeeds
from qinglian_desktop.ui.flow.chart_work import ChartWork
from qinglian_desktop.ui.flow.dragging import dropped_line, dropped_step
from qinglian_desktop.ui.flow.node_pad import NodePad, pad_place
from qinglian_desktop.ui.look.theme import Theme

_STEP = 1.15
_LEAST, _MOST = 0.35, 4.0
_READABLE = 1.05
"""Pixels a point at 100 % below which a chart is scrolled rather than made smaller by itself."""
_USUAL = 1.45
"""Pixels a point at 100 % at which a small chart is shown."""
_AROUND = 40
"""Pixels around a step that are brought in sight with it."""
_TYPING = 160
"""Milliseconds after a key in which the next may come before the chart is drawn."""


class ChartView(QScrollArea):
    """``draw`` makes the picture; ``wanted`` carries what the page does for the step."""

    wanted = Signal(str)
    drawn = Signal()
    clicked = Signal()

    def __init__(
        self,
        work: ChartWork,
        deeds: ChartDeeds,
        theme: Theme,
        draw: Callable[[FlowChart], Drawing],
    ) -> None:
        super().__init__()
        self.setObjectName("chart_view")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._work = work
        self._deeds = deeds
        self._theme = theme
        self._draw = draw
        self._wrong: Mapping[str, str] = {}
        self._is_fitted = True
        self._shown: FlowChart | None = None
        self.canvas = ChartCanvas(theme)
        self.setWidget(self.canvas)
        self.pad = NodePad(theme, self.viewport())
        self.pad.meant.connect(self.wanted)
        self._writing: _Writing | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        self.canvas.chosen.connect(self._on_chosen)
        self.canvas.written.connect(self.write_in)
        self.canvas.dropped.connect(self._on_dropped)
        self.canvas.joined.connect(self._on_joined)
        self.canvas.missed.connect(self.hide_pad)
        self.canvas.menu_wanted.connect(lambda _: self.wanted.emit("menu"))
        work.changed.connect(self._on_changed)
        work.moved.connect(self._show_row)

    def show_wrong(self, wrong: Mapping[str, str]) -> None:
        """Say what is wrong, by step."""
        self._wrong = wrong

    def refresh(self) -> None:
        """Draw the chart as it stands."""
        self._timer.stop()
        self._shown = self._work.chart
        self.canvas.show_drawing(self._draw(self._work.chart), self._wrong)
        if self._is_fitted:
            self.fit()
        self._show_row()
        self.drawn.emit()

    def fit(self) -> None:
        """As wide as there is room, but not too small to be read."""
        self._is_fitted = True
        drawing, scale = self.canvas.drawing, self._theme.scale / 100
        if drawing.width:
            room = self.viewport().width() - 2
            zoom = room / drawing.width
            self._zoom_to(max(_READABLE * scale, min(zoom, _USUAL * scale)))

    def fit_whole(self) -> None:
        """All of it in sight."""
        self._is_fitted = False
        drawing = self.canvas.drawing
        if drawing.width:
            room, (width, height) = self.viewport().size(), self.canvas.needed
            self._zoom_to(min(room.width() / width, room.height() / height))

    def zoom_by(self, steps: float) -> None:
        """Larger (+1) or smaller (−1)."""
        self._is_fitted = False
        self._zoom_to(self.canvas.zoom * _STEP**steps)

    def write_in(self, step: str) -> None:
        """Write the words of a step where it stands."""
        area, found = self.canvas.area_of(step), step_spot(self._work.chart, step)
        if area is None or found is None or not self._work.writable:
            return
        self.end_writing()
        self.pad.hide()
        self._writing = made = _Writing(found.step.text, self.canvas)
        made.written.connect(lambda text: self._deeds.write(text, step))
        made.ended.connect(lambda kept: self._on_written(is_kept=kept))
        px = self._theme.px
        grown = area.adjusted(-px(6), -px(4), px(6), px(4))
        grown.setWidth(max(grown.width(), px(150)))
        grown.setHeight(max(grown.height(), px(58)))
        made.setGeometry(grown)
        made.show()
        made.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_writing(self) -> None:
        """What is written on the chart stands."""
        if self._writing is not None:
            self._writing.end(kept=True)

    def hide_pad(self) -> None:
        """One goes on in the outline."""
        self.pad.hide()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_pad()

    def _zoom_to(self, zoom: float) -> None:
        self.canvas.zoom = max(_LEAST, min(_MOST, zoom))
        self.end_writing()
        self.canvas.fit()
        self._place_pad()

    def _on_changed(self) -> None:
        self.pad.hide()
        if self._writing is None and self._work.chart is not self._shown:
            self._timer.start(_TYPING if self._work.is_typing else 0)
        self._show_row()

    def _show_row(self) -> None:
        step = self._deeds.step
        self.canvas.show_row(step.id if step is not None else "")
        self._place_pad()
        area = self.canvas.area_of(step.id) if step is not None else None
        if area is not None and not self._timer.isActive():
            at, around = area.center(), (area.width() // 2 + _AROUND, area.height() // 2 + _AROUND)
            self.ensureVisible(at.x(), at.y(), *around)

    def _place_pad(self) -> None:
        step = self._deeds.step
        area = self.canvas.area_of(step.id) if step is not None else None
        if self.pad.isHidden() or step is None or area is None:
            self.pad.hide()
            return
        self.pad.adjustSize()
        at = self.canvas.pos()
        others = [each.translated(at) for each in self.canvas.areas_beside(step.id)]
        place = pad_place(
            area.translated(at), self.pad.size(), self.viewport().rect(), others, self._theme.px(6)
        )
        self.pad.move(place)
        self.pad.raise_()

    def _on_chosen(self, key: str) -> None:
        self.end_writing()
        self.wanted.emit(f"go {key}")
        self.clicked.emit()
        if self._deeds.own_step is not None and self._work.writable:
            self.pad.show()
            self._place_pad()

    def _on_dropped(self, spot: Spot, start: QPointF, at: QPointF) -> None:
        chart, drawing = self._work.chart, self.canvas.drawing
        if spot.place >= 0:
            found = dropped_step(chart, drawing, spot.key, at.x(), at.y())
        else:
            found = dropped_line(chart, drawing, spot.key, (start.x(), start.y()), (at.x(), at.y()))
        if found is not None:
            words, edit = found
            if self._work.do(words, edit.chart):
                self._work.told.emit(f"{words}，按 {actions.UNDO.shown} 可以撤销。")

    def _on_joined(self, source: str, target: str) -> None:
        self.pad.hide()
        if target:
            self._deeds.connect_to(source, target)
        else:
            self._work.told.emit("拖到另一步的框上，才连成线。")

    def _on_written(self, *, is_kept: bool) -> None:
        self._writing = None
        if is_kept:
            self._deeds.ask()
        self._work.end_typing()
        self._on_changed()
        self.wanted.emit("keys")


class _Writing(QPlainTextEdit):
    """Over the box itself, so that an input method writes where one looks.

    What is ``written`` stands at once; ``ended`` carries whether it is to stay: with Esc it is as
    it was before.
    """

    written = Signal(str)
    ended = Signal(bool)

    def __init__(self, text: str, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("writing")
        self.setAccessibleName("这一步做什么")
        self.setPlainText(text)
        self.selectAll()
        self._before = self._now = text
        self._is_over = False
        self.textChanged.connect(self._on_changed)

    def end(self, *, kept: bool) -> None:
        """Be done, once."""
        if not self._is_over:
            self._is_over = True
            if not kept:
                self.written.emit(self._before)
            self.hide()
            self.ended.emit(kept)
            self.deleteLater()

    def _on_changed(self) -> None:
        """Not while an input method is still composing: then it is no other text."""
        now = " ".join(self.toPlainText().split())
        if now != self._now and not self._is_over:
            self._now = now
            self.written.emit(now)

    def event(self, event: QEvent) -> bool:
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and is_override and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.end(kept=True)
        elif event.key() == Qt.Key.Key_Escape:
            self.end(kept=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._is_over:
            self.end(kept=True)
