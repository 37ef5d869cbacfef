"""Where in the work the danger lies: the steps of each chart in a line, ▲ where records hang."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from qinglian_desktop.application.along_charts import ChartLine
from qinglian_desktop.application.along_drawing import (
    ALL,
    along_heads,
    line_drawing,
    line_height,
    line_name,
    no_lines_words,
    risk_words,
    risks_of,
)
from qinglian_desktop.application.places import Place, ToList, ToRecord
from qinglian_desktop.application.seen_maps import SeenMap
from qinglian_desktop.domain.drawing import Drawing, Spot
from qinglian_desktop.domain.field_types import RecordRef, StepRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import AlongChart
from qinglian_desktop.ui.lenses.along_model import LINE, NAME, AlongModel, ChartLineRole
from qinglian_desktop.ui.lenses.drawn_table import DrawnDelegate, DrawnTable
from qinglian_desktop.ui.lenses.map_view import MapView
from qinglian_desktop.ui.look.parts import label
from qinglian_desktop.ui.look.place_table import Index
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session

_NAME_WIDTH = 190


class AlongChartView(MapView):
    """A line a chart; a click on ▲ opens the record, on a step the chart, on a name its owner."""

    has_levels_below = False

    def __init__(self, session: Session, ledger: Ledger, lens: AlongChart) -> None:
        super().__init__(session, ledger, lens)
        self._model = AlongModel(along_heads(ledger, lens), self)
        charts = cast("StepRef", ledger.field(lens.x).type).ledger
        owners = cast("RecordRef", ledger.field(lens.y).type).ledger
        self._table = LineTable(session.theme, (ledger.key, charts, owners))
        self._table.setObjectName("along_chart")
        self._table.setModel(self._model)
        self._table.verticalHeader().hide()
        head = self._table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(LINE, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Fixed)
        self._table.index_chosen.connect(lambda at: self._go(self._table.place(at)))
        noun = ledger.noun
        key = f"▲是{noun}，点▲看{noun}，点步骤看图；粗框是判断，虚线的粗框是判断处还没有查过{noun}"
        words = f"{no_lines_words(ledger, lens)}。"
        self.build(self._table, words, label(key, "muted", wrap=True))
        session.theme.changed.connect(self._fit_rows)

    @property
    def table(self) -> DrawnTable:
        """The lines themselves."""
        return self._table

    def show_map(self, seen: SeenMap) -> None:
        self._model.show(seen.lines)
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        table = self._table
        table.setColumnWidth(NAME, self._session.theme.px(_NAME_WIDTH))
        width = table.columnWidth(LINE)
        for row, line in enumerate(self._seen.lines if self._seen is not None else ()):
            table.setRowHeight(row, round(line_height(line, width, table.size_of_text)) + 2)


class LineTable(DrawnTable):
    """Names and lines; ``ledgers`` are the keys of what hangs there, the charts, their owners."""

    def __init__(self, theme: Theme, ledgers: tuple[str, str, str]) -> None:
        super().__init__(theme)
        self._hanging, self._charts, self._owners = ledgers
        self.setItemDelegate(_LineDelegate(self))

    def drawing(self, index: Index) -> Drawing | None:
        if index.column() != LINE:
            return None
        return line_drawing(index.data(ChartLineRole), self.columnWidth(LINE), self.size_of_text)

    def stops(self, index: Index) -> list[Spot]:
        """Every ▲; the chart itself is where the line leads."""
        return [each for each in super().stops(index) if each.place >= 0]

    def led_to(self, index: Index, spot: Spot) -> tuple[Place, str] | None:
        line: ChartLine = index.data(ChartLineRole)
        if spot.place < 0:
            step = next(each for each in line.steps if each.id == spot.key)
            chart = line.chart if line.chart is not None else 0
            return ToRecord(self._charts, chart), f"{step.number} {step.label}，点开看流程图"
        if spot.key:
            step = next(each for each in line.steps if f"{ALL}{each.id}" == spot.key)
            ids = tuple(each.record_id for each in step.risks)
            words = f"{line.name}　{step.number} {step.label}"
            return ToList(self._hanging, ids, words), "、".join(map(risk_words, step.risks))
        risk = risks_of(line)[spot.place]
        return ToRecord(self._hanging, risk.record_id), risk_words(risk)

    def place(self, index: Index) -> Place | None:
        """Of a name its owner, of a line its chart; the gravest record where neither is known."""
        line: ChartLine = index.data(ChartLineRole)
        if index.column() == NAME and line.owner is not None:
            return ToRecord(self._owners, line.owner)
        if index.column() == LINE and line.chart is not None:
            return ToRecord(self._charts, line.chart)
        return ToRecord(self._hanging, risks_of(line)[0].record_id)


class _LineDelegate(DrawnDelegate):
    """Paints a name in lines, and below each row a hairline."""

    def __init__(self, table: LineTable) -> None:
        super().__init__(table)
        self._theme = table.theme

    def paint_ground(self, painter: QPainter, area: QRect, index: Index) -> None:
        c = self._theme.colours
        painter.fillRect(area, QColor(c.paper))
        painter.setPen(QColor(c.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if index.column() == NAME:
            painter.setFont(self._theme.font(bold=True))
            painter.setPen(QColor(c.ink))
            inner = area.adjusted(self._theme.px(10), 0, -self._theme.px(6), 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inner, flags, line_name(index.data(ChartLineRole)))
