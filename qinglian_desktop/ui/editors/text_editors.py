"""Editors for what is typed: text, long text, numbers, days, months, times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QSize, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from qinglian_desktop.domain.dates import Unreadable, read_day, read_time
from qinglian_desktop.domain.field_types import LongText, Moment, Span
from qinglian_desktop.domain.plain_form import from_plain, plain_to_text
from qinglian_desktop.domain.text_form import format_text, parse_text
from qinglian_desktop.domain.values import Interval
from qinglian_desktop.ui.editors.calendar_popup import CalendarPopup
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.editors.ready_texts import ReadyTexts
from qinglian_desktop.ui.editors.suggestions import Suggestions
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.parts import column, label, row


class LineEditor(FieldEditor):
    """One line for any type with a text form; tidied on leaving where it can be read.

    ``offers`` is asked for words to offer whenever the line is come to.
    """

    def __init__(
        self, context: FieldContext, unit: str = "", offers: Callable[[], list[str]] | None = None
    ) -> None:
        super().__init__(context)
        self._line = QLineEdit()
        self._line.setAccessibleName(context.field.label)
        self._line.textEdited.connect(lambda _: self.edited.emit())
        self._line.editingFinished.connect(self._tidy)
        self._offers = offers
        self._offered = QStringListModel(self)
        if offers is not None:
            completer = Suggestions(self._offered, self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.popup().setObjectName("completer")
            completer.activated.connect(lambda _: self.edited.emit())
            self._line.setCompleter(completer)
            self._line.installEventFilter(self)
        self._layout = row(self._line)
        if unit:
            self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._line.setMaximumWidth(context.session.theme.px(140))
            self._layout.addWidget(label(unit))
            self._layout.addStretch(1)
        self.setLayout(self._layout)

    @property
    def main(self) -> QLineEdit:
        return self._line

    def _standing(self) -> object:
        return self._line.text() or None

    def _show(self, plain: object) -> None:
        self._show_text(plain_to_text(self._kind, plain))

    def _show_text(self, text: str) -> None:
        self._line.setText(text)
        self._line.setCursorPosition(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._offers is not None and event.type() is QEvent.Type.FocusIn:
            self._offered.setStringList(self._offers())
        return super().eventFilter(watched, event)

    def _tidy(self) -> None:
        text = self._line.text()
        try:
            tidy = format_text(self._kind, parse_text(self._kind, text))
        except Unreadable:
            return
        if tidy and tidy != text:
            self._line.setText(tidy)


class LongEditor(FieldEditor):
    """Several lines of text; Tab goes on to the next field. Ready texts stand above it."""

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        kind = context.field.type
        lines = kind.lines if isinstance(kind, LongText) else 4
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(context.field.label)
        shown_lines = max(2, min(lines, 6))
        self._text.setFixedHeight(
            self._text.fontMetrics().lineSpacing() * shown_lines + context.session.theme.px(22)
        )
        self._text.textChanged.connect(self._on_changed)
        self._is_showing = False
        wordings = kind.wordings if isinstance(kind, LongText) else ()
        tools = [ReadyTexts(context, self._text, wordings)] if wordings else []
        self.setLayout(column(*tools, self._text, spacing=2))

    @property
    def main(self) -> QPlainTextEdit:
        return self._text

    def _standing(self) -> object:
        return self._text.toPlainText().rstrip() or None

    def _show(self, plain: object) -> None:
        self._show_text(plain_to_text(self._kind, plain))

    def _show_text(self, text: str) -> None:
        self._is_showing = True
        self._text.setPlainText(text)
        self._is_showing = False

    def _on_changed(self) -> None:
        if not self._is_showing:
            self.edited.emit()


class DayEditor(LineEditor):
    """A day: typed in any common way, picked from a calendar, or moved by the arrow keys."""

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        theme = context.session.theme
        self._theme = theme
        self._line.setPlaceholderText("例如 2026-11-23")
        self._line.setMaximumWidth(theme.px(150))
        self._line.setMinimumWidth(theme.px(112))
        self._line.installEventFilter(self)
        self._button = QToolButton()
        self._button.setProperty("kind", "quiet")
        self._button.setIcon(icon("calendar", theme.colours.muted))
        self._button.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._button.setToolTip("从日历里选")
        self._button.setAccessibleName(f"{context.field.label}日历")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._on_calendar_wanted)
        self._today = context.session.desk.clock
        self._layout.addWidget(self._button)
        self._layout.addStretch(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._set(self._day() + timedelta(days=step))
                return True
        return super().eventFilter(watched, event)

    def _day(self) -> date:
        try:
            return read_day(self._line.text())
        except Unreadable:
            return self._today().date()

    def _set(self, day: date) -> None:
        self._line.setText(day.isoformat())
        self.edited.emit()

    def _on_calendar_wanted(self) -> None:
        popup = CalendarPopup(self._theme, self._day(), self._today().date(), self._line)
        popup.day_chosen.connect(self._on_day_chosen)
        popup.show()

    def _on_day_chosen(self, day: date) -> None:
        self._set(day)
        self._line.setFocus()


class SpanEditor(FieldEditor):
    """起止时间: one day, a time it began and, if known, a time it ended."""

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        theme = context.session.theme
        self._day = DayEditor(context)
        self._begin, self._end = QLineEdit(), QLineEdit()
        for line, name in ((self._begin, "开始时间"), (self._end, "结束时间")):
            line.setAccessibleName(name)
            line.setMaximumWidth(theme.px(74))
            line.textEdited.connect(lambda _: self.edited.emit())
            line.editingFinished.connect(self._tidy)
        self._begin.setPlaceholderText("9:00")
        self._end.setPlaceholderText("10:00")
        self._day.edited.connect(self.edited)
        times = QWidget()
        times.setLayout(row(self._begin, label("至"), self._end, 1))
        flow = FlowLayout()
        for part in (self._day, times):
            flow.addWidget(part)
        self.setLayout(flow)

    @property
    def main(self) -> QWidget:
        return self._day.main

    def _standing(self) -> object:
        day, begin, end = self._day.main.text(), self._begin.text(), self._end.text()
        if not (day or begin or end):
            return None
        return f"{day} {begin}" + (f" 至 {end}" if end.strip() else "")

    def _show(self, plain: object) -> None:
        span = from_plain(Span(), plain)
        if not isinstance(span, Interval):
            self._show_text("")
            return
        same_day = span.end is not None and span.end.date() == span.start.date()
        self._day.show_typed(span.start.date().isoformat())
        self._begin.setText(f"{span.start:%H:%M}")
        self._end.setText(
            "" if span.end is None else _time(span.end) if same_day else _moment(span.end)
        )

    def _show_text(self, text: str) -> None:
        first, _, end = text.partition("至")
        day, _, begin = first.strip().partition(" ")
        self._day.show_typed(day)
        self._begin.setText(begin.strip())
        self._end.setText(end.strip())

    def _tidy(self) -> None:
        for line in (self._begin, self._end):
            try:
                line.setText(f"{read_time(line.text()):%H:%M}")
            except Unreadable:
                continue


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _moment(moment: datetime) -> str:
    return format_text(Moment(), moment)


def remembering(context: FieldContext) -> LineEditor:
    """A line that offers what was typed in this field before."""
    records, ledger, key = context.session.desk.records, context.ledger, context.field.key
    return LineEditor(context, offers=lambda: records.remembered(ledger, key))
