"""What the pages before an open book share: the books of this PC, a card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from qinglian_desktop.ui.look.parts import frame, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme
from qinglian_desktop.ui.operations import Operations

if TYPE_CHECKING:
    from qinglian_desktop.application.book_ports import Books
    from qinglian_desktop.application.desk import Tools

CARD_WIDTH = 540


@dataclass(frozen=True, slots=True)
class Doorway:
    """Given to every page of the welcome."""

    tools: Tools
    books: Books
    theme: Theme
    operations: Operations
    recent: RecentBooks


class CardPage(QScrollArea):
    """A page with one card in the middle: a title, a sentence, then ``body`` is filled."""

    def __init__(
        self, theme: Theme, title: str, sentence: str = "", width: int = CARD_WIDTH
    ) -> None:
        super().__init__()
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(SPACE))
        self.body.setContentsMargins(*(4 * (theme.px(28),)))
        self.body.addWidget(label(title, "title", wrap=True))
        if sentence:
            self.body.addWidget(label(sentence, "muted", wrap=True))
            self.body.addSpacing(theme.px(SPACE))
        card = frame("card", self.body)
        card.setFixedWidth(theme.px(width))
        canvas = QWidget()
        canvas.setObjectName("canvas")
        layout = QVBoxLayout(canvas)
        self._card, self._least = card, theme.px(SPACE)
        layout.setContentsMargins(0, self._least, 0, self._least)
        layout.addLayout(row(1, card, 1))
        layout.addStretch(1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(canvas)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Above its middle; it stays there while it grows by what is said in it."""
        super().resizeEvent(event)
        room = self.viewport().height() - self._card.heightForWidth(self._card.width())
        above = self._least + max(0, room * 2 // 5)
        if (canvas := self.widget()) is not None and (layout := canvas.layout()) is not None:
            layout.setContentsMargins(0, above, 0, self._least)


def with_room_above(theme: Theme, layout: QLayout) -> QLayout:
    """The same layout with a little room above it."""
    layout.setContentsMargins(0, theme.px(SPACE), 0, 0)
    return layout


def stand_in_place(window: QWidget, theme: Theme) -> None:
    """Where the window of a book was and will be; at the very first in a size of its own."""
    room = window.screen().availableGeometry()
    window.resize(min(theme.px(900), room.width() - 40), min(theme.px(660), room.height() - 60))
    window.restoreGeometry(QSettings().value("window", QByteArray()))  # pyright: ignore[reportArgumentType]
