"""Editors for a day, and for the day and the hours of an event."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from qinglian_desktop.domain.dates import Unreadable, read_day
from qinglian_desktop.domain.field_types import Day, Moment, Span
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.times import read_span, read_time, word_of_day
from qinglian_desktop.domain.values import Interval
from qinglian_desktop.ui.editors.calendar_popup import CalendarPopup
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.editors.text_editors import LineEditor
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.parts import label, row

_ANY_DAY = date(2000, 1, 1)


class DayEditor(LineEditor):
    """A day: typed in any common way, picked from a calendar, or moved by the arrow keys."""

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        theme = context.session.theme
        self._theme = theme
        # No example: one of today suits neither a birthday nor a time limit.
        self._line.setPlaceholderText("年-月-日")
        self._line.setMaximumWidth(theme.px(150))
        self._line.setMinimumWidth(theme.px(112))
        self._line.installEventFilter(self)
        self._button = QToolButton()
        self._button.setProperty("kind", "beside")
        self._button.setIcon(icon("calendar", theme.colours.muted))
        self._button.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._button.setToolTip("从日历里选")
        self._button.setAccessibleName(f"{context.field.label}日历")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._on_calendar_wanted)
        kind = context.field.type
        self._is_past = not (isinstance(kind, Day) and kind.may_be_future)
        self._today = context.session.desk.clock
        self._layout.setSpacing(theme.px(2))
        self._layout.addWidget(self._button)
        self._layout.addStretch(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._set(self._day() + timedelta(days=step))
                return True
        return super().eventFilter(watched, event)

    def written(self) -> str:
        """What stands in it; 3月5日 with the year that it has if it is over."""
        text = self._line.text()
        if not self._is_past:
            return text
        with contextlib.suppress(Unreadable):
            return f"{read_day(text, self._today().date())}"
        return text

    def _standing(self) -> object:
        return self.written() or None

    def _tidy(self) -> None:
        with contextlib.suppress(Unreadable):
            self._line.setText(f"{read_day(self.written())}")

    def _day(self) -> date:
        try:
            return read_day(self.written())
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
        self._word = ""
        self._begin.textEdited.connect(self._forget_word)
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
        day, begin = self._day.written(), self._begin.text()
        end = self._written(self._end.text(), self._word or word_of_day(begin))
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
        self._begin.setText("" if span.is_whole_days else _time(span.start))
        if span.end is None:
            self._end.setText("")
        elif span.is_whole_days:
            self._end.setText(f"{span.end:%Y-%m-%d}")
        else:
            self._end.setText(_time(span.end) if same_day else _moment(span.end))

    def _show_text(self, text: str) -> None:
        first, _, end = text.partition("至")
        day, _, begin = first.strip().partition(" ")
        self._day.show_typed(day)
        self._begin.setText(begin.strip())
        self._end.setText(end.strip())

    def _tidy(self) -> None:
        """Write the times out, 14:00-15:00 in both lines; 3点 after 下午2点 is of the afternoon."""
        begin = self._begin.text()
        with contextlib.suppress(Unreadable):
            both = read_span(f"{_ANY_DAY} {begin}")
            if both.end is not None and both.end.date() == both.start.date():
                self._begin.setText(_time(both.start))
                self._end.setText(_time(both.end))
                return
        self._word = word_of_day(begin) or self._word
        self._begin.setText(self._written(begin))
        self._end.setText(self._written(self._end.text(), self._word))

    def _forget_word(self, _: str) -> None:
        self._word = ""

    def _written(self, text: str, word: str = "") -> str:
        with contextlib.suppress(Unreadable):
            return f"{read_time(text, word):%H:%M}"
        return text


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _moment(moment: datetime) -> str:
    return format_text(Moment(), moment)
