"""The year as a strip of twelve months, in words; a month leads to its return."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.application.places import ToReturn
from qinglian_desktop.application.year_overview import MonthOfYear, YearOverview
from qinglian_desktop.domain.period import Period
from qinglian_desktop.ui.look.painting import draw_focus, flags_of, rect_of
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole, PlaceTable
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session

MonthRole = int(Qt.ItemDataRole.UserRole) + 40
"""The MonthOfYear of a cell."""
_ANSWERED = {Verdict.TAKEN: "已接收", Verdict.RETURNED: "被退回"}
_LINE = 19
"""Pixels of each of the three lines at 100 %."""


def held_words(month: MonthOfYear) -> tuple[str, ...]:
    """How much a month holds and lacks, the longest way to say it first."""
    if not month.has_come:
        return ("—",)
    held = f"{month.records}条"
    if not month.lacks:
        return (held,)
    return (f"{held} 缺{month.lacks}项", f"{held}·缺{month.lacks}", f"缺{month.lacks}项")


def sent_words(month: MonthOfYear) -> str:
    """Whether its return was sent, was answered, and still says what the records say."""
    if month.is_changed:
        return "要再报"
    if month.answer is not None:
        return month.answer.value
    if month.sent:
        return f"已报第{month.sent}次"
    return "未报" if month.is_owed else "—"


class YearModel(QAbstractTableModel):
    """One row of twelve months."""

    def __init__(self, this_month: Period, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._this_month = this_month
        self._months: tuple[MonthOfYear, ...] = ()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._months)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        month = self._months[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{month.month.index}月"
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(month)
            case _ if role == MonthRole:
                return month
            case _ if role == LinkRole:
                return month.has_come
            case _:
                return None

    def is_now(self, month: MonthOfYear) -> bool:
        """Whether it is the month that is running."""
        return month.month == self._this_month

    def show(self, overview: YearOverview) -> None:
        """Show this year."""
        self.beginResetModel()
        self._months = overview.months
        self.endResetModel()

    def _sentence(self, month: MonthOfYear) -> str:
        name = month.month.label + ("（本月）" if self.is_now(month) else "")
        if not month.has_come:
            return f"{name}还没有到"
        lacking = "、".join(f"{label}{count}项" for label, count in month.missing)
        lacks = f"，缺{month.lacks}项（{lacking}）" if month.lacks else ""
        sent = f"月报{sent_words(month)}"
        if month.answer is not None:
            sent = f"月报第{month.sent}次{_ANSWERED[month.answer]}"
        if month.is_changed:
            sent = f"月报第{month.sent}次报出以后又有改动，要再报一次"
        if not month.sent and not month.is_owed:
            sent = "月报还没有到报的时候" if self.is_now(month) else "不用报月报"
        return f"{name}：{month.records}条记录{lacks}，{sent}"


class YearStrip(PlaceTable):
    """This year's months side by side."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._model = YearModel(Period.month_of(session.desk.clock().date()), self)
        self.setObjectName("year_strip")
        self.setAccessibleName("全年各月")
        self.setModel(self._model)
        self.setItemDelegate(_MonthDelegate(self._model, session.theme, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.index_chosen.connect(self._on_chosen)
        session.theme.changed.connect(self._arrange)
        self._arrange()

    def show_year(self, overview: YearOverview) -> None:
        """Show this year; the keyboard stays on its month, and begins with the running one."""
        column = self.currentIndex().column()
        self._model.show(overview)
        if column < 0:
            now = (place for place, m in enumerate(overview.months) if self._model.is_now(m))
            column = next(now, 0)
        self.setCurrentIndex(self._model.index(0, column))

    def _arrange(self) -> None:
        self.setFixedHeight(self._session.theme.px(3 * _LINE + 9) + 2)

    def _on_chosen(self, index: QModelIndex) -> None:
        month = index.data(MonthRole)
        if isinstance(month, MonthOfYear):
            self._session.go(ToReturn(month.month))


class _MonthDelegate(QStyledItemDelegate):
    """Paints a month in three lines: its name, what it holds and lacks, whether it was sent."""

    def __init__(self, model: YearModel, theme: Theme, table: PlaceTable) -> None:
        super().__init__(table)
        self._model = model
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(3 * _LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        month = index.data(MonthRole)
        if not isinstance(month, MonthOfYear):
            return
        area, state = rect_of(option), flags_of(option)
        c, px, theme = self._theme.colours, self._theme.px, self._theme
        is_now = self._model.is_now(month)
        lit = month.has_come and state & QStyle.StateFlag.State_MouseOver
        painter.fillRect(area, QColor(c.accent_soft if lit else c.paper))
        if index.column():
            painter.setPen(QColor(c.hairline))
            painter.drawLine(area.topLeft(), area.bottomLeft())
        if is_now:
            painter.fillRect(QRect(area.left(), area.top(), area.width(), px(3)), QColor(c.accent))
        line = QRect(area.left() + px(7), area.top() + px(5), area.width() - px(9), px(_LINE))
        name = str(index.data())
        names = (f"{name} · 本月", f"{name}本月", name) if is_now else (name,)
        tone = c.accent if is_now else c.ink if month.has_come else c.muted
        self._draw(painter, line, names, tone, is_now)
        line.translate(0, px(_LINE))
        warned = c.warn if month.lacks else c.muted
        self._draw(painter, line, held_words(month), warned)
        line.translate(0, px(_LINE))
        is_due = month.is_changed or (month.is_owed and not month.sent)
        is_due = is_due or month.answer is Verdict.RETURNED
        sent = c.bad if is_due else c.good if month.sent else c.muted
        words = sent_words(month)
        is_told_last = month.is_changed or month.answer is not None
        self._draw(painter, line, (words, words[-2:] if is_told_last else words[:2]), sent)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, area, theme)

    def _draw(
        self,
        painter: QPainter,
        area: QRect,
        variants: tuple[str, ...],
        colour: str,
        is_bold: bool = False,
    ) -> None:
        """The longest of the words that fits."""
        painter.setFont(self._theme.font("small", bold=is_bold))
        painter.setPen(QColor(colour))
        metrics = painter.fontMetrics()
        fitting = (words for words in variants if metrics.horizontalAdvance(words) <= area.width())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, middle, next(fitting, variants[-1]))
