"""The tree of what hangs together as rows of a view, each below that on which it hangs"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QColor, QFont

from qinglian_desktop.application.link_tree import TreeNode, gaps_below
from qinglian_desktop.application.tree_paper import ABOUT, LACKS, gap_words
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole
from qinglian_desktop.ui.look.theme import Theme

_LINE = 30
"""Pixels that a line is high."""


class _Place:
    """Where a node stands: Qt asks for what is above it, which a value does not know."""

    __slots__ = ("above", "inner", "node", "row")

    def __init__(self, node: TreeNode, row: int, above: _Place | None) -> None:
        self.node, self.row, self.above = node, row, above
        self.inner: list[_Place] | None = None

    def below(self) -> list[_Place]:
        """Made when it is first looked at: most branches stay shut."""
        if self.inner is None:
            self.inner = [_Place(each, row, self) for row, each in enumerate(self.node.inner)]
        return self.inner


class LinkedModel(QAbstractItemModel):
    """Three columns: what it is, what there is of it, what is missing."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._roots: list[_Place] = []
        self._heads = ("", ABOUT, LACKS)

    def show(self, nodes: Iterable[TreeNode], heading: str) -> None:
        """Show other branches."""
        self.beginResetModel()
        self._roots = [_Place(node, row, None) for row, node in enumerate(nodes)]
        self._heads = (heading, ABOUT, LACKS)
        self.endResetModel()

    def node(self, index: Index) -> TreeNode | None:
        """What stands in a line."""
        place = self._place(index)
        return place.node if place is not None else None

    def path(self, index: Index) -> tuple[str, ...]:
        """The words of a line and those above it, by which it is found again."""
        place, found = self._place(index), list[str]()
        while place is not None:
            found.insert(0, place.node.words)
            place = place.above
        return tuple(found)

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        places = self._below(parent)
        if 0 <= row < len(places) and 0 <= column < len(self._heads):
            return self.createIndex(row, column, places[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride]
        place = self._place(index)
        if place is None or place.above is None:
            return QModelIndex()
        return self.createIndex(place.above.row, 0, place.above)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.column() > 0 else len(self._below(parent))

    def columnCount(self, parent: Index = ROOT) -> int:
        return len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node(index)
        if node is None:
            return None
        is_gap = index.column() == len(self._heads) - 1
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return (node.words, node.about, _lacks(node))[index.column()] or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return "，".join(each for each in (node.words, node.about, _lacks(node)) if each)
            case Qt.ItemDataRole.ForegroundRole:
                c = self._theme.colours
                return QColor(c.bad if is_gap and node.gaps else c.muted if is_gap else c.ink)
            case Qt.ItemDataRole.FontRole:
                font = QFont(self._theme.font("body"))
                font.setBold(is_gap and bool(node.gaps))
                return font
            case Qt.ItemDataRole.SizeHintRole:
                return QSize(0, self._theme.px(_LINE))
            case _ if role == LinkRole:
                return node.opens is not None
            case _:
                return None

    def _below(self, parent: Index) -> list[_Place]:
        place = self._place(parent)
        return self._roots if place is None else place.below()

    def _place(self, index: Index) -> _Place | None:
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, _Place) else None


def _lacks(node: TreeNode) -> str:
    """What is missing here; where that is nothing, how much is below."""
    below = gaps_below(node)
    return gap_words(node) or (f"下面缺{below}处" if below else "")
