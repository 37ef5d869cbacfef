"""Editor for a flow chart: a small picture of it, by which one comes to the page that draws it"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_plain import chart_to_plain
from qinglian_desktop.domain.flow.chart_words import chart_size
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.ui.editors.chart_preview import ChartPreview
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.look.parts import button, column, label, row

DRAW, REDRAW, LOOK = "画流程图…", "改流程图…", "看流程图…"
"""What the button says before there is a chart, after, and where nothing may be changed."""


class FlowEditor(FieldEditor):
    """``shown`` comes when the form shows a chart, and not the user's own hand.

    What was not drawn anew stays as it was given. Where nothing may be changed the chart can still
    be looked at.
    """

    shown = Signal()

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        self.key = context.field.key
        self.is_writable = True
        self._draw = context.draw
        self._plain: object = None
        self.chart = FlowChart()
        self.picture = ChartPreview(context.session.theme, self._on_wanted)
        self.picture.setAccessibleName(context.field.label)
        self._said = label("", "muted", wrap=True)
        self._said.setObjectName("chart_said")
        self.button = button(DRAW, self._on_wanted, "", "edit", context.session.theme)
        self.button.setObjectName("draw")
        # The picture beside it is where the keyboard stops.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._draw is None:
            self.button.hide()
        beside = row(self._said, self.button)
        beside.setStretch(0, 1)
        self.setLayout(column(self.picture, beside, spacing=4))
        self._refresh()

    @property
    def main(self) -> QWidget:
        return self.picture

    def setEnabled(self, enabled: bool) -> None:
        """Whether the chart may be changed."""
        self.is_writable = enabled
        self._refresh()

    def take(self, chart: FlowChart) -> None:
        """The chart was drawn by hand."""
        self.chart = chart
        self._plain = chart_to_plain(chart) if chart.steps else None
        self._refresh()
        self.edited.emit()

    def _standing(self) -> object:
        return self._plain

    def _show(self, plain: object) -> None:
        chart = cast("FlowChart | None", from_plain(self._kind, plain))
        self.chart = chart or FlowChart()
        self._plain = plain if self.chart.steps or self.chart.gone else None
        self._refresh()
        self.shown.emit()

    def _show_text(self, text: str) -> None:
        self._plain, self.chart = None, FlowChart()
        self._refresh()
        self._said.setText(f"原来填的看不懂，还留着：{text[:60]}。画了新的，就换成新的。")
        self.shown.emit()

    def _refresh(self) -> None:
        has_steps = bool(self.chart.steps)
        self._said.setText(chart_size(self.chart) if has_steps else "还没有画。")
        change = REDRAW if has_steps else DRAW
        self.button.setText(change if self.is_writable else LOOK)
        self.picture.show_chart(self.chart)

    def _on_wanted(self) -> None:
        if self._draw is not None:
            self._draw(self)
