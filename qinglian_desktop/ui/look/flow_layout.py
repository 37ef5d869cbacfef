"""A layout that sets widgets side by side and goes on in the next line, like words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets; its height follows from its width."""

    def __init__(self, spacing: int = 8, line_spacing: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self._line_gap = line_spacing
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget before the one at this place."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def widgets(self) -> list[QWidget]:
        """Those that stand in it, in their order."""
        return [each for item in self._items if (each := item.widget()) is not None]

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        sides = self.contentsMargins()
        return size.grownBy(sides)

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        sides = self.contentsMargins()
        rect = rect.marginsRemoved(sides)
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(size.height() for _, size in line)
            x = rect.x()
            for item, size in line:
                if place:
                    # A link beside a button stands in the middle of the line.
                    at = QPoint(x, y + (height - size.height()) // 2)
                    item.setGeometry(QRect(at, size))
                x += size.width() + self._gap
            y += height + self._line_gap
        end = y - self._line_gap if y > rect.y() else y
        return end - rect.y() + sides.top() + sides.bottom()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Which items stand in which line, and how large each of them is."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        taken = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            hint = item.sizeHint()
            if not lines or taken + self._gap + hint.width() > width:
                lines.append([])
                taken = -self._gap
            taken += self._gap + hint.width()
            lines[-1].append((item, QSize(min(hint.width(), width), hint.height())))
        return lines
