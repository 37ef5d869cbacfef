"""What a lens shows while there is nothing to draw: how to begin, and the button that does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from qinglian_desktop.application.workbench import ToNew
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.parts import button, column, frame, label, row
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.theme import SPACE


def empty_card(session: Session, ledger: Ledger, words: str) -> QFrame:
    """A card with these words and a button for a new record, where the book can be written."""
    said = label(words, wrap=True)
    said.setAlignment(Qt.AlignmentFlag.AlignCenter)
    new = button(f"新增{ledger.noun}", lambda: session.go(ToNew(ledger.key, {})), "primary")
    new.setVisible(not session.desk.book.read_only)
    return frame("card", column(1, said, row(1, new, 1), 2, spacing=SPACE * 2, margins=SPACE * 3))
