"""What goes into the places that are marked: searched for and chosen from a list, over a time"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.filling.form_pieces import CountedIn, FormPieces
from qinglian_desktop.domain.filling.form_spans import OFFERED_SPANS, FormSpan
from qinglian_desktop.ui.filling.offered import FormOffer
from qinglian_desktop.ui.look.parts import DropDown, column, label, row
from qinglian_desktop.ui.look.theme import Theme

PiecesRole = int(Qt.ItemDataRole.UserRole) + 1
_LEAST_HEIGHT = 150


class _Search(QLineEdit):
    """A line from which the arrows and Enter go to the list below it; ``left`` comes with Esc."""

    left = Signal()

    def __init__(self, found: QListWidget) -> None:
        super().__init__()
        self._found = found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_arrow = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_arrow or is_enter:
            self._found.keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PieceChoice(QWidget):
    """``chosen`` carries FormPieces, ``span_chosen`` a FormSpan."""

    chosen = Signal(object)
    span_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._offers: Sequence[FormOffer] = ()
        self._small = theme.font("small")
        self._suggested: Sequence[FormOffer] = ()
        self._list = QListWidget()
        self._list.setObjectName("offers")
        self._list.setAccessibleName("可以填的内容")
        self._list.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self._list.itemClicked.connect(self._take)
        self._list.itemActivated.connect(self._take)
        self.search = _Search(self._list)
        self.search.setObjectName("offer_search")
        self.search.setPlaceholderText("找指标、单位、日期")
        self.search.setAccessibleName("找要填的内容")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._fill())
        self._spans = DropDown()
        self._spans.setObjectName("span")
        self._spans.setAccessibleName("算哪一段时间")
        self._spans.setMaxVisibleItems(12)
        self._spans.addItems(list(OFFERED_SPANS))
        self._spans.activated.connect(
            lambda _: self.span_chosen.emit(FormSpan(self._spans.currentText()))
        )
        self._span_line = QWidget()
        self._span_line.setLayout(row(label("时段"), self._spans, 1))
        layout = column(self.search, self._list, self._span_line, spacing=theme.px(6))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def offer(self, offers: Sequence[FormOffer], suggested: Sequence[FormOffer]) -> None:
        """What can be chosen, and first what the words around the place suggest."""
        self._offers, self._suggested = offers, suggested
        self.search.clear()
        self._fill()

    def show_pieces(self, pieces: FormPieces) -> None:
        """Mark what goes into the place now."""
        counted = next((each for each in pieces if isinstance(each, CountedIn)), None)
        self._span_line.setVisible(counted is not None)
        if counted is not None:
            self._spans.setCurrentText(counted.span.words)
        plain = _whenever(pieces)
        for at in range(self._list.count()):
            if _whenever(self._list.item(at).data(PiecesRole) or ()) == plain != ():
                self._list.setCurrentRow(at)
                return
        self._list.setCurrentRow(-1)

    def _fill(self) -> None:
        self._list.clear()
        wanted = folded(self.search.text())
        groups: dict[str, list[FormOffer]] = {}
        if self._suggested and not wanted:
            groups["建议"] = list(self._suggested)
        offered = [
            each
            for each in self._offers
            if wanted in folded(f"{each.words}{each.beside}{each.group}")
        ]
        if wanted:
            # What is called just so stands first, wherever its group is.
            offered.sort(key=lambda each: _nearness(folded(each.words), wanted))
        for each in offered:
            groups.setdefault(each.group, []).append(each)
        for group, found in groups.items():
            head = QListWidgetItem(group)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            head.setForeground(self._list.palette().placeholderText())
            head.setFont(self._small)
            self._list.addItem(head)
            for each in found:
                unit = f"  {each.beside}" if each.beside else ""
                item = QListWidgetItem(f"　{each.words}{unit}")
                item.setData(PiecesRole, each.pieces)
                self._list.addItem(item)
        if wanted and self._list.count() > 1:
            self._list.setCurrentRow(1)
        if not groups and wanted:
            none = QListWidgetItem("没有找到，换个说法试试")
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(none)

    def _take(self, item: QListWidgetItem) -> None:
        if (pieces := item.data(PiecesRole)) is not None:
            self.chosen.emit(pieces)


def _nearness(words: str, wanted: str) -> int:
    if words == wanted:
        return 0
    return 1 if words.startswith(wanted) else 2 if wanted in words else 3


def _whenever(pieces: FormPieces) -> FormPieces:
    """The same whichever time it is over."""
    return tuple(
        CountedIn(each.ledger, each.measure) if isinstance(each, CountedIn) else each
        for each in pieces
    )
