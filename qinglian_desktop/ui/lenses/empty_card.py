"""What a lens shows while there is nothing to draw: how to begin, and the button that does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from qinglian_desktop.application.places import ToNew
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.look.parts import button, column, frame, label, row
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session


class TableOrCard(QStackedWidget):
    """A lens's table, or in its place a card with these words and a button for a new record."""

    def __init__(self, session: Session, ledger: Ledger, table: QWidget, words: str) -> None:
        super().__init__()
        self.addWidget(table)
        self.addWidget(_card(session, ledger, words))

    @property
    def shows_table(self) -> bool:
        """Whether the table is in front."""
        return self.currentIndex() == 0

    def show_table(self, wanted: bool) -> None:
        """The table in front, or the card."""
        self.setCurrentIndex(0 if wanted else 1)


def _card(session: Session, ledger: Ledger, words: str) -> QFrame:
    """The button is there where the book can be written."""
    said = label(words, wrap=True)
    said.setAlignment(Qt.AlignmentFlag.AlignCenter)
    new = button(actions.adding(ledger), lambda: session.go(ToNew(ledger.key, {})), "primary")
    if session.desk.book.read_only:
        new.hide()
    return frame("card", column(1, said, row(1, new, 1), 2, spacing=SPACE * 2, margins=SPACE * 3))
