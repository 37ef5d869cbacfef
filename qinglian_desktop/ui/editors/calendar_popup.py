"""A month to pick a day from, hung below its field: 2026年11月, the other months dimmed, 今天"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.parts import button, column, frame, label, row
from qinglian_desktop.ui.look.theme import Theme


class CalendarPopup(QWidget):
    """``day_chosen`` carries the date that was picked; it closes by itself."""

    day_chosen = Signal(object)

    def __init__(self, theme: Theme, day: date, today: date, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("calendar")
        self._theme = theme
        self._today = today
        self._days = _Days(theme, QDate(today.year, today.month, today.day))
        self._days.setSelectedDate(QDate(day.year, day.month, day.day))
        self._days.currentPageChanged.connect(self._name_month)
        self._days.clicked.connect(self._on_picked)
        self._days.activated.connect(self._on_picked)
        self._month = label("", "head")
        self._month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        now = button("今天", self._on_today, "link")
        now.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        earlier = self._arrow("chevron-left", "前一个月", self._days.showPreviousMonth)
        later = self._arrow("chevron-right", "后一个月", self._days.showNextMonth)
        head = row(earlier, self._month, later, now)
        head.setStretch(1, 1)
        body = frame("card", column(head, self._days, margins=theme.px(6)))
        self.setLayout(column(body))
        self._name_month(self._days.yearShown(), self._days.monthShown())
        self.move(self._place_below(field))

    def show(self) -> None:
        """The arrows move in the month at once."""
        super().show()
        self._days.setFocus()

    def _arrow(self, picture: str, words: str, go: object) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "quiet")
        made.setIcon(icon(picture, self._theme.colours.ink))
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(go)
        return made

    def _place_below(self, field: QWidget) -> QPoint:
        """Below the field, but on the screen."""
        room, size = field.screen().availableGeometry(), self.sizeHint()
        at = field.mapToGlobal(QPoint(0, field.height()))
        if at.y() + size.height() > room.bottom():
            at.setY(max(room.top(), field.mapToGlobal(QPoint(0, 0)).y() - size.height()))
        at.setX(max(room.left(), min(at.x(), room.right() - size.width())))
        return at

    def _name_month(self, year: int, month: int) -> None:
        self._month.setText(f"{year}年{month}月")

    def _on_today(self) -> None:
        self._on_picked(QDate(self._today.year, self._today.month, self._today.day))

    def _on_picked(self, picked: QDate) -> None:
        self.day_chosen.emit(date(picked.year(), picked.month(), picked.day()))
        self.close()


class _Days(QCalendarWidget):
    """The days of a month; those of its neighbours are there to be picked, but dimmed."""

    def __init__(self, theme: Theme, today: QDate) -> None:
        super().__init__()
        self._theme = theme
        self._today = today
        self.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.setNavigationBarVisible(False)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        head = self.headerTextFormat()
        head.setForeground(QColor(theme.colours.muted))
        head.setBackground(QColor(theme.colours.paper))
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, head)
        self.setHeaderTextFormat(head)
        self.setMinimumSize(theme.px(280), theme.px(230))

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate | date) -> None:
        colours = self._theme.colours
        shown = day if isinstance(day, QDate) else QDate(day.year, day.month, day.day)
        chosen = shown == self.selectedDate()
        in_month = shown.month() == self.monthShown()
        painter.fillRect(rect, QColor(colours.accent if chosen else colours.paper))
        painter.setFont(self._theme.font())
        ink = colours.on_accent if chosen else colours.ink if in_month else colours.border
        painter.setPen(QColor(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(shown.day()))
        if shown == self._today and not chosen:
            painter.setPen(QColor(colours.accent))
            painter.drawRect(rect.adjusted(2, 2, -3, -3))
