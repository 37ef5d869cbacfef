"""What hangs together, as a tree: what is missing stands above it, and shows just its branches"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHeaderView,
    QMenu,
    QPushButton,
    QTreeView,
    QWidget,
)

from qinglian_desktop.application.link_tree import LinkTree
from qinglian_desktop.application.places import ToNew
from qinglian_desktop.application.tree_paper import gap_count_words, no_tree_words, over_words
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.link_gaps import Gap, Linked
from qinglian_desktop.ui.lenses.empty_card import TableOrCard
from qinglian_desktop.ui.lenses.linked_model import LinkedModel
from qinglian_desktop.ui.lenses.view import LensView
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import button, column, label
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

_ABOUT, _LACKS = (330, 0.36), (190, 0.24)
"""The widest that a column is, and its part of the room."""
_LEAST, _NARROW = 460, 0.4
"""With less room it is said what is missing, and not what there is."""


class LinkedView(LensView):
    """Arrows open and shut branches, Enter opens what a line stands for; below it what to do."""

    def __init__(self, session: Session, ledger: Ledger, lens: Linked) -> None:
        super().__init__(session, ledger, lens)
        self._declared = lens
        self._tree = LinkTree((), ())
        self._open: set[tuple[str, ...]] = set()
        self._chip_of: dict[Gap | None, QPushButton] = {}
        theme = session.theme
        self._model = LinkedModel(theme, self)
        self._view = _Tree()
        self._view.setObjectName("linked")
        self._view.setAccessibleName(lens.label)
        self._view.setToolTip("左右方向键收起、展开，回车或双击打开")
        self._view.setModel(self._model)
        self._view.entered_line.connect(self._on_entered)
        self._view.customContextMenuRequested.connect(self._on_menu)
        self._view.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self._chips = QButtonGroup(self)
        self._chip_line = QWidget()
        self._flow = FlowLayout(theme.px(6), theme.px(4))
        self._chip_line.setLayout(self._flow)
        self._acts = QWidget()
        self._acts.setLayout(FlowLayout(theme.px(6), 0))
        self._over = label("", "muted", wrap=True)
        self._over.setObjectName("left")
        self._stack = TableOrCard(session, ledger, self._view, "。\n".join(no_tree_words(ledger)))
        body = column(self._chip_line, self._stack, self._acts, self._over, spacing=SPACE)
        body.setStretch(1, 1)
        self.setLayout(body)
        theme.changed.connect(self._arrange)
        self._arrange()

    @property
    def tree(self) -> QTreeView:
        """The lines."""
        return self._view

    @property
    def chips(self) -> list[QPushButton]:
        """All, then each gap that there is, with how many lines have it."""
        return [each for each in self._flow.widgets() if isinstance(each, QPushButton)]

    def read(self) -> None:
        self._session.read(
            self,
            lambda _: self._session.desk.linking.tree(self._declared),
            self._show,
            latest="tree",
        )

    def choose(self, gap: Gap | None) -> None:
        """Just the branches with this gap, opened; all without one."""
        kept = self._paths_open()
        self.lens = replace(self._declared, only=gap)
        self._open |= set(kept)
        if (chip := self._chip_of.get(gap)) is not None:
            chip.setChecked(True)
        self._show_branches()
        if gap is not None:
            self._view.setCurrentIndex(self._first(gap, QModelIndex()))

    def _show(self, tree: LinkTree) -> None:
        self._open |= set(self._paths_open())
        self._tree = tree
        chosen = self._only()
        if chosen is not None and not tree.count(chosen):
            self.lens = self._declared
        self._stack.show_table(bool(tree.roots))
        self._fill_chips()
        self._show_branches()
        over = over_words(tree)
        self._over.setText(f"{over}。" if over else "")
        self._over.setVisible(bool(over))

    def _only(self) -> Gap | None:
        return self.lens.only if isinstance(self.lens, Linked) else None

    def _fill_chips(self) -> None:
        had_keys = self._chip_line.isAncestorOf(self.focusWidget() or self)
        clear(self._flow)
        self._chip_of.clear()
        gaps = (None, *(gap for gap, _ in self._tree.chips if self._tree.count(gap)))
        for gap in gaps:
            chip = QPushButton(gap_count_words(self._tree, gap))
            chip.setCheckable(True)
            chip.setProperty("kind", "gap")
            chip.setChecked(gap is self._only())
            chip.clicked.connect(lambda _=False, gap=gap: self.choose(gap))
            self._chips.addButton(chip)
            self._flow.addWidget(chip)
            self._chip_of[gap] = chip
            if had_keys and gap is self._only():
                chip.setFocus()
        self._chip_line.setVisible(bool(self._tree.roots))

    def _show_branches(self) -> None:
        """Branches that were open stay open, and one stays at the line where one was."""
        at = self._model.path(self._view.currentIndex())
        only = self._only()
        self._model.show(self._tree.only(only), " → ".join(self._tree.levels))
        if only is not None:
            self._view.expandAll()
        else:
            self._expand(QModelIndex())
        self._view.setCurrentIndex(self._find(at) if at else self._model.index(0, 0))
        self._offer()

    def _paths_open(self) -> list[tuple[str, ...]]:
        """Of what is seen now which branches are open; what one shut is forgotten."""
        found: list[tuple[str, ...]] = []

        def look(parent: QModelIndex) -> None:
            for place in range(self._model.rowCount(parent)):
                index = self._model.index(place, 0, parent)
                path = self._model.path(index)
                if self._view.isExpanded(index):
                    found.append(path)
                    look(index)
                else:
                    self._open.discard(path)

        if self._only() is None:
            look(QModelIndex())
        return found

    def _expand(self, parent: QModelIndex) -> None:
        for place in range(self._model.rowCount(parent)):
            index = self._model.index(place, 0, parent)
            if self._model.path(index) in self._open:
                self._view.expand(index)
                self._expand(index)

    def _find(self, path: tuple[str, ...]) -> QModelIndex:
        """The line that was called so, or the one above where it stood."""
        found = QModelIndex()
        for words in path:
            rows = range(self._model.rowCount(found))
            below = (self._model.index(place, 0, found) for place in rows)
            at = next((each for each in below if each.data() == words), None)
            if at is None:
                break
            found = at
        return found if found.isValid() else self._model.index(0, 0)

    def _first(self, gap: Gap, parent: QModelIndex) -> QModelIndex:
        """The first line with the gap: one goes through them with the arrows."""
        for place in range(self._model.rowCount(parent)):
            index = self._model.index(place, 0, parent)
            node = self._model.node(index)
            if node is not None and node.has(gap):
                return index
            if (below := self._first(gap, index)).isValid():
                return below
        return QModelIndex()

    def _places(self) -> list[tuple[str, object]]:
        node = self._model.node(self._view.currentIndex())
        if node is None:
            return []
        is_writable = not self._session.desk.book.read_only
        acts = [
            (words, place)
            for words, place in node.acts
            if is_writable or not isinstance(place, ToNew)
        ]
        return [*([("打开", node.opens)] if node.opens is not None else []), *acts]

    def _offer(self) -> None:
        """The buttons for the line where one is."""
        layout = self._acts.layout()
        if layout is None:
            return
        clear(layout)
        for words, place in self._places():
            layout.addWidget(button(words, lambda to=place: self._go(to), "quiet"))  # pyright: ignore[reportArgumentType]

    def _on_entered(self, index: QModelIndex) -> None:
        node = self._model.node(index)
        if node is not None:
            self._go(node.opens)

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, place in self._places():
            menu.addAction(words, lambda to=place: self._go(to))  # pyright: ignore[reportArgumentType]
        if not menu.isEmpty():
            menu.popup(self._view.viewport().mapToGlobal(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px, head = self._session.theme.px, self._view.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in (1, 2):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
        is_narrow = self.width() < px(_LEAST)
        head.setSectionHidden(1, is_narrow)
        for place, (widest, share) in enumerate((_ABOUT, _LACKS), 1):
            part = _NARROW if is_narrow else share
            head.resizeSection(place, min(px(widest), round(self.width() * part)))
        self._view.setIndentation(px(22))


class _Tree(QTreeView):
    """``entered_line`` carries the index of a line that was entered or clicked twice."""

    entered_line = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self.entered_line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered_line.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
