"""Hits of the search as a model, and how a hit is painted: the words sought stand out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.query import Found
from qinglian_desktop.ui.look.painting import MIDDLE, draw_badge, flags_of, rect_of
from qinglian_desktop.ui.look.place_table import ROOT, Index
from qinglian_desktop.ui.look.theme import Theme

FoundRole = int(Qt.ItemDataRole.UserRole) + 40
"""The Found of a row."""
_ROW = 54
"""Pixels of a hit's two lines at 100 %."""


class FoundModel(QAbstractListModel):
    """Hits in the order found, the newest first."""

    def __init__(self, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._found: tuple[Found, ...] = ()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self._found[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._label(found)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._label(found)}，{found.occurred_on}，{found.title}。{found.excerpt}"
            case _ if role == FoundRole:
                return found
            case _:
                return None

    def show(self, found: Sequence[Found]) -> None:
        """Show these hits."""
        self.beginResetModel()
        self._found = tuple(found)
        self.endResetModel()

    def _label(self, found: Found) -> str:
        return self._catalogue[found.ledger].label if found.ledger in self._catalogue else ""


class FoundDelegate(QStyledItemDelegate):
    """Paints the ledger as a tag, title and day beside it, the excerpt below."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._sought: tuple[str, ...] = ()

    @property
    def row_height(self) -> int:
        """Pixels of a hit."""
        return self._theme.px(_ROW)

    def emphasise(self, text: str) -> None:
        """Let these words stand out from now on."""
        self._sought = tuple(word.casefold() for word in text.split())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(FoundRole)
        if not isinstance(found, Found):
            return
        area = rect_of(option)
        state = flags_of(option)
        c, px, theme = self._theme.colours, self._theme.px, self._theme
        selected = state & QStyle.StateFlag.State_Selected
        hovered = state & QStyle.StateFlag.State_MouseOver
        painter.fillRect(area, QColor(c.accent_soft if selected else c.paper))
        if selected or hovered:
            painter.fillRect(QRect(area.left(), area.top(), px(3), area.height()), QColor(c.accent))
        painter.setPen(QColor(c.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(px(10), px(5), -px(8), -px(6))
        half = inner.height() // 2
        top, below = inner.adjusted(0, 0, 0, -half), inner.adjusted(0, half, 0, 0)
        ground = c.paper if selected else c.ground
        width = draw_badge(painter, top, str(index.data()), theme, c.muted, ground)
        day = found.occurred_on.isoformat()
        painter.setFont(theme.font("small"))
        painter.setPen(QColor(c.muted))
        day_width = painter.fontMetrics().horizontalAdvance(day)
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, day)
        title = top.adjusted(width + px(8), 0, -day_width - px(12), 0)
        self._draw_emphasised(painter, title, found.title, theme.font(), c.ink)
        excerpt = found.excerpt.replace("\n", " ")
        self._draw_emphasised(painter, below, excerpt, theme.font("small"), c.muted)

    def _draw_emphasised(
        self, painter: QPainter, area: QRect, text: str, font: QFont, colour: str
    ) -> None:
        """One line in which the words sought are bold and coloured, cut with … at the end."""
        bold = QFont(font)
        bold.setBold(True)
        left = area.left()
        for piece, is_hit in self._pieces(text):
            used = bold if is_hit else font
            metrics = QFontMetrics(used)
            room = area.right() - left
            shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room)
            painter.setFont(used)
            painter.setPen(QColor(self._theme.colours.accent if is_hit else colour))
            width = metrics.horizontalAdvance(shown)
            painter.drawText(QRect(left, area.top(), width + 2, area.height()), MIDDLE, shown)
            left += width
            if shown != piece:
                return

    def _pieces(self, text: str) -> Iterator[tuple[str, bool]]:
        """The text cut at the words sought, each piece with whether it is one."""
        folded, place = text.casefold(), 0
        if len(folded) != len(text):
            yield text, False
            return
        while place < len(text):
            hits = [(folded.find(word, place), len(word)) for word in self._sought]
            starts = [hit for hit in hits if hit[0] >= 0]
            if not starts:
                break
            start, length = min(starts, key=lambda hit: (hit[0], -hit[1]))
            if start > place:
                yield text[place:start], False
            yield text[start : start + length], True
            place = start + length
        if place < len(text):
            yield text[place:], False
