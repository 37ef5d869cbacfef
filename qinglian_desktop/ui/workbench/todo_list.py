"""待办: what is due and why, grouped by urgency in word and colour; a click mends a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qinglian_desktop.application.todos import Todo, Urgency
from qinglian_desktop.ui.look.painting import draw_badge, draw_focus, draw_line, flags_of, rect_of
from qinglian_desktop.ui.look.place_table import ROOT, Index
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session

TodoRole = int(Qt.ItemDataRole.UserRole) + 40
"""The Todo of a row; None in the head row of a group."""
HeadRole = TodoRole + 1
"""The Head of a row; None in a line."""
_HEAD, _LINE, _REASON = 34, 24, 20
"""Pixels at 100 % of a head row, of a line of text, and of the reason."""
_PADS = 10
_LEFT, _RIGHT = 18, 34
"""Pixels at 100 % that text keeps off the sides; the arrow stands at the right."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head row of a group: how urgent its lines are, and how many they are."""

    urgency: Urgency
    count: int


class TodoModel(QAbstractListModel):
    """The lines in the order given, a head row wherever another urgency begins."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Head | Todo] = []

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match self._rows[index.row()], role:
            case row, _ if role == (TodoRole if isinstance(row, Todo) else HeadRole):
                return row
            case Head(urgency, count), Qt.ItemDataRole.DisplayRole:
                return f"{urgency.value} {count} 件"
            case Todo(text=text), Qt.ItemDataRole.DisplayRole:
                return text
            case Todo() as todo, Qt.ItemDataRole.ToolTipRole:
                return f"{todo.text}\n{todo.reason}"
            case Todo() as todo, Qt.ItemDataRole.AccessibleTextRole:
                return f"{todo.urgency.value}：{todo.text}。{todo.reason}"
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_head = index.isValid() and isinstance(self._rows[index.row()], Head)
        return Qt.ItemFlag.NoItemFlags if is_head else super().flags(index)

    def row_of(self, todo: Todo) -> int | None:
        """The row of a line; None if it is not there any more."""
        return self._rows.index(todo) if todo in self._rows else None

    def show(self, todos: Sequence[Todo]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._rows = []
        counts = {urgency: 0 for urgency in Urgency}
        for todo in todos:
            counts[todo.urgency] += 1
        before: Urgency | None = None
        for todo in todos:
            if todo.urgency is not before:
                self._rows.append(Head(todo.urgency, counts[todo.urgency]))
            self._rows.append(todo)
            before = todo.urgency
        self.endResetModel()


class TodoList(QListView):
    """Each line leads to the place where it is mended."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._model = TodoModel(self)
        self.setObjectName("todos")
        self.setAccessibleName("待办")
        self.setModel(self._model)
        self.setItemDelegate(_LineDelegate(session.theme, self))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)
        session.theme.changed.connect(self.doItemsLayout)

    def show_todos(self, todos: Sequence[Todo]) -> None:
        """Show these lines; the keyboard stays on its line, or on the place where that was."""
        row, todo = self.currentIndex().row(), self.currentIndex().data(TodoRole)
        self._model.show(todos)
        if not todos:
            return
        if row < 0:
            if self.hasFocus():
                self._go_to(0)
            return
        kept = self._model.row_of(todo) if isinstance(todo, Todo) else None
        self._go_to(min(row, self._model.rowCount() - 1) if kept is None else kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Home:
            self._go_to(0)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self._go_to(0)

    def _go_to(self, row: int) -> None:
        """The line of the row, or the one below it where the row is a head."""
        is_head = self._model.index(row).data(TodoRole) is None
        self.setCurrentIndex(self._model.index(row + is_head))
        if row <= 1:
            self.scrollToTop()

    def _choose(self, index: QModelIndex) -> None:
        todo = index.data(TodoRole) if index.isValid() else None
        if isinstance(todo, Todo):
            self._session.go(todo.place)


class _LineDelegate(QStyledItemDelegate):
    """Paints the urgency as a stripe, the text in one or two lines, the reason below it."""

    def __init__(self, theme: Theme, view: TodoList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px, todo = self._theme.px, index.data(TodoRole)
        if not isinstance(todo, Todo):
            return QSize(0, px(_HEAD))
        return QSize(0, px(_LINE * self._lines(todo) + _REASON + _PADS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, state = rect_of(option), flags_of(option)
        todo, head = index.data(TodoRole), index.data(HeadRole)
        if isinstance(todo, Todo):
            self._paint_line(painter, area, state, todo)
        elif isinstance(head, Head):
            self._paint_head(painter, area, head)

    def helpEvent(self, event: Any, view: Any, option: Any, index: Any) -> bool:
        """Only a line that is cut off needs its words again."""
        todo = index.data(TodoRole)
        if event.type() == QEvent.Type.ToolTip and isinstance(todo, Todo):
            metrics = QFontMetrics(self._theme.font("small"))
            reason_fits = metrics.horizontalAdvance(todo.reason) <= self._room()
            if self._width(todo) <= 2 * self._room() and reason_fits:
                return False
        return super().helpEvent(event, view, option, index)

    def _paint_head(self, painter: QPainter, area: QRect, head: Head) -> None:
        c, px, theme = self._theme.colours, self._theme.px, self._theme
        ink, ground = self._tones(head.urgency)
        painter.fillRect(area, QColor(c.ground))
        inner = area.adjusted(px(10), 0, -px(10), 0)
        width = draw_badge(painter, inner, head.urgency.value, theme, ink, ground)
        count = inner.adjusted(width + px(8), 0, 0, 0)
        draw_line(painter, count, f"{head.count} 件", theme.font("small"), c.muted)

    def _paint_line(self, painter: QPainter, area: QRect, state: Any, todo: Todo) -> None:
        c, px, theme = self._theme.colours, self._theme.px, self._theme
        lit = state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus)
        painter.fillRect(area, QColor(c.accent_soft if lit else c.paper))
        ink, _ = self._tones(todo.urgency)
        painter.fillRect(QRect(area.left(), area.top(), px(4), area.height()), QColor(ink))
        painter.setPen(QColor(c.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(px(_LEFT), px(5), -px(_RIGHT), -px(5))
        high = px(_LINE * self._lines(todo))
        painter.setFont(theme.font())
        painter.setPen(QColor(c.ink))
        text = QRect(inner.left(), inner.top(), inner.width(), high)
        if self._lines(todo) == 1:
            draw_line(painter, text, todo.text, theme.font(), c.ink)
        else:
            # Less than both lines hold, as the first one may break before its end.
            room = 2 * text.width() - px(24)
            shown = painter.fontMetrics().elidedText(todo.text, Qt.TextElideMode.ElideRight, room)
            wrap = Qt.TextFlag.TextWrapAnywhere
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | wrap, shown)
        reason = QRect(inner.left(), inner.top() + high, inner.width(), px(_REASON))
        draw_line(painter, reason, todo.reason, theme.font("small"), c.muted)
        arrow = QRect(area.right() - px(24), area.top(), px(14), area.height())
        draw_line(painter, arrow, "›", theme.font("head"), c.muted)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, area, theme)

    def _tones(self, urgency: Urgency) -> tuple[str, str]:
        c = self._theme.colours
        return {
            Urgency.OVERDUE: (c.bad, c.bad_soft),
            Urgency.DUE: (c.accent, c.accent_soft),
            Urgency.SOON: (c.warn, c.warn_soft),
            Urgency.PLANNED: (c.good, c.good_soft),
        }[urgency]

    def _room(self) -> int:
        return self._view.viewport().width() - self._theme.px(_LEFT + _RIGHT)

    def _width(self, todo: Todo) -> int:
        return QFontMetrics(self._theme.font()).horizontalAdvance(todo.text)

    def _lines(self, todo: Todo) -> int:
        return 1 if self._width(todo) <= self._room() else 2
