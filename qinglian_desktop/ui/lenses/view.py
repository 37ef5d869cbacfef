"""What every lens has: a ledger seen otherwise, read anew when its records change."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.places import Place
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.fresh import Fresh
from qinglian_desktop.ui.session import Session


class LensView(Fresh, QWidget):
    """Reads when it is shown, and again after a change; a hidden one waits until it is shown."""

    def __init__(self, session: Session, ledger: Ledger) -> None:
        super().__init__()
        self._session = session
        self._ledger = ledger
        self.keep_fresh(session)

    def concerns(self, changed: Changed) -> bool:
        """A lens may look at the roster too, so records of every ledger count."""
        return bool(changed.ledgers)

    def _go(self, place: Place | None) -> None:
        """To what a chosen cell leads; some lead nowhere."""
        if place is not None:
            self._session.go(place)
