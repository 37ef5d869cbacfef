"""What the pages before an open book share: the books of this PC, a card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
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
        layout.setContentsMargins(0, theme.px(SPACE), 0, theme.px(SPACE))
        layout.addStretch(2)
        layout.addLayout(row(1, card, 1))
        layout.addStretch(3)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(canvas)


def with_room_above(theme: Theme, layout: QLayout) -> QLayout:
    """The same layout with a little room above it."""
    layout.setContentsMargins(0, theme.px(SPACE), 0, 0)
    return layout
