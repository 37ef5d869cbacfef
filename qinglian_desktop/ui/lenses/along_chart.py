"""Where in the work the danger lies: the steps of each chart in a line, ▲ where records hang."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from qinglian_desktop.application.along_charts import ChartLine
from qinglian_desktop.application.along_drawing import (
    along_heads,
    along_pages,
    line_drawing,
    line_height,
    line_name,
    no_lines_words,
    risks_of,
)
from qinglian_desktop.application.places import Place, ToRecord
from qinglian_desktop.domain.drawing import Drawing, Spot
from qinglian_desktop.domain.field_types import RecordRef, StepRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import AlongChart
from qinglian_desktop.ui.lenses.along_model import LINE, NAME, AlongModel, ChartLineRole
from qinglian_desktop.ui.lenses.empty_card import TableOrCard
from qinglian_desktop.ui.lenses.view import LensView
from qinglian_desktop.ui.look.drawn_shapes import draw_shape
from qinglian_desktop.ui.look.painting import draw_focus, flags_of, rect_of
from qinglian_desktop.ui.look.parts import column, label
from qinglian_desktop.ui.look.place_table import Index, PlaceTable
from qinglian_desktop.ui.look.theme import SPACE, Theme
from qinglian_desktop.ui.session import Session

_SIZE = 14
"""Pixels of the text at 100 %."""
_NAME_WIDTH = 190


class AlongChartView(LensView):
    """A line a chart; a click on ▲ opens the record, on a step the chart, on a name its owner."""

    def __init__(self, session: Session, ledger: Ledger, lens: AlongChart) -> None:
        super().__init__(session, ledger, lens)
        self._lens = lens
        field = ledger.of_type(StepRef)[0]
        kind = cast("StepRef", field.type)
        self._charts = kind.ledger
        self._owners = cast("RecordRef", ledger.field(kind.through).type).ledger
        self._model = AlongModel(along_heads(ledger), self)
        self._lines: tuple[ChartLine, ...] = ()
        self._table = LineTable(session.theme)
        self._table.setObjectName("along_chart")
        self._table.setAccessibleName(lens.label)
        self._table.setModel(self._model)
        self._table.verticalHeader().hide()
        head = self._table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(LINE, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Fixed)
        self._table.pointed = self._place_at
        self._table.place_chosen.connect(self._go)
        self._table.index_chosen.connect(lambda at: self._go(self._place(at)))
        self._stack = TableOrCard(session, ledger, self._table, f"{no_lines_words(ledger)}。")
        noun = ledger.noun
        key = f"▲是{noun}，点▲看{noun}，点步骤看图；粗框是判断，虚线的粗框是判断处还没有查过{noun}"
        body = column(label(key, "muted", wrap=True), self._stack, spacing=SPACE)
        body.setStretch(1, 1)
        self.setLayout(body)
        session.theme.changed.connect(self._arrange)

    @property
    def table(self) -> PlaceTable:
        """The lines themselves."""
        return self._table

    def read(self) -> None:
        self._lines = self._session.desk.statistics.along_charts(self._ledger)
        self._model.show(self._lines)
        self._stack.show_table(bool(self._lines))
        self._arrange()

    def drawn(self) -> Callable[[], tuple[Drawing, ...]] | None:
        """The lines on pages."""
        lines, today = self._lines, self._session.desk.clock().date()
        title = f"{self._ledger.label}　{self._lens.label}"
        none = no_lines_words(self._ledger)
        return lambda: along_pages(lines, title, f"截至 {today}", none)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px = self._session.theme.px
        self._table.setColumnWidth(NAME, px(_NAME_WIDTH))
        width = self._table.columnWidth(LINE)
        for row, line in enumerate(self._lines):
            self._table.setRowHeight(row, round(line_height(line, width, px(_SIZE))) + 2)

    def _place(self, index: Index) -> Place | None:
        """By the keyboard: the owner, or the chart; the gravest record where there is no chart."""
        line: ChartLine = index.data(ChartLineRole)
        if index.column() == NAME:
            return ToRecord(self._owners, line.owner)
        if line.chart is not None:
            return ToRecord(self._charts, line.chart)
        return ToRecord(self._ledger.key, risks_of(line)[0].record_id)

    def _place_at(self, line: ChartLine, spot: Spot) -> tuple[Place, str]:
        if spot.key:
            step = next(each for each in line.steps if each.id == spot.key)
            chart = line.chart if line.chart is not None else 0
            return ToRecord(self._charts, chart), f"{step.number} {step.label}，点开看流程图"
        risk = risks_of(line)[spot.place]
        return ToRecord(self._ledger.key, risk.record_id), f"{risk.level}　{risk.name}"


class LineTable(PlaceTable):
    """``pointed`` says of a spot of a line where it leads, and in words what it is.

    ``place_chosen`` carries that Place when it was clicked.
    """

    place_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.pointed: Callable[[ChartLine, Spot], tuple[Place, str]] | None = None
        self.setItemDelegate(_LineDelegate(theme, self))

    def drawing(self, index: Index) -> Drawing:
        """A line as it is painted."""
        return line_drawing(
            index.data(ChartLineRole), self.columnWidth(LINE), self._theme.px(_SIZE)
        )

    def led_to(self, at: QPoint) -> tuple[Place, str] | None:
        """Where a click there leads, with what it is."""
        index = self.indexAt(at)
        if not index.isValid() or index.column() != LINE or self.pointed is None:
            return None
        corner = self.visualRect(index).topLeft()
        spot = self.drawing(index).spot_at(at.x() - corner.x(), at.y() - corner.y())
        return self.pointed(index.data(ChartLineRole), spot) if spot is not None else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        led = self.led_to(event.position().toPoint())
        if led is not None and event.button() is Qt.MouseButton.LeftButton:
            self.place_chosen.emit(led[0])
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            led = self.led_to(event.pos())
            if led is not None:
                QToolTip.showText(event.globalPos(), led[1], self)
                return True
        return super().viewportEvent(event)


class _LineDelegate(QStyledItemDelegate):
    """Paints a name in lines, and a line as it is drawn."""

    def __init__(self, theme: Theme, table: LineTable) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(60))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, c = rect_of(option), self._theme.colours
        painter.fillRect(area, QColor(c.paper))
        painter.setPen(QColor(c.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if index.column() == NAME:
            painter.setFont(self._theme.font(bold=True))
            painter.setPen(QColor(c.ink))
            inner = area.adjusted(self._theme.px(10), 0, -self._theme.px(6), 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inner, flags, line_name(index.data(ChartLineRole)))
        else:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(area.topLeft())
            for shape in self._table.drawing(index).shapes:
                draw_shape(painter, shape, self._theme)
            painter.restore()
        if flags_of(option) & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, area, self._theme)
