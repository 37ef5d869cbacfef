"""Pages that show what the book holds: read when they are seen, and again when it was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.ui.operations import Operations
from qinglian_desktop.ui.session import Session

if TYPE_CHECKING:
    _Widget = QWidget
else:
    # Mixed into widgets of any kind.
    _Widget = object


class Fresh(_Widget):
    """Mixed in before the kind of widget; a page that nobody sees waits until it is seen."""

    _operations: Operations
    _is_stale = True

    def keep_fresh(self, session: Session) -> None:
        """Hear of changes from now on, as long as the book is open."""
        self._operations = session.operations
        session.changed.connect(self._on_changed)

    def concerns(self, changed: Changed) -> bool:
        """Whether the page shows anything that was changed."""
        return bool(changed)

    def is_seen(self) -> bool:
        """Whether anything that was read is in sight."""
        return self.isVisible()

    def refresh(self) -> None:
        """Read anew what is shown; what comes to the front while the book is closed stays blank."""
        if self._operations.is_closed:
            return
        self._is_stale = False
        self.read()

    def read(self) -> None:
        """Read what is shown from the book; each page does it its way."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _on_changed(self, changed: Changed) -> None:
        if not self.concerns(changed):
            return
        if self.is_seen():
            self.refresh()
        else:
            self._is_stale = True
