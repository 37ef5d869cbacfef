"""待办: what is due, each line with its urgency in word and colour, and a click mends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qinglian_desktop.application.workbench import Todo, Urgency
from qinglian_desktop.ui.painting import draw_badge, draw_focus, draw_line
from qinglian_desktop.ui.place_table import ROOT, Index
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.theme import Theme

TodoRole = int(Qt.ItemDataRole.UserRole) + 40
"""The Todo of a row."""
_ROW = 54
"""Pixels of a line of two at 100 %."""


class TodoModel(QAbstractListModel):
    """The lines in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._todos: tuple[Todo, ...] = ()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._todos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        todo = self._todos[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return todo.text
            case Qt.ItemDataRole.ToolTipRole:
                return f"{todo.text}\n{todo.reason}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{todo.urgency.value}：{todo.text}。{todo.reason}"
            case _ if role == TodoRole:
                return todo
            case _:
                return None

    def show(self, todos: Sequence[Todo]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._todos = tuple(todos)
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
        self.setUniformItemSizes(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)
        session.theme.changed.connect(self.doItemsLayout)

    def show_todos(self, todos: Sequence[Todo]) -> None:
        """Show these lines; the keyboard stays on the line where it was."""
        row = self.currentIndex().row()
        self._model.show(todos)
        if todos and row >= 0:
            self.setCurrentIndex(self._model.index(min(row, len(todos) - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0))

    def _choose(self, index: QModelIndex) -> None:
        todo = index.data(TodoRole) if index.isValid() else None
        if isinstance(todo, Todo):
            self._session.go(todo.place)


class _LineDelegate(QStyledItemDelegate):
    """Paints the urgency as a badge, the text, and the reason smaller below it."""

    def __init__(self, theme: Theme, view: TodoList) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        todo = index.data(TodoRole)
        if not isinstance(todo, Todo):
            return
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        c, px, theme = self._theme.colours, self._theme.px, self._theme
        lit = state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus)
        painter.fillRect(area, QColor(c.accent_soft if lit else c.paper))
        painter.setPen(QColor(c.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(px(12), px(5), -px(12), -px(6))
        ink, ground = {
            Urgency.OVERDUE: (c.bad, c.bad_soft),
            Urgency.DUE: (c.accent, c.accent_soft),
            Urgency.SOON: (c.warn, c.warn_soft),
        }[todo.urgency]
        badge = QRect(inner.left(), inner.top(), px(60), inner.height())
        draw_badge(painter, badge, todo.urgency.value, theme, ink, ground)
        text = inner.adjusted(px(72), 0, -px(20), 0)
        half = text.height() // 2
        draw_line(painter, text.adjusted(0, 0, 0, -half), todo.text, theme.font(), c.ink)
        reason = text.adjusted(0, half, 0, 0)
        draw_line(painter, reason, todo.reason, theme.font("small"), c.muted)
        arrow = QRect(inner.right() - px(12), inner.top(), px(12), inner.height())
        draw_line(painter, arrow, "›", theme.font("head"), c.muted)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, area, theme)

    def helpEvent(self, event: Any, view: Any, option: Any, index: Any) -> bool:
        """Only a line that is cut off needs its words again."""
        if event.type() == QEvent.Type.ToolTip:
            room = option.rect.width() - self._theme.px(116)
            todo = index.data(TodoRole)
            if isinstance(todo, Todo) and view.fontMetrics().horizontalAdvance(todo.text) <= room:
                return False
        return super().helpEvent(event, view, option, index)
