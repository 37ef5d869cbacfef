"""How a timeline is painted: the axis of months, and a bar with what is done of it filled."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qinglian_desktop.application.boards import TimelineBar
from qinglian_desktop.application.timeline_words import (
    DONE,
    GOING,
    IDLE,
    OVERDUE,
    latest_words,
    place_of,
    state_of,
)
from qinglian_desktop.ui.lenses.timeline_model import CHART, TITLE, BarRole
from qinglian_desktop.ui.look.painting import (
    MIDDLE,
    draw_badge,
    draw_focus,
    draw_line,
    flags_of,
    rect_of,
)
from qinglian_desktop.ui.look.palette import Colours
from qinglian_desktop.ui.look.place_table import Index, PlaceTable
from qinglian_desktop.ui.look.theme import Theme

ROW = 48
"""Pixels of a row of two lines at 100 %."""
_THICK = 16
_EVERY = (1, 2, 3)


def state_colours(state: str, c: Colours) -> tuple[str, str]:
    """Ink and ground of a state."""
    return {
        DONE: (c.good, c.good_soft),
        GOING: (c.accent, c.accent_soft),
        IDLE: (c.muted, c.ground),
        OVERDUE: (c.bad, c.bad_soft),
    }[state]


class MonthAxis(QHeaderView):
    """The head of a timeline: words over title and status, twelve months over the bars."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._now: int | None = None
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def show_now(self, month: int | None) -> None:
        """Set off the month that it is (1 to 12); None in another year."""
        self._now = month
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(34))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        c, px = self._theme.colours, self._theme.px
        painter.fillRect(rect, QColor(c.ground))
        font = self._theme.font("small", bold=True)
        if logicalIndex == CHART:
            self._paint_months(painter, rect)
        else:
            words = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
            draw_line(painter, rect.adjusted(px(8), 0, -px(4), 0), str(words), font, c.muted)
        painter.setPen(QColor(c.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_months(self, painter: QPainter, rect: QRect) -> None:
        c = self._theme.colours
        painter.setFont(self._theme.font("small"))
        share, metrics = rect.width() / 12, painter.fontMetrics()
        # Where all twelve do not fit, bare numbers; where those do not, every second or third.
        full = metrics.horizontalAdvance("12月") + self._theme.px(4) <= share
        bare = metrics.horizontalAdvance("12") + self._theme.px(6)
        every = 1 if full else next((n for n in _EVERY if bare <= n * share), 3)
        for month in range(1, 13, every):
            left = rect.left() + round((month - 1) * share)
            room = QRect(left, rect.top(), round(share * every), rect.height())
            if month == self._now:
                painter.fillRect(room.adjusted(0, 0, 0, -1), QColor(c.accent_soft))
            words = f"{month}月" if full else f"{month}"
            ink = c.accent if month == self._now else c.muted
            font = self._theme.font("small", bold=month == self._now)
            middle = Qt.AlignmentFlag.AlignCenter if every == 1 else MIDDLE
            draw_line(painter, room, words, font, ink, middle)


class BarDelegate(QStyledItemDelegate):
    """Paints a row: title and latest step, the bar over the months, the status as a badge."""

    def __init__(self, theme: Theme, table: PlaceTable) -> None:
        super().__init__(table)
        self._theme = theme
        self._year = 2000
        self._today = date(2000, 1, 1)

    def show_year(self, year: int, today: date) -> None:
        """The year of the axis, and the day of the line across it."""
        self._year, self._today = year, today

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = rect_of(option)
        theme, c, px = self._theme, self._theme.colours, self._theme.px
        state = flags_of(option)
        chosen = state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        painter.fillRect(area, QColor(c.accent_soft if chosen else c.paper))
        painter.setPen(QColor(c.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        bar = index.data(BarRole)
        if not isinstance(bar, TimelineBar):
            return
        inner = area.adjusted(px(8), 0, -px(8), -1)
        if index.column() == TITLE:
            half = inner.height() // 2
            first = QRect(inner.left(), inner.top() + px(3), inner.width(), half)
            second = QRect(inner.left(), inner.top() + half - px(1), inner.width(), half)
            draw_line(painter, first, bar.title, theme.font(), c.ink)
            draw_line(painter, second, latest_words(bar), theme.font("small"), c.muted)
        elif index.column() == CHART:
            painter.save()
            painter.setClipRect(area)
            self._paint_chart(painter, area, bar)
            painter.restore()
        else:
            draw_badge(painter, inner, str(index.data()), theme, *state_colours(state_of(bar), c))
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, area, theme)

    def _paint_chart(self, painter: QPainter, area: QRect, bar: TimelineBar) -> None:
        c, px = self._theme.colours, self._theme.px
        painter.setPen(QColor(c.hairline))
        for month in range(12):
            x = area.left() + round(area.width() * month / 12)
            painter.drawLine(x, area.top(), x, area.bottom())
        ink, ground = state_colours(state_of(bar), c)
        start, end = self._x(bar.start, area), self._x(bar.due + timedelta(days=1), area)
        top = area.center().y() - px(_THICK) // 2
        whole = QRect(round(start), top, max(px(6), round(end - start)), px(_THICK))
        if bar.due.year == self._year:
            # A bar up to the last day of the year keeps its closing line in view.
            whole.setRight(min(whole.right(), area.right() - 1))
        painter.setPen(QColor(ink))
        painter.setBrush(QColor(ground))
        painter.drawRect(whole)
        done = QRect(whole)
        done.setWidth(round(whole.width() * bar.percent / 100))
        painter.fillRect(done, QColor(ink))
        if bar.days_over:
            # How long it has been late: from the time limit to today.
            late = QPen(QColor(c.bad), px(2), Qt.PenStyle.DotLine)
            painter.setPen(late)
            now = round(self._x(min(self._today, date(self._year, 12, 31)), area))
            painter.drawLine(whole.right(), whole.center().y(), now, whole.center().y())
        for step in bar.steps:
            x = round(self._x(step.day, area))
            painter.setPen(QPen(QColor(c.ink), px(2)))
            painter.drawLine(x, whole.bottom() + px(2), x, whole.bottom() + px(7))
        self._paint_ends(painter, area, whole, bar)
        if self._today.year == self._year:
            painter.setPen(QPen(QColor(c.ink), px(1)))
            x = round(self._x(self._today, area))
            painter.drawLine(x, area.top(), x, area.bottom())

    def _paint_ends(self, painter: QPainter, area: QRect, whole: QRect, bar: TimelineBar) -> None:
        """A small arrow where the bar goes on in another year."""
        size, middle = self._theme.px(5), float(whole.center().y()) + 0.5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.ink))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ends = (
            (bar.start.year < self._year, area.left() + 1.0, size),
            (bar.due.year > self._year, area.right() - 1.0, -size),
        )
        for goes_on, tip, inward in ends:
            if goes_on:
                base = tip + inward
                corners = [
                    QPointF(tip, middle),
                    QPointF(base, middle - size),
                    QPointF(base, middle + size),
                ]
                painter.drawPolygon(QPolygonF(corners))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _x(self, day: date, area: QRect) -> float:
        return place_of(day, self._year, area.left(), area.width())
