"""What every lens has: a ledger seen otherwise, read anew when its records change."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.places import Place
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.session import Session


class LensView(QWidget):
    """Reads when it is shown, and again after a change; a hidden one waits until it is shown."""

    def __init__(self, session: Session, ledger: Ledger) -> None:
        super().__init__()
        self._session = session
        self._ledger = ledger
        self._is_stale = True
        session.records_changed.connect(self._on_records_changed)

    def refresh(self) -> None:
        """Read anew."""
        self._is_stale = False
        self.read()

    def read(self) -> None:
        """Read what is shown from the book; each kind of lens does it its way."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _go(self, place: Place | None) -> None:
        """To what a chosen cell leads; some lead nowhere."""
        if place is not None:
            self._session.go(place)

    def _on_records_changed(self, key: str) -> None:
        # A lens may look at the roster too, so every change counts.
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True
